/** What an operator carries from one installation to another: watches, feeds, destinations. The archive travels by backup. */
import type { DestinationId, Lang, Locale, Millis, Rule, WatchTier } from "../core/types.ts";
import { newFeed } from "./new-feed.ts";
import type { Store } from "./ports.ts";

interface CarriedFeed {
  readonly url: string;
  readonly name: string;
  readonly lang: Lang;
  readonly state: "active" | "paused" | "gone";
}

interface CarriedWatch {
  readonly destination: DestinationId;
  readonly rule: Rule;
  readonly tier: WatchTier;
  readonly state: "active" | "paused";
  readonly addedBy: string;
}

interface CarriedDestination {
  readonly id: DestinationId;
  readonly guildId: string | null;
  readonly locale: Locale;
  readonly zone: string;
}

export interface Carried {
  readonly destinations: readonly CarriedDestination[];
  readonly watches: readonly CarriedWatch[];
  readonly feeds: readonly CarriedFeed[];
}

/** What people added; what the packs brought comes back with the packs. */
export function collect(store: Pick<Store, "destinations" | "watches" | "feeds">): Carried {
  return {
    destinations: store.destinations.list().map(({ id, guildId, locale, zone }) => ({ id, guildId, locale, zone })),
    watches: store.watches
      .list()
      .filter(({ origin }) => origin === "person")
      .map(({ id: _id, destination, tier, origin: _origin, state, addedBy, addedAt: _addedAt, ...rule }) => ({
        destination,
        rule,
        tier,
        state,
        addedBy,
      })),
    feeds: store.feeds.list().map(({ url, name, lang, state }) => ({ url, name, lang, state })),
  };
}

/** Adds what the store lacks, in one transaction; what is there already stays as it is. */
export function apply(
  store: Pick<Store, "destinations" | "watches" | "feeds" | "transact">,
  carried: Carried,
  { now, intervalMs }: { readonly now: Millis; readonly intervalMs: Millis },
): { readonly watches: number; readonly feeds: number } {
  return store.transact(() => {
    for (const { id, ...defaults } of carried.destinations) store.destinations.ensure(id, defaults);
    const watches = carried.watches.filter(
      ({ destination, rule }) => store.watches.findByName(destination, rule.name) === undefined,
    );
    for (const { rule, ...watch } of watches) store.watches.add({ ...rule, ...watch, origin: "person", addedAt: now });
    const feeds = carried.feeds.filter(({ url }) => store.feeds.findByUrl(url) === undefined);
    for (const feed of feeds) {
      store.feeds.add(
        newFeed({ zone: null, ...feed, origin: "person", confirmed: null }, { now, intervalMs, spreadMs: 0 }),
      );
    }
    return { watches: watches.length, feeds: feeds.length };
  });
}
