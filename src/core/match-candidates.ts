/**
 * Which rules an item may meet, from the terms and entities that stand in it.
 *
 * Equal groups are kept once. Every rule hangs on one *anchor*, the group that is least likely to be met, so that common words wake no
 * rules; under an anchor, rules lie sorted by their next group, whose answer is remembered for the item. What comes out has every group
 * met; exclusions, distances and guards are for `matchRule` to judge.
 */
import type { Plan, PlanGroup, PlanRule, TermId } from "./match-plan.ts";
import { at } from "./match-vocabulary.ts";
import { kindOf } from "./rule-term.ts";
import { type Field, fields } from "./types.ts";

/** What stands in an item, by member: terms first, then entities. A member's fields are bits: 1 title, 2 description. */
export interface Presence {
  readonly members: readonly number[];
  fieldsOf(this: void, member: number): number;
}

export interface Candidates {
  /** Indexes of the rules of which every group is present, in ascending order. */
  find(this: void, presence: Presence): readonly number[];
}

/** Member number of an entity. */
export function entityMember(plan: Plan, entity: number): number {
  return plan.terms.length + entity;
}

export function fieldBit(field: Field): number {
  return 1 << fields.indexOf(field);
}

/** Lists of numbers side by side: list `i` is `values[bounds[i]..bounds[i + 1])`. */
interface Lists {
  readonly bounds: Int32Array;
  readonly values: Int32Array;
}

export function indexRules(plan: Plan): Candidates {
  const groups = internGroups(plan);
  const rows = hangRules(plan, groups);
  const members = toLists(groups.members);
  const rowsOfGroup = toLists(groupBy(rows, groups.members.length, (row) => [row.anchor]));
  const anchors = groups.members.map((_, group) => at(rowsOfGroup.bounds, group) < at(rowsOfGroup.bounds, group + 1));
  const anchored = groups.members.map((all, group) => (anchors[group] ? all : []));
  const anchorsOfMember = toLists(groupBy(anchored, plan.terms.length + plan.entities.length, (all) => all));
  const nexts = Int32Array.from(rows, (row) => row.next);
  const rulesOfRow = Int32Array.from(rows, (row) => row.rule);
  const fieldsOfRow = Uint8Array.from(rows, (row) => row.fields);
  const rests = toLists(rows.map((row) => row.rest));
  const woken = new Int32Array(groups.members.length);
  const stamps = new Int32Array(groups.members.length);
  const masks = new Uint8Array(groups.members.length);
  let stamp = 0;

  /** In which fields a group is met, worked out once an item. */
  const fieldsOfGroup = (group: number, presence: Presence): number => {
    if (stamps[group] === stamp) return at(masks, group);
    let mask = 0;
    for (let index = at(members.bounds, group); index < at(members.bounds, group + 1); index += 1) {
      mask |= presence.fieldsOf(at(members.values, index));
    }
    stamps[group] = stamp;
    masks[group] = mask;
    return mask;
  };
  const restIsMet = (row: number, presence: Presence): boolean => {
    for (let index = at(rests.bounds, row); index < at(rests.bounds, row + 1); index += 1) {
      if ((fieldsOfGroup(at(rests.values, index), presence) & at(fieldsOfRow, row)) === 0) return false;
    }
    return true;
  };
  const wake = (anchor: number, presence: Presence, found: number[]): void => {
    const mask = fieldsOfGroup(anchor, presence);
    for (let index = at(rowsOfGroup.bounds, anchor); index < at(rowsOfGroup.bounds, anchor + 1); index += 1) {
      const row = at(rowsOfGroup.values, index);
      const next = at(nexts, row);
      const both = next === -1 ? mask : fieldsOfGroup(next, presence);
      const wanted = at(fieldsOfRow, row);
      if ((mask & wanted) !== 0 && (both & wanted) !== 0 && restIsMet(row, presence)) found.push(at(rulesOfRow, row));
    }
  };
  const wakeAnchors = (member: number, presence: Presence, found: number[]): void => {
    const { bounds, values } = anchorsOfMember;
    for (let index = at(bounds, member); index < at(bounds, member + 1); index += 1) {
      const anchor = at(values, index);
      if (woken[anchor] === stamp) continue;
      woken[anchor] = stamp;
      wake(anchor, presence, found);
    }
  };

  const find = (presence: Presence): readonly number[] => {
    stamp += 1;
    const found: number[] = [];
    for (const member of presence.members) wakeAnchors(member, presence, found);
    return found.length > 1 ? found.sort((left, right) => left - right) : found;
  };
  return { find };
}

/** Indexes of the entries under each of their keys. */
function groupBy<T>(
  entries: readonly T[],
  keyCount: number,
  keysOf: (entry: T) => Iterable<number>,
): readonly number[][] {
  const byKey: number[][] = Array.from({ length: keyCount }, () => []);
  entries.forEach((entry, index) => {
    for (const key of keysOf(entry)) byKey[key]?.push(index);
  });
  return byKey;
}

function toLists(lists: readonly ArrayLike<number>[]): Lists {
  const bounds = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    bounds[index + 1] = at(bounds, index) + list.length;
  });
  const values = new Int32Array(at(bounds, lists.length));
  lists.forEach((list, index) => {
    values.set(list, at(bounds, index));
  });
  return { bounds, values };
}

interface Groups {
  readonly members: readonly (readonly number[])[];
  readonly weights: readonly number[];
  idOf(this: void, group: PlanGroup): number;
}

function internGroups(plan: Plan): Groups {
  const members: (readonly number[])[] = [];
  const weights: number[] = [];
  const ids = new Map<string, number>();
  const idOf = (group: PlanGroup): number => {
    const all = [...group.terms, ...group.entities.map((entity) => entityMember(plan, entity))].sort((a, b) => a - b);
    const key = all.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, members.length);
    weights.push(weightOf(plan, group));
    return members.push(all) - 1;
  };
  return { members, weights, idOf };
}

/** How likely a group is to be met, without statistics: names are rarer than words, phrases than both. */
function weightOf(plan: Plan, group: PlanGroup): number {
  const weight = (term: TermId): number => {
    const planned = plan.terms[term]?.term;
    if (planned === undefined || planned.text.includes(" ")) return 1;
    return kindOf(planned) === "name" ? 2 : 4;
  };
  return group.terms.reduce((total, term) => total + weight(term), 2 * group.entities.length);
}

/** A rule under its anchor; `next` is its second group, -1 where it has none. */
interface Row {
  readonly rule: number;
  readonly anchor: number;
  readonly next: number;
  readonly rest: readonly number[];
  readonly fields: number;
}

function hangRules(plan: Plan, groups: Groups): readonly Row[] {
  const rows = plan.rules.flatMap((planned, rule): readonly Row[] => {
    const ids = [...new Set(planned.groups.map(groups.idOf))].sort(
      (left, right) => (groups.weights[left] ?? 0) - (groups.weights[right] ?? 0) || left - right,
    );
    const [anchor, next = -1, ...rest] = ids;
    return anchor === undefined ? [] : [{ rule, anchor, next, rest, fields: fieldBits(planned) }];
  });
  return rows.sort((left, right) => left.anchor - right.anchor || left.next - right.next);
}

function fieldBits({ rule }: PlanRule): number {
  return (rule.fields ?? fields).reduce((bits, field) => bits | fieldBit(field), 0);
}
