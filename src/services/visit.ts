/**
 * Visits one feed and takes in what it has. Each item has a transaction of its own, with a turn of the event loop before
 * it, so that a command never waits for a feed; what the visit says of the next one (validators, schedule, baseline) is
 * written with the last item only. A crash in between thus fetches the document again, and the items that are in already
 * are known by their keys.
 */
import { type FeedProblem, toldProblem } from "../core/feed-problem.ts";
import { zoneOf } from "../core/feed-zone.ts";
import { toItems } from "../core/item.ts";
import { type NextVisit, nextVisit, type ScheduleLimits, type VisitResult } from "../core/schedule.ts";
import type { FeedId, Millis, NewItem, RawEntry } from "../core/types.ts";
import { type IngestDeps, type ItemOutcome, ingest } from "./ingest.ts";
import { rememberMove } from "./moved-feeds.ts";
import type {
  Clock,
  DetectLang,
  Feed,
  FeedReader,
  FetchOutcome,
  FreshForMs,
  Log,
  Metrics,
  ParseOutcome,
  RegistrableDomain,
} from "./ports.ts";
import { siteOf } from "./space-visits.ts";

export interface VisitDeps extends IngestDeps {
  readonly clock: Clock;
  readonly random: () => number;
  /** Resolves for one caller in each turn of the event loop: what follows must be short. */
  readonly turn: () => Promise<void>;
  /** Keeps the requests to one site apart (`spaceVisits`). */
  readonly reader: FeedReader;
  readonly detectLang: DetectLang;
  readonly registrableDomain: RegistrableDomain;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "count">;
  readonly pollSettings: { readonly schedule: ScheduleLimits };
}

/** What one visit came to. */
export interface Visit {
  readonly feed: Feed;
  readonly result: VisitResult["type"];
  /** Null where it did not fail. */
  readonly problem: FeedProblem | null;
  readonly baseline: boolean;
  /** Items not seen before. */
  readonly newCount: number;
  /** Those of them that a destination is told of. */
  readonly told: readonly ItemOutcome[];
}

/** Null where there was nothing to visit any more, or where it was cut short by an abort: the feed stays due and nothing is held against it. */
export async function visitFeed(deps: VisitDeps, id: FeedId, signal?: AbortSignal): Promise<Visit | null> {
  const feed = deps.store.feeds.get(id);
  if (feed?.state !== "active") return null;
  const { validators, bodyHash, url } = feed;
  const fetched = await deps.reader.fetch({ url, validators, bodyHash }, signal);
  const parsed = fetched.type === "ok" ? await parse(deps, feed, fetched) : null;
  if (signal?.aborted === true) return null;
  const visited: Visited = { feed, fetched, parsed, now: deps.clock.now() };
  try {
    return await takeIn(deps, visited, signal);
  } catch (error) {
    deps.log.error("feed could not be taken in", { feed: id, url, error });
    return settle(deps, visited, { ...nothing, broken: toldProblem("not-stored", error) });
  }
}

function parse(deps: VisitDeps, feed: Feed, { body, contentType, finalUrl }: Extract<FetchOutcome, { type: "ok" }>) {
  return deps.reader.parse(body, { contentType, baseUrl: finalUrl, zone: zoneOf(feed) });
}

/** What the transactions of a visit came to so far: an item each, for one takes some 2 ms and a second would double the longest wait of a command. */
interface Taken {
  readonly newCount: number;
  readonly told: readonly ItemOutcome[];
}

const nothing: Taken & Pick<Ending, "items"> = { items: [], newCount: 0, told: [] };

interface Visited {
  readonly feed: Feed;
  readonly fetched: FetchOutcome;
  readonly parsed: ParseOutcome | null;
  readonly now: Millis;
}

/** Null where the feed was removed or the work aborted between two transactions. */
async function takeIn(deps: VisitDeps, visited: Visited, signal?: AbortSignal): Promise<Visit | null> {
  const { feed, parsed, now } = visited;
  const entries = parsed?.type === "ok" ? newItems(deps, feed, parsed, now) : [];
  let taken: Taken = nothing;
  let items: readonly NewItem[] = [];
  for (const item of entries) {
    if (items.length > 0) {
      await deps.turn();
      if (signal?.aborted === true || deps.store.feeds.get(feed.id) === undefined) return null;
      taken = plus(taken, ingest(deps, { items, baseline: isBaseline(feed), feed: null, now }));
    }
    items = [item];
  }
  await deps.turn();
  if (signal?.aborted === true) return null;
  return settle(deps, visited, { ...taken, items, broken: null });
}

function isBaseline({ baselineAt }: Feed): boolean {
  return baselineAt === null;
}

function plus({ newCount, told }: Taken, outcomes: readonly ItemOutcome[]): Taken {
  const fresh = outcomes.filter((outcome) => outcome.type === "new");
  const heard = fresh.filter(({ decisions }) => decisions.some(({ action }) => action !== "none"));
  return { newCount: newCount + fresh.length, told: [...told, ...heard] };
}

interface Ending extends Taken {
  /** The last item of the document; none where it has none. */
  readonly items: readonly NewItem[];
  /** Why the items could not be taken in: the feed is then read again as a whole. */
  readonly broken: FeedProblem | null;
}

