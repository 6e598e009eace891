/** Which reports tell the same happening: one pass over the items of a window, each compared with the stories near it in time by its words and by what it says happened. */
import { factsOf, mergeFacts, relate, type StoryFacts } from "./story-facts.ts";
import { titleKey } from "./story-terms.ts";
import { createWeigher, type TermVector } from "./story-weights.ts";
import type { EntityId, ItemId, Lang, Millis, Placement, Signal, StoryId } from "./types.ts";

const dayMs = 86_400_000;

/** What the index reads of an item. */
export interface StoryDoc {
  readonly id: ItemId;
  readonly title: string;
  /** Plain text; empty where there is none. */
  readonly description: string;
  readonly lang: Lang;
  readonly publishedAt: Millis;
  readonly signal: Signal | null;
  readonly entities: readonly EntityId[];
}

export interface StoryIndexOptions {
  /** Document frequencies of terms over a general news stream of `n` headlines, as in seeds/background-df.json. */
  readonly background: { readonly n: number; readonly df: Readonly<Record<string, number>> };
  /** How far an item may lie from a story's first or last report and still join it; default 3.5 days. */
  readonly windowMs?: number;
  /** Cosine, 0..1, from which words alone join; default .32. */
  readonly joinAt?: number;
  /** Cosine, 0..1, from which a story is shown as possibly related; default .25. */
  readonly relatedAt?: number;
}

/** The stories of the current window, in memory; rebuilt from the archive at start. */
export interface StoryIndex {
  readonly windowMs: number;
  /** Where a new item belongs; changes nothing. */
  place(doc: StoryDoc): Placement;
  /** Records a member of a story, which need not be known yet. */
  add(doc: StoryDoc, storyId: StoryId): void;
  /** Drops the stories whose last report is older than this. */
  forget(before: Millis): void;
  clear(): void;
}

interface StoryRecord {
  readonly id: StoryId;
  firstAt: Millis;
  lastAt: Millis;
  /** Sum of the members' unit vectors. */
  readonly sum: Map<string, number>;
  /** Square of the sum's length. */
  square: number;
  readonly titles: Set<string>;
  facts: StoryFacts;
  /** Scratch of the query that met it last. */
  metBy: number;
  dot: number;
}

/** At most so many stories are named as possibly related. */
const relatedLimit = 3;

