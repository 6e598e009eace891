/** The double's REST routes: what Discord would store, answer and refuse. */

import { botUser, type DoubleState, type OpenInteraction, type StoredMessage } from "./discord-double-state.ts";
import type { Json } from "./discord-message-rules.ts";

export interface Call {
  readonly method: string;
  /** Without the base and the version, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly authorised: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (state: DoubleState, call: Call, parts: readonly string[]) => Answer;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Interaction tokens stand for themselves: no bot token is asked for. */
  readonly open?: true;
  readonly handle: Handler;
}

function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

const routes: readonly Route[] = [
  { method: "GET", pattern: /^\/users\/@me$/, handle: (state) => ok(botUser(state)) },
  {
    method: "GET",
    pattern: /^\/applications\/@me$/,
    handle: (state) => ok({ id: state.applicationId, name: "vigie", description: "", bot: botUser(state) }),
  },
  {
    method: "GET",
    pattern: /^\/applications\/\d+\/commands$/,
    handle: (state) => ok(state.commands.get("global") ?? []),
  },
  {
    method: "PUT",
    pattern: /^\/applications\/(\d+)\/commands$/,
    handle: (state, call) => putCommands(state, call, "global"),
  },
  {
    method: "PUT",
    pattern: /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/,
    handle: (state, call, [, guildId = ""]) => putCommands(state, call, guildId),
  },
  { method: "GET", pattern: /^\/channels\/(\d+)$/, handle: getChannel },
  { method: "GET", pattern: /^\/channels\/(\d+)\/messages$/, handle: listMessages },
  { method: "POST", pattern: /^\/channels\/(\d+)\/messages$/, handle: createMessage },
  { method: "PUT", pattern: /^\/channels\/(\d+)\/messages\/pins\/(\d+)$/, handle: pinMessage },
  {
    method: "GET",
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    handle: withMessage((_, message) => ok(publicOf(message))),
  },
  { method: "PATCH", pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/, handle: withMessage(editMessage) },
  { method: "DELETE", pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/, handle: withMessage(deleteMessage) },
  { method: "POST", pattern: /^\/channels\/(\d+)\/messages\/(\d+)\/crosspost$/, handle: withMessage(crosspost) },
  { method: "POST", pattern: /^\/interactions\/(\d+)\/([^/]+)\/callback$/, open: true, handle: callback },
  { method: "POST", pattern: /^\/webhooks\/(\d+)\/([^/]+)$/, open: true, handle: withInteraction(followUp) },
  {
    method: "GET",
    pattern: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    open: true,
    handle: withInteraction((_, { original }) =>
      original === null ? refusal(404, 10008, "Unknown Message") : ok(publicOf(original)),
    ),
  },
  {
    method: "PATCH",
    pattern: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    open: true,
    handle: withInteraction(editOriginal),
  },
  {
    method: "DELETE",
    pattern: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    open: true,
    handle: withInteraction(deleteOriginal),
  },
];

