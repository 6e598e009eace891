/** The stores that the contract suites run on, and short ways to fill one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe } from "vitest";
import { openStore } from "../../src/adapters/sqlite/store.ts";
import type { AlertMessage } from "../../src/core/message.ts";
import type { AlertId, ItemId, NewItem, Pair, Reading, Signal, Stage, StoryId, Watch } from "../../src/core/types.ts";
import type { Alert, Delivery, Feed, Store } from "../../src/services/ports.ts";

/** Runs a suite on every implementation of the port; `store()` is a fresh, empty one in each test. */
export function describeStore(name: string, suite: (store: () => Store) => void): void {
  describe.each(["memory", "file"] as const)(`${name} (%s)`, (place) => {
    let store: Store | undefined;
    let folder: string | undefined;
    beforeEach(() => {
      folder = place === "file" ? mkdtempSync(join(tmpdir(), "vigie-store-")) : undefined;
      store = openStore({ file: folder ? join(folder, "vigie.db") : ":memory:" });
    });
    afterEach(() => {
      store?.close();
      if (folder) rmSync(folder, { recursive: true });
    });
    suite(() => {
      if (!store) throw new Error("the store is open only inside a test");
      return store;
    });
  });
}

export const day = 86_400_000;
/** 1 January 2018, UTC. */
export const newYear = 1_514_764_800_000;

let serial = 0;

export function aFeed(change: Partial<Feed> = {}): Omit<Feed, "id"> {
  serial += 1;
  return {
    url: `https://feed-${serial}.example/rss`,
    name: `Feed ${serial}`,
    lang: "fr",
    zone: null,
    origin: "pack",
    state: "active",
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    intervalMs: 600_000,
    nextCheckAt: newYear,
    lastOkAt: null,
    lastNewAt: null,
    failureCount: 0,
    failingSince: null,
    lastError: null,
    step: null,
    movedTo: null,
    movedCount: 0,
    baselineAt: null,
    confirmed: null,
    ...change,
  };
}

export function anItem(change: Partial<NewItem> = {}): NewItem {
  serial += 1;
  return {
    keys: [`url:${serial}`],
    title: `Headline ${serial}`,
    description: "",
    body: "",
    url: `https://press.example/${serial}`,
    publisher: "Press",
    feedId: null,
    publishedAt: newYear,
    seenAt: newYear,
    dateBasis: "published",
    lang: "en",
    ...change,
  };
}

export function aSignal(stage: Stage, pairs: readonly Pair[], change: Partial<Signal> = {}): Signal {
  return {
    kind: "partnership",
    kinds: ["partnership"],
    stage,
    pairs,
    amounts: [],
    promises: [],
    attribution: "origin",
    citing: null,
    hedged: false,
    evidence: [],
    ...change,
  };
}

export const reading = (signal: Signal | null): Reading => ({ signal, noise: null, place: "home" });

/** Puts an item with its reading into the archive, in the story given or in one of its own. */
export function archive(
  store: Store,
  {
    item = {},
    signal = null,
    entities = [],
    storyId,
  }: { item?: Partial<NewItem>; signal?: Signal | null; entities?: readonly string[]; storyId?: StoryId } = {},
): { itemId: ItemId; storyId: StoryId } {
  return store.transact(() => {
    const added = store.items.add(anItem(item));
    const story = storyId ?? store.stories.open(added.id, added.publishedAt);
    store.items.setReading(added.id, reading(signal), entities, story);
    store.stories.refresh(story);
    return { itemId: added.id, storyId: story };
  });
}

export function aWatch(change: Partial<Watch> = {}): Omit<Watch, "id"> {
  serial += 1;
  return {
    name: `Watch ${serial}`,
    all: [[{ text: "Carrefour" }]],
    none: [],
    destination: "console",
    tier: "signal",
    origin: "person",
    state: "active",
    addedBy: "terminal",
    addedAt: newYear,
    ...change,
  };
}

export function anAlert(
  store: Store,
  change: Partial<Alert> = {},
  about: { itemId: ItemId; storyId: StoryId } = archive(store),
): Alert {
  return store.alerts.add({
    destination: "console",
    ...about,
    stage: null,
    pairs: [],
    form: "post",
    createdAt: newYear,
    ...change,
  });
}

export type NewDelivery = Parameters<Store["outbox"]["add"]>[0];

export function aDelivery(change: Partial<Delivery> & { alertId?: AlertId | null } = {}): NewDelivery {
  serial += 1;
  return {
    destination: change.destination ?? "console",
    form: change.form ?? "post",
    message: change.message ?? aMessage(`Headline ${serial}`),
    nonce: change.nonce ?? `nonce-${serial}`,
    alertId: change.alertId ?? null,
    silent: change.silent ?? false,
    createdAt: change.createdAt ?? newYear,
    nextTryAt: change.nextTryAt ?? newYear,
  };
}

export function aMessage(headline: string): AlertMessage {
  return {
    type: "alert",
    locale: "en",
    storyId: 1,
    itemId: 1,
    alertId: 1,
    stage: "talks",
    who: "Amazon x Système U",
    headline,
    url: null,
    summary: "",
    why: "amazon",
    reversal: null,
    outlet: "press.example",
    publishedAt: newYear,
    lang: "en",
    members: null,
    related: [],
    actions: [],
  };
}
