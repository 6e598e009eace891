/** The operators of the watch language: capitals, guards, typing errors, groups, exclusions, distance, fields, languages. What is right was settled from the design of the language before it was run. */
import { describe, expect, it } from "vitest";
import type { MatchInput } from "../../src/core/types.ts";
import { type Case, meets } from "../support/meets.ts";

const operators: Readonly<Record<string, readonly Case[]>> = {
  "capitals asked for": [
    ["=Casino", "CASINO VEND", true],
    ["=Casino", "#Casino vend", true],
    ["=Casino", "le casino vend", false],
    ["=Casino", "d’Casino", true],
    ["=Orange", "une orange pressée", false],
    ["=Grand Frais", "à grand frais", false],
    ["=Grand Frais", "à Grand frais", false],
    ["=Grand Frais", "GRAND FRAIS S'ÉTEND", true],
    ["=La Poste", "à la poste", false],
    ["=La Poste", "la Poste", false],
    ["=M&S", "M and S", true],
    ["=Électricité", "électricité", false],
    ["=Électricité", "ÉLECTRICITÉ", true],
    ["=U", "hope u win", false],
    ["=Target", "Target: growth", true],
    ["=eBay", "eBay sells", true],
    ["=eBay", "on ebay", false],
    ["=eBay", "EBAY SELLS", true],
    ["=Monop'", "monop’ ouvre", false],
  ],
  "guards of a term": [
    ["=U (with magasin, courses)", "LES MAGASINS U", true],
    ["=U (with magasin, courses)", "Hope u like the courses", false],
    ["=Casino (with Groupe, supermarché)", "CASINO : LES SUPERMARCHÉS VENDUS", true],
    ["=Match (with Cora, supermarché)", "Match nul à Lens", false],
    ["=Target (with store; not price target)", "Broker cuts price target, Target stores shut", false],
    ["=Picard (with surgelé)", "Surgelés : Picard monte", true],
    ["=Casino (with groupe, magasin)", "Le Groupe Casino", true],
    ["=Casino (with groupe, magasin)", "Casino ferme des magasins", true],
    ["=Casino (with groupe, magasin)", "Casino Royale", false],
    ["=Casino (with groupe; not Macao)", "Macao : le groupe Casino", false],
    ["Leclerc (not Charles, F1)", "Charles Leclerc gagne", false],
    ["Leclerc (not Charles, F1)", "Leclerc gagne des parts", true],
    ["Leclerc (not char)", "Deux chars Leclerc", false],
    ["Leclerc (not char)", "Leclerc et ses charcuteries", true],
    ["Orange (not =Vaucluse)", "Orange, dans le Vaucluse", false],
    ["Cora (with hypermarché)", "Cora hypermarche", true],
    ["Amazon (not forêt)", "L'Amazon des forêts", false],
    ["Match (with Match)", "Match nul", false],
    ["=Spar (avec supérette; sans boxe)", "Spar ouvre une supérette", true],
    ["=Spar (avec supérette; sans boxe)", "Spar, la boxe, une supérette", false],
    ["drive (with piéton) OR casier", "Un drive ouvre, des casiers aussi", true],
    ["drive (with piéton) OR casier", "Un drive ouvre", false],
  ],
  "one typing error": [
    ["~Intermarché", "Intermarhé", true],
    ["~Intermarché", "Intremarché", true],
    ["~Intermarché", "Intermarkhés", false],
    ["~Carrefour", "Carefour ouvre", true],
    ["~Carrefour", "Carrefours", true],
    ["~Lidl", "Liddl", true],
    ["Lidl", "Liddl", false],
    ["~Bio c' Bon", "Bio c’ Bonn", false],
    ["~U", "V", false],
    ["~Système U", "Sytème U", true],
    ["=~Monoprix", "monopris", false],
    ["=~Monoprix", "Monopris", true],
  ],
  "groups and exclusions": [
    ["Amazon AND Monoprix", "Monoprix, Amazon", true],
    ["Amazon AND Monoprix", "Monoprix", false],
    ["Amazon AND Monoprix OR Auchan", "Auchan et Amazon", true],
    ["Amazon, Ocado AND Casino", "Ocado x Casino", true],
    ["Amazon\nMonoprix", "Amazon", false],
    ["Amazon ET Monoprix OU Auchan SAUF Prime Video", "Amazon, Auchan", true],
    ["Amazon NOT Prime Video", "Amazon : Prime Video", false],
    ["Amazon NOT Prime Video", "Amazon : prime à la casse et video", true],
    ["Amazon NOT AWS, cloud", "Amazon Clouds", false],
    ["Amazon NOT =Prime", "une prime chez Amazon", true],
    ['"ET" AND Amazon', "Amazon et Carrefour", true],
    ["Amazon NOT film (with cinéma)", "Amazon, le film", true],
    ["Amazon NOT film (with cinéma)", "Amazon au cinéma : le film", false],
    ["Amazon AND Amazon", "Amazon", true],
  ],
  distance: [
    ["Amazon AND Monoprix; near 1~2 within 1 words", "Amazon-Monoprix", true],
    ["Amazon AND Monoprix; near 1~2 within 1 words", "Amazon chez Monoprix", false],
    ["Amazon AND Monoprix; near 1~2 within 2 words", "Amazon chez Monoprix", true],
    ["Amazon AND Monoprix; near 1~2 within 2 words", "Monoprix chez d’Amazon", true],
    ["Amazon AND Monoprix; near 1~2 within 2 words", "Amazon va chez Monoprix", false],
    ["Amazon AND Monoprix; near 1~2 within 2 words", "Amazon va chez qui ? Amazon chez Monoprix", true],
    ["grande distribution AND Amazon; near 1~2 within 1 words", "Amazon, grande distribution", true],
    ["A1 AND B2 AND C3; near 1~2 within 1 words; near 2~3 within 1 words", "A1 B2 C3", true],
    ["A1 AND B2 AND C3; near 1~2 within 1 words; near 2~3 within 1 words", "A1 B2 x C3", false],
  ],
};

