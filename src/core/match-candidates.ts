/**
 * Which rules an item may meet, from the terms and entities that stand in it.
 *
 * Equal groups are kept once. Every rule hangs on one *anchor*, the group that is least likely to be met, so that common words wake no
 * rules; under an anchor, rules are sorted by their next group, so that one look passes over all of them. What comes out has every group
 * met; exclusions, distances and guards are for `matchRule` to judge.
 */
import type { Plan, PlanGroup, PlanRule, TermId } from "./match-plan.ts";
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

interface Row {
  readonly rule: number;
  readonly fields: number;
  readonly rest: readonly number[];
}

/** Rules under one anchor with the same next group; -1 where they have no other. */
interface Block {
  readonly next: number;
  readonly rows: readonly Row[];
}

interface Anchor {
  readonly group: number;
  readonly blocks: readonly Block[];
}

export function indexRules(plan: Plan): Candidates {
  const groups = internGroups(plan);
  const anchors = hangRules(plan, groups);
  const byMember: (Anchor[] | undefined)[] = Array.from({ length: plan.terms.length + plan.entities.length });
  for (const anchor of anchors) {
    for (const member of groups.members[anchor.group] ?? []) {
      const hung = byMember[member];
      if (hung === undefined) byMember[member] = [anchor];
      else hung.push(anchor);
    }
  }
  const woken = new Int32Array(groups.members.length);
  const met = createGroupMemory(groups.members);
  let stamp = 0;

  const find = (presence: Presence): readonly number[] => {
    stamp += 1;
    const found: number[] = [];
    for (const member of presence.members) {
      const hung = byMember[member];
      if (hung === undefined) continue;
      for (const anchor of hung) {
        if (woken[anchor.group] === stamp) continue;
        woken[anchor.group] = stamp;
        wake(anchor, (group) => met(group, presence, stamp), found);
      }
    }
    return found.length > 1 ? found.sort((left, right) => left - right) : found;
  };
  return { find };
}

/** In which fields a group is met, worked out once an item. */
function createGroupMemory(
  members: readonly Int32Array[],
): (group: number, presence: Presence, stamp: number) => number {
  const stamps = new Int32Array(members.length);
  const masks = new Uint8Array(members.length);
  return (group, presence, stamp) => {
    if (stamps[group] === stamp) return masks[group] ?? 0;
    let mask = 0;
    for (const member of members[group] ?? []) mask |= presence.fieldsOf(member);
    stamps[group] = stamp;
    masks[group] = mask;
    return mask;
  };
}

type FieldsOfGroup = (group: number) => number;

function wake({ group, blocks }: Anchor, fieldsOfGroup: FieldsOfGroup, found: number[]): void {
  const mask = fieldsOfGroup(group);
  for (const { next, rows } of blocks) {
    const both = next === -1 ? mask : fieldsOfGroup(next);
    if (both === 0) continue;
    for (const row of rows) {
      if ((mask & row.fields) === 0 || (both & row.fields) === 0) continue;
      if (row.rest === none || row.rest.every((other) => (fieldsOfGroup(other) & row.fields) !== 0))
        found.push(row.rule);
    }
  }
}

interface Groups {
  readonly members: readonly Int32Array[];
  readonly weights: readonly number[];
  idOf(this: void, group: PlanGroup): number;
}

function internGroups(plan: Plan): Groups {
  const members: Int32Array[] = [];
  const weights: number[] = [];
  const ids = new Map<string, number>();
  const idOf = (group: PlanGroup): number => {
    const all = [...group.terms, ...group.entities.map((entity) => entityMember(plan, entity))].sort((a, b) => a - b);
    const key = all.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, members.length);
    weights.push(weightOf(plan, group));
    return members.push(Int32Array.from(all)) - 1;
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

const none: readonly number[] = [];

function hangRules(plan: Plan, groups: Groups): readonly Anchor[] {
  const anchors = new Map<number, Map<number, Row[]>>();
  plan.rules.forEach((planned, rule) => {
    const ids = [...new Set(planned.groups.map(groups.idOf))].sort(
      (left, right) => (groups.weights[left] ?? 0) - (groups.weights[right] ?? 0) || left - right,
    );
    const [anchor, next = -1, ...rest] = ids;
    if (anchor === undefined) return;
    const blocks = anchors.get(anchor) ?? new Map<number, Row[]>();
    anchors.set(anchor, blocks);
    const row = { rule, fields: fieldBits(planned), rest: rest.length === 0 ? none : rest };
    const rows = blocks.get(next);
    if (rows === undefined) blocks.set(next, [row]);
    else rows.push(row);
  });
  return [...anchors].map(([group, blocks]) => ({
    group,
    blocks: [...blocks].map(([next, rows]): Block => ({ next, rows })),
  }));
}

function fieldBits({ rule }: PlanRule): number {
  return (rule.fields ?? fields).reduce((bits, field) => bits | fieldBit(field), 0);
}
