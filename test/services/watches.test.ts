import { describe, expect, it } from "vitest";
import { analyst, createDeskWorld, day, manager, read, refusal } from "./desk-world.ts";

describe("adding a watch", () => {
  it("works in one line, says what was understood, and can be undone", async () => {
    const world = createDeskWorld();
    const answer = await world.run("watch add", { term: "supermarché" });
    expect(read(answer)).toContain("the word “supermarché”: supermarché and supermarchés");
    expect(read(answer)).toContain("Every matching story comes at once.");
    const undo = answer.actions.find(({ verb }) => verb === "undo-watch");
    expect(world.store.watches.list("discord:1")).toHaveLength(1);
    await world.press("undo-watch", undo?.subject ?? "");
    expect(world.store.watches.list("discord:1")).toEqual([]);
    expect(await refusal(world.press("undo-watch", undo?.subject ?? ""))).toMatch(/^not_found: .*gone/);
  });

  it.each([
    ["Zorglub", "alert"],
    ["grande distribution", "alert"],
    ["monoprix", "alert"],
    ["Monoprix", "signal"],
    ["@french-retailers", "signal"],
    ["@amazon AND drive", "signal"],
    ["drive; tier digest", "digest"],
  ])("%s is told as %s where nothing is said", async (term, tier) => {
    const world = createDeskWorld();
    await world.run("watch add", { term });
    expect(world.store.watches.list()[0]?.tier).toBe(tier);
  });

  it("takes tier, name, exclusions and language from their options", async () => {
    const world = createDeskWorld();
    await world.run("watch add", {
      term: "drive",
      tier: "digest",
      name: "Drives",
      none: "Formula Drive, hard drive",
      lang: "fr",
    });
    expect(world.store.watches.list()[0]).toMatchObject({
      name: "Drives",
      tier: "digest",
      none: [{ text: "Formula Drive" }, { text: "hard drive" }],
      langs: ["fr"],
      addedBy: "u1",
      origin: "person",
    });
  });

  it("says how to look through what is older than 30 days where those brought nothing", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Carrefour ouvre un drive à Lyon", lang: "fr", at: world.now() - 200 * day });
    const text = read(await world.run("watch add", { term: "drive" }));
    const [, command = ""] = /Older reports are stored, from 13 Aug 2017 on\. .*: \/watch test (.*)$/m.exec(text) ?? [];
    expect(command).toBe("rule: drive since: 2017-08-13");
    expect(read(await world.run("watch test", { rule: "drive", since: "2017-08-13" }))).toContain(
      "would have brought 1 hit",
    );
  });

  it("counts what the last 30 days would have brought, and posts none of it", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Monoprix tests a drive in Paris", at: world.now() - 40 * day });
    world.tell({ title: "Carrefour plans a drive near Lyon", at: world.now() - 14 * day });
    world.tell({ title: "A second storm hits the coast", at: world.now() - 13 * day });
    world.tell({ title: "Système U doubles its drives", at: world.now() - 2 * day });
    const text = read(await world.run("watch add", { term: "drive" }));
    expect(text).toContain("The last 30 days would have brought 2 hits, 2 stories, 1 a week.");
    expect(text).toContain("As alerts: 2; in the digest: 0.");
    expect(text).toContain("Système U doubles its drives");
    expect(text).not.toContain("Monoprix tests");
    expect(world.store.outbox.counts().pending).toBe(0);
    expect(world.store.decisions.ofItem(2)[0]?.destination).toBeNull();
  });

  it("is in force for the next report", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    const id = world.tell({ title: "Carrefour opens a drive" });
    expect(world.store.decisions.ofItem(id)[0]).toMatchObject({ watches: ["drive"], tier: "alert", action: "new" });
  });

  it("offers the company where a plain word is its name, and takes the offer", async () => {
    const world = createDeskWorld();
    const answer = await world.run("watch add", { term: "monoprix" });
    expect(read(answer)).toContain("Did you mean the company Monoprix");
    const offer = answer.actions.find(({ verb }) => verb === "apply");
    const changed = await world.press("apply", offer?.subject ?? "");
    expect(read(changed)).toContain("the company Monoprix");
    expect(world.store.watches.list()[0]).toMatchObject({ all: [[{ text: "@monoprix" }]], tier: "signal" });
    expect(await refusal(world.press("apply", offer?.subject ?? ""))).toMatch(/^not_found/);
  });

  it("parts a phrase that begins with a company's name when asked to", async () => {
    const world = createDeskWorld();
    const answer = await world.run("watch add", { term: "carrefour drive" });
    expect(world.store.watches.list()[0]?.all).toEqual([[{ text: "carrefour drive" }]]);
    await world.press("apply", answer.actions.find(({ verb }) => verb === "apply")?.subject ?? "");
    expect(world.store.watches.list()[0]?.all).toEqual([[{ text: "@carrefour" }], [{ text: "drive" }]]);
    const id = world.tell({ title: "Carrefour opens its hundredth drive" });
    expect(world.store.decisions.ofItem(id)[0]?.watches).toEqual(["carrefour drive"]);
  });

  it.each([
    [{}, /^invalid: Say what to watch/],
    [{ term: "a b", rule: "c" }, /^invalid: Give either/],
    [{ term: "Amazon AND (drive" }, /^invalid: This cannot be read[\s\S]*\^[\s\S]*\/help/],
    [{ term: "@zorglub" }, /^not_found: .*@zorglub.*@french-retailers/],
    [{ term: "@monprix" }, /^not_found: .*Did you mean “@monoprix”/],
    [{ term: "x".repeat(201) }, /^invalid: term takes at most 200 characters; this has 201/],
    [
      { term: "drive", tier: "loud" },
      /^invalid: tier is signal \(signals\), alert \(every story\) or digest, not “loud”/,
    ],
  ])("refuses %j and says what to do", async (args, sentence) => {
    const world = createDeskWorld();
    expect(await refusal(world.run("watch add", args))).toMatch(sentence);
    expect(world.store.watches.list()).toEqual([]);
  });

  it("refuses the same name and the same rule", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    expect(await refusal(world.run("watch add", { term: "piéton", name: "drive" }))).toMatch(
      /^conflict: .*“drive” here already/,
    );
    expect(await refusal(world.run("watch add", { term: "drive", name: "other" }))).toMatch(
      /^conflict: “drive” watches exactly/,
    );
  });

  it("refuses in the person's language, with that language's option names", async () => {
    const french = { ...analyst, locale: "fr" } as const;
    const world = createDeskWorld();
    const sentence = await refusal(world.run("watch add", { term: "x".repeat(201) }, french));
    expect(sentence).toBe("invalid: terme prend au plus 200 caractères\u202f; il y en a 201. Raccourcissez.");
    expect(await refusal(world.run("watch pause", { watch: "drive" }, french))).toMatch(/^not_found: Aucune veille/);
  });
});

