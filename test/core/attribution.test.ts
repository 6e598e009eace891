import { describe, expect, it } from "vitest";
import { readAttribution } from "../../src/core/attribution.ts";

describe("attribution", () => {
  it.each([
    ["Amazon in talks with Casino, according to Le Figaro", "Le Figaro"],
    ["Grocer approached by Amazon in spring: Sunday Times", "Sunday Times"],
    ["Amazon eyes chain - WSJ", "WSJ"],
    ["Monoprix discute avec Amazon, selon LSA", "LSA"],
    ["Auchan en vente, rapporte le quotidien Les Echos", "Les Echos"],
    ["Its boss told Le Figaro newspaper that talks go on", "Le Figaro"],
    ["Le Parisien révèle des discussions", "Le Parisien"],
    ["Reuters reports that Casino sells stores", "Reuters"],
    ["Amazon discute avec Casino, selon le « Journal du Dimanche »", "Journal du Dimanche"],
    ["MEDIA-Casino to sell stores - Les Echos", "Les Echos"],
  ])("%s is an echo", (title, citing) => {
    expect(readAttribution(title, "")).toEqual({ attribution: "echo", citing });
  });

  it.each([
    "Chain up for sale: paper",
    "D'après la presse locale, le site ouvrira",
    "Chain near sale, media reports say",
  ])("%s is an echo of an outlet that is not named", (title) => {
    expect(readAttribution(title, "")).toEqual({ attribution: "echo", citing: null });
  });

  it.each([
    "Amazon in talks with Casino: sources",
    "Le plan coûtera cher, selon la direction",
    "The deal is done, a source told Reuters",
    "Growth is slow, according to analysts",
    "Le monde change, selon Carrefour",
  ])("%s is an origin", (title) => {
    expect(readAttribution(title, "")).toEqual({ attribution: "origin", citing: null });
  });
});
