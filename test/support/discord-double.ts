/** A double of Discord on loopback: REST v10 and gateway, strict about every body, forgetful or broken on demand. It stands in for the real one in tests; nothing was checked against live Discord. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGateway, type Gateway } from "./discord-double-gateway.ts";
import { createPeople, type People, postByHuman } from "./discord-double-people.ts";
import { type Answer, type Call, handleRest } from "./discord-double-rest.ts";
import { createState, type DoubleState, type GuildSpec, type StoredMessage } from "./discord-double-state.ts";
import type { Json } from "./discord-message-rules.ts";
import { createDiscordSchema } from "./discord-schema.ts";

/** What goes wrong with a request. `after`: Discord has done the work, only the answer suffers. */
export interface Fault {
  /** Tried against `METHOD /path`. */
  readonly on: RegExp;
  readonly when: "before" | "after";
  readonly how:
    | "hang"
    | "rst"
    | "fin"
    | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
  /** How many requests it hits; default 1. */
  readonly times?: number;
}

export interface DoubleOptions {
  readonly token?: string;
  readonly guilds?: readonly GuildSpec[];
  readonly now?: () => number;
  /** How long a nonce is remembered; default 2 minutes. */
  readonly nonceWindowMs?: number;
  readonly heartbeatMs?: number;
  /** Posts that a channel takes in a while; default: as many as you like. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** To come back under the address that a stopped double had. */
  readonly port?: number;
}

export interface DiscordDouble {
  /** For `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly token: string;
  readonly guildId: string;
  readonly channelId: string;
  readonly state: DoubleState;
  readonly gateway: Gateway;
  readonly people: People;
  /** Sessions that Discord still grants today, as `GET /gateway/bot` tells. */
  sessionsLeft: { remaining: number; resetAfterMs: number };
  fail(fault: Fault): void;
  /** Forgets the faults that are still to come. */
  recover(): void;
  /** Messages of a channel (default: the first), oldest first. */
  messages(channelId?: string): readonly StoredMessage[];
  humanSays(content: string): StoredMessage;
  /** Requests so far whose `METHOD /path` fits. */
  requests(pattern: RegExp): DoubleState["requests"];
  /** Fails where a route was unknown, or a body broke a rule of ours or of Discord's own file. */
  assertClean(): void;
  stop(): Promise<void>;
}

const defaultGuild: GuildSpec = {
  id: "810000000000000001",
  name: "Strategy desk",
  channels: [
    { id: "820000000000000001", name: "market-entry", type: 0 },
    { id: "820000000000000002", name: "announcements", type: 5 },
  ],
};

export async function startDiscordDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const { token = "double-token", guilds = [defaultGuild], now = Date.now, nonceWindowMs = 120_000 } = options;
  const state = createState({ token, guilds, now, nonceWindowMs });
  const faults: { fault: Fault; left: number }[] = [];
  const buckets = createBuckets(options.rateLimit ?? null);
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      state.problems.push(`the double itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  const gateway = createGateway(server, state, {
    url: () => `ws://127.0.0.1:${port()}`,
    heartbeatMs: options.heartbeatMs ?? 41_250,
  });
  const port = () => (server.address() as AddressInfo).port;
  const guild = guilds[0] ?? defaultGuild;
  const channelId = guild.channels[0]?.id ?? "";
  const everybody = {
    id: "800000000000000002",
    name: "Claire",
    locale: "en-US",
    canManage: true,
    channelId,
    guildId: guild.id,
  };
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });

  const double: DiscordDouble = {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    port: port(),
    token,
    guildId: guild.id,
    channelId,
    state,
    gateway,
    people: createPeople(state, gateway, everybody),
    sessionsLeft: { remaining: 1000, resetAfterMs: 86_400_000 },
    fail: (fault) => faults.push({ fault, left: fault.times ?? 1 }),
    recover: () => {
      faults.length = 0;
    },
    messages: (channel = channelId) => state.channels.get(channel) ?? [],
    humanSays: (content) => postByHuman(state, channelId, content),
    requests: (pattern) => state.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)),
    assertClean: () => {
      const schema = createDiscordSchema();
      const bySpec = state.bodies.flatMap(({ operation, body }) => schema.bySpec(operation, body));
      const problems = [...new Set([...state.problems, ...bySpec])];
      if (problems.length > 0) throw new Error(`Discord would object:\n${problems.join("\n")}`);
    },
    stop: () => {
      gateway.stop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request, token);
    const name = `${call.method} ${call.path}`;
    const record = { method: call.method, path: call.path, body: call.body, at: now(), status: 0 };
    state.requests.push(record);
    const armed = faults.find(({ fault, left }) => left > 0 && fault.on.test(name));
    if (armed !== undefined) armed.left -= 1;
    if (armed?.fault.when === "before") return breakOff(response, armed.fault.how);
    const limited = buckets.take(call);
    const answer = limited.refusal ?? answerTo(call);
    record.status = answer.status;
    if (armed !== undefined) return breakOff(response, armed.fault.how);
    write(response, { ...answer, headers: { ...limited.headers, ...answer.headers } });
  }

  function answerTo(call: Call): Answer {
    if (call.method === "GET" && call.path === "/gateway/bot") return gatewayBot(call);
    const answer = handleRest(state, call);
    if (answer !== undefined) return answer;
    state.problems.push(`no such route in the double: ${call.method} ${call.path}`);
    return { status: 404, body: { code: 0, message: "404: Not Found" } };
  }

  function gatewayBot({ authorised }: Call): Answer {
    if (!authorised) return { status: 401, body: { code: 0, message: "401: Unauthorized" } };
    const { remaining, resetAfterMs } = double.sessionsLeft;
    return {
      status: 200,
      body: {
        url: `ws://127.0.0.1:${port()}`,
        shards: 1,
        session_start_limit: { total: 1000, remaining, reset_after: resetAfterMs, max_concurrency: 1 },
      },
    };
  }
  return double;
}

