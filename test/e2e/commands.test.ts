/** The commands that end by themselves: what explain, replay, match, feed, demo and the operator's commands print is a contract. */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, endAll, linesOf, runVigie, startVigie, type World } from "../support/run-vigie.ts";

const recorded = [
  '{"id":"a","title":"Amazon in talks with Monoprix over groceries in Paris","description":"The chain Monoprix would sell its groceries through Amazon for 20 million euros. “We want to be in every kitchen,” said Anna Keller.","publishedAt":"2018-03-01T08:00:00Z","publisher":"Gazette"}',
  "nonsense",
  '{"id":"no title"}',
  "",
  '{"id":"b","title":"Amazon in talks with Monoprix over groceries in Paris, according to Reuters","publishedAt":1519900000000,"lang":"en"}',
  '{"id":"c","title":"Le temps reste doux en Bretagne ce week-end","publishedAt":"2018-03-01"}',
].join("\n");

let world: World;
let items: string;

beforeAll(() => {
  world = createWorld({ feeds: [{ name: "Wire A", url: "https://wire-a.example/feed.xml" }] });
  items = world.write("items.jsonl", recorded);
});

afterAll(async () => {
  await endAll();
  world.remove();
});

const parsed = (text: string) => linesOf(text).map((line) => JSON.parse(line) as Record<string, unknown>);

describe("recorded items", () => {
  it("are explained one JSON object a line in input order; bad lines are told with their number, and the status is 1", async () => {
    const { status, stdout, stderr } = await runVigie(world, ["explain", items, "--json"]);
    expect(status).toBe(1);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/items\.jsonl:2: expected one JSON object a line, got "nonsense"/),
      expect.stringMatching(/items\.jsonl:3: title: /),
    ]);
    const [first, echo, weather] = parsed(stdout);
    expect(first).toMatchObject({
      id: "a",
      tier: "alert",
      watches: ["Entrants x retailers"],
      entities: ["amazon", "monoprix"],
      signal: { stage: "talks", pairs: [["amazon", "monoprix"]], attribution: "origin" },
      storyAction: "open",
      lang: "en",
      quotes: [{ text: "We want to be in every kitchen", speaker: "Anna Keller" }],
      numbers: [{ value: 20_000_000, unit: "EUR", text: "20 million euros" }],
    });
    expect(first?.["evidence"]).toContainEqual({ term: "Amazon", field: "title", start: 0, end: 6 });
    expect(first?.["reason"]).not.toBe("");
    expect(echo).toMatchObject({
      id: "b",
      story: first?.["story"],
      storyAction: "join",
      signal: { attribution: "echo" },
    });
    expect(weather).toMatchObject({ id: "c", tier: "none", signal: null, entities: [], evidence: [], lang: "fr" });
    expect(weather).toHaveProperty("story");
    expect(weather).toHaveProperty("summary");
  });

  it("are replayed with what would have been posted", async () => {
    const { stdout, status } = await runVigie(world, ["replay", items, "--json"]);
    expect(parsed(stdout).map(({ id, alert }) => [id, alert])).toEqual([
      ["a", "new"],
      ["b", "update"],
      ["c", "none"],
    ]);
    expect(status).toBe(1);
  });

  it("are tried on rules, with what matched and why the others failed", async () => {
    const rules = world.write(
      "rules.yaml",
      "- {name: pair, all: [[amazon], [monoprix]]}\n- {name: wine, all: [[wine]]}\n",
    );
    const { stdout } = await runVigie(world, ["match", items, "--rules", rules, "--json"]);
    const [first, , weather] = parsed(stdout);
    expect(first).toMatchObject({ id: "a", matched: ["pair"], failed: [{ rule: "wine" }] });
    expect(first?.["evidence"]).toHaveLength(2);
    expect(weather).toMatchObject({ id: "c", matched: [], evidence: [] });
  });

  it("are told of a rule that names a company or list of no pack", async () => {
    const rules = world.write("stray.yaml", '- name: stray\n  all: [["@amazn"]]\n');
    const { stdout, stderr } = await runVigie(world, ["match", items, "--rules", rules, "--json"]);
    expect(stderr).toContain(
      'rule "stray": expected a list or company of the packs, given "@amazn"; did you mean "@amazon"?',
    );
    expect(parsed(stdout)[0]).toMatchObject({ failed: [{ reason: "group 1 is missing: nothing of “@amazn”" }] });
    expect(existsSync(world.dataDir)).toBe(false);
  });
});