/** What is typed, title, description, language, and whether they meet. */
const options: readonly (readonly [typed: string, item: Partial<MatchInput>, meets: boolean])[] = [
  ["Amazon; title only", { title: "Amazon livre" }, true],
  ["Amazon; title only", { title: "Un géant livre", description: "Amazon" }, false],
  ["Amazon; description only", { title: "Amazon", description: "Un géant" }, false],
  ["Amazon; description only", { title: "Un géant", description: "d’Amazon" }, true],
  ["Amazon AND Monoprix", { title: "Amazon", description: "Monoprix" }, true],
  ["Amazon AND Monoprix; title only", { title: "Amazon", description: "Monoprix" }, false],
  ["Amazon AND Monoprix; near 1~2 within 9 words", { title: "Amazon", description: "Monoprix" }, false],
  ["grande distribution", { title: "La grande", description: "distribution" }, false],
  ["Amazon NOT cloud; title only", { title: "Amazon", description: "Le cloud" }, true],
  ["Amazon NOT cloud", { title: "Amazon", description: "Le cloud" }, false],
  ["=Casino (with magasin)", { title: "Casino cède", description: "Dix magasins" }, true],
  ["=Casino (not roulette); title only", { title: "Casino cède", description: "La roulette" }, false],
  ["Amazon; languages fr", { title: "Amazon", lang: "fr" }, true],
  ["Amazon; languages fr", { title: "Amazon", lang: "en" }, false],
  ["Amazon; languages fr", { title: "Amazon", lang: "und" }, true],
  ["Amazon; langues en, fr", { title: "Amazon", lang: "en" }, true],
];

describe.each(Object.entries(operators))("%s", (_, cases) => {
  it.each(cases)("%s on %s: %s", (typed, text, expected) => {
    expect(meets(typed, { title: text })).toBe(expected);
  });
});

describe("fields and languages", () => {
  it.each(options)("%s on %j: %s", (typed, item, expected) => {
    expect(meets(typed, item)).toBe(expected);
  });
});
