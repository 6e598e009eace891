/** An inverted index over the sums of stories' term vectors: answers, for a vector, every story that is near it, without looking at the rest. Stories are numbered and numbers lie in dense arrays, for a window holds a hundred thousand stories. */
import type { TermVector } from "./story-weights.ts";

export interface WordIndex<S> {
  /** Adds a member's vector to a story's sum. */
  add(story: S, vector: TermVector): void;
  /**
   * A new map of the cosines (0..1) of the stories that pass `eligible` and reach `least`. One that shares only the lightest words of
   * the vector, less than `least` of its square together, may be left out.
   */
  near(vector: TermVector, least: number, eligible: (story: S) => boolean): Map<S, number>;
  /** Cosine with one story, whatever it is; what the terms that `leave` holds add to it is left out. */
  cosine(vector: TermVector, story: S, leave?: ReadonlySet<string>): number;
  /** In how many stories a term stands. */
  count(term: string): number;
  forget(stories: ReadonlySet<S>): void;
  clear(): void;
}

/** A story by its number, with where it stands in the posting of each of its terms. */
interface Entry {
  readonly number: number;
  readonly terms: string[];
  readonly places: number[];
}

/** The stories of a term by number, and beside each the weight of the term in the sum of its members' unit vectors. */
interface Posting {
  readonly numbers: number[];
  readonly weights: number[];
}

export function createWordIndex<S>(): WordIndex<S> {
  const entries = new Map<S, Entry>();
  const postings = new Map<string, Posting>();
  /** By number: the story, the square of its sum's length, the query that met it last and what that has added up so far. */
  const stories: S[] = [];
  const squares: number[] = [];
  const metBy: number[] = [];
  const dots: number[] = [];
  let queries = 0;

  function add(story: S, vector: TermVector): void {
    const entry = entries.get(story) ?? open(story, 0);
    for (const [term, weight] of vector) {
      const at = entry.terms.indexOf(term);
      const before = weightIn(entry, at);
      const weights = postings.get(term)?.weights;
      const place = entry.places[at];
      if (place === undefined || weights === undefined) enter(entry, term, weight);
      else weights[place] = before + weight;
      squares[entry.number] = (squares[entry.number] ?? 0) + 2 * before * weight + weight * weight;
    }
  }

  function open(story: S, square: number): Entry {
    const entry = { number: stories.length, terms: [], places: [] };
    stories.push(story);
    squares.push(square);
    metBy.push(0);
    dots.push(0);
    entries.set(story, entry);
    return entry;
  }

  /** A story at the end of the posting of a term that it did not hold. */
  function enter(entry: Entry, term: string, weight: number): void {
    const posting = postings.get(term) ?? { numbers: [], weights: [] };
    postings.set(term, posting);
    entry.terms.push(term);
    entry.places.push(posting.numbers.length);
    posting.numbers.push(entry.number);
    posting.weights.push(weight);
  }

  function near(vector: TermVector, least: number, eligible: (story: S) => boolean): Map<S, number> {
    const close = new Map<S, number>();
    for (const number of meet(vector, least)) {
      const cosine = toCosine(dots[number] ?? 0, squares[number] ?? 0);
      const story = stories[number];
      if (cosine >= least && story !== undefined && eligible(story)) close.set(story, cosine);
    }
    return close;
  }

  /** Numbers of the stories that can come near, each with its product in `dots`. */
  function meet(vector: TermVector, least: number): readonly number[] {
    queries += 1;
    const met: number[] = [];
    // Heaviest terms first: what shares only those left over cannot come near, and they are the longest postings.
    let left = 1;
    for (const [term, weight] of vector) {
      const posting = postings.get(term);
      if (posting !== undefined) addUp(posting, weight, left >= least ? met : null);
      left -= weight * weight;
    }
    return met;
  }

  /** @param met where stories are entered that no heavier term met; null: only those met already count on. */
  function addUp({ numbers, weights }: Posting, weight: number, met: number[] | null): void {
    for (let place = 0; place < numbers.length; place += 1) {
      const number = numbers[place] ?? 0;
      const more = weight * (weights[place] ?? 0);
      if (metBy[number] === queries) dots[number] = (dots[number] ?? 0) + more;
      else if (met !== null) {
        metBy[number] = queries;
        dots[number] = more;
        met.push(number);
      }
    }
  }

  function cosine(vector: TermVector, story: S, leave?: ReadonlySet<string>): number {
    const entry = entries.get(story);
    if (entry === undefined) return 0;
    let dot = 0;
    for (const [term, weight] of vector) {
      if (leave?.has(term) !== true) dot += weight * weightIn(entry, entry.terms.indexOf(term));
    }
    return toCosine(dot, squares[entry.number] ?? 0);
  }

  /** @param at of the entry's terms; -1: one that it does not hold. */
  function weightIn({ terms, places }: Entry, at: number): number {
    const term = terms[at];
    const place = places[at];
    return term === undefined || place === undefined ? 0 : (postings.get(term)?.weights[place] ?? 0);
  }

  /** What stays is written anew: forgetting is rare, and dense arrays make every query quick. */
  function forget(old: ReadonlySet<S>): void {
    const kept = [...entries].flatMap(([story, entry]) => {
      const sum = entry.terms.map((term, at) => [term, weightIn(entry, at)] as const);
      return old.has(story) ? [] : [{ story, sum, square: squares[entry.number] ?? 0 }];
    });
    clear();
    for (const { story, sum, square } of kept) {
      const entry = open(story, square);
      for (const [term, weight] of sum) enter(entry, term, weight);
    }
  }

  function clear(): void {
    entries.clear();
    postings.clear();
    for (const list of [stories, squares, metBy, dots]) list.length = 0;
  }

  return { add, near, cosine, count: (term) => postings.get(term)?.numbers.length ?? 0, forget, clear };
}

const toCosine = (dot: number, square: number): number => (square === 0 ? 0 : Math.min(1, dot / Math.sqrt(square)));
