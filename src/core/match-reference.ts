/**
 * The matcher as one would explain it: read each field as words, lay every spelling of every term on every word, then judge rule by rule.
 * It is the measure of the fast one (`match.ts`), which must give the same answers, and it says why rules did not match.
 */
import { toGuardHit, toMention } from "./match-mention.ts";
import { comparePlaces, fitsText, type Place, type Places, placeOf } from "./match-place.ts";
import { type Plan, planRules, type TermId } from "./match-plan.ts";
import { explainMiss, gatherFacts, matchRule } from "./match-rule.ts";
import { noDemand, type Spelling, spellingsOf, withinOneError } from "./match-spelling.ts";
import { readText, type Text } from "./text.ts";
import { type Field, fields, type Gazetteer, type Matcher, type MatchInput, type Rule } from "./types.ts";

/** Compiles rules for the slow way. Takes time in the order of 1 ms an item for 1,000 rules. */
export function createReference<R extends Rule>(rules: readonly R[], gazetteer: Gazetteer): Matcher<R> {
  const plan = planRules(rules, gazetteer);
  const spellings = indexSpellings(plan);
  const read = (input: MatchInput) => gatherFacts(plan, input, findPlaces(plan, spellings, input), plan.names);
  return {
    match(input) {
      const facts = read(input);
      const matched = plan.rules.map((rule) => matchRule(plan, rule, facts)).filter((match) => match !== null);
      return {
        mentions: facts.namings.accepted.map((naming) => toMention(plan, naming)),
        guards: facts.namings.refused.map((naming) => toGuardHit(plan, naming)),
        rules: matched.map(({ rule }) => rule),
        matched: () => matched,
      };
    },
    explain(input) {
      const facts = read(input);
      return plan.rules.flatMap((planned) => {
        const causes = explainMiss(plan, planned, facts);
        return causes.length === 0 ? [] : [{ rule: planned.rule, causes }];
      });
    },
  };
}

interface TermSpelling extends Spelling {
  readonly term: TermId;
}

interface SpellingIndex {
  /** By first word. */
  readonly plain: ReadonlyMap<string, readonly TermSpelling[]>;
  /** Those that allow an error in their first word. */
  readonly loose: readonly TermSpelling[];
}

function indexSpellings(plan: Plan): SpellingIndex {
  const plain = new Map<string, TermSpelling[]>();
  const loose: TermSpelling[] = [];
  plan.terms.forEach((planned, term) => {
    for (const spelling of spellingsOf(planned.term)) {
      const first = spelling.words[0] ?? "";
      const entry = { term, ...spelling };
      if (spelling.typo === 0) loose.push(entry);
      else plain.set(first, [...(plain.get(first) ?? []), entry]);
    }
  });
  return { plain, loose };
}

function findPlaces(plan: Plan, index: SpellingIndex, input: MatchInput): Places {
  const found = new Map<TermId, Map<string, Place>>();
  for (const field of fields) {
    for (const [term, place] of placesIn(plan, index, input, field)) {
      const demand = plan.terms[term]?.demand;
      if (demand === undefined || !fitsText(demand, input[field], place.start, place.end)) continue;
      const places = found.get(term) ?? new Map<string, Place>();
      found.set(term, places.set(`${field} ${place.from} ${place.to}`, place));
    }
  }
  const sorted = new Map([...found].map(([term, places]) => [term, [...places.values()].sort(comparePlaces)]));
  return (term) => sorted.get(term) ?? [];
}

function placesIn(
  plan: Plan,
  index: SpellingIndex,
  input: MatchInput,
  field: Field,
): readonly (readonly [TermId, Place])[] {
  const text = readText(input[field]);
  const demandOf = (term: TermId) => plan.terms[term]?.demand ?? noDemand;
  const bounds = { starts: text.words.map((word) => word.start), ends: text.words.map((word) => word.end) };
  return text.words.flatMap((_, from) =>
    spellingsAt(index, text, from).flatMap((spelling) =>
      endsOf(text, from, spelling).map(
        (to) => [spelling.term, placeOf(demandOf(spelling.term), input[field], field, from, to, bounds)] as const,
      ),
    ),
  );
}

function spellingsAt(index: SpellingIndex, text: Text, from: number): readonly TermSpelling[] {
  const readings = [
    text.words[from]?.text ?? "",
    ...text.joins.filter((join) => join.from === from).map((join) => join.text),
  ];
  return [...readings.flatMap((reading) => index.plain.get(reading) ?? []), ...index.loose];
}

/** Where a spelling that begins at word `from` ends, in all readings of the text. */
function endsOf(text: Text, from: number, { words, typo }: Spelling, at = 0): readonly number[] {
  const wanted = words[at];
  if (wanted === undefined) return [from];
  const word = text.words[from]?.text;
  if (word === undefined) return [];
  const fits = at === typo ? withinOneError(word, wanted) : word === wanted;
  const joins = at === typo ? [] : text.joins.filter((join) => join.from === from && join.text === wanted);
  const steps = [...(fits ? [from + 1] : []), ...joins.map((join) => join.to)];
  return steps.flatMap((next) => endsOf(text, next, { words, typo }, at + 1));
}
