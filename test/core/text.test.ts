import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readText } from "../../src/core/text.ts";

function wordsOf(raw: string): string {
  return readText(raw)
    .words.map((word) => word.text)
    .join(" ");
}

function joinsOf(raw: string): string[] {
  return readText(raw).joins.map((join) => join.text);
}

describe("reading words", () => {
  it.each([
    ["Le rayon d’Amazon et l'enseigne", "le rayon amazon & enseigne"],
    ["Tesco's plan won't hold", "tesco plan won hold"],
    ["La S.N.C.F. et la U. S. Steel", "la sncf & la us steel"],
    ["s.n.c.f.", "s n c f"],
    ["E.Leclerc", "e leclerc"],
    ["Marks & Spencer, Marks and Spencer", "marks & spencer marks & spencer"],
    ["Canal+ baisse, 50+ rayons", "canal plus baisse 50 rayons"],
    ["Bio c' Bon", "bio c bon"],
    ["Auchan…Cora—Match", "auchan cora match"],
  ])("reads %j as %j", (raw, words) => {
    expect(wordsOf(raw)).toBe(words);
  });

  it.each([
    ["un e-commerce", ["ecommerce"]],
    ["L'Oréal", ["loreal"]],
    ["Inter Marché", ["intermarche"]],
    ["10 000 et 1,250,000", ["10000", "1250000"]],
    ["10 00 magasins", []],
    ["click-and-collect", ["clickand", "clickandcollect", "andcollect"]],
  ])("joins %j as %j", (raw, joins) => {
    expect(joinsOf(raw)).toEqual(joins);
  });

  it("leads every word back to where it was published", () => {
    const raw = "Le cœur d’Ama\u00adzon";
    expect(readText(raw).words.map(({ start, end }) => raw.slice(start, end))).toEqual(["Le", "cœur", "Ama\u00adzon"]);
  });

  it("gives words in order that do not overlap, on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const { words } = readText(raw);
        for (const [index, word] of words.entries()) {
          expect(word.start).toBeGreaterThanOrEqual(words[index - 1]?.start ?? 0);
        }
      }),
    );
  });
});
