import fc from "fast-check";
import { expect, it } from "vitest";
import { foldWords } from "../../src/core/fold.ts";
import type { Decision, ItemId, LadderMove, Lang, Stage } from "../../src/core/types.ts";
import type { ItemQuery, Store } from "../../src/services/ports.ts";
import { anAlert, anItem, archive, aSignal, day, describeStore, newYear, reading } from "./stores.ts";

const amazonX = (target: string | null) => ({ entrant: "amazon", target });
const ids = (found: readonly { item: { id: ItemId } }[]): ItemId[] => found.map(({ item }) => item.id);

describeStore("items", (store) => {
  it("come back whole once they were read", () => {
    const { items, stories } = store();
    const item = items.add(anItem({ keys: ["url:b", "guid:a", "words:c"], description: "d", body: "b", lang: "fr" }));
    expect(items.get(item.id)).toBeUndefined();
    const storyId = stories.open(item.id, newYear);
    const read = reading(aSignal("talks", [amazonX("monoprix")]));
    items.setReading(item.id, read, ["amazon", "monoprix"], storyId);
    expect(items.get(item.id)).toEqual({ item, reading: read, entities: ["amazon", "monoprix"], storyId });
  });

  it("are known again by any of their keys, those learnt later included", () => {
    const { items } = store();
    const { itemId } = archive(store(), { item: { keys: ["url:1", "guid:1"] } });
    items.addKeys(itemId, ["guid:1", "url:other"]);
    for (const key of ["url:1", "guid:1", "url:other"]) expect(items.findByKeys(["url:none", key])).toBe(itemId);
    expect(items.findByKeys(["url:none"])).toBeUndefined();
    expect(items.get(itemId)?.item.keys).toEqual(["url:1", "guid:1", "url:other"]);
  });

  it("are found by each filter and by all together", () => {
    const { items } = store();
    const pair = amazonX("systeme-u");
    const hit = archive(store(), {
      item: { title: "Système U négocie avec Amazon", lang: "fr" },
      signal: aSignal("talks", [pair, amazonX(null)]),
      entities: ["amazon", "systeme-u"],
    });
    archive(store(), {
      item: { title: "Amazon ships to systems", publishedAt: newYear - day },
      signal: aSignal("launch", [amazonX("systeme")]),
      entities: ["systeme", "u"],
    });
    const queries: readonly Omit<ItemQuery, "limit">[] = [
      { entities: ["casino", "systeme-u"] },
      { words: ["systeme", "amazon"] },
      { pair },
      { stage: "talks" },
      { lang: "fr" },
      { since: newYear },
      { pair: amazonX(null) },
      { entities: ["amazon"], words: ["negocie"], pair, stage: "talks", lang: "fr", since: newYear },
    ];
    for (const query of queries) {
      expect(ids(items.search({ ...query, limit: 5 })), JSON.stringify(query)).toEqual([hit.itemId]);
    }
    expect(items.search({ entities: [], limit: 5 })).toEqual([]);
    expect(items.search({ words: ["system"], limit: 5 })).toEqual([]);
  });

  it("are found by what they were read as last", () => {
    const { items } = store();
    const { itemId, storyId } = archive(store(), { signal: aSignal("rumour", []), entities: ["casino"] });
    items.setReading(itemId, reading(aSignal("deal", [])), ["amazon"], storyId);
    expect(items.search({ entities: ["casino"], limit: 5 })).toEqual([]);
    expect(items.search({ stage: "rumour", limit: 5 })).toEqual([]);
    expect(ids(items.search({ entities: ["amazon"], stage: "deal", limit: 5 }))).toEqual([itemId]);
  });

  it.each([
    '"',
    "'; DROP TABLE items; --",
    "title:x",
    "a AND b",
    "NEAR(a b)",
    "*",
    "^a",
    "é".normalize("NFD"),
    "日本",
    "\u0000",
    "-",
  ])("take %j as a word to look for, not as syntax", (word) => {
    archive(store(), { item: { title: `before ${word} after` } });
    expect(store().items.search({ words: [word], limit: 5 })).toHaveLength(1);
  });

  it("leave nothing to be found when their transaction is rolled back", () => {
    const { items, transact } = store();
    expect(() =>
      transact(() => {
        archive(store(), { item: { title: "Undone", keys: ["url:undone"] }, entities: ["amazon"] });
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(items.findByKeys(["url:undone"])).toBeUndefined();
    const kept = archive(store(), { item: { title: "Kept" }, entities: ["amazon"] });
    expect(ids(items.search({ entities: ["amazon"], limit: 5 }))).toEqual([kept.itemId]);
    expect(items.search({ words: ["undone"], limit: 5 })).toEqual([]);
  });

  it("give the newest first and page back to the oldest without gap or repeat", () => {
    const { items } = store();
    const at = [3, 1, 2, 2, 5, 0].map((n) => archive(store(), { item: { publishedAt: newYear + n * 1_000 } }).itemId);
    const expected = [4, 0, 3, 2, 1, 5].map((n) => at[n]);
    const seen: ItemId[] = [];
    for (;;) {
      const before = seen.at(-1);
      const page = ids(items.search({ limit: 2, ...(before === undefined ? {} : { before }) }));
      if (page.length === 0) break;
      seen.push(...page);
    }
    expect(seen).toEqual(expected);
  });

  it("are listed for replay oldest first, in pages", () => {
    const { items } = store();
    const at = [3, 1, 2].map((n) => archive(store(), { item: { publishedAt: newYear + n } }).itemId);
    const first = items.listSince(newYear + 2, 0, 1);
    expect(ids(first)).toEqual([at[0]]);
    expect(ids(items.listSince(newYear + 2, at[0] ?? 0, 5))).toEqual([at[2]]);
    expect(ids(items.listSince(0, 0, 5))).toEqual([at[0], at[1], at[2]]);
  });
});

/** Searches by looking at everything, as the port's words say. */
function naiveSearch(all: readonly Made[], query: Omit<ItemQuery, "limit" | "before">): readonly ItemId[] {
  return all
    .filter(
      (made) =>
        (query.words ?? []).every((word) => foldWords(made.title).includes(word)) &&
        (!query.entities || query.entities.some((entity) => made.entities.includes(entity))) &&
        (query.stage === undefined || made.stage === query.stage) &&
        (query.lang === undefined || made.lang === query.lang) &&
        made.publishedAt >= (query.since ?? 0),
    )
    .sort((a, b) => Math.floor(b.publishedAt / 1_000) - Math.floor(a.publishedAt / 1_000) || b.id - a.id)
    .map(({ id }) => id);
}

interface Made {
  readonly id: ItemId;
  readonly title: string;
  readonly entities: readonly string[];
  readonly stage: Stage | null;
  readonly lang: Lang;
  readonly publishedAt: number;
}

describeStore("search", (store) => {
  const words = ["drive", "été", "Œuvre", "e-commerce", "L’Oréal", "10 000"];
  const entities = ["amazon", "u", "systeme-u", "leclerc"];
  const item = fc.record({
    title: fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((list) => list.join(" ")),
    entities: fc.subarray(entities),
    stage: fc.constantFrom<Stage | null>("talks", "deal", null),
    lang: fc.constantFrom<Lang>("en", "fr", "und"),
    publishedAt: fc.integer({ min: -2_000, max: 5_000 }),
  });
  const query = fc.record(
    {
      words: fc.subarray(foldWords(words.join(" ")), { maxLength: 2 }),
      entities: fc.subarray(entities),
      stage: fc.constantFrom<Stage>("talks", "deal"),
      lang: fc.constantFrom<Lang>("en", "fr"),
      since: fc.integer({ min: 0, max: 5_000 }),
    },
    { requiredKeys: [] },
  );

  it("finds what looking at every item would find, in the same order", () => {
    const all: Made[] = [];
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), query, (fresh, asked) => {
        for (const made of fresh) {
          const signal = made.stage && aSignal(made.stage, []);
          all.push({ ...made, id: archive(store(), { item: made, signal, entities: made.entities }).itemId });
        }
        expect(ids(store().items.search({ ...asked, limit: 10_000 }))).toEqual(naiveSearch(all, asked));
      }),
      { numRuns: 60 },
    );
  });
});

