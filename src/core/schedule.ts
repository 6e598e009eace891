/** When a feed is asked again: as often as its news asks for, never sooner than its server allows. Pure; chance comes in as a seed. */
import type { FeedProblem } from "./feed-problem.ts";
import type { Millis } from "./types.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Bounds of the politeness table, all durations in ms. */
export interface ScheduleLimits {
  /** Shortest time between two visits of a feed. */
  readonly floorMs: number;
  /** Longest time that a quiet feed is left alone of Vigie's own accord. */
  readonly quietMs: number;
  /** Longest time that a server's wish, a pause or a back-off may last. */
  readonly ceilingMs: number;
  /** Share by which a visit is moved at random, either way. */
  readonly jitter: number;
  /** How many times in a row a permanent redirect must be seen before the address is changed. */
  readonly movesToFollow: number;
}

export const defaultScheduleLimits: ScheduleLimits = {
  floorMs: 15 * minute,
  quietMs: 2 * hour,
  ceilingMs: 24 * hour,
  jitter: 0.1,
  movesToFollow: 3,
};

/** What the schedule remembers of a feed. */
export interface ScheduleState {
  readonly url: string;
  readonly intervalMs: number;
  readonly lastOkAt: Millis | null;
  readonly lastNewAt: Millis | null;
  readonly failureCount: number;
  readonly failingSince: Millis | null;
  readonly lastError: FeedProblem | null;
  readonly movedTo: string | null;
  readonly movedCount: number;
}

/** How a visit ended, reading included: a body that does not parse is `failed`. */
export type VisitResult =
  | {
      readonly type: "read";
      /** Entries not seen before. */
      readonly newCount: number;
      /** The longer of what the HTTP answer and the feed itself asked for; null: nothing. */
      readonly freshForMs: number | null;
      /** Where a fully permanent chain of redirects led; null where there was none. */
      readonly permanentUrl: string | null;
    }
  /** `permanentUrl`: null as well where it is not certain that the document there is the feed's. */
  | { readonly type: "unchanged"; readonly freshForMs: number | null; readonly permanentUrl: string | null }
  | { readonly type: "gone" }
  | { readonly type: "rate-limited"; readonly retryAfterMs: number | null }
  | { readonly type: "failed"; readonly problem: FeedProblem };

export interface NextVisit extends ScheduleState {
  /** `gone`: the server said 410; the feed is not asked again until a person resumes it. */
  readonly state: "active" | "gone";
  readonly nextCheckAt: Millis;
  /** Set where every feed of the registrable host must wait as well. */
  readonly hostPausedUntil: Millis | null;
}

/**
 * Decides the next visit.
 * @param seed any integer that differs between visits (feed id mixed with the time will do): same seed, same jitter.
 */
export function nextVisit(
  feed: ScheduleState,
  result: VisitResult,
  when: { readonly now: Millis; readonly seed: number; readonly limits?: ScheduleLimits },
): NextVisit {
  const limits = when.limits ?? defaultScheduleLimits;
  switch (result.type) {
    case "read":
    case "unchanged":
      return afterSuccess(feed, result, { ...when, limits });
    case "gone":
      return {
        ...failed(feed, { code: "gone" }, when.now),
        state: "gone",
        nextCheckAt: when.now + limits.ceilingMs,
        hostPausedUntil: null,
      };
    case "rate-limited":
      return afterRateLimit(feed, result.retryAfterMs, { ...when, limits });
    case "failed": {
      const change = failed(feed, result.problem, when.now);
      const delay = jittered(backOff(feed.intervalMs, change.failureCount, limits), when.seed, limits.jitter);
      return { ...change, state: "active", nextCheckAt: when.now + delay, hostPausedUntil: null };
    }
  }
}

/** First visit of a new feed: spread over `spreadMs` by its address, so that a pack of feeds does not start at once. */
export function firstVisitAt(url: string, now: Millis, spreadMs: number): Millis {
  return now + Math.floor(fraction(hashText(url)) * spreadMs);
}

/** Whether a failing feed is worth a health message: both long enough and often enough, so that a server's bad hour is not. */
export function isIncident(
  feed: Pick<ScheduleState, "failureCount" | "failingSince">,
  now: Millis,
  limits: { readonly failures: number; readonly afterMs: number } = { failures: 5, afterMs: 6 * hour },
): boolean {
  return (
    feed.failingSince !== null && feed.failureCount >= limits.failures && now - feed.failingSince >= limits.afterMs
  );
}

