import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SummaryInput, summarise, summariseText, summaryLimit, withoutDateline } from "../../src/core/summary.ts";
import { groundingProblem } from "../../src/core/summary-grounding.ts";
import type { Signal } from "../../src/core/types.ts";

const report: SummaryInput = {
  title: "Monoprix to sell groceries through Amazon",
  description: "",
  body: "",
  lang: "en",
  names: ["Monoprix", "Amazon"],
  signal: null,
};
const whole = "The chain will offer some six thousand products to members of the fast delivery service in the capital.";
const body = `The weather was mild on Monday in the capital of the country. ${whole} Trees were in bloom along the avenues that day.
Monoprix signed the partnership with Amazon after a year of talks, its chairman told reporters in the evening. Birds sang.`;
const signal: Signal = {
  kind: "partnership",
  kinds: ["partnership"],
  stage: "deal",
  pairs: [{ entrant: "amazon", target: "monoprix" }],
  amounts: [],
  promises: [],
  attribution: "origin",
  citing: null,
  hedged: false,
  evidence: [{ term: "signed the partnership", field: "description", start: 0, end: 22 }],
};

describe("a summary", () => {
  it("begins with a whole description and adds the body's sentence on the signal", () => {
    const told = summarise({ ...report, description: whole, body, signal });
    expect(told).toBe(
      `${whole} Monoprix signed the partnership with Amazon after a year of talks, its chairman told reporters in the evening.`,
    );
  });

  it.each([
    ["dots", "The chain will offer some six thousand products to mem..."],
    ["an ellipsis", "The chain will offer some six thousand products to…"],
    ["a plea to read on", "The chain will offer some six thousand products. Read more"],
  ])("leaves a description cut with %s for the body", (_, description) => {
    expect(summarise({ ...report, description, body, signal })).toContain("signed the partnership");
    expect(summarise({ ...report, description, body, signal })).not.toMatch(/\.\.\.|…|Read more/);
  });

  it("shows a cut description where there is nothing else", () => {
    const description = "The chain will offer some six thousand products to mem...";
    expect(summarise({ ...report, description })).toBe(description);
  });

  it.each([
    ["nothing", ""],
    ["the title", report.title],
    ["the title and the outlet", `${report.title} - The Gazette`],
  ])("is empty where the description holds %s", (_, description) => {
    expect(summarise({ ...report, description })).toBe("");
  });

  it("does not say the same thing twice", () => {
    const told = summarise({ ...report, description: whole, body: `${whole} ${whole}` });
    expect(told).toBe(whole);
  });

  it("cuts an endless sentence at a clause and says so", () => {
    const told = summarise({ ...report, description: `The chain, ${"with many words, ".repeat(60)}opens.` });
    expect(told.length).toBeLessThanOrEqual(summaryLimit);
    expect(told).toMatch(/words…$/);
  });

  it("is made of verbatim sentences in their order, two at most and within the limit, whatever the text", () => {
    const words = fc.array(fc.constantFrom("Monoprix", "opens", "a", "store", "in", "Paris", "3", "deal", "the"), {
      minLength: 1,
      maxLength: 30,
    });
    const text = fc
      .array(words, { maxLength: 12 })
      .map((lists) => lists.map((list) => `The ${list.join(" ")}.`).join(" "));
    fc.assert(
      fc.property(text, text, (description, article) => {
        const told = summarise({ ...report, description, body: article, signal });
        expect(told.length).toBeLessThanOrEqual(summaryLimit);
        const sentences = told === "" ? [] : told.split(/(?<=\.) (?=The )/);
        expect(sentences.length).toBeLessThanOrEqual(2);
        for (const sentence of sentences) expect(`${description} ${article}`).toContain(sentence);
      }),
    );
  });

  it("survives hostile text", () => {
    for (const text of [",".repeat(50_000), "a. ".repeat(30_000), "((((".repeat(10_000), "😀".repeat(10_000)]) {
      expect(summarise({ ...report, description: text, body: text }).length).toBeLessThanOrEqual(summaryLimit);
    }
  });
});

describe("the sentences of a text", () => {
  it("are the two that fit together, where the best alone would leave no room for a second", () => {
    const long = `Amazon and Monoprix deliver groceries in Paris together, ${"with electrically assisted three-wheelers, ".repeat(8)}vans and riders.`;
    const [one, two] = [
      "Amazon and Monoprix deliver groceries in Paris from today.",
      "Riders bring fresh bread and wine within two hours to every home.",
    ];
    const told = summarise({ ...report, description: "", body: [long, one, two].join(" ") });
    expect(told).toBe(`${one} ${two}`);
  });

  it("are two, and all of them where there are fewer", () => {
    expect(summariseText(body, { lang: "en" }).split(". ")).toHaveLength(2);
    expect(summariseText("Only one sentence is in this text here.", { lang: "en" })).toBe(
      "Only one sentence is in this text here.",
    );
    expect(summariseText("", { lang: "en" })).toBe("");
  });
});

describe("a dateline", () => {
  it.each([
    ["PARIS, March 26 (Reuters) - Monoprix said", "Monoprix said"],
    ["PARIS (Reuters) - Monoprix said", "Monoprix said"],
    ["(CNN) -- Monoprix said", "Monoprix said"],
    ["(CNN)Monoprix said", "Monoprix said"],
    ["Paris (AFP) – Monoprix annonce", "Monoprix annonce"],
    ["Monoprix (Casino group) said", "Monoprix (Casino group) said"],
    ["Monoprix said", "Monoprix said"],
  ])("is taken off %j", (text, rest) => {
    expect(withoutDateline(text)).toBe(rest);
  });
});

describe("grounding", () => {
  const source = "Monoprix vendra 6 000 produits sur Amazon, selon Régis Schultz. Un accord de 13,7 millions d'euros.";
  it.each([
    ["Monoprix vendra 6.000 produits sur Amazon.", null],
    ["Regis Schultz annonce un accord de 13.7 millions.", null],
    ["Carrefour annonce un accord.", "name"],
    ["Un accord de 13.7 millions avec Amazon.", null],
    ["Un accord de 14 millions.", "number"],
    ["Monoprix vend sur amazon.fr", "address"],
    ["<@123> Monoprix vend", "mention"],
    ["", "empty"],
  ])("of %j", (text, problem) => {
    expect(groundingProblem(text, source)).toBe(problem);
  });
});