describeStore("stories", (store) => {
  it("count distinct outlets as origins and echoes, and take stage, kind and pairs of the newest signal", () => {
    const { stories } = store();
    const pair = amazonX("monoprix");
    const { storyId, itemId } = archive(store(), { item: { publisher: "LSA" }, signal: aSignal("rumour", [pair]) });
    const add = (publisher: string, hours: number, signal: Parameters<typeof reading>[0]) =>
      archive(store(), { item: { publisher, publishedAt: newYear + hours * 3_600_000 }, signal, storyId });
    add("Reuters", 3, aSignal("talks", [pair], { attribution: "echo", citing: "LSA" }));
    add("Reuters", 2, aSignal("approached", [], { attribution: "echo" }));
    add("LSA", 1, aSignal("rumour", [pair], { attribution: "echo" }));
    add("RFI", 4, null);
    expect(stories.get(storyId)).toEqual({
      id: storyId,
      leadId: itemId,
      openedAt: newYear,
      lastAt: newYear + 4 * 3_600_000,
      memberCount: 5,
      originCount: 2,
      echoCount: 1,
      stage: "talks",
      kind: "partnership",
      pairs: [pair],
    });
    expect(stories.members(storyId).map(({ item }) => item.publisher)).toEqual([
      "LSA",
      "LSA",
      "Reuters",
      "Reuters",
      "RFI",
    ]);
  });

  it("without any signal have no stage", () => {
    const { storyId } = archive(store());
    expect(store().stories.get(storyId)).toMatchObject({ stage: null, kind: null, pairs: [], memberCount: 1 });
  });

  it("that are not there are refused", () => {
    expect(() => store().stories.refresh(12)).toThrow("There is no story 12.");
    expect(store().stories.get(12)).toBeUndefined();
  });
});

