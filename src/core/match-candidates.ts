/**
 * Which rules an item may meet, from the terms and entities that stand in it.
 *
 * Every rule hangs on one *anchor*, the group that is least likely to be met, so that common words wake few rules. Rules of one anchor lie
 * side by side in a *block*, each with the members of its other groups behind it: most candidates die on one look at a table of what is
 * present. Long groups that several rules share (lists) are kept once, and their answer is remembered for the item. What comes out has
 * every group met and no plain exclusion present; capitals, accents, guards, distances and languages are for `matchRule` to judge.
 */
import { at, byteAt, type Lists, toLists } from "./match-array.ts";
import type { Plan, PlanGroup, PlanRule, TermId } from "./match-plan.ts";
import { kindOf } from "./rule-term.ts";
import { type Field, fields } from "./types.ts";

/** What stands in an item, by member: terms first, then entities. */
export interface Presence {
  /** Members that are present: `members[0..count)`, each once. */
  readonly members: Int32Array;
  count: number;
  /** In which fields each member stands, as bits: 1 title, 2 description; 0 where absent. */
  readonly bits: Uint8Array;
}

export interface Candidates {
  /** Indexes of the rules of which every group is present, in ascending order. */
  find(this: void, presence: Presence): readonly number[];
  /** Whether presence alone decides a rule, so that a candidate matches for certain. */
  decides(this: void, rule: number): boolean;
}

/** Member number of an entity. */
export function entityMember(plan: Plan, entity: number): number {
  return plan.terms.length + entity;
}

export function memberCount(plan: Plan): number {
  return plan.terms.length + plan.entities.length;
}

export function fieldBit(field: Field): number {
  return 1 << fields.indexOf(field);
}

/** Groups of more members than this are kept once where rules share them; shorter ones are copied into every row. */
const copiedMembers = 6;

// A block: the item that woke it last with the fields judged for it, where the block ends, then rows.
// A row: its rule, its fields as bits, where it ends, the number of its exclusions and they, then its other groups.
// A group: the number of its members and they; or -1 and the number of a shared group.
const blockHead = 2;
const rowHead = 4;
const isShared = -1;

const nothing: readonly number[] = [];

export function indexRules(plan: Plan): Candidates {
  const decided = Uint8Array.from(plan.rules, (planned) => (isDecided(plan, planned) ? 1 : 0));
  const { blocks, blocksOfMember, shared } = layRules(plan, decided);
  const stamps = new Int32Array(shared.bounds.length);
  const masks = new Uint8Array(shared.bounds.length);
  let stamp = 0;

  /** In which fields a shared group is met, worked out once an item. */
  const fieldsOfShared = (group: number, bits: Uint8Array): number => {
    if (at(stamps, group) === stamp) return byteAt(masks, group);
    let mask = 0;
    for (let index = at(shared.bounds, group); index < at(shared.bounds, group + 1); index += 1) {
      mask |= byteAt(bits, at(shared.values, index));
    }
    stamps[group] = stamp;
    masks[group] = mask;
    return mask;
  };
  const isFree = (from: number, count: number, wanted: number, bits: Uint8Array): boolean => {
    for (let index = from; index < from + count; index += 1) {
      if ((byteAt(bits, at(blocks, index)) & wanted) !== 0) return false;
    }
    return true;
  };
  /** Whether the other groups of a row are met in the fields that its rule reads, and its exclusions are not. */
  const isMet = (row: number, wanted: number, bits: Uint8Array): boolean => {
    const end = at(blocks, row + 2);
    const excluded = at(blocks, row + 3);
    let cursor = row + rowHead + excluded;
    while (cursor < end) {
      const size = at(blocks, cursor);
      let mask = 0;
      if (size === isShared) mask = fieldsOfShared(at(blocks, cursor + 1), bits);
      else for (let index = cursor + 1; index <= cursor + size; index += 1) mask |= byteAt(bits, at(blocks, index));
      if ((mask & wanted) === 0) return false;
      cursor += 1 + Math.abs(size);
    }
    return excluded === 0 || isFree(row + rowHead, excluded, wanted, bits);
  };
  const wake = (block: number, own: number, bits: Uint8Array, found: number[]): void => {
    const end = at(blocks, block + 1);
    for (let row = block + blockHead; row < end; row = at(blocks, row + 2)) {
      const wanted = at(blocks, row + 1);
      if ((own & wanted) !== 0 && isMet(row, wanted, bits)) found.push(at(blocks, row));
    }
  };

  const find = ({ members, count, bits }: Presence): readonly number[] => {
    stamp += 1;
    const found: number[] = [];
    const { bounds, values } = blocksOfMember;
    for (let index = 0; index < count; index += 1) {
      const member = at(members, index);
      const own = byteAt(bits, member);
      for (let next = at(bounds, member); next < at(bounds, member + 1); next += 1) {
        const block = at(values, next);
        const seen = at(blocks, block);
        const judged = seen >> fields.length === stamp ? seen & allFields : 0;
        if ((own & ~judged) === 0) continue;
        blocks[block] = (stamp << fields.length) | judged | own;
        wake(block, own, bits, found);
      }
    }
    return found.length > 1 ? distinctInOrder(found) : found;
  };
  return { find, decides: (rule) => byteAt(decided, rule) === 1 };
}

/**
 * Whether presence alone decides a rule: its terms are plain, it asks for no language and no distance, and it excludes few words and no
 * company (an owner is present through what it owns, but excluding it excludes its own name only).
 */
