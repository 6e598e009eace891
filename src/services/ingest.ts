/** From normalised items to outbox rows in one synchronous transaction: a crash leaves either all of a batch or nothing of it. */
import { decideMove } from "../core/ladder.ts";
import { alignPairs } from "../core/pairs.ts";
import { readItem } from "../core/signal.ts";
import type { StoryIndex } from "../core/story.ts";
import { pickLead } from "../core/story-lead.ts";
import type {
  Decision,
  EntityId,
  Item,
  ItemId,
  ItemMatch,
  LadderMove,
  Millis,
  NewItem,
  Pair,
  Reading,
  Story,
  StoryId,
  Watch,
} from "../core/types.ts";
import type { Announce } from "./announce.ts";
import { type DecideDeps, decideItem } from "./decide-item.ts";
import type { ArchivedItem, Feed, Metrics } from "./ports.ts";

export interface IngestDeps extends DecideDeps {
  readonly stories: StoryIndex;
  readonly announce: Announce;
  readonly metrics: Pick<Metrics, "count">;
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
  const { baseline, now } = batch;
  const decisions = decideItem(deps, { item, match, reading, entities, storyId, moves, baseline, now });
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
