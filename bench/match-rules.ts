/** Realistic rules for the benchmark, drawn from the headlines' own words by a seeded generator: 1 to 3 groups, phrases, names, exclusions. */
import { fold } from "../src/core/fold.ts";
import { inflect } from "../src/core/inflect.ts";
import type { Rule, Term } from "../src/core/types.ts";

/** A small linear congruential generator (Numerical Recipes' constants): the same rules in every run. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Nobody watches a word that stands in more headlines than this share. */
const commonest = 1 / 500;

/** Draws rules from words and pairs of words that somebody could want to watch: distinct words come up equally often. */
export function drawRules(headlines: readonly string[], count: number): readonly Rule[] {
  const random = createRandom(count);
  const words = headlines.map((headline) =>
    headline.split(/[\s,;:!?()"«»“”|]+/).filter((word) => /^\p{L}[\p{L}-]{3,}$/u.test(word)),
  );
  const counts = new Map<string, number>();
  for (const word of words.flat()) counts.set(fold(word), (counts.get(fold(word)) ?? 0) + 1);
  const most = headlines.length * commonest;
  const isRare = (word: string): boolean => inflect(word).every((form) => (counts.get(fold(form)) ?? 0) <= most);
  const distinct = [...new Set(words.flat())].filter((word) => isRare(word));
  const rare = new Set(distinct);
  const term = (): Term => {
    const kind = random(10);
    if (kind < 2) {
      const row = words[random(words.length)] ?? [];
      const at = random(Math.max(row.length - 1, 1));
      const phrase = row.slice(at, at + 2).join(" ");
      if (row.slice(at, at + 2).some((word) => rare.has(word))) return { text: phrase };
    }
    return { text: distinct[random(distinct.length)] ?? "Amazon" };
  };
  const terms = (most: number): Term[] => Array.from({ length: 1 + random(most) }, term);
  return Array.from({ length: count }, (_, index) => ({
    name: `rule ${index}`,
    all: Array.from({ length: 1 + random(3) }, () => terms(4)),
    none: random(4) === 0 ? terms(2) : [],
  }));
}
