/** The one door to the use cases: finds the command, checks who asks and what was given, and hands over. */
import type { Caller, Choice, CommandDesk, CommandSpec, Completion, Invocation, OptionSpec } from "../core/command.ts";
import { AppError } from "../core/errors.ts";
import { fold } from "../core/fold.ts";
import type { Document } from "../core/message.ts";
import { phrases } from "../core/phrases.ts";
import type { Locale } from "../core/types.ts";
import { addFeed } from "./add-feed.ts";
import { board } from "./board.ts";
import { brief } from "./brief.ts";
import { choicesOf, commandSpecs, findSpec } from "./command-specs.ts";
import { createCompleter } from "./complete.ts";
import { type Ask, createAsk, type DeskDeps, missingOption } from "./desk.ts";
import { digest } from "./digest.ts";
import { applyExclusion, recordVerdict, undoExclusion } from "./feedback.ts";
import { checkFeed, listFeeds, removeFeed, setFeedState } from "./feeds.ts";
import { help } from "./help.ts";
import { type LookupDeps, latest, latestFrom, story, storyDocument } from "./lookup.ts";
import { mute, muteStory } from "./mutes.ts";
import { createNameIndex } from "./names.ts";
import { settings } from "./settings.ts";
import {
  addWatch,
  editWatch,
  listWatches,
  removeWatch,
  setWatchState,
  testWatch,
  undoWatch,
  watchEntity,
} from "./watches.ts";
import { why, whyItem } from "./why.ts";

type Handler = (deps: LookupDeps, ask: Ask) => Document | Promise<Document>;
type Button = (deps: LookupDeps, ask: Ask, subject: string) => Document | Promise<Document>;

const handlers: Readonly<Record<string, Handler>> = {
  "watch add": addWatch,
  "watch test": testWatch,
  "watch list": listWatches,
  "watch edit": editWatch,
  "watch pause": setWatchState("paused"),
  "watch resume": setWatchState("active"),
  "watch remove": removeWatch,
  latest,
  story,
  why,
  "feed add": addFeed,
  "feed list": listFeeds,
  "feed check": checkFeed,
  "feed pause": setFeedState("paused"),
  "feed resume": setFeedState("active"),
  "feed remove": removeFeed,
  board,
  digest,
  brief,
  mute,
  settings,
  help,
};

/** Buttons by verb; `apply` and `page` say in their subject what they go on with. */
const buttons: Readonly<Record<string, Button>> = {
  why: whyItem,
  story: (deps, ask, subject) => storyDocument(deps, ask, Number(subject)),
  relevant: recordVerdict("relevant"),
  "not-relevant": recordVerdict("not-relevant"),
  "should-alert": recordVerdict("should-alert"),
  mute: muteStory,
  "undo-watch": undoWatch,
  "apply entity": (deps, ask, subject) => watchEntity(deps, ask, subject.slice("entity:".length)),
  "apply exclude": applyExclusion,
  "apply include": undoExclusion,
  "page latest": latestFrom,
};

export function createCommandDesk(deps: DeskDeps): CommandDesk {
  const full: LookupDeps = { ...deps, names: createNameIndex(deps.ruleset.gazetteer, deps.findByName) };
  const complete = createCompleter(full);
  return {
    specs: commandSpecs,
    run: async (invocation) => {
      const spec = checkedSpec(invocation);
      const handler = handlers[spec.path.join(" ")];
      if (handler === undefined) throw new Error(`command ${spec.path.join(" ")} has no handler`);
      return handler(full, createAsk(full, invocation.caller, invocation.args));
    },
    complete: (path, option, typed, caller) => {
      try {
        return completeOption(complete, path, option, typed, caller);
      } catch (error) {
        deps.log.error("completion failed", { path: path.join(" "), option, error });
        return [];
      }
    },
    act: async (verb, subject, caller) => {
      const family = subject.slice(0, Math.max(0, subject.indexOf(":")));
      const button = buttons[`${verb} ${family}`] ?? buttons[verb];
      if (button === undefined) throw new AppError("not_found", phrases(caller.locale).refusal.unknownButton);
      return button(full, createAsk(full, caller), subject);
    },
  };
}

/** @throws AppError where there is no such command, the person may not use it, or an option is too long or none of its choices. */
function checkedSpec({ path, args, caller }: Invocation): CommandSpec {
  const say = phrases(caller.locale).refusal;
  const spec = findSpec(path);
  if (spec === undefined) throw new AppError("not_found", say.unknownCommand(`/${path.join(" ")}`));
  if (spec.permission === "manage" && !caller.canManage) throw new AppError("forbidden", say.forbidden);
  for (const option of spec.options) {
    const value = args[option.name.en];
    if (value === undefined || String(value).trim() === "") refuseMissing(spec, option, caller);
    else refuseUnfit(option, String(value), caller);
  }
  return spec;
}

function refuseMissing(spec: CommandSpec, option: OptionSpec, { locale }: Caller): void {
  if (!option.required) return;
  throw missingOption(spec, option, locale);
}

function refuseUnfit(option: OptionSpec, value: string, { locale }: Caller): void {
  const { refusal: say, format } = phrases(locale);
  const name = option.name[locale];
  const length = [...value].length;
  if (option.maxLength !== undefined && length > option.maxLength) {
    throw new AppError("invalid", say.tooLong(name, option.maxLength, length));
  }
  const { choices } = option;
  if (choices !== undefined && !choices.some((choice) => choice.value === value)) {
    throw new AppError(
      "invalid",
      say.notOneOf(name, value, format.or(choices.map((choice) => spelled(choice, locale)))),
    );
  }
}

/** What is typed, and what it means where that is another word. */
function spelled({ value, label }: NonNullable<OptionSpec["choices"]>[number], locale: Locale): string {
  return fold(value) === fold(label[locale]) ? value : `${value} (${label[locale]})`;
}

type Complete = (from: Completion, typed: string, caller: Caller) => readonly Choice[];

function completeOption(
  complete: Complete,
  path: readonly string[],
  option: string,
  typed: string,
  caller: Caller,
): readonly Choice[] {
  const known = findSpec(path)?.options.find(({ name }) => name.en === option);
  if (known === undefined) return [];
  if (known.choices !== undefined) return choicesOf(known, caller.locale);
  return known.complete === undefined ? [] : complete(known.complete, typed, caller);
}
