/** How a channel is set up and kept: the pinned board, the role that is rung, publishing, and coming back after a refusal. */
import { describe, expect, it } from "vitest";
import { nonceOf } from "../../src/adapters/ops/nonce.ts";
import { isUrgent } from "../../src/core/alert.ts";
import type { Reason, Signal } from "../../src/core/types.ts";
import { refreshBoards } from "../../src/services/board.ts";
import { homeOf } from "../../src/services/home.ts";
import { isPublished } from "../../src/services/publish.ts";
import type { Reach, ReachOf } from "../../src/services/reach.ts";
import { analyst, createDeskWorld, manager, read, refusal } from "./desk-world.ts";

const talks = { title: "Monoprix in talks with Amazon over groceries" };
const deal = { title: "Amazon signs a deal with Monoprix over groceries" };

describe("the pinned board", () => {
  const boards = (world: ReturnType<typeof createDeskWorld>) => {
    const rows = [];
    for (;;) {
      const [next] = world.store.outbox.listDue(world.now());
      if (next === undefined) return rows;
      if (next.form !== "pin") rows.push(next);
      world.store.outbox.markSent(next.id, next.messageId ?? "70", world.now());
    }
  };
  const refresh = (world: ReturnType<typeof createDeskWorld>) =>
    refreshBoards({ store: world.store, nonceOf, ruleset: { nameOf: (id) => id } }, world.now());

  it("is posted when it is asked for, and again only when a row has changed", async () => {
    const world = createDeskWorld();
    world.tell(talks);
    await world.run("board", { pin: true }, manager);
    const [first, ...others] = boards(world);
    expect(others).toEqual([]);
    expect(first?.form).toBe("board");
    refresh(world);
    boards(world);
    world.pass(3 * 86_400_000);
    refresh(world);
    expect(boards(world)).toEqual([]);
    world.tell(deal);
    refresh(world);
    const [second] = boards(world);
    expect(second?.form).toBe("board");
    expect(JSON.stringify(second?.message)).toContain("DEAL");
    expect(world.store.destinations.get("discord:1")?.boardMessageId).toBe("70");
  });

  it("is no longer kept once it is unpinned", async () => {
    const world = createDeskWorld();
    world.tell(talks);
    await world.run("board", { pin: true }, manager);
    boards(world);
    await world.run("board", { pin: false }, manager);
    world.tell(deal);
    refresh(world);
    expect(boards(world)).toEqual([]);
    expect(world.store.destinations.get("discord:1")?.boardMessageId).toBeNull();
  });

  it("is pinned by those alone who may manage the server", async () => {
    const world = createDeskWorld();
    expect(await refusal(world.run("board", { pin: true }, analyst))).toMatch(/^forbidden/);
    expect(boards(world)).toEqual([]);
  });

  it("goes along to another channel, and is posted anew there", async () => {
    const world = createDeskWorld();
    world.tell(talks);
    await world.run("board", { pin: true }, manager);
    boards(world);
    await world.run("settings", { channel: "222222222222222222" }, manager);
    refresh(world);
    expect(boards(world).map(({ destination }) => destination)).toEqual(["discord:222222222222222222"]);
  });
});

