import { describe, expect, it } from "vitest";
import { readPlace } from "../../src/core/place.ts";
import { toWords } from "../../src/core/signal-words.ts";
import type { Lang } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";

function placeOf(text: string, lang: Lang = "en"): string {
  const mentions = findMentions(text);
  const entities = mentions.map(({ entity }) => entity);
  return readPlace([toWords(text, "title", mentions)], entities, readingGazetteer, lang).place;
}

describe("where a move plays out", () => {
  it.each([
    ["Amazon to open depot in France", "home"],
    ["Amazon opens depot near Lyon", "home"],
    ["Amazon tests shop in London", "region"],
    ["Amazon starts grocery delivery in India", "elsewhere"],
    ["Amazon opens depot in New York", "elsewhere"],
    ["Amazon opens depot", "unknown"],
    ["Carrefour opens shop", "home"],
    ["Tesco opens shop", "region"],
    ["Kroger opens shop", "elsewhere"],
    ["Kroger picks Ocado", "elsewhere"],
    ["Carrefour opens shop in China", "elsewhere"],
    ["Britain's Ocado signs with Japan's Aeon", "elsewhere"],
    ["French retailer Casino sells unit in Brazil", "elsewhere"],
    ["U.S. online giant Amazon signs with Monoprix", "home"],
    ["Carrefour in talks with Amazon. The US company declined to comment.", "home"],
    ["Carrefour in talks with Amazon. The Seattle-based group said nothing.", "home"],
    ["Amazon opens depot. The US retailer hired 500 people in Hyderabad.", "elsewhere"],
  ])("%s: %s", (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it("is home where the French press leaves it unsaid", () => {
    expect(placeOf("Amazon va livrer des courses", "fr")).toBe("home");
    expect(placeOf("Amazon va livrer des courses en Inde", "fr")).toBe("elsewhere");
  });
});
