import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/core/sentence.ts";
import type { Lang } from "../../src/core/types.ts";

describe("splitting sentences", () => {
  it.each<[string, Lang, readonly string[]]>([
    ["The deal is done. Prices stay.", "en", ["The deal is done.", "Prices stay."]],
    ["Mr. Naouri met Dr. Smith in St. Denis. He left.", "en", ["Mr. Naouri met Dr. Smith in St. Denis.", "He left."]],
    ["The U.S. Senate met. It voted.", "en", ["The U.S. Senate met.", "It voted."]],
    ["It was sold to Acme Inc. The price is secret.", "en", ["It was sold to Acme Inc.", "The price is secret."]],
    ["Sales rose 3.5 percent. Good.", "en", ["Sales rose 3.5 percent.", "Good."]],
    ["J. Bezos spoke. E. Leclerc listened.", "en", ["J. Bezos spoke.", "E. Leclerc listened."]],
    [
      "M. Bompard et Mme. Durand signent. Le prix reste secret.",
      "fr",
      ["M. Bompard et Mme. Durand signent.", "Le prix reste secret."],
    ],
    ["Il dit : « C'est fini. Partons. » Puis il sort.", "fr", ["Il dit : « C'est fini. Partons. »", "Puis il sort."]],
    ["L'accord (signé lundi. Oui.) tient. Fin.", "fr", ["L'accord (signé lundi. Oui.) tient.", "Fin."]],
    ["Le site ouvre en avril.En mai, il ferme.", "fr", ["Le site ouvre en avril.", "En mai, il ferme."]],
    ["Une hausse des prixLe groupe a annoncé un plan.", "fr", ["Une hausse des prix", "Le groupe a annoncé un plan."]],
    ["First line\nSecond line", "en", ["First line", "Second line"]],
    ["", "en", []],
    ["   ", "fr", []],
  ])("of %j", (text, lang, sentences) => {
    expect(splitSentences(text, lang)).toEqual(sentences);
  });

  it("does not let an unclosed bracket swallow the page", () => {
    const text = `The plan (as seen. ${"It goes on for a while here. ".repeat(60)}`;
    const sentences = splitSentences(text, "en");
    expect(sentences.length).toBeGreaterThan(2);
    for (const sentence of sentences) expect(sentence.length).toBeLessThanOrEqual(600);
  });

  it("loses and adds nothing but white space, whatever the text", () => {
    const piece = fc.constantFrom(
      "Mr. ",
      "U.S. ",
      "(",
      ")",
      "« ",
      " »",
      ". ",
      "! ",
      "A",
      "mot",
      "Le ",
      "3.5",
      "\n",
      "…",
      "“",
      "é",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom<Lang>("en", "fr", "und"), (pieces, lang) => {
        const text = pieces.join("");
        expect(splitSentences(text, lang).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
    );
  });
});
