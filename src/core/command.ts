/** What people can ask for, free of any channel: one catalogue serves Discord's slash commands, the terminal's prompt and both helps. */
import type { Document } from "./message.ts";
import type { DestinationId, Locale } from "./types.ts";

/** A text in both of Vigie's languages. */
export type Localised = Readonly<Record<Locale, string>>;

/** What an option's value can be completed from. */
const completions = ["watch", "entity", "name", "feed", "story", "item"] as const;
export type Completion = (typeof completions)[number];

export interface OptionSpec {
  /** Lower case; the English name is the key under which the value arrives. Discord: `^[-_'\p{L}\p{N}]{1,32}$`. */
  readonly name: Localised;
  /** At most 100 characters in each language (Discord's limit). */
  readonly description: Localised;
  readonly type: "string" | "integer" | "boolean" | "channel" | "role";
  readonly required: boolean;
  readonly complete?: Completion;
  /** At most 25; the value is what arrives. */
  readonly choices?: readonly { readonly value: string; readonly label: Localised }[];
  /** Longest text taken, in characters. */
  readonly maxLength?: number;
}

export interface CommandSpec {
  /** English words, e.g. `["watch", "add"]` or `["latest"]`. */
  readonly path: readonly [string] | readonly [string, string];
  readonly names: readonly Localised[];
  readonly description: Localised;
  readonly options: readonly OptionSpec[];
  /** `manage`: asks for Discord's Manage Server permission, checked again when it runs. */
  readonly permission: "everyone" | "manage";
  /** Whether the answer is for the channel or for the asker alone. */
  readonly visibility: "private" | "public";
}

export type ArgumentValue = string | number | boolean;

/** Who asks, from where. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly canManage: boolean;
  /** Destination that the place of asking stands for; channels that are no destination stand for their server's. */
  readonly destination: DestinationId;
  readonly guildId: string | null;
}

export interface Invocation {
  readonly path: readonly string[];
  readonly args: Readonly<Record<string, ArgumentValue>>;
  readonly caller: Caller;
}

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** The door through which every channel reaches the use cases. */
export interface CommandDesk {
  readonly specs: readonly CommandSpec[];
  /** Throws AppError where it refuses. */
  run(invocation: Invocation): Promise<Document>;
  /** Answers from memory, at most 25. Never throws. */
  complete(path: readonly string[], option: string, typed: string, caller: Caller): readonly Choice[];
  /** A button was pressed. Throws AppError where it refuses. */
  act(verb: string, subject: string, caller: Caller): Promise<Document>;
}
