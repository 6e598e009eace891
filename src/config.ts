/** The settings: the only reader of the environment and of vigie.yaml. Strict, read once, frozen; every problem is told at once. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { isMap, isNode, LineCounter, parseDocument, stringify } from "yaml";
import { z } from "zod";
import { AppError } from "./core/errors.ts";
import { type Locale, locales } from "./core/types.ts";

const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

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

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and the settings file that it names. A relative default is looked for in `cwd`, then beside the program.
 * @throws AppError `invalid`, one line a problem: where, what was expected, what was given.
 */
export function loadConfig(env: Environment, cwd: string = process.cwd()): Config {
  const environment = readEnvironment(env, cwd);
  const file = environment.values.config ?? findShipped("config/vigie.yaml", cwd) ?? resolve(cwd, "config/vigie.yaml");
  const settings = readYaml(file, settingsSchema);
  const packs = (settings.value?.packs ?? []).map((folder, index) => ({
    folder: findShipped(folder, cwd),
    problem: `${settings.where(["packs", index])}: expected a folder, in ${cwd} or beside the program; given "${folder}", which does not exist`,
  }));
  const problems = [
    ...environment.problems,
    ...settings.problems,
    ...packs.filter(({ folder }) => folder === undefined).map(({ problem }) => problem),
  ];
  if (problems.length > 0 || !settings.value) throw problemsError("settings", problems);
  const { fetch, health, model, ...rest } = settings.value;
  const { config: _file, allowPrivateHosts, healthPort, modelKey, ...values } = environment.values;
  return deepFreeze({
    version: packageVersion(),
    file,
    ...rest,
    ...values,
    packs: packs.flatMap(({ folder }) => folder ?? []),
    fetch: { ...fetch, allowPrivateHosts },
    model: model === null ? null : { ...model, apiKey: modelKey === undefined ? null : new Secret(modelKey) },
    health: { ...health, port: healthPort === undefined ? health.port : healthPort },
  });
}

/** How Vigie names itself to the servers it asks. */
export function userAgentOf({ version, fetch: { contact } }: Pick<Config, "version" | "fetch">): string {
  return `Vigie/${version}${contact === null ? "" : ` (+${contact})`}`;
}

/** The effective settings as YAML, durations and sizes for people, secrets hidden: what `vigie check` prints. */
export function renderConfig(config: Config): string {
  return stringify(toPlain(JSON.parse(JSON.stringify(config)), ""));
}

// ---------------------------------------------------------------- one file, one schema

/** A YAML file as read: the value where it fits its schema, and every reason why it does not. */
export interface YamlReading<T> {
  readonly value: T | undefined;
  /** One line each, beginning with file and line. */
  readonly problems: readonly string[];
  /** `file:line key.path` of a place in the file. */
  where(path: readonly PropertyKey[]): string;
}

/** Never throws: an absent or broken file is a problem like any other. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): YamlReading<T> {
  const shown = shownPath(file);
  const failed = (problems: readonly string[]) => ({ value: undefined, problems, where: () => shown });
  if (!existsSync(file)) return failed([`${shown}: expected a YAML file, given nothing: no such file`]);
  const counter = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: counter });
  if (document.errors.length > 0) {
    return failed(
      document.errors.map((error) => `${shown}:${counter.linePos(error.pos[0]).line}: ${error.message.split("\n")[0]}`),
    );
  }
  const where = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const start = keyStart(document, path.slice(0, length)) ?? (isNode(node) ? node.range?.[0] : undefined);
      if (start !== undefined) return `${shown}:${counter.linePos(start).line} ${path.map(String).join(".")}`.trimEnd();
    }
    return shown;
  };
  const raw: unknown = document.toJS();
  const checked = schema.safeParse(raw);
  if (checked.success) return { value: checked.data, problems: [], where };
  return {
    value: undefined,
    problems: checked.error.issues.flatMap((issue) => describeIssue(issue, raw, where)),
    where,
  };
}

/** A mapping that takes these keys and no others. */
export function section<S extends z.ZodRawShape>(shape: S) {
  const keys = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `one of the keys ${keys}` : `a mapping with the keys ${keys}`,
  });
}

/** A text that passes one test; `error` says what was expected. */
export function text(error: string, accepts: (value: string) => boolean) {
  return z.string({ error }).refine(accepts, { error });
}

/** All problems as the one error that a person reads. */
export function problemsError(what: string, problems: readonly string[]): AppError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map((line) => `  ${line}`).join("\n");
  return new AppError(
    "invalid",
    `${count} in the ${what}:\n${lines}\nCorrect this and try again; \`vigie check\` tests it without starting.`,
  );
}

