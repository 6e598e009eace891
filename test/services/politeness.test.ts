/** The politeness table end to end: the poller, the guarded fetch and the parser's worker against a loopback server; time is a fake. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFetchFeed } from "../../src/adapters/http/fetch-feed.ts";
import { createGuardedFetch, type GuardedFetcher } from "../../src/adapters/http/guarded-fetch.ts";
import { createFeedParser, type FeedParser } from "../../src/adapters/rss/parse-feed.ts";
import type { FeedReader } from "../../src/services/ports.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { createPollWorld, day, hour, minute } from "./poll-world.ts";

let server: FeedServer;
let guarded: GuardedFetcher;
let parser: FeedParser;

beforeAll(async () => {
  server = await startFeedServer();
  guarded = createGuardedFetch({
    userAgent: "Vigie/1.2.3",
    allowPrivateHosts: [server.host],
    limits: { bodyBytes: 1024 * 1024, totalMs: 5_000 },
  });
  parser = createFeedParser();
});
afterAll(async () => {
  await Promise.all([guarded.close(), parser.close()]);
  await server.close();
});

/** A world that reads over HTTP; the fetch takes the world's time for its own. */
function createHttpWorld() {
  let now = (): number => 0;
  const reader: FeedReader = {
    fetch: createFetchFeed({ fetch: guarded.fetch, clock: { now: () => now() } }),
    parse: parser.parse,
    close: async () => undefined,
  };
  const world = createPollWorld({ reader });
  now = world.now;
  server.forgetRequests();
  return world;
}

const rss = (inside: string, item = "<item><title>One</title><guid>1</guid></item>"): string =>
  `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>F</title>${inside}${item}</channel></rss>`;

/** Time from the visit to the next, after one visit. */
async function waitAfter(url: string): Promise<number> {
  const world = createHttpWorld();
  const id = world.add(url);
  await world.poll();
  return (world.store.feeds.get(id)?.nextCheckAt ?? 0) - world.now();
}

describe("the next visit", () => {
  it.each<[string, string, Readonly<Record<string, string>>, number]>([
    ["max-age", rss(""), { "cache-control": "public, max-age=7200" }, 2 * hour],
    ["Expires", rss(""), { expires: "Thu, 01 Mar 2018 12:00:00 GMT", date: "Thu, 01 Mar 2018 09:00:00 GMT" }, 3 * hour],
    ["ttl", rss("<ttl>240</ttl>"), {}, 4 * hour],
    [
      "sy:updatePeriod",
      rss("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>"),
      {},
      hour,
    ],
    ["the longer of two wishes", rss("<ttl>240</ttl>"), { "cache-control": "max-age=60" }, 4 * hour],
    ["a wish of weeks, cut to a day", rss("<ttl>40320</ttl>"), {}, day],
    ["a wish for haste, raised to the floor", rss("<ttl>1</ttl>"), { "cache-control": "max-age=1" }, 15 * minute],
  ])("heeds %s", async (name, body, headers, wait) => {
    const url = server.setBody(`/${encodeURIComponent(name)}`, body, headers);
    expect(await waitAfter(url)).toBe(wait);
  });

  it.each<[string, number, Readonly<Record<string, string>>, number]>([
    ["429 with seconds", 429, { "retry-after": "10800" }, 3 * hour],
    ["429 with a date", 429, { "retry-after": "Thu, 01 Mar 2018 14:00:00 GMT" }, 5 * hour],
    ["503 with seconds", 503, { "retry-after": "7200" }, 2 * hour],
    ["429 for weeks", 429, { "retry-after": "4000000" }, day],
  ])("of every feed of the host heeds %s", async (name, status, headers, wait) => {
    const world = createHttpWorld();
    const limited = world.add(server.setStatus(`/${encodeURIComponent(name)}`, status, headers));
    const other = world.add(server.setBody("/other", rss("")));
    await world.poll();
    expect(server.requests.map(({ path }) => path)).not.toContain("/other");
    for (const id of [limited, other]) {
      const waits = (world.store.feeds.get(id)?.nextCheckAt ?? 0) - world.now();
      expect(waits).toBeGreaterThanOrEqual(wait);
      expect(waits).toBeLessThanOrEqual(wait * 1.1);
    }
  });

  it.each([403, 404, 500, 503])("backs off further with every %i, a day at most", async (status) => {
    const world = createHttpWorld();
    const id = world.add(server.setStatus(`/fails-${status}`, status));
    const waits: number[] = [];
    for (let visit = 0; visit < 9; visit += 1) {
      await world.poll({ all: true });
      waits.push((world.store.feeds.get(id)?.nextCheckAt ?? 0) - world.now());
    }
    expect(waits.every((wait, index) => wait >= (waits[index - 1] ?? 0))).toBe(true);
    expect(waits.at(-1)).toBeGreaterThan(20 * hour);
    expect(waits.at(-1)).toBeLessThanOrEqual(1.1 * day);
    expect(world.store.feeds.get(id)).toMatchObject({ state: "active", failureCount: 9 });
  });
});

