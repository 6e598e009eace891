/** A pack: starting content on one topic, as it is written and as it is held. */
import type { Localised } from "./command.ts";
import type { EntityId, Gazetteer, Lang, Rule, Stage, Term, WatchTier } from "./types.ts";

/** A feed that a pack brings along. */
export interface PackFeed {
  readonly name: string;
  readonly url: string;
  readonly lang: Lang;
  /** IANA zone of its dates that name none; default that of its language (`zoneOf` in feed-zone.ts). */
  readonly zone?: string | undefined;
  /** ISO date on which somebody recorded the address as working, or `never`. */
  readonly confirmed: string;
  /** Whether it is polled from the start. */
  readonly on: boolean;
}

/** Something that is known to have happened: what a replay of the pack's timeline must find. */
interface PackFact {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as it is known. */
  readonly date: string;
  readonly text: Localised;
  readonly steps: readonly { readonly entrant: EntityId; readonly target: EntityId | null; readonly stage: Stage }[];
  /** Outlets that reported it. */
  readonly reportedBy: readonly string[];
}

export type PackWatch = Rule & { readonly tier: WatchTier };

export interface Pack {
  readonly name: string;
  readonly title: Localised;
  readonly gazetteer: Gazetteer;
  readonly watches: readonly PackWatch[];
  readonly feeds: readonly PackFeed[];
  readonly facts: readonly PackFact[];
}

/** Where in a pack something stands, as keys and indexes from its top. */
export type PackPath = readonly (string | number)[];

export interface PackProblem {
  readonly path: PackPath;
  /** The other place that it clashes with; null where there is none. */
  readonly other: PackPath | null;
  /** What was expected and what was given, without a full stop. */
  readonly message: string;
}

/** A list as written: `@name` among its entities stands for the entities of a list above it. */
export interface ListSource {
  readonly name: string;
  readonly entities: readonly string[];
  readonly terms: readonly Term[];
}
