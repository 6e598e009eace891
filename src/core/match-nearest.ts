/** Distances between places and what covers them, for fields of any length: sorted once, then found by halving instead of pair by pair. */
import { distanceOf, type Place } from "./match-place.ts";
import { type Field, fields } from "./types.ts";

export interface PlaceIndex {
  /** How many words lie from a place to the nearest of these, as `distanceOf` counts; infinite where none is in its field. */
  distanceTo(this: void, place: Place): number;
  /** Whether one of these reaches over all words of a place; the place itself does. */
  covers(this: void, place: Place): boolean;
  /** Whether a longer one of these reaches over all words of a place. */
  outreaches(this: void, place: Place): boolean;
}

export function indexPlaces(places: readonly Place[]): PlaceIndex {
  const rows = new Map(fields.map((field) => [field, indexField(places, field)] as const));
  const emptyRow: Row = { places: [], farthest: [] };
  const rowOf = (field: Field): Row => rows.get(field) ?? emptyRow;
  return {
    distanceTo: (place) => {
      const row = rowOf(place.field);
      const next = countBefore(row, place.from);
      const [before, after] = [row.farthest[next - 1], row.places[next]];
      return Math.min(
        before === undefined ? Number.POSITIVE_INFINITY : distanceOf(before, place),
        after === undefined ? Number.POSITIVE_INFINITY : distanceOf(after, place),
      );
    },
    covers: (place) => reach(rowOf(place.field), place.from + 1) >= place.to,
    outreaches: (place) => {
      const row = rowOf(place.field);
      return reach(row, place.from) >= place.to || reach(row, place.from + 1) > place.to;
    },
  };
}

/** Places of one field by their first word. */
interface Row {
  readonly places: readonly Place[];
  /** Up to each place, the one that ends last. */
  readonly farthest: readonly Place[];
}

function indexField(places: readonly Place[], field: Field): Row {
  const sorted = places.filter((place) => place.field === field).sort((left, right) => left.from - right.from);
  const farthest: Place[] = [];
  for (const place of sorted) {
    const before = farthest.at(-1);
    farthest.push(before !== undefined && before.to >= place.to ? before : place);
  }
  return { places: sorted, farthest };
}

/** Where the places that begin before a word end at the latest; -1 where there are none. */
function reach(row: Row, word: number): number {
  return row.farthest[countBefore(row, word) - 1]?.to ?? -1;
}

/** How many places begin before a word. */
function countBefore({ places }: Row, word: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.from ?? 0) < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
