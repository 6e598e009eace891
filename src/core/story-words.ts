/** An inverted index over the sums of stories' term vectors: answers, for a vector, every story that is near it, without looking at the rest. */
import type { TermVector } from "./story-weights.ts";

export interface WordIndex<S> {
  /** Adds a member's vector to a story's sum. */
  add(story: S, vector: TermVector): void;
  /**
   * Cosines (0..1) of the stories that pass `eligible` and reach `least`. One that shares only the lightest words of
   * the vector, less than `least` of its square together, may be left out.
   */
  near(vector: TermVector, least: number, eligible: (story: S) => boolean): ReadonlyMap<S, number>;
  /** Cosine with one story, whatever it is. */
  cosine(vector: TermVector, story: S): number;
  /** In how many stories a term stands. */
  count(term: string): number;
  forget(stories: ReadonlySet<S>): void;
  clear(): void;
}

interface Entry<S> {
  readonly story: S;
  /** Where the story stands in the posting of each of its terms. */
  readonly places: Map<string, number>;
  /** Square of the sum's length. */
  square: number;
  /** The query that met it last, with what it has added up so far. */
  metBy: number;
  dot: number;
}

/** The stories of a term, and beside each the weight of the term in the sum of its members' unit vectors. */
interface Posting<S> {
  readonly entries: Entry<S>[];
  readonly weights: number[];
}

/** Looking a term up in one story costs about as much as passing so many in a posting. */
const lookUpCost = 4;

export function createWordIndex<S>(): WordIndex<S> {
  const entries = new Map<S, Entry<S>>();
  const postings = new Map<string, Posting<S>>();
  let queries = 0;

  function add(story: S, vector: TermVector): void {
    let entry = entries.get(story);
    if (entry === undefined) {
      entry = { story, places: new Map(), square: 0, metBy: 0, dot: 0 };
      entries.set(story, entry);
    }
    for (const [term, weight] of vector) {
      const posting = postings.get(term) ?? { entries: [], weights: [] };
      postings.set(term, posting);
      const place = entry.places.get(term) ?? posting.entries.length;
      const before = posting.weights[place] ?? 0;
      entry.places.set(term, place);
      posting.entries[place] = entry;
      posting.weights[place] = before + weight;
      entry.square += 2 * before * weight + weight * weight;
    }
  }

  function near(vector: TermVector, least: number, eligible: (story: S) => boolean): ReadonlyMap<S, number> {
    queries += 1;
    const met: Entry<S>[] = [];
    // Heaviest terms first: what shares only those left over cannot come near, and they are the longest postings.
    let left = 1;
    for (const [term, weight] of vector) {
      const posting = postings.get(term);
      if (posting !== undefined && left >= least) meetAll(posting, met, eligible);
      if (posting !== undefined) addUp(term, posting, weight, met);
      left -= weight * weight;
    }
    const close = met.map((entry) => [entry.story, toCosine(entry)] as const);
    return new Map(close.filter(([, cosine]) => cosine >= least));
  }

  function meetAll(posting: Posting<S>, met: Entry<S>[], eligible: (story: S) => boolean): void {
    for (const entry of posting.entries) {
      if (entry.metBy === queries || !eligible(entry.story)) continue;
      entry.metBy = queries;
      entry.dot = 0;
      met.push(entry);
    }
  }

  function addUp(term: string, posting: Posting<S>, weight: number, met: readonly Entry<S>[]): void {
    if (met.length * lookUpCost < posting.entries.length) {
      for (const entry of met) entry.dot += weight * weightIn(posting, entry, term);
      return;
    }
    posting.entries.forEach((entry, place) => {
      if (entry.metBy === queries) entry.dot += weight * (posting.weights[place] ?? 0);
    });
  }

  function cosine(vector: TermVector, story: S): number {
    const entry = entries.get(story);
    if (entry === undefined) return 0;
    entry.dot = 0;
    for (const [term, weight] of vector) {
      const posting = postings.get(term);
      if (posting !== undefined) entry.dot += weight * weightIn(posting, entry, term);
    }
    return toCosine(entry);
  }

  function forget(stories: ReadonlySet<S>): void {
    const old = [...stories].flatMap((story) => entries.get(story) ?? []);
    for (const term of new Set(old.flatMap((entry) => [...entry.places.keys()]))) {
      const posting = postings.get(term);
      postings.delete(term);
      posting?.entries.forEach((entry, place) => {
        if (!stories.has(entry.story)) keep(term, entry, posting.weights[place] ?? 0);
      });
    }
    for (const story of stories) entries.delete(story);
  }

  function keep(term: string, entry: Entry<S>, weight: number): void {
    const posting = postings.get(term) ?? { entries: [], weights: [] };
    postings.set(term, posting);
    entry.places.set(term, posting.entries.length);
    posting.entries.push(entry);
    posting.weights.push(weight);
  }

  function clear(): void {
    entries.clear();
    postings.clear();
  }

  return { add, near, cosine, count: (term) => postings.get(term)?.entries.length ?? 0, forget, clear };
}

function weightIn<S>(posting: Posting<S>, entry: Entry<S>, term: string): number {
  const place = entry.places.get(term);
  return place === undefined ? 0 : (posting.weights[place] ?? 0);
}

const toCosine = ({ dot, square }: { readonly dot: number; readonly square: number }): number =>
  square === 0 ? 0 : Math.min(1, dot / Math.sqrt(square));
