/** The poller over a real database: what a visit writes and when, who is asked how often, and what a stop in the middle leaves. */
import { describe, expect, it } from "vitest";
import { syncPacks } from "../../src/services/packs.ts";
import type { FetchOutcome } from "../../src/services/ports.ts";
import { createPollWorld, day, destination, hour, minute, report } from "./poll-world.ts";

const url = "https://press.example/rss";
const entries = (from: number, to: number, at: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => report(from + index, at + index));

/** A world whose feed had its baseline. */
async function settled() {
  const world = createPollWorld();
  const id = world.add(url);
  world.publish(url, entries(1, 3, world.now()));
  await world.poll();
  world.pass(hour);
  return { world, id };
}

class Killed extends Error {}

/** A turn of the event loop that ends the process at its n-th call. */
function killAt(n: number): () => Promise<void> {
  let turns = 0;
  return async () => {
    turns += 1;
    if (turns === n) throw new Killed();
  };
}

describe("the first reading of a feed", () => {
  it("is a baseline: stored, searchable, not told", async () => {
    const { world, id } = await settled();
    expect(world.store.items.count()).toBe(3);
    expect(world.told()).toEqual([]);
    expect(world.store.feeds.get(id)).toMatchObject({ validators: { etag: '"3"' }, bodyHash: "3" });
  });

  it.each([1, 2, 3, 4])("is a baseline still when it was cut short at turn %i", async (cut) => {
    const world = createPollWorld();
    const id = world.add(url);
    world.publish(url, entries(1, 4, world.now()));
    const stop = new AbortController();
    let turns = 0;
    const turn = async () => {
      turns += 1;
      if (turns === cut) stop.abort();
    };
    await world.poll({ signal: stop.signal }, { turn });
    expect(world.store.items.count()).toBe(cut - 1);
    expect(world.store.feeds.get(id)).toMatchObject({ baselineAt: null, bodyHash: null, failureCount: 0 });
    await world.poll();
    expect(world.store.items.count()).toBe(4);
    expect(world.told()).toEqual([]);
    expect(world.store.feeds.get(id)?.baselineAt).toBe(world.now());
  });
});

describe("news", () => {
  it.each([1, 2, 3, 4])("is told once each although the process was killed at turn %i", async (cut) => {
    const { world, id } = await settled();
    world.publish(url, entries(4, 7, world.now()));
    const before = world.store.feeds.get(id);
    // A kill runs no handler: whatever the poller does about the throw is undone with the process's memory.
    await world.poll({}, { turn: killAt(cut), log: { ...world.deps.log } });
    world.store.feeds.update(id, before ?? {});
    expect(world.told()).toHaveLength(cut - 1);
    await world.poll();
    expect(world.told()).toEqual(entries(4, 7, 0).map(({ title }) => `alert ${title}`));
    world.pass(hour);
    await world.poll();
    expect(world.told()).toHaveLength(4);
  });

  it("makes the next visit come sooner, and its absence later", async () => {
    const { world, id } = await settled();
    world.store.feeds.update(id, { intervalMs: hour });
    world.publish(url, entries(4, 4, world.now()));
    expect(await world.poll()).toMatchObject([{ result: "read", newCount: 1 }]);
    expect(world.store.feeds.get(id)).toMatchObject({ intervalMs: 30 * minute, lastNewAt: world.now() });
    world.pass(hour);
    expect(await world.poll()).toMatchObject([{ result: "read", newCount: 0 }]);
    expect(world.store.feeds.get(id)?.intervalMs).toBe(37.5 * minute);
  });

  it("of a feed that is removed while it is read is left alone", async () => {
    const { world, id } = await settled();
    world.publish(url, entries(4, 6, world.now()));
    const turn = async () => world.store.feeds.remove(id);
    expect(await world.poll({}, { turn })).toEqual([]);
    expect(world.store.feeds.list()).toEqual([]);
  });

  it("does not lift a pause that a person set while it was read", async () => {
    const { world, id } = await settled();
    const turn = async () => world.store.feeds.update(id, { state: "paused" });
    await world.poll({}, { turn });
    expect(world.store.feeds.get(id)?.state).toBe("paused");
    world.pass(day);
    expect(await world.poll({ all: true })).toEqual([]);
  });

  it("that cannot be stored fails its feed aloud, which is then read again as a whole", async () => {
    const { world, id } = await settled();
    world.publish(url, entries(4, 6, world.now()));
    const announce = (): never => {
      throw new Error("no room");
    };
    expect(await world.poll({}, { announce })).toMatchObject([
      { result: "failed", problem: { code: "not-stored", detail: "no room" } },
    ]);
    expect(world.store.feeds.get(id)).toMatchObject({ failureCount: 1, bodyHash: "3" });
    expect(world.store.feeds.get(id)?.nextCheckAt).toBeGreaterThan(world.now());
    world.pass(hour);
    await world.poll();
    expect(world.told()).toHaveLength(3);
  });
});

