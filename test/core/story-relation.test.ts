import { describe, expect, it } from "vitest";
import { createStoryIndex, type StoryDoc } from "../../src/core/story.ts";
import { factsOf, type StoryFacts, type Told, tellAlso } from "../../src/core/story-facts.ts";
import { relate } from "../../src/core/story-relation.ts";
import type { Amount, Signal, SignalKind, Stage } from "../../src/core/types.ts";

const day = 86_400_000;
const noon = Date.UTC(2021, 0, 12, 12);
const background = { n: 30_000, df: { couche: 3, carref: 60, delive: 40 } };

function told(stage: Stage, pair: readonly [string, string | null], more: Partial<Signal> = {}): Signal {
  const kinds: readonly SignalKind[] = ["acquisition"];
  return {
    kind: "acquisition",
    kinds,
    stage,
    pairs: [{ entrant: pair[0], target: pair[1] }],
    amounts: [],
    promises: [],
    attribution: "origin",
    citing: null,
    hedged: false,
    evidence: [],
    ...more,
  };
}

const report = (signal: Signal | null, entities: readonly string[]) => factsOf({ signal, entities });
const both = ["couche-tard", "carrefour"];
const pair = ["couche-tard", "carrefour"] as const;
const euros = (value: number): Amount => ({ value, unit: "EUR", text: String(value) });

/** Half of the words in common. */
const near = { cosine: 0.5, least: 0.28, age: 0 };
const crowds = new Map<string, number>();

describe("a later step of one saga", () => {
  const rumour = report(told("rumour", pair), both);
  const refusal = report(told("declined", pair), both);

  it.each([
    ["belongs to the story on the day", 0, "always"],
    ["is news of its own days later, in words as near", 2, "never"],
  ])("%s", (_, age, joins) => {
    expect(relate(refusal, rumour, { ...near, age }, crowds)).toMatchObject({ joins, because: "words" });
  });

  it("is no step where the phase is the same, however late", () => {
    expect(relate(rumour, rumour, { ...near, age: 3 }, crowds)).toMatchObject({
      joins: "always",
      because: "structure",
    });
  });
});

describe("another deal of one company", () => {
  it("is another story however alike the words, where both name whom it is with", () => {
    const one = report(told("deal", ["amazon", "picard"]), ["amazon", "picard"]);
    const other = report(told("deal", ["amazon", "monoprix"]), ["amazon", "monoprix"]);
    expect(relate(other, one, { ...near, cosine: 0.7 }, crowds)).toEqual({ joins: "never", because: "words", rank: 0 });
  });

  it.each([
    ["Carrefour rachète Quitoque", false],
    ["Carrefour s'offre So.bio", true],
    ["So.bio racheté par Carrefour", true],
  ])("is told by what is bought, where nobody knows it: %s", (title, joins) => {
    const index = createStoryIndex({ background });
    const docOf = (id: number, text: string, verb: string): StoryDoc => ({
      id,
      title: text,
      description: "",
      lang: "fr",
      publishedAt: noon + id * 1_000,
      signal: told("deal", ["carrefour", null], { evidence: [{ term: verb, field: "title", start: 0, end: 1 }] }),
      entities: ["carrefour"],
    });
    index.add(docOf(1, "Carrefour rachète So.bio", "rachète So.bio"), 1);
    const verb = /rachète|s'offre|racheté/.exec(title)?.[0] ?? "";
    expect(index.place(docOf(2, title, verb)).storyId).toBe(joins ? 1 : null);
  });
});

/** What a story is about after these reports. */
const about = (...reports: readonly StoryFacts[]): StoryFacts | undefined =>
  reports.reduce<Told | null>(tellAlso, null)?.facts;

describe("what a story is about", () => {
  const talks = report(told("talks", pair), both);
  const stray = report(told("declined", ["couche-tard", "casino"]), ["couche-tard", "casino"]);

  it("is what most reports say, and one that strays opens it to nothing", () => {
    const facts = about(talks, stray, talks, talks, talks);
    expect([...(facts?.pairs ?? [])]).toEqual(["carrefour|couche-tard"]);
    expect([...(facts?.phases ?? [])]).toEqual(["before"]);
    expect([...(facts?.entities ?? [])]).toEqual(["couche-tard", "carrefour"]);
  });

  it("is all that is said as long as two reports differ", () => {
    expect([...(about(talks, stray)?.phases ?? [])]).toEqual(["before", "off"]);
  });
});

describe("one sum of one company", () => {
  const story = report(told("deal", ["carrefour", "cora"], { amounts: [euros(1_050_000_000)] }), ["carrefour", "cora"]);
  const far = { ...near, cosine: 0.05 };

  it.each<[string, Signal, boolean]>([
    [
      "is one happening whoever the other side is called",
      told("deal", ["carrefour", "delhaize"], { amounts: [euros(1_050_000_000)] }),
      true,
    ],
    ["is not where the sum is another", told("deal", ["carrefour", null], { amounts: [euros(400_000_000)] }), false],
    [
      "is not where another kind of move is told",
      told("launch", ["carrefour", null], { kinds: ["launch"], amounts: [euros(1_050_000_000)] }),
      false,
    ],
    [
      "is not where the step is another",
      told("declined", ["carrefour", null], { amounts: [euros(1_050_000_000)] }),
      false,
    ],
  ])("%s", (_, signal, joins) => {
    expect(relate(report(signal, ["carrefour"]), story, far, crowds).joins === "always").toBe(joins);
  });

  it("finds the story although hardly a word is shared", () => {
    const index = createStoryIndex({ background });
    const doc = (title: string, pairOf: readonly [string, string]): StoryDoc => ({
      id: 1,
      title,
      description: "",
      lang: "en",
      publishedAt: noon,
      signal: told("deal", pairOf, { amounts: [euros(1_050_000_000)] }),
      entities: pairOf,
    });
    index.add(doc("Grocer snaps up two northern chains", ["carrefour", "cora"]), 8);
    expect(index.place(doc("Belgian family leaves France behind", ["carrefour", "delhaize"])).storyId).toBe(8);
  });
});

describe("the name of one company", () => {
  const doc = (title: string, entities: readonly string[], publishedAt = noon): StoryDoc => {
    return { id: 1, title, description: "", lang: "en", publishedAt, signal: null, entities };
  };

  it.each([
    ["says who and not what, so that it joins nothing by itself", "Frichti: inquest", ["frichti"], null],
    ["joins with a word about what happened", "Frichti: startup swallowed", ["frichti"], 6],
    ["joins with the name of another company", "Gorillas, Frichti", ["gorillas", "frichti"], 6],
  ])("%s", (_, title, entities, storyId) => {
    const index = createStoryIndex({ background });
    index.add(doc("Gorillas swallows startup Frichti", ["gorillas", "frichti"]), 6);
    expect(index.place(doc(title, entities, noon + day / 2)).storyId).toBe(storyId);
  });
});