/** Undefined where no route fits: the test must then fail. */
export function handleRest(state: DoubleState, call: Call): Answer | undefined {
  for (const { method, pattern, open, handle } of routes) {
    const found = method === call.method ? pattern.exec(call.path) : null;
    if (found === null) continue;
    if (open !== true && !call.authorised) return refusal(401, 0, "401: Unauthorized");
    return handle(state, call, found.slice(1));
  }
  return undefined;
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function malformed(problems: readonly string[]): Answer {
  return {
    status: 400,
    body: {
      code: 50035,
      message: "Invalid Form Body",
      errors: { _errors: problems.map((message) => ({ code: "DOUBLE", message })) },
    },
  };
}

function putCommands(state: DoubleState, { body }: Call, scope: string): Answer {
  const problems = state.judge(scope === "global" ? "PUT commands" : "PUT guild commands", body);
  if (problems.length > 0) return malformed(problems);
  if (scope !== "global" && !state.guilds.some(({ id }) => id === scope)) return refusal(403, 50001, "Missing Access");
  const commands = (body as unknown as Json[]).map((command) => ({
    ...command,
    id: state.nextId(),
    application_id: state.applicationId,
    version: state.nextId(),
  }));
  state.commands.set(scope, commands);
  return ok(commands);
}

function getChannel(state: DoubleState, _: Call, [id = ""]: readonly string[]): Answer {
  const channel = state.channelOf(id);
  return channel === undefined
    ? refusal(404, 10003, "Unknown Channel")
    : ok({ id, type: channel.type, name: channel.name, guild_id: channel.guild.id });
}

// ---------------------------------------------------------------- messages

function createMessage(state: DoubleState, call: Call, [channelId = ""]: readonly string[]): Answer {
  if (state.channelOf(channelId) === undefined) return refusal(404, 10003, "Unknown Channel");
  const problems = state.judge("POST messages", call.body);
  if (problems.length > 0) return malformed(problems);
  const { nonce, enforce_nonce: enforce } = call.body;
  if (typeof nonce === "string" && enforce === true) {
    const holder = state.nonceHolder(nonce);
    if (holder !== undefined) {
      const message = allMessages(state).find(({ id }) => id === holder);
      return message === undefined ? refusal(404, 10008, "Unknown Message") : ok({ ...publicOf(message), nonce });
    }
  }
  const message = storeMessage(state, channelId, call, typeof call.body["message_reference"] === "object" ? 19 : 0);
  if (typeof nonce === "string") state.rememberNonce(nonce, message.id);
  return ok({ ...publicOf(message), nonce });
}

function storeMessage(state: DoubleState, channelId: string, call: Call, type: number): StoredMessage {
  const message = toMessage(state, channelId, call, type);
  state.channels.set(channelId, [...(state.channels.get(channelId) ?? []), message]);
  return message;
}

function toMessage(state: DoubleState, channelId: string, { body, files }: Call, type: number): StoredMessage {
  const reference = body["message_reference"] as Json | undefined;
  return {
    id: state.nextId(),
    channel_id: channelId,
    author: botUser(state),
    content: String(body["content"] ?? ""),
    embeds: embedsOf(body),
    components: (body["components"] as Json[] | undefined) ?? [],
    attachments: attachmentsOf(state, files),
    timestamp: new Date(state.now()).toISOString(),
    edited_timestamp: null,
    pinned: false,
    type,
    flags: Number(body["flags"] ?? 0),
    ...(reference === undefined ? {} : { message_reference: reference }),
    files,
  };
}

function embedsOf(body: Json): Json[] {
  return ((body["embeds"] as Json[] | undefined) ?? []).map((embed) => ({ type: "rich", ...embed }));
}

function attachmentsOf(state: DoubleState, files: ReadonlyMap<string, Uint8Array>): Json[] {
  return [...files].map(([filename, content]) => ({
    id: state.nextId(),
    filename,
    size: content.length,
    url: `https://cdn.invalid/${filename}`,
    proxy_url: `https://cdn.invalid/${filename}`,
  }));
}

/** As Discord shows it: with the fields that stand in every message, without the double's own. */
export function publicOf(message: StoredMessage): Json {
  const { files: _, ...rest } = message;
  return { ...rest, tts: false, mention_everyone: false, mentions: [], mention_roles: [] };
}

function allMessages(state: DoubleState): readonly StoredMessage[] {
  return [...state.channels.values()].flat();
}

/** Newest first within a page, as Discord has it; with `after`, the page is the oldest after it. */
function listMessages(state: DoubleState, { query }: Call, [channelId = ""]: readonly string[]): Answer {
  if (state.channelOf(channelId) === undefined) return refusal(404, 10003, "Unknown Channel");
  const limit = Number(query.get("limit") ?? 50);
  const after = query.get("after");
  const before = query.get("before");
  const all = state.channels.get(channelId) ?? [];
  const inRange = all.filter(
    ({ id }) => (after === null || BigInt(id) > BigInt(after)) && (before === null || BigInt(id) < BigInt(before)),
  );
  const page = after === null ? inRange.slice(-limit) : inRange.slice(0, limit);
  return ok([...page].reverse().map(publicOf));
}

function withMessage(handle: (state: DoubleState, message: StoredMessage, call: Call) => Answer): Handler {
  return (state, call, [channelId = "", messageId = ""]) => {
    const message = state.channels.get(channelId)?.find(({ id }) => id === messageId);
    return message === undefined ? refusal(404, 10008, "Unknown Message") : handle(state, message, call);
  };
}

function editMessage(state: DoubleState, message: StoredMessage, call: Call): Answer {
  const problems = state.judge("PATCH messages", call.body);
  if (problems.length > 0) return malformed(problems);
  applyEdit(state, message, call);
  return ok(publicOf(message));
}

function applyEdit(state: DoubleState, message: StoredMessage, { body, files }: Call): void {
  if (body["content"] !== undefined) message.content = String(body["content"] ?? "");
  if (body["embeds"] !== undefined) message.embeds = embedsOf(body);
  if (body["components"] !== undefined) message.components = body["components"] as Json[];
  if (body["attachments"] !== undefined) message.attachments = [];
  message.attachments.push(...attachmentsOf(state, files));
  message.edited_timestamp = new Date(state.now()).toISOString();
}

function deleteMessage(state: DoubleState, { id, channel_id: channelId }: StoredMessage): Answer {
  state.channels.set(
    channelId,
    (state.channels.get(channelId) ?? []).filter((message) => message.id !== id),
  );
  return { status: 204 };
}

function pinMessage(state: DoubleState, call: Call, parts: readonly string[]): Answer {
  return withMessage((_, message) => {
    message.pinned = true;
    return { status: 204 };
  })(state, call, parts);
}

function crosspost(state: DoubleState, message: StoredMessage): Answer {
  if (state.channelOf(message.channel_id)?.type !== 5) return refusal(400, 50068, "Invalid message type");
  if ((message.flags & 1) !== 0) return refusal(400, 40033, "This message has already been crossposted");
  message.flags |= 1;
  return ok(publicOf(message));
}

// ---------------------------------------------------------------- interactions

const answerWithinMs = 3_000;
const tokenLifeMs = 15 * 60_000;

function withInteraction(handle: (state: DoubleState, interaction: OpenInteraction, call: Call) => Answer): Handler {
  return (state, call, [, token = ""]) => {
    const interaction = state.interactions.get(token);
    if (interaction === undefined || interaction.ackType === null) return refusal(404, 10015, "Unknown Webhook");
    if (state.now() - interaction.createdAt > tokenLifeMs) return refusal(401, 50027, "Invalid Webhook Token");
    return handle(state, interaction, call);
  };
}

function callback(state: DoubleState, call: Call, [, token = ""]: readonly string[]): Answer {
  const interaction = state.interactions.get(token);
  const problems = state.judge("POST callback", call.body);
  if (!call.query.has("with_response")) state.problems.push("callback without with_response");
  if (interaction === undefined) return refusal(404, 10062, "Unknown interaction");
  if (interaction.ackType !== null) return refusal(400, 40060, "Interaction has already been acknowledged.");
  if (state.now() - interaction.createdAt > answerWithinMs) return refusal(404, 10062, "Unknown interaction");
  if (problems.length > 0) return malformed(problems);
  const type = Number(call.body["type"]);
  const data = (call.body["data"] ?? {}) as Json;
  interaction.ackType = type;
  interaction.ackMs = state.now() - interaction.createdAt;
  interaction.data = data;
  interaction.ephemeral = (Number(data["flags"] ?? 0) & 64) !== 0;
  if (type === 4 || type === 5) interaction.original = null;
  if (type === 4) interaction.original = placeAnswer(state, interaction, { ...call, body: data });
  if (type === 7) applyToSource(state, interaction, { ...call, body: data });
  if (type !== 5 && type !== 6) interaction.settle();
  return { status: 204 };
}

/** Only what is for everybody enters the channel's history. */
function placeAnswer(state: DoubleState, interaction: OpenInteraction, call: Call): StoredMessage {
  const hidden = { ...call, body: { ...call.body, flags: 64 } };
  return interaction.ephemeral
    ? toMessage(state, interaction.channelId, hidden, 20)
    : storeMessage(state, interaction.channelId, call, 20);
}

function applyToSource(state: DoubleState, interaction: OpenInteraction, call: Call): void {
  const source = allMessages(state).find(({ id }) => id === interaction.sourceId) ?? interaction.original;
  if (source !== null && source !== undefined) applyEdit(state, source, call);
}

function editOriginal(state: DoubleState, interaction: OpenInteraction, call: Call): Answer {
  const problems = state.judge("PATCH original", call.body);
  if (problems.length > 0) return malformed(problems);
  if (interaction.ackType === 5 && interaction.original === null)
    interaction.original = placeAnswer(state, interaction, call);
  else if (interaction.original !== null) applyEdit(state, interaction.original, call);
  interaction.settle();
  return interaction.original === null ? refusal(404, 10008, "Unknown Message") : ok(publicOf(interaction.original));
}

function deleteOriginal(state: DoubleState, interaction: OpenInteraction): Answer {
  if (interaction.original !== null) deleteMessage(state, interaction.original);
  interaction.original = null;
  return { status: 204 };
}

function followUp(state: DoubleState, interaction: OpenInteraction, call: Call): Answer {
  const problems = state.judge("POST webhook", call.body);
  if (problems.length > 0) return malformed(problems);
  const message =
    (Number(call.body["flags"] ?? 0) & 64) !== 0
      ? toMessage(state, interaction.channelId, call, 0)
      : storeMessage(state, interaction.channelId, call, 0);
  interaction.followUps.push(message);
  interaction.settle();
  return ok(publicOf(message));
}