describe("one site", () => {
  it("is asked one request at a time with the pause between, and others beside it", async () => {
    const world = createPollWorld();
    let open = 0;
    let widest = 0;
    for (const host of ["www", "rss", "eco"]) world.add(`https://${host}.press.example/rss`);
    world.add("https://gazette.example/rss");
    const fetch = async (): Promise<FetchOutcome> => {
      open += 1;
      await new Promise((resolve) => setImmediate(resolve));
      widest = Math.max(widest, open);
      open -= 1;
      return { type: "failed", status: 500, problem: { code: "status", status: 500 } };
    };
    await world.poll({}, { reader: world.spaced({ ...world.deps.reader, fetch }) });
    expect(widest).toBe(2);
    expect(world.pauses).toEqual([2_000, 2_000]);
  });

  it("is not asked again at once by a command or the next round", async () => {
    const world = createPollWorld();
    const reader = world.spaced(world.deps.reader);
    const ask = (url: string) => reader.fetch({ url, validators: { etag: null, lastModified: null }, bodyHash: null });
    await ask("https://www.press.example/rss");
    await ask("https://gazette.example/rss");
    expect(world.pauses).toEqual([]);
    world.pass(500);
    await ask("https://eco.press.example/rss");
    expect(world.pauses).toEqual([1_500]);
    world.pass(2_000);
    await ask("https://www.press.example/rss");
    expect(world.pauses).toEqual([1_500]);
  });

  it("that limits requests is left alone as a whole, for as long as it asks", async () => {
    const world = createPollWorld();
    const first = world.add("https://www.press.example/rss");
    const second = world.add("https://rss.press.example/eco");
    const other = world.add("https://gazette.example/rss");
    world.answer("https://www.press.example/rss", { type: "rate-limited", retryAfterMs: 2 * hour, status: 429 });
    await world.poll();
    expect(world.asked).not.toContain("https://rss.press.example/eco");
    for (const id of [first, second]) {
      expect(world.store.feeds.get(id)?.nextCheckAt).toBeGreaterThanOrEqual(world.now() + 2 * hour);
    }
    expect(world.store.feeds.get(other)?.nextCheckAt).toBeLessThan(world.now() + 2 * hour);
    world.pass(hour);
    world.asked.length = 0;
    await world.poll();
    expect(world.asked.filter((asked) => asked.includes("press.example"))).toEqual([]);
  });
});

describe("a feed that moved for good", () => {
  const to = "https://new.press.example/rss";
  const moved: FetchOutcome = {
    type: "ok",
    body: new TextEncoder().encode(url),
    contentType: null,
    finalUrl: to,
    permanentUrl: to,
    validators: { etag: null, lastModified: null },
    bodyHash: "moved",
    freshForMs: null,
  };
  async function visitTimes(world: ReturnType<typeof createPollWorld>, times: number) {
    for (let visit = 0; visit < times; visit += 1) {
      await world.poll();
      world.pass(day);
    }
  }

  it("is known by its new address after the third time", async () => {
    const world = createPollWorld();
    const id = world.add(url);
    world.publish(url, entries(1, 2, world.now()));
    world.answer(url, moved);
    await visitTimes(world, 2);
    expect(world.store.feeds.get(id)).toMatchObject({ url, movedTo: to, movedCount: 2 });
    await visitTimes(world, 1);
    expect(world.store.feeds.get(id)).toMatchObject({ url: to, movedTo: null, movedCount: 0 });
  });

  it("to the address of another keeps its own, and is read on", async () => {
    const world = createPollWorld();
    const id = world.add(url);
    const owner = world.add(to);
    world.publish(url, entries(1, 2, world.now()));
    world.publish(to, entries(1, 2, world.now()));
    world.answer(url, moved);
    await visitTimes(world, 5);
    expect(world.store.feeds.get(id)).toMatchObject({ url, movedTo: to, failureCount: 0 });
    expect(world.logged).toContain("feed moved to the address of another");
    world.store.feeds.remove(owner);
    await visitTimes(world, 1);
    expect(world.store.feeds.get(id)?.url).toBe(to);
  });

  it("is not brought back by its pack under the old address", async () => {
    const world = createPollWorld();
    world.add(url, { origin: "pack" });
    world.publish(url, entries(1, 2, world.now()));
    world.answer(url, moved);
    await visitTimes(world, 3);
    const feed = { url, name: "Renamed", lang: "fr", confirmed: "2024-01-01", on: true } as const;
    const gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: [], region: [] } };
    const pack = { name: "p", title: { en: "P", fr: "P" }, gazetteer, facts: [], watches: [], feeds: [feed] };
    syncPacks(world.store, [pack], { destination, now: world.now(), intervalMs: hour, spreadMs: 0 });
    expect(world.store.feeds.list()).toMatchObject([{ url: to, name: "Renamed", lang: "fr" }]);
  });
});

