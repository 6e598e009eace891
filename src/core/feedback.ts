/** What verdicts teach: the one exclusion that would have spared the most dismissed reports of a watch and none that was kept. */
import { foldWords } from "./fold.ts";
import { contentWords } from "./story-terms.ts";

/** A report that a watch brought, with what people said of it. */
export interface Judged {
  readonly title: string;
  readonly description: string;
  /** Texts that the watch matched in it: no exclusion may name one. */
  readonly matched: readonly string[];
  readonly verdict: "relevant" | "not-relevant";
}

export interface Proposal {
  /** Folded word, `[a-z0-9]{3,}`. */
  readonly word: string;
  readonly dismissedRemoved: number;
  readonly dismissedCount: number;
  readonly keptRemoved: number;
  readonly keptCount: number;
}

/** Fewer dismissed reports than this teach nothing. */
const dismissedNeeded = 4;
/** Without kept reports to set against there is no telling what an exclusion would cost. */
const keptNeeded = 2;
/** Least share of the dismissed that a proposal must remove. */
const shareNeeded = 0.5;

/**
 * Null where there is too little to go by or no word removes half of the dismissed at no cost. Of words that remove as
 * many, the one that stands in most titles, then the longest, then the first in the alphabet: the order of reports does not matter.
 */
export function proposeExclusion(judged: readonly Judged[]): Proposal | null {
  const dismissed = judged.filter(({ verdict }) => verdict === "not-relevant");
  const kept = judged.filter(({ verdict }) => verdict === "relevant");
  if (dismissed.length < dismissedNeeded || kept.length < keptNeeded) return null;
  const spared = new Set([...kept.flatMap(wordsOf), ...judged.flatMap(({ matched }) => matched.flatMap(foldWords))]);
  const counts = new Map<string, { removed: number; inTitle: number }>();
  for (const report of dismissed) {
    const title = new Set(contentWords(report.title));
    for (const word of new Set(wordsOf(report))) {
      if (spared.has(word) || !/^[a-z0-9]{3,40}$/.test(word)) continue;
      const count = counts.get(word) ?? { removed: 0, inTitle: 0 };
      counts.set(word, { removed: count.removed + 1, inTitle: count.inTitle + (title.has(word) ? 1 : 0) });
    }
  }
  const [best] = [...counts].sort(
    ([a, one], [b, other]) =>
      other.removed - one.removed || other.inTitle - one.inTitle || b.length - a.length || (a < b ? -1 : 1),
  );
  if (best === undefined || best[1].removed < dismissed.length * shareNeeded) return null;
  return {
    word: best[0],
    dismissedRemoved: best[1].removed,
    dismissedCount: dismissed.length,
    keptRemoved: 0,
    keptCount: kept.length,
  };
}

function wordsOf({ title, description }: Judged): readonly string[] {
  return contentWords(`${title}\n${description}`);
}
