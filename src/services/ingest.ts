/** From normalised items to outbox rows in one synchronous transaction: a crash leaves either all of a batch or nothing of it. */
import { decideAlert, isStale, type Told } from "../core/alert.ts";
import { decideMove } from "../core/ladder.ts";
import { nearMissesOf } from "../core/near-miss.ts";
import { alignPairs } from "../core/pairs.ts";
import { readItem } from "../core/signal.ts";
import type { StoryIndex } from "../core/story.ts";
import { pickLead } from "../core/story-lead.ts";
import { decideTier } from "../core/tier.ts";
import type {
  Decision,
  DestinationId,
  EntityId,
  Item,
  ItemId,
  ItemMatch,
  LadderMove,
  Millis,
  NewItem,
  Pair,
  Reading,
  Reason,
  RuleMatch,
  Story,
  StoryId,
  Watch,
} from "../core/types.ts";
import type { Announce } from "./announce.ts";
import type { ArchivedItem, Feed, Metrics, Mute, Store } from "./ports.ts";
import type { Ruleset } from "./ruleset.ts";

export interface IngestSettings {
  /** An item published longer ago than this when first seen is held for the digest. */
  readonly staleMs: Millis;
  /** At most so many stories are told to one destination within `windowMs`; the rest is held for the digest. */
  readonly alertCap: { readonly count: number; readonly windowMs: Millis };
}

export interface IngestDeps {
  readonly store: Store;
  readonly ruleset: Ruleset;
  readonly stories: StoryIndex;
  readonly announce: Announce;
  readonly metrics: Pick<Metrics, "count">;
  readonly settings: IngestSettings;
}

export interface IngestBatch {
  readonly items: readonly NewItem[];
  /** Read, grouped and searchable, but not told: first sight of a feed. */
  readonly baseline: boolean;
  /** The feed's new validators, schedule and health, written with the items they came with. */
  readonly feed: { readonly id: Feed["id"]; readonly change: Partial<Omit<Feed, "id">> } | null;
  readonly now: Millis;
}

export type ItemOutcome =
  | { readonly type: "duplicate"; readonly of: ItemId }
  | {
      readonly type: "new";
      readonly item: Item;
      readonly match: ItemMatch<Watch>;
      readonly reading: Reading;
      readonly storyId: StoryId;
      readonly storyAction: "open" | "join";
      /** Stories in the grey zone. */
      readonly related: readonly StoryId[];
      /** One a destination with a matching watch; a single one with destination null where there is none. */
      readonly decisions: readonly Decision[];
    };

/** Takes a batch in, in the order given. On a throw nothing of it is kept, the story index included. */
export function ingest(deps: IngestDeps, batch: IngestBatch): readonly ItemOutcome[] {
  try {
    return deps.store.transact(() => {
      if (batch.feed !== null) deps.store.feeds.update(batch.feed.id, batch.feed.change);
      return batch.items.map((item) => ingestItem(deps, item, batch));
    });
  } catch (error) {
    warmStories(deps, batch.now);
    throw error;
  }
}

/** Rebuilds the story index from the archive: at start, and after a transaction that was rolled back. */
export function warmStories({ store, stories }: Pick<IngestDeps, "store" | "stories">, now: Millis): void {
  stories.clear();
  const since = now - 2 * stories.windowMs;
  let after: ItemId = 0;
  for (;;) {
    const page = store.items.listSince(since, after, 1_000);
    for (const { item, reading, entities, storyId } of page) {
      stories.add({ ...item, signal: reading.signal, entities }, storyId);
    }
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.item.id;
  }
}

function ingestItem(deps: IngestDeps, newItem: NewItem, batch: IngestBatch): ItemOutcome {
  const { store, stories, metrics } = deps;
  const known = store.items.findByKeys(newItem.keys);
  if (known !== undefined) {
    store.items.addKeys(known, newItem.keys);
    metrics.count("items", { outcome: "duplicate" });
    return { type: "duplicate", of: known };
  }
  const { match, reading, entities } = readNew(deps, newItem);
  const item = store.items.add(newItem);
  const doc = { ...item, signal: reading.signal, entities };
  const placement = stories.place(doc);
  const storyId = placement.storyId ?? store.stories.open(item.id, item.publishedAt);
  stories.add(doc, storyId);
  store.items.setReading(item.id, reading, entities, storyId);
  const story = store.stories.refresh(storyId);
  if (placement.storyId !== null) chooseLead(deps, story, { item, reading });
  const moves = climb(deps, item, reading, storyId);
  const context: ItemContext = { item, match, reading, entities, storyId, moves, batch };
  const decisions = decideAll(deps, context);
  for (const decision of decisions) {
    store.decisions.add(decision, batch.now);
    metrics.count("items", { outcome: decision.tier === "alert" ? decision.action : decision.tier });
    if (decision.action !== "none")
      deps.announce(decision, { item, reading, storyId, related: placement.related, now: batch.now });
  }
  return {
    type: "new",
    item,
    match,
    reading,
    storyId,
    storyAction: placement.storyId === null ? "open" : "join",
    related: placement.related,
    decisions,
  };
}

