/** Tries one draft watch on the archive: the very matcher and tier of the pipeline over the readings already made, no second implementation. */
import { compileMatcher } from "../core/match.ts";
import { decideTier } from "../core/tier.ts";
import type { Gazetteer, ItemId, Millis, Pair, Rule, StoryId, Tier, WatchTier } from "../core/types.ts";
import type { ArchivedItem, Store } from "./ports.ts";

export interface BacktestDeps {
  readonly store: Pick<Store, "items" | "ladder">;
  readonly gazetteer: Gazetteer;
  /** Lets other work run between two pages. */
  readonly breathe: () => Promise<void>;
}

export interface Draft extends Rule {
  readonly tier: WatchTier;
}

export interface Backtest {
  /** Items that were read. */
  readonly readCount: number;
  /** False where the archive is larger than what one backtest reads. */
  readonly complete: boolean;
  readonly hitCount: number;
  readonly storyCount: number;
  /** Stories whose best hit would have been an alert, or of the digest. */
  readonly alertCount: number;
  readonly digestCount: number;
  /** Stories a week, over the time from the oldest item read (or `since`) to `now`. */
  readonly perWeek: number;
  /** How long before a deal the first hit about its pair came; the longest such lead. Null where no deal of a pair that was hit is known. */
  readonly lead: { readonly pair: Pair; readonly ms: Millis } | null;
  /** First hit of the newest stories, newest first. */
  readonly samples: readonly ArchivedItem[];
}

const weekMs = 7 * 86_400_000;
const pageSize = 500;
/** Most items that one backtest reads: some seconds of work. */
const readLimit = 100_000;
const sampleCount = 5;

interface StoryHit {
  readonly first: ArchivedItem;
  tier: Tier;
}

/** Reads the archive from `since` on in pages. */
export async function backtest(deps: BacktestDeps, draft: Draft, since: Millis, now: Millis): Promise<Backtest> {
  const matcher = compileMatcher([draft], deps.gazetteer);
  const stories = new Map<StoryId, StoryHit>();
  const pairs = new Map<string, { readonly pair: Pair; readonly at: Millis }>();
  let readCount = 0;
  let hitCount = 0;
  let oldestAt = now;
  let after: ItemId = 0;
  let complete = false;
  while (readCount < readLimit) {
    const page = deps.store.items.listSince(since, after, pageSize);
    for (const read of page) {
      oldestAt = Math.min(oldestAt, read.item.publishedAt);
      const match = matcher.match({ ...read.item, at: read.item.publishedAt });
      if (match.rules.length === 0) continue;
      hitCount += 1;
      const { tier } = decideTier({
        matched: [draft],
        mentions: match.mentions,
        guards: match.guards,
        reading: read.reading,
        gazetteer: deps.gazetteer,
        nearest: null,
      });
      noteStory(stories, read, tier);
      notePairs(pairs, read);
    }
    readCount += page.length;
    after = page.at(-1)?.item.id ?? after;
    if (page.length < pageSize) {
      complete = true;
      break;
    }
    await deps.breathe();
  }
  const hits = [...stories.values()];
  const countOf = (tier: Tier): number => hits.filter((hit) => hit.tier === tier).length;
  const spanMs = Math.max(now - Math.max(since, oldestAt), weekMs / 7);
  return {
    readCount,
    complete,
    hitCount,
    storyCount: hits.length,
    alertCount: countOf("alert"),
    digestCount: countOf("digest"),
    perWeek: (hits.length * weekMs) / spanMs,
    lead: longestLead(deps, [...pairs.values()]),
    samples: hits
      .map(({ first }) => first)
      .sort((a, b) => b.item.publishedAt - a.item.publishedAt)
      .slice(0, sampleCount),
  };
}

const rank: Readonly<Record<Tier, number>> = { alert: 2, digest: 1, none: 0 };

function noteStory(stories: Map<StoryId, StoryHit>, read: ArchivedItem, tier: Tier): void {
  const known = stories.get(read.storyId);
  if (known === undefined) stories.set(read.storyId, { first: read, tier });
  else if (rank[tier] > rank[known.tier]) known.tier = tier;
}

/** The first hit about every pair. */
function notePairs(pairs: Map<string, { pair: Pair; at: Millis }>, { item, reading }: ArchivedItem): void {
  for (const pair of reading.signal?.pairs ?? []) {
    const key = `${pair.entrant} ${pair.target}`;
    const known = pairs.get(key);
    if (pair.target !== null && (known === undefined || item.publishedAt < known.at)) {
      pairs.set(key, { pair, at: item.publishedAt });
    }
  }
}

function longestLead(
  { store }: BacktestDeps,
  firsts: readonly { readonly pair: Pair; readonly at: Millis }[],
): Backtest["lead"] {
  const leads = firsts.flatMap(({ pair, at }) => {
    const deal = store.ladder.history(pair).find((step) => step.stage === "deal" && step.at >= at);
    return deal === undefined ? [] : [{ pair, ms: deal.at - at }];
  });
  return leads.reduce<Backtest["lead"]>((best, lead) => (best === null || lead.ms > best.ms ? lead : best), null);
}
