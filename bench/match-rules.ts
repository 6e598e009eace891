/**
 * Realistic rules for the benchmark, drawn from the headlines' own words by a seeded generator: whom a watch is about (names, half of them of
 * two words), and in two to three groups of words and phrases what about them; a quarter with exclusions.
 */
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

/** Nobody watches a name that stands in more headlines than this share, nor a word of a topic that stands in more than the other. */
const commonest = { name: 1 / 500, topic: 1 / 100 };

/** Draws rules: a fifth ask for a name alone, half for a name and a topic, the rest for a name and two topics. */
export function drawRules(headlines: readonly string[], count: number): readonly Rule[] {
  const random = createRandom(count);
  const pick = (texts: readonly string[]): string => texts[random(texts.length)] ?? "Amazon";
  const { names, pairs, topics } = vocabularyOf(headlines);
  const name = (): Term => ({ text: pick(random(2) === 0 ? names : pairs) });
  const topic = (): Term => ({ text: random(5) === 0 ? `${pick(topics)} ${pick(topics)}` : pick(topics) });
  const upTo = (most: number, term: () => Term): Term[] => Array.from({ length: 1 + random(most) }, term);
  const topicCounts = [0, 0, 1, 1, 1, 1, 1, 2, 2, 2];
  return Array.from({ length: count }, (_, index) => ({
    name: `rule ${index}`,
    all: [upTo(4, name), ...Array.from({ length: topicCounts[random(topicCounts.length)] ?? 1 }, () => upTo(4, topic))],
    none: random(4) === 0 ? upTo(2, topic) : [],
  }));
}

/** What rules are drawn from: names come up equally often, words of topics as often as headlines use them. */
function vocabularyOf(headlines: readonly string[]) {
  const rows = headlines.map((headline) =>
    headline.split(/[\s,;:!?()"«»“”|]+/).filter((word) => /^\p{L}[\p{L}-]{3,}$/u.test(word)),
  );
  const counts = new Map<string, number>();
  for (const word of rows.flat()) counts.set(fold(word), (counts.get(fold(word)) ?? 0) + 1);
  const isRarer = (word: string, share: number): boolean =>
    inflect(word).every((form) => (counts.get(fold(form)) ?? 0) <= headlines.length * share);
  const isName = (word: string): boolean => /^\p{Lu}/u.test(word);
  // The first word of a headline is capitalised anyway.
  const names = rows.map((row) => row.slice(1).filter(isName));
  return {
    names: [...new Set(names.flat())].filter((word) => isRarer(word, commonest.name)),
    pairs: [
      ...new Set(
        rows.flatMap((row) =>
          pairsOf(row.slice(1))
            .filter((pair) => pair.every(isName))
            .map((pair) => pair.join(" ")),
        ),
      ),
    ],
    topics: rows.flat().filter((word) => !isName(word) && isRarer(word, commonest.topic)),
  };
}

function pairsOf(words: readonly string[]): readonly (readonly string[])[] {
  return words.slice(1).map((right, index) => [words[index] ?? "", right]);
}
