/** The double itself: it must object to what Discord objects to, or the tests that lean on it prove nothing. */
import { REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DiscordDouble, startDiscordDouble } from "../../support/discord-double.ts";
import { createDiscordSchema, hasSpec, ruleProblems } from "../../support/discord-schema.ts";

let double: DiscordDouble;
let rest: REST;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2018, 1, 28);
  double = await startDiscordDouble({ now: () => now });
  rest = new REST({ api: double.apiUrl, retries: 0, timeout: 500 }).setToken(double.token);
});

afterEach(() => double.stop());

const quiet = { allowed_mentions: { parse: [] } };
const post = (body: object) => rest.post(Routes.channelMessages(double.channelId), { body: { ...quiet, ...body } });

describe("a message", () => {
  const embed = (part: object) => ({ embeds: [{ title: "t", ...part }] });
  const row = (...components: object[]) => ({ content: "x", components: [{ type: 1, components }] });
  const button = (part: object) => ({ type: 2, style: 2, label: "l", custom_id: "c", ...part });
  const bad: readonly (readonly [string, object])[] = [
    ["is empty", {}],
    ["has content above 2000", { content: "x".repeat(2001) }],
    ["has an unknown property", { content: "x", embed: {} }],
    ["has 11 embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "t" })) }],
    ["has a title above 256", embed({ title: "x".repeat(257) })],
    ["has a description above 4096", embed({ description: "x".repeat(4097) })],
    [
      "has more than 6000 in all embeds",
      { embeds: [{ description: "x".repeat(4000) }, { description: "x".repeat(2001) }] },
    ],
    ["has an empty field", embed({ fields: [{ name: "n", value: "" }] })],
    ["has a field above 1024", embed({ fields: [{ name: "n", value: "x".repeat(1025) }] })],
    ["links to a script", embed({ url: "javascript:alert(1)" })],
    [
      "has six rows",
      {
        content: "x",
        components: Array.from({ length: 6 }, (_, i) => ({ type: 1, components: [button({ custom_id: `${i}` })] })),
      },
    ],
    ["has six buttons in a row", row(...Array.from({ length: 6 }, (_, i) => button({ custom_id: `${i}` })))],
    ["uses a custom_id twice", row(button({}), button({}))],
    ["has a label above 80", row(button({ label: "x".repeat(81) }))],
    ["has a custom_id above 100", row(button({ custom_id: "x".repeat(101) }))],
    ["has a link button with a custom_id", row(button({ style: 5, url: "https://example.com" }))],
    ["has a nonce above 25", { content: "x", nonce: "n".repeat(26), enforce_nonce: true }],
    ["has a nonce that is not enforced", { content: "x", nonce: "n" }],
    ["may ring people", { content: "x", allowed_mentions: { parse: ["everyone"] } }],
  ];

  it.each(bad)("that %s is refused, and fails the test", async (_, body) => {
    await expect(post(body)).rejects.toMatchObject({ code: 50035 });
    expect(double.messages()).toHaveLength(0);
    expect(() => double.assertClean()).toThrow("Discord would object");
  });

  it("that is well formed is stored and answered", async () => {
    await expect(post({ content: "x", ...embed({ url: "https://example.com/" }) })).resolves.toMatchObject({
      content: "x",
    });
    expect(double.messages()).toHaveLength(1);
    double.assertClean();
  });
});

describe("a nonce", () => {
  const once = { content: "x", nonce: "n-1", enforce_nonce: true };

  it("holds for two minutes and no longer", async () => {
    const first = (await post(once)) as { id: string };
    now += 119_000;
    await expect(post(once)).resolves.toMatchObject({ id: first.id });
    now += 2_000;
    await post(once);
    expect(double.messages()).toHaveLength(2);
  });

  it("is not kept in the history", async () => {
    await post(once);
    const history = JSON.stringify(await rest.get(Routes.channelMessages(double.channelId)));
    expect(history).not.toContain("n-1");
  });
});

describe("the double", () => {
  it("fails a test that asks for a route which it does not know", async () => {
    await expect(rest.get("/stickers/1")).rejects.toThrow();
    expect(() => double.assertClean()).toThrow("no such route");
  });

  it("refuses a wrong token, and a channel that is not there", async () => {
    const stranger = new REST({ api: double.apiUrl, retries: 0 }).setToken("another");
    await expect(stranger.get(Routes.gatewayBot())).rejects.toMatchObject({ status: 401 });
    await expect(rest.post(Routes.channelMessages("1"), { body: { content: "x", ...quiet } })).rejects.toMatchObject({
      code: 10003,
    });
  });

  it("pages history as Discord does: the oldest after a message, the newest of them first", async () => {
    const ids: string[] = [];
    for (const content of ["a", "b", "c"]) ids.push(((await post({ content })) as { id: string }).id);
    const query = new URLSearchParams({ after: "0", limit: "2" });
    const page = (await rest.get(Routes.channelMessages(double.channelId), { query })) as { content: string }[];
    expect(page.map(({ content }) => content)).toEqual(["b", "a"]);
  });
});

describe("Discord's own file", () => {
  it.skipIf(!hasSpec)("objects to what it knows, beside our own rules", () => {
    const schema = createDiscordSchema();
    const body = { content: "x", components: [{ type: 1, components: [{ type: 99 }] }] };
    expect(schema.bySpec("POST messages", body)).not.toEqual([]);
    expect(schema.bySpec("POST messages", { content: "x" })).toEqual([]);
  });
});

describe("commands", () => {
  const command = (part: object) => [{ name: "watch", description: "d", type: 1, ...part }];
  const bad: readonly (readonly [string, unknown])[] = [
    ["a name with capitals", command({ name: "Watch" })],
    ["a name with a blank", command({ name: "watch add" })],
    ["no description", command({ description: "" })],
    [
      "an optional option before a required one",
      command({
        options: [
          { type: 3, name: "a", description: "d" },
          { type: 3, name: "b", description: "d", required: true },
        ],
      }),
    ],
    [
      "26 choices",
      command({
        options: [
          {
            type: 3,
            name: "a",
            description: "d",
            choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })),
          },
        ],
      }),
    ],
    [
      "choices and completion",
      command({
        options: [{ type: 3, name: "a", description: "d", autocomplete: true, choices: [{ name: "a", value: "a" }] }],
      }),
    ],
    [
      "more than 8000 characters",
      command({
        options: Array.from({ length: 20 }, (_, i) => ({
          type: 3,
          name: `o${i}`,
          description: "x".repeat(100),
          choices: Array.from({ length: 25 }, (_c, j) => ({ name: `${j}`.padEnd(50, "x"), value: `${j}` })),
        })),
      }),
    ],
    ["two of one name", [...command({}), ...command({})]],
  ];
  it.each(bad)("with %s are refused", (_, body) => {
    expect(ruleProblems("PUT commands", body)).not.toEqual([]);
  });

  it("that are well formed are taken", () => {
    expect(ruleProblems("PUT commands", command({}))).toEqual([]);
  });
});
