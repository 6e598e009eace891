import { describe, expect, it } from "vitest";
import { conceptOf } from "../../src/core/bilingual.ts";
import { createStoryIndex, type StoryDoc } from "../../src/core/story.ts";
import { pickLead } from "../../src/core/story-lead.ts";
import type { Amount, Item, Signal, Stage } from "../../src/core/types.ts";

const noon = Date.UTC(2018, 2, 26, 12);
const background = { n: 30_000, df: { amazon: 355, monopr: 4 } };

const signal = (entrant: string, target: string | null, stage: Stage, amounts: readonly Amount[] = []): Signal => ({
  kind: "partnership",
  kinds: ["partnership"],
  stage,
  pairs: [{ entrant, target }],
  amounts,
  promises: [],
  attribution: "origin",
  citing: null,
  hedged: false,
  evidence: [],
});

function doc(title: string, told: Signal | null, entities: readonly string[], more: Partial<StoryDoc> = {}): StoryDoc {
  return { id: 1, title, description: "", lang: "en", publishedAt: noon, signal: told, entities, ...more };
}

const both = ["amazon", "monoprix"];
const jobs = (value: number): Amount => ({ value, unit: "jobs", text: String(value) });

describe("what happened, beside the words", () => {
  const first = doc("Monoprix teams up with Amazon", signal("amazon", "monoprix", "deal"), both);

  it.each<[string, StoryDoc, number | null]>([
    [
      "joins the same pair in the same stage whatever the words",
      doc("Wolf let into the fold", signal("amazon", "monoprix", "deal"), both),
      4,
    ],
    [
      "joins it with the names the other way round",
      doc("Wolf let into the fold", signal("monoprix", "amazon", "launch"), both),
      4,
    ],
    [
      "joins it in the other language",
      doc("Le loup dans la bergerie", signal("amazon", "monoprix", "deal"), both, { lang: "fr" }),
      4,
    ],
    [
      "keeps the same pair apart when it is called off in other words",
      doc("Wolf chased from the fold", signal("amazon", "monoprix", "declined"), both),
      null,
    ],
    [
      "keeps another pair apart in much the same words",
      doc("Ocado teams up with Casino", signal("ocado", "casino", "deal"), ["ocado", "casino"]),
      null,
    ],
  ])("%s", (_, probe, storyId) => {
    const index = createStoryIndex({ background });
    index.add(first, 4);
    expect(index.place(probe)).toMatchObject({ storyId, because: storyId === null ? "alone" : "structure" });
  });

  it("keeps the same pair apart where the amounts contradict each other", () => {
    const index = createStoryIndex({ background });
    index.add(doc("Monoprix teams up with Amazon", signal("amazon", "monoprix", "deal", [jobs(200)]), both), 4);
    const place = (count: number) =>
      index.place(doc("Wolf let into the fold", signal("amazon", "monoprix", "deal", [jobs(count)]), both)).storyId;
    expect(place(2_000)).toBeNull();
    expect(place(205)).toBe(4);
  });

  it.each<[string, Signal | null, number | null]>([
    ["says nothing of how far it has got", null, 4],
    ["says that it was refused", { ...signal("amazon", "monoprix", "declined"), pairs: [] }, null],
  ])("asks fewer words of a report that names both companies of a pair, unless it %s", (_, told, storyId) => {
    const index = createStoryIndex({ background });
    index.add(
      doc("Monoprix teams up with Amazon to deliver fresh groceries", signal("amazon", "monoprix", "deal"), both),
      4,
    );
    expect(index.place(doc("Amazon at Monoprix: unions fear for warehouse jobs", told, both)).storyId).toBe(storyId);
    expect(index.place(doc("Amazon at Monoprix: unions fear for warehouse jobs", told, ["amazon"])).storyId).toBeNull();
  });

  it("asks more words of two reports on a company that is in the news every hour", () => {
    const [quiet, crowded] = [createStoryIndex({ background }), createStoryIndex({ background })];
    for (let at = 0; at < 30; at += 1) crowded.add(doc(`Unlike${at} thing${at}`, null, ["amazon"]), 100 + at);
    const told = doc("Amazon robots lift pallets in Lyon warehouse hall", null, ["amazon"]);
    const probe = doc("Lyon gets robots that sort parcels overnight, Amazon says", null, ["amazon"]);
    quiet.add(told, 1);
    crowded.add(told, 1);
    expect(quiet.place(probe).storyId).toBe(1);
    expect(crowded.place(probe)).toMatchObject({ storyId: null, related: [1] });
  });

  it("meets a report and its translation in the shared concepts", () => {
    const index = createStoryIndex({ background });
    index.add(doc("German supermarket closes forty stores and cuts jobs", null, []), 9);
    const probe = doc("Le supermarché allemand ferme quarante magasins et supprime des emplois", null, [], {
      lang: "fr",
    });
    expect(index.place(probe).storyId).toBe(9);
  });
});

describe("the shared concepts", () => {
  it.each([
    ["acquires", "rachete"],
    ["talks", "pourparlers"],
    ["delivery", "livraison"],
    ["supermarkets", "hypermarche"],
    ["warehouse", "entrepots"],
  ])("join %s and %s", (english, french) => {
    expect(conceptOf(english, "en")).toBeDefined();
    expect(conceptOf(english, "en")).toBe(conceptOf(french, "fr"));
  });

  it("read a word in its own language only", () => {
    expect(conceptOf("pain", "en")).toBeUndefined();
    expect(conceptOf("pain", "fr")).toBe(conceptOf("bread", "en"));
    expect(conceptOf("naouri", "fr")).toBeUndefined();
  });
});

describe("the lead of a story", () => {
  const long = "A description that says more than the title does, in a sentence of its own.";
  const member = (id: number, publishedAt: number, description: string, told: Signal | null) => {
    const item: Item = { id, title: `T${id}`, description, publishedAt } as Item;
    return { item, reading: { signal: told } };
  };
  const origin = signal("amazon", "monoprix", "deal");
  const echo: Signal = { ...origin, attribution: "echo" };

  it.each([
    ["an origin before an earlier echo", [member(1, 1, long, echo), member(2, 2, long, origin)], 2],
    ["one with a description before an earlier bare title", [member(1, 1, "", origin), member(2, 2, long, origin)], 2],
    ["the earliest of equals", [member(2, 2, long, origin), member(1, 1, long, origin)], 1],
    ["the first seen of the same moment", [member(2, 1, long, origin), member(1, 1, long, origin)], 1],
    ["one that carries the signal before one that does not", [member(1, 1, long, null), member(2, 2, "", echo)], 2],
  ])("is %s", (_, members, id) => {
    expect(pickLead(members)?.item.id).toBe(id);
    expect(pickLead([...members].reverse())?.item.id).toBe(id);
  });

  it("is nobody where there are no members", () => {
    expect(pickLead([])).toBeUndefined();
  });
});
