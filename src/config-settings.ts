/** vigie.yaml: every key with its range and its default, so that a file need say only what differs; and its union with the environment, the settings in force. */
import { resolve } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { type Config, type EnvironmentReading, Secret } from "./config.ts";
import {
  deepFreeze,
  findShipped,
  isZone,
  packageVersion,
  parseBase,
  portText,
  problemsError,
  readYaml,
  section,
  text,
  zoneText,
} from "./config-read.ts";
import { locales } from "./core/types.ts";

/**
 * Reads the settings file that the environment names. A relative default is looked for in `cwd`, then beside the program.
 * @throws AppError `invalid`, one line a problem of either: where, what was expected, what was given.
 */
export function loadConfig(environment: EnvironmentReading, cwd: string = process.cwd()): Config {
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
  const { fetch, health, model, locale, ...rest } = settings.value;
  const { config: _file, allowPrivateHosts, healthPort, modelKey, language, ...values } = environment.values;
  // The machine's language is that of whoever sits at its terminal; a Discord server has its own.
  const usual = (values.discord === null ? language : null) ?? "en";
  return deepFreeze({
    version: packageVersion(),
    file,
    ...rest,
    ...values,
    locale: locale === "auto" ? usual : locale,
    packs: packs.flatMap(({ folder }) => folder ?? []),
    fetch: { ...fetch, allowPrivateHosts },
    model: model === null ? null : { ...model, apiKey: modelKey === undefined ? null : new Secret(modelKey) },
    health: { ...health, port: healthPort === undefined ? health.port : healthPort },
  });
}

/** The effective settings as YAML, durations and sizes for people, secrets hidden: what `vigie check` prints. */
export function renderConfig(config: Config): string {
  return stringify(toPlain(JSON.parse(JSON.stringify(config)), ""));
}

// ---------------------------------------------------------------- measures

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

function measure(units: Readonly<Record<string, number>>, min: string, max: string, usual: string) {
  const toNumber = (text: string) => {
    const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-zA-Z]+)$/.exec(text) ?? [];
    return Number(count) * (units[unit ?? ""] ?? Number.NaN);
  };
  const error = `${min} to ${max}`;
  return z
    .string({ error })
    .refine((text) => toNumber(text) >= toNumber(min) && toNumber(text) <= toNumber(max), { error, abort: true })
    .transform(toNumber)
    .prefault(usual);
}

const duration = (min: string, max: string, usual: string) => measure(durationUnits, min, max, usual);

function count(min: number, max: number, error = `a whole number from ${min} to ${max}`) {
  return z.int({ error }).min(min, { error }).max(max, { error });
}

// ---------------------------------------------------------------- the file's schema

/** A section may be left out, or left with its comments alone: every key in it has a default. */
function optionalSection<T extends z.ZodType>(schema: T) {
  return z.preprocess((written) => written ?? {}, schema).prefault({});
}

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const cronLine = /^\s*[\d*,/A-Za-z-]+(\s+[\d*,/A-Za-z-]+){4,5}\s*$/;

const poll = section({
  cron: text("a cron line of five or six fields", (value) => cronLine.test(value)).default("*/10 * * * * *"),
  floor: duration("15 min", "24 h", "15 min"),
  ceiling: duration("15 min", "24 h", "24 h"),
  hostSpacing: duration("1 s", "5 min", "2 s"),
  concurrency: count(1, 64).default(8),
})
  .refine(({ floor, ceiling }) => floor <= ceiling, { path: ["ceiling"], error: "no less than floor" })
  .transform(({ cron, floor, ceiling, hostSpacing, concurrency }) => ({
    cron,
    floorMs: floor,
    ceilingMs: ceiling,
    hostSpacingMs: hostSpacing,
    concurrency,
  }));

const fetch = section({
  timeout: duration("1 s", "2 min", "20 s"),
  maxSize: measure(sizeUnits, "100 kB", "100 MB", "10 MB"),
  maxRedirects: count(0, 10).default(5),
  contact: text("a page or e-mail address, or an empty text", (value) => /^[\x21-\x7e]{0,200}$/.test(value)).default(
    "",
  ),
}).transform(({ timeout, maxSize, maxRedirects, contact }) => ({
  timeoutMs: timeout,
  maxBytes: maxSize,
  maxRedirects,
  contact: contact || null,
}));

const alerts = section({
  catchUpLimit: count(1, 1_000).default(10),
  staleAfter: duration("1 h", "366 days", "72 h"),
}).transform(({ catchUpLimit, staleAfter }) => ({ catchUpLimit, staleAfterMs: staleAfter }));

const articles = section({ fetch: z.enum(["on", "off"], { error: "on or off" }).default("off") }).transform(
  (written) => ({
    fetch: written.fetch === "on",
  }),
);

const model = section({
  url: text(
    "an http or https address up to and including /v1, or an empty text",
    (value) => value === "" || !!parseBase(value),
  ).default(""),
  name: text("the model's name", (value) => value.length <= 200).default(""),
  dailyLimit: count(1, 100_000).default(200),
})
  .refine(({ url, name }) => url === "" || name !== "", { path: ["name"], error: "a name where url is set" })
  .transform((written) => (written.url === "" ? null : { ...written, url: written.url.replace(/\/+$/, "") }));

const digest = section({
  at: text('a time such as "08:00", or "off"', (value) => value === "off" || clockTime.test(value)).default("08:00"),
}).transform(({ at }) => ({ at: at === "off" ? null : at }));

const health = section({
  port: z.union([z.literal("off"), count(1, 65_535, portText)], { error: portText }).default("off"),
  host: text("an address to listen on", (value) => /^[0-9A-Za-z.:-]+$/.test(value)).default("127.0.0.1"),
}).transform(({ port, host }) => ({ port: port === "off" ? null : port, host }));

const settingsSchema = optionalSection(
  section({
    packs: z
      .array(
        text("a folder", (value) => value !== ""),
        { error: "a list of folders" },
      )
      .min(1, { error: "at least one folder" })
      .default(["seeds/amazon-france"]),
    locale: z.enum(["auto", ...locales], { error: `one of auto, ${locales.join(", ")}` }).default("auto"),
    zone: text(zoneText, isZone).default("Europe/Paris"),
    poll: optionalSection(poll),
    fetch: optionalSection(fetch),
    alerts: optionalSection(alerts),
    articles: optionalSection(articles),
    model: optionalSection(model),
    digest: optionalSection(digest),
    retention: optionalSection(section({ days: count(7, 36_500).default(400) })),
    health: optionalSection(health),
  }),
);

// ---------------------------------------------------------------- rendering

/** Keys whose value may be "off". */
const switches: ReadonlySet<string> = new Set(["port", "at"]);

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
  // As they are written in the file: what may be "off" is null or false when it is.
  if (value === null && switches.has(key)) return "off";
  if (typeof value === "boolean") return value ? "on" : "off";
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
