/** Where messages can be posted, as far as is known: destinations that were paused because nothing could be come back as soon as it can. */
import type { PostingRight } from "../core/phrase-book.ts";
import type { DestinationId } from "../core/types.ts";
import type { Destination, Log, Store } from "./ports.ts";

export type Reach =
  | { readonly type: "open" }
  | { readonly type: "lacks"; readonly permissions: readonly PostingRight[] }
  /** A forum takes threads, and no message of its own. */
  | { readonly type: "forum" }
  /** Not connected yet, or in no server that has the channel. */
  | { readonly type: "unknown" };

export type ReachOf = (destination: DestinationId) => Reach;

interface ReachDeps {
  readonly store: Pick<Store, "destinations">;
  readonly log: Pick<Log, "info">;
  readonly reachOf?: ReachOf;
}

/** The destination as it is after a look: active again where nothing is wanting any more. Should Discord still refuse, the next message pauses it anew. */
export function resumeReachable({ store, log, reachOf }: ReachDeps, destination: Destination): Destination {
  if (destination.state === "active" || reachOf?.(destination.id).type !== "open") return destination;
  const change = { state: "active", note: null } as const;
  store.destinations.update(destination.id, change);
  log.info("destination resumed", { destination: destination.id });
  return { ...destination, ...change };
}

export function resumeAllReachable(deps: ReachDeps): void {
  for (const destination of deps.store.destinations.list()) resumeReachable(deps, destination);
}
