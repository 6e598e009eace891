/** Brings what people do in Discord to the desk and its answer back to them: acknowledged first, the person's rights read anew each time, one interaction's failure kept to itself. */
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from "discord.js";
import type { ArgumentValue, Caller, CommandDesk, CommandSpec, OptionSpec } from "../../core/command.ts";
import { AppError } from "../../core/errors.ts";
import type { DestinationId } from "../../core/types.ts";
import type { Log } from "../../services/ports.ts";
import { type Answerable, type Answers, formField } from "./answer.ts";
import { menus } from "./commands.ts";
import { parseCustomId, toCustomId } from "./custom-id.ts";
import { cutText, plainLine } from "./escape.ts";
import { describeError } from "./failures.ts";
import { renderDocument } from "./render.ts";
import { answer, notice, update } from "./respond.ts";
import { watchableText } from "./watchable.ts";
import { localeOf, words } from "./words.ts";

export interface DispatchDeps {
  readonly desk: CommandDesk;
  readonly answers: Answers;
  readonly log: Log;
  /** Destination that a channel stands for. */
  readonly resolveDestination: (place: { readonly channelId: string; readonly guildId: string }) => DestinationId;
}

/** Buttons that change the message they stand on, where it is the presser's own; everything else is a private answer. */
const inPlace: ReadonlySet<string> = new Set(["page", "undo-watch", "apply"]);
const watchAdd = ["watch", "add"] as const;
const formVerb = "form";
/** Discord's limits: choices of a completion, and characters of a choice's label and value. */
const choiceLimit = 25;
const choiceLength = 100;

/** Never rejects. */
export function createDispatch(deps: DispatchDeps): (interaction: Interaction) => Promise<void> {
  return async (interaction) => {
    try {
      await route(deps, interaction);
    } catch (error) {
      deps.log.warn("interaction could not be answered", { interaction: interaction.id, ...describeError(error) });
    }
  };
}

function route(deps: DispatchDeps, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(deps, interaction);
  const caller = callerOf(deps, interaction);
  if (caller === null) return refuseDirectMessage(deps, interaction);
  if (interaction.isChatInputCommand()) return runCommand(deps, interaction, caller);
  if (interaction.isButton()) return pressButton(deps, interaction, caller);
  if (interaction.isModalSubmit()) return submitForm(deps, interaction, caller);
  if (interaction.isMessageContextMenuCommand()) return useMenu(deps, interaction, caller);
  return Promise.resolve();
}

/** Null in direct messages. */
function callerOf({ resolveDestination }: DispatchDeps, interaction: Interaction): Caller | null {
  const { guildId, channelId, user } = interaction;
  if (guildId === null || channelId === null) return null;
  return {
    id: user.id,
    name: plainLine(user.globalName ?? user.username),
    locale: localeOf(interaction.locale),
    canManage: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    destination: resolveDestination({ channelId, guildId }),
    guildId,
  };
}

async function refuseDirectMessage({ answers }: DispatchDeps, interaction: Interaction): Promise<void> {
  const locale = localeOf(interaction.locale);
  await answers.replyPrivately(interaction, renderDocument(notice(words[locale].directMessage), locale, null));
}

// ---------------------------------------------------------------- completion

async function suggest({ answers, desk, ...deps }: DispatchDeps, interaction: AutocompleteInteraction): Promise<void> {
  const caller = callerOf({ answers, desk, ...deps }, interaction);
  const focused = interaction.options.getFocused(true);
  const found = caller === null ? [] : desk.complete(pathOf(interaction), focused.name, focused.value, caller);
  const choices = found
    .filter(({ label, value }) => label !== "" && value !== "" && value.length <= choiceLength)
    .slice(0, choiceLimit)
    .map(({ label, value }) => ({ name: cutText(plainLine(label), choiceLength), value }));
  await answers.suggest(interaction, choices);
}

function pathOf(interaction: AutocompleteInteraction | ChatInputCommandInteraction): string[] {
  const sub = interaction.options.getSubcommand(false);
  return sub === null ? [interaction.commandName] : [interaction.commandName, sub];
}

// ---------------------------------------------------------------- commands

function runCommand(deps: DispatchDeps, interaction: ChatInputCommandInteraction, caller: Caller): Promise<void> {
  const path = pathOf(interaction);
  const spec = findSpec(deps.desk, path);
  const args = argumentsOf(interaction);
  if (spec === undefined) return answer(deps, interaction, caller, true, () => Promise.reject(unknownCommand(caller)));
  if (isPath(path, watchAdd) && Object.keys(args).length === 0 && mayRun(spec, caller)) {
    return showWatchForm(deps, interaction, caller, "");
  }
  return answer(deps, interaction, caller, spec.visibility === "private", () => deps.desk.run({ path, args, caller }));
}

function findSpec(desk: CommandDesk, path: readonly string[]): CommandSpec | undefined {
  return desk.specs.find((spec) => isPath(spec.path, path));
}

