/** Which reports tell the same happening: one pass over the items of a window, each compared with the stories near it in time by its words and by what it says happened. */
import { factsOf, pairKeys, type StoryFacts, type Told, tellAlso } from "./story-facts.ts";
import { type Crowds, leastBeyondName, mostRelief, relate } from "./story-relation.ts";
import { contentWords, nameStems, stemOf, termOf, titleKey } from "./story-terms.ts";
import { createWeigher, type TermVector } from "./story-weights.ts";
import { createWordIndex, type WordIndex } from "./story-words.ts";
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
  /** Cosine, 0..1, from which words alone join; default .28, and more for every day between them. */
  readonly joinAt?: number;
  /** Cosine, 0..1, from which a story is shown as possibly related; default .2. */
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
  told: Told;
  readonly titles: Set<string>;
}

/** All that any report of a story said, under which it is found. */
const everTold = ({ told }: StoryRecord) => told.tally ?? told.facts;

/** A company with so many stories in the window is as crowded as can be. */
const crowdLimit = 15;
/** Stories from which old ones are dropped without being asked; again at every doubling. */
const sweepFrom = 20_000;
/** At most so many stories are named as possibly related. */
const relatedLimit = 3;
/** What is added to `joinAt` for every day between an item and a story: what happened days apart is less likely one happening. */
const slope = 0.04;

export function createStoryIndex(options: StoryIndexOptions): StoryIndex {
  const windowMs = options.windowMs ?? 3.5 * dayMs;
  const joinAt = options.joinAt ?? 0.28;
  const relatedAt = options.relatedAt ?? 0.2;
  const least = Math.min(relatedAt, joinAt - mostRelief);
  const stories = new Map<StoryId, StoryRecord>();
  let sweepAt = sweepFrom;
  /** By pair, and by a company and its sum. */
  const byFact = new Map<string, Set<StoryRecord>>();
  const byEntity = new Map<EntityId, StoryRecord[]>();
  const byTitle = new Map<string, Set<StoryRecord>>();
  /** All stories by their stems; and by shared concepts those that were reported in a language. */
  const byStem = createWordIndex<StoryRecord>();
  const byConcept = { en: createWordIndex<StoryRecord>(), fr: createWordIndex<StoryRecord>() };
  let last: ReadDoc & { readonly doc: StoryDoc | null } = {
    doc: null,
    title: "",
    stems: [],
    concepts: [],
    facts: factsOf({ signal: null, entities: [] }),
  };
  const weigh = createWeigher(options.background, { size: () => stories.size, count: byStem.count });

  const near = (story: StoryRecord, at: Millis, within = windowMs): boolean =>
    at >= story.firstAt - within && at <= story.lastAt + within;

  /** How many stories about a company lie within two windows of a time, counted up to `crowdLimit`: the newest, which lie last, first. */
  function crowd(entity: EntityId, at: Millis): number {
    const all = byEntity.get(entity) ?? [];
    let count = 0;
    for (let index = all.length - 1; index >= 0 && count < crowdLimit; index -= 1) {
      const story = all[index];
      if (story !== undefined && near(story, at, 2 * windowMs)) count += 1;
    }
    return count;
  }

  /** What is read of an item, once for `place` and the `add` that follows it. */
  function read(doc: StoryDoc): ReadDoc {
    if (last.doc === doc) return last;
    const words = contentWords(doc.title);
    const stems = weigh(words.map(stemOf));
    const concepts = weigh(words.map((word) => termOf(word, doc.lang)));
    last = { doc, title: titleKey(doc.title), stems, concepts, facts: factsOf(doc) };
    return last;
  }

  function place(doc: StoryDoc): Placement {
    const at = doc.publishedAt;
    const { title, facts } = read(doc);
    for (const story of byTitle.get(title) ?? []) {
      if (near(story, at)) return { storyId: story.id, similarity: 1, because: "words", related: [] };
    }
    const crowds = new Map(doc.entities.map((entity) => [entity, crowd(entity, at)]));
    const query = { facts, at, crowds };
    return choose(
      doc,
      Array.from(meet(doc), ([story, cosine]) => toCandidate(story, cosine, query)),
    );
  }

  /** Stories of the window that share words with the item, in its language or the other, or are about a pair or a sum that it names. */
  function meet(doc: StoryDoc): ReadonlyMap<StoryRecord, number> {
    const { facts, stems, concepts } = read(doc);
    const eligible = (story: StoryRecord): boolean => near(story, doc.publishedAt);
    const met = byStem.near(stems, least, eligible);
    for (const [story, cosine] of otherLanguage(doc)?.near(concepts, least, eligible) ?? []) {
      if (cosine > (met.get(story) ?? 0)) met.set(story, cosine);
    }
    const keys = new Set([...facts.pairs, ...facts.sums, ...pairKeys(facts.entities)]);
    for (const story of [...keys].flatMap((key) => [...(byFact.get(key) ?? [])])) {
      if (eligible(story) && !met.has(story)) met.set(story, byStem.cosine(stems, story));
    }
    return met;
  }

  function toCandidate(story: StoryRecord, cosine: number, { facts, at, crowds }: Query): Candidate {
    const gapDays = Math.max(0, story.firstAt - at, at - story.lastAt) / dayMs;
    const least = joinAt + slope * gapDays;
    const age = Math.abs(at - story.firstAt) / dayMs;
    return { story, cosine, relation: relate(facts, story.told.facts, { cosine, least, age }, crowds) };
  }

  /** What is left of the nearness of an item and a story when one company's name is taken out, the one that says most. */
  function beyondName(doc: StoryDoc, story: StoryRecord): number {
    const { stems, concepts, facts } = read(doc);
    // A purchase of what nobody knows is told by what is bought, and not by the word for buying.
    const isUnknown = facts.pairs.size === 0 && story.told.facts.pairs.size === 0 && doc.signal?.kind === "acquisition";
    const move = isUnknown ? moveTerms(doc) : [];
    const left = [...new Set([...facts.entities, ...story.told.facts.entities])].map((entity) => {
      const name = new Set([...nameStems(entity), ...move]);
      const same = byStem.cosine(stems, story, name);
      return Math.max(same, otherLanguage(doc)?.cosine(concepts, story, name) ?? 0);
    });
    return left.length === 0 ? 1 : Math.min(...left);
  }

  /** The stories that were reported in the other language than the item's. */
  const otherLanguage = ({ lang }: StoryDoc): WordIndex<StoryRecord> | undefined =>
    lang === "und" ? undefined : byConcept[lang === "en" ? "fr" : "en"];

  function choose(doc: StoryDoc, options: readonly Candidate[]): Placement {
    const joining = options.filter(({ relation }) => relation.joins !== "never");
    const joined = top(joining.length, joining).find(
      ({ story, relation }) => relation.joins === "always" || beyondName(doc, story) >= leastBeyondName,
    );
    const others = options.filter((option) => option !== joined && option.relation.rank >= relatedAt);
    const nearest = top(relatedLimit, others);
    return {
      storyId: joined?.story.id ?? null,
      similarity: joined?.cosine ?? nearest[0]?.cosine ?? 0,
      because: joined?.relation.because ?? "alone",
      related: nearest.map((option) => option.story.id),
    };
  }

  function add(doc: StoryDoc, storyId: StoryId): void {
    const known = stories.get(storyId);
    const { title, facts, stems, concepts } = read(doc);
    const story = known ?? open(storyId, doc.publishedAt, facts);
    story.firstAt = Math.min(story.firstAt, doc.publishedAt);
    story.lastAt = Math.max(story.lastAt, doc.publishedAt);
    byStem.add(story, stems);
    if (doc.lang !== "und") byConcept[doc.lang].add(story, concepts);
    for (const entity of facts.entities) {
      if (known === undefined || !everTold(known).entities.has(entity))
        listIn(byEntity, entity, (): StoryRecord[] => []).push(story);
    }
    if (known !== undefined) known.told = tellAlso(known.told, facts);
    for (const key of [...facts.pairs, ...facts.sums]) listIn(byFact, key, () => new Set<StoryRecord>()).add(story);
    story.titles.add(title);
    listIn(byTitle, title, () => new Set<StoryRecord>()).add(story);
  }

  function open(id: StoryId, at: Millis, facts: StoryFacts): StoryRecord {
    const story: StoryRecord = { id, firstAt: at, lastAt: at, told: tellAlso(null, facts), titles: new Set() };
    stories.set(id, story);
    if (stories.size > sweepAt) sweep();
    return story;
  }

  /** Keeps the index at the size of its window although nobody called `forget`. */
  function sweep(): void {
    const newest = Math.max(0, ...[...stories.values()].slice(-1000).map((story) => story.lastAt));
    forget(newest - 2 * windowMs);
    sweepAt = Math.max(sweepFrom, 2 * stories.size);
  }

  function forget(before: Millis): void {
    const old = new Set([...stories.values()].filter((story) => story.lastAt < before));
    for (const index of [byStem, byConcept.en, byConcept.fr]) index.forget(old);
    for (const entity of new Set([...old].flatMap((story) => [...everTold(story).entities.keys()]))) {
      byEntity.set(
        entity,
        (byEntity.get(entity) ?? []).filter((story) => !old.has(story)),
      );
    }
    for (const story of old) {
      stories.delete(story.id);
      for (const key of [...everTold(story).pairs.keys(), ...everTold(story).sums.keys()])
        removeFrom(byFact, key, story);
      for (const title of story.titles) removeFrom(byTitle, title, story);
    }
  }

  function clear(): void {
    for (const map of [stories, byFact, byEntity, byTitle, byStem, byConcept.en, byConcept.fr]) map.clear();
  }

  return { windowMs, place, add, forget, clear };
}