/** Writes the last item and when the next visit is due, in one transaction. */
function settle(deps: VisitDeps, visited: Visited, { items, broken, ...before }: Ending): Visit | null {
  const { feed, now } = visited;
  const { store } = deps;
  const current = store.feeds.get(feed.id);
  if (current === undefined) return null;
  const coming = items.filter(({ keys }) => store.items.findByKeys(keys) === undefined).length;
  const result = resultOf(visited, before.newCount + coming, broken);
  const next = nextVisit(feed, result, {
    now,
    seed: Math.floor(deps.random() * 2 ** 31),
    limits: deps.pollSettings.schedule,
  });
  const outcomes = store.transact(() => {
    const change = { ...changeOf(deps, feed, next), ...(broken === null ? memoryOf(visited) : {}) };
    // Paused by a person meanwhile: that stands.
    const state = current.state === "active" ? next.state : current.state;
    if (next.hostPausedUntil !== null) pauseSite(deps, feed, next.hostPausedUntil);
    return ingest(deps, {
      items,
      baseline: isBaseline(feed),
      feed: { id: feed.id, change: { ...change, state } },
      now,
    });
  });
  const taken = plus(before, outcomes);
  deps.metrics.count("polls", { outcome: result.type });
  const problem = next.lastError;
  deps.log.debug("feed visited", { feed: feed.id, url: feed.url, result: result.type, new: taken.newCount, problem });
  return { feed, result: result.type, problem, baseline: isBaseline(feed), ...taken };
}

function* newItems(
  deps: VisitDeps,
  feed: Feed,
  parsed: Extract<ParseOutcome, { type: "ok" }>,
  now: Millis,
): Generator<NewItem, undefined> {
  const lang = feed.lang === "und" ? parsed.feed.lang : feed.lang;
  const { detectLang, registrableDomain } = deps;
  for (const item of toItems(oldestFirst(parsed.feed.entries, now), {
    feed: { ...feed, lang },
    now,
    detectLang,
    registrableDomain,
  })) {
    if (!("reject" in item)) yield item;
    else {
      deps.metrics.count("items", { outcome: "rejected" });
      deps.log.debug("entry rejected", { feed: feed.id, reason: item.reject });
    }
  }
}

/** Feeds list their newest entry first; what happened first is to be told first. Entries without a date keep their place among themselves. */
function oldestFirst(entries: readonly RawEntry[], now: Millis): readonly RawEntry[] {
  return entries.toReversed().sort((a, b) => (a.publishedAt ?? now) - (b.publishedAt ?? now));
}

function resultOf({ fetched, parsed }: Visited, newCount: number, broken: FeedProblem | null): VisitResult {
  if (broken !== null) return { type: "failed", problem: broken };
  switch (fetched.type) {
    case "ok": {
      if (parsed?.type !== "ok") return { type: "failed", problem: parsed?.problem ?? { code: "no-feed" } };
      const freshForMs = longest(fetched.freshForMs, parsed.feed.freshForMs);
      return { type: "read", newCount, freshForMs, permanentUrl: fetched.permanentUrl };
    }
    case "not-modified":
      return { type: "unchanged", freshForMs: fetched.freshForMs, permanentUrl: fetched.permanentUrl };
    case "gone":
      return { type: "gone" };
    case "rate-limited":
      return { type: "rate-limited", retryAfterMs: fetched.retryAfterMs };
    case "failed":
      return { type: "failed", problem: fetched.problem };
  }
}

function longest(a: FreshForMs, b: FreshForMs): FreshForMs {
  return a === null ? b : Math.max(a, b ?? 0);
}

/** What the schedule decided, but for an address that another feed has already: then the old one stays, and what it moved to is kept to be told. */
function changeOf(
  { store, log }: VisitDeps,
  feed: Feed,
  next: NextVisit,
): Omit<NextVisit, "hostPausedUntil" | "state"> {
  const { hostPausedUntil: _, state: __, ...change } = next;
  if (next.url === feed.url) return change;
  const owner = store.feeds.findByUrl(next.url);
  if (owner !== undefined) {
    log.warn("feed moved to the address of another", { feed: feed.id, other: owner.id, url: next.url });
    return { ...change, url: feed.url, movedTo: next.url, movedCount: feed.movedCount };
  }
  log.info("feed moved", { feed: feed.id, from: feed.url, to: next.url });
  if (feed.origin === "pack") rememberMove(store, feed.url, next.url);
  return change;
}

/** What is kept for the conditional GET; a body that could not be read is not remembered, so that it is read again. */
function memoryOf({
  feed,
  fetched,
  parsed,
  now,
}: Visited): Partial<Pick<Feed, "validators" | "bodyHash" | "step" | "baselineAt">> {
  if (fetched.type === "not-modified") return { validators: fetched.validators };
  if (fetched.type !== "ok" || parsed?.type !== "ok") return {};
  return {
    validators: fetched.validators,
    bodyHash: fetched.bodyHash,
    step: parsed.feed.step,
    baselineAt: feed.baselineAt ?? now,
  };
}

/** RFC 6585 4: a limit is the host's, not the feed's. */
function pauseSite(deps: VisitDeps, feed: Feed, until: Millis): void {
  const site = siteOf(deps, feed.url);
  for (const other of deps.store.feeds.list()) {
    if (other.nextCheckAt < until && siteOf(deps, other.url) === site) {
      deps.store.feeds.update(other.id, { nextCheckAt: until });
    }
  }
}
