import { describe, expect, it } from "vitest";
import { pickQuote, type Quote, readQuotes } from "../../src/core/quote.ts";

const flat = (quotes: readonly Quote[]): readonly (readonly [string, string | null])[] =>
  quotes.map(({ text, speaker }) => [text, speaker]);

describe("quotes", () => {
  it.each<[string, readonly (readonly [string, string | null])[]]>([
    // who speaks stands behind the quote
    [
      "“We will open in Paris,” said chief executive Anna Keller on Monday.",
      [["We will open in Paris", "Anna Keller"]],
    ],
    ['"We are not for sale," Keller said.', [["We are not for sale", "Keller"]]],
    ["“Nothing is signed,” Keller, the head of Grocers United, told a paper.", [["Nothing is signed", "Keller"]]],
    ["« Rien n'est signé », a déclaré le PDG de Carrefour, Paul Martin, lundi.", [["Rien n'est signé", "Paul Martin"]]],
    [
      "« Nous discutons encore », explique Michel-Édouard Leclerc.",
      [["Nous discutons encore", "Michel-Édouard Leclerc"]],
    ],
    [
      "“Momentum is building at last,” chief executive Anna Keller said on Monday.",
      [["Momentum is building at last", "Anna Keller"]],
    ],
    ["'We're not for sale,' says Casino of its Paris chain", [["We're not for sale", "Casino"]]],
    ["‘We’re not for sale’ - Casino", [["We’re not for sale", "Casino"]]],
    // before it
    ["Anna Keller said: “We will open in Paris.”", [["We will open in Paris.", "Anna Keller"]]],
    ["Paul Martin, patron du groupe, a déclaré : « Nous irons vite ».", [["Nous irons vite", "Paul Martin"]]],
    ["Paul Martin : « Nous irons plus vite »", [["Nous irons plus vite", "Paul Martin"]]],
    ["Selon Système U, « aucun accord n'est signé ».", [["aucun accord n'est signé", "Système U"]]],
    // nobody is named, so nobody is guessed
    ["“We will open in Paris,” he said.", [["We will open in Paris", null]]],
    ["« Nous irons vite », a-t-il ajouté. Carrefour a baissé.", [["Nous irons vite", null]]],
    ["It was “a very good deal” for Amazon.", [["a very good deal", null]]],
    ["“We will see,” added the minister, before Anna Keller spoke.", [["We will see", null]]],
    ["“We will see.” The mayor said he met Anna Keller.", [["We will see.", null]]],
    ["Pour Amazon, c'est « un échec bien amer ».", [["un échec bien amer", null]]],
    ["Groupe Casino : « C'est la fin d'un modèle », dénonce la CGT", [["C'est la fin d'un modèle", "CGT"]]],
    ["Groupe Casino : « C'est la fin d'un modèle », entend-on", [["C'est la fin d'un modèle", null]]],
    ["They said “we will see” and left.", [["we will see", null]]],
    // no statements
    ["It is “good” for “us”.", []],
    ['A 5" screen and a 6" one', []],
    ["An l‘autre day it’s the grocer’s own", []],
    ["No quote at all", []],
  ])("in %j", (text, quotes) => {
    expect(flat(readQuotes([text]))).toEqual(quotes);
  });

  it("are told once, with the speaker that any of the texts names", () => {
    const texts = ["« Nous irons plus vite »", "« Nous irons plus vite », a dit Paul Martin."];
    expect(flat(readQuotes(texts))).toEqual([["Nous irons plus vite", "Paul Martin"]]);
  });
});

describe("the quote beside a summary", () => {
  const quotes: readonly Quote[] = [
    { text: "we shall certainly see about that", speaker: null },
    { text: "we are ready to sell bread online", speaker: "Anna Keller" },
  ];

  it("is one of somebody named, where there is one", () => {
    expect(pickQuote(quotes, ["A deal is near."], 400)?.speaker).toBe("Anna Keller");
  });

  it("says nothing that is said already", () => {
    expect(pickQuote(quotes.slice(1), ["“We are ready to sell bread online,” she said."], 400)).toBeUndefined();
  });

  it("is left out where it does not fit", () => {
    expect(pickQuote(quotes, [], 20)).toBeUndefined();
  });
});
