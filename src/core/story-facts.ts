/** What a report says happened, as far as it tells stories apart: the same move by the same two is one happening whatever the words; the same words about others are not. */
import type { Amount, EntityId, Signal, Stage } from "./types.ts";

/** Stages that reports of one happening are apt to give it. A step from one phase to another is news of its own. */
type Phase = "before" | "done" | "off";

const phases = {
  rumour: "before",
  approached: "before",
  talks: "before",
  deal: "done",
  launch: "done",
  expansion: "done",
  declined: "off",
  exit: "off",
} as const satisfies Record<Stage, Phase>;

export interface StoryFacts {
  /** Both names of a pair in alphabetical order, by the two joined by a bar. */
  readonly pairs: ReadonlyMap<string, readonly EntityId[]>;
  readonly phases: ReadonlySet<Phase>;
  /** Kind and phase, joined by a bar. */
  readonly moves: ReadonlySet<string>;
  readonly entities: ReadonlySet<EntityId>;
  /** Sums of money, jobs and stores. */
  readonly amounts: readonly Amount[];
}

export interface Relation {
  readonly joins: boolean;
  readonly because: "words" | "structure";
  /** What the candidates are ranked by: the cosine, and above 1 where structure speaks for the story. */
  readonly rank: number;
}

const noFacts: StoryFacts = { pairs: new Map(), phases: new Set(), moves: new Set(), entities: new Set(), amounts: [] };

/** @param doc null: the facts of a story without members. */
export function factsOf(
  doc: { readonly signal: Signal | null; readonly entities: readonly EntityId[] } | null,
): StoryFacts {
  if (doc === null) return noFacts;
  const { signal } = doc;
  const pairs = (signal?.pairs ?? []).flatMap(({ entrant, target }) =>
    target === null ? [] : [[entrant, target].sort()],
  );
  return {
    pairs: new Map(pairs.map((pair) => [pair.join("|"), pair])),
    phases: new Set(signal === null ? [] : [phases[signal.stage]]),
    moves: new Set((signal?.kinds ?? []).map((kind) => `${kind}|${phases[signal?.stage ?? "rumour"]}`)),
    entities: new Set(doc.entities),
    amounts: (signal?.amounts ?? []).filter((amount) => amount.unit !== "percent"),
  };
}

export function mergeFacts(a: StoryFacts, b: StoryFacts): StoryFacts {
  return {
    pairs: new Map([...a.pairs, ...b.pairs]),
    phases: new Set([...a.phases, ...b.phases]),
    moves: new Set([...a.moves, ...b.moves]),
    entities: new Set([...a.entities, ...b.entities]),
    amounts: [...a.amounts, ...b.amounts.filter((one) => !a.amounts.some((other) => isSame(one, other)))],
  };
}

const isSame = (a: Amount, b: Amount): boolean => a.value === b.value && a.unit === b.unit;

/** What is added to the cosine that is asked for. */
const asks = {
  /** A company in common and the same kind of move in the same phase. */
  sameMove: -0.1,
  /** Both companies of a pair on the other side, with nothing said of another phase. */
  bothNamed: -0.15,
  /** Two companies in common, likewise. */
  sameTwo: -0.1,
  /** A known pair on each side, and neither names both of the other's. */
  otherPair: 0.2,
  /** A watched company on each side, and none in common. */
  otherCompany: 0.15,
  /** The same pair in another phase. */
  otherPhase: 0.04,
  /** For every doubling of the stories about the company in common: two reports on one that is in the news every hour need more words to be one. */
  crowded: 0.03,
  /** Most that a crowd asks for. */
  mostCrowded: 0.12,
} as const;

/** Counts of stories by company. */
export type Crowds = ReadonlyMap<EntityId, number>;

/** Most that structure takes off the cosine that is asked for, but for stories about a pair that is named: those are found by their pair. */
export const mostRelief = Math.max(-asks.sameMove, -asks.sameTwo);

/** Companies of one item that are looked at two by two. */
const pairedEntities = 8;

/** Keys of all pairs that the companies can make, as in `StoryFacts.pairs`. */
export function pairKeys(entities: ReadonlySet<EntityId>): readonly string[] {
  const names = [...entities].slice(0, pairedEntities).sort();
  return names.flatMap((name, at) => names.slice(at + 1).map((other) => `${name}|${other}`));
}

interface Surroundings {
  /** Cosine that is asked for where words are all there is. */
  readonly least: number;
  /** How many stories of the window are about each company of the item. */
  readonly crowds: Crowds;
}

export function relate(doc: StoryFacts, story: StoryFacts, cosine: number, around: Surroundings): Relation {
  const paired = intersects(doc.pairs, story.pairs);
  if (paired && intersects(doc.phases, story.phases) && !contradicts(doc.amounts, story.amounts)) {
    return { joins: true, because: "structure", rank: 1 + cosine };
  }
  const asked = around.least + extra(doc, story, paired) + crowding(doc, story, around);
  return { joins: cosine >= asked, because: "words", rank: cosine };
}

function extra(doc: StoryFacts, story: StoryFacts, paired: boolean): number {
  if (paired) return asks.otherPhase;
  const isOpen = doc.phases.size === 0 || story.phases.size === 0 || intersects(doc.phases, story.phases);
  if (names(doc.entities, story.pairs) || names(story.entities, doc.pairs)) return isOpen ? asks.bothNamed : 0;
  if (doc.pairs.size > 0 && story.pairs.size > 0) return asks.otherPair;
  if (doc.entities.size === 0 || story.entities.size === 0) return 0;
  const common = inCommon(doc.entities, story.entities);
  if (common === 0) return asks.otherCompany;
  if (intersects(doc.moves, story.moves)) return asks.sameMove;
  return common > 1 && isOpen ? asks.sameTwo : 0;
}

function crowding(doc: StoryFacts, story: StoryFacts, { crowds }: Surroundings): number {
  let least = Number.POSITIVE_INFINITY;
  for (const entity of doc.entities) if (story.entities.has(entity)) least = Math.min(least, crowds.get(entity) ?? 0);
  return least === Number.POSITIVE_INFINITY ? 0 : Math.min(asks.mostCrowded, asks.crowded * Math.log2(1 + least));
}

/** Whether both names of one of the pairs are among the companies. */
function names(entities: ReadonlySet<EntityId>, pairs: StoryFacts["pairs"]): boolean {
  if (entities.size < 2) return false;
  for (const pair of pairs.values()) if (pair.every((name) => entities.has(name))) return true;
  return false;
}

/** Whether both give an amount of the same unit and no two of them agree within a tenth. */
function contradicts(a: readonly Amount[], b: readonly Amount[]): boolean {
  const comparable = a.flatMap((one) =>
    b.filter((other) => other.unit === one.unit).map((other) => [one, other] as const),
  );
  return (
    comparable.length > 0 &&
    !comparable.some(([one, other]) => Math.abs(one.value - other.value) <= 0.1 * Math.max(one.value, other.value))
  );
}

function inCommon<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let count = 0;
  for (const value of a) if (b.has(value)) count += 1;
  return count;
}

interface Keyed<T> {
  keys(): Iterable<T>;
  has(value: T): boolean;
}

function intersects<T>(a: Keyed<T>, b: Keyed<T>): boolean {
  for (const value of a.keys()) if (b.has(value)) return true;
  return false;
}
