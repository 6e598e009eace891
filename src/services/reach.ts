/** Destinations that were paused because nothing could be posted there come back as soon as it can. */
import type { DestinationId } from "../core/types.ts";
import type { Destination, Log, Store } from "./ports.ts";

/** Permissions that are wanting at a destination, by name; null where that is not known. */
export type MissingAt = (destination: DestinationId) => readonly string[] | null;

interface ReachDeps {
  readonly store: Pick<Store, "destinations">;
  readonly log: Pick<Log, "info">;
  readonly missingAt?: MissingAt;
}

/** The destination as it is after a look: active again where nothing is wanting any more. Should Discord still refuse, the next message pauses it anew. */
export function resumeReachable({ store, log, missingAt }: ReachDeps, destination: Destination): Destination {
  if (destination.state === "active" || missingAt?.(destination.id)?.length !== 0) return destination;
  const change = { state: "active", note: null } as const;
  store.destinations.update(destination.id, change);
  log.info("destination resumed", { destination: destination.id });
  return { ...destination, ...change };
}

export function resumeAllReachable(deps: ReachDeps): void {
  for (const destination of deps.store.destinations.list()) resumeReachable(deps, destination);
}