/** Whether a feed answers well and yet brought nothing for so long (30 days) that it may be forsaken. */
export function isSilent(
  { lastOkAt, lastNewAt }: Pick<ScheduleState, "lastOkAt" | "lastNewAt">,
  now: Millis,
  afterMs: Millis = 30 * 24 * hour,
): boolean {
  return lastOkAt !== null && lastNewAt !== null && lastOkAt > lastNewAt && now - lastNewAt >= afterMs;
}

interface When {
  readonly now: Millis;
  readonly seed: number;
  readonly limits: ScheduleLimits;
}

function afterSuccess(
  feed: ScheduleState,
  result: Extract<VisitResult, { readonly type: "read" | "unchanged" }>,
  { now, seed, limits }: When,
): NextVisit {
  const isNews = result.type === "read" && result.newCount > 0;
  const intervalMs = clamp(
    Math.round(feed.intervalMs * (isNews ? 0.5 : 1.25)),
    limits.floorMs,
    Math.max(limits.quietMs, limits.floorMs),
  );
  const asked = clamp(result.freshForMs ?? 0, 0, limits.ceilingMs);
  const delay = Math.max(jittered(intervalMs, seed, limits.jitter), limits.floorMs, asked);
  return {
    ...(result.type === "unchanged" && result.permanentUrl === null
      ? keepAddress(feed)
      : moved(feed, result.permanentUrl, limits.movesToFollow)),
    intervalMs,
    lastOkAt: now,
    lastNewAt: isNews ? now : feed.lastNewAt,
    failureCount: 0,
    failingSince: null,
    lastError: null,
    state: "active",
    nextCheckAt: now + delay,
    hostPausedUntil: null,
  };
}

/** RFC 6585 4, RFC 9110 10.2.3. A limit without a time counts as a failure's back-off. */
function afterRateLimit(feed: ScheduleState, retryAfterMs: number | null, { now, seed, limits }: When): NextVisit {
  const change = failed(feed, { code: "rate-limited" }, now);
  const wanted = retryAfterMs ?? backOff(feed.intervalMs, change.failureCount, limits);
  const pause = clamp(wanted, limits.floorMs, limits.ceilingMs);
  const until = now + pause + Math.floor(fraction(seed) * limits.jitter * pause);
  return { ...change, state: "active", nextCheckAt: until, hostPausedUntil: until };
}

function failed(feed: ScheduleState, problem: FeedProblem, now: Millis): ScheduleState {
  return {
    ...keepAddress(feed),
    intervalMs: feed.intervalMs,
    lastOkAt: feed.lastOkAt,
    lastNewAt: feed.lastNewAt,
    failureCount: feed.failureCount + 1,
    failingSince: feed.failingSince ?? now,
    lastError: problem,
  };
}

function keepAddress(feed: ScheduleState): Pick<ScheduleState, "url" | "movedTo" | "movedCount"> {
  return { url: feed.url, movedTo: feed.movedTo, movedCount: feed.movedCount };
}

/** A permanent redirect is believed when it was seen several times in a row and led to a feed each time. */
function moved(
  feed: ScheduleState,
  permanentUrl: string | null,
  movesToFollow: number,
): Pick<ScheduleState, "url" | "movedTo" | "movedCount"> {
  if (permanentUrl === null || permanentUrl === feed.url) return { url: feed.url, movedTo: null, movedCount: 0 };
  const movedCount = permanentUrl === feed.movedTo ? feed.movedCount + 1 : 1;
  if (movedCount >= movesToFollow) return { url: permanentUrl, movedTo: null, movedCount: 0 };
  return { url: feed.url, movedTo: permanentUrl, movedCount };
}

/** Doubles with every failure, from the floor or the feed's own interval, to the ceiling. */
function backOff(intervalMs: number, failureCount: number, limits: ScheduleLimits): number {
  const doublings = Math.min(failureCount - 1, 20);
  return clamp(Math.max(intervalMs, limits.floorMs) * 2 ** doublings, limits.floorMs, limits.ceilingMs);
}

function jittered(ms: number, seed: number, jitter: number): number {
  return Math.round(ms * (1 + jitter * (2 * fraction(seed) - 1)));
}

/** Spreads an integer evenly over [0, 1): the finaliser of MurmurHash3 (Appleby, public domain). */
function fraction(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  return hash;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
