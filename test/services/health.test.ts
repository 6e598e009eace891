/** Health notices over a real database: one message an incident, edited as it ends; a word when a watch loses the feeds of a language. */
import { describe, expect, it } from "vitest";
import type { Lang } from "../../src/core/types.ts";
import { tellHealth } from "../../src/services/health.ts";
import type { Feed } from "../../src/services/ports.ts";
import { read } from "./desk-world.ts";
import { createPollWorld, day, destination, hour } from "./poll-world.ts";

function createHealthWorld() {
  const world = createPollWorld();
  const { store } = world;
  let names = 0;
  const add = (more: Partial<Feed> = {}): number => {
    names += 1;
    const id = world.add(`https://outlet${names}.example/rss`, more.lang === undefined ? {} : { lang: more.lang });
    store.feeds.update(id, { name: `Outlet ${names}`, baselineAt: world.now(), lastOkAt: world.now(), ...more });
    return id;
  };
  return {
    ...world,
    add,
    fail: (id: number, more: Partial<Feed> = {}) =>
      store.feeds.update(id, {
        failureCount: 5,
        failingSince: world.now() - 6 * hour,
        lastError: { code: "status", status: 500 },
        ...more,
      }),
    recover: (id: number) =>
      store.feeds.update(id, { state: "active", failureCount: 0, failingSince: null, lastError: null }),
    round: () => tellHealth(world.notices, world.now()),
    /** All that was queued, as form and text; what is queued first is sent first. */
    messages: () => {
      const all: string[] = [];
      for (let id = 1; ; id += 1) {
        const delivery = store.outbox.get(id);
        if (delivery === undefined) return all;
        if (delivery.message.type === "document") all.push(`${delivery.form}: ${read(delivery.message.document)}`);
      }
    },
    send: (id: number) => {
      store.outbox.markSending(id, world.now());
      store.outbox.markSent(id, `m${id}`, world.now());
    },
  };
}

describe("an incident", () => {
  it("is told once, with all feeds that began to fail since the last round", () => {
    const world = createHealthWorld();
    world.fail(world.add());
    world.fail(world.add());
    world.add();
    world.round();
    world.pass(hour);
    world.round();
    expect(world.messages()).toHaveLength(1);
    expect(world.messages()[0]).toMatch(/^post: 2 feeds cannot be read\n/);
    expect(world.messages()[0]).toContain("The server has a fault of its own (500).");
    expect(world.messages()[0]).not.toContain("Outlet 3");
  });

  it.each<[string, Partial<Feed>]>([
    ["few failures", { failureCount: 4 }],
    ["a short while", { failingSince: Date.UTC(2018, 2, 1, 9) - 5 * hour }],
    ["a pause", { state: "paused" }],
  ])("is not made of %s", (_, change) => {
    const world = createHealthWorld();
    world.fail(world.add(), change);
    world.round();
    expect(world.messages()).toEqual([]);
  });

  it("is edited as each feed recovers, and over with the last", () => {
    const world = createHealthWorld();
    const [first, second] = [world.add(), world.add()];
    world.fail(first);
    world.fail(second);
    world.round();
    world.send(1);
    world.pass(hour);
    world.recover(first);
    world.round();
    world.send(2);
    world.pass(hour);
    world.recover(second);
    world.round();
    const [, afterOne, afterBoth] = world.messages();
    expect(afterOne).toMatch(/^edit: A feed cannot be read\n/);
    expect(afterOne).toMatch(/Outlet 1 \| .* \| can be read again/);
    expect(afterBoth).toMatch(/^edit: No feed of this notice fails any more\n/);
    world.pass(day);
    world.fail(first);
    world.round();
    expect(world.messages()).toHaveLength(4);
    expect(world.messages()[3]).toMatch(/^post: A feed cannot be read/);
  });

  it("says of a feed that was paused meanwhile that it is no longer asked", () => {
    const world = createHealthWorld();
    const id = world.add();
    world.fail(id);
    world.round();
    world.send(1);
    world.store.feeds.update(id, { state: "paused" });
    world.pass(hour);
    world.round();
    expect(world.messages()[1]).toContain("paused: no longer asked");
  });

  it("tells a feed that is gone once, and again only when it went once more", () => {
    const world = createHealthWorld();
    const id = world.add();
    world.store.feeds.update(id, { state: "gone", failureCount: 1, failingSince: world.now() });
    world.round();
    world.send(1);
    world.pass(30 * day);
    world.round();
    expect(world.messages()).toHaveLength(1);
    expect(world.messages()[0]).toContain("gone for good (HTTP 410)");
    world.recover(id);
    world.round();
    expect(world.messages()[1]).toMatch(/^edit: No feed of this notice fails any more/);
  });
});