function isDecided(plan: Plan, { rule, groups, none }: PlanRule): boolean {
  const isPlain = (term: TermId): boolean => plan.terms[term]?.isPlain === true;
  return (
    rule.langs === undefined &&
    (rule.near ?? nothing).length === 0 &&
    none.entities.length === 0 &&
    none.terms.length <= copiedMembers &&
    [...groups, none].every(({ terms }) => terms.every(isPlain))
  );
}

const allFields = (1 << fields.length) - 1;

function distinctInOrder(numbers: number[]): readonly number[] {
  const sorted = Int32Array.from(numbers).sort();
  let count = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    if (index > 0 && at(sorted, index) === numbers[count - 1]) continue;
    numbers[count] = at(sorted, index);
    count += 1;
  }
  numbers.length = count;
  return numbers;
}

interface Groups {
  /** Member numbers of each group, in ascending order. */
  readonly members: readonly (readonly number[])[];
  /** The groups of each rule, the one least likely to be met first. */
  readonly ofRule: readonly (readonly number[])[];
  /** Whether a group is long and belongs to several rules. */
  isShared(this: void, group: number): boolean;
}

/** Keeps equal groups once. */
function internGroups(plan: Plan): Groups {
  const members: (readonly number[])[] = [];
  const ids = new Map<string, number>();
  const uses: number[] = [];
  const intern = (group: PlanGroup): number => {
    const all = [...group.terms, ...group.entities.map((entity) => entityMember(plan, entity))].sort((a, b) => a - b);
    const key = all.join();
    const id = ids.get(key) ?? members.push(all) - 1;
    ids.set(key, id);
    uses[id] = (uses[id] ?? 0) + 1;
    return id;
  };
  const typed = plan.rules.map((planned) => [...new Set(planned.groups.map(intern))]);
  const weights = weighGroups(plan, members, uses);
  const weight = (group: number): number => weights[group] ?? 0;
  return {
    members,
    ofRule: typed.map((groups) => groups.sort((left, right) => weight(left) - weight(right) || left - right)),
    isShared: (group) => (uses[group] ?? 0) > 1 && (members[group]?.length ?? 0) > copiedMembers,
  };
}

/**
 * How likely each group is to be met and to wake rules, without statistics of texts: a word is commoner than a name, a name than a phrase;
 * and what many rules ask for is common, or wakes many rules.
 */
function weighGroups(plan: Plan, groups: readonly (readonly number[])[], uses: readonly number[]): readonly number[] {
  const usesOfMember = new Int32Array(memberCount(plan));
  groups.forEach((members, group) => {
    for (const member of members) usesOfMember[member] = at(usesOfMember, member) + (uses[group] ?? 0);
  });
  return groups.map((members) =>
    members.reduce((total, member) => total + kindWeight(plan, member) * at(usesOfMember, member), 0),
  );
}

function kindWeight(plan: Plan, member: TermId): number {
  const term = plan.terms[member]?.term;
  if (term === undefined) return 2;
  if (term.text.includes(" ")) return 1;
  return kindOf(term) === "name" ? 2 : 4;
}

/** A rule under its anchor. */
interface Row {
  readonly rule: number;
  readonly anchor: number;
  readonly rest: readonly number[];
  readonly fields: number;
}

/** Rows in the order of their anchors. */
function hangRules(plan: Plan, groups: Groups): readonly Row[] {
  const rows = plan.rules.flatMap((planned, rule): readonly Row[] => {
    const [anchor, ...rest] = groups.ofRule[rule] ?? [];
    return anchor === undefined ? [] : [{ rule, anchor, rest, fields: fieldBits(planned) }];
  });
  return rows.sort((left, right) => left.anchor - right.anchor);
}

function fieldBits({ rule }: PlanRule): number {
  return (rule.fields ?? fields).reduce((bits, field) => bits | fieldBit(field), 0);
}

/** All rules in numbers. */
interface Layout {
  readonly blocks: Int32Array;
  /** The blocks that each member wakes. */
  readonly blocksOfMember: Lists;
  /** Members of each shared group. */
  readonly shared: Lists;
}

function layRules(plan: Plan, decided: Uint8Array): Layout {
  const groups = internGroups(plan);
  const rows = hangRules(plan, groups);
  const blocks: number[] = [];
  let block = 0;
  const blocksOfMember: number[][] = Array.from({ length: memberCount(plan) }, () => []);
  const lay = ({ rule, rest, fields: wanted }: Row): void => {
    const excluded = byteAt(decided, rule) === 1 ? (plan.rules[rule]?.none.terms ?? nothing) : nothing;
    const start = blocks.push(rule, wanted, 0, excluded.length) - rowHead;
    blocks.push(...excluded);
    for (const group of rest) {
      const all = groups.members[group] ?? [];
      if (groups.isShared(group)) blocks.push(isShared, group);
      else blocks.push(all.length, ...all);
    }
    blocks[start + 2] = blocks.length;
  };
  rows.forEach((row, index) => {
    if (rows[index - 1]?.anchor !== row.anchor) {
      block = blocks.push(-1, 0) - blockHead;
      for (const member of groups.members[row.anchor] ?? []) blocksOfMember[member]?.push(block);
    }
    lay(row);
    blocks[block + 1] = blocks.length;
  });
  const shared = groups.members.map((all, group) => (groups.isShared(group) ? all : nothing));
  return { blocks: Int32Array.from(blocks), blocksOfMember: toLists(blocksOfMember), shared: toLists(shared) };
}
