/** What a report says happened, as far as it tells stories apart: who with whom, how far it has got, how much. */
import type { Nearness } from "./story-words.ts";
import type { EntityId, Signal } from "./types.ts";

export interface StoryFacts {
  /** Both names of a pair in alphabetical order, joined by a bar. */
  readonly pairs: ReadonlySet<string>;
  readonly entities: ReadonlySet<EntityId>;
}

export interface Relation {
  /** 0..1, for ranking. */
  readonly score: number;
  readonly joins: boolean;
  readonly because: "words" | "structure";
}

/** @param doc null: the facts of a story without members. */
export function factsOf(
  doc: { readonly signal: Signal | null; readonly entities: readonly EntityId[] } | null,
): StoryFacts {
  const pairs = (doc?.signal?.pairs ?? []).flatMap((pair) =>
    pair.target === null ? [] : [[pair.entrant, pair.target].sort().join("|")],
  );
  return { pairs: new Set(pairs), entities: new Set(doc?.entities) };
}

export function mergeFacts(a: StoryFacts, b: StoryFacts): StoryFacts {
  return { pairs: new Set([...a.pairs, ...b.pairs]), entities: new Set([...a.entities, ...b.entities]) };
}

export function relate(_doc: StoryFacts, _story: StoryFacts, { cosine }: Nearness, joinAt: number): Relation {
  return { score: cosine, joins: cosine >= joinAt, because: "words" };
}
