import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import { ruleFromModel, ruleToModel } from "../../src/core/rule-model.ts";
import { formsOf, kindOf, parseTerm, renderTerm } from "../../src/core/rule-term.ts";
import { parseRule, renderRule, renderRuleLine } from "../../src/core/rule-text.ts";
import { ruleArbitrary } from "../support/match-arbitraries.ts";

const stock = {
  words: ["Monoprix", "drive", "l’été", "Wal-Mart", "prix"],
  phrases: ["grande distribution", "Super U"],
};

function problem(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return error.message;
    throw error;
  }
  throw new Error("expected a refusal");
}

describe("a term", () => {
  it.each([
    ["Carrefour", { text: "Carrefour" }, "name"],
    ["drive", { text: "drive" }, "word"],
    ["grande distribution", { text: "grande distribution" }, "phrase"],
    ["=casino", { text: "casino", cased: true }, "name"],
    ["~Intermarché", { text: "Intermarché", typo: true }, "name"],
    ["« marché »", { text: "marché", exactAccents: true }, "word"],
    ["@Amazon", { text: "@amazon" }, "reference"],
    ["10,000", { text: "10,000" }, "word"],
    [
      "=U (avec magasin, Système; sans F1)",
      { text: "U", cased: true, with: ["magasin", "Système"], not: ["F1"] },
      "name",
    ],
  ])("typed %j is read with its operators", (typed, term, kind) => {
    expect(parseTerm(typed)).toEqual(term);
    expect(kindOf(parseTerm(typed))).toBe(kind);
    expect(parseTerm(renderTerm(parseTerm(typed)))).toEqual(term);
  });

  it("shows the forms that count", () => {
    expect(formsOf({ text: "Carrefour" })).toEqual(["Carrefour"]);
    expect(formsOf({ text: "groceries" })).toContain("grocery");
    expect(formsOf({ text: "grande distribution" })).toContain("grandes distributions");
  });
});

describe("a rule", () => {
  it("is the same in its one-line form, its long form and as data", () => {
    fc.assert(
      fc.property(ruleArbitrary(stock, ["@amazon"]), (rule) => {
        expect(parseRule(renderRule(rule))).toEqual(rule);
        expect({ ...parseRule(renderRuleLine(rule)), name: rule.name }).toEqual(rule);
        expect(ruleFromModel(JSON.parse(JSON.stringify(ruleToModel(rule))))).toEqual(rule);
      }),
    );
  });

  it("is written with parentheses where OR stands beside AND", () => {
    expect(renderRuleLine(parseRule("Amazon, Ocado AND Monoprix NOT AWS; title only"))).toBe(
      "(Amazon OR Ocado) AND Monoprix NOT AWS; title only",
    );
    expect(renderRuleLine(parseRule("Amazon, Ocado"))).toBe("Amazon OR Ocado");
  });

  it("shows of a long line what lies around the caret", () => {
    const typed = `${"Amazon OR ".repeat(40)}Monoprix (rive) ${"x".repeat(100)}`;
    expect(() => parseRule(typed)).toThrow(/\n {2}….{60}\(rive\) x{53}…\n {63}\^$/);
  });

  it("reads groups on lines of their own, then exclusions and options", () => {
    expect(parseRule("Amazon\nMonoprix, Auchan\nnone of AWS\noptions title only · tier digest")).toEqual({
      name: "Amazon AND (Monoprix OR Auchan)",
      all: [[{ text: "Amazon" }], [{ text: "Monoprix" }, { text: "Auchan" }]],
      none: [{ text: "AWS" }],
      fields: ["title"],
      tier: "digest",
    });
  });

  it.each([
    ["NOT AWS", "Expected a word, a name or a phrase.\n  NOT AWS\n  ^"],
    ["OU Amazon", "Expected a word, a name or a phrase.\n  OU Amazon\n  ^"],
    ["Amazon OR ", "Expected a word, a name or a phrase.\n  Amazon OR \n            ^"],
    ["Amazon (rive)", "Expected AND, OR, NOT or an option.\n  Amazon (rive)\n         ^"],
    ['"marché', 'Expected a closing quotation mark.\n  "marché\n  ^'],
    [
      "Amazon\nCora; near 1~3 within 4 words",
      "Expected the numbers of two different groups, 1 to 2.\n  Cora; near 1~3 within 4 words\n        ^",
    ],
    [
      "Amazon; loud",
      "Expected an option: near 1~2 within 12 words, title only, languages fr, or tier digest.\n  Amazon; loud\n          ^",
    ],
    ["", "Expected a word, a name or a phrase.\n  \n  ^"],
  ])("refuses %j and points at the character", (typed, message) => {
    expect(problem(() => parseRule(typed))).toBe(message);
  });

  it("as data is refused with all its problems together", () => {
    const message = problem(() =>
      ruleFromModel({ nam: "x", all: ["A", [{ text: "B", exact: true }]], near: [[0, 5, 2]], langs: ["de"] }),
    );
    for (const part of [
      "nam: no such key",
      "all[1][0].exact: no such key",
      "name: expected a text",
      "near[0]: expected two different groups",
      'langs: expected one of en, fr, und, got "de"',
    ]) {
      expect(message).toContain(part);
    }
    expect(message.split("\n")).toHaveLength(5);
  });
});
