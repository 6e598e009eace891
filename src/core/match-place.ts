/** Places where terms stand in an item, and what is asked of a place beyond its words: capitals, accents, guards. */
import type { Plan, TermId } from "./match-plan.ts";
import { accentKey, type Demand } from "./match-spelling.ts";
import { isSmall } from "./text.ts";
import type { Evidence, Field, GuardHit, MatchInput } from "./types.ts";

/** A found term: words `from` up to, not including, `to`; offsets into the field as published. */
export interface Place {
  readonly field: Field;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** Whether its first word, and whether each of its words, is free of a small initial; `every` where nobody asks. */
  readonly capitals: "none" | "first" | "every";
}

/** Where the terms of a plan stand in one item, in order of field and offset, without regard to capitals and guards. */
export type Places = (term: TermId) => readonly Place[];

/** Word bounds of a field, as UTF-16 offsets into it. */
export interface WordBounds {
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** The words `from` up to, not including, `to`, as a place of a term that makes this demand. */
export function placeOf(
  { capitals }: Demand,
  raw: string,
  field: Field,
  from: number,
  to: number,
  bounds: WordBounds,
): Place {
  const { starts, ends } = bounds;
  return {
    field,
    from,
    to,
    start: starts[from] ?? 0,
    end: ends[to - 1] ?? 0,
    capitals: capitals === null ? "every" : capitalsOf(raw, from, to, bounds),
  };
}

const hyphens = "-‐‑";

/** Signs between words have no case, and behind a hyphen it is free: Co-op. */
function capitalsOf(raw: string, from: number, to: number, { starts, ends }: WordBounds): Place["capitals"] {
  for (let word = from; word < to; word += 1) {
    const start = starts[word] ?? 0;
    if (word > from && hyphens.includes(raw[start - 1] ?? " ")) continue;
    if (isSmallWord(raw, start, ends[word] ?? 0)) return word === from ? "none" : "first";
  }
  return "every";
}

/** Whether a word begins with a small letter and has no capital further in, as eBay has; "et" and "and" may always be small. */
function isSmallWord(raw: string, start: number, end: number): boolean {
  if (!isSmall(raw, start) || /^(?:et|and)$/.test(raw.slice(start, Math.min(end, start + 4)))) return false;
  for (let index = start + 1; index < end; index += 1) {
    const code = raw.charCodeAt(index);
    if (code >= 0x41 && code <= 0x5a) return false;
  }
  return true;
}

/** Why a place does not count. */
export interface Refusal {
  readonly guard: GuardHit["guard"];
  readonly word: string | null;
}

/** Whether the text at a place has the accents and the shape that its term asks for. */
export function fitsText(demand: Demand, raw: string, start: number, end: number): boolean {
  const written = raw.slice(start, end);
  if (demand.accents !== null && !demand.accents.has(accentKey(written))) return false;
  return !demand.ticker || raw[start - 1] === "$" || /^[A-Z0-9]{2,6}\.[A-Z]{1,2}$/.test(written);
}

/** Whether a place has the capitals that its term asks for. */
function fitsCase(demand: Demand, place: Place): boolean {
  if (demand.capitals === null || place.capitals === "every") return true;
  return demand.capitals === "first" && place.capitals === "first";
}

/**
 * Judges one place of a term by its capitals and guards; null where it counts.
 * @param context says whether something else in the item gives context; asked only where the term wants context and its own words give none.
 */
export function judge(
  plan: Plan,
  term: TermId,
  place: Place,
  { input, places }: { readonly input: MatchInput; readonly places: Places },
  context: (place: Place) => boolean = () => false,
): Refusal | null {
  const planned = plan.terms[term];
  if (planned === undefined || planned.isPlain) return null;
  if (!fitsCase(planned.demand, place)) return { guard: "lower-case", word: null };
  const excluding = firstPlace(plan, planned.not, places, () => true);
  if (excluding !== null) {
    return { guard: "excluded", word: input[excluding.field].slice(excluding.start, excluding.end) };
  }
  if (planned.with.length === 0) return null;
  const supported =
    firstPlace(plan, planned.with, places, (other) => !overlaps(other, place)) !== null || context(place);
  return supported ? null : { guard: "no-context", word: null };
}

/** The first acceptable place of any of these guard words; their capitals count, guards of their own they have none. */
export function firstPlace(
  plan: Plan,
  terms: readonly TermId[],
  places: Places,
  accepts: (place: Place) => boolean,
): Place | null {
  for (const term of terms) {
    const demand = plan.terms[term]?.demand;
    const found = places(term).find((place) => accepts(place) && (demand === undefined || fitsCase(demand, place)));
    if (found !== undefined) return found;
  }
  return null;
}

/** Whether two places share a word. */
export function overlaps(left: Place, right: Place): boolean {
  return left.field === right.field && left.from < right.to && right.from < left.to;
}

/** How many words lie from one place to the other: 1 for neighbours, 0 where they overlap. */
export function distanceOf(left: Place, right: Place): number {
  if (left.field !== right.field) return Number.POSITIVE_INFINITY;
  if (overlaps(left, right)) return 0;
  return left.from < right.from ? right.from - left.to + 1 : left.from - right.to + 1;
}

/** Order of fields, then offsets. */
export function comparePlaces(left: Place, right: Place): number {
  if (left.field !== right.field) return left.field === "title" ? -1 : 1;
  return left.from - right.from || left.to - right.to;
}

/** The place as it is shown. */
export function toEvidence(term: string, { field, start, end }: Place): Evidence {
  return { term, field, start, end };
}
