import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPack } from "../../src/config-pack.ts";
import { compileMatcher } from "../../src/core/match.ts";
import { readItem } from "../../src/core/signal.ts";
import { decideTier } from "../../src/core/tier.ts";
import type { Lang, Tier } from "../../src/core/types.ts";
import { precisionRecall, printScore } from "./scores.ts";
import { hasData, readTable } from "./signal-data.ts";

function tierReader(): (title: string, lang: Lang, publishedAt: number) => Tier {
  const { gazetteer, watches } = loadPack(resolve(import.meta.dirname, "../../seeds/amazon-france"));
  const matcher = compileMatcher(watches, gazetteer);
  return (title, lang, publishedAt) => {
    const { mentions, guards, rules } = matcher.match({ title, description: "", lang, at: publishedAt });
    const reading = readItem({ title, description: "", lang, publishedAt }, mentions, gazetteer);
    return decideTier({ matched: rules, mentions, guards, reading, gazetteer, nearest: null }).tier;
  };
}

describe.skipIf(!hasData("labelled-relevance.dev.tsv"))("tiers of the pack's watches, taken together", () => {
  it("alert on market signals and hold or drop the rest", () => {
    const tierOf = tierReader();
    const rows = readTable("labelled-relevance.dev.tsv").map((row) => {
      const lang: Lang = row["lang"] === "fr" ? "fr" : "en";
      const at = Date.parse(row["date"] ?? "");
      return { ...row, tier: tierOf(row["headline"] ?? "", lang, Number.isNaN(at) ? Date.UTC(2018, 0, 1) : at) };
    });
    const count = (isSignal: boolean, alerts: boolean, among = rows): number =>
      among.filter((row) => ("label" in row && row.label === "R") === isSignal && (row.tier === "alert") === alerts)
        .length;
    const score = precisionRecall({
      hits: count(true, true),
      falseAlarms: count(false, true),
      misses: count(true, false),
    });
    const sure = rows.filter((row) => !("confidence" in row && row.confidence === "low"));
    const certain = precisionRecall({
      hits: count(true, true, sure),
      falseAlarms: count(false, true, sure),
      misses: count(true, false, sure),
    });
    printScore("Tier alert against label R: precision", score.precision, { must: 0.7 });
    printScore("Tier alert against label R: recall", score.recall, { must: 0.7 });
    printScore("Tier alert against label R: F1", score.f1, { must: 0.75, aim: 0.9 });
    printScore("Tier alert against label R: F1, rows of high confidence", certain.f1, { must: 0.75, aim: 0.9 });
    expect(score.precision).toBeGreaterThanOrEqual(0.7);
    expect(score.recall).toBeGreaterThanOrEqual(0.7);
    expect(score.f1).toBeGreaterThanOrEqual(0.75);
  });
});
