/**
 * Matching: many rules, compiled once, against each item (percolation).
 *
 * A field is read once, as numbers (`match-scan.ts`); one walk over a tree of all spellings tells which terms stand where
 * (`match-trie.ts`); names are judged to entities (`match-mention.ts`); groups pick the few rules that can match at all
 * (`match-candidates.ts`); and only those are judged in full, with evidence (`match-rule.ts`). The cost of an item grows with what stands in
 * it, hardly with the number of rules. `match-reference.ts` is the same without the shortcuts.
 */
import { entityMember, fieldBit, indexRules, type Presence } from "./match-candidates.ts";
import { type Namings, toGuardHit, toMention } from "./match-mention.ts";
import { comparePlaces, fitsText, type Place, type Places, placeOf } from "./match-place.ts";
import { type Plan, type PlanName, planRules, type TermId } from "./match-plan.ts";
import { createReference } from "./match-reference.ts";
import { gatherFacts, type ItemFacts, matchRule } from "./match-rule.ts";
import { createLattice, createScanner, type Lattice, type Scanner, type ScanWords } from "./match-scan.ts";
import { spellingsOf, typoIndex } from "./match-spelling.ts";
import { createTrie, type Trie } from "./match-trie.ts";
import { at, createVocabulary } from "./match-vocabulary.ts";
import { ands, elisions, endings } from "./text.ts";
import { type Field, fields, type Gazetteer, type Matcher, type MatchInput, type Rule } from "./types.ts";

/**
 * Compiles rules and a gazetteer into one matcher; immutable, so a change of rules compiles a new one.
 * References that name nothing are met by nothing: `unknownReferences` tells them.
 */
export function compileMatcher<R extends Rule>(rules: readonly R[], gazetteer: Gazetteer): Matcher<R> {
  const plan = planRules(rules, gazetteer);
  const candidates = indexRules(plan);
  const finder = createFinder(plan);
  let reference: Matcher<R> | null = null;
  return {
    match(input) {
      finder.read(input);
      const facts = factsOf(plan, input, finder);
      const present = addEntities(plan, facts, finder);
      return {
        mentions: facts.namings.accepted.map((naming) => toMention(plan, naming)),
        guards: facts.namings.refused.map((naming) => toGuardHit(plan, naming)),
        matched: candidates.find(present).flatMap((index) => {
          const planned = plan.rules[index];
          const match = planned === undefined ? null : matchRule(plan, planned, facts);
          return match === null ? [] : [match];
        }),
      };
    },
    explain(input) {
      reference ??= createReference(rules, gazetteer);
      return reference.explain(input);
    },
  };
}

const noPlaces: readonly Place[] = [];
const noNamings: Namings = { accepted: [], refused: [] };

/** Names are judged only where one was found at all. */
function factsOf(plan: Plan, input: MatchInput, finder: Finder): ItemFacts {
  const places = finder.placesIn(input);
  const names = finder.names();
  return names.length === 0 ? { input, places, namings: noNamings } : gatherFacts(plan, input, places, names);
}

/** Entities count for themselves and for their owners. */
function addEntities(plan: Plan, { input, namings }: ItemFacts, finder: Finder): Presence {
  for (const { name, place } of namings.accepted) {
    finder.add(entityMember(plan, name.entity), fieldBit(place.field));
    for (const owner of plan.ownersOf(name.entity, input.at))
      finder.add(entityMember(plan, owner), fieldBit(place.field));
  }
  return finder;
}

/** What stands in the item that was read last. */
interface Finder extends Presence {
  read(this: void, input: MatchInput): void;
  add(this: void, member: number, bits: number): void;
  names(this: void): readonly PlanName[];
  placesIn(this: void, input: MatchInput): Places;
}

function createFinder(plan: Plan): Finder {
  const { scanner, trie } = compileTerms(plan);
  const lattices: Readonly<Record<Field, Lattice>> = { title: createLattice(), description: createLattice() };
  const namesByTerm = groupNames(plan.names);
  const memberCount = plan.terms.length + plan.entities.length;
  const stamps = new Int32Array(memberCount);
  const bits = new Uint8Array(memberCount);
  const lastHits = new Int32Array(memberCount);
  const members: number[] = [];
  const hits = { fields: [] as Field[], froms: [] as number[], tos: [] as number[], before: [] as number[] };
  let stamp = 0;
  let field: Field = "title";

  const add = (member: number, mask: number): void => {
    if (stamps[member] !== stamp) {
      stamps[member] = stamp;
      bits[member] = 0;
      lastHits[member] = -1;
      members.push(member);
    }
    bits[member] = at(bits, member) | mask;
  };
  const onPlace = (term: TermId, from: number, to: number): void => {
    add(term, field === "title" ? 1 : 2);
    hits.before.push(at(lastHits, term));
    hits.fields.push(field);
    hits.froms.push(from);
    lastHits[term] = hits.tos.push(to) - 1;
  };
  const readHits = (input: MatchInput, term: TermId): Place[] => {
    const places: Place[] = [];
    const demand = plan.terms[term]?.demand;
    for (let hit = at(lastHits, term); hit !== -1; hit = hits.before[hit] ?? -1) {
      const where = hits.fields[hit] ?? "title";
      const place = placeOf(input[where], where, hits.froms[hit] ?? 0, hits.tos[hit] ?? 0, lattices[where]);
      if (demand !== undefined && fitsText(demand, input[where], place.start, place.end)) places.push(place);
    }
    return places;
  };
  return {
    members,
    fieldsOf: (member) => (stamps[member] === stamp ? at(bits, member) : 0),
    add,
    read(input) {
      stamp += 1;
      members.length = 0;
      for (const list of Object.values(hits)) list.length = 0;
      for (field of fields) {
        if (input[field] === "") continue;
        scanner.read(input[field], lattices[field]);
        trie.find(lattices[field], onPlace);
      }
    },
    names: () => (namesByTerm.size === 0 ? [] : members.flatMap((term) => namesByTerm.get(term) ?? [])),
    placesIn: (input) => {
      const known = new Map<TermId, readonly Place[]>();
      return (term) => {
        if (stamps[term] !== stamp) return noPlaces;
        let places = known.get(term);
        if (places === undefined) {
          places = tidy(readHits(input, term));
          known.set(term, places);
        }
        return places;
      };
    },
  };
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
function compileTerms(plan: Plan): { readonly scanner: Scanner; readonly trie: Trie } {
  const vocabulary = createVocabulary();
  const trie = createTrie();
  const and = vocabulary.intern("&");
  for (const spelling of ands) vocabulary.alias(spelling, "&");
  const typos = typoIndex((word) => vocabulary.intern(`~${word}`));
  plan.terms.forEach(({ term }, id) => {
    for (const { words, typo } of spellingsOf(term)) {
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
