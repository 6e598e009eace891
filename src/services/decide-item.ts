/** What each destination is told of an item, and why: watches, tier, story, mutes, pauses, age and cap, put to the decisions of core. */
import { decideAlert, isStale, type Told } from "../core/alert.ts";
import { nearMissesOf } from "../core/near-miss.ts";
import { decideTier } from "../core/tier.ts";
import type {
  Decision,
  DestinationId,
  EntityId,
  Item,
  ItemMatch,
  LadderMove,
  Millis,
  Reading,
  Reason,
  RuleMatch,
  StoryId,
  Watch,
} from "../core/types.ts";
import type { Mute, Store } from "./ports.ts";
import type { Ruleset } from "./ruleset.ts";

export interface AlertLimits {
  /** An item published longer ago than this when first seen is held for the digest. */
  readonly staleMs: Millis;
  /** At most so many stories are told to one destination within `windowMs`; the rest is held for the digest. */
  readonly alertCap: { readonly count: number; readonly windowMs: Millis };
}

export interface DecideDeps {
  readonly store: Store;
  readonly ruleset: Ruleset;
  readonly settings: AlertLimits;
}

/** An item as it was read and placed, with what is asked of the moment. */
export interface PlacedItem {
  readonly item: Item;
  readonly match: ItemMatch<Watch>;
  readonly reading: Reading;
  readonly entities: readonly EntityId[];
  readonly storyId: StoryId;
  readonly moves: readonly LadderMove[];
  /** First sight of its feed: nothing of it is told. */
  readonly baseline: boolean;
  readonly now: Millis;
}

/** One decision a destination with a matching watch; a single one with destination null where there is none. Writes nothing. */
export function decideItem(deps: DecideDeps, placed: PlacedItem): readonly Decision[] {
  const byDestination = new Map<DestinationId, RuleMatch<Watch>[]>();
  for (const matched of placed.match.matched()) {
    const { destination } = matched.rule;
    byDestination.set(destination, [...(byDestination.get(destination) ?? []), matched]);
  }
  if (byDestination.size === 0) return [decideUnmatched(deps, placed)];
  return [...byDestination].map(([destination, matched]) => decideFor(deps, placed, destination, matched));
}

function decideUnmatched(deps: DecideDeps, placed: PlacedItem): Decision {
  const { item, match } = placed;
  const named = match.mentions.length > 0 || match.guards.length > 0;
  const { tier, reasons } = tierOf(deps, placed, [], named ? nearestMiss(deps, item) : null);
  return { itemId: item.id, destination: null, watches: [], tier, action: "none", reasons };
}

/** The first watch that the item nearly met. */
function nearestMiss(deps: DecideDeps, item: Item) {
  const [nearest] = nearMissesOf(deps.ruleset.current().explain({ ...item, at: item.publishedAt }));
  return nearest === undefined ? null : { watch: nearest.rule.name, cause: nearest.cause };
}

function tierOf(
  deps: DecideDeps,
  { match, reading }: PlacedItem,
  matched: readonly RuleMatch<Watch>[],
  nearest: ReturnType<typeof nearestMiss>,
) {
  return decideTier({
    matched: matched.map(({ rule }) => ({ name: rule.name, tier: rule.tier })),
    mentions: match.mentions,
    guards: match.guards,
    reading,
    gazetteer: deps.ruleset.gazetteer,
    nearest,
  });
}

function decideFor(
  deps: DecideDeps,
  placed: PlacedItem,
  destination: DestinationId,
  matched: readonly RuleMatch<Watch>[],
): Decision {
  const { item, reading, storyId, moves } = placed;
  const { tier, reasons: tierReasons } = tierOf(deps, placed, matched, null);
  const told = deps.store.alerts.ofStory(destination, storyId).map((alert): Told => {
    const signal = deps.store.items.get(alert.itemId)?.reading.signal ?? null;
    return { stage: alert.stage, pairs: alert.pairs, confirmed: signal?.attribution === "origin" && !signal.hedged };
  });
  const { action, reasons } = decideAlert({
    tier,
    tierReasons,
    signal: reading.signal,
    publisher: item.publisher,
    storyId,
    moves,
    told,
    silence: silenceFor(deps, placed, destination, matched, told.length > 0),
  });
  return { itemId: item.id, destination, watches: matched.map(({ rule }) => rule.name), tier, action, reasons };
}

/** What keeps a destination from hearing of an item whatever it says; caps and age never hold back a story already told. */
function silenceFor(
  { store, settings }: DecideDeps,
  { item, entities, storyId, baseline, now }: PlacedItem,
  destination: DestinationId,
  matched: readonly RuleMatch<Watch>[],
  alreadyTold: boolean,
): Reason | null {
  if (baseline) return { code: "baseline", of: "feed" };
  const mute = store.mutes.list(destination, now).find(({ subject }) => isMuted(subject, storyId, entities, matched));
  if (mute !== undefined) return { code: "muted", until: mute.until };
  if (store.destinations.get(destination)?.state === "paused") return { code: "held", why: "paused" };
  if (alreadyTold) return null;
  if (isStale(item.publishedAt, now, settings.staleMs)) return { code: "held", why: "stale" };
  const { count, windowMs } = settings.alertCap;
  if (store.alerts.countSince(destination, now - windowMs) >= count) return { code: "held", why: "catch-up" };
  return null;
}

function isMuted(
  subject: Mute["subject"],
  storyId: StoryId,
  entities: readonly EntityId[],
  matched: readonly RuleMatch<Watch>[],
): boolean {
  switch (subject.type) {
    case "story":
      return subject.id === storyId;
    case "entity":
      return entities.includes(subject.id);
    case "watch":
      return matched.every(({ rule }) => rule.id === subject.id);
  }
}
