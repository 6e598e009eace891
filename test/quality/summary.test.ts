import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/core/sentence.ts";
import { summarise, summariseText } from "../../src/core/summary.ts";
import type { Lang } from "../../src/core/types.ts";
import { rouge } from "./measures.ts";
import { printScore } from "./scores.ts";

const data = new URL("../../../shared/data/dev/", import.meta.url);
const present = existsSync(data);
if (!present) console.warn("SKIPPED: summaries are not scored, for the labelled data is not at ../shared/data/dev");

interface Row {
  readonly text: string;
  readonly ref: string;
}

const read = (name: string): Row[] =>
  readFileSync(new URL(name, data), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Mean ROUGE-1 F in points of a hundred. */
const score = (rows: readonly Row[], summary: (text: string) => string): number =>
  (100 * rows.reduce((sum, { text, ref }) => sum + rouge(summary(text), ref, 1), 0)) / rows.length;

describe.skipIf(!present)("summaries on articles with reference summaries", () => {
  it.each([
    ["CNN", "summ-cnndm-en.dev.jsonl", "en", 1, 2],
    ["OrangeSum", "summ-orangesum-fr.dev.jsonl", "fr", 0.8, 1.5],
  ] as const)("beat the first two sentences: %s", (name, file, lang: Lang, must, aim) => {
    const rows = read(file);
    const lead = score(rows, (text) => splitSentences(text, lang).slice(0, 2).join(" "));
    const ours = score(rows, (text) => summariseText(text, { lang }));
    const told = score(rows, (text) =>
      summarise({ title: "", description: "", body: text, lang, names: [], signal: null }),
    );
    printScore(`Summaries, ${name}: ROUGE-1 above Lead-2 (${lead.toFixed(2)})`, ours - lead, { must, aim });
    printScore(`Summaries, ${name}: the same as told in an alert`, told - lead, { must, aim });
    expect(ours - lead).toBeGreaterThanOrEqual(must);
    expect(told - lead).toBeGreaterThanOrEqual(must / 2);
  });
});