describe("coverage", () => {
  function covered(lang: Lang, count: number) {
    const world = createHealthWorld();
    const feeds = Array.from({ length: count }, () => world.add({ lang }));
    world.round();
    return { world, feeds };
  }
  const lose = (world: ReturnType<typeof createHealthWorld>, feeds: readonly number[]) => {
    for (const id of feeds) world.store.feeds.update(id, { state: "paused" });
    world.pass(hour);
    world.round();
  };

  it("of a watch that halves is told once", () => {
    const { world, feeds } = covered("fr", 6);
    lose(world, feeds.slice(0, 4));
    world.pass(hour);
    world.round();
    expect(world.messages()).toHaveLength(1);
    expect(world.messages()[0]).toMatch(/^post: French coverage of “Amazon” fell from 6 feeds to 2\n/);
  });

  it("is told of the watches that read the language and of no other, in one message where they lost the same", () => {
    const { world, feeds } = covered("fr", 6);
    const [watch] = world.store.watches.list(destination);
    if (watch === undefined) throw new Error("there is no watch");
    const { id: _, ...copy } = watch;
    world.store.watches.add({ ...copy, name: "Carrefour", langs: ["fr"] });
    world.store.watches.add({ ...copy, name: "Tesco", langs: ["en"] });
    world.store.watches.add({ ...copy, name: "Casino", state: "paused" });
    world.round();
    lose(world, feeds.slice(0, 4));
    expect(world.messages()).toHaveLength(1);
    expect(world.messages()[0]).toMatch(/^post: French coverage of 2 watches fell from 6 feeds to 2\n/);
    expect(world.messages()[0]).toContain("Concerned: “Amazon”, “Carrefour”.");
  });

  it("of a watch that came later is measured from what it had", () => {
    const { world, feeds } = covered("fr", 6);
    const [watch] = world.store.watches.list(destination);
    if (watch === undefined) throw new Error("there is no watch");
    const { id: _, ...copy } = watch;
    lose(world, feeds.slice(0, 2));
    world.store.watches.add({ ...copy, name: "Carrefour" });
    world.round();
    lose(world, feeds.slice(2, 3));
    expect(world.messages()).toHaveLength(1);
    expect(world.messages()[0]).toMatch(/^post: French coverage of “Amazon” fell from 6 feeds to 3\n/);
  });

  it("that falls little by little is measured from the best there was", () => {
    const { world, feeds } = covered("fr", 6);
    lose(world, feeds.slice(0, 2));
    expect(world.messages()).toEqual([]);
    lose(world, feeds.slice(2, 3));
    expect(world.messages()[0]).toContain("from 6 feeds to 3");
  });

  it("of a language that no watch here reads is not told", () => {
    const { world, feeds } = covered("fr", 6);
    const [watch] = world.store.watches.list(destination);
    if (watch !== undefined) world.store.watches.update(watch.id, { langs: ["en"] });
    lose(world, feeds);
    expect(world.messages()).toEqual([]);
  });

  it("of a handful of feeds is not worth a word", () => {
    const { world, feeds } = covered("fr", 3);
    lose(world, feeds);
    expect(world.messages()).toEqual([]);
  });
});