export function createStoryIndex(options: StoryIndexOptions): StoryIndex {
  const windowMs = options.windowMs ?? 3.5 * dayMs;
  const joinAt = options.joinAt ?? 0.32;
  const relatedAt = options.relatedAt ?? 0.25;
  const stories = new Map<StoryId, StoryRecord>();
  const postings = new Map<string, StoryRecord[]>();
  const byPair = new Map<string, Set<StoryRecord>>();
  const byTitle = new Map<string, Set<StoryRecord>>();
  const weigh = createWeigher(options.background, {
    size: () => stories.size,
    count: (term) => postings.get(term)?.length ?? 0,
  });
  let queries = 0;

  const near = (story: StoryRecord, at: Millis): boolean =>
    at >= story.firstAt - windowMs && at <= story.lastAt + windowMs;

  /** Stories of the window that share enough weight with the vector to reach `relatedAt`, with their dot products. */
  function metByWords(vector: TermVector, at: Millis): StoryRecord[] {
    queries += 1;
    const found: StoryRecord[] = [];
    // Heaviest terms first: once the rest together cannot reach the threshold, no new story needs to be met.
    let rest = 1;
    for (const [term, weight] of vector) {
      const posting = postings.get(term) ?? [];
      if (rest >= relatedAt * relatedAt) {
        found.push(...posting.filter((story) => story.metBy !== queries && near(story, at)).map(meet));
      }
      addUp(posting, term, weight);
      rest -= weight * weight;
    }
    return found;
  }

  function addUp(posting: readonly StoryRecord[], term: string, weight: number): void {
    for (const story of posting) {
      if (story.metBy === queries) story.dot += weight * (story.sum.get(term) ?? 0);
    }
  }

  function meet(story: StoryRecord): StoryRecord {
    story.metBy = queries;
    story.dot = 0;
    return story;
  }

  /** Stories of the window about a pair of the item that its words alone did not lead to. */
  function metByPair(facts: StoryFacts, vector: TermVector, at: Millis): StoryRecord[] {
    const found: StoryRecord[] = [];
    for (const story of [...facts.pairs].flatMap((pair) => [...(byPair.get(pair) ?? [])])) {
      if (story.metBy === queries || !near(story, at)) continue;
      meet(story);
      for (const [term, weight] of vector) story.dot += weight * (story.sum.get(term) ?? 0);
      found.push(story);
    }
    return found;
  }

  function place(doc: StoryDoc): Placement {
    const at = doc.publishedAt;
    for (const story of byTitle.get(titleKey(doc.title)) ?? []) {
      if (near(story, at)) return { storyId: story.id, similarity: 1, because: "words", related: [] };
    }
    const vector = weigh(doc);
    const facts = factsOf(doc);
    const met = [...metByWords(vector, at), ...metByPair(facts, vector, at)];
    return choose(
      met.map((story) => {
        const cosine = story.square === 0 ? 0 : Math.min(1, story.dot / Math.sqrt(story.square));
        return { story, cosine, relation: relate(facts, story.facts, cosine, joinAt) };
      }),
    );
  }

  function choose(options: readonly Candidate[]): Placement {
    const ranked = [...options].sort((a, b) => b.relation.score - a.relation.score || a.story.id - b.story.id);
    const best = ranked[0];
    if (best === undefined) return { storyId: null, similarity: 0, because: "alone", related: [] };
    const joins = best.relation.joins;
    const related = ranked
      .filter((option) => option !== best || !joins)
      .filter((option) => option.relation.score >= relatedAt)
      .slice(0, relatedLimit)
      .map((option) => option.story.id);
    return {
      storyId: joins ? best.story.id : null,
      similarity: best.cosine,
      because: joins ? best.relation.because : "alone",
      related,
    };
  }

  function add(doc: StoryDoc, storyId: StoryId): void {
    const story = stories.get(storyId) ?? open(storyId, doc.publishedAt);
    story.firstAt = Math.min(story.firstAt, doc.publishedAt);
    story.lastAt = Math.max(story.lastAt, doc.publishedAt);
    for (const [term, weight] of weigh(doc)) {
      const before = story.sum.get(term);
      if (before === undefined) listIn(postings, term, () => []).push(story);
      story.sum.set(term, (before ?? 0) + weight);
      story.square += 2 * (before ?? 0) * weight + weight * weight;
    }
    const facts = factsOf(doc);
    story.facts = mergeFacts(story.facts, facts);
    for (const pair of facts.pairs) listIn(byPair, pair, () => new Set<StoryRecord>()).add(story);
    const title = titleKey(doc.title);
    story.titles.add(title);
    listIn(byTitle, title, () => new Set<StoryRecord>()).add(story);
  }

  function open(id: StoryId, at: Millis): StoryRecord {
    const story: StoryRecord = {
      id,
      firstAt: at,
      lastAt: at,
      sum: new Map(),
      square: 0,
      titles: new Set(),
      facts: factsOf(null),
      metBy: 0,
      dot: 0,
    };
    stories.set(id, story);
    return story;
  }

  function forget(before: Millis): void {
    const old = new Set([...stories.values()].filter((story) => story.lastAt < before));
    const terms = new Set([...old].flatMap((story) => [...story.sum.keys()]));
    for (const term of terms) {
      const kept = (postings.get(term) ?? []).filter((story) => !old.has(story));
      if (kept.length === 0) postings.delete(term);
      else postings.set(term, kept);
    }
    for (const story of old) {
      stories.delete(story.id);
      for (const pair of story.facts.pairs) removeFrom(byPair, pair, story);
      for (const title of story.titles) removeFrom(byTitle, title, story);
    }
  }

  function clear(): void {
    for (const map of [stories, postings, byPair, byTitle]) map.clear();
  }

  return { windowMs, place, add, forget, clear };
}

interface Candidate {
  readonly story: StoryRecord;
  readonly cosine: number;
  readonly relation: ReturnType<typeof relate>;
}

function listIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function removeFrom(map: Map<string, Set<StoryRecord>>, key: string, story: StoryRecord): void {
  const set = map.get(key);
  set?.delete(story);
  if (set?.size === 0) map.delete(key);
}
