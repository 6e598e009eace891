/** The fast matcher against the slow, obvious one: the same answers on real headlines, rule for rule and span for span. */
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMatcher } from "../../src/core/match.ts";
import { createReference } from "../../src/core/match-reference.ts";
import type { ItemMatch, MatchInput } from "../../src/core/types.ts";
import { gazetteerArbitrary, references, ruleArbitrary, type Stock } from "../support/match-arbitraries.ts";
import { printScore } from "./scores.ts";

const folder = new URL("../../../shared/data/dev/", import.meta.url);
const streams = [
  { file: "en-headlines-stream.dev.tsv", lang: "en", column: 3 },
  { file: "fr-headlines-orange.dev.tsv", lang: "fr", column: 2 },
] as const;
const present = streams.every(({ file }) => existsSync(new URL(file, folder)));
if (!present)
  console.warn("SKIPPED: the headline streams of ../shared/data/dev are not here; no differential test over them.");

/** Every how many headlines one is taken: the whole run takes minutes, so it is made where `VIGIE_DIFFERENTIAL=all` asks for it. */
const step = process.env["VIGIE_DIFFERENTIAL"] === "all" ? 1 : 25;

function readHeadlines(): readonly MatchInput[] {
  const lines = streams.flatMap(({ file, lang, column }) =>
    readFileSync(new URL(file, folder), "utf8")
      .split("\n")
      .flatMap((line) => {
        const title = line.split("\t")[column];
        return title ? [{ title, lang }] : [];
      }),
  );
  return lines.map(({ title, lang }, index) => ({
    title,
    description: index % 4 === 0 ? (lines[(index * 7) % lines.length]?.title ?? "") : "",
    lang,
    at: index % 200,
  }));
}

function stockOf(headlines: readonly MatchInput[]): Stock {
  const rows = headlines
    .filter((_, index) => index % 29 === 0)
    .map(({ title }) => title.split(/\s+/).filter((word) => /^[\p{L}\p{N}'’&.-]+$/u.test(word)));
  return {
    words: [...new Set(rows.flat())].filter((word) => /[\p{L}\p{N}]/u.test(word)),
    phrases: rows.flatMap((row) => row.slice(1).map((word, index) => `${row[index]} ${word}`)),
  };
}

/** An answer with its evidence. */
function shown(match: ItemMatch) {
  return { ...match, matched: match.matched() };
}

describe.skipIf(!present)("the fast matcher and the reference", () => {
  it("agree on real headlines for 1,000 random rules with every operator", () => {
    const all = readHeadlines();
    const headlines = all.filter((_, index) => index % step === 0);
    const stock = stockOf(all);
    const rules = fc.sample(ruleArbitrary(stock, references), { numRuns: 1000, seed: 20180228 });
    const [gazetteer] = fc.sample(gazetteerArbitrary(stock), { numRuns: 1, seed: 20180326 });
    if (gazetteer === undefined) throw new Error("no gazetteer drawn");
    const fast = compileMatcher(rules, gazetteer);
    const slow = createReference(rules, gazetteer);
    let matches = 0;
    let differences = 0;
    for (const input of headlines) {
      const expected = shown(slow.match(input));
      const given = shown(fast.match(input));
      matches += expected.matched.length + expected.mentions.length;
      if (JSON.stringify(given) === JSON.stringify(expected)) continue;
      differences += 1;
      if (differences === 1) expect(given).toEqual(expected);
    }
    const name = `Matcher against the reference, ${headlines.length} headlines x ${rules.length} rules`;
    printScore(`${name}: differences among ${matches} finds`, differences, { must: 0, lowerIsBetter: true });
    expect(headlines.length).toBeGreaterThan(20_000 / step);
    expect(matches).toBeGreaterThan(20_000 / step);
    expect(differences).toBe(0);
  }, 300_000);
});
