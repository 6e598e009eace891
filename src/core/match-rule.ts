/** One rule against one item: whether every condition holds, by which words, and otherwise which conditions failed. */
import { idOf, judgeNames, type Naming, type Namings, toGuardHit } from "./match-mention.ts";
import { indexPlaces } from "./match-nearest.ts";
import { comparePlaces, judge, type Place, type Places, toEvidence } from "./match-place.ts";
import { type EntityIndex, emptyGroup, type Plan, type PlanGroup, type PlanName, type PlanRule } from "./match-plan.ts";
import {
  type Evidence,
  type Field,
  fields,
  type MatchInput,
  type MissCause,
  type Rule,
  type RuleMatch,
} from "./types.ts";

/** All that is known of one item when its rules are judged. */
export interface ItemFacts {
  readonly input: MatchInput;
  readonly places: Places;
  readonly namings: Namings;
}

/** Distance told where two groups never stand in one field. */
const farApart = 9999;

/** Gathers the facts of an item. @param names the names worth looking at: all, or those known to stand in the item. */
export function gatherFacts(plan: Plan, input: MatchInput, places: Places, names: readonly PlanName[]): ItemFacts {
  return { input, places, namings: judgeNames(plan, names, { input, places }) };
}

/** The match of a rule with its evidence, or null where a condition fails. */
export function matchRule<R extends Rule>(plan: Plan, planned: PlanRule<R>, facts: ItemFacts): RuleMatch<R> | null {
  const { rule, none } = planned;
  if (!speaks(rule, facts.input)) return null;
  const read = fieldsOf(rule);
  const groups: (readonly Span[])[] = [];
  for (const group of planned.groups) {
    const spans = spansOf(plan, group, facts, read);
    if (spans.length === 0) return null;
    groups.push(spans);
  }
  if (directSpans(plan, none, facts, read).length > 0) return null;
  const shown = rule.near === undefined ? groups : nearGroups(groups, rule.near);
  return shown === null ? null : { rule, ...toShow(plan, shown) };
}

/** Every condition of a rule that failed; empty where it matches. */
export function explainMiss(plan: Plan, planned: PlanRule, facts: ItemFacts): readonly MissCause[] {
  const { rule } = planned;
  const read = fieldsOf(rule);
  const causes: MissCause[] = [];
  if (!speaks(rule, facts.input)) causes.push({ code: "language", lang: facts.input.lang });
  const groups = planned.groups.map((group) => spansOf(plan, group, facts, read));
  groups.forEach((spans, index) => {
    if (spans.length === 0) causes.push(whyEmpty(plan, planned, index, facts));
  });
  for (const span of firstOfEach(directSpans(plan, planned.none, facts, read))) {
    causes.push({ code: "excluded", term: span.label, evidence: toEvidence(span.label, span.place) });
  }
  for (const [i, j, limit] of rule.near ?? []) {
    const [left, right] = [groups[i] ?? [], groups[j] ?? []];
    const distance = Math.min(closest(left, right), farApart);
    if (left.length > 0 && right.length > 0 && distance > limit) {
      causes.push({ code: "near", groups: [i, j], limit, distance });
    }
  }
  return causes;
}

/** A place that satisfies a group. */
interface Span {
  readonly place: Place;
  /** The term that stands there. */
  readonly label: string;
  /** What it counts as, one span each being shown: a term by its number, an entity by the complement of its number. */
  readonly counts: number;
  readonly owned: { readonly entity: EntityIndex; readonly owner: EntityIndex } | null;
}

function speaks(rule: Rule, input: MatchInput): boolean {
  return rule.langs === undefined || input.lang === "und" || rule.langs.includes(input.lang);
}

function fieldsOf(rule: Rule): readonly Field[] {
  return rule.fields ?? fields;
}

/** Owned companies stand for their owner only where nothing of the group stands there itself. */
function spansOf(plan: Plan, group: PlanGroup, facts: ItemFacts, read: readonly Field[]): readonly Span[] {
  const direct = directSpans(plan, group, facts, read);
  return direct.length > 0 ? direct : ownedSpans(plan, group, facts, read);
}

function directSpans(plan: Plan, group: PlanGroup, facts: ItemFacts, read: readonly Field[]): readonly Span[] {
  const spans: Span[] = [];
  for (const term of group.terms) {
    for (const place of facts.places(term)) {
      if (!read.includes(place.field) || judge(plan, term, place, facts) !== null) continue;
      spans.push({ place, label: labelOf(plan, term), counts: term, owned: null });
    }
  }
  if (group.entities.length > 0) {
    for (const naming of facts.namings.accepted) {
      const asked = read.includes(naming.place.field) && group.entities.includes(naming.name.entity);
      if (asked) spans.push(entitySpan(plan, naming, null));
    }
  }
  return inOrder(spans);
}

