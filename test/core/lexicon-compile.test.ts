import { describe, expect, it } from "vitest";
import { compilePhrases } from "../../src/core/lexicon-compile.ts";
import { toWords } from "../../src/core/signal-words.ts";
import { findMentions } from "../support/reading.ts";

function finds(phrase: string, text: string): boolean {
  const find = compilePhrases([{ tag: "x", phrases: [phrase] }]);
  return find(toWords(text, "title", findMentions(text))).length > 0;
}

describe("a phrase", () => {
  it.each([
    ["in talks", "Two chains in talks", true],
    ["in talks", "in long talks", false],
    ["in ~2 talks", "in long secret talks", true],
    ["in ~2 talks", "in long and very secret talks", false],
    ["sign deal", "They sign the deal", true],
    ["signe accord", "Elle signe l'accord", true],
    ["négocie avec", "NEGOCIE AVEC eux", true],
    ["negocie|discute avec", "il discute avec elle", true],
    ["acqui* ~3 rival", "acquisition of a rival", true],
    ["# jobs", "2,000 jobs", true],
    ["# jobs", "10 000 jobs", true],
    ["buy @", "to buy Carrefour", true],
    ["buy @", "to buy Globex", false],
    ["buy Aa", "to buy Globex", true],
    ["buy Aa", "to buy groceries", false],
    ["^ accord", "Accord signé", true],
    ["^ accord", "Pas d'accord", false],
    ["buys rival", "It buys. Rival sells.", false],
    ["buys ~3 rival", "It buys; a rival sells", false],
    ["commerce deal", "e-commerce deal", true],
    ["Aa absorbs Aa", "Now Globex absorbs Acme", true],
    ["Aa absorbs Aa", "it absorbs Acme", false],
    ["Aa|@ ~2 sells", "Carrefour soon sells", true],
    ["@ ~3 with @", "Carrefour teams up with Amazon", true],
    ["@ ~3 with @", "Carrefour teams up with Globex", false],
    ["Aa acqui*", "Globex acquires", true],
    ["Aa Aa", "Globex Acme", true],
    ["Aa|nobody sells", "and nobody sells", true],
    ["^ Aa sells", "Why? Globex sells", true],
    ["^ Aa sells", "Here Globex sells", false],
  ])("%s in %j: %s", (phrase, text, expected) => {
    expect(finds(phrase, text)).toBe(expected);
  });

  it.each(["~2 deal", "", "^ ~3 deal", "de* talks", "e-commerce deal", "d'accord"])("is refused as %j", (phrase) => {
    expect(() => compilePhrases([{ tag: "x", phrases: [phrase] }])).toThrow();
  });
});
