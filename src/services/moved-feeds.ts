/** Where a pack's feeds have moved to for good: the pack goes on naming the old address, and must not bring it back as another feed. */
import type { Feed, Store } from "./ports.ts";

const key = (url: string): string => `feed.moved ${url}`;
/** Longest chain of moves that is followed. */
const chainLimit = 20;

export function rememberMove({ notes }: Pick<Store, "notes">, from: string, to: string): void {
  notes.set(key(from), to);
}

/** The feed that has this address, or had it before it moved. */
export function findMoved({ feeds, notes }: Pick<Store, "feeds" | "notes">, url: string): Feed | undefined {
  let address: string | undefined = url;
  for (let moves = 0; address !== undefined && moves < chainLimit; moves += 1) {
    const feed = feeds.findByUrl(address);
    if (feed !== undefined) return feed;
    address = notes.get(key(address));
  }
  return undefined;
}
