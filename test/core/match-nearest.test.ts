import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexPlaces } from "../../src/core/match-nearest.ts";
import { distanceOf, type Place } from "../../src/core/match-place.ts";

const placeArbitrary = fc
  .record({ field: fc.constantFrom("title" as const, "description" as const), from: fc.nat(30), words: fc.nat(4) })
  .map(({ field, from, words }): Place => {
    const to = from + words + 1;
    return { field, from, to, start: from * 5, end: to * 5, capitals: "none" };
  });
const placesArbitrary = fc.array(placeArbitrary, { maxLength: 12 });

function covers(outer: Place, inner: Place): boolean {
  return outer.field === inner.field && outer.from <= inner.from && inner.to <= outer.to;
}

describe("an index of places", () => {
  it("tells the distance to the nearest as a look at each of them does", () => {
    fc.assert(
      fc.property(placesArbitrary, placeArbitrary, (places, place) => {
        const expected = Math.min(...places.map((other) => distanceOf(other, place)));
        expect(indexPlaces(places).distanceTo(place)).toBe(expected);
      }),
    );
  });

  it("tells what covers a place, and what is longer, as a look at each of them does", () => {
    fc.assert(
      fc.property(placesArbitrary, placeArbitrary, (places, place) => {
        const index = indexPlaces(places);
        expect(index.covers(place)).toBe(places.some((other) => covers(other, place)));
        expect(index.outreaches(place)).toBe(places.some((other) => covers(other, place) && !covers(place, other)));
      }),
    );
  });

  it("looks at few places of many", () => {
    let looks = 0;
    const counted = (from: number): Place => ({
      field: "title",
      get from() {
        looks += 1;
        return from;
      },
      to: from + 1,
      start: 0,
      end: 0,
      capitals: "none",
    });
    const index = indexPlaces(Array.from({ length: 10_000 }, (_, from) => counted(from * 3)));
    looks = 0;
    index.distanceTo(counted(15_000));
    expect(looks).toBeLessThan(50);
  });
});
