/** The settings as a type: what the readers of environment and files fill, and the rest of the program is given. */
import { inspect } from "node:util";
import type { Locale } from "./core/types.ts";

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** A value that no log, dump or message shows. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself: hand it to the one party that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "<secret>";
  }

  toJSON(): string {
    return "<secret>";
  }

  [inspect.custom](): string {
    return "<secret>";
  }
}

/** Effective settings. Durations in ms, sizes in bytes, folders absolute. */
export interface Config {
  /** Of package.json. */
  readonly version: string;
  /** The settings file that was read. */
  readonly file: string;
  readonly dataDir: string;
  /** Folders of the packs, in the order in which they are merged. */
  readonly packs: readonly string[];
  readonly locale: Locale;
  /** IANA name. */
  readonly zone: string;
  readonly logLevel: LogLevel;
  /** Null without `DISCORD_TOKEN`: the terminal is the channel. */
  readonly discord: {
    readonly token: Secret;
    /** Default destination; null: servers choose theirs with `/settings`. */
    readonly channelId: string | null;
    /** Commands are registered in this server alone; null: everywhere. */
    readonly guildId: string | null;
    /** Without a trailing slash and without the version. */
    readonly apiUrl: string;
  } | null;
  readonly poll: {
    readonly cron: string;
    readonly floorMs: number;
    readonly ceilingMs: number;
    readonly hostSpacingMs: number;
    readonly concurrency: number;
  };
  readonly fetch: {
    readonly timeoutMs: number;
    /** Of the decoded body. */
    readonly maxBytes: number;
    readonly maxRedirects: number;
    readonly contact: string | null;
    /** Lower-case hosts or addresses that may be fetched from although they are private or loopback. */
    readonly allowPrivateHosts: readonly string[];
  };
  readonly alerts: { readonly catchUpLimit: number; readonly staleAfterMs: number };
  /** Whether the pages of alerts are read. */
  readonly articles: { readonly fetch: boolean };
  /** Null: no language model is asked. */
  readonly model: {
    /** Up to and including `/v1`, without a trailing slash. */
    readonly url: string;
    readonly name: string;
    readonly apiKey: Secret | null;
    /** Requests a UTC day. */
    readonly dailyLimit: number;
  } | null;
  /** `at`: local `HH:MM`; null: no digest. */
  readonly digest: { readonly at: string | null };
  readonly retention: { readonly days: number };
  /** `port` null: no health server. */
  readonly health: { readonly port: number | null; readonly host: string };
}

/** What the environment's variables say, and every reason why one of them cannot be taken. */
export interface EnvironmentReading {
  readonly values: Pick<Config, "dataDir" | "logLevel" | "discord"> & {
    /** The settings file that was asked for; undefined: the usual one. */
    readonly config: string | undefined;
    readonly modelKey: string | undefined;
    /** Of the terminal (LC_ALL, LC_MESSAGES, LANG); null where that is none of Vigie's. */
    readonly language: Locale | null;
    /** Undefined: as the settings file has it. */
    readonly healthPort: number | null | undefined;
    readonly allowPrivateHosts: readonly string[];
  };
  readonly problems: readonly string[];
}

/** How Vigie names itself to the servers it asks. */
export function userAgentOf({ version, fetch: { contact } }: Pick<Config, "version" | "fetch">): string {
  return `Vigie/${version}${contact === null ? "" : ` (+${contact})`}`;
}
