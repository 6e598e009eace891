/** Whether a report belongs to a story that is near it: the same move by the same two is one happening whatever the words; the same words about others, or a later step, are not. */
import type { StoryFacts } from "./story-facts.ts";
import type { Amount, EntityId } from "./types.ts";

export interface Relation {
  /** `saying`: only where the words in common say more than the name of one company. */
  readonly joins: "never" | "saying" | "always";
  readonly because: "words" | "structure";
  /** What the candidates are ranked by: the cosine, above 1 where structure speaks for the story, and 0 where it speaks against it. */
  readonly rank: number;
}

/** What is added to the cosine that is asked for. */
const asks = {
  /** A company in common and the same kind of move in the same phase. */
  sameMove: -0.1,
  /** Both companies of a pair on the other side, with nothing said of another phase. */
  bothNamed: -0.15,
  /** Two companies in common, likewise. */
  sameTwo: -0.1,
  /** A known pair on each side, and neither names both of the other's. */
  otherPair: 0.5,
  /** A watched company on each side, and none in common. */
  otherCompany: 0.25,
  /** The same pair with other sums or in another phase. */
  otherStep: 0.06,
  /** In another phase, for every day since the story broke: a denial of the same day belongs to the rumour, one of the next days is news of its own. */
  stepADay: 0.1,
  /** For every doubling of the stories about the company in common: two reports on one that is in the news every hour need more words to be one. */
  crowded: 0.03,
  /** Most that a crowd asks for. */
  mostCrowded: 0.12,
} as const;

/** So much of a cosine must come from other words than the name of one company, which says who and not what. */
export const leastBeyondName = 0.08;

/** Most that structure takes off the cosine that is asked for, but for stories about a pair that is named: those are found by their pair. */
export const mostRelief = Math.max(-asks.sameMove, -asks.sameTwo);

/** How many stories of the window are about a company. */
export type Crowds = ReadonlyMap<EntityId, number>;

/** How near a report is to a story in words and in time. */
export interface Nearness {
  /** Of the words, 0..1. */
  readonly cosine: number;
  /** Cosine that is asked for where words are all there is. */
  readonly least: number;
  /** Days between the first report of the story and this one. */
  readonly age: number;
}

/** How two sides stand to each other, as far as more than one rule asks. */
interface Standing {
  /** The same pair is told on both sides. */
  readonly paired: boolean;
  /** Both sides name the two companies of a pair, told or not. */
  readonly both: boolean;
  /** Nothing is said of another phase. */
  readonly isOpen: boolean;
}

/** @param crowds of the companies of the report. */
export function relate(doc: StoryFacts, story: StoryFacts, near: Nearness, crowds: Crowds): Relation {
  const { cosine } = near;
  const apart: Relation = { joins: "never", because: "words", rank: cosine };
  const paired = intersects(doc.pairs, story.pairs);
  const samePhase = intersects(doc.phases, story.phases);
  const isOpen = samePhase || doc.phases.size === 0 || story.phases.size === 0;
  const isSameMove = paired && samePhase && !contradicts(doc.amounts, story.amounts);
  const isSameSum = isOpen && intersects(doc.sums, story.sums) && mayBeOneMove(doc, story);
  if (isSameMove || isSameSum) return { joins: "always", because: "structure", rank: 1 + cosine };
  if (cosine < near.least + asks.bothNamed) return apart;
  const both = paired || names(doc.entities, story.pairs) || names(story.entities, doc.pairs);
  const asked = near.least + extra(doc, story, { paired, both, isOpen }, near.age) + crowding(doc, story, crowds);
  if (cosine >= asked) return { ...apart, joins: both ? "always" : "saying" };
  // Another deal of the same company is not even related.
  return !both && doc.pairs.size > 0 && story.pairs.size > 0 ? { ...apart, rank: 0 } : apart;
}

function extra(doc: StoryFacts, story: StoryFacts, { paired, both, isOpen }: Standing, age: number): number {
  if (both && !isOpen) return asks.otherStep + asks.stepADay * age;
  if (paired) return asks.otherStep;
  if (both) return asks.bothNamed;
  if (doc.pairs.size > 0 && story.pairs.size > 0) return asks.otherPair;
  if (doc.entities.size === 0 || story.entities.size === 0) return 0;
  const common = inCommon(doc.entities, story.entities);
  if (common === 0) return asks.otherCompany;
  if (intersects(doc.moves, story.moves)) return asks.sameMove;
  return common > 1 && isOpen ? asks.sameTwo : 0;
}

function crowding(doc: StoryFacts, story: StoryFacts, crowds: Crowds): number {
  let least = Number.POSITIVE_INFINITY;
  for (const entity of doc.entities) if (story.entities.has(entity)) least = Math.min(least, crowds.get(entity) ?? 0);
  return least === Number.POSITIVE_INFINITY ? 0 : Math.min(asks.mostCrowded, asks.crowded * Math.log2(1 + least));
}

/** Whether a kind of move is named on both sides, or one side names none: a sum alone is not yet the same sum of the same thing. */
function mayBeOneMove(doc: StoryFacts, story: StoryFacts): boolean {
  const [a, b] = [told(doc.moves), told(story.moves)];
  return a.size === 0 || b.size === 0 || intersects(a, b);
}

const told = (moves: StoryFacts["moves"]): ReadonlySet<string> =>
  new Set([...moves].filter((move) => !move.startsWith("other|")));

/** Whether both names of one of the pairs are among the companies. */
function names(entities: ReadonlySet<EntityId>, pairs: StoryFacts["pairs"]): boolean {
  if (entities.size < 2) return false;
  for (const pair of pairs) if (pair.split("|").every((name) => entities.has(name))) return true;
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

function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  for (const value of a) if (b.has(value)) return true;
  return false;
}