describe("settings of a channel", () => {
  it("take a role, refuse the role of everybody and what is no role", async () => {
    const world = createDeskWorld();
    const guildId = "900000000000000009";
    const boss = { ...manager, guildId };
    expect(read(await world.run("settings", { urgent: "600000000000000006" }, boss))).toContain(
      "Role named on reversals and deals: role 600000000000000006",
    );
    expect(await refusal(world.run("settings", { urgent: guildId }, boss))).toMatch(/^invalid: That role is everyone/);
    expect(await refusal(world.run("settings", { urgent: "@here" }, boss))).toMatch(/^invalid: .*no role/);
    expect(world.store.destinations.get("discord:1")?.urgentRoleId).toBe("600000000000000006");
    await world.run("settings", { urgent: "off" }, boss);
    expect(world.store.destinations.get("discord:1")?.urgentRoleId).toBeNull();
  });

  it("refuse a channel in which a permission is wanting, by its name, and change nothing", async () => {
    const permissions = ["Send Messages", "Embed Links"] as const;
    const reachOf: ReachOf = (id) =>
      id === "discord:333333333333333333" ? { type: "lacks", permissions } : { type: "open" };
    const world = createDeskWorld({}, { reachOf });
    const said = await refusal(world.run("settings", { channel: "333333333333333333", language: "fr" }, manager));
    expect(said).toContain("unavailable: I could not post there: I lack Send Messages and Embed Links");
    expect(world.store.destinations.get("discord:1")?.locale).toBe("en");
    expect(world.store.destinations.get("discord:333333333333333333")).toBeUndefined();
  });

  it("bring a paused channel back once nothing is wanting there, and not before", async () => {
    let reach: Reach = { type: "unknown" };
    const world = createDeskWorld({}, { reachOf: () => reach });
    world.store.destinations.update("discord:1", { state: "paused", note: "I may not post" });
    expect(read(await world.run("settings", {}, manager))).toContain("paused: I may not post");
    reach = { type: "lacks", permissions: ["Send Messages"] };
    expect(read(await world.run("settings", {}, manager))).toContain("paused: I lack Send Messages in that channel");
    expect(read(await world.run("settings", {}, { ...manager, locale: "fr" }))).toContain(
      "il me manque Envoyer des messages dans ce salon",
    );
    reach = { type: "open" };
    expect(read(await world.run("settings", {}, manager))).toContain("State | active");
    expect(world.store.destinations.get("discord:1")).toMatchObject({ state: "active", note: null });
  });

  it("refuse a forum kindly, and change nothing", async () => {
    const world = createDeskWorld({}, { reachOf: () => ({ type: "forum" }) });
    const said = await refusal(world.run("settings", { channel: "333333333333333333" }, manager));
    expect(said).toMatch(/^invalid: A forum takes threads only/);
    expect(world.store.destinations.list().map(({ id }) => id)).toEqual(["discord:1"]);
  });

  it("take watches and mutes along to another channel", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" }, manager);
    await world.run("mute", { about: "monoprix" }, manager);
    await world.run("settings", { channel: "444444444444444444" }, manager);
    const there = { ...manager, destination: "discord:444444444444444444" } as const;
    expect(read(await world.run("watch list", {}, there))).toContain("drive");
    expect(read(await world.run("mute", {}, there))).toContain("Monoprix");
  });

  it("bring the packs' watches to the first channel that is set up where none is configured, and to no second", async () => {
    const world = createDeskWorld({}, { waiting: "console" });
    await world.run("watch add", { rule: "Monoprix" }, { ...manager, destination: "console", guildId: null });
    const first = read(await world.run("settings", { channel: "444444444444444444" }, manager));
    expect(first).toContain("1 watch moved along.");
    expect(world.store.watches.list("discord:444444444444444444")).toHaveLength(1);
    expect(homeOf(world.store, "console")).toBe("discord:444444444444444444");
    const elsewhere = { ...manager, destination: "discord:5", guildId: "77" } as const;
    await world.run("settings", { language: "fr" }, elsewhere);
    expect(world.store.watches.list("discord:5")).toEqual([]);
  });

  it("are found again where they were moved to, also after the way back", async () => {
    const world = createDeskWorld();
    await world.run("settings", { channel: "444444444444444444" }, manager);
    expect(homeOf(world.store, "discord:1")).toBe("discord:444444444444444444");
    await world.run("settings", { channel: "1" }, { ...manager, destination: "discord:444444444444444444" });
    expect(homeOf(world.store, "discord:1")).toBe("discord:1");
  });

  it("publish to followers when told so, and follow the channel", async () => {
    const world = createDeskWorld();
    await world.run("settings", { publish: true }, manager);
    await world.run("settings", { channel: "444444444444444444" }, manager);
    expect(isPublished(world.store, "discord:444444444444444444")).toBe(true);
    await world.run("settings", { publish: false }, { ...manager, destination: "discord:444444444444444444" });
    expect(isPublished(world.store, "discord:444444444444444444")).toBe(false);
  });
});

describe("a publication that has to wait", () => {
  it("holds back no alert behind it, and is due when its time has come", () => {
    const { store } = createDeskWorld();
    const row = {
      destination: "discord:1",
      message: {
        type: "document",
        locale: "en",
        document: { title: "t", tone: "plain", blocks: [], actions: [], file: null },
      },
      alertId: null,
      silent: false,
      createdAt: 0,
    } as const;
    store.outbox.add({ ...row, form: "crosspost", nonce: "a", nextTryAt: 1_000 });
    store.outbox.add({ ...row, form: "post", nonce: "b", nextTryAt: 5 });
    expect(store.outbox.nextDueAt()).toBe(5);
    expect(store.outbox.listDue(10).map(({ nonce }) => nonce)).toEqual(["b"]);
    expect(store.outbox.listDue(1_000).map(({ nonce }) => nonce)).toEqual(["a"]);
  });
});

describe("what is urgent", () => {
  const signal = (change: Partial<Signal>): Signal => ({
    kind: "partnership",
    kinds: ["partnership"],
    stage: "deal",
    pairs: [{ entrant: "amazon", target: "monoprix" }],
    amounts: [],
    promises: [],
    attribution: "origin",
    citing: null,
    hedged: false,
    evidence: [],
    ...change,
  });
  const step = { pair: { entrant: "a", target: "b" }, stage: "talks", at: 2, itemId: 2, storyId: 1 } as const;
  const reversal: Reason = { code: "reversal", move: { move: "reversal", step, from: null } };
  const cases: readonly (readonly [string, readonly Reason[], Signal | null, boolean])[] = [
    ["a deal", [{ code: "new-story" }], signal({}), true],
    ["a reversal of any stage", [reversal], signal({ stage: "talks" }), true],
    ["talks", [{ code: "new-story" }], signal({ stage: "talks" }), false],
    ["a deal by hearsay", [{ code: "new-story" }], signal({ hedged: true }), false],
    ["a deal that a second outlet confirms", [{ code: "second-origin", publisher: "x" }], signal({}), false],
    ["a deal without a partner", [], signal({ pairs: [{ entrant: "amazon", target: null }] }), false],
    ["no signal", [], null, false],
  ];
  it.each(cases)("%s", (_name, reasons, read, urgent) => {
    expect(isUrgent(reasons, read)).toBe(urgent);
  });
});
