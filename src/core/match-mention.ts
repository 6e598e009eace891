/** Which companies an item speaks of: aliases, tickers and people judged by their guards, the longest reading of a place winning. */
import { indexPlaces } from "./match-nearest.ts";
import {
  comparePlaces,
  firstPlace,
  judge,
  overlaps,
  type Place,
  type Places,
  type Refusal,
  toEvidence,
} from "./match-place.ts";
import type { EntityIndex, Plan, PlanName } from "./match-plan.ts";
import type { GuardHit, MatchInput, Mention } from "./types.ts";

/** A name of an entity that was found and accepted. */
export interface Naming {
  readonly name: PlanName;
  readonly place: Place;
}

/** A name that was found and refused. */
export interface RefusedNaming extends Naming {
  readonly refusal: Refusal;
}

export interface Namings {
  readonly accepted: readonly Naming[];
  readonly refused: readonly RefusedNaming[];
}

/**
 * Judges the names found in an item.
 *
 * Context for an alias that asks for it: one of its own `with` words; a name that needs no context (another company, or this one's ticker,
 * people or plainer alias); a trade word of the gazetteer. Nothing gives context to itself: the two places must not overlap.
 * A name within a longer accepted one is part of it: Casino in Géant Casino is no mention of its own.
 */
export function judgeNames(
  plan: Plan,
  names: readonly PlanName[],
  item: { readonly input: MatchInput; readonly places: Places },
): Namings {
  const found = names.flatMap((name) => item.places(name.term).map((place): Naming => ({ name, place })));
  const needsContext = ({ name }: Naming): boolean => (plan.terms[name.term]?.with.length ?? 0) > 0;
  const verdict = (naming: Naming, context?: (place: Place) => boolean): Refusal | null =>
    judge(plan, naming.name.term, naming.place, item, context);
  const firm = found.filter((naming) => !needsContext(naming) && verdict(naming) === null);
  const context = (place: Place): boolean =>
    firm.some((other) => !overlaps(other.place, place)) ||
    firstPlace(plan, plan.context, item.places, (other) => !overlaps(other, place)) !== null;
  const accepted: Naming[] = [...firm];
  const refused: RefusedNaming[] = [];
  for (const naming of found) {
    const refusal = verdict(naming, context);
    if (refusal !== null) refused.push({ ...naming, refusal });
    else if (needsContext(naming)) accepted.push(naming);
  }
  const taken = indexPlaces(accepted.map(({ place }) => place));
  return {
    accepted: once(accepted.filter(({ place }) => !taken.outreaches(place))),
    refused: once(refused.filter(({ place }) => !taken.covers(place))),
  };
}

/** One naming per entity and place, in the order of places; aliases before tickers before people. */
function once<N extends Naming>(namings: readonly N[]): readonly N[] {
  const firsts = new Map<string, N>();
  for (const naming of namings) {
    const { place, name } = naming;
    const key = `${name.entity} ${place.field} ${place.from} ${place.to}`;
    const before = firsts.get(key);
    if (before === undefined || rank(name) < rank(before.name)) firsts.set(key, naming);
  }
  return [...firsts.values()].sort(
    (left, right) => comparePlaces(left.place, right.place) || left.name.entity - right.name.entity,
  );
}

function rank({ by, term }: PlanName): number {
  return ["alias", "ticker", "person"].indexOf(by) * 1e9 + term;
}

export function toMention(plan: Plan, { name, place }: Naming): Mention {
  return { entity: idOf(plan, name.entity), by: name.by, evidence: toEvidence(labelOf(plan, name), place) };
}

export function toGuardHit(plan: Plan, { name, place, refusal }: RefusedNaming): GuardHit {
  return { entity: idOf(plan, name.entity), evidence: toEvidence(labelOf(plan, name), place), ...refusal };
}

export function idOf(plan: Plan, entity: EntityIndex): string {
  return plan.entities[entity]?.id ?? "";
}

function labelOf(plan: Plan, name: PlanName): string {
  return plan.terms[name.term]?.term.text ?? "";
}