describe("what a feed's server says", () => {
  it("for good (410) ends the asking until a person resumes it", async () => {
    const { world, id } = await settled();
    world.answer(url, { type: "gone" });
    await world.poll();
    expect(world.store.feeds.get(id)?.state).toBe("gone");
    world.pass(30 * day);
    expect(await world.poll({ all: true })).toEqual([]);
    world.store.feeds.update(id, { state: "active", nextCheckAt: world.now() });
    world.answer(url, null);
    expect(await world.poll()).toMatchObject([{ result: "read" }]);
  });

  it("by a 304 is remembered with its validators, and nothing is parsed", async () => {
    const { world, id } = await settled();
    const validators = { etag: '"next"', lastModified: "Thu, 01 Mar 2018 09:00:00 GMT" };
    world.answer(url, { type: "not-modified", permanentUrl: null, validators, freshForMs: 6 * hour });
    const parse = (): never => {
      throw new Error("parsed");
    };
    await world.poll({}, { reader: { ...world.deps.reader, parse } });
    expect(world.store.feeds.get(id)).toMatchObject({ validators, nextCheckAt: world.now() + 6 * hour });
  });
});

describe("the stories in memory", () => {
  it("are forgotten once they lie two windows back", async () => {
    const { world } = await settled();
    const forgotten: number[] = [];
    const stories = { ...world.deps.stories, forget: (before: number) => forgotten.push(before) };
    await world.poll({}, { stories });
    expect(forgotten).toEqual([world.now() - 2 * stories.windowMs]);
  });
});

describe("catching up", () => {
  /** Feeds with old and fresh news after a time away. */
  async function away() {
    const world = createPollWorld();
    const urls = Array.from({ length: 12 }, (_, index) => `https://outlet${index}.example/rss`);
    for (const address of urls) world.publish(address, []);
    for (const address of urls) world.add(address);
    await world.poll();
    world.pass(20 * day);
    for (const [index, address] of urls.entries()) {
      const old = entries(index * 10, index * 10 + 1, world.now() - 10 * day);
      const fresh = entries(index * 10 + 5, index * 10 + 5, world.now() - minute);
      world.publish(
        address,
        [...fresh, ...old].map((entry) => ({ ...entry, guid: `${address}${entry.guid}` })),
      );
    }
    return world;
  }

  it("reads everything, tells as many alerts as the cap allows, and says in one message what was held", async () => {
    const world = await away();
    await world.poll();
    world.tellHeld();
    expect(world.store.items.count()).toBe(36);
    const told = world.told();
    expect(told.filter((title) => title.startsWith("alert"))).toHaveLength(5);
    expect(told.slice(5)).toEqual(["31 older alerts are held for the digest"]);
  });

  it("says it after a stop between the reading and the message, and says it once", async () => {
    const world = await away();
    await world.poll();
    const again = createPollWorld({ store: world.store });
    again.pass(21 * day);
    await again.poll();
    again.tellHeld();
    again.tellHeld();
    again.pass(2 * hour);
    again.tellHeld();
    expect(again.told().filter((title) => title.includes("held"))).toEqual(["31 older alerts are held for the digest"]);
  });

  it("gathers what is held within the hour into the next message", async () => {
    const world = await away();
    await world.poll();
    world.tellHeld();
    const late = (number: number) => report(number, world.now() - 10 * day);
    world.pass(20 * minute);
    world.publish("https://outlet0.example/rss", [late(901), late(902)]);
    await world.poll({ all: true });
    world.tellHeld();
    expect(world.told().filter((title) => title.includes("held"))).toHaveLength(1);
    world.pass(hour);
    world.tellHeld();
    expect(world.told().at(-1)).toBe("2 older alerts are held for the digest");
  });
});

describe("dates without a zone", () => {
  it.each<[Parameters<ReturnType<typeof createPollWorld>["add"]>[1], string]>([
    [{ lang: "fr" }, "Europe/Paris"],
    [{ lang: "en" }, "UTC"],
    [{ lang: "und" }, "UTC"],
    [{ lang: "fr", zone: "America/Montreal" }, "America/Montreal"],
  ])("of a feed with %j are read in %s", async (feed, zone) => {
    const world = createPollWorld();
    const url = "https://a.example/rss";
    world.add(url, feed);
    world.publish(url, []);
    await world.poll();
    expect(world.zones).toEqual([zone]);
  });
});