describe("trying a watch", () => {
  it("tells hits, stories, pace and lead time before a deal, and saves nothing", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Amazon in talks with Monoprix over groceries", at: world.now() - 174 * day });
    world.tell({ title: "Monoprix signs a deal with Amazon for Paris", at: world.now() });
    const text = read(await world.run("watch test", { term: "Monoprix", since: "1y" }));
    expect(text).toContain("2 hits, 2 stories, 0.1 a week.");
    expect(text).toContain("First hit 174 days before the deal Amazon × Monoprix.");
    expect(text).toContain("Nothing was saved. To keep it: /watch add rule: Monoprix");
    expect(world.store.watches.list()).toEqual([]);
  });

  it("counts an echo as a hit of the same story", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Monoprix signs delivery deal with Amazon in Paris" });
    world.tell({ title: "Monoprix signs delivery deal with Amazon in Paris, says Reuters", publisher: "Echo" });
    expect(read(await world.run("watch test", { term: "Monoprix" }))).toContain("2 hits, 1 story");
  });

  it("tries a watch that is there already", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    expect(read(await world.run("watch test", { watch: "Drive" }))).toContain("What “drive” would have brought");
  });

  it("reads a large archive in pages and lets others work between them", async () => {
    let breaths = 0;
    const world = createDeskWorld(
      {},
      {
        breathe: async () => {
          breaths += 1;
        },
      },
    );
    for (let at = 0; at < 1_200; at += 1)
      world.tell({ title: `Report ${at} of nothing in particular ${at * 7919}`, at: world.now() - at });
    expect(read(await world.run("watch test", { term: "drive" }))).toContain("(1,200 stored items read)");
    expect(breaths).toBe(2);
  });

  it("says how a time is written", async () => {
    const world = createDeskWorld();
    expect(await refusal(world.run("watch test", { term: "drive", since: "soon" }))).toMatch(/^invalid: “soon” .*7d/);
  });
});

