/** What an operator carries from one installation to another: watches, feeds, destinations. The archive travels by backup. */
import type { DestinationId, Lang, Locale, Millis, Rule, WatchTier } from "../core/types.ts";
import { newFeed } from "./new-feed.ts";
import type { Store } from "./ports.ts";

interface CarriedFeed {
  readonly url: string;
  readonly name: string;
  readonly lang: Lang;
  readonly state: "active" | "paused" | "gone";
  /** IANA zone of its dates that name none; null or left out: as its language has it. */
  readonly zone?: string | null | undefined;
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
  readonly digestAt?: string | null | undefined;
  readonly quiet?: readonly [string, string] | null | undefined;
  readonly urgentRoleId?: string | null | undefined;
}

export interface Carried {
  readonly destinations: readonly CarriedDestination[];
  readonly watches: readonly CarriedWatch[];
  readonly feeds: readonly CarriedFeed[];
}

/** What people added; what the packs brought comes back with the packs. */
export function collect(store: Pick<Store, "destinations" | "watches" | "feeds">): Carried {
  return {
    destinations: store.destinations.list().map(({ id, guildId, locale, zone, digestAt, quiet, urgentRoleId }) => {
      return { id, guildId, locale, zone, digestAt, quiet, urgentRoleId };
    }),
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
    feeds: store.feeds.list().map(({ url, name, lang, zone, state }) => ({ url, name, lang, zone, state })),
  };
}

/** Adds what the store lacks, in one transaction; what is there already stays as it is. */
export function apply(
  store: Pick<Store, "destinations" | "watches" | "feeds" | "transact">,
  carried: Carried,
  { now, intervalMs }: { readonly now: Millis; readonly intervalMs: Millis },
): { readonly watches: number; readonly feeds: number } {
  return store.transact(() => {
    for (const destination of carried.destinations) addDestination(store, destination);
    const watches = carried.watches.filter(
      ({ destination, rule }) => store.watches.findByName(destination, rule.name) === undefined,
    );
    for (const { rule, ...watch } of watches) store.watches.add({ ...rule, ...watch, origin: "person", addedAt: now });
    const feeds = carried.feeds.filter(({ url }) => store.feeds.findByUrl(url) === undefined);
    for (const feed of feeds) {
      store.feeds.add(
        newFeed(
          { ...feed, zone: feed.zone ?? null, origin: "person", confirmed: null },
          { now, intervalMs, spreadMs: 0 },
        ),
      );
    }
    return { watches: watches.length, feeds: feeds.length };
  });
}

/** One that is known stays as its people have set it. */
function addDestination(
  { destinations }: Pick<Store, "destinations">,
  { id, guildId, locale, zone, digestAt, quiet, urgentRoleId }: CarriedDestination,
): void {
  if (destinations.get(id) !== undefined) return;
  destinations.ensure(id, { guildId, locale, zone });
  destinations.update(id, { digestAt: digestAt ?? null, quiet: quiet ?? null, urgentRoleId: urgentRoleId ?? null });
}
