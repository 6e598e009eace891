import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TermVector } from "../../src/core/story-weights.ts";
import { createWordIndex } from "../../src/core/story-words.ts";

/** Unit vectors of up to five terms, the heaviest first. */
const vector: fc.Arbitrary<TermVector> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(..."abcdefgh"), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 5,
    selector: ([term]) => term,
  })
  .map((raw) => {
    const length = Math.hypot(...raw.map(([, weight]) => weight));
    return raw.map(([term, weight]) => [term, weight / length] as const).sort((a, b) => b[1] - a[1]);
  });
const member = fc.tuple(fc.integer({ min: 1, max: 12 }), vector);

/** The plain way: sums and cosines of every story, one after the other. */
function naive(members: readonly (readonly [number, TermVector])[], query: TermVector): ReadonlyMap<number, number> {
  const sums = new Map<number, Map<string, number>>();
  for (const [story, terms] of members) {
    const sum = sums.get(story) ?? new Map<string, number>();
    sums.set(story, sum);
    for (const [term, weight] of terms) sum.set(term, (sum.get(term) ?? 0) + weight);
  }
  return new Map(
    [...sums].map(([story, sum]) => {
      const dot = query.reduce((total, [term, weight]) => total + weight * (sum.get(term) ?? 0), 0);
      return [story, dot / Math.hypot(...sum.values())] as const;
    }),
  );
}

/** Whether a story holds a term of the query that is not among its lightest: those together less than `least` of its square. */
function holdsHeavy(
  members: readonly (readonly [number, TermVector])[],
  story: number,
  query: TermVector,
  least: number,
): boolean {
  let left = 1;
  const heavy = new Set<string>();
  for (const [term, weight] of query) {
    if (left >= least) heavy.add(term);
    left -= weight * weight;
  }
  return members.some(([one, terms]) => one === story && terms.some(([term]) => heavy.has(term)));
}

describe("the index of words", () => {
  it("finds the stories that looking at every one finds, with the same cosines, also after some were forgotten", () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 40 }), vector, fc.nat(12), (members, query, gone) => {
        const index = createWordIndex<number>();
        for (const [story, terms] of members) index.add(story, terms);
        index.near(query, 0.2, () => true);
        index.forget(new Set([gone]));
        const least = 0.2;
        const expected = naive(
          members.filter(([story]) => story !== gone),
          query,
        );
        const found = index.near(query, least, (story) => story !== 3);
        for (const [story, cosine] of found) expect(cosine).toBeCloseTo(expected.get(story) ?? Number.NaN, 9);
        for (const [story, cosine] of expected) {
          expect(index.cosine(query, story)).toBeCloseTo(cosine, 9);
          const isDue = cosine > least + 1e-9 && story !== 3 && holdsHeavy(members, story, query, least);
          if (isDue) expect(found.has(story)).toBe(true);
        }
        expect([...found.keys()]).not.toContain(3);
        expect([...found.keys()]).not.toContain(gone);
      }),
    );
  });
});