function ownedSpans(plan: Plan, group: PlanGroup, facts: ItemFacts, read: readonly Field[]): readonly Span[] {
  if (group.entities.length === 0) return [];
  const spans = facts.namings.accepted.flatMap((naming) => {
    if (!read.includes(naming.place.field)) return [];
    const owners = plan.ownersOf(naming.name.entity, facts.input.at);
    const owner = owners.find((entity) => group.entities.includes(entity));
    return owner === undefined ? [] : [entitySpan(plan, naming, { entity: naming.name.entity, owner })];
  });
  return inOrder(spans);
}

function entitySpan(plan: Plan, { name, place }: Naming, owned: Span["owned"]): Span {
  return { place, label: labelOf(plan, name.term), counts: ~name.entity, owned };
}

/** Most groups are met once, or in order already. */
function inOrder(spans: Span[]): readonly Span[] {
  return isInOrder(spans) ? spans : spans.sort((left, right) => comparePlaces(left.place, right.place));
}

function isInOrder(spans: readonly Span[]): boolean {
  let before: Span | null = null;
  for (const span of spans) {
    if (before !== null && comparePlaces(before.place, span.place) > 0) return false;
    before = span;
  }
  return true;
}

/** What a match tells: the first span of each term or entity of each group. */
function toShow(plan: Plan, groups: readonly (readonly Span[])[]): Pick<RuleMatch, "evidence" | "owned"> {
  const evidence: Evidence[] = [];
  const owned: Span[] = [];
  for (const spans of groups) {
    for (const span of firstOfEach(spans)) {
      evidence.push(toEvidence(span.label, span.place));
      if (span.owned !== null) owned.push(span);
    }
  }
  return { evidence, owned: owned.length === 0 ? noneOwned : ownedBy(plan, owned) };
}

const noneOwned: RuleMatch["owned"] = [];

function firstOfEach(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const seen = new Set<number>();
  return spans.filter(({ counts }) => !seen.has(counts) && seen.add(counts));
}

/** The fewest words between a span of one group and a span of another. */
function closest(left: readonly Span[], right: readonly Span[]): number {
  const { distanceTo } = indexPlaces(right.map(({ place }) => place));
  return left.reduce((least, { place }) => Math.min(least, distanceTo(place)), Number.POSITIVE_INFINITY);
}

/** Where a group has to be near another, what counts of it is what is near; null where nothing is. */
function nearGroups(groups: readonly (readonly Span[])[], near: NearRules): readonly (readonly Span[])[] | null {
  if (near.some(([i, j, limit]) => closest(groups[i] ?? [], groups[j] ?? []) > limit)) return null;
  return groups.map((spans, index) => nearSpans(spans, index, near, groups));
}

type NearRules = NonNullable<Rule["near"]>;

function nearSpans(
  spans: readonly Span[],
  group: number,
  near: NearRules,
  groups: readonly (readonly Span[])[],
): readonly Span[] {
  const asked = near
    .filter(([i, j]) => i === group || j === group)
    .map(([i, j, limit]) => ({
      limit,
      others: indexPlaces((groups[i === group ? j : i] ?? []).map((span) => span.place)),
    }));
  if (asked.length === 0) return spans;
  return spans.filter(({ place }) => asked.some(({ limit, others }) => others.distanceTo(place) <= limit));
}

function ownedBy(plan: Plan, spans: readonly Span[]): RuleMatch["owned"] {
  const pairs = spans.flatMap(({ owned }) => (owned === null ? [] : [owned]));
  const firsts = pairs.filter((pair, index) => pairs.findIndex((other) => isSame(other, pair)) === index);
  return firsts.map(({ entity, owner }) => ({ entity: idOf(plan, entity), owner: idOf(plan, owner) }));
}

function isSame(left: NonNullable<Span["owned"]>, right: NonNullable<Span["owned"]>): boolean {
  return left.entity === right.entity && left.owner === right.owner;
}

function whyEmpty(plan: Plan, { rule, groups }: PlanRule, index: number, facts: ItemFacts): MissCause {
  const group = groups[index] ?? emptyGroup;
  const read = fieldsOf(rule);
  const elsewhere = spansOf(plan, group, facts, fields)[0];
  if (elsewhere !== undefined) return { code: "field", field: elsewhere.place.field };
  const refusedName = facts.namings.refused.find(
    ({ name, place }) => group.entities.includes(name.entity) && read.includes(place.field),
  );
  if (refusedName !== undefined) return { code: "guard", group: index, hit: toGuardHit(plan, refusedName) };
  for (const term of group.terms) {
    const place = facts.places(term).find((candidate) => read.includes(candidate.field));
    const refusal = place === undefined ? null : judge(plan, term, place, facts);
    if (refusal !== null) return { code: "guard", group: index, hit: { term: labelOf(plan, term), ...refusal } };
  }
  const entities = group.entities.map((entity) => plan.entities[entity]?.name ?? "");
  const wanted = [...group.terms.map((term) => labelOf(plan, term)), ...entities];
  // A reference that names nothing is told as it was typed.
  const typed = (rule.all[index] ?? []).map(({ text }) => text);
  return { code: "group", group: index, terms: wanted.length > 0 ? wanted : typed };
}

function labelOf(plan: Plan, term: number): string {
  return plan.terms[term]?.term.text ?? "";
}
