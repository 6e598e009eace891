/** What reading one item costs as a whole, with a full window in the archive: signal, story, summary of the description; and how long hostile texts can keep the reader. */
import { readFileSync } from "node:fs";
import { loadPack } from "../src/config-pack.ts";
import { readAmounts } from "../src/core/amounts.ts";
import { compileMatcher } from "../src/core/match.ts";
import { readQuotes } from "../src/core/quote.ts";
import { readItem } from "../src/core/signal.ts";
import { createStoryIndex } from "../src/core/story.ts";
import { summarise } from "../src/core/summary.ts";
import { type EntityId, type Lang, langs, type Mention } from "../src/core/types.ts";

const windowMs = 3.5 * 86_400_000;
const probes = 2_000;

interface Report {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly lang: Lang;
  readonly publishedAt: number;
}

/** @param args the number of items in the window; default 100,000. */
export function run(args: readonly string[]): void {
  const size = Number(args[0] ?? 100_000);
  const seeds = new URL("../seeds/", import.meta.url);
  const { gazetteer, watches } = loadPack(new URL("amazon-france", seeds).pathname);
  const background = JSON.parse(readFileSync(new URL("background-df.json", seeds), "utf8"));
  const matcher = compileMatcher(watches, gazetteer);
  const index = createStoryIndex({ background });
  const spent = { match: 0, signal: 0, story: 0, summary: 0 };
  const timed = <T>(part: keyof typeof spent, work: () => T): T => {
    const start = performance.now();
    const result = work();
    spent[part] += performance.now() - start;
    return result;
  };
  const take = (report: Report): void => {
    const { mentions } = timed("match", () => matcher.match({ ...report, at: report.publishedAt }));
    const { signal } = timed("signal", () => readItem(report, mentions, gazetteer));
    const doc = { ...report, signal, entities: entitiesOf(mentions) };
    timed("story", () => index.add(doc, index.place(doc).storyId ?? doc.id));
    timed("summary", () => summarise({ ...report, body: "", names: [], signal }));
  };
  const reports = makeReports(
    size + probes,
    wordsByFrequency(background.df),
    gazetteer.entities.map(({ name }) => name),
  );
  for (const report of reports.slice(0, size)) take(report);
  for (const part of ["match", "signal", "story", "summary"] as const) spent[part] = 0;
  for (const report of reports.slice(size)) take(report);
  const whole = spent.signal + spent.story + spent.summary;
  console.log(`reading: ${size} items in the window, ${probes} more read`);
  for (const [part, ms] of Object.entries(spent))
    console.log(`${part.padEnd(28)} ${(ms / probes).toFixed(3)} ms an item`);
  console.log(`${"signal + story + summary".padEnd(28)} ${(whole / probes).toFixed(3)} ms an item (must 1, aim 0.3)`);
  for (const [name, text] of hostileTexts) {
    const reading = slowest((lang) =>
      readItem({ title: text, description: text, lang, publishedAt: 0 }, [], gazetteer),
    );
    const telling = slowest((lang) =>
      summarise({ title: "", description: text.slice(0, 2_000), body: "", names: [], lang, signal: null }),
    );
    const quoting = slowest((lang) => [readQuotes([text]), readAmounts([text.slice(0, 5_000)], lang)]);
    console.log(
      `hostile: ${name.padEnd(24)} signal ${reading.toFixed(2)} ms, summary ${telling.toFixed(2)} ms, quotes and figures ${quoting.toFixed(2)} ms (must 5)`,
    );
  }
}

/** Of the languages the slowest, of five runs the quickest: what the machine does besides is not the text's fault. */
function slowest(work: (lang: Lang) => unknown): number {
  const once = (lang: Lang): number => {
    const start = performance.now();
    work(lang);
    return performance.now() - start;
  };
  return Math.max(...langs.map((lang) => Math.min(...Array.from({ length: 5 }, () => once(lang)))));
}

/** Longer than any field is read, made to send patterns back and forth. */
const hostileTexts: readonly (readonly [name: string, text: string])[] = [
  ["commas", ",".repeat(50_000)],
  ["spaces", " ".repeat(50_000)],
  ["digits", "1 000 ".repeat(10_000)],
  ["digits and points", "1.".repeat(25_000)],
  ["one long word", "a".repeat(50_000)],
  ["capitals", "A".repeat(50_000)],
  ["capitals and points", "A.".repeat(25_000)],
  ["open brackets", "(".repeat(50_000)],
  ["quotes", "«“\"'".repeat(12_500)],
  ["quotes and their speakers", "“we will see” said Anna Keller, ".repeat(1_500)],
  ["talks with talks with", "talks with ".repeat(5_000)],
  ["to buy to sell", "to buy stake in deal with ".repeat(2_000)],
  ["accord avec accord avec", "accord de partenariat avec ".repeat(2_000)],
  ["selon le selon la", "selon le quotidien selon la ".repeat(2_000)],
  ["by summer by summer", "by the end of the summer of ".repeat(2_000)],
  ["d'ici d'ici", "d'ici la fin de l'été d'ici ".repeat(2_000)],
  ["combining marks", "é̂".repeat(15_000)],
  ["lone surrogates", "\ud83d".repeat(50_000)],
  ["zero width", "a\u200b".repeat(25_000)],
];

function entitiesOf(mentions: readonly Mention[]): readonly EntityId[] {
  return [...new Set(mentions.map(({ entity }) => entity))];
}

/** Every word as often as headlines hold it. */
function wordsByFrequency(df: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(df).flatMap(([word, times]) => Array.from({ length: times }, () => word));
}

const moves = ["in talks with", "signs deal with", "négocie avec", "rachète", "lance un service avec", "may buy"];

/** Headlines of a fixed generator: words of the background, one in five about watched companies. */
function makeReports(count: number, words: readonly string[], names: readonly string[]): readonly Report[] {
  let seed = 20_180_326;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "news";
  const phrase = (length: number): string => Array.from({ length }, () => pick(words)).join(" ");
  const company = (): string => names[Math.floor(random() * names.length)] ?? "";
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    title:
      random() < 0.2 ? `${company()} ${pick(moves)} ${company()} ${phrase(4)}` : phrase(6 + Math.floor(random() * 6)),
    description: `The ${phrase(18)}. The ${phrase(16)}.`,
    lang: random() < 0.5 ? ("en" as const) : ("fr" as const),
    publishedAt: Math.floor((at * windowMs) / count),
  }));
}
