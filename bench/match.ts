/** Vigie's matcher beside what a JavaScript user could reach for: same rules, same headlines, one run; correctness against the reference. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { compileMatcher, createMatcherCompiler } from "../src/core/match.ts";
import { createReference } from "../src/core/match-reference.ts";
import type { Gazetteer, MatchInput, Rule } from "../src/core/types.ts";
import { type Answer, type Engine, each, type IndexedRule, type Peer, peers } from "./match-peers.ts";
import { drawRules } from "./match-rules.ts";

const folder = new URL("../../shared/data/dev/", import.meta.url);
const gazetteer: Gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: [], region: [] } };
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const sizes = [10, 1_000, 10_000, 100_000];

/** The whole table, or with `quick` Vigie alone; with numbers behind it, of rule sets of these sizes alone. */
export function run(args: readonly string[]): void {
  const headlines = readHeadlines();
  const quick = args.includes("quick");
  const asked = args.map(Number).filter((size) => sizes.includes(size));
  if (asked.length > 0) {
    for (const size of asked) compare(headlines, size, quick);
    return;
  }
  console.log(`${headlines.length} headlines, ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}\n`);
  console.log(`One of 1,000 rules changed: live after ${changeTime(drawRules(headlines, 1_000)).toFixed(0)} ms.\n`);
  console.log(
    "| engine | rules | matches an item | us an item | items/s | build ms | memory MB | precision | recall | times Vigie |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  // A process each: what the compiler learnt of one size, and what it left in memory, would be charged to the next.
  for (const size of sizes) {
    const [script = "", name = ""] = process.argv.slice(1);
    spawnSync(process.execPath, [...process.execArgv, script, name, String(size), ...args], { stdio: "inherit" });
  }
}

function compare(headlines: readonly string[], size: number, quick: boolean): void {
  const rules = drawRules(headlines, size).map((rule, index) => ({ ...rule, index }));
  const own = measure(vigie, rules, headlines);
  const truth = quick || size > 1_000 ? null : truthOf(rules, headlines.slice(0, 1_000));
  print({ ...own, size, ratio: 1, scores: truth && score(vigie.build(rules), headlines, truth) });
  for (const peer of quick ? [vigieWithEvidence] : [vigieWithEvidence, ...peers]) {
    const few = peer === vigieWithEvidence ? headlines.length : peer.limits[size];
    if (few === undefined) continue;
    const result = measure(peer, rules, headlines.slice(0, few));
    const scores = truth && score(peer.build(rules), headlines, truth);
    print({ ...result, size, ratio: result.micros / own.micros, scores });
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

function measure(peer: Peer, rules: readonly IndexedRule[], headlines: readonly string[]): Result {
  const before = usedMemory();
  const started = performance.now();
  const engine = peer.build(rules);
  const buildMs = performance.now() - started;
  let matches = 0;
  const count = (answer: Answer): void => {
    matches += answer.length;
  };
  engine(headlines, count);
  const megabytes = (usedMemory() - before) / 2 ** 20;
  const times = timesOf(() => engine(headlines, count), headlines.length > 1_000 ? 5 : 1);
  const readings = headlines.length * (times.length + 1);
  const micros = Math.min(...times) / headlines.length;
  return { name: peer.name, matches: matches / readings, micros, buildMs, megabytes };
}

/** Microseconds of processor time of each run, in at least so many runs, and for three seconds where they are short. */
function timesOf(work: () => void, least: number): readonly number[] {
  const times: number[] = [];
  let total = 0;
  while (times.length < least || total < 3e6) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    times.push(user + system);
    total += user + system;
  }
  return times;
}

function usedMemory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Answers as the peers do, with rules alone. */
const vigie: Peer = {
  name: "Vigie",
  limits: {},
  build: (rules) => {
    const matcher = compileMatcher(rules, gazetteer);
    return each((title) => matcher.match(inputOf(title)).rules);
  },
};

/** Answers as Vigie does in use, with the words that matched and their places. */
const vigieWithEvidence: Peer = {
  name: "Vigie with evidence",
  limits: {},
  build: (rules) => {
    const matcher = compileMatcher(rules, gazetteer);
    return each((title) => {
      const match = matcher.match(inputOf(title));
      return match.matched().length === 0 ? [] : match.rules;
    });
  },
};

function truthOf(rules: readonly IndexedRule[], headlines: readonly string[]): readonly (readonly number[])[] {
  const reference = createReference(rules, gazetteer);
  return headlines.map((title) => reference.match(inputOf(title)).rules.map(({ index }) => index));
}

function score(
  engine: Engine,
  headlines: readonly string[],
  truth: readonly (readonly number[])[],
): readonly [number, number] {
  const given: (readonly number[])[] = [];
  engine(headlines.slice(0, truth.length), (answer) => given.push(answer.map(({ index }) => index)));
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
