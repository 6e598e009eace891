/** Which sense of a name is meant: the shipped pack's companies on labelled headlines (another sense or topic: N). */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadPack } from "../../src/config-pack.ts";
import { compileMatcher } from "../../src/core/match.ts";
import type { Lang } from "../../src/core/types.ts";
import { printScore } from "./scores.ts";

const file = new URL("../../../shared/data/dev/labelled-relevance.dev.tsv", import.meta.url);
const present = existsSync(file);
if (!present)
  console.warn("SKIPPED: ../shared/data/dev/labelled-relevance.dev.tsv is not here; company sense is not measured.");

interface Row {
  readonly label: string;
  readonly lang: Lang;
  readonly date: string;
  readonly headline: string;
}

function readRows(): readonly Row[] {
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const [label = "", , , lang, , date = "", headline = ""] = line.split("\t");
    return { label, lang: lang === "fr" ? "fr" : "en", date, headline };
  });
}

describe.skipIf(!present)("company sense on labelled headlines", () => {
  it("tells companies from the other senses of their names, F1 at least .96", () => {
    const pack = loadPack(fileURLToPath(new URL("../../seeds/amazon-france/", import.meta.url)));
    const matcher = compileMatcher(pack.watches, pack.gazetteer);
    const rows = readRows().map((row) => {
      const at = Date.parse(row.date) || 0;
      const match = matcher.match({ title: row.headline, description: "", lang: row.lang, at });
      return { ...row, match, said: match.mentions.length > 0, meant: row.label !== "N" };
    });
    const hits = rows.filter(({ said, meant }) => said && meant).length;
    const precision = hits / rows.filter(({ said }) => said).length;
    const recall = hits / rows.filter(({ meant }) => meant).length;
    const f1 = (2 * precision * recall) / (precision + recall);
    printScore("Company sense: precision", precision, { must: 0.95 });
    printScore("Company sense: recall", recall, { must: 0.95 });
    printScore("Company sense: F1", f1, { must: 0.96 });
    expect(rows.length).toBeGreaterThan(300);
    expect(f1).toBeGreaterThanOrEqual(0.96);
  });
});
