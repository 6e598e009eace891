import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStoryIndex, type StoryDoc } from "../../src/core/story.ts";
import type { Millis } from "../../src/core/types.ts";

const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2018, 2, 26, 12);
const background = { n: 30_000, df: { amazon: 355, france: 523, grocer: 90, superm: 120, paris: 377, tesco: 80 } };

let ids = 0;
function doc(title: string, publishedAt: Millis = noon, more: Partial<StoryDoc> = {}): StoryDoc {
  ids += 1;
  return { id: ids, title, description: "", lang: "en", publishedAt, signal: null, entities: [], ...more };
}

describe("a story index", () => {
  it("lets the first item open a story of its own", () => {
    const index = createStoryIndex({ background });
    expect(index.place(doc("Monoprix groceries come to Prime Now"))).toEqual({
      storyId: null,
      similarity: 0,
      because: "alone",
      related: [],
    });
  });

  it("puts another wording of the same report into its story", () => {
    const index = createStoryIndex({ background });
    index.add(doc("Monoprix groceries come to Amazon Prime Now in Paris"), 7);
    const placement = index.place(doc("Amazon Prime Now brings Monoprix groceries to Paris", noon + 2 * hour));
    expect(placement).toMatchObject({ storyId: 7, because: "words" });
    expect(placement.similarity).toBeGreaterThan(0.5);
  });

  it("joins a title that differs in case, accents and punctuation only", () => {
    const index = createStoryIndex({ background });
    index.add(doc("Système U parle à Amazon", noon, { lang: "fr" }), 3);
    expect(index.place(doc("SYSTEME U PARLE A AMAZON !", noon + hour, { lang: "fr" })).storyId).toBe(3);
  });

  it.each([
    ["just inside the window", 3.4 * day, 5],
    ["just inside it before the story", -3.4 * day, 5],
    ["after the window", 3.6 * day, null],
    ["before the window", -3.6 * day, null],
  ])("looks %s", (_, offset, storyId) => {
    const index = createStoryIndex({ background });
    index.add(doc("Carrefour opens robot warehouse in Lyon"), 5);
    expect(index.place(doc("Carrefour opens robot warehouse in Lyon", noon + offset)).storyId).toBe(storyId);
  });

  it("measures the window from the last report of a story, so that a long one goes on", () => {
    const index = createStoryIndex({ background });
    index.add(doc("Carrefour opens robot warehouse in Lyon"), 5);
    index.add(doc("Robot warehouse of Carrefour opens in Lyon", noon + 3 * day), 5);
    expect(index.place(doc("Lyon: Carrefour robot warehouse opens", noon + 6 * day)).storyId).toBe(5);
  });

  it("names a story in the grey zone as related and does not merge it", () => {
    const index = createStoryIndex({ background, joinAt: 0.9, relatedAt: 0.1 });
    index.add(doc("Carrefour opens robot warehouse in Lyon"), 5);
    expect(index.place(doc("Carrefour opens a second robot depot"))).toMatchObject({ storyId: null, related: [5] });
  });

  it("forgets stories that ended before a time and keeps the others", () => {
    const index = createStoryIndex({ background });
    index.add(doc("Carrefour opens robot warehouse in Lyon", noon - day), 1);
    index.add(doc("Tesco tests drone delivery in Ireland"), 2);
    index.forget(noon);
    expect(index.place(doc("Carrefour opens robot warehouse in Lyon", noon)).storyId).toBeNull();
    expect(index.place(doc("Tesco tests drone delivery in Ireland", noon)).storyId).toBe(2);
    index.clear();
    expect(index.place(doc("Tesco tests drone delivery in Ireland", noon)).storyId).toBeNull();
  });

  it("holds for titles without any content word", () => {
    const index = createStoryIndex({ background });
    index.add(doc("???"), 1);
    index.add(doc("The and of", noon), 2);
    expect(index.place(doc("Of the and", noon)).storyId).toBeNull();
  });

  it("gives a similarity between 0 and 1 and never names the joined story as related, whatever the words", () => {
    const words = ["carrefour", "tesco", "opens", "robot", "warehouse", "lyon", "paris", "deal", "amazon", "store"];
    const title = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 25 }), (titles) => {
        const index = createStoryIndex({ background });
        titles.forEach((text, at) => {
          const item = doc(text, noon + at * hour);
          const placement = index.place(item);
          expect(placement.similarity).toBeGreaterThanOrEqual(0);
          expect(placement.similarity).toBeLessThanOrEqual(1);
          expect(placement.related).not.toContain(placement.storyId);
          expect(placement.because === "alone").toBe(placement.storyId === null);
          index.add(item, placement.storyId ?? at + 1);
        });
      }),
      { numRuns: 60 },
    );
  });
});
