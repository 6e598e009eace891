import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileMatcher } from "../../src/core/match.ts";
import { type ManualEntry, ruleManual, termManual } from "../../src/core/rule-manual.ts";
import { parseTerm } from "../../src/core/rule-term.ts";
import { parseRule } from "../../src/core/rule-text.ts";
import type { Gazetteer } from "../../src/core/types.ts";

const gazetteer: Gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: [], region: [] } };
const entries = [...termManual, ...ruleManual];

function isMet(typed: string, title: string): boolean {
  const matcher = compileMatcher([parseRule(typed)], gazetteer);
  return matcher.match({ title, description: "", lang: "und", at: 0 }).rules.length === 1;
}

describe("the manual of the watch language", () => {
  it.each(termManual.map(({ typed }) => typed))("shows a term that can be typed: %s", (typed) => {
    expect(parseTerm(typed)).toBeDefined();
  });

  it.each(entries.flatMap(({ typed, meets }) => meets.map((text) => [typed, text] as const)))(
    "%s meets: %s",
    (typed, text) => {
      expect(isMet(typed, text)).toBe(true);
    },
  );

  it.each(entries.flatMap(({ typed, misses }) => misses.map((text) => [typed, text] as const)))(
    "%s does not meet: %s",
    (typed, text) => {
      expect(isMet(typed, text)).toBe(false);
    },
  );

  it("is what docs/watch-language.md prints", () => {
    const document = readFileSync(new URL("../../docs/watch-language.md", import.meta.url), "utf8");
    for (const row of entries.map(toRow)) expect(document).toContain(row);
  });
});

function toRow({ typed, meaning, meets, misses }: ManualEntry): string {
  return `| \`${typed}\` | ${meaning.en} | ${meets.join("<br>")} | ${misses.join("<br>")} |`;
}
