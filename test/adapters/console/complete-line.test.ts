import { describe, expect, it } from "vitest";
import { completeLine } from "../../../src/adapters/console/complete-line.ts";
import { caller, createDesk } from "./desk.ts";

function offered(line: string, locale: "en" | "fr" = "en"): readonly string[] {
  const { typed, choices } = completeLine(line, createDesk(), { ...caller, locale });
  expect(line.endsWith(typed)).toBe(true);
  return choices.map(({ value }) => value);
}

describe("Tab", () => {
  it.each<[string, string, readonly string[]]>([
    ["commands by their beginning", "/wa", ["/watch add ", "/watch remove "]],
    ["commands without the slash", "la", ["/latest "]],
    ["the second word", "/watch r", ["/watch remove "]],
    ["the options of a command that has several", "/latest ", ["about: ", "stage: ", "limit: "]],
    ["the values of a command that has one", "/why ", ["12", "13"]],
    ["values and options for a first word", "/latest ab", ["about: "]],
    ["values that fit", "/latest mon", ["Monoprix", "Montagne"]],
    ["only what begins as typed, where something does", "/latest monop", ["Monoprix"]],
    ["what the desk makes of a misspelling, where nothing does", "/latest momop", ["Monoprix", "Montagne"]],
    ["values of a named option", "/watch add term: mont", ["Montagne"]],
    ["all values of an option just named", "/watch remove watch: ", ["Amazon", "Monoprix", "Montagne"]],
    ["options not given yet", "/watch add term: drive ", ["name: ", "tier: "]],
    ["an option by its beginning", "/watch add term: drive n", ["name: "]],
    ["nothing where nothing fits", "/watch add name: zzz", []],
    ["the way out", "/q", ["/quit "]],
  ])("offers %s: %s", (_what, line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  it("speaks the person's language and forgives a missing accent", () => {
    expect(offered("/dern", "fr")).toEqual(["/dernières "]);
    expect(offered("/dernieres et", "fr")).toEqual(["étape: "]);
    expect(offered("/q", "fr")).toEqual(["/quitter "]);
  });
});
