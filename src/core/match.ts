/**
 * Matching: many rules, compiled once, against each item (percolation).
 *
 * A field is read once, as numbers (`match-pieces.ts`, `match-scan.ts`); one walk over a tree of all spellings (`match-trie.ts`) tells which
 * terms stand where (`match-finder.ts`); names are judged to entities (`match-mention.ts`); groups pick the few rules that can match at all
 * (`match-candidates.ts`); and only those are judged in full, with evidence (`match-rule.ts`). The cost of an item grows with what stands in
 * it, hardly with the number of rules. `match-reference.ts` is the same without the shortcuts.
 */
import { entityMember, fieldBit, indexRules, type Presence } from "./match-candidates.ts";
import { createFinder, type Finder } from "./match-finder.ts";
import { type Namings, toGuardHit, toMention } from "./match-mention.ts";
import { type Plan, type PlanRule, planRules } from "./match-plan.ts";
import { createReference } from "./match-reference.ts";
import { gatherFacts, type ItemFacts, matchRule } from "./match-rule.ts";
import { createSpellingBook, type Speller, spellingsOf } from "./match-spelling.ts";
import type { Gazetteer, GuardHit, Matcher, MatchInput, Mention, Rule, RuleMatch } from "./types.ts";

/**
 * Compiles rules and a gazetteer into one matcher; immutable, so a change of rules compiles a new one.
 * References that name nothing are met by nothing: `unknownReferences` tells them.
 */
export function compileMatcher<R extends Rule>(rules: readonly R[], gazetteer: Gazetteer): Matcher<R> {
  return compile(rules, gazetteer, spellingsOf);
}

/** Compiles rules again and again, as they change: faster than `compileMatcher` each time, with the same outcome. */
export interface MatcherCompiler {
  compile<R extends Rule>(this: void, rules: readonly R[], gazetteer: Gazetteer): Matcher<R>;
}

export function createMatcherCompiler(): MatcherCompiler {
  const book = createSpellingBook();
  return { compile: (rules, gazetteer) => book.use((speller) => compile(rules, gazetteer, speller)) };
}

function compile<R extends Rule>(rules: readonly R[], gazetteer: Gazetteer, speller: Speller): Matcher<R> {
  const plan = planRules(rules, gazetteer);
  const candidates = indexRules(plan);
  const finder = createFinder(plan, speller);
  /** The facts of the item that the finder holds. */
  let latest: ItemFacts | null = null;
  let reference: Matcher<R> | null = null;
  const read = (input: MatchInput): ItemFacts => {
    finder.read(input);
    latest = factsOf(plan, input, finder);
    return latest;
  };
  const rulesAmong = (candidate: readonly number[], facts: ItemFacts): readonly R[] => {
    const met: R[] = [];
    for (const index of candidate) {
      const meets = candidates.decides(index) || matchRule(plan, plan.rules[index] as PlanRule<R>, facts) !== null;
      if (meets) met.push(rules[index] as R);
    }
    return met;
  };
  return {
    match(input) {
      const facts = read(input);
      const candidate = candidates.find(addEntities(plan, facts, finder));
      const mentions = mentionsOf(plan, facts.namings);
      const guards = guardsOf(plan, facts.namings);
      if (candidate.length === 0) return { mentions, guards, rules: noRules, matched: noMatches };
      let matched: readonly RuleMatch<R>[] | null = null;
      return {
        mentions,
        guards,
        rules: rulesAmong(candidate, facts),
        matched() {
          matched ??= matchesOf(plan, candidate, facts === latest ? facts : read(input));
          return matched;
        },
      };
    },
    explain(input) {
      reference ??= createReference(rules, gazetteer);
      return reference.explain(input);
    },
  };
}

// Most items speak of nothing that anybody watches: they share these.
const noNamings: Namings = { accepted: [], refused: [] };
const noMentions: readonly Mention[] = [];
const noGuards: readonly GuardHit[] = [];
const noRules: readonly never[] = [];
const noMatches = (): readonly never[] => noRules;

function mentionsOf(plan: Plan, { accepted }: Namings): readonly Mention[] {
  return accepted.length === 0 ? noMentions : accepted.map((naming) => toMention(plan, naming));
}

function guardsOf(plan: Plan, { refused }: Namings): readonly GuardHit[] {
  return refused.length === 0 ? noGuards : refused.map((naming) => toGuardHit(plan, naming));
}

function matchesOf<R extends Rule>(plan: Plan<R>, found: readonly number[], facts: ItemFacts): readonly RuleMatch<R>[] {
  const matches: RuleMatch<R>[] = [];
  for (const index of found) {
    const match = matchRule(plan, plan.rules[index] as PlanRule<R>, facts);
    if (match !== null) matches.push(match);
  }
  return matches;
}

/** Names are judged only where one was found at all. */
function factsOf(plan: Plan, input: MatchInput, { names, places }: Finder): ItemFacts {
  const found = names();
  return found.length === 0 ? { input, places, namings: noNamings } : gatherFacts(plan, input, places, found);
}

/** Entities count for themselves and for their owners. */
function addEntities(plan: Plan, { input, namings }: ItemFacts, { add, presence }: Finder): Presence {
  for (const { name, place } of namings.accepted) {
    const bit = fieldBit(place.field);
    add(entityMember(plan, name.entity), bit);
    for (const owner of plan.ownersOf(name.entity, input.at)) add(entityMember(plan, owner), bit);
  }
  return presence;
}
