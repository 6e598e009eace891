/**
 * What stands in one item: the terms of a plan, found in both fields on one walk each, with the places of those that are asked for.
 * All numbers live in arrays that are made once; objects are made only for what somebody asks to see.
 */
import { at, byteAt } from "./match-array.ts";
import { memberCount, type Presence } from "./match-candidates.ts";
import { comparePlaces, fitsText, type Place, type Places, placeOf } from "./match-place.ts";
import type { Plan, PlanName, TermId } from "./match-plan.ts";
import { createLattice, createScanner, type Lattice, type Scanner, type ScanWords } from "./match-scan.ts";
import { noDemand, type Speller, typoIndex } from "./match-spelling.ts";
import { createTrie, type Trie } from "./match-trie.ts";
import { createVocabulary } from "./match-vocabulary.ts";
import { ands, elisions, endings } from "./text.ts";
import type { Field, MatchInput } from "./types.ts";

/** The item that was read last; everything it tells holds until the next one is read. */
export interface Finder {
  readonly presence: Presence;
  readonly places: Places;
  read(this: void, input: MatchInput): void;
  /** Marks a member as present in the fields of these bits. */
  add(this: void, member: number, bits: number): void;
  /** The names of entities that stand in the item. */
  names(this: void): readonly PlanName[];
}

const noPlaces: readonly Place[] = [];
const noNames: readonly PlanName[] = [];

export function createFinder(plan: Plan, speller: Speller): Finder {
  const { scanner, trie } = compileTerms(plan, speller);
  const lattices: readonly [Lattice, Lattice] = [createLattice(), createLattice()];
  const namesByTerm = groupNames(plan.names);
  const size = memberCount(plan);
  const presence: Presence = { members: new Int32Array(size), count: 0, bits: new Uint8Array(size) };
  const { members, bits } = presence;
  const hits = createHits(plan.terms.length);
  let current: MatchInput = { title: "", description: "", lang: "und", at: 0 };
  let fieldIndex: 0 | 1 = 0;

  const add = (member: number, mask: number): void => {
    const before = byteAt(bits, member);
    if (before === 0) {
      members[presence.count] = member;
      presence.count += 1;
    }
    bits[member] = before | mask;
  };
  const onPlace = (term: TermId, from: number, to: number): void => {
    if (byteAt(bits, term) === 0) hits.lasts[term] = -1;
    add(term, fieldIndex + 1);
    addHit(hits, term, from * 2 + fieldIndex, to);
  };
  const readField = (index: 0 | 1, raw: string): void => {
    if (raw === "") return;
    fieldIndex = index;
    scanner.read(raw, lattices[index]);
    trie.find(lattices[index], onPlace);
  };
  const forget = (): void => {
    for (let index = 0; index < presence.count; index += 1) bits[at(members, index)] = 0;
    presence.count = 0;
    hits.count = 0;
    if (hits.known.size > 0) hits.known.clear();
  };
  const placesOf = (term: TermId): readonly Place[] => {
    const places: Place[] = [];
    const demand = plan.terms[term]?.demand ?? noDemand;
    for (let hit = at(hits.lasts, term); hit !== -1; hit = at(hits.before, hit)) {
      const field: Field = (at(hits.froms, hit) & 1) === 0 ? "title" : "description";
      const raw = current[field];
      const place = placeOf(
        demand,
        raw,
        field,
        at(hits.froms, hit) >> 1,
        at(hits.tos, hit),
        lattices[field === "title" ? 0 : 1],
      );
      if (demand === noDemand || fitsText(demand, raw, place.start, place.end)) places.push(place);
    }
    return places.length > 1 ? tidy(places) : places;
  };
  return {
    presence,
    add,
    read(input) {
      forget();
      current = input;
      readField(0, input.title);
      readField(1, input.description);
    },
    places: (term) => {
      if (byteAt(bits, term) === 0) return noPlaces;
      let places = hits.known.get(term);
      if (places === undefined) {
        places = placesOf(term);
        hits.known.set(term, places);
      }
      return places;
    },
    names: () => {
      if (namesByTerm.size === 0) return noNames;
      const names: PlanName[] = [];
      for (let index = 0; index < presence.count; index += 1)
        names.push(...(namesByTerm.get(at(members, index)) ?? noNames));
      return names;
    },
  };
}

/** Places as they were told: linked lists by term, the last one first. */
interface Hits {
  count: number;
  /** Twice the first word, and one more in the description. */
  froms: Int32Array;
  tos: Int32Array;
  before: Int32Array;
  readonly lasts: Int32Array;
  /** Places of the terms that were asked for. */
  readonly known: Map<TermId, readonly Place[]>;
}

function createHits(terms: number): Hits {
  const ints = (size: number): Int32Array => new Int32Array(size);
  return { count: 0, froms: ints(256), tos: ints(256), before: ints(256), lasts: ints(terms), known: new Map() };
}

function addHit(hits: Hits, term: TermId, from: number, to: number): void {
  const hit = hits.count;
  if (hit === hits.froms.length) growHits(hits);
  hits.froms[hit] = from;
  hits.tos[hit] = to;
  hits.before[hit] = at(hits.lasts, term);
  hits.lasts[term] = hit;
  hits.count = hit + 1;
}

function growHits(hits: Hits): void {
  const { froms, tos, before } = hits;
  const twice = (numbers: Int32Array): Int32Array => {
    const grown = new Int32Array(numbers.length * 2);
    grown.set(numbers);
    return grown;
  };
  Object.assign(hits, { froms: twice(froms), tos: twice(tos), before: twice(before) });
}

function groupNames(names: readonly PlanName[]): ReadonlyMap<TermId, readonly PlanName[]> {
  const byTerm = new Map<TermId, PlanName[]>();
  for (const name of names) {
    const known = byTerm.get(name.term);
    if (known === undefined) byTerm.set(name.term, [name]);
    else known.push(name);
  }
  return byTerm;
}

/** In order, each place once: several spellings may tell the same. */
function tidy(places: Place[]): readonly Place[] {
  return places.sort(comparePlaces).filter((place, index) => {
    const before = places[index - 1];
    return before === undefined || comparePlaces(before, place) !== 0;
  });
}

/** Lays all spellings into the tree, and numbers their words. */
function compileTerms(plan: Plan, speller: Speller): { readonly scanner: Scanner; readonly trie: Trie } {
  const vocabulary = createVocabulary();
  const trie = createTrie();
  const and = vocabulary.intern("&");
  for (const spelling of ands) vocabulary.alias(spelling, "&");
  const typos = typoIndex((word) => vocabulary.intern(`~${word}`));
  plan.terms.forEach(({ term }, id) => {
    for (const { words, typo } of speller(term)) {
      const numbers = words.map((word, index) => (index === typo ? typos.add(word) : vocabulary.intern(word)));
      trie.add(numbers, id);
    }
  });
  const plus = vocabulary.intern("plus");
  const silent = markSilent(vocabulary.intern);
  const built = vocabulary.build();
  const words: ScanWords = {
    vocabulary: built,
    and,
    plus,
    silent: Uint8Array.from({ length: built.size }, (_, word) => silent.get(word) ?? 0),
    typos: typos.find(),
  };
  return { scanner: createScanner(words), trie: trie.build(built.size) };
}

function markSilent(intern: (word: string) => number): ReadonlyMap<number, number> {
  const marks = new Map<number, number>();
  for (const elision of elisions) marks.set(intern(elision), 1);
  for (const ending of endings) marks.set(intern(ending), (marks.get(intern(ending)) ?? 0) + 2);
  return marks;
}