describe("standard input, named -", () => {
  const piped = recorded.split("\n");

  it.each([
    ["explain", ["explain", "-", "--json"]],
    ["replay", ["replay", "-", "--json"]],
    ["match", ["match", "-", "--rules", "rules.yaml", "--json"]],
  ])("is read by %s as a file is", async (_command, args) => {
    const rules = world.write("rules.yaml", "- {name: pair, all: [[amazon], [monoprix]]}\n");
    const { status, stdout, stderr } = await runVigie(
      world,
      args.map((arg) => (arg === "rules.yaml" ? rules : arg)),
      piped,
    );
    expect(parsed(stdout).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(linesOf(stderr)[0]).toMatch(/^vigie: standard input:2: expected one JSON object a line/);
    expect(status).toBe(1);
  });
});

describe("vigie feed", () => {
  it("prints one JSON object a source, also for one that fails", async () => {
    const file = world.write(
      "feed.xml",
      "<rss version='2.0'><channel><title>T</title><item><title>One &amp; two</title><link>https://x.example/1</link><guid>g1</guid><pubDate>Wed, 28 Feb 2018 08:00:00 GMT</pubDate><description>Text</description></item></channel></rss>",
    );
    const { status, stdout } = await runVigie(world, ["feed", file, "nowhere.xml", "--json"]);
    const [read, failed] = parsed(stdout);
    expect(read).toEqual({
      source: file,
      status: "ok",
      step: expect.any(String),
      title: "T",
      items: [
        {
          title: "One & two",
          link: "https://x.example/1",
          id: "g1",
          publishedAt: "2018-02-28T08:00:00.000Z",
          text: "Text",
        },
      ],
    });
    expect(failed).toMatchObject({ source: "nowhere.xml", status: "error", error: expect.any(String), items: [] });
    expect(status).toBe(1);
  });
});

/** What somebody added beside the pack; the pack's own watches come with the pack. */
const personal = {
  vigie: 1,
  destinations: [
    { id: "console", guildId: null, locale: "en", zone: "Europe/Paris" },
    {
      id: "discord:810000000000000001",
      guildId: "820000000000000001",
      locale: "fr",
      zone: "Europe/Paris",
      digestAt: "07:30",
      quiet: ["22:00", "07:00"],
    },
  ],
  watches: [
    {
      destination: "console",
      rule: { name: "drive", all: [["drive"]] },
      tier: "signal",
      state: "active",
      addedBy: "Claire",
    },
  ],
  feeds: [],
};

describe("an operator", () => {
  it("checks the settings and sees them, the token hidden", async () => {
    const env = { ...world.env, DISCORD_TOKEN: "very-secret-token" };
    const { status, stdout, stderr } = await runVigie({ env }, ["check"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/pack small: 10 entities, 2 lists, 1 watches, 1 feeds \(1 on\)\nAll good\.\n$/);
    expect(stdout + stderr).not.toContain("very-secret");
  });

  it("asks for health, backs up beside the running worker, and carries watches and feeds to another installation", async () => {
    const worker = startVigie(world, ["run"]);
    await expect.poll(() => existsSync(world.database), { timeout: 10_000 }).toBe(true);
    expect(await runVigie(world, ["healthcheck"])).toMatchObject({ status: 0, stderr: "" });
    const copy = join(world.dir, "copy.db");
    expect(await runVigie(world, ["backup", copy])).toMatchObject({
      status: 0,
      stdout: `Backup written to ${copy}.\n`,
    });
    expect(readFileSync(copy).subarray(0, 15).toString()).toBe("SQLite format 3");
    expect(await worker.stop()).toMatchObject({ status: 0 });

    const other = createWorld();
    const json = join(world.dir, "state.json");
    const typed = world.write("typed.json", JSON.stringify(personal));
    expect((await runVigie(world, ["import", typed])).stdout).toMatch(/^Added 1 watch and 0 feeds/);
    const opml = join(world.dir, "feeds.opml");
    await runVigie(world, ["export", json]);
    await runVigie(world, ["export", "--opml", opml]);
    expect(readFileSync(opml, "utf8")).toContain("https://wire-a.example/feed.xml");
    const fromOpml = await runVigie(other, ["import", opml]);
    expect(fromOpml.stdout).toMatch(/^Added 0 watches and 1 feed/);
    const fromJson = await runVigie(other, ["import", json]);
    expect(fromJson.stdout).toMatch(/^Added 1 watch and 0 feeds/);
    expect((await runVigie(other, ["import", json])).stdout).toMatch(/^Added 0 watches and 0 feeds/);
    expect(JSON.parse((await runVigie(other, ["export"])).stdout)).toMatchObject({
      destinations: expect.arrayContaining([{ ...personal.destinations[1], urgentRoleId: null }]),
      watches: [{ rule: { name: "drive" } }],
      feeds: [{ url: "https://wire-a.example/feed.xml", name: "Wire A" }],
    });
    other.remove();
  });
});

describe("the demonstration", () => {
  it.concurrent("ends by itself and shows the alerts, the reversal and the ladder, as the README has them", async () => {
    const { status, stdout, stderr } = await runVigie({ env: bare() }, ["demo"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("[LAUNCH] Amazon × Monoprix");
    const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
    const fences = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter(([, language]) => language === "");
    for (const [, , excerpt = "nothing"] of fences.slice(0, 2)) expect(stdout).toContain(excerpt);
    const alerts = linesOf(stdout).filter((line) => /^\[[A-Z]+\]/.test(line)).length;
    expect(readme).toContain(`it tells ${alerts};`);
    expect(text).toContain("Amazon × Système U TALKS 28 Feb 2018 (reversal: declined on 4 Oct 2017)");
  }, 60_000);

  it.concurrent("leaves a prompt open when asked to, which answers what is piped into it", async () => {
    const lines = ["/latest monoprix", "/watch add term: drive", "/why 12", "/nonsense", "/quit"];
    const { status, stdout, stderr } = await runVigie({ env: bare() }, ["demo", "--stay"], lines);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const text = stdout.slice(stdout.indexOf("Who moves in on whom")).replace(/\s+/g, " ");
    expect(text).toContain("Latest: Monoprix");
    expect(text).toContain("“drive”");
    expect(text).toContain("Words that matched");
    expect(text).toContain("There is no command “/nonsense”");
  }, 60_000);
});

describe("a demonstration that is ended from outside", () => {
  it("leaves nothing behind", async () => {
    const temporary = mkdtempSync(join(world.dir, "tmp-"));
    const running = startVigie({ env: { ...bare(), TMPDIR: temporary } }, ["demo"]);
    await running.says(/Vigie demo: /);
    expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^vigie-demo-/)]);
    expect(await running.stop()).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

/** Nothing set: what a newcomer has. */
function bare(): Readonly<Record<string, string>> {
  return { PATH: process.env["PATH"] ?? "", HOME: world.dir };
}