async function readCall(request: IncomingMessage, token: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const url = new URL(request.url ?? "/", "http://double");
  const { body, files } = await readBody(raw, String(request.headers["content-type"] ?? ""));
  return {
    method: request.method ?? "GET",
    path: decodeURIComponent(url.pathname.replace(/^\/api(\/v10)?/, "")),
    query: url.searchParams,
    body,
    files,
    authorised: request.headers.authorization === `Bot ${token}`,
  };
}

async function readBody(raw: Buffer, type: string): Promise<Pick<Call, "body" | "files">> {
  if (raw.length === 0) return { body: {}, files: new Map() };
  if (!type.startsWith("multipart/")) return { body: JSON.parse(raw.toString("utf8")) as Json, files: new Map() };
  const form = await new Response(raw, { headers: { "content-type": type } }).formData();
  const files = new Map<string, Uint8Array>();
  for (const [, value] of form)
    if (typeof value !== "string") files.set(value.name, new Uint8Array(await value.arrayBuffer()));
  return { body: JSON.parse(String(form.get("payload_json") ?? "{}")) as Json, files };
}

function breakOff(response: ServerResponse, how: Fault["how"]): void {
  if (how === "hang") return;
  if (how === "rst") response.socket?.resetAndDestroy();
  else if (how === "fin") response.socket?.end();
  else
    write(response, {
      status: how.status,
      body: how.body ?? {},
      ...(how.headers === undefined ? {} : { headers: how.headers }),
    });
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  const isPage = typeof body === "string";
  const type = body === undefined ? {} : { "content-type": isPage ? "text/html" : "application/json" };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? undefined : isPage ? body : JSON.stringify(body));
}

/** Discord's buckets, for posting alone: a window a channel. */
function createBuckets(rateLimit: DoubleOptions["rateLimit"] | null) {
  const windows = new Map<string, { count: number; resetAt: number }>();
  return {
    take({ method, path }: Call): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer } {
      const channel = /^\/channels\/(\d+)\/messages$/.exec(path)?.[1];
      if (rateLimit === null || rateLimit === undefined || method !== "POST" || channel === undefined)
        return { headers: {} };
      const at = Date.now();
      const known = windows.get(channel);
      const window =
        known === undefined || known.resetAt <= at ? { count: 0, resetAt: at + rateLimit.windowMs } : known;
      window.count += 1;
      windows.set(channel, window);
      const after = ((window.resetAt - at) / 1000).toFixed(3);
      const headers = {
        "X-RateLimit-Limit": String(rateLimit.limit),
        "X-RateLimit-Remaining": String(Math.max(0, rateLimit.limit - window.count)),
        "X-RateLimit-Reset": (window.resetAt / 1000).toFixed(3),
        "X-RateLimit-Reset-After": after,
        "X-RateLimit-Bucket": "posting",
      };
      if (window.count <= rateLimit.limit) return { headers };
      const body = { message: "You are being rate limited.", retry_after: Number(after), global: false };
      return {
        headers: { ...headers, "Retry-After": after, "X-RateLimit-Scope": "user" },
        refusal: { status: 429, body },
      };
    },
  };
}
