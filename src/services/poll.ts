/** Polls the feeds that are due: hosts side by side, one request at a time a host; what a visit says of the next one is written with what it brought. */
import { toItems } from "../core/item.ts";
import { type NextVisit, nextVisit, type ScheduleLimits, type VisitResult } from "../core/schedule.ts";
import type { Millis, NewItem } from "../core/types.ts";
import { hostOf } from "../core/url.ts";
import { type IngestDeps, type ItemOutcome, ingest } from "./ingest.ts";
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

interface PollSettings {
  /** Hosts visited at one time. */
  readonly concurrency: number;
  /** Pause between two requests to one host, in ms. */
  readonly hostSpacingMs: Millis;
  readonly schedule: ScheduleLimits;
}

export interface PollDeps extends IngestDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly pause: (ms: Millis, signal?: AbortSignal) => Promise<void>;
  readonly reader: FeedReader;
  readonly detectLang: DetectLang;
  readonly registrableDomain: RegistrableDomain;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "count">;
  readonly pollSettings: PollSettings;
}

/** What one visit came to. */
export interface Visit {
  readonly feed: Feed;
  readonly result: VisitResult["type"];
  /** One sentence where it failed. */
  readonly error: string | null;
  readonly baseline: boolean;
  readonly outcomes: readonly ItemOutcome[];
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
  const due =
    options.all === true
      ? feeds.list().filter(({ state }) => state === "active")
      : feeds.listDue(deps.clock.now(), 100_000);
  const queue = groupByHost(due);
  const visits: Visit[] = [];
  const worker = async (): Promise<void> => {
    for (let host = queue.shift(); host !== undefined; host = queue.shift()) {
      await visitHost(deps, host, options, (visit) => {
        visits.push(visit);
        options.onVisit?.(visit, visits.length, due.length);
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(deps.pollSettings.concurrency, queue.length) }, worker));
  return visits;
}

function groupByHost(feeds: readonly Feed[]): (readonly Feed[])[] {
  const hosts = new Map<string, Feed[]>();
  for (const feed of feeds) {
    const host = hostOf(feed.url) ?? feed.url;
    hosts.set(host, [...(hosts.get(host) ?? []), feed]);
  }
  return [...hosts.values()];
}

async function visitHost(
  deps: PollDeps,
  feeds: readonly Feed[],
  { signal }: PollOptions,
  tell: (visit: Visit) => void,
): Promise<void> {
  for (const [index, feed] of feeds.entries()) {
    if (signal?.aborted === true) return;
    if (index > 0) await deps.pause(deps.pollSettings.hostSpacingMs, signal);
    const visit = await visitFeed(deps, feed, signal);
    if (visit === null) return;
    tell(visit);
    if (visit.result === "rate-limited") return;
  }
}

/** Null where it was cut short by an abort: the feed stays due and nothing is held against it. */
export async function visitFeed(deps: PollDeps, feed: Feed, signal?: AbortSignal): Promise<Visit | null> {
  const { validators, bodyHash, url } = feed;
  const fetched = await deps.reader.fetch({ url, validators, bodyHash }, signal);
  const parsed = fetched.type === "ok" ? await parse(deps, fetched) : null;
  if (signal?.aborted === true) return null;
  try {
    return settle(deps, feed, fetched, parsed);
  } catch (error) {
    deps.log.error("feed could not be taken in", { feed: feed.id, url, error });
    return { feed, result: "failed", error: (error as Error).message, baseline: false, outcomes: [] };
  }
}

function parse(deps: PollDeps, { body, contentType, finalUrl }: Extract<FetchOutcome, { type: "ok" }>) {
  return deps.reader.parse(body, { contentType, baseUrl: finalUrl });
}

/** Writes what the visit brought and when the next one is due, in one transaction. */
function settle(deps: PollDeps, feed: Feed, fetched: FetchOutcome, parsed: ParseOutcome | null): Visit {
  const now = deps.clock.now();
  const baseline = feed.baselineAt === null;
  const items = parsed?.type === "ok" ? newItems(deps, feed, parsed, now) : [];
  const result = resultOf(deps, fetched, parsed, items);
  const next = nextVisit(feed, result, {
    now,
    seed: Math.floor(deps.random() * 2 ** 31),
    limits: deps.pollSettings.schedule,
  });
  const change = { ...changeOf(next), ...memoryOf(feed, fetched, parsed, now) };
  const outcomes = ingest(deps, { items, baseline, feed: { id: feed.id, change }, now });
  if (next.hostPausedUntil !== null) pauseHost(deps, feed, next.hostPausedUntil);
  deps.metrics.count("polls", { outcome: result.type });
  const error = "error" in result ? result.error : next.lastError;
  deps.log.debug("feed visited", { feed: feed.id, url: feed.url, result: result.type, items: items.length, error });
  return { feed, result: result.type, error, baseline, outcomes };
}

function newItems(
  deps: PollDeps,
  feed: Feed,
  parsed: Extract<ParseOutcome, { type: "ok" }>,
  now: Millis,
): readonly NewItem[] {
  const lang = feed.lang === "und" ? parsed.feed.lang : feed.lang;
  const { detectLang, registrableDomain } = deps;
  const made = toItems(parsed.feed.entries, { feed: { ...feed, lang }, now, detectLang, registrableDomain });
  return made.flatMap((item) => {
    if (!("reject" in item)) return [item];
    deps.metrics.count("items", { outcome: "rejected" });
    deps.log.debug("entry rejected", { feed: feed.id, reason: item.reject });
    return [];
  });
}

function resultOf(
  deps: PollDeps,
  fetched: FetchOutcome,
  parsed: ParseOutcome | null,
  items: readonly NewItem[],
): VisitResult {
  switch (fetched.type) {
    case "ok": {
      if (parsed?.type !== "ok") return { type: "failed", error: parsed?.error ?? "The feed was not read." };
      const newCount = items.filter(({ keys }) => deps.store.items.findByKeys(keys) === undefined).length;
      const freshForMs = longest(fetched.freshForMs, parsed.feed.freshForMs);
      return { type: "read", newCount, freshForMs, permanentUrl: fetched.permanentUrl };
    }
    case "not-modified":
      return { type: "unchanged", freshForMs: fetched.freshForMs };
    case "gone":
      return { type: "gone" };
    case "rate-limited":
      return { type: "rate-limited", retryAfterMs: fetched.retryAfterMs };
    case "failed":
      return { type: "failed", error: fetched.error };
  }
}

function longest(a: FreshForMs, b: FreshForMs): FreshForMs {
  return a === null ? b : Math.max(a, b ?? 0);
}

function changeOf({ hostPausedUntil: _, ...change }: NextVisit): Omit<NextVisit, "hostPausedUntil"> {
  return change;
}

/** What is kept for the conditional GET; a body that could not be read is not remembered, so that it is read again. */
function memoryOf(
  feed: Feed,
  fetched: FetchOutcome,
  parsed: ParseOutcome | null,
  now: Millis,
): Partial<Pick<Feed, "validators" | "bodyHash" | "step" | "baselineAt">> {
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
function pauseHost({ store, registrableDomain }: PollDeps, feed: Feed, until: Millis): void {
  const domain = registrableDomain(feed.url);
  for (const other of store.feeds.list()) {
    const shares = domain !== null && registrableDomain(other.url) === domain;
    if (shares && other.nextCheckAt < until) store.feeds.update(other.id, { nextCheckAt: until });
  }
}
