import { describe, expect, it } from "vitest";
import { readPromises } from "../../src/core/promises.ts";

const at = Date.UTC(2018, 1, 28, 10);
/** Last moment of a day. */
const endOf = (day: string): number => Date.parse(`${day}T23:59:59.999Z`);

describe("dated promises in a report of 28 February 2018", () => {
  it.each([
    ["180 lockers by the summer of 2022", "by the summer of 2022", "2022-09-22"],
    ["by the end of the year", "by the end of the year", "2018-12-31"],
    ["by mid-2019", "by mid-2019", "2019-06-30"],
    ["before 2020", "before 2020", "2019-12-31"],
    ["within two years", "within two years", "2020-02-28"],
    ["over the next 18 months", "over the next 18 months", "2019-08-28"],
    ["in the second half of 2019", "in the second half of 2019", "2019-12-31"],
    ["from June 1", "from June 1", "2018-06-01"],
    ["next year", "next year", "2019-12-31"],
    ["d'ici deux ans", "d'ici deux ans", "2020-02-28"],
    ["d’ici à l’été 2022", "d’ici à l’été 2022", "2022-09-22"],
    ["d'ici la fin de l'année", "d'ici la fin de l'année", "2018-12-31"],
    ["avant Noël", "avant Noël", "2018-12-25"],
    ["before Christmas", "before Christmas", "2018-12-25"],
    ["à la rentrée", "à la rentrée", "2018-09-30"],
    ["It starts in April.", "in April", "2018-04-30"],
    ["avant l'été", "avant l'été", "2018-06-22"],
    ["au second semestre", "au second semestre", "2018-12-31"],
    ["au premier trimestre 2019", "au premier trimestre 2019", "2019-03-31"],
    ["livrera Paris dès le 26 mars", "dès le 26 mars", "2018-03-26"],
    ["l'an prochain", "l'an prochain", "2019-12-31"],
  ])("%s", (text, words, day) => {
    expect(readPromises([text], at)).toEqual([{ text: words, dueAt: endOf(day) }]);
  });

  it.each([
    "opened in March 2017",
    "since 2016",
    "in 2018 so far",
    "en janvier",
    "by 2,000 jobs",
    "sur les deux dernières années",
  ])("%s promises nothing", (text) => {
    expect(readPromises([text], at)).toEqual([]);
  });
});
