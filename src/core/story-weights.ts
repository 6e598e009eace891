/** How much a term says about a story: rare in the news at large and rare among the stories of the window (TF-IDF, both frequencies added). */
import { conceptOf, conceptWords } from "./bilingual.ts";
import { stemLetters } from "./story-terms.ts";

/** Terms with their weights, the heaviest first; of length 1. Empty where the text has no content words. */
export type TermVector = readonly (readonly [term: string, weight: number])[];

/** Document frequencies of stems over a general news stream of `n` headlines. */
export interface Background {
  readonly n: number;
  readonly df: Readonly<Record<string, number>>;
}

/** Frequencies among the stories at hand. */
export interface Online {
  size(): number;
  count(term: string): number;
}

/** Makes vectors of terms; a term that occurs again counts by the logarithm. */
export function createWeigher(background: Background, online: Online): (terms: readonly string[]) => TermVector {
  const df = withConcepts(background.df);
  const idf = (term: string): number =>
    Math.log((background.n + online.size() + 1) / ((df.get(term) ?? 0) + online.count(term) + 1));

  return (terms) => {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    const raw = [...counts].map(([term, count]) => [term, (1 + Math.log(count)) * idf(term)] as const);
    const length = Math.sqrt(raw.reduce((sum, [, weight]) => sum + weight * weight, 0));
    return raw.map(([term, weight]) => [term, weight / length] as const).sort((a, b) => b[1] - a[1]);
  };
}

/** The frequencies with those of the shared concepts added: the sum over the stems of their words. */
function withConcepts(counted: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const df = new Map(Object.entries(counted));
  const cut = new Map(conceptWords().map(([word, concept]) => [word.slice(0, stemLetters), concept]));
  for (const [stem, count] of Object.entries(counted)) {
    const concepts = new Set([conceptOf(stem, "en"), conceptOf(stem, "fr"), cut.get(stem)]);
    for (const concept of concepts) if (concept !== undefined) df.set(concept, (df.get(concept) ?? 0) + count);
  }
  return df;
}
