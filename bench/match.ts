/** Vigie's matcher beside what a JavaScript user could reach for: same rules, same headlines, one run; correctness against the reference. */
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import AhoCorasick from "modern-ahocorasick";
import { fold } from "../src/core/fold.ts";
import { compileMatcher, createMatcherCompiler } from "../src/core/match.ts";
import { createReference } from "../src/core/match-reference.ts";
import { spellingsOf } from "../src/core/match-spelling.ts";
import type { Gazetteer, MatchInput, Rule, Term } from "../src/core/types.ts";
import { drawRules } from "./match-rules.ts";

const folder = new URL("../../shared/data/dev/", import.meta.url);
const gazetteer: Gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: [], region: [] } };
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const sizes = [10, 1_000, 10_000, 100_000];

/** Answers with the indexes of the rules that each headline meets. */
type Engine = (headlines: readonly string[]) => readonly (readonly number[])[];

interface Peer {
  readonly name: string;
  readonly build: (rules: readonly Rule[]) => Engine;
  /** Largest number of rules that it is tried with, and how many headlines then. */
  readonly limits: Readonly<Record<number, number>>;
}

/** The whole table, or with `quick` Vigie alone. */
export function run(args: readonly string[]): void {
  const headlines = readHeadlines();
  const quick = args.includes("quick");
  console.log(`${headlines.length} headlines, ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}\n`);
  console.log(`One of 1,000 rules changed: live after ${changeTime(drawRules(headlines, 1_000)).toFixed(0)} ms.\n`);
  console.log(
    "| engine | rules | matches an item | us an item | items/s | build ms | memory MB | precision | recall | times Vigie |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  for (const size of sizes) {
    const rules = drawRules(headlines, size);
    const own = measure(vigie, rules, headlines, size);
    const truth = quick || size > 1_000 ? null : truthOf(rules, headlines.slice(0, 1_000));
    print({ ...own, size, ratio: 1, scores: truth && score(vigie.build(rules), headlines, truth) });
    if (quick) continue;
    for (const peer of peers) {
      const few = peer.limits[size];
      if (few === undefined) continue;
      const result = measure(peer, rules, headlines.slice(0, few), size);
      const scores = truth && score(peer.build(rules), headlines, truth);
      print({ ...result, size, ratio: result.micros / own.micros, scores });
    }
  }
}

/** Milliseconds to compile rules again after one has changed; the slowest of five. */
function changeTime(rules: readonly Rule[]): number {
  const { compile } = createMatcherCompiler();
  compile(rules, gazetteer);
  const times = [..."abcde"].map((letter, index) => {
    const changed = rules.with(index, { name: "new", all: [[{ text: `Nouvelle ${letter}` }]], none: [] });
    const started = performance.now();
    compile(changed, gazetteer);
    return performance.now() - started;
  });
  return Math.max(...times);
}

interface Result {
  readonly name: string;
  readonly matches: number;
  readonly micros: number;
  readonly buildMs: number;
  readonly megabytes: number;
}

function measure(peer: Peer, rules: readonly Rule[], headlines: readonly string[], size: number): Result {
  const before = usedMemory();
  const started = performance.now();
  const engine = peer.build(rules);
  const buildMs = performance.now() - started;
  const matches = engine(headlines).flat().length / headlines.length;
  const megabytes = (usedMemory() - before) / 2 ** 20;
  const rounds = size <= 10_000 && headlines.length > 10_000 ? 3 : 1;
  const times = Array.from({ length: rounds }, () => {
    const start = process.cpuUsage();
    engine(headlines);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / headlines.length;
  });
  return { name: peer.name, matches, micros: Math.min(...times), buildMs, megabytes };
}

function usedMemory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const vigie: Peer = {
  name: "Vigie",
  limits: {},
  build: (rules) => {
    const indexed = rules.map((rule, index) => ({ ...rule, index }));
    const matcher = compileMatcher(indexed, gazetteer);
    return (headlines) => headlines.map((title) => matcher.match(inputOf(title)).matched.map(({ rule }) => rule.index));
  },
};

