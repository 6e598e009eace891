/** What a JavaScript user could reach for instead of Vigie's matcher, each made to answer the same rules on the same headlines as well as it can. */
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import AhoCorasick from "modern-ahocorasick";
import { fold } from "../src/core/fold.ts";
import { spellingsOf } from "../src/core/match-spelling.ts";
import type { Rule, Term } from "../src/core/types.ts";

/** A rule with its place in the list, so that answers can be compared. */
export interface IndexedRule extends Rule {
  readonly index: number;
}

/** The rules that a headline meets, or what stands for them. */
export type Answer = readonly { readonly index: number }[];

/** Tells what each headline meets, headline by headline. */
export type Engine = (headlines: readonly string[], tell: (answer: Answer) => void) => void;

export interface Peer {
  readonly name: string;
  readonly build: (rules: readonly IndexedRule[]) => Engine;
  /** Largest number of rules that it is tried with, and how many headlines then. */
  readonly limits: Readonly<Record<number, number>>;
}

/** An engine that answers one headline after another. */
export function each(answer: (headline: string) => Answer): Engine {
  return (headlines, tell) => {
    for (const headline of headlines) tell(answer(headline));
  };
}

/** No limit. */
const all = Number.POSITIVE_INFINITY;

export const peers: readonly Peer[] = [
  { name: "RegExp per rule", limits: { 10: 5_000, 1000: 500, 10000: 50 }, build: buildRegExps },
  { name: "one alternation RegExp", limits: { 10: 30_000, 1000: 5_000, 10000: 1_000 }, build: buildAlternation },
  { name: "modern-ahocorasick", limits: { 10: all, 1000: all, 10000: all }, build: buildAhoCorasick },
  { name: "Map of n-grams", limits: { 10: all, 1000: all, 10000: all, 100000: all }, build: buildNgrams },
  { name: "MiniSearch over batches", limits: { 10: 5_000, 1000: 1_000 }, build: buildMiniSearch },
  { name: "Fuse.js over batches", limits: { 10: 1_000 }, build: buildFuse },
];

/** Every spelling of a term as one string, so that the peers look for what Vigie looks for. */
function stringsOf(term: Term): readonly string[] {
  return spellingsOf(term).map(({ words }) => words.join(" "));
}

/** Peers get text already folded and cut at blanks. */
function plain(headline: string): string {
  return fold(headline)
    .replaceAll(/[^\p{L}\p{N}&]+/gu, " ")
    .replaceAll(/\b(?:and|et)\b/g, "&")
    .trim();
}

/** Evaluates rules from the set of terms that were found. */
function evaluator(rules: readonly IndexedRule[]): (found: ReadonlySet<string>) => Answer {
  const compiled = rules.map((rule) => ({
    index: rule.index,
    all: rule.all.map((group) => group.flatMap(stringsOf)),
    none: rule.none.flatMap(stringsOf),
  }));
  const byTerm = new Map<string, (typeof compiled)[number][]>();
  for (const rule of compiled) {
    for (const term of new Set(rule.all[0])) byTerm.set(term, [...(byTerm.get(term) ?? []), rule]);
  }
  return (found) => {
    const candidates = new Set([...found].flatMap((term) => byTerm.get(term) ?? []));
    return [...candidates].filter(
      ({ all, none }) =>
        all.every((group) => group.some((term) => found.has(term))) && !none.some((term) => found.has(term)),
    );
  };
}

function patternOf(terms: readonly Term[]): string {
  const strings = terms.flatMap(stringsOf).sort((left, right) => right.length - left.length);
  return `(?<![\\p{L}\\p{N}])(?:${strings.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`;
}

function buildRegExps(rules: readonly IndexedRule[]): Engine {
  const compiled = rules.map((rule) => ({
    index: rule.index,
    all: rule.all.map((group) => new RegExp(patternOf(group), "u")),
    none: rule.none.length === 0 ? null : new RegExp(patternOf(rule.none), "u"),
  }));
  return each((headline) => {
    const text = plain(headline);
    return compiled.filter(({ all, none }) => all.every((group) => group.test(text)) && !none?.test(text));
  });
}

function buildAlternation(rules: readonly IndexedRule[]): Engine {
  const pattern = new RegExp(patternOf(rules.flatMap((rule) => [...rule.all.flat(), ...rule.none])), "gu");
  const evaluate = evaluator(rules);
  return each((headline) => evaluate(new Set(plain(headline).match(pattern) ?? [])));
}

function buildAhoCorasick(rules: readonly IndexedRule[]): Engine {
  const strings = [...new Set(rules.flatMap((rule) => [...rule.all.flat(), ...rule.none].flatMap(stringsOf)))];
  const automaton = new AhoCorasick(strings.map((text) => ` ${text} `));
  const evaluate = evaluator(rules);
  return each((headline) => {
    const found = automaton.search(` ${plain(headline)} `).map((hit) => strings[hit.patternIndex] ?? "");
    return evaluate(new Set(found));
  });
}

function buildNgrams(rules: readonly IndexedRule[]): Engine {
  const strings = new Set(rules.flatMap((rule) => [...rule.all.flat(), ...rule.none].flatMap(stringsOf)));
  const longest = [...strings].reduce((most, text) => Math.max(most, text.split(" ").length), 0);
  const evaluate = evaluator(rules);
  return each((headline) => {
    const words = plain(headline).split(" ");
    const found = new Set<string>();
    for (let from = 0; from < words.length; from += 1) {
      let text = "";
      for (let to = from; to < Math.min(from + longest, words.length); to += 1) {
        text = text === "" ? (words[to] ?? "") : `${text} ${words[to]}`;
        if (strings.has(text)) found.add(text);
      }
    }
    return evaluate(found);
  });
}

function buildMiniSearch(rules: readonly IndexedRule[]): Engine {
  return overBatches(rules, (texts) => {
    const index = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] });
    index.addAll(texts.map((text, id) => ({ id, text })));
    return (term) => index.search(term, { combineWith: "AND" }).map((hit) => hit.id as number);
  });
}

function buildFuse(rules: readonly IndexedRule[]): Engine {
  return overBatches(rules, (texts) => {
    const fuse = new Fuse(texts);
    return (term) => fuse.search(term).map((hit) => hit.refIndex);
  });
}

/** Search engines turned round: headlines are indexed in batches of 500, and every term is a query. */
function overBatches(
  rules: readonly IndexedRule[],
  indexBatch: (texts: readonly string[]) => (term: string) => readonly number[],
): Engine {
  const batchSize = 500;
  return (headlines, tell) => {
    for (let start = 0; start < headlines.length; start += batchSize) {
      const batch = headlines.slice(start, start + batchSize).map(plain);
      const answers: IndexedRule[][] = batch.map(() => []);
      const search = indexBatch(batch);
      const known = new Map<string, ReadonlySet<number>>();
      const hits = (term: Term): ReadonlySet<number> => {
        const cached = known.get(term.text) ?? new Set(search(fold(term.text)));
        known.set(term.text, cached);
        return cached;
      };
      for (const rule of rules) {
        const groups = rule.all.map((group) => new Set(group.flatMap((term) => [...hits(term)])));
        const none = new Set(rule.none.flatMap((term) => [...hits(term)]));
        for (const item of groups[0] ?? []) {
          if (groups.every((group) => group.has(item)) && !none.has(item)) answers[item]?.push(rule);
        }
      }
      answers.forEach(tell);
    }
  };
}
