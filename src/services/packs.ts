/** Brings the packs into the store: what is new is added, what changed follows the pack, what a person set (a pause) stays as it is. */
import type { Pack } from "../core/pack.ts";
import type { DestinationId } from "../core/types.ts";
import { findMoved } from "./moved-feeds.ts";
import { type NewFeedTimes, newFeed } from "./new-feed.ts";
import type { Store } from "./ports.ts";

export interface PackSyncOptions extends NewFeedTimes {
  /** Where the packs' watches post. */
  readonly destination: DestinationId;
}

/** One transaction; harmless when repeated. */
export function syncPacks(store: Store, packs: readonly Pack[], options: PackSyncOptions): void {
  store.transact(() => {
    for (const pack of packs) {
      syncWatches(store, pack, options);
      syncFeeds(store, pack, options);
    }
  });
}

function syncWatches(store: Store, pack: Pack, { destination, now }: PackSyncOptions): void {
  const wanted = new Set(pack.watches.map(({ name }) => name));
  const isOfPack = ({ origin, addedBy }: { origin: string; addedBy: string }) =>
    origin === "pack" && addedBy === pack.name;
  for (const watch of store.watches.list(destination)) {
    if (isOfPack(watch) && !wanted.has(watch.name)) store.watches.remove(watch.id);
  }
  for (const watch of pack.watches) {
    const known = store.watches.findByName(destination, watch.name);
    if (known === undefined) {
      store.watches.add({ ...watch, destination, origin: "pack", state: "active", addedBy: pack.name, addedAt: now });
    } else if (isOfPack(known)) store.watches.update(known.id, watch);
  }
}

function syncFeeds(store: Store, pack: Pack, times: NewFeedTimes): void {
  for (const { url, name, lang, zone = null, confirmed, on } of pack.feeds) {
    const known = findMoved(store, url);
    if (known !== undefined) {
      if (known.origin === "pack") store.feeds.update(known.id, { name, lang, zone, confirmed: dateOrNull(confirmed) });
      continue;
    }
    const state = on ? "active" : "paused";
    store.feeds.add(newFeed({ url, name, lang, zone, origin: "pack", state, confirmed: dateOrNull(confirmed) }, times));
  }
}

function dateOrNull(confirmed: string): string | null {
  return confirmed === "never" ? null : confirmed;
}
