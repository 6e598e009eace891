/** The environment: the only reader of its variables. What is wrong is gathered, not thrown, to be told together with the problems of the settings file. */
import { resolve } from "node:path";
import { type EnvironmentReading, type LogLevel, logLevels, Secret } from "./config.ts";
import { didYouMean, parseBase, portText, readText, shownValue } from "./config-read.ts";
import { type Locale, locales } from "./core/types.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const discordApiUrl = "https://discord.com/api";
const ownVariables = [
  "VIGIE_DATA_DIR",
  "VIGIE_CONFIG",
  "VIGIE_HEALTH_PORT",
  "VIGIE_ALLOW_PRIVATE_HOSTS",
  "VIGIE_MODEL_KEY",
  "VIGIE_MODEL_KEY_FILE",
];
const discordVariables = [
  "DISCORD_TOKEN",
  "DISCORD_TOKEN_FILE",
  "DISCORD_CHANNEL_ID",
  "DISCORD_GUILD_ID",
  "DISCORD_API_URL",
];

/** Never throws. Relative paths are those of `cwd`; an empty variable counts as unset. */
export function readEnvironment(env: Environment, cwd: string = process.cwd()): EnvironmentReading {
  const problems: string[] = [];
  const refuse: Refuse = (name, expected, given) => {
    problems.push(`environment ${name}: expected ${expected}, given ${given}`);
    return undefined;
  };
  const read = <T>(name: string, expected: string, parse: (value: string) => T | undefined): T | undefined => {
    // An empty variable is what Docker Compose passes for an unset one.
    const value = env[name]?.trim();
    return value ? (parse(value) ?? refuse(name, expected, shownValue(value))) : undefined;
  };
  refuseStrangeNames(env, refuse);
  const token = readSecret(env, "DISCORD_TOKEN", refuse);
  if (token && /\s/.test(token))
    refuse("DISCORD_TOKEN", 'the bot\'s token alone, without "Bot " before it', "a text with spaces");
  const channelId = read("DISCORD_CHANNEL_ID", "a channel's id: digits only", parseSnowflake) ?? null;
  const guildId = read("DISCORD_GUILD_ID", "a server's id: digits only", parseSnowflake) ?? null;
  const apiUrl =
    read("DISCORD_API_URL", `an http or https address such as ${discordApiUrl}`, parseBase) ?? discordApiUrl;
  // In the terminal, which is then the channel, only what a person should look at.
  const usualLevel: LogLevel = token ? "info" : "error";
  const values = {
    language: languageOf(env),
    modelKey: readSecret(env, "VIGIE_MODEL_KEY", refuse),
    config: read("VIGIE_CONFIG", "a file", (value) => resolve(cwd, value)),
    dataDir: resolve(cwd, env["VIGIE_DATA_DIR"]?.trim() || "data"),
    healthPort: read("VIGIE_HEALTH_PORT", portText, parsePort)?.port,
    allowPrivateHosts: read("VIGIE_ALLOW_PRIVATE_HOSTS", "hosts or addresses between commas", parseHosts) ?? [],
    logLevel: read("LOG_LEVEL", `one of ${logLevels.join(", ")}`, parseLevel) ?? usualLevel,
    discord: token ? { token: new Secret(token), channelId, guildId, apiUrl } : null,
  };
  return { values, problems };
}

type Refuse = (name: string, expected: string, given: string) => undefined;

/** `VIGIE_` is Vigie's alone; `DISCORD_` is not, so that there only what looks like a slip of the finger is refused. */
function refuseStrangeNames(env: Environment, refuse: Refuse): void {
  for (const name of Object.keys(env)) {
    const known = [...ownVariables, ...discordVariables];
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    if (name.startsWith("VIGIE_"))
      refuse(name, `one of ${ownVariables.join(", ")}`, `a name that Vigie does not know${meant}`);
    else if (name.startsWith("DISCORD_") && meant !== "")
      refuse(name, `one of ${discordVariables.join(", ")}`, `a name that Vigie does not know${meant}`);
  }
}

/** A secret comes as `NAME`, or as `NAME_FILE`: a file that holds it (Docker and systemd credentials). */
function readSecret(env: Environment, name: string, refuse: Refuse): string | undefined {
  const direct = env[name]?.trim() || undefined;
  const file = env[`${name}_FILE`]?.trim();
  if (!file) return direct;
  if (direct) return refuse(`${name}_FILE`, `either ${name} or ${name}_FILE`, "both");
  const { text, problem } = readText(file);
  if (text === undefined) return refuse(`${name}_FILE`, "a readable file", `"${file}", ${problem}`);
  return text.trim() || refuse(`${name}_FILE`, "a file that holds the secret", `"${file}", which is empty`);
}

/** The language of messages as POSIX has it: the first of the three that is set counts, `fr_FR.UTF-8` means French. */
function languageOf(env: Environment): Locale | null {
  const set = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find((value) => value !== undefined && value !== "");
  return locales.find((locale) => new RegExp(`^${locale}(?![a-z])`, "i").test(set ?? "")) ?? null;
}

function parseSnowflake(value: string): string | undefined {
  return /^\d{1,20}$/.test(value) ? value : undefined;
}

function parseLevel(value: string): LogLevel | undefined {
  return logLevels.find((level) => level === value.toLowerCase());
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
