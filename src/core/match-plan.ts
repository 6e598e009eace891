/**
 * What rules and a gazetteer ask of a text, as numbered terms and groups: references expanded, equal terms kept once.
 * Both matchers work from this plan, so that there is one reading of a rule.
 */
import { type Demand, demandOf, noDemand } from "./match-spelling.ts";
import { parseTerm, renderTerm } from "./rule-term.ts";
import type { Entity, Gazetteer, Millis, Rule, Term } from "./types.ts";

/** Index of a term in a plan. */
export type TermId = number;
/** Index of an entity in the gazetteer. */
export type EntityIndex = number;

interface PlanTerm {
  readonly term: Term;
  readonly demand: Demand;
  /** Terms of which one must stand in the same item; empty where no context is asked for. */
  readonly with: readonly TermId[];
  /** Terms of which none may stand in the same item. */
  readonly not: readonly TermId[];
  /** Whether its words alone decide: no capitals, accents or guards to look at. */
  readonly isPlain: boolean;
}

/** What an entity is known by. */
export interface PlanName {
  readonly entity: EntityIndex;
  readonly by: "alias" | "ticker" | "person";
  readonly term: TermId;
}

/** Any of these satisfies the group. */
export interface PlanGroup {
  readonly terms: readonly TermId[];
  readonly entities: readonly EntityIndex[];
}

export interface PlanRule<R extends Rule = Rule> {
  readonly rule: R;
  readonly groups: readonly PlanGroup[];
  readonly none: PlanGroup;
}

export interface Plan<R extends Rule = Rule> {
  readonly terms: readonly PlanTerm[];
  readonly names: readonly PlanName[];
  /** Trade words that give context to any name. */
  readonly context: readonly TermId[];
  readonly entities: readonly Entity[];
  readonly rules: readonly PlanRule<R>[];
  /** Entities that own the given one at a moment, near ones first, owners of owners included. */
  ownersOf(entity: EntityIndex, at: Millis): readonly EntityIndex[];
}

/** Plans rules against a gazetteer. References that name nothing are met by nothing: see `unknownReferences`. */
export function planRules<R extends Rule>(rules: readonly R[], gazetteer: Gazetteer): Plan<R> {
  const table = createTermTable();
  const byId = new Map(gazetteer.entities.map((entity, index) => [entity.id, index]));
  const toGroup = createGrouping(gazetteer, byId, table);
  return {
    names: gazetteer.entities.flatMap((entity, index) => namesOf(entity, index, table.add)),
    context: gazetteer.contextTerms.map(table.add),
    rules: rules.map((rule) => ({ rule, groups: rule.all.map(toGroup), none: toGroup(rule.none) })),
    entities: gazetteer.entities,
    terms: table.terms,
    ownersOf: createOwnership(gazetteer.entities, byId),
  };
}

const nobody: readonly never[] = [];
export const emptyGroup: PlanGroup = { terms: nobody, entities: nobody };

/** Reads groups as typed, with their references expanded. */
function createGrouping(
  gazetteer: Gazetteer,
  byId: ReadonlyMap<string, EntityIndex>,
  table: TermTable,
): (typed: readonly Term[]) => PlanGroup {
  const lists = new Map(gazetteer.lists.map((list) => [list.name.toLowerCase(), list]));
  return (typed) => {
    if (typed.length === 0) return emptyGroup;
    const terms: Term[] = [];
    const entities: (EntityIndex | undefined)[] = [];
    for (const term of typed) {
      const name = referenceName(term);
      const list = name === null ? undefined : lists.get(name);
      if (name === null) terms.push(term);
      else if (list === undefined) entities.push(byId.get(name));
      else {
        terms.push(...list.terms);
        entities.push(...list.entities.map((id) => byId.get(id)));
      }
    }
    return { terms: distinct(terms.map(table.add)), entities: distinct(entities.filter(isKnown)) };
  };
}

/** References of a rule that are neither a list nor an entity of the gazetteer, as typed. */
export function unknownReferences(rule: Rule, gazetteer: Gazetteer): readonly string[] {
  const known = new Set([
    ...gazetteer.entities.map((entity) => entity.id),
    ...gazetteer.lists.map((list) => list.name.toLowerCase()),
  ]);
  const names = [...rule.all.flat(), ...rule.none].map(referenceName).filter((name) => name !== null);
  return distinct(names)
    .filter((name) => !known.has(name))
    .map((name) => `@${name}`);
}

function referenceName(term: Term): string | null {
  return term.text.startsWith("@") ? term.text.slice(1).toLowerCase() : null;
}

interface TermTable {
  readonly terms: readonly PlanTerm[];
  add(this: void, term: Term): TermId;
}

function createTermTable(): TermTable {
  const terms: PlanTerm[] = [];
  const ids = new Map<string, TermId>();
  const add = (term: Term): TermId => {
    const key = renderTerm(term);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const guards = { with: addAll(term.with), not: addAll(term.not) };
    const demand = demandOf(term);
    const isPlain = demand === noDemand && guards.with.length + guards.not.length === 0;
    const id = terms.push({ term, demand, ...guards, isPlain }) - 1;
    ids.set(key, id);
    return id;
  };
  const addAll = (words: readonly string[] = nobody): readonly TermId[] =>
    words.length === 0 ? nobody : words.map((word) => add(parseTerm(word)));
  return { terms, add };
}

function namesOf(entity: Entity, index: EntityIndex, add: (term: Term) => TermId): readonly PlanName[] {
  return [
    ...entity.aliases.map((alias) => ({ entity: index, by: "alias" as const, term: add(alias) })),
    ...entity.tickers.map((ticker) => ({
      entity: index,
      by: "ticker" as const,
      term: add({ text: ticker, cased: true }),
    })),
    ...entity.people.map((person) => ({ entity: index, by: "person" as const, term: add(parseTerm(person)) })),
  ];
}

function createOwnership(entities: readonly Entity[], byId: ReadonlyMap<string, EntityIndex>): Plan["ownersOf"] {
  return (entity, at) => {
    const owners: EntityIndex[] = [];
    const queue = [entity];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const { owner, from, to } of entities[next]?.owners ?? nobody) {
        const index = byId.get(owner);
        const holds = (from === null || from <= at) && (to === null || at < to);
        if (index === undefined || !holds || index === entity || owners.includes(index)) continue;
        owners.push(index);
        queue.push(index);
      }
    }
    return owners;
  };
}

function isKnown(index: EntityIndex | undefined): index is EntityIndex {
  return index !== undefined;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? (values.length === 0 ? nobody : values) : [...new Set(values)];
}
