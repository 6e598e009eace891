import { describe, expect, it } from "vitest";
import { alertsPerStory, bCubed, pairScore, rouge, swallowed } from "./measures.ts";

/** `"a1 a1 b2"`: three items, true story a letter, given group a digit. */
const rows = (text: string) => text.split(" ").map(([truth = "", given = ""]) => ({ truth, given }));

describe("the measures themselves", () => {
  it.each([
    ["all right", "a1 a1 b2", 1, 1],
    ["all apart", "a1 a2 b3", 1, 2 / 3],
    ["all together", "a1 a1 b1", 5 / 9, 1],
  ])("B-cubed: %s", (_, text, precision, recall) => {
    expect(bCubed(rows(text)).precision).toBeCloseTo(precision);
    expect(bCubed(rows(text)).recall).toBeCloseTo(recall);
  });

  it.each([
    ["all right", "a1 a1 b2", 1, 1],
    ["all apart", "a1 a2 b3", 1, 0],
    ["all together", "a1 a1 b1", 1 / 3, 1],
  ])("pairs: %s", (_, text, precision, recall) => {
    expect(pairScore(rows(text))).toMatchObject({ precision, recall });
  });

  it.each([
    ["a1 a1 b2", [], 1],
    ["a1 b1 a1", ["b"], 1],
    ["a1 b1 b2", [], 1],
    ["a1 a2 b3", [], 1.5],
  ])("swallowed and alerts a story: %s", (text, lost, alerts) => {
    expect(swallowed(rows(text))).toEqual(lost);
    expect(alertsPerStory(rows(text))).toBe(alerts);
  });

  it.each([
    ["the cat sat", "the cat sat", 1, 1],
    ["the cat", "the dog", 0.5, 0],
    ["the the the", "the cat", 0.4, 0],
    ["", "the cat", 0, 0],
  ] as const)("ROUGE of %j against %j", (candidate, reference, one, two) => {
    expect(rouge(candidate, reference, 1)).toBeCloseTo(one);
    expect(rouge(candidate, reference, 2)).toBeCloseTo(two);
  });
});
