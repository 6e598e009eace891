import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/signal.ts";
import type { Lang } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";

function pairsOf(title: string, lang: Lang, publishedAt = Date.UTC(2018, 2, 1)): readonly string[] {
  const { signal } = readItem({ title, description: "", lang, publishedAt }, findMentions(title), readingGazetteer);
  return (signal?.pairs ?? []).map(({ entrant, target }) => `${entrant} x ${target ?? "-"}`).sort();
}

describe("who moves in on whom", () => {
  it.each([
    ["en", "Monoprix signs deal with Amazon", ["amazon x monoprix"]],
    ["en", "Partnership between Monoprix and Amazon", ["amazon x monoprix"]],
    ["fr", "Partenariat entre Monoprix et Amazon", ["amazon x monoprix"]],
    ["fr", "Accord de Casino avec Ocado", ["ocado x casino"]],
    ["en", "Carrefour buys Auchan", ["carrefour x auchan"]],
    ["en", "Auchan bought by Carrefour", ["carrefour x auchan"]],
    ["fr", "Auchan racheté par Carrefour", ["carrefour x auchan"]],
    ["fr", "Carrefour rachète Auchan", ["carrefour x auchan"]],
    ["en", "Carrefour sells Tesco stores to Auchan", ["auchan x carrefour", "auchan x tesco"]],
    ["fr", "Carrefour cède des magasins à Auchan", ["auchan x carrefour"]],
    ["en", "Carrefour to sell stores to rival Auchan", ["auchan x carrefour"]],
    ["en", "Carrefour and Auchan agree to take over Tesco stores", ["auchan x tesco", "carrefour x tesco"]],
    ["en", "Carrefour buys rival Auchan", ["carrefour x auchan"]],
    ["en", "Unlike Tesco, Carrefour signs with Amazon", ["amazon x carrefour"]],
    ["en", "Amazon invests in Deliveroo", ["amazon x deliveroo"]],
    ["en", "Carrefour signs partnership with Tencent in China", ["carrefour x tencent"]],
    ["en", "Tencent signs partnership with Carrefour in France", ["tencent x carrefour"]],
    ["en", "Carrefour seeks WeChat tie-up", ["carrefour x wechat"]],
    ["en", "Deliveroo signs deal with Carrefour", ["deliveroo x carrefour"]],
    ["en", "Tesco opens discount store in London to take on Asda", ["tesco x -"]],
    ["en", "Casino opens Amazon-style store in Paris", ["casino x -"]],
    ["fr", "Carrefour lance la livraison à Paris pour contrer Amazon", ["carrefour x -"]],
    ["fr", "L'Autorité de la concurrence examine l'alliance de Carrefour et Tesco", ["carrefour x tesco"]],
  ] as const)("%s: %s", (lang, title, pairs) => {
    expect(pairsOf(title, lang)).toEqual([...pairs]);
  });

  it("takes a brand for a target before its owner bought it, and for the owner's own afterwards", () => {
    expect(pairsOf("Amazon and Whole Foods sign partnership", "en", Date.UTC(2017, 5, 1))).toEqual([
      "amazon x whole-foods",
    ]);
    expect(pairsOf("Amazon to open Whole Foods stores in Paris", "en")).toEqual(["amazon x -"]);
  });
});
