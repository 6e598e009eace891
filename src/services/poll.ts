/**
 * Polls the feeds that are due: sites side by side, one request at a time a site. The items of a document are taken in
 * by a few a transaction, with a turn of the event loop before each, so that a command never waits for a feed; what the
 * visit says of the next one (validators, schedule, baseline) is written with the last few only. A crash in between
 * thus fetches the document again, and the items that are in already are known by their keys.
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

interface PollSettings {
  /** Hosts visited at one time. */
  readonly concurrency: number;
  readonly schedule: ScheduleLimits;
}

export interface PollDeps extends IngestDeps {
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
  readonly pollSettings: PollSettings;
}

/** Items of one transaction: one takes some 2 ms, and a second would double the longest wait of a command. */
const itemsATransaction = 1;
/** More feeds than anybody has. */
const dueLimit = 100_000;

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

export interface PollOptions {
  /** Every active feed, due or not. */
  readonly all?: boolean;
  readonly signal?: AbortSignal;
  readonly onVisit?: (visit: Visit, done: number, total: number) => void;
}

/** One cycle. A feed that fails never stops another; an abort leaves the feeds not yet visited due. */
export async function pollDueFeeds(deps: PollDeps, options: PollOptions = {}): Promise<readonly Visit[]> {
  const { feeds } = deps.store;
  const startedAt = deps.clock.now();
  const due =
    options.all === true ? feeds.list().filter(({ state }) => state === "active") : feeds.listDue(startedAt, dueLimit);
  const queue = groupBySite(deps, due);
  const visits: Visit[] = [];
  const worker = async (): Promise<void> => {
    for (let site = queue.shift(); site !== undefined; site = queue.shift()) {
      await visitSite(deps, site, options, (visit) => {
        visits.push(visit);
        options.onVisit?.(visit, visits.length, due.length);
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(deps.pollSettings.concurrency, queue.length) }, worker));
  if (visits.length > 0) deps.stories.forget(startedAt - 2 * deps.stories.windowMs);
  return visits;
}

function groupBySite(deps: PollDeps, feeds: readonly Feed[]): (readonly Feed[])[] {
  const sites = new Map<string, Feed[]>();
  for (const feed of feeds) {
    const site = siteOf(deps, feed.url);
    const known = sites.get(site);
    if (known === undefined) sites.set(site, [feed]);
    else known.push(feed);
  }
  return [...sites.values()];
}

async function visitSite(
  deps: PollDeps,
  feeds: readonly Feed[],
  { signal }: PollOptions,
  tell: (visit: Visit) => void,
): Promise<void> {
  for (const { id } of feeds) {
    if (signal?.aborted === true) return;
    const visit = await visitFeed(deps, id, signal);
    if (visit !== null) tell(visit);
    if (visit?.result === "rate-limited") return;
  }
}

/** Null where there was nothing to visit any more, or where it was cut short by an abort: the feed stays due and nothing is held against it. */
export async function visitFeed(deps: PollDeps, id: FeedId, signal?: AbortSignal): Promise<Visit | null> {
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

function parse(deps: PollDeps, feed: Feed, { body, contentType, finalUrl }: Extract<FetchOutcome, { type: "ok" }>) {
  return deps.reader.parse(body, { contentType, baseUrl: finalUrl, zone: zoneOf(feed) });
}

/** What the transactions of a visit came to so far. */
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
async function takeIn(deps: PollDeps, visited: Visited, signal?: AbortSignal): Promise<Visit | null> {
  const { feed, parsed, now } = visited;
  const entries = parsed?.type === "ok" ? newItems(deps, feed, parsed, now) : [][Symbol.iterator]();
  let taken: Taken = nothing;
  let items = takeFrom(entries);
  for (let rest = takeFrom(entries); rest.length > 0; rest = takeFrom(entries)) {
    await deps.turn();
    if (signal?.aborted === true || deps.store.feeds.get(feed.id) === undefined) return null;
    taken = plus(taken, ingest(deps, { items, baseline: isBaseline(feed), feed: null, now }));
    items = rest;
  }
  await deps.turn();
  if (signal?.aborted === true) return null;
  return settle(deps, visited, { ...taken, items, broken: null });
}

function takeFrom<T>(items: Iterator<T>): readonly T[] {
  const taken: T[] = [];
  while (taken.length < itemsATransaction) {
    const { done, value } = items.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
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
  /** The last few items of the document. */
  readonly items: readonly NewItem[];
  /** Why the items could not be taken in: the feed is then read again as a whole. */
  readonly broken: FeedProblem | null;
}

/** Writes the last items and when the next visit is due, in one transaction. */
function settle(deps: PollDeps, visited: Visited, { items, broken, ...before }: Ending): Visit | null {
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
  deps: PollDeps,
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
function changeOf({ store, log }: PollDeps, feed: Feed, next: NextVisit): Omit<NextVisit, "hostPausedUntil" | "state"> {
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
function pauseSite(deps: PollDeps, feed: Feed, until: Millis): void {
  const site = siteOf(deps, feed.url);
  for (const other of deps.store.feeds.list()) {
    if (other.nextCheckAt < until && siteOf(deps, other.url) === site) {
      deps.store.feeds.update(other.id, { nextCheckAt: until });
    }
  }
}