/** The path as a person would type it: relative where it lies below the working directory. */
export function shownPath(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith("..") ? file : short;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

/** A key says more than its value about where a whole section begins. */
function keyStart(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return undefined;
  const key = parent.items.find((pair) => String(pair.key) === String(path.at(-1)))?.key;
  return isNode(key) ? key.range?.[0] : undefined;
}

function describeIssue(issue: z.core.$ZodIssue, raw: unknown, where: YamlReading<unknown>["where"]): readonly string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${where([...issue.path, key])}: expected ${issue.message}, given "${key}"`);
  }
  return [`${where(issue.path)}: expected ${issue.message}, given ${shownValue(valueAt(raw, issue.path))}`];
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

function shownValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

// ---------------------------------------------------------------- vigie.yaml

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: MINUTE,
  h: 60 * MINUTE,
  day: DAY,
  days: DAY,
};
const sizeUnits: Readonly<Record<string, number>> = { kB: 1_000, MB: 1_000_000 };

function measure(units: Readonly<Record<string, number>>, min: string, max: string) {
  const toNumber = (text: string) => {
    const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-zA-Z]+)$/.exec(text) ?? [];
    return Number(count) * (units[unit ?? ""] ?? Number.NaN);
  };
  const error = `${min} to ${max}`;
  return z
    .string({ error })
    .refine((text) => toNumber(text) >= toNumber(min) && toNumber(text) <= toNumber(max), { error })
    .transform(toNumber);
}

const duration = (min: string, max: string) => measure(durationUnits, min, max);

function count(min: number, max: number, error = `a whole number from ${min} to ${max}`) {
  return z.int({ error }).min(min, { error }).max(max, { error });
}

const portText = 'a port from 1 to 65535, or "off"';
const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const cronLine = /^\s*[\d*,/A-Za-z-]+(\s+[\d*,/A-Za-z-]+){4,5}\s*$/;

const settingsSchema = section({
  packs: z
    .array(
      text("a folder", (value) => value !== ""),
      { error: "a list of folders" },
    )
    .min(1, { error: "at least one folder" }),
  locale: z.enum(locales, { error: `one of ${locales.join(", ")}` }),
  zone: text("an IANA time zone such as Europe/Paris", isZone),
  poll: section({
    cron: text("a cron line of five or six fields", (value) => cronLine.test(value)),
    floor: duration("15 min", "24 h"),
    ceiling: duration("15 min", "24 h"),
    hostSpacing: duration("1 s", "5 min"),
    concurrency: count(1, 64),
  }).refine(({ floor, ceiling }) => floor <= ceiling, { path: ["ceiling"], error: "no less than floor" }),
  fetch: section({
    timeout: duration("1 s", "2 min"),
    maxSize: measure(sizeUnits, "100 kB", "100 MB"),
    maxRedirects: count(0, 10),
    contact: text("a page or e-mail address, or an empty text", (value) => /^[\x21-\x7e]{0,200}$/.test(value)),
  }),
  alerts: section({ catchUpLimit: count(1, 1_000), staleAfter: duration("1 h", "366 days") }),
  articles: section({ fetch: z.enum(["on", "off"], { error: "on or off" }) }).default({ fetch: "off" }),
  model: section({
    url: text(
      "an http or https address up to and including /v1, or an empty text",
      (value) => value === "" || !!parseBase(value),
    ),
    name: text("the model's name", (value) => value.length <= 200),
    dailyLimit: count(1, 100_000),
  })
    .refine(({ url, name }) => url === "" || name !== "", { path: ["name"], error: "a name where url is set" })
    .default({ url: "", name: "", dailyLimit: 200 }),
  digest: section({
    at: text('a time such as "08:00", or "off"', (value) => value === "off" || clockTime.test(value)),
  }),
  retention: section({ days: count(7, 36_500) }),
  health: section({
    port: z.union([z.literal("off"), count(1, 65_535, portText)], { error: portText }),
    host: text("an address to listen on", (value) => /^[0-9A-Za-z.:-]+$/.test(value)),
  }),
}).transform(({ poll, fetch, alerts, articles, model, digest, health, ...rest }) => ({
  ...rest,
  poll: {
    cron: poll.cron,
    floorMs: poll.floor,
    ceilingMs: poll.ceiling,
    hostSpacingMs: poll.hostSpacing,
    concurrency: poll.concurrency,
  },
  fetch: {
    timeoutMs: fetch.timeout,
    maxBytes: fetch.maxSize,
    maxRedirects: fetch.maxRedirects,
    contact: fetch.contact || null,
  },
  alerts: { catchUpLimit: alerts.catchUpLimit, staleAfterMs: alerts.staleAfter },
  articles: { fetch: articles.fetch === "on" },
  model: model.url === "" ? null : { ...model, url: model.url.replace(/\/+$/, "") },
  digest: { at: digest.at === "off" ? null : digest.at },
  health: { port: health.port === "off" ? null : health.port, host: health.host },
}));

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

// ---------------------------------------------------------------- environment

const discordApiUrl = "https://discord.com/api";
const variables = [
  "VIGIE_DATA_DIR",
  "VIGIE_CONFIG",
  "VIGIE_HEALTH_PORT",
  "VIGIE_ALLOW_PRIVATE_HOSTS",
  "VIGIE_MODEL_KEY",
  "VIGIE_MODEL_KEY_FILE",
] as const satisfies readonly string[];

function readEnvironment(env: Environment, cwd: string) {
  const problems: string[] = [];
  const refuse = (name: string, expected: string, given: string) => {
    problems.push(`environment ${name}: expected ${expected}, given ${given}`);
    return undefined;
  };
  const read = <T>(name: string, expected: string, parse: (value: string) => T | undefined): T | undefined => {
    // An empty variable is what Docker Compose passes for an unset one.
    const value = env[name]?.trim();
    return value ? (parse(value) ?? refuse(name, expected, shownValue(value))) : undefined;
  };
  for (const name of Object.keys(env)) {
    if (name.startsWith("VIGIE_") && !variables.some((known) => known === name)) {
      refuse(name, `one of ${variables.join(", ")}`, "a name that Vigie does not know");
    }
  }
  const token = readSecret(env, "DISCORD_TOKEN", refuse);
  if (token && /\s/.test(token))
    refuse("DISCORD_TOKEN", 'the bot\'s token alone, without "Bot " before it', "a text with spaces");
  const snowflake = (value: string) => (/^\d{1,20}$/.test(value) ? value : undefined);
  const channelId = read("DISCORD_CHANNEL_ID", "a channel's id: digits only", snowflake) ?? null;
  const guildId = read("DISCORD_GUILD_ID", "a server's id: digits only", snowflake) ?? null;
  const apiUrl =
    read("DISCORD_API_URL", `an http or https address such as ${discordApiUrl}`, parseBase) ?? discordApiUrl;
  // In the terminal, which is then the channel, only what a person should look at.
  const usualLevel: LogLevel = token ? "info" : "error";
  const level = logLevels.find((known) => known === (env["LOG_LEVEL"]?.trim().toLowerCase() || usualLevel));
  const values = {
    modelKey: readSecret(env, "VIGIE_MODEL_KEY", refuse),
    config: read("VIGIE_CONFIG", "a file", (value) => resolve(cwd, value)),
    dataDir: resolve(cwd, env["VIGIE_DATA_DIR"]?.trim() || "data"),
    healthPort: read("VIGIE_HEALTH_PORT", portText, parsePort)?.port,
    allowPrivateHosts: read("VIGIE_ALLOW_PRIVATE_HOSTS", "hosts or addresses between commas", parseHosts) ?? [],
    logLevel:
      level ?? refuse("LOG_LEVEL", `one of ${logLevels.join(", ")}`, shownValue(env["LOG_LEVEL"])) ?? usualLevel,
    discord: token ? { token: new Secret(token), channelId, guildId, apiUrl } : null,
  };
  return { values, problems };
}

/** A secret comes as `NAME`, or as `NAME_FILE`: a file that holds it (Docker and systemd credentials). */
function readSecret(
  env: Environment,
  name: string,
  refuse: (name: string, expected: string, given: string) => undefined,
): string | undefined {
  const direct = env[name]?.trim() || undefined;
  const file = env[`${name}_FILE`]?.trim();
  if (!file) return direct;
  if (direct) return refuse(`${name}_FILE`, `either ${name} or ${name}_FILE`, "both");
  if (!existsSync(file)) return refuse(`${name}_FILE`, "a readable file", `"${file}", which does not exist`);
  const content = readFileSync(file, "utf8").trim();
  return content || refuse(`${name}_FILE`, "a file that holds the secret", `"${file}", which is empty`);
}

function parseBase(value: string): string | undefined {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) return undefined;
  return value.replace(/\/+$/, "");
}

function parsePort(value: string): { readonly port: number | null } | undefined {
  if (value === "off") return { port: null };
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  return port >= 1 && port <= 65_535 ? { port } : undefined;
}

function parseHosts(value: string): readonly string[] | undefined {
  const hosts = value
    .split(",")
    .map((host) =>
      host
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, ""),
    )
    .filter((host) => host !== "");
  return hosts.every((host) => /^[a-z0-9._:-]+$/.test(host)) ? hosts : undefined;
}

// ---------------------------------------------------------------- places

/** Folder of package.json: above src/ and above dist/ alike. */
const packageDir = join(dirname(fileURLToPath(import.meta.url)), "..");

function findShipped(path: string, cwd: string): string | undefined {
  return [resolve(cwd, path), resolve(packageDir, path)].find((candidate) => existsSync(candidate));
}

/** Of package.json. */
export function packageVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")))
    .version;
}

// ---------------------------------------------------------------- rendering

function toPlain(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((each) => toPlain(each, ""));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name.replace(/Ms$/, "").replace(/Bytes$/, "Size"),
        toPlain(each, name),
      ]),
    );
  }
  if (typeof value !== "number") return value;
  if (key.endsWith("Ms")) return inUnits(value, ["days", "h", "min", "s"], durationUnits);
  return key.endsWith("Bytes") ? inUnits(value, ["MB", "kB"], sizeUnits) : value;
}

/** In the largest unit that leaves at least 2 whole ones, or the smallest. */
function inUnits(value: number, names: readonly string[], units: Readonly<Record<string, number>>): string {
  const unit =
    names.find((name) => value % (units[name] ?? 1) === 0 && value >= 2 * (units[name] ?? 1)) ?? names.at(-1) ?? "";
  return `${value / (units[unit] ?? 1)} ${unit}`;
}
