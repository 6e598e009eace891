import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fold,
  foldsAway,
  foldsToMany,
  foldTable,
  foldTableSize,
  foldWithOffsets,
  foldWords,
} from "../../src/core/fold.ts";

describe("folding", () => {
  it.each([
    ["SYSTÈME U", "systeme u"],
    ["cœur, œuf, æon", "coeur, oeuf, aeon"],
    ["Ｌｅｃｌｅｒｃ", "leclerc"],
    ["𝗔𝗺𝗮𝘇𝗼𝗻", "amazon"],
    ["İstanbul ılık", "istanbul ilik"],
    ["Straße", "strasse"],
    ["Ama\u00adzon\u200b\ufeff", "amazon"],
    ["d’Amazon d‘Amazon dʼAmazon d`Amazon", "d'amazon d'amazon d'amazon d'amazon"],
    ["e‑commerce e–commerce e−commerce", "e-commerce e-commerce e-commerce"],
    ["  prix \u00a0 bas\n", "prix bas"],
    ["Amazon™", "amazon"],
    ["l&#39;&eacute;t&amp;eacute; &foo;", "l'ete &foo;"],
    ["ﬁn", "fin"],
  ])("reads %j as %j", (raw, folded) => {
    expect(fold(raw)).toBe(folded);
  });

  it("gives every folded unit its offset in the source, and the end", () => {
    const { text, offsets } = foldWithOffsets("L’œuf ");
    expect(text).toBe("l'oeuf");
    expect([...offsets]).toEqual([0, 1, 2, 2, 3, 4, 5]);
  });

  it("gives the words of a text", () => {
    expect(foldWords("L’Oréal, 10 000 magasins")).toEqual(["l", "oreal", "10", "000", "magasins"]);
  });

  it("is idempotent on any text without character references", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const once = fold(raw.replaceAll("&", ""));
        fc.pre(!once.includes("&"));
        expect(fold(once)).toBe(once);
      }),
    );
  });

  it("never throws, keeps offsets in order and within the source", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const raw = String.fromCharCode(...units);
        const { text, offsets } = foldWithOffsets(raw);
        expect(offsets.length).toBe(text.length + 1);
        offsets.forEach((offset, index) => {
          expect(offset).toBeGreaterThanOrEqual(offsets[index - 1] ?? 0);
          expect(offset).toBeLessThanOrEqual(raw.length);
        });
      }),
    );
  });

  it("has a table whose entries fold to themselves", () => {
    for (let code = 0; code < foldTableSize; code += 1) {
      const folded = foldTable[code] ?? 0;
      if (folded === foldsAway || folded === foldsToMany || folded >= foldTableSize) continue;
      expect(foldTable[folded]).toBe(folded);
    }
  });
});
