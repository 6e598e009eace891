/** An inverted index over the sums of stories' term vectors: answers, for a vector, every story that is near it, without looking at the rest. */
import type { TermVector } from "./story-weights.ts";

/** How near a story is. */
export interface Nearness {
  /** 0..1. */
  readonly cosine: number;
  /** Distinct terms in common. */
  readonly shared: number;
}

export interface WordIndex<S> {
  /** Adds a member's vector to a story's sum. */
  add(story: S, vector: TermVector): void;
  /** Stories that pass `eligible` and may have a cosine of at least `least`; some below it may be among them. */
  near(vector: TermVector, least: number, eligible: (story: S) => boolean): ReadonlyMap<S, Nearness>;
  /** How near one story is, whatever its cosine. */
  nearness(vector: TermVector, story: S): Nearness;
  /** In how many stories a term stands. */
  count(term: string): number;
  forget(stories: ReadonlySet<S>): void;
  clear(): void;
}

interface Entry<S> {
  readonly story: S;
  /** Sum of the members' unit vectors. */
  readonly sum: Map<string, number>;
  /** Square of the sum's length. */
  square: number;
  /** The query that met it last, with what it has added up so far. */
  metBy: number;
  dot: number;
  shared: number;
}

export function createWordIndex<S>(): WordIndex<S> {
  const entries = new Map<S, Entry<S>>();
  const postings = new Map<string, Entry<S>[]>();
  let queries = 0;

  function add(story: S, vector: TermVector): void {
    let entry = entries.get(story);
    if (entry === undefined) {
      entry = { story, sum: new Map(), square: 0, metBy: 0, dot: 0, shared: 0 };
      entries.set(story, entry);
    }
    for (const [term, weight] of vector) {
      const before = entry.sum.get(term);
      if (before === undefined) post(term, entry);
      entry.sum.set(term, (before ?? 0) + weight);
      entry.square += 2 * (before ?? 0) * weight + weight * weight;
    }
  }

  function post(term: string, entry: Entry<S>): void {
    const posting = postings.get(term);
    if (posting === undefined) postings.set(term, [entry]);
    else posting.push(entry);
  }

  function near(vector: TermVector, least: number, eligible: (story: S) => boolean): ReadonlyMap<S, Nearness> {
    queries += 1;
    const met: Entry<S>[] = [];
    // Heaviest terms first: once those left cannot reach the threshold together, no further story needs to be met.
    let left = 1;
    for (const [term, weight] of vector) {
      const posting = postings.get(term) ?? [];
      if (left >= least * least) meetAll(posting, met, eligible);
      addUp(posting, term, weight);
      left -= weight * weight;
    }
    return new Map(met.map((entry) => [entry.story, toNearness(entry)]));
  }

  function meetAll(posting: readonly Entry<S>[], met: Entry<S>[], eligible: (story: S) => boolean): void {
    for (const entry of posting) {
      if (entry.metBy === queries || !eligible(entry.story)) continue;
      entry.metBy = queries;
      entry.dot = 0;
      entry.shared = 0;
      met.push(entry);
    }
  }

  function addUp(posting: readonly Entry<S>[], term: string, weight: number): void {
    for (const entry of posting) {
      if (entry.metBy !== queries) continue;
      entry.dot += weight * (entry.sum.get(term) ?? 0);
      entry.shared += 1;
    }
  }

  function nearness(vector: TermVector, story: S): Nearness {
    const entry = entries.get(story);
    if (entry === undefined) return { cosine: 0, shared: 0 };
    entry.dot = 0;
    entry.shared = 0;
    for (const [term, weight] of vector) {
      const sum = entry.sum.get(term);
      if (sum === undefined) continue;
      entry.dot += weight * sum;
      entry.shared += 1;
    }
    return toNearness(entry);
  }

  function forget(stories: ReadonlySet<S>): void {
    const old = [...stories].flatMap((story) => entries.get(story) ?? []);
    for (const term of new Set(old.flatMap((entry) => [...entry.sum.keys()]))) {
      const kept = (postings.get(term) ?? []).filter((entry) => !stories.has(entry.story));
      if (kept.length === 0) postings.delete(term);
      else postings.set(term, kept);
    }
    for (const story of stories) entries.delete(story);
  }

  function clear(): void {
    entries.clear();
    postings.clear();
  }

  return { add, near, nearness, count: (term) => postings.get(term)?.length ?? 0, forget, clear };
}

function toNearness({ dot, square, shared }: { dot: number; square: number; shared: number }): Nearness {
  return { cosine: square === 0 ? 0 : Math.min(1, dot / Math.sqrt(square)), shared };
}
