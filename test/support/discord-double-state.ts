/** What the double of Discord remembers: servers, messages, nonces, commands, interactions, and every request with what was wrong with it. */

import type { Json } from "./discord-message-rules.ts";
import { type Operation, ruleProblems } from "./discord-schema.ts";

export interface GuildSpec {
  readonly id: string;
  readonly name: string;
  /** Channels with Discord's type: 0 text, 5 announcement. */
  readonly channels: readonly { readonly id: string; readonly name: string; readonly type: number }[];
}

export interface StoredMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: Json;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Json[];
  readonly timestamp: string;
  edited_timestamp: string | null;
  pinned: boolean;
  readonly type: number;
  flags: number;
  readonly message_reference?: Json;
  /** Contents of uploaded files by name; not a part of Discord's answer. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** An interaction from its sending to its answer. */
export interface OpenInteraction {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  readonly createdAt: number;
  /** Message whose button was pressed. */
  readonly sourceId: string | null;
  ackType: number | null;
  ackMs: number;
  ephemeral: boolean;
  original: StoredMessage | null;
  readonly followUps: StoredMessage[];
  data: Json;
  /** Tells the person that there is something to see. */
  settle: () => void;
}

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly at: number;
  status: number;
}

export interface DoubleState {
  readonly applicationId: string;
  readonly token: string;
  readonly guilds: GuildSpec[];
  /** Messages by channel, oldest first. */
  readonly channels: Map<string, StoredMessage[]>;
  /** Registered commands by `global` or server id. */
  readonly commands: Map<string, Json[]>;
  readonly interactions: Map<string, OpenInteraction>;
  readonly requests: SeenRequest[];
  /** Bodies to be judged by Discord's own file at the end. */
  readonly bodies: { readonly operation: Operation; readonly body: unknown }[];
  readonly problems: string[];
  readonly now: () => number;
  nextId(): string;
  /** Message id that this nonce has had within the window; undefined where it is free. */
  nonceHolder(nonce: string): string | undefined;
  rememberNonce(nonce: string, messageId: string): void;
  /** Judges a body by our own rules; what is wrong is kept for the end, and also answered. */
  judge(operation: Operation, body: unknown): readonly string[];
  channelOf(id: string): { readonly guild: GuildSpec; readonly type: number; readonly name: string } | undefined;
}

const discordEpoch = 1_420_070_400_000n;

export function createState(options: {
  readonly token: string;
  readonly guilds: readonly GuildSpec[];
  readonly now: () => number;
  readonly nonceWindowMs: number;
}): DoubleState {
  const { token, now, nonceWindowMs } = options;
  const nonces = new Map<string, { readonly messageId: string; readonly at: number }>();
  const guilds = [...options.guilds];
  let sequence = 0n;
  const state: DoubleState = {
    applicationId: "900000000000000001",
    token,
    guilds,
    channels: new Map(),
    commands: new Map(),
    interactions: new Map(),
    requests: [],
    bodies: [],
    problems: [],
    now,
    nextId: () => {
      sequence = (sequence + 1n) & 0x3fffffn;
      return (((BigInt(Math.floor(now())) - discordEpoch) << 22n) | sequence).toString();
    },
    nonceHolder: (nonce) => {
      const known = nonces.get(nonce);
      return known !== undefined && now() - known.at < nonceWindowMs ? known.messageId : undefined;
    },
    rememberNonce: (nonce, messageId) => nonces.set(nonce, { messageId, at: now() }),
    judge: (operation, body) => {
      state.bodies.push({ operation, body });
      const problems = ruleProblems(operation, body);
      state.problems.push(...problems.map((problem) => `${operation}: ${problem}`));
      return problems;
    },
    channelOf: (id) => {
      for (const guild of guilds) {
        const channel = guild.channels.find((candidate) => candidate.id === id);
        if (channel !== undefined) return { guild, type: channel.type, name: channel.name };
      }
      return undefined;
    },
  };
  return state;
}

/** The bot as author of its messages. */
export function botUser(state: DoubleState): Json {
  return { id: state.applicationId, username: "vigie", discriminator: "0", global_name: null, avatar: null, bot: true };
}

/** All that a person reads of a message, one part a line. */
export function textOf(message: Pick<StoredMessage, "content" | "embeds"> | null): string {
  if (message === null) return "";
  const parts = message.embeds.flatMap(({ author, title, description, fields, footer }) => [
    (author as Json | undefined)?.["name"],
    title,
    description,
    ...((fields as Json[] | undefined) ?? []).flatMap(({ name, value }) => [name, value]),
    (footer as Json | undefined)?.["text"],
  ]);
  return [message.content, ...parts].filter((part) => typeof part === "string" && part !== "").join("\n");
}

/** Buttons of a message, in order. */
export function buttonsOf(
  message: Pick<StoredMessage, "components"> | null,
): readonly { readonly label: string; readonly customId: string }[] {
  const rows = (message?.components ?? []) as { components?: { label: string; custom_id: string }[] }[];
  return rows.flatMap((row) => (row.components ?? []).map(({ label, custom_id: customId }) => ({ label, customId })));
}