/** Terms of the words that tell the move, names left out. */
function moveTerms({ signal, lang }: StoryDoc): readonly string[] {
  const words = (signal?.evidence ?? [])
    .filter(({ field }) => field === "title")
    .flatMap(({ term }) => contentWords((term.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]*/gu) ?? []).join(" ")));
  return words.flatMap((word) => [stemOf(word), termOf(word, lang)]);
}

interface ReadDoc {
  readonly title: string;
  readonly stems: TermVector;
  /** Of the words that both languages share, and the stems of the rest. */
  readonly concepts: TermVector;
  readonly facts: StoryFacts;
}

interface Query {
  readonly facts: StoryFacts;
  readonly at: Millis;
  readonly crowds: Crowds;
}

interface Candidate {
  readonly story: StoryRecord;
  readonly cosine: number;
  readonly relation: ReturnType<typeof relate>;
}

/** The so many that rank highest, highest first; of equals the older story. Most items meet hundreds, so that they are not sorted. */
function top(count: number, options: readonly Candidate[]): readonly Candidate[] {
  const best: Candidate[] = [];
  for (const option of options) {
    const least = best[count - 1];
    if (least !== undefined && !isBefore(option, least)) continue;
    const place = best.findIndex((other) => isBefore(option, other));
    best.splice(place < 0 ? best.length : place, 0, option);
    best.length = Math.min(count, best.length);
  }
  return best;
}

const isBefore = (a: Candidate, b: Candidate): boolean =>
  a.relation.rank === b.relation.rank ? a.story.id < b.story.id : a.relation.rank > b.relation.rank;

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
