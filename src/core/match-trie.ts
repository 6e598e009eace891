/** All spellings of all terms in one tree of words, laid flat: which terms end where, on a walk over a field's words and joins. */
import { at, byteAt, type Lists, toLists } from "./match-array.ts";
import type { TermId } from "./match-plan.ts";
import type { Lattice } from "./match-scan.ts";
import type { WordId } from "./match-vocabulary.ts";

/** Called for every place of every term; the same place may be told twice. */
type OnPlace = (term: TermId, from: number, to: number) => void;

export interface Trie {
  find(this: void, lattice: Lattice, onPlace: OnPlace): void;
}

export interface TrieBuilder {
  add(this: void, words: readonly WordId[], term: TermId): void;
  /** @param size one more than the largest word number. */
  build(this: void, size: number): Trie;
}

interface Branch {
  readonly node: number;
  readonly word: WordId;
  readonly child: number;
}

export function createTrie(): TrieBuilder {
  const children: Map<WordId, number>[] = [new Map()];
  const terms: TermId[][] = [[]];
  const add = (words: readonly WordId[], term: TermId): void => {
    let node = 0;
    for (const word of words) {
      const known = children[node]?.get(word);
      const child = known ?? children.push(new Map()) - 1;
      if (known === undefined) {
        terms.push([]);
        children[node]?.set(word, child);
      }
      node = child;
    }
    if (!terms[node]?.includes(term)) terms[node]?.push(term);
  };
  return { add, build: (size) => createWalk(flatten(children, terms, size)) };
}

/** The tree in numbers: nothing of it under construction is held on to. */
interface FlatTree {
  /** Terms that end at each node. */
  readonly endings: Lists;
  /** Whether a node has branches. */
  readonly isInner: Uint8Array;
  readonly childOf: (node: number, word: WordId) => number;
}

/** The node behind a first word has the number of that word; later steps, far fewer, are in one hash table over (node, word). */
function flatten(
  children: readonly ReadonlyMap<WordId, number>[],
  terms: readonly (readonly TermId[])[],
  size: number,
): FlatTree {
  const { numbers, count } = numberNodes(children, size);
  const endings: (readonly TermId[])[] = Array.from({ length: count }, () => noTerms);
  const isInner = new Uint8Array(count);
  const branches: Branch[] = [];
  children.forEach((byWord, old) => {
    if (old === 0) return;
    const node = at(numbers, old);
    endings[node] = terms[old] ?? noTerms;
    isInner[node] = byWord.size > 0 ? 1 : 0;
    for (const [word, child] of byWord) branches.push({ node, word, child: at(numbers, child) });
  });
  return { endings: toLists(endings), isInner, childOf: createBranchTable(branches) };
}

function createWalk({ endings, isInner, childOf }: FlatTree): Trie {
  const { bounds, values: postings } = endings;
  const walk = (lattice: Lattice, node: number, from: number, to: number, onPlace: OnPlace): void => {
    for (let index = at(bounds, node); index < at(bounds, node + 1); index += 1) onPlace(at(postings, index), from, to);
    if (byteAt(isInner, node) === 0 || to >= lattice.wordCount) return;
    const word = at(lattice.words, to);
    const child = word === 0 ? 0 : childOf(node, word);
    if (child !== 0) walk(lattice, child, from, to + 1, onPlace);
    if (at(lattice.joinHeads, to) !== -1) walkJoins(lattice, node, from, to, onPlace);
  };
  const walkJoins = (lattice: Lattice, node: number, from: number, to: number, onPlace: OnPlace): void => {
    for (let join = at(lattice.joinHeads, to); join !== -1; join = at(lattice.joinNexts, join)) {
      const word = at(lattice.joinWords, join);
      const child = node === 0 ? word : childOf(node, word);
      if (child !== 0) walk(lattice, child, from, at(lattice.joinEnds, join), onPlace);
    }
  };

  const find = (lattice: Lattice, onPlace: OnPlace): void => {
    const { words, joinHeads, wordCount } = lattice;
    for (let from = 0; from < wordCount; from += 1) {
      const word = at(words, from);
      if (word !== 0) walk(lattice, word, from, from + 1, onPlace);
      if (at(joinHeads, from) !== -1) walkJoins(lattice, 0, from, from, onPlace);
    }
  };
  return { find };
}

const noTerms: readonly TermId[] = [];

/** New numbers of the nodes of a tree. */
function numberNodes(children: readonly ReadonlyMap<WordId, number>[], size: number) {
  const numbers = new Int32Array(children.length);
  for (const [word, child] of children[0] ?? []) numbers[child] = word;
  let count = size;
  for (let node = 1; node < children.length; node += 1) {
    if (at(numbers, node) !== 0) continue;
    numbers[node] = count;
    count += 1;
  }
  return { numbers, count };
}

function createBranchTable(branches: readonly Branch[]): (node: number, word: WordId) => number {
  let slots = 16;
  while (slots < branches.length * 2) slots *= 2;
  const mask = slots - 1;
  const nodes = new Int32Array(slots);
  const words = new Int32Array(slots);
  const targets = new Int32Array(slots);
  const slotOf = (node: number, word: WordId): number => {
    const mixed = Math.imul(Math.imul(node, 0x9e3779b1) ^ word, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & mask;
  };
  for (const { node, word, child } of branches) {
    let slot = slotOf(node, word);
    while (at(targets, slot) !== 0) slot = (slot + 1) & mask;
    nodes[slot] = node;
    words[slot] = word;
    targets[slot] = child;
  }
  return (node, word) => {
    for (let slot = slotOf(node, word); at(targets, slot) !== 0; slot = (slot + 1) & mask) {
      if (nodes[slot] === node && words[slot] === word) return at(targets, slot);
    }
    return 0;
  };
}