function isPath(path: readonly string[], other: readonly string[]): boolean {
  return path.length === other.length && path.every((word, index) => word === other[index]);
}

/** The values under the options' English names; channels and roles as their ids. */
function argumentsOf(interaction: ChatInputCommandInteraction): Record<string, ArgumentValue> {
  const top = interaction.options.data;
  const given = top.flatMap((option) => (option.options === undefined ? [option] : option.options));
  const values = given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(values);
}

/** Whether a form is worth opening; the refusal itself is the desk's, when it runs. */
function mayRun(spec: CommandSpec, caller: Caller): boolean {
  return spec.permission === "everyone" || caller.canManage;
}

function unknownCommand(caller: Caller): AppError {
  return new AppError("not_found", words[caller.locale].unknownCommand);
}

// ---------------------------------------------------------------- buttons, menus, forms

function pressButton(deps: DispatchDeps, interaction: ButtonInteraction, caller: Caller): Promise<void> {
  const id = parseCustomId(interaction.customId);
  if (id === null) {
    const refusal = new AppError("invalid", words[caller.locale].oldButton);
    return answer(deps, interaction, caller, true, () => Promise.reject(refusal));
  }
  const work = () => deps.desk.act(id.verb, id.subject, caller);
  const own = interaction.message.flags.has(MessageFlags.Ephemeral);
  return own && inPlace.has(id.verb)
    ? update(deps, interaction, caller, work)
    : answer(deps, interaction, caller, true, work);
}

function useMenu(deps: DispatchDeps, interaction: MessageContextMenuCommandInteraction, caller: Caller): Promise<void> {
  const text = words[caller.locale];
  if (interaction.commandName === menus.why) {
    const subject = whySubject(interaction);
    return answer(deps, interaction, caller, true, () =>
      subject === null
        ? Promise.reject(new AppError("not_found", text.noAlert))
        : deps.desk.act("why", subject, caller),
    );
  }
  const spec = findSpec(deps.desk, watchAdd);
  if (interaction.commandName !== menus.watch || spec === undefined) {
    return answer(deps, interaction, caller, true, () => Promise.reject(unknownCommand(caller)));
  }
  const terms = watchableText(interaction.targetMessage);
  if (!mayRun(spec, caller)) {
    return answer(deps, interaction, caller, true, () => deps.desk.run({ path: watchAdd, args: {}, caller }));
  }
  if (terms !== null) return showWatchForm(deps, interaction, caller, terms);
  return answer(deps, interaction, caller, true, () => Promise.reject(new AppError("not_found", text.noText)));
}

/** Subject of the Why? button on the message; null where it is none of our alerts. */
function whySubject({ targetMessage, client }: MessageContextMenuCommandInteraction): string | null {
  if (targetMessage.author.id !== client.user.id) return null;
  for (const row of targetMessage.components) {
    for (const component of "components" in row ? row.components : []) {
      const id = "customId" in component && component.customId !== null ? parseCustomId(component.customId) : null;
      if (id?.verb === "why") return id.subject;
    }
  }
  return null;
}

/** `/watch add` as a dialogue: what is typed arrives as its option for a whole rule. */
async function showWatchForm(deps: DispatchDeps, to: Answerable, caller: Caller, value: string): Promise<void> {
  const field = formOption(deps.desk);
  const customId = toCustomId({ verb: formVerb, subject: watchAdd.join("."), nonce: null });
  if (field === undefined || customId === null) throw new Error("/watch add takes no text");
  const text = words[caller.locale];
  const maxLength = Math.min(field.maxLength ?? 1000, 4000);
  await deps.answers.showForm(to, {
    customId,
    title: text.formTitle,
    label: text.formLabel,
    hint: text.formHint,
    value: cutText(value, maxLength),
    maxLength,
  });
}

/** The option that takes the most text of those that a person writes freely. */
function formOption(desk: CommandDesk): OptionSpec | undefined {
  const options = findSpec(desk, watchAdd)?.options ?? [];
  const free = options.filter(({ type, complete }) => type === "string" && complete === undefined);
  return free.sort((a, b) => (b.maxLength ?? 0) - (a.maxLength ?? 0))[0];
}

function submitForm(deps: DispatchDeps, interaction: ModalSubmitInteraction, caller: Caller): Promise<void> {
  const id = parseCustomId(interaction.customId);
  const path = id?.verb === formVerb ? id.subject.split(".") : [];
  const spec = findSpec(deps.desk, path);
  const option = formOption(deps.desk);
  return answer(deps, interaction, caller, spec?.visibility !== "public", async () => {
    if (spec === undefined || option === undefined) throw new AppError("invalid", words[caller.locale].oldButton);
    const typed = interaction.fields.getTextInputValue(formField);
    return deps.desk.run({ path, args: { [option.name.en]: typed.trim() }, caller });
  });
}
