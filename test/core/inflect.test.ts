import { describe, expect, it } from "vitest";
import { inflect } from "../../src/core/inflect.ts";

describe("singular and plural", () => {
  it.each([
    ["supermarket", "supermarkets"],
    ["groceries", "grocery"],
    ["grocery", "groceries"],
    ["box", "boxes"],
    ["shelf", "shelves"],
    ["hypermarchés", "hypermarché"],
    ["épiceries", "épicerie"],
    ["cadeau", "cadeaux"],
    ["journal", "journaux"],
    ["travaux", "travail"],
    ["jeux", "jeu"],
    ["menus", "menu"],
    ["courses", "course"],
  ])("knows that %s is the other number of %s", (word, other) => {
    expect(inflect(word)).toContain(other);
  });

  it.each([
    ["courses", "cours"],
    ["cours", "cour"],
    ["news", "new"],
    ["goods", "good"],
    ["fils", "fil"],
    ["prix", "pri"],
    ["business", "busines"],
    ["fraîche", "frais"],
    ["universal", "university"],
  ])("never takes %s for %s", (word, other) => {
    expect(inflect(word)).not.toContain(other);
  });

  it("puts the word itself first", () => {
    expect(inflect("journaux")[0]).toBe("journaux");
  });
});
