/** The matching traps of ../shared/data/dev: spellings, inflections, tickers, homonyms; every one must come out right. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileMatcher } from "../../src/core/match.ts";
import type { Gazetteer } from "../../src/core/types.ts";

interface Trap {
  readonly term: string;
  readonly text: string;
  readonly match: boolean;
  readonly options?: {
    readonly cased?: boolean;
    readonly context?: readonly string[];
    readonly not?: readonly string[];
  };
}

const file = new URL("../../../shared/data/dev/match-traps.dev.jsonl", import.meta.url);
const present = existsSync(file);
if (!present)
  console.warn("SKIPPED: ../shared/data/dev/match-traps.dev.jsonl is not here; the matching traps are not tried.");

const gazetteer: Gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: [], region: [] } };

function isMatched({ term, text, options = {} }: Trap): boolean {
  const { cased, context, not } = options;
  const typed = {
    text: term,
    ...(cased ? { cased } : {}),
    ...(context ? { with: context } : {}),
    ...(not ? { not } : {}),
  };
  const matcher = compileMatcher([{ name: term, all: [[typed]], none: [] }], gazetteer);
  return matcher.match({ title: text, description: "", lang: "und", at: 0 }).rules.length > 0;
}

describe.skipIf(!present)("the matching traps", () => {
  it("all come out right", () => {
    const traps = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line): Trap => JSON.parse(line));
    expect(traps.length).toBeGreaterThan(50);
    expect(traps.filter((trap) => isMatched(trap) !== trap.match)).toEqual([]);
  });
});
