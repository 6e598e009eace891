import { describe, expect, it } from "vitest";
import { createFindByName } from "../../../src/adapters/fuse/find-by-name.ts";

const among = [
  ["Carrefour", "Carrefour Market"],
  ["Casino", "Groupe Casino"],
  ["Système U", "Super U", "magasins U"],
  ["Intermarché", "ITM"],
  ["Monoprix"],
  ["Bio c' Bon"],
  ["E.Leclerc", "Leclerc"],
  ["Auchan"],
  ["Naturalia"],
].map((names) => ({ names }));

describe("finding names", () => {
  const find = createFindByName();
  const first = (typed: string): string | undefined => find(among, typed, 1)[0]?.names[0];

  it.each([
    ["carrefour", "Carrefour"],
    ["carfour", "Carrefour"],
    ["carefour", "Carrefour"],
    ["monprix", "Monoprix"],
    ["monoprx", "Monoprix"],
    ["intermarche", "Intermarché"],
    ["INTERMARCHÉ", "Intermarché"],
    ["système u", "Système U"],
    ["systeme", "Système U"],
    ["super u", "Système U"],
    ["leclec", "E.Leclerc"],
    ["bio c’bon", "Bio c' Bon"],
    ["ochan", "Auchan"],
  ])("%s finds %s", (typed, name) => {
    expect(first(typed)).toBe(name);
  });

  it.each(["zzzz", "lidl", "x"])("%s finds nothing", (typed) => {
    expect(find(among.slice(0, 3), typed, 5)).toEqual([]);
  });

  it("puts names that begin as typed first", () => {
    const names = [["Grand Frais"], ["Monoprix"], ["Franprix"], ["Fra"]].map((each) => ({ names: each }));
    expect(find(names, "fra", 4).map(({ names: [name] }) => name)).toEqual(["Fra", "Franprix", "Grand Frais"]);
  });

  it("lists from the start where nothing is typed yet", () => {
    expect(find(among, " ", 2)).toEqual(among.slice(0, 2));
  });

  it("does not stumble over what is no name at all", () => {
    expect(() => find(among, "\\(*[".repeat(200), 3)).not.toThrow();
  });
});
