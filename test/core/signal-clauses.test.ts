import { describe, expect, it } from "vitest";
import { alignPairs } from "../../src/core/pairs.ts";
import { readItem } from "../../src/core/signal.ts";
import type { Lang, Pair, Signal } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";

function read(lang: Lang, title: string) {
  const publishedAt = Date.UTC(2018, 2, 1);
  return readItem({ title, description: "", lang, publishedAt }, findMentions(title), readingGazetteer);
}

const told = ({ pairs, pairStages, stage }: Signal): readonly string[] =>
  pairs.map(({ entrant, target }, index) => `${entrant} x ${target ?? "-"}: ${pairStages?.[index] ?? stage}`).sort();

describe("several pairs in one headline", () => {
  it.each([
    [
      "en",
      "Leclerc says Amazon approached it; Système U turned contact down",
      ["amazon x leclerc: approached", "amazon x systeme-u: declined"],
    ],
    [
      "fr",
      "Leclerc confirme avoir été approché par Amazon, Système U n'a pas donné suite",
      ["amazon x leclerc: approached", "amazon x systeme-u: declined"],
    ],
    [
      "en",
      "Amazon in talks with Carrefour while Casino says Monoprix is not for sale",
      ["amazon x carrefour: talks", "amazon x casino: declined", "amazon x monoprix: declined"],
    ],
    [
      "en",
      "Amazon signs deal with Monoprix and is in talks with Système U",
      ["amazon x monoprix: deal", "amazon x systeme-u: talks"],
    ],
    [
      "fr",
      "Amazon négocie avec Système U après l'échec des discussions avec Leclerc",
      ["amazon x leclerc: declined", "amazon x systeme-u: talks"],
    ],
    [
      "fr",
      "Casino utilisera la plateforme d'Ocado, Amazon discute avec Système U",
      ["amazon x systeme-u: talks", "ocado x casino: deal"],
    ],
    [
      "en",
      "Amazon in talks with Carrefour, Casino and Auchan",
      ["amazon x auchan: talks", "amazon x carrefour: talks", "amazon x casino: talks"],
    ],
    [
      "fr",
      "Amazon dément toute discussion avec Casino et Auchan",
      ["amazon x auchan: declined", "amazon x casino: declined"],
    ],
  ] as const)("%s: %s", (lang, title, expected) => {
    const { signal } = read(lang, title);
    expect(signal && told(signal)).toEqual([...expected]);
  });

  it("that stand on one stage have no stages of their own", () => {
    expect(read("en", "Amazon in talks with Carrefour, Casino and Auchan").signal).not.toHaveProperty("pairStages");
  });
});

describe("two retailers", () => {
  it.each([
    ["en", "Casino in merger talks with Carrefour", "Carrefour and Casino in merger talks"],
    ["fr", "Casino dément tout rapprochement avec Carrefour", "Carrefour et Casino démentent tout rapprochement"],
    [
      "fr",
      "Fusion entre Carrefour et Auchan : les discussions sont rompues",
      "Auchan et Carrefour rompent leurs discussions de fusion",
    ],
    ["en", "Tesco and Carrefour announce purchasing alliance", "Carrefour and Tesco announce purchasing alliance"],
  ] as const)("have one ladder whoever is named first, %s: %s", (lang, one, other) => {
    expect(read(lang, one).signal?.pairs).toHaveLength(1);
    expect(read(lang, one).signal?.pairs).toEqual(read(lang, other).signal?.pairs);
  });

  it("of which one takes over the other keep the order of the verb", () => {
    expect(read("en", "Carrefour buys Auchan").signal?.pairs).toEqual([{ entrant: "carrefour", target: "auchan" }]);
    expect(read("en", "Auchan buys Carrefour").signal?.pairs).toEqual([{ entrant: "auchan", target: "carrefour" }]);
  });

  it("follow the order of their history where there is one", () => {
    const known = ({ entrant }: Pair): boolean => entrant === "casino";
    const turned = alignPairs(read("en", "Carrefour buys Casino"), readingGazetteer, known);
    expect(turned.signal?.pairs).toEqual([{ entrant: "casino", target: "carrefour" }]);
  });

  it("are not turned round where one of them is the entrant", () => {
    const reading = read("en", "Amazon signs deal with Casino");
    expect(alignPairs(reading, readingGazetteer, ({ entrant }) => entrant === "casino")).toEqual(reading);
  });
});
