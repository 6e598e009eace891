/**
 * The words that any rule asks for, as numbers: a hash table over folded code units, so that reading a text makes no strings.
 * A Bloom filter, small enough for the processor's cache, stands before the table: most words of a text are asked for by nobody.
 */
import { at, unitAt } from "./match-array.ts";

/** Number of a word; 0 for words that no rule asks for. */
export type WordId = number;

export interface Vocabulary {
  /** One more than the largest number in use. */
  readonly size: number;
  /** The number of `units[from..to)`, whose hash the caller has; 0 where unknown. Exact: equal hashes are compared. */
  lookup(this: void, units: Uint16Array, from: number, to: number, hash: number): WordId;
}

export interface VocabularyBuilder {
  /** The number of a word, new or known. */
  intern(this: void, word: string): WordId;
  /** Makes another spelling stand for a word: "et" for "&". */
  alias(this: void, spelling: string, word: string): void;
  build(this: void): Vocabulary;
}

const base = 31;

/** One step of the hash over code units; the hash of a row of words is the hash of their units one after the other. */
export function hashStep(hash: number, unit: number): number {
  return (Math.imul(hash, base) + unit) | 0;
}

const powers = new Int32Array(256);
powers.forEach((_, index) => {
  powers[index] = index === 0 ? 1 : Math.imul(at(powers, index - 1), base);
});

/** The hash of two texts one behind the other, from the hashes of both. @param length of the right one */
export function hashBoth(left: number, right: number, length: number): number {
  let power = at(powers, length & 0xff);
  for (let rest = length >> 8; rest > 0; rest -= 1) power = Math.imul(power, Math.imul(at(powers, 0xff), base));
  return (Math.imul(left, power) + right) | 0;
}

/** Bits of the Bloom filter per word: with two probes about one unknown word in thirty passes. */
const bloomBits = 16;

export function createVocabulary(): VocabularyBuilder {
  const ids = new Map<string, WordId>();
  let next = 1;
  const intern = (word: string): WordId => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    const id = next;
    next += 1;
    ids.set(word, id);
    return id;
  };
  return {
    intern,
    alias: (spelling, word) => void ids.set(spelling, intern(word)),
    build: () => buildTable(ids, next),
  };
}

/** A slot of the table is four numbers side by side: hash, word, and where its letters begin and end; word 0 is a free slot. */
const slotBits = 2;

function buildTable(ids: ReadonlyMap<string, WordId>, size: number): Vocabulary {
  const mask = powerOfTwo(ids.size * 1.5) - 1;
  const slots = new Int32Array((mask + 1) << slotBits);
  const pool = new Uint16Array([...ids.keys()].reduce((total, word) => total + word.length, 0));
  const bloom = new Int32Array(powerOfTwo((ids.size * bloomBits) / 32));
  const bloomMask = bloom.length * 32 - 1;
  let end = 0;
  for (const [word, id] of ids) {
    const start = end;
    let hash = 0;
    for (; end < start + word.length; end += 1) {
      pool[end] = word.charCodeAt(end - start);
      hash = hashStep(hash, unitAt(pool, end));
    }
    const mixed = mix(hash);
    const [first, second] = [mixed & bloomMask, turn(mixed) & bloomMask];
    bloom[first >>> 5] = at(bloom, first >>> 5) | (1 << (first & 31));
    bloom[second >>> 5] = at(bloom, second >>> 5) | (1 << (second & 31));
    let slot = mixed & mask;
    while (slots[(slot << slotBits) + 1] !== 0) slot = (slot + 1) & mask;
    slots.set([hash, id, start, end], slot << slotBits);
  }

  const stands = (start: number, units: Uint16Array, from: number, to: number): boolean => {
    for (let index = from; index < to; index += 1) {
      if (units[index] !== pool[start + index - from]) return false;
    }
    return true;
  };

  const lookup = (units: Uint16Array, from: number, to: number, hash: number): WordId => {
    const mixed = mix(hash);
    if ((at(bloom, (mixed & bloomMask) >>> 5) & (1 << (mixed & 31))) === 0) return 0;
    const second = turn(mixed) & bloomMask;
    if ((at(bloom, second >>> 5) & (1 << (second & 31))) === 0) return 0;
    for (let slot = (mixed & mask) << slotBits; ; slot = (slot + (1 << slotBits)) & ((mask << slotBits) | 3)) {
      const word = at(slots, slot + 1);
      if (word === 0) return 0;
      const start = at(slots, slot + 2);
      if (at(slots, slot) === hash && at(slots, slot + 3) - start === to - from && stands(start, units, from, to)) {
        return word;
      }
    }
  };
  return { size, lookup };
}

/** Spreads a hash over all bits (Knuth's multiplicative step, folded once). */
function mix(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1);
  return spread ^ (spread >>> 13);
}

/** Other bits of a spread hash to the front, for the second probe. */
function turn(mixed: number): number {
  return (mixed >>> 11) | (mixed << 21);
}

function powerOfTwo(least: number): number {
  let power = 16;
  while (power < least) power *= 2;
  return power;
}
