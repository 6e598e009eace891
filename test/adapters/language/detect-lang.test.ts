import { describe, expect, it } from "vitest";
import { createDetectLang } from "../../../src/adapters/language/detect-lang.ts";

describe("the language detector", () => {
  const detect = createDetectLang();

  it.each([
    ["Amazon brings Monoprix groceries to Paris within an hour", "en"],
    ["Monoprix livrera ses courses à Paris en une heure avec Amazon", "fr"],
    ["MONOPRIX LIVRERA SES COURSES A PARIS AVEC AMAZON", "fr"],
    ["Supermarket group to open forty stores near Lyon", "en"],
  ] as const)("reads %j as %s, whatever the feed says of itself", (text, lang) => {
    for (const prior of ["en", "fr", "und"] as const) expect(detect(text, prior)).toBe(lang);
  });

  it.each([
    "Das neue Lager des Händlers in der Nähe von Lyon wird im Herbst eröffnet",
    "アマゾンがフランスの 食料品店と 提携を 発表した",
    "Новый склад сети откроется под Лионом осенью этого года",
  ])("leaves a third language undetermined: %j", (text) => {
    expect(detect(text, "fr")).toBe("und");
  });

  it.each(["", "2018", "!!! ???", "   "])("takes the feed's word where there is nothing to read: %j", (text) => {
    expect(detect(text, "fr")).toBe("fr");
    expect(detect(text, "und")).toBe("und");
  });

  it("lets the feed's language settle a title made of names", () => {
    expect(detect("Picard, Cora, Match", "fr")).toBe("fr");
    expect(detect("Picard, Cora, Match", "en")).toBe("en");
  });
});
