/** What a report says happened as far as it tells stories apart, and what a story is about: what a good part of its reports say. */
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

/** What a report says, or what a story is about. */
export interface StoryFacts {
  /** Both names of a pair in alphabetical order, joined by a bar. */
  readonly pairs: ReadonlySet<string>;
  readonly phases: ReadonlySet<Phase>;
  /** Kind and phase, joined by a bar. */
  readonly moves: ReadonlySet<string>;
  readonly entities: ReadonlySet<EntityId>;
  /** Sums of money, jobs and stores. */
  readonly amounts: readonly Amount[];
  /** A company and a sum, to two figures, joined by a bar. */
  readonly sums: ReadonlySet<string>;
}

/** What a report says. */
export function factsOf({
  signal,
  entities,
}: {
  readonly signal: Signal | null;
  readonly entities: readonly EntityId[];
}): StoryFacts {
  const amounts = (signal?.amounts ?? []).filter((amount) => amount.unit !== "percent");
  const phase = signal === null ? null : phases[signal.stage];
  return {
    pairs: setOf(
      (signal?.pairs ?? []).flatMap(({ entrant, target }) => (target === null ? [] : [pairKey(entrant, target)])),
    ),
    phases: setOf(phase === null ? [] : [phase]),
    moves: setOf((signal?.kinds ?? []).map((kind) => `${kind}|${phase}`)),
    entities: setOf(entities),
    amounts,
    sums: setOf(amounts.flatMap((amount) => entities.map((entity) => sumKey(entity, amount)))),
  };
}

const pairKey = (a: EntityId, b: EntityId): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

const sumKey = (entity: EntityId, { value, unit }: Amount): string => `${entity}|${value.toPrecision(2)} ${unit}`;

/** One empty set for all: most reports say little, and a window holds a hundred thousand. */
const nothing: ReadonlySet<never> = new Set();

const setOf = <T>(values: readonly T[]): ReadonlySet<T> => (values.length === 0 ? nothing : new Set(values));

/** By how many reports of a story each fact is told. */
interface Tally {
  readonly pairs: Map<string, number>;
  readonly phases: Map<Phase, number>;
  readonly moves: Map<string, number>;
  readonly entities: Map<EntityId, number>;
  readonly sums: Map<string, number>;
  readonly amounts: Amount[];
}

/** What the reports of a story say. */
export interface Told {
  /** What it is about: what a good part of them say. One that strays, or is misread, does not open it to others. */
  readonly facts: StoryFacts;
  /** All that was ever said; null where one report is all there is, as of most stories. */
  readonly tally: Tally | null;
}

/** @param told null: nothing yet. */
export function tellAlso(told: Told | null, facts: StoryFacts): Told {
  if (told === null) return { facts, tally: null };
  const tally = told.tally ?? countIn(emptyTally(), told.facts);
  return { facts: leadingFacts(countIn(tally, facts)), tally };
}

const emptyTally = (): Tally => ({
  pairs: new Map(),
  phases: new Map(),
  moves: new Map(),
  entities: new Map(),
  sums: new Map(),
  amounts: [],
});

function countIn(tally: Tally, facts: StoryFacts): Tally {
  addUp(tally.pairs, facts.pairs);
  addUp(tally.phases, facts.phases);
  addUp(tally.moves, facts.moves);
  addUp(tally.entities, facts.entities);
  addUp(tally.sums, facts.sums);
  tally.amounts.push(...facts.amounts.filter((one) => !tally.amounts.some((other) => isSame(one, other))));
  return tally;
}

function addUp<K>(counts: Map<K, number>, keys: ReadonlySet<K>): void {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What so many reports tell, as a share of what most tell, is what a story is about. */
const leadingShare = 0.4;

const leadingFacts = (tally: Tally): StoryFacts => ({
  pairs: leading(tally.pairs),
  phases: leading(tally.phases),
  moves: leading(tally.moves),
  entities: leading(tally.entities),
  sums: leading(tally.sums),
  amounts: tally.amounts,
});

function leading<K>(counts: ReadonlyMap<K, number>): ReadonlySet<K> {
  const most = Math.max(...counts.values());
  return setOf([...counts].filter(([, count]) => count >= leadingShare * most).map(([key]) => key));
}

const isSame = (a: Amount, b: Amount): boolean => a.value === b.value && a.unit === b.unit;

/** Companies of one item that are looked at two by two. */
const pairedEntities = 8;

/** Keys of all pairs that the companies can make, as in `StoryFacts.pairs`. */
export function pairKeys(entities: ReadonlySet<EntityId>): readonly string[] {
  const names = [...entities].slice(0, pairedEntities);
  return names.flatMap((name, at) => names.slice(at + 1).map((other) => pairKey(name, other)));
}