describeStore("ladder", (store) => {
  function climb(target: string | null, stage: Stage, at: number): void {
    const step = { pair: amazonX(target), stage, at, ...archive(store()) };
    const move: LadderMove = { move: "first", step, from: null };
    store().ladder.add(move);
  }

  it("keeps each pair's steps in the order of the reports, though they came in another", () => {
    climb("systeme-u", "talks", 20);
    climb("systeme-u", "declined", 10);
    climb("monoprix", "deal", 15);
    climb(null, "expansion", 30);
    const { ladder } = store();
    expect(ladder.history(amazonX("systeme-u")).map((step) => step.stage)).toEqual(["declined", "talks"]);
    expect(ladder.history(amazonX(null)).map((step) => step.stage)).toEqual(["expansion"]);
    expect(ladder.history(amazonX("casino"))).toEqual([]);
    expect(ladder.latest(10).map((step) => [step.pair.target, step.stage])).toEqual([
      [null, "expansion"],
      ["systeme-u", "talks"],
      ["monoprix", "deal"],
    ]);
    expect(ladder.latest(1)).toHaveLength(1);
  });
});

describeStore("decisions", (store) => {
  function decide(itemId: ItemId, at: number, change: Partial<Decision> = {}): Decision {
    const decision: Decision = {
      itemId,
      destination: "console",
      watches: ["Drive"],
      tier: "digest",
      action: "none",
      reasons: [{ code: "no-signal", noise: "results" }],
      ...change,
    };
    store().decisions.add(decision, at);
    return decision;
  }

  it("of an item come back newest first, those for no destination included", () => {
    const { itemId } = archive(store());
    const first = decide(itemId, 10);
    const second = decide(itemId, 10, { destination: null, tier: "none", watches: [] });
    expect(store().decisions.ofItem(itemId)).toEqual([
      { ...second, at: 10 },
      { ...first, at: 10 },
    ]);
  });

  it("wait for one digest, and for no second one", () => {
    const { decisions, destinations } = store();
    destinations.ensure("console", { guildId: null, locale: "en", zone: "UTC" });
    const { itemId } = archive(store());
    const held = (since: number) => decisions.listForDigest("console", since).map(({ at }) => at);
    decide(itemId, 10);
    decide(itemId, 20);
    decide(itemId, 15, { tier: "alert" });
    decide(itemId, 15, { destination: "discord:1" });
    expect(held(0)).toEqual([10, 20]);
    expect(held(11)).toEqual([20]);
    destinations.update("console", { lastDigestAt: 20 });
    expect(held(0)).toEqual([]);
    destinations.update("console", { welcomedAt: 1 });
    decide(itemId, 20);
    decide(itemId, 21);
    expect(held(0)).toEqual([20, 21]);
  });

  it("about an item that has left the archive are not kept", () => {
    decide(999, 10);
    expect(store().decisions.ofItem(999)).toEqual([]);
  });
});