const peers: readonly Peer[] = [
  { name: "RegExp per rule", limits: { 10: 5_000, 1000: 500, 10000: 50 }, build: buildRegExps },
  { name: "one alternation RegExp", limits: { 10: 30_000, 1000: 5_000, 10000: 1_000 }, build: buildAlternation },
  { name: "modern-ahocorasick", limits: { 10: 30_000, 1000: 30_000, 10000: 10_000 }, build: buildAhoCorasick },
  { name: "Map of n-grams", limits: { 10: 30_000, 1000: 30_000, 10000: 30_000, 100000: 5_000 }, build: buildNgrams },
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
function evaluator(rules: readonly Rule[]): (found: ReadonlySet<string>) => readonly number[] {
  const compiled = rules.map((rule) => ({
    all: rule.all.map((group) => group.flatMap(stringsOf)),
    none: rule.none.flatMap(stringsOf),
  }));
  const byTerm = new Map<string, number[]>();
  compiled.forEach(({ all }, index) => {
    for (const term of new Set(all[0])) byTerm.set(term, [...(byTerm.get(term) ?? []), index]);
  });
  return (found) => {
    const candidates = new Set([...found].flatMap((term) => byTerm.get(term) ?? []));
    return [...candidates].filter((index) => {
      const rule = compiled[index];
      return (
        rule?.all.every((group) => group.some((term) => found.has(term))) && !rule.none.some((term) => found.has(term))
      );
    });
  };
}

function patternOf(terms: readonly Term[]): string {
  const strings = terms.flatMap(stringsOf).sort((left, right) => right.length - left.length);
  return `(?<![\\p{L}\\p{N}])(?:${strings.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`;
}

function buildRegExps(rules: readonly Rule[]): Engine {
  const compiled = rules.map((rule) => ({
    all: rule.all.map((group) => new RegExp(patternOf(group), "u")),
    none: rule.none.length === 0 ? null : new RegExp(patternOf(rule.none), "u"),
  }));
  return (headlines) =>
    headlines.map((headline) => {
      const text = plain(headline);
      return compiled.flatMap(({ all, none }, index) =>
        all.every((group) => group.test(text)) && !none?.test(text) ? [index] : [],
      );
    });
}

function buildAlternation(rules: readonly Rule[]): Engine {
  const pattern = new RegExp(patternOf(rules.flatMap((rule) => [...rule.all.flat(), ...rule.none])), "gu");
  const evaluate = evaluator(rules);
  return (headlines) => headlines.map((headline) => evaluate(new Set(plain(headline).match(pattern) ?? [])));
}

function buildAhoCorasick(rules: readonly Rule[]): Engine {
  const strings = [...new Set(rules.flatMap((rule) => [...rule.all.flat(), ...rule.none].flatMap(stringsOf)))];
  const automaton = new AhoCorasick(strings.map((text) => ` ${text} `));
  const evaluate = evaluator(rules);
  return (headlines) =>
    headlines.map((headline) => {
      const found = automaton.search(` ${plain(headline)} `).map((hit) => strings[hit.patternIndex] ?? "");
      return evaluate(new Set(found));
    });
}

function buildNgrams(rules: readonly Rule[]): Engine {
  const strings = new Set(rules.flatMap((rule) => [...rule.all.flat(), ...rule.none].flatMap(stringsOf)));
  const longest = [...strings].reduce((most, text) => Math.max(most, text.split(" ").length), 0);
  const evaluate = evaluator(rules);
  return (headlines) =>
    headlines.map((headline) => {
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

function buildMiniSearch(rules: readonly Rule[]): Engine {
  return overBatches(rules, (texts) => {
    const index = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] });
    index.addAll(texts.map((text, id) => ({ id, text })));
    return (term) => index.search(term, { combineWith: "AND" }).map((hit) => hit.id as number);
  });
}

function buildFuse(rules: readonly Rule[]): Engine {
  return overBatches(rules, (texts) => {
    const fuse = new Fuse(texts);
    return (term) => fuse.search(term).map((hit) => hit.refIndex);
  });
}

/** Search engines turned round: headlines are indexed in batches of 500, and every term is a query. */
function overBatches(
  rules: readonly Rule[],
  indexBatch: (texts: readonly string[]) => (term: string) => readonly number[],
): Engine {
  const batchSize = 500;
  return (headlines) => {
    const results: number[][] = headlines.map(() => []);
    for (let start = 0; start < headlines.length; start += batchSize) {
      const search = indexBatch(headlines.slice(start, start + batchSize).map(plain));
      const known = new Map<string, ReadonlySet<number>>();
      const hits = (term: Term): ReadonlySet<number> => {
        const cached = known.get(term.text) ?? new Set(search(fold(term.text)));
        known.set(term.text, cached);
        return cached;
      };
      rules.forEach((rule, index) => {
        const groups = rule.all.map((group) => new Set(group.flatMap((term) => [...hits(term)])));
        const none = new Set(rule.none.flatMap((term) => [...hits(term)]));
        for (const item of groups[0] ?? []) {
          if (groups.every((group) => group.has(item)) && !none.has(item)) results[start + item]?.push(index);
        }
      });
    }
    return results;
  };
}

function truthOf(rules: readonly Rule[], headlines: readonly string[]): readonly (readonly number[])[] {
  const indexed = rules.map((rule, index) => ({ ...rule, index }));
  const reference = createReference(indexed, gazetteer);
  return headlines.map((title) => reference.match(inputOf(title)).matched.map(({ rule }) => rule.index));
}

function score(
  engine: Engine,
  headlines: readonly string[],
  truth: readonly (readonly number[])[],
): readonly [number, number] {
  const given = engine(headlines.slice(0, truth.length));
  const right = given.flatMap((rules, item) => rules.filter((rule) => truth[item]?.includes(rule))).length;
  return [right / Math.max(given.flat().length, 1), right / Math.max(truth.flat().length, 1)];
}

function inputOf(title: string): MatchInput {
  return { title, description: "", lang: "und", at: 0 };
}

function readHeadlines(): readonly string[] {
  const read = (file: string, column: number): string[] =>
    readFileSync(new URL(file, folder), "utf8")
      .split("\n")
      .flatMap((line) => line.split("\t")[column] ?? []);
  return [...read("en-headlines-stream.dev.tsv", 3), ...read("fr-headlines-orange.dev.tsv", 2)];
}

function print(
  row: Result & { readonly size: number; readonly ratio: number; readonly scores: readonly [number, number] | null },
): void {
  const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const scores = row.scores === null ? "- | -" : row.scores.map((value) => value.toFixed(3)).join(" | ");
  console.log(
    `| ${row.name} | ${row.size} | ${row.matches.toPrecision(2)} | ${number(row.micros)} | ${number(1e6 / row.micros)} | ${row.buildMs.toFixed(0)} | ${row.megabytes.toFixed(1)} | ${scores} | ${number(row.ratio)} |`,
  );
}