/** A new member speaks for the story where it does so better than the lead so far. */
function chooseLead(
  { store }: IngestDeps,
  { id, leadId }: Story,
  member: Pick<ArchivedItem, "item" | "reading">,
): void {
  const lead = store.items.get(leadId);
  const best = pickLead(lead === undefined ? [member] : [lead, member]);
  if (best === member) store.stories.setLead(id, member.item.id);
}

function readNew(deps: IngestDeps, item: NewItem) {
  const match = deps.ruleset.current().match({ ...item, at: item.publishedAt });
  const { gazetteer } = deps.ruleset;
  const asWritten = readItem(item, match.mentions, gazetteer);
  const isKnown = (pair: Pair): boolean => deps.store.ladder.history(pair).length > 0;
  const reading = alignPairs(asWritten, gazetteer, isKnown);
  const entities: readonly EntityId[] = [...new Set(match.mentions.map((mention) => mention.entity))];
  return { match, reading, entities };
}

/** Puts every pair of the signal on its rung; a rung it stands on already is no step. Answers the steps that are news: none that later ones overtook. */
function climb({ store }: IngestDeps, item: Item, { signal }: Reading, storyId: StoryId): readonly LadderMove[] {
  if (signal === null) return [];
  return signal.pairs.flatMap((pair, index) => {
    const stage = signal.pairStages?.[index] ?? signal.stage;
    const step = { pair, stage, at: item.publishedAt, itemId: item.id, storyId };
    const history = store.ladder.history(pair);
    const move = decideMove(history, step);
    if (move.move !== "repeat") store.ladder.add(move);
    return history.some(({ at }) => at > step.at) ? [] : [move];
  });
}

interface ItemContext {
  readonly item: Item;
  readonly match: ItemMatch<Watch>;
  readonly reading: Reading;
  readonly entities: readonly EntityId[];
  readonly storyId: StoryId;
  readonly moves: readonly LadderMove[];
  readonly batch: IngestBatch;
}

function decideAll(deps: IngestDeps, context: ItemContext): readonly Decision[] {
  const byDestination = new Map<DestinationId, RuleMatch<Watch>[]>();
  for (const matched of context.match.matched()) {
    const { destination } = matched.rule;
    byDestination.set(destination, [...(byDestination.get(destination) ?? []), matched]);
  }
  if (byDestination.size === 0) return [decideUnmatched(deps, context)];
  return [...byDestination].map(([destination, matched]) => decideFor(deps, context, destination, matched));
}

function decideUnmatched(deps: IngestDeps, context: ItemContext): Decision {
  const { item, match } = context;
  const named = match.mentions.length > 0 || match.guards.length > 0;
  const { tier, reasons } = tierOf(deps, context, [], named ? nearestMiss(deps, item) : null);
  return { itemId: item.id, destination: null, watches: [], tier, action: "none", reasons };
}

/** The first watch that the item nearly met. */
function nearestMiss(deps: IngestDeps, item: Item) {
  const [nearest] = nearMissesOf(deps.ruleset.current().explain({ ...item, at: item.publishedAt }));
  return nearest === undefined ? null : { watch: nearest.rule.name, cause: nearest.cause };
}

function tierOf(
  deps: IngestDeps,
  { match, reading }: ItemContext,
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
  deps: IngestDeps,
  context: ItemContext,
  destination: DestinationId,
  matched: readonly RuleMatch<Watch>[],
): Decision {
  const { item, reading, storyId, moves } = context;
  const { tier, reasons: tierReasons } = tierOf(deps, context, matched, null);
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
    silence: silenceFor(deps, context, destination, matched, told.length > 0),
  });
  return { itemId: item.id, destination, watches: matched.map(({ rule }) => rule.name), tier, action, reasons };
}

/** What keeps a destination from hearing of an item whatever it says; caps and age never hold back a story already told. */
function silenceFor(
  { store, settings }: IngestDeps,
  { item, entities, storyId, batch }: ItemContext,
  destination: DestinationId,
  matched: readonly RuleMatch<Watch>[],
  alreadyTold: boolean,
): Reason | null {
  if (batch.baseline) return { code: "baseline", of: "feed" };
  const mute = store.mutes
    .list(destination, batch.now)
    .find(({ subject }) => isMuted(subject, storyId, entities, matched));
  if (mute !== undefined) return { code: "muted", until: mute.until };
  if (store.destinations.get(destination)?.state === "paused") return { code: "held", why: "paused" };
  if (alreadyTold) return null;
  if (isStale(item.publishedAt, batch.now, settings.staleMs)) return { code: "held", why: "stale" };
  const { count, windowMs } = settings.alertCap;
  if (store.alerts.countSince(destination, batch.now - windowMs) >= count) return { code: "held", why: "catch-up" };
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
