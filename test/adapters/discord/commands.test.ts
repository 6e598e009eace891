/** The catalogue of commands as Discord takes it, and when Discord is told. */
import { REST } from "discord.js";
import { afterEach, describe, expect, it } from "vitest";
import { toApplicationCommands } from "../../../src/adapters/discord/commands.ts";
import { registerCommands } from "../../../src/adapters/discord/register.ts";
import { registerNow } from "../../../src/adapters/discord/register-now.ts";
import { commandSpecs } from "../../../src/services/command-specs.ts";
import { type DiscordDouble, startDiscordDouble } from "../../support/discord-double.ts";
import { createDiscordSchema, ruleProblems } from "../../support/discord-schema.ts";
import { createNotes, createRecordingLog, fakeSpecs } from "./fake-desk.ts";

describe("the catalogue", () => {
  it("as shipped is one that Discord takes", () => {
    const body: unknown = JSON.parse(JSON.stringify(toApplicationCommands(commandSpecs)));
    expect([...ruleProblems("PUT commands", body), ...createDiscordSchema().bySpec("PUT commands", body)]).toEqual([]);
  });

  it("becomes commands with subcommands, localised, in servers only", () => {
    const [watch, latest] = toApplicationCommands(fakeSpecs);
    expect(watch).toMatchObject({
      name: "watch",
      name_localizations: { fr: "veille" },
      contexts: [0],
      integration_types: [0],
      options: [
        {
          type: 1,
          name: "add",
          name_localizations: { fr: "ajouter" },
          description_localizations: { fr: "Ajoute une veille" },
        },
        { type: 1, name: "list" },
      ],
    });
    expect(watch).not.toHaveProperty("default_member_permissions");
    expect(latest).toMatchObject({
      options: [
        { name: "about", required: true, autocomplete: true },
        {
          name: "stage",
          required: false,
          choices: [{ name: "talks", name_localizations: { fr: "pourparlers" }, value: "talks" }],
        },
      ],
    });
  });

  it("hides a command from whom it would refuse, where that holds for all of it", () => {
    const settings = toApplicationCommands(fakeSpecs).find(({ name }) => name === "settings");
    expect(settings).toMatchObject({ default_member_permissions: "32" });
  });

  it("with a word that is both a command and a group is a bug", () => {
    const [first] = fakeSpecs;
    if (first === undefined) throw new Error("no specs");
    expect(() => toApplicationCommands([first, { ...first, path: ["watch"] }])).toThrow("/watch");
  });
});

describe("registering", () => {
  let double: DiscordDouble;
  afterEach(async () => {
    await double.stop();
    double.assertClean();
  });

  async function setUp() {
    double = await startDiscordDouble();
    const rest = new REST({ api: double.apiUrl, retries: 0 }).setToken(double.token);
    const deps = { rest, notes: createNotes(), log: createRecordingLog() };
    const applicationId = double.state.applicationId;
    const puts = () => double.requests(/^PUT/).length;
    const register = (guildId: string | null, specs = fakeSpecs) =>
      registerCommands(deps, { applicationId, guildId, specs });
    return { register, puts, deps };
  }

  it("tells Discord once, and again only when something changed", async () => {
    const { register, puts } = await setUp();
    expect(await register(null)).toBe(true);
    expect(await register(null)).toBe(false);
    expect(puts()).toBe(1);
    expect(await register(null, fakeSpecs.slice(1))).toBe(true);
    expect(puts()).toBe(2);
  });

  it("removes the commands from the former place, so that none is listed twice", async () => {
    const { register } = await setUp();
    await register(null);
    await register(double.guildId);
    expect(double.state.commands.get("global")).toEqual([]);
    expect(double.state.commands.get(double.guildId)).toHaveLength(5);
    expect(await register(double.guildId)).toBe(false);
  });

  it("goes on where the former place is closed to the bot", async () => {
    const { register, deps } = await setUp();
    await register(double.guildId);
    double.fail({
      on: /guilds/,
      when: "before",
      how: { status: 403, body: { code: 50001, message: "Missing Access" } },
    });
    expect(await register(null)).toBe(true);
    expect(deps.log.lines.map(({ level }) => level)).toContain("warn");
  });

  it("is not taken for done where Discord refused", async () => {
    const { register } = await setUp();
    double.fail({ on: /^PUT/, when: "before", how: { status: 500 } });
    await expect(register(null)).rejects.toThrow();
    expect(await register(null)).toBe(true);
  });

  it("at an operator's word works over REST alone, and names a wrong token", async () => {
    double = await startDiscordDouble();
    const options = {
      apiUrl: `http://127.0.0.1:${double.port}`,
      guildId: null,
      specs: fakeSpecs,
      notes: createNotes(),
      log: createRecordingLog(),
    };
    await registerNow({ ...options, token: double.token });
    await registerNow({ ...options, token: double.token });
    expect(double.requests(/^PUT/)).toHaveLength(2);
    expect(double.gateway.dials()).toBe(0);
    await expect(registerNow({ ...options, token: "another" })).rejects.toThrow("DISCORD_TOKEN");
  });
});
