/** Where the packs' watches live: the configured destination, or the one that its server's people have chosen since, kept as a note so that no start brings them back. */
import type { DestinationId, Millis } from "../core/types.ts";
import { moveBoard } from "./board.ts";
import type { Destination, Store } from "./ports.ts";
import { isPublished, setPublished } from "./publish.ts";

type HomeStore = Pick<Store, "destinations" | "watches" | "mutes" | "notes">;

const movedKey = (from: DestinationId): string => `moved ${from}`;

/** The destination that stands for `configured` today. */
export function homeOf({ notes }: Pick<Store, "notes">, configured: DestinationId): DestinationId {
  let home = configured;
  // A destination that was moved back to has no note of its own any more, so this ends.
  for (;;) {
    const next = notes.get(movedKey(home));
    if (next === undefined) return home;
    home = next as DestinationId;
  }
}

/** A server's alerts go to another channel from now on: its watches, mutes, settings and board move there. What was posted stays where it is. To be called inside a transaction. */
export function moveDestination(store: HomeStore, from: Destination, to: Destination, now: Millis): void {
  const { digestAt, quiet, urgentRoleId, welcomedAt, locale, zone } = from;
  store.destinations.update(to.id, { digestAt, quiet, urgentRoleId, welcomedAt, locale, zone });
  moveWatches(store, from.id, to.id);
  for (const mute of store.mutes.list(from.id, 0)) store.mutes.add({ ...mute, destination: to.id });
  if (isPublished(store, from.id)) setPublished(store, to.id, true);
  moveBoard(store, from.id, to.id);
  // Nothing is said there any more, not even a welcome.
  store.destinations.update(from.id, { guildId: null, digestAt: null, welcomedAt: welcomedAt ?? now });
}

/** Watches that waited for a channel go to the first that is chosen; answers how many. Later choices find none that wait. To be called inside a transaction. */
export function claimHome(store: HomeStore, waiting: DestinationId | undefined, chosen: DestinationId): number {
  if (waiting === undefined || waiting === chosen || homeOf(store, waiting) !== waiting) return 0;
  return moveWatches(store, waiting, chosen);
}

/** One whose name is taken there stays behind. */
function moveWatches({ watches, notes }: HomeStore, from: DestinationId, to: DestinationId): number {
  const moving = watches.list(from).filter(({ name }) => watches.findByName(to, name) === undefined);
  for (const { id } of moving) watches.update(id, { destination: to });
  notes.remove(movedKey(to));
  notes.set(movedKey(from), to);
  return moving.length;
}
