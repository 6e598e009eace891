import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createDetectLang } from "../../src/adapters/language/detect-lang.ts";
import type { Lang } from "../../src/core/types.ts";
import { printScore } from "./scores.ts";

const data = new URL("../../../shared/data/dev/", import.meta.url);
const present = existsSync(data);
if (!present) console.warn("SKIPPED: languages are not scored, for the labelled data is not at ../shared/data/dev");

interface Row {
  readonly text: string;
  readonly lang: Lang;
}

const lines = (name: string): string[] => readFileSync(new URL(name, data), "utf8").trim().split("\n");
const column = (name: string, text: number, lang: (cells: readonly string[]) => Lang): Row[] =>
  lines(name)
    .slice(1)
    .map((line) => line.split("\t"))
    .map((cells) => ({ text: cells[text] ?? "", lang: lang(cells) }));
const toLang = (written: string | undefined): Lang => (written === "fr" ? "fr" : "en");
const objects = (name: string): Row[] =>
  lines(name).map((line) => {
    const { title, lead = "", lang } = JSON.parse(line);
    return { text: `${title}. ${lead}`, lang };
  });

const sets = (): (readonly [string, readonly Row[]])[] => [
  ["headlines of the watched companies", column("labelled-relevance.dev.tsv", 6, (cells) => toLang(cells[3]))],
  ["reports of the seed case", column("stories-indomain.dev.tsv", 6, (cells) => toLang(cells[3]))],
  ["Google News FR, accents stripped", objects("stories-gnfr.dev.jsonl")],
  ["AllSides, title and lead", objects("stories-allsides.dev.jsonl")],
  ["English stream", column("en-headlines-stream.dev.tsv", 3, () => "en").filter((_, at) => at % 20 === 0)],
  ["French stream", column("fr-headlines-orange.dev.tsv", 2, () => "fr").filter((_, at) => at % 10 === 0)],
];

describe.skipIf(!present)("the language of a headline", () => {
  const detect = createDetectLang();
  const share = (rows: readonly Row[], prior: (row: Row) => Lang): number =>
    rows.filter((row) => detect(row.text, prior(row)) === row.lang).length / rows.length;

  it.each(present ? sets() : [])("is read right: %s", (name, rows) => {
    const unaided = share(rows, () => "und");
    printScore(`Language, ${name}: no prior`, unaided, { must: 0.98, aim: 0.99 });
    printScore(
      `Language, ${name}: the feed's own`,
      share(rows, (row) => row.lang),
      { must: 0.98, aim: 0.99 },
    );
    const misled = share(rows, (row) => (row.lang === "fr" ? "en" : "fr"));
    printScore(`Language, ${name}: a feed that is wrong`, misled, { must: 0.95 });
    expect(rows.length).toBeGreaterThan(50);
    expect(unaided).toBeGreaterThanOrEqual(0.98);
    expect(misled).toBeGreaterThanOrEqual(0.95);
  });
});
