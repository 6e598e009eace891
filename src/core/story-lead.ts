/** Which report speaks for a story: one with its own source before an echo, one with a description before a bare title, then the earliest. */
import type { Item, Signal } from "./types.ts";

interface Member {
  readonly item: Item;
  readonly reading: { readonly signal: Signal | null };
}

/** A description shorter than this says no more than the title, in characters. */
const usefulDescription = 60;

/** The lead of a story; undefined for no members. The order in which the members are given does not matter. */
export function pickLead<M extends Member>(members: readonly M[]): M | undefined {
  return [...members].sort(before)[0];
}

function before(a: Member, b: Member): number {
  return demerits(a) - demerits(b) || a.item.publishedAt - b.item.publishedAt || a.item.id - b.item.id;
}

function demerits({ item, reading }: Member): number {
  const silent = reading.signal === null ? 4 : 0;
  const echo = reading.signal?.attribution === "echo" ? 2 : 0;
  const bare = item.description.length < usefulDescription ? 1 : 0;
  return silent + echo + bare;
}
