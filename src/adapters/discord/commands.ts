/** The command catalogue as Discord's application commands: a path of two becomes a subcommand, every name and description comes in French too. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { CommandSpec, Localised, OptionSpec } from "../../core/command.ts";
import { cutText } from "./escape.ts";
import { words } from "./words.ts";

/** Discord's limit for descriptions. */
const descriptionLimit = 100;
/** Manage Server, as a decimal string on the wire. */
const manageServer = PermissionFlagsBits.ManageGuild.toString();
/** In servers only, installed by a server only. */
const scope = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** English names of the two message menus; Discord sends these back whatever the person's language. */
export const menus = { why: words.en.whyMenu, watch: words.en.watchMenu } as const;

/** All commands in the order of the catalogue, then the two message menus. Throws where a word is both a command and a group: a bug. */
export function toApplicationCommands(specs: readonly CommandSpec[]): RESTPostAPIApplicationCommandsJSONBody[] {
  const groups = new Map<string, CommandSpec[]>();
  for (const spec of specs) groups.set(spec.path[0], [...(groups.get(spec.path[0]) ?? []), spec]);
  return [...[...groups.values()].map(toChatCommand), messageMenu("whyMenu"), messageMenu("watchMenu")];
}

function toChatCommand(group: readonly CommandSpec[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const [first] = group;
  if (first === undefined) throw new Error("an empty group of commands");
  const isGroup = first.path.length === 2;
  if (group.some((spec) => (spec.path.length === 2) !== isGroup) || (!isGroup && group.length > 1)) {
    throw new Error(`/${first.path[0]} is described both as a command and as a group, or twice`);
  }
  return {
    type: ApplicationCommandType.ChatInput,
    ...named(
      first.names[0] ?? { en: first.path[0], fr: first.path[0] },
      isGroup ? groupDescription(group) : first.description,
    ),
    ...scope,
    ...(group.every((spec) => spec.permission === "manage") ? { default_member_permissions: manageServer } : {}),
    options: isGroup ? group.map(toSubcommand) : toOptions(first.options),
  };
}

/** Discord asks for a description of the group although it never shows it: the list of what is in it. */
function groupDescription(group: readonly CommandSpec[]): Localised {
  const list = (locale: "en" | "fr") => group.map((spec) => spec.names[1]?.[locale] ?? spec.path[1] ?? "").join(", ");
  return { en: list("en"), fr: list("fr") };
}

function toSubcommand(spec: CommandSpec): APIApplicationCommandSubcommandOption {
  const path = spec.path[1] ?? "";
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...named(spec.names[1] ?? { en: path, fr: path }, spec.description),
    options: toOptions(spec.options),
  };
}

/** Discord wants the required ones first. */
function toOptions(options: readonly OptionSpec[]): APIApplicationCommandBasicOption[] {
  return [...options].sort((a, b) => Number(b.required) - Number(a.required)).map(toOption);
}

function toOption(option: OptionSpec): APIApplicationCommandBasicOption {
  const common = { ...named(option.name, option.description), required: option.required };
  switch (option.type) {
    case "string":
      return { type: ApplicationCommandOptionType.String, ...common, ...stringExtras(option) };
    case "integer":
      return { type: ApplicationCommandOptionType.Integer, ...common };
    case "boolean":
      return { type: ApplicationCommandOptionType.Boolean, ...common };
    case "channel":
      return {
        type: ApplicationCommandOptionType.Channel,
        ...common,
        channel_types: [
          ChannelType.GuildText,
          ChannelType.GuildAnnouncement,
          ChannelType.PublicThread,
          ChannelType.PrivateThread,
          ChannelType.AnnouncementThread,
        ],
      };
    case "role":
      return { type: ApplicationCommandOptionType.Role, ...common };
  }
}

/** Choices and completion exclude each other. */
function stringExtras({ choices, complete, maxLength }: OptionSpec) {
  const length = maxLength === undefined ? {} : { max_length: maxLength };
  if (choices === undefined) return complete === undefined ? length : { ...length, autocomplete: true as const };
  return {
    choices: choices.map(({ value, label }) => ({
      name: cutText(label.en, 100),
      name_localizations: { fr: cutText(label.fr, 100) },
      value,
    })),
  };
}

function named(name: Localised, description: Localised) {
  return {
    name: name.en,
    name_localizations: { fr: name.fr },
    description: cutText(description.en, descriptionLimit),
    description_localizations: { fr: cutText(description.fr, descriptionLimit) },
  };
}

function messageMenu(key: "whyMenu" | "watchMenu"): RESTPostAPIApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.Message,
    name: words.en[key],
    name_localizations: { fr: words.fr[key] },
    ...scope,
    ...(key === "watchMenu" ? { default_member_permissions: manageServer } : {}),
  };
}
