/** The politeness table: what each ending of a visit means for the next one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstVisitAt,
  isIncident,
  defaultScheduleLimits as limits,
  nextVisit,
  type ScheduleState,
  type VisitResult,
} from "../../src/core/schedule.ts";

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2018, 1, 28, 12);
const feed: ScheduleState = {
  url: "https://www.gazette.example/rss.xml",
  intervalMs: 30 * minute,
  lastOkAt: now - hour,
  lastNewAt: now - 5 * hour,
  failureCount: 0,
  failingSince: null,
  lastError: null,
  movedTo: null,
  movedCount: 0,
};
const failing: ScheduleState = {
  ...feed,
  failureCount: 3,
  failingSince: now - 9 * hour,
  lastError: { code: "refused" },
};
const news: VisitResult = { type: "read", newCount: 2, freshForMs: null, permanentUrl: null };
const noNews: VisitResult = { ...news, newCount: 0 };
const exact = { now, seed: 1, limits: { ...limits, jitter: 0 } };

describe("the next visit", () => {
  it.each<[string, ScheduleState, VisitResult, number]>([
    ["comes sooner after news", feed, news, 15 * minute],
    ["never comes before the floor", { ...feed, intervalMs: 15 * minute }, news, 15 * minute],
    ["comes later without news", feed, noNews, 37.5 * minute],
    ["comes later after a 304", feed, { type: "unchanged", freshForMs: null, permanentUrl: null }, 37.5 * minute],
    ["does not stay away for longer than the quiet limit", { ...feed, intervalMs: 2 * hour }, noNews, 2 * hour],
    ["waits for as long as the server asks", feed, { ...news, freshForMs: 3 * hour }, 3 * hour],
    ["does not come sooner because the server allows it", feed, { ...noNews, freshForMs: minute }, 37.5 * minute],
    ["waits a day at most for a server's wish", feed, { ...noNews, freshForMs: 300 * hour }, 24 * hour],
    ["backs off after a first failure", feed, { type: "failed", problem: { code: "no-answer" } }, 30 * minute],
    ["backs off further with every failure", failing, { type: "failed", problem: { code: "no-answer" } }, 4 * hour],
    [
      "backs off a day at most",
      { ...failing, failureCount: 60 },
      { type: "failed", problem: { code: "no-answer" } },
      24 * hour,
    ],
    ["waits for Retry-After", feed, { type: "rate-limited", retryAfterMs: 2 * hour }, 2 * hour],
    ["waits the floor at least when limited", feed, { type: "rate-limited", retryAfterMs: 1 }, 15 * minute],
    ["waits a day at most when limited", feed, { type: "rate-limited", retryAfterMs: 90 * hour }, 24 * hour],
    ["backs off when limited without a time", failing, { type: "rate-limited", retryAfterMs: null }, 4 * hour],
  ])("%s", (_, state, result, delay) => {
    expect(nextVisit(state, result, exact).nextCheckAt - now).toBe(delay);
  });

  it("forgets failures on success, and remembers when news came", () => {
    expect(nextVisit(failing, news, exact)).toMatchObject({
      state: "active",
      failureCount: 0,
      failingSince: null,
      lastError: null,
      lastOkAt: now,
      lastNewAt: now,
    });
    expect(nextVisit(failing, noNews, exact).lastNewAt).toBe(failing.lastNewAt);
  });

  it("counts failures from the first of them", () => {
    const first = nextVisit(feed, { type: "failed", problem: { code: "no-answer" } }, exact);
    expect(first).toMatchObject({
      failureCount: 1,
      failingSince: now,
      lastError: { code: "no-answer" },
      lastOkAt: feed.lastOkAt,
    });
    const second = nextVisit(first, { type: "failed", problem: { code: "stopped" } }, { ...exact, now: now + hour });
    expect(second).toMatchObject({ failureCount: 2, failingSince: now, lastError: { code: "stopped" } });
  });

  it("is none after a 410, and a failing feed is otherwise never given up", () => {
    expect(nextVisit(feed, { type: "gone" }, exact).state).toBe("gone");
    expect(
      nextVisit({ ...failing, failureCount: 9_999 }, { type: "failed", problem: { code: "no-answer" } }, exact).state,
    ).toBe("active");
  });

  it("pauses the whole host when it asks for fewer requests, and only then", () => {
    const limited = nextVisit(feed, { type: "rate-limited", retryAfterMs: hour }, exact);
    expect(limited.hostPausedUntil).toBe(now + hour);
    expect(nextVisit(feed, { type: "failed", problem: { code: "no-answer" } }, exact).hostPausedUntil).toBeNull();
    expect(nextVisit(feed, news, exact).hostPausedUntil).toBeNull();
  });

  it("never comes before a Retry-After has passed, whatever the jitter", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 15 * minute, max: 24 * hour }), (seed, retryAfterMs) => {
        const next = nextVisit(feed, { type: "rate-limited", retryAfterMs }, { now, seed });
        expect(next.nextCheckAt).toBeGreaterThanOrEqual(now + retryAfterMs);
      }),
    );
  });

  it("moves by a tenth at most, differently for each seed, and the same for one", () => {
    const delayWith = (seed: number): number => nextVisit(feed, noNews, { now, seed }).nextCheckAt - now;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(Math.abs(delayWith(seed) / (37.5 * minute) - 1)).toBeLessThanOrEqual(0.1);
        expect(delayWith(seed)).toBe(delayWith(seed));
      }),
    );
    expect(new Set(Array.from({ length: 100 }, (_, seed) => delayWith(seed))).size).toBeGreaterThan(95);
  });
});

describe("a permanent redirect", () => {
  const to = "https://www.gazette.example/feed/";
  const moved: VisitResult = { ...noNews, permanentUrl: to };

  it("is followed for good when it was seen three times in a row", () => {
    const seen = [1, 2, 3].reduce<readonly ScheduleState[]>(
      (states) => [...states, nextVisit(states.at(-1) ?? feed, moved, exact)],
      [],
    );
    expect(seen.map(({ url, movedTo, movedCount }) => ({ url, movedTo, movedCount }))).toEqual([
      { url: feed.url, movedTo: to, movedCount: 1 },
      { url: feed.url, movedTo: to, movedCount: 2 },
      { url: to, movedTo: null, movedCount: 0 },
    ]);
  });

  it("counts when nothing is new where it leads, and is left as it was where that is not certain", () => {
    const unchanged: VisitResult = { type: "unchanged", freshForMs: null, permanentUrl: to };
    const once = nextVisit(feed, moved, exact);
    expect(nextVisit(once, { ...unchanged, permanentUrl: null }, exact)).toMatchObject({ movedTo: to, movedCount: 1 });
    const twice = nextVisit(once, unchanged, exact);
    expect(twice).toMatchObject({ url: feed.url, movedTo: to, movedCount: 2 });
    expect(nextVisit(twice, unchanged, exact)).toMatchObject({ url: to, movedTo: null, movedCount: 0 });
  });

  it("starts again when it leads elsewhere or nowhere", () => {
    const twice = { ...feed, movedTo: to, movedCount: 2 };
    const elsewhere = { ...moved, permanentUrl: "https://other.example/" };
    expect(nextVisit(twice, elsewhere, exact)).toMatchObject({ url: feed.url, movedCount: 1 });
    expect(nextVisit(twice, noNews, exact)).toMatchObject({ url: feed.url, movedTo: null, movedCount: 0 });
  });

  it("is neither confirmed nor refuted by a failure", () => {
    const twice = { ...feed, movedTo: to, movedCount: 2 };
    expect(nextVisit(twice, { type: "failed", problem: { code: "no-answer" } }, exact)).toMatchObject({
      movedTo: to,
      movedCount: 2,
    });
  });
});

it("first visits of many feeds are spread evenly over the time given", () => {
  const spread = 15 * minute;
  const starts = Array.from({ length: 1_000 }, (_, index) =>
    firstVisitAt(`https://f${index}.example/rss`, now, spread),
  );
  expect(starts.every((at) => at >= now && at < now + spread)).toBe(true);
  const quarters = [0, 1, 2, 3].map((part) => starts.filter((at) => Math.floor(((at - now) / spread) * 4) === part));
  for (const quarter of quarters) expect(quarter.length).toBeGreaterThan(200);
});

it.each([
  [4, 9 * hour, false],
  [5, hour, false],
  [5, 6 * hour, true],
  [500, 5 * hour, false],
])("%i failures over %i ms are an incident: %s", (failureCount, ago, expected) => {
  expect(isIncident({ failureCount, failingSince: now - ago }, now)).toBe(expected);
  expect(isIncident({ failureCount, failingSince: null }, now)).toBe(false);
});