describe("a feed that has not changed", () => {
  it("is asked conditionally with both validators as they came, and answers 304", async () => {
    const world = createHttpWorld();
    world.add(server.setFeed("/same", { title: "Same", entries: [{ title: "One", guid: "1" }] }));
    await world.poll();
    world.pass(day);
    expect(await world.poll()).toMatchObject([{ result: "unchanged" }]);
    const [first, second] = server.requests;
    expect(first?.headers["if-none-match"]).toBeUndefined();
    expect(second?.headers["if-none-match"]).toMatch(/^"[0-9a-f]{16}"$/);
    expect(second?.headers["if-modified-since"]).toBe("Wed, 28 Feb 2018 08:00:00 GMT");
    expect(second?.status).toBe(304);
  });

  it("is told by its bytes where the server knows no validators", async () => {
    const world = createHttpWorld();
    world.add(server.setBody("/bytes", rss(""), { etag: "", "last-modified": "" }));
    await world.poll();
    world.pass(day);
    expect(await world.poll()).toMatchObject([{ result: "unchanged" }]);
    expect(server.requests.at(-1)?.status).toBe(200);
  });

  it("is read again where it could not be read before, although its bytes are the same", async () => {
    const world = createHttpWorld();
    world.add(server.setBody("/broken", "no feed at all"));
    expect(await world.poll()).toMatchObject([{ result: "failed" }]);
    world.pass(day);
    expect(await world.poll()).toMatchObject([{ result: "failed" }]);
  });
});

describe("an address that changed", () => {
  it.each([
    [301, "/new"],
    [308, "/new"],
    [302, "/old"],
    [303, "/old"],
    [307, "/old"],
  ])("by %i in three readings is kept as %s", async (status, path) => {
    const world = createHttpWorld();
    server.setBody("/new", rss(""));
    const id = world.add(server.setRedirect("/old", "/new", status));
    for (let visit = 0; visit < 3; visit += 1) {
      expect(world.store.feeds.get(id)?.url).toBe(server.url("/old"));
      await world.poll();
      world.pass(2 * day);
    }
    expect(world.store.feeds.get(id)?.url).toBe(server.url(path));
  });

  it("for good, to what is no feed, is not believed", async () => {
    const world = createHttpWorld();
    server.setBody("/page", "<!doctype html><html><body>Sold</body></html>");
    const id = world.add(server.setRedirect("/sold", "/page", 301));
    for (let visit = 0; visit < 4; visit += 1) {
      await world.poll();
      world.pass(2 * day);
    }
    expect(world.store.feeds.get(id)).toMatchObject({ url: server.url("/sold"), failureCount: 4 });
  });

  it("to nothing (410) ends the asking", async () => {
    const world = createHttpWorld();
    const id = world.add(server.setStatus("/gone", 410));
    await world.poll();
    world.pass(30 * day);
    await world.poll({ all: true });
    expect(server.requests).toHaveLength(1);
    expect(world.store.feeds.get(id)?.state).toBe("gone");
  });
});
