import { describe, expect, it } from "vitest";
import { readAmounts } from "../../src/core/amounts.ts";
import type { Amount, Lang } from "../../src/core/types.ts";

const rows: readonly (readonly [Lang, string, readonly (readonly [number, Amount["unit"]])[]])[] = [
  ["en", "a $13.7 billion deal", [[13.7e9, "USD"]]],
  ["en", "for €2.5bn", [[2.5e9, "EUR"]]],
  ["en", "GBP 5. 3bn, as some agencies tokenise it", [[5.3e9, "GBP"]]],
  ["en", "76 MLN DLRS", [[76e6, "USD"]]],
  [
    "en",
    "£150m for 12 stores",
    [
      [150e6, "GBP"],
      [12, "stores"],
    ],
  ],
  ["en", "1.328 percent", [[1.328, "percent"]]],
  ["en", "2,000 new permanent jobs", [[2000, "jobs"]]],
  ["fr", "1.328 emplois", [[1328, "jobs"]]],
  ["fr", "13,7 milliards de dollars", [[13.7e9, "USD"]]],
  [
    "fr",
    "300 M€ et 2 Md€",
    [
      [300e6, "EUR"],
      [2e9, "EUR"],
    ],
  ],
  ["fr", "10 000 euros", [[10_000, "EUR"]]],
  ["fr", "2\u202f000 emplois en CDI", [[2000, "jobs"]]],
  [
    "fr",
    "36 % du capital et 5 nouveaux magasins",
    [
      [36, "percent"],
      [5, "stores"],
    ],
  ],
  ["fr", "un million de clients en 2018", []],
  ["en", "opened in 1998", []],
];

describe("amounts", () => {
  it.each(rows)("%s: %s", (lang, text, expected) => {
    expect(readAmounts([text], lang).map(({ value, unit }) => [value, unit])).toEqual(expected);
  });

  it("are told once, although title and description repeat them", () => {
    expect(readAmounts(["2,000 jobs", "Some 2,000 jobs will come"], "en")).toHaveLength(1);
  });
});