describeStore("retention", (store) => {
  const old = { publishedAt: newYear - 400 * day };

  it("removes old items that nothing leans on, their story and decisions with them, and spares the rest", () => {
    const { items, stories, ladder, feedback, mutes, decisions } = store();
    const alone = archive(store(), { item: { ...old, title: "Alone", keys: ["url:alone"] }, entities: ["amazon"] });
    const fresh = archive(store());
    const told = archive(store(), { item: old });
    anAlert(store(), {}, told);
    const climbed = archive(store(), { item: old });
    ladder.add({ move: "first", from: null, step: { pair: amazonX(null), stage: "deal", at: 1, ...climbed } });
    const judged = archive(store(), { item: old });
    feedback.add({ destination: "console", itemId: judged.itemId, verdict: "relevant", by: "ann", at: 1 });
    const muted = archive(store(), { item: old });
    mutes.add({ destination: "console", subject: { type: "story", id: muted.storyId }, until: 1, by: "ann" });
    const lead = archive(store(), { item: old });
    const member = archive(store(), { item: old, storyId: lead.storyId });
    archive(store(), { storyId: lead.storyId });
    decisions.add(
      { itemId: alone.itemId, destination: null, watches: [], tier: "none", action: "none", reasons: [] },
      1,
    );

    expect(items.prune(newYear - 365 * day)).toBe(2);
    for (const kept of [fresh, told, climbed, judged, muted, lead]) {
      expect(items.get(kept.itemId)).toBeDefined();
      expect(stories.get(kept.storyId)).toBeDefined();
    }
    expect(items.get(alone.itemId)).toBeUndefined();
    expect(items.get(member.itemId)).toBeUndefined();
    expect(stories.get(alone.storyId)).toBeUndefined();
    expect(decisions.ofItem(alone.itemId)).toEqual([]);
    expect(items.search({ entities: ["amazon"], limit: 5 })).toEqual([]);
    expect(items.search({ words: ["alone"], limit: 5 })).toEqual([]);
    expect(items.prune(newYear - 365 * day)).toBe(0);
  });

  it("remembers the keys of what it removed, so that a feed that still lists it brings nothing new", () => {
    const { items } = store();
    const { itemId } = archive(store(), { item: { ...old, keys: ["url:old"] } });
    items.prune(newYear);
    expect(items.findByKeys(["url:old"])).toBe(itemId);
    expect(archive(store()).itemId).toBeGreaterThan(itemId);
  });

  it("keeps every reference whole, whatever was archived", () => {
    const step = fc.record({
      age: fc.integer({ min: 0, max: 9 }),
      joins: fc.option(fc.nat({ max: 20 }), { nil: null }),
      told: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 0, max: 10 }), (steps, cut) => {
        const made: { itemId: ItemId; storyId: number; told: boolean }[] = [];
        for (const { age, joins, told } of steps) {
          const storyId = joins === null ? undefined : made[joins]?.storyId;
          const about = archive(store(), {
            item: { publishedAt: newYear - age * day },
            ...(storyId === undefined ? {} : { storyId }),
          });
          if (told) anAlert(store(), {}, about);
          made.push({ ...about, told });
        }
        store().items.prune(newYear - cut * day);
        expectWhole(store(), made);
      }),
      { numRuns: 60 },
    );
  });
});

function expectWhole(store: Store, made: readonly { itemId: ItemId; storyId: number; told: boolean }[]): void {
  for (const { itemId, storyId, told } of made) {
    const kept = store.items.get(itemId);
    if (told) expect(kept).toBeDefined();
    const story = store.stories.get(storyId);
    if (kept) expect(story).toBeDefined();
    if (story) expect(store.items.get(story.leadId)).toBeDefined();
  }
}