describe("changing watches", () => {
  it("keeps what the edit does not say", async () => {
    const world = createDeskWorld();
    await world.run("watch add", {
      rule: "Amazon AND drive NOT AWS; near 1~2 within 9 words; languages fr",
      name: "Drives",
    });
    await world.run("watch edit", { watch: "drives", none: "Prime Video" });
    const [edited] = world.store.watches.list();
    expect(edited).toMatchObject({
      name: "Drives",
      none: [{ text: "AWS" }, { text: "Prime Video" }],
      near: [[0, 1, 9]],
      langs: ["fr"],
    });
    await world.run("watch edit", { watch: "Drives", rule: "Ocado" });
    expect(world.store.watches.list()[0]).toMatchObject({
      name: "Drives",
      all: [[{ text: "Ocado" }]],
      near: [],
      langs: ["fr"],
    });
    expect(await refusal(world.run("watch edit", { watch: "Drives" }))).toMatch(/^invalid: Say what to change/);
  });

  it("pauses and resumes at once", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    await world.run("watch pause", { watch: "drive" });
    const paused = world.tell({ title: "A drive opens in Lille" });
    expect(world.store.decisions.ofItem(paused)[0]?.watches).toEqual([]);
    await world.run("watch resume", { watch: "drive" });
    const resumed = world.tell({ title: "Another drive opens in Nantes" });
    expect(world.store.decisions.ofItem(resumed)[0]?.watches).toEqual(["drive"]);
  });

  it("lets only who added it, or a manager, change it", async () => {
    const world = createDeskWorld();
    const other = { ...analyst, id: "u3" };
    await world.run("watch add", { term: "drive" });
    for (const path of ["watch remove", "watch pause"]) {
      expect(await refusal(world.run(path, { watch: "drive" }, other))).toMatch(/^forbidden: .*Manage Server/);
    }
    expect(await refusal(world.press("undo-watch", 1, other))).toMatch(/^forbidden/);
    expect(read(await world.run("watch remove", { watch: "drive" }, manager))).toContain(
      "To have it back: /watch add rule: drive name: drive tier: alert",
    );
  });

  it("suggests the nearest name where none fits", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "supermarché" });
    expect(await refusal(world.run("watch remove", { watch: "supermache" }))).toContain("Did you mean “supermarché”?");
  });

  it("will not remove what a pack would bring back", async () => {
    const world = createDeskWorld();
    const watch = {
      name: "Packed",
      all: [[{ text: "Amazon" }]],
      none: [],
      tier: "signal",
      addedBy: "pack",
      addedAt: 0,
    } as const;
    world.store.watches.add({ ...watch, destination: "discord:1", origin: "pack", state: "active" });
    expect(await refusal(world.run("watch remove", { watch: "packed" }, manager))).toMatch(
      /^conflict: .*pause it instead/,
    );
    await world.run("watch edit", { watch: "packed", none: "AWS" }, manager);
    expect(world.store.watches.list()[0]).toMatchObject({ origin: "person", addedBy: "u2" });
  });

  it("keeps the watches of two servers apart", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    const elsewhere = { ...analyst, destination: "discord:2", guildId: "10" };
    expect(read(await world.run("watch list", {}, elsewhere))).toContain("No watch reports here yet.");
    expect(await refusal(world.press("undo-watch", 1, elsewhere))).toMatch(/^not_found/);
  });
});

describe("a rule that cannot be read, in French", () => {
  it.each([
    "Amazon AND (drive",
    "Amazon )",
    "Amazon (with drive",
    '"drive',
    "Amazon AND",
    "=@amazon",
    "@amazon (not drive)",
    "@",
    "Amazon AND drive; near 1~2 within 9000 words",
    "Amazon AND drive; near 1~9 within 9 words",
    "drive; tier loud",
    "drive; loudly",
    "drive; languages de",
  ])("%s is refused in French, with the place shown", async (rule) => {
    const world = createDeskWorld();
    const sentence = await refusal(world.run("watch add", { rule }, { ...analyst, locale: "fr" }));
    expect(sentence).toMatch(/^invalid: Cela ne se lit pas comme une veille/);
    expect(sentence).toContain("^");
    expect(sentence).not.toContain("Expected");
  });
});
