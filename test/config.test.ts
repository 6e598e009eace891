/** Settings: strict, complete, every problem told at once, and no secret ever shown. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Config, Secret } from "../src/config.ts";
import { type Environment, readEnvironment } from "../src/config-environment.ts";
import { loadConfig as joinConfig, renderConfig } from "../src/config-settings.ts";
import { AppError } from "../src/core/errors.ts";

const shipped = readFileSync("config/vigie.yaml", "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const loadConfig = (env: Environment, cwd: string): Config => joinConfig(readEnvironment(env, cwd), cwd);

/** Writes settings and reads them. */
function loadText(written: string, env: Environment = {}): Config {
  mkdirSync(join(folder, "config"));
  writeFileSync(join(folder, "config/vigie.yaml"), written);
  return loadConfig(env, folder);
}

/** Writes the shipped settings with one replacement, and reads them. */
function loadChanged(from: string | RegExp, to: string, env: Environment = {}): Config {
  const changed = shipped.replace(from, to);
  expect(changed).not.toBe(shipped);
  return loadText(changed, env);
}

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("settings file", () => {
  it("is found beside the program when the working directory has none, and so are the packs", () => {
    const config = loadConfig({}, folder);
    expect(config.file).toBe(resolve("config/vigie.yaml"));
    expect(config.packs).toEqual([resolve("seeds/amazon-france")]);
    expect(config.dataDir).toBe(join(folder, "data"));
  });

  it("of the working directory comes first", () => {
    expect(loadChanged("locale: auto", "locale: fr").locale).toBe("fr");
  });

  it("ships values in ms and bytes that keep the promises of its comments", () => {
    const { poll, fetch, alerts, digest, health, discord } = loadConfig({}, folder);
    expect(poll).toMatchObject({ floorMs: 15 * 60_000, ceilingMs: 24 * 3_600_000, hostSpacingMs: 2_000 });
    expect(fetch).toMatchObject({ timeoutMs: 20_000, maxBytes: 10_000_000, maxRedirects: 5, allowPrivateHosts: [] });
    expect(alerts).toEqual({ catchUpLimit: 10, staleAfterMs: 72 * 3_600_000 });
    expect(digest).toEqual({ at: "08:00" });
    expect(health.port).toBeNull();
    expect(discord).toBeNull();
  });

  it("asks no language model and reads no article pages as shipped, nor where an older file says nothing of them", () => {
    const off = { articles: { fetch: false }, model: null };
    expect(loadConfig({ VIGIE_MODEL_KEY: "k-1" }, folder)).toMatchObject(off);
    expect(loadChanged(/articles:[\s\S]*?\n(?=digest:)/, "")).toMatchObject(off);
  });

  it.each([
    ["an empty file", ""],
    ["a file of comments", "# nothing yet\n"],
    ["sections with their comments alone", "poll:\n  # cron: daily\nfetch:\nmodel:\n"],
  ])("may leave out whatever is as shipped: %s", (_what, written) => {
    const { file: _here, dataDir: _data, ...config } = loadText(written);
    const { file: _shipped, dataDir: _other, ...usual } = loadConfig({}, mkdtempSync(join(folder, "empty-")));
    expect(config).toEqual(usual);
  });

  it("may set one key of a section and leave the others", () => {
    const { poll } = loadText("poll:\n  floor: 30 min\n");
    expect(poll).toMatchObject({ floorMs: 30 * 60_000, ceilingMs: 24 * 3_600_000, concurrency: 8 });
  });

  it.each([
    ["a key that is nearly one of ours", "local: fr", /:1 local: .* given "local"; did you mean "locale"\?/],
    ["each of two in one section", "fetch:\n  timeOut: 5 s\n  maxsize: 1 MB", /"timeout"\?[\s\S]*:3 .*"maxSize"\?/],
    ["but no guess for a stranger", "poll:\n  colour: red", /given "colour"$/m],
  ])("proposes the key that was meant: %s", (_what, written, expected) => {
    expect(refusal(() => loadText(written)).message).toMatch(expected);
  });

  it("that is a folder is told from one that is not there", () => {
    expect(refusal(() => loadConfig({ VIGIE_CONFIG: "." }, folder)).message).toMatch(
      /expected a YAML file, given what cannot be read: EISDIR/,
    );
  });

  it("takes the language model's key from the environment and shows it to nobody", () => {
    const url = 'url: "http://127.0.0.1:9/v1/"\n  name: small';
    const config = loadChanged(/url: ""[\s\S]*?name: ""/, url, { VIGIE_MODEL_KEY: "k-1" });
    expect(config.model).toMatchObject({ url: "http://127.0.0.1:9/v1", name: "small", dailyLimit: 200 });
    expect(config.model?.apiKey?.reveal()).toBe("k-1");
    expect(renderConfig(config)).not.toContain("k-1");
  });

  it("explains every line", () => {
    const lines = shipped.split("\n");
    const unexplained = lines.filter((line, index) => {
      const isValue = /^\s*\w+: *\S/.test(line);
      return isValue && !/^\s*#/.test(lines[index - 1] ?? "");
    });
    expect(unexplained).toEqual([]);
  });

  it.each([
    [
      "an unknown key",
      "locale: auto",
      "locale: en\ncolour: blue",
      /:\d+ colour: expected one of the keys packs, .*, given "colour"/,
    ],
    [
      "an unknown key in a section",
      "  maxRedirects: 5",
      "  maxRedirect: 5",
      /fetch\.maxRedirect: expected one of the keys/,
    ],
    [
      "a language that Vigie does not speak",
      "locale: auto",
      "locale: de",
      /:\d+ locale: expected one of auto, en, fr, given "de"/,
    ],
    [
      "a zone that does not exist",
      "Europe/Paris",
      "Europe/Lutèce",
      /zone: expected an IANA time zone .* given "Europe\/Lutèce"/,
    ],
    ["a cron line of two fields", '"*/10 * * * * *"', '"* *"', /poll\.cron: expected a cron line/],
    ["a floor below 15 min", "floor: 15 min", "floor: 1 min", /poll\.floor: expected 15 min to 24 h, given "1 min"/],
    ["a ceiling above 24 h", "ceiling: 24 h", "ceiling: 25 h", /poll\.ceiling: expected 15 min to 24 h, given "25 h"/],
    [
      "a ceiling below the floor",
      /floor: 15 min([\s\S]*)ceiling: 24 h/,
      "floor: 2 h$1ceiling: 1 h",
      /poll\.ceiling: expected no less than floor/,
    ],
    ["a duration without a unit", "timeout: 20 s", "timeout: 20", /fetch\.timeout: expected 1 s to 2 min, given 20/],
    [
      "a unit of something else",
      "timeout: 20 s",
      "timeout: 20 kg",
      /fetch\.timeout: expected 1 s to 2 min, given "20 kg"/,
    ],
    [
      "a count with a fraction",
      "concurrency: 8",
      "concurrency: 2.5",
      /poll\.concurrency: expected a whole number from 1 to 64/,
    ],
    [
      "an hour that no clock shows",
      '"08:00"',
      '"24:00"',
      /digest\.at: expected a time such as "08:00", or "off", given "24:00"/,
    ],
    [
      "a port out of range",
      "port: off",
      "port: 70000",
      /health\.port: expected a port from 1 to 65535, or "off", given 70000/,
    ],
    [
      "a model without a name",
      'url: ""',
      'url: "http://127.0.0.1/v1"',
      /model\.name: expected a name where url is set/,
    ],
    ["a model at no address", 'url: ""', 'url: "there"', /model\.url: expected an http or https address/],
    ["articles neither on nor off", "fetch: off", "fetch: maybe", /articles\.fetch: expected on or off, given "maybe"/],
    [
      "a missing value",
      "  days: 400",
      "  days:",
      /retention\.days: expected a whole number from 7 to 36500, given nothing/,
    ],
    [
      "a pack that is not there",
      "seeds/amazon-france",
      "seeds/nowhere",
      /:\d+ packs\.0: expected a folder.*given "seeds\/nowhere"/,
    ],
    ["broken YAML", "locale: auto", "locale: [en", /vigie\.yaml:\d+: /],
    ["a key twice", "locale: auto", "locale: en\nlocale: fr", /vigie\.yaml:\d+: Map keys must be unique/],
  ])("refuses %s, with its line", (_what, from, to, expected) => {
    const error = refusal(() => loadChanged(from, to));
    expect(error.code).toBe("invalid");
    expect(error.message).toMatch(expected);
  });

  it("tells the line on which the value stands", () => {
    const line = shipped.split("\n").findIndex((text) => text.startsWith("locale:")) + 1;
    expect(refusal(() => loadChanged("locale: auto", "locale: de")).message).toContain(`vigie.yaml:${line} locale`);
  });

  it("tells all problems at once, those of the environment among them", () => {
    const { message } = refusal(() =>
      loadChanged(/locale: auto([\s\S]*)concurrency: 8/, "locale: de$1concurrency: 0", { LOG_LEVEL: "loud" }),
    );
    expect(message).toContain("3 problems in the settings");
    expect(message).toMatch(/LOG_LEVEL[\s\S]*locale[\s\S]*poll\.concurrency/);
  });

  it("that VIGIE_CONFIG names must exist: nothing else is taken in its place", () => {
    const { message } = refusal(() => loadConfig({ VIGIE_CONFIG: "elsewhere.yaml" }, folder));
    expect(message).toMatch(/elsewhere\.yaml: expected a YAML file, given nothing: no such file/);
  });

  it("gives a result that nobody can change", () => {
    const config = loadConfig({ VIGIE_ALLOW_PRIVATE_HOSTS: "a" }, folder);
    expect([config, config.poll, config.packs, config.fetch.allowPrivateHosts].map(Object.isFrozen)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

describe("environment", () => {
  it.each([
    ["VIGIE_DATA_DIR", "elsewhere", (config: Config) => config.dataDir, () => join(folder, "elsewhere")],
    ["VIGIE_HEALTH_PORT", "8080", (config: Config) => config.health.port, () => 8080],
    ["VIGIE_HEALTH_PORT", "off", (config: Config) => config.health.port, () => null],
    ["LOG_LEVEL", "DEBUG", (config: Config) => config.logLevel, () => "debug"],
    ["LOG_LEVEL", "", (config: Config) => config.logLevel, () => "error"],
    [
      "VIGIE_ALLOW_PRIVATE_HOSTS",
      "Bridge.lan, 127.0.0.1,[::1],",
      (config: Config) => config.fetch.allowPrivateHosts,
      () => ["bridge.lan", "127.0.0.1", "::1"],
    ],
  ])("reads %s=%s", (name, value, read, expected) => {
    expect(read(loadConfig({ [name]: value }, folder))).toEqual(expected());
  });

  it("turns Discord on with a token, and takes channel, server and address with it", () => {
    const { discord } = loadConfig(
      {
        DISCORD_TOKEN: "abc",
        DISCORD_CHANNEL_ID: "12",
        DISCORD_GUILD_ID: "34",
        DISCORD_API_URL: "http://127.0.0.1:8080/api/",
      },
      folder,
    );
    expect(discord).toMatchObject({ channelId: "12", guildId: "34", apiUrl: "http://127.0.0.1:8080/api" });
    expect(discord?.token.reveal()).toBe("abc");
  });

  it("reads the token from a file, without the line end", () => {
    writeFileSync(join(folder, "token"), "from-a-file\n");
    const { discord } = loadConfig({ DISCORD_TOKEN_FILE: join(folder, "token") }, folder);
    expect(discord?.token.reveal()).toBe("from-a-file");
  });

  it("takes an empty variable for an unset one", () => {
    const empty = {
      DISCORD_TOKEN: "",
      DISCORD_CHANNEL_ID: " ",
      VIGIE_CONFIG: "",
      VIGIE_DATA_DIR: "",
      VIGIE_HEALTH_PORT: "",
    };
    expect(loadConfig(empty, folder)).toEqual(loadConfig({}, folder));
  });

  it.each([
    [
      "VIGIE_HELTH_PORT",
      "1",
      /VIGIE_HELTH_PORT: expected one of VIGIE_DATA_DIR, .* given a name that Vigie does not know/,
    ],
    ["VIGIE_DATA_DIRR", "1", /given a name that Vigie does not know; did you mean "VIGIE_DATA_DIR"\?/],
    ["DISCORD_TOKN", "1", /given a name that Vigie does not know; did you mean "DISCORD_TOKEN"\?/],
    ["VIGIE_HEALTH_PORT", "0", /VIGIE_HEALTH_PORT: expected a port from 1 to 65535, or "off", given "0"/],
    ["VIGIE_ALLOW_PRIVATE_HOSTS", "http://a/", /VIGIE_ALLOW_PRIVATE_HOSTS: expected hosts or addresses between commas/],
    ["DISCORD_CHANNEL_ID", "#alerts", /DISCORD_CHANNEL_ID: expected a channel's id: digits only, given "#alerts"/],
    ["DISCORD_API_URL", "ftp://discord.example", /DISCORD_API_URL: expected an http or https address/],
    ["DISCORD_TOKEN_FILE", "/nowhere/token", /DISCORD_TOKEN_FILE: expected a readable file, given "\/nowhere\/token"/],
  ])("refuses %s=%s", (name, value, expected) => {
    expect(refusal(() => loadConfig({ [name]: value }, folder)).message).toMatch(expected);
  });

  it("leaves other programs' variables alone", () => {
    expect(loadConfig({ DISCORD_WEBHOOK: "x", VIGIER: "y" }, folder).discord).toBeNull();
  });

  it.each([
    ["LANG", { LANG: "fr_FR.UTF-8" }, "fr"],
    ["LC_ALL before LANG", { LC_ALL: "C.UTF-8", LANG: "fr_FR.UTF-8" }, "en"],
    ["LC_MESSAGES before LANG", { LC_MESSAGES: "fr", LANG: "en_GB" }, "fr"],
    ["no language of ours", { LANG: "fro" }, "en"],
    ["a server's own in Discord", { LANG: "fr_FR.UTF-8", DISCORD_TOKEN: "abc" }, "en"],
  ])("takes the terminal's language: %s", (_what, env: Environment, locale) => {
    expect(loadConfig(env, folder).locale).toBe(locale);
  });

  it("does not let the terminal's language overrule the settings file", () => {
    expect(loadChanged("locale: auto", "locale: en", { LANG: "fr_FR.UTF-8" }).locale).toBe("en");
  });

  it("refuses a token given twice, and one with its header's word, without showing either", () => {
    writeFileSync(join(folder, "token"), "hush-two");
    const both = refusal(() =>
      loadConfig({ DISCORD_TOKEN: "hush-one", DISCORD_TOKEN_FILE: join(folder, "token") }, folder),
    );
    expect(both.message).toContain("expected either DISCORD_TOKEN or DISCORD_TOKEN_FILE, given both");
    const worded = refusal(() => loadConfig({ DISCORD_TOKEN: "Bot hush-three" }, folder));
    expect(worded.message).toContain("DISCORD_TOKEN: expected the bot's token alone");
    expect(both.message + worded.message).not.toContain("hush");
  });
});

describe("secrets", () => {
  it("are hidden in every way of printing, alone and inside other things", () => {
    const secret = new Secret("hush");
    const printed = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { depth: 9 }),
    ];
    for (const text of printed) expect(text).toMatch(/<secret>/);
    expect(printed.join()).not.toContain("hush");
    expect(secret.reveal()).toBe("hush");
  });

  it("do not show in the settings that `vigie check` prints", () => {
    const text = renderConfig(loadConfig({ DISCORD_TOKEN: "hush" }, folder));
    expect(text).toContain("token: <secret>");
    expect(text).not.toContain("hush");
  });
});

it("prints durations and sizes in the units that people write them in", () => {
  const text = renderConfig(loadConfig({}, folder));
  for (const line of ["floor: 15 min", "hostSpacing: 2 s", "timeout: 20 s", "maxSize: 10 MB", "staleAfter: 3 days"]) {
    expect(text).toContain(line);
  }
});
