/** The words that any rule asks for, as numbers: a hash table over folded code units, so that reading a text makes no strings. */

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

/** One step of the hash over code units; the hash of a row of words is the hash of their units one after the other. */
export function hashStep(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
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

function buildTable(ids: ReadonlyMap<string, WordId>, size: number): Vocabulary {
  const slots = powerOfTwo(ids.size * 2 + 2);
  const mask = slots - 1;
  const hashes = new Int32Array(slots);
  const entries = new Int32Array(slots);
  const bounds = new Int32Array(ids.size + 2);
  const numbers = new Int32Array(ids.size + 1);
  const pool = new Uint16Array([...ids.keys()].reduce((total, word) => total + word.length, 0));
  const bloom = new Uint32Array(powerOfTwo((ids.size * bloomBits) / 32 + 1));
  const bloomMask = bloom.length * 32 - 1;
  let entry = 0;
  let end = 0;
  for (const [word, id] of ids) {
    entry += 1;
    let hash = 0;
    bounds[entry] = end;
    for (let index = 0; index < word.length; index += 1) {
      const unit = word.charCodeAt(index);
      hash = hashStep(hash, unit);
      pool[end] = unit;
      end += 1;
    }
    bounds[entry + 1] = end;
    numbers[entry] = id;
    const mixed = mix(hash);
    const [first, second] = [mixed & bloomMask, (mixed >>> 15) & bloomMask];
    bloom[first >>> 5] = at(bloom, first >>> 5) | (1 << (first & 31));
    bloom[second >>> 5] = at(bloom, second >>> 5) | (1 << (second & 31));
    let slot = mixed & mask;
    while (entries[slot] !== 0) slot = (slot + 1) & mask;
    hashes[slot] = hash;
    entries[slot] = entry;
  }

  const isEntry = (candidate: number, units: Uint16Array, from: number, to: number): boolean => {
    const start = at(bounds, candidate);
    if (at(bounds, candidate + 1) - start !== to - from) return false;
    for (let index = from; index < to; index += 1) {
      if (units[index] !== pool[start + index - from]) return false;
    }
    return true;
  };

  const lookup = (units: Uint16Array, from: number, to: number, hash: number): WordId => {
    const mixed = mix(hash);
    const [first, second] = [mixed & bloomMask, (mixed >>> 15) & bloomMask];
    if ((at(bloom, first >>> 5) & (1 << (first & 31))) === 0) return 0;
    if ((at(bloom, second >>> 5) & (1 << (second & 31))) === 0) return 0;
    for (let slot = mixed & mask; at(entries, slot) !== 0; slot = (slot + 1) & mask) {
      const candidate = at(entries, slot);
      if (hashes[slot] === hash && isEntry(candidate, units, from, to)) return at(numbers, candidate);
    }
    return 0;
  };
  return { size, lookup };
}

/** Spreads a hash over all bits (Knuth's multiplicative step, folded once). */
function mix(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1);
  return (spread ^ (spread >>> 13)) >>> 0;
}

function powerOfTwo(least: number): number {
  let power = 16;
  while (power < least) power *= 2;
  return power;
}

/** An entry of a typed array that is known to be there. */
export function at(array: Int32Array | Uint32Array | Uint16Array | Uint8Array, index: number): number {
  return array[index] as number;
}
