/** How much a term says about a story: rare in the news at large and rare among the stories of the window (TF-IDF, both frequencies added). */
import { termsOf } from "./story-terms.ts";
import type { Lang } from "./types.ts";

/** Terms with their weights, the heaviest first; of length 1. Empty where the text has no content words. */
export type TermVector = readonly (readonly [term: string, weight: number])[];

export interface Weighed {
  readonly title: string;
  readonly lang: Lang;
}

/** Frequencies among the stories at hand. */
export interface Online {
  size(): number;
  count(term: string): number;
}

/** @param background document frequencies of a general news stream of `n` headlines. */
export function createWeigher(
  background: { readonly n: number; readonly df: Readonly<Record<string, number>> },
  online: Online,
): (doc: Weighed) => TermVector {
  const df = new Map(Object.entries(background.df));
  const idf = (term: string): number =>
    Math.log((background.n + online.size() + 1) / ((df.get(term) ?? 0) + online.count(term) + 1));

  return (doc) => {
    const counts = new Map<string, number>();
    for (const term of termsOf(doc.title, doc.lang)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const raw = [...counts].map(([term, count]) => [term, (1 + Math.log(count)) * idf(term)] as const);
    const length = Math.sqrt(raw.reduce((sum, [, weight]) => sum + weight * weight, 0));
    return raw.map(([term, weight]) => [term, weight / length] as const).sort((a, b) => b[1] - a[1]);
  };
}
