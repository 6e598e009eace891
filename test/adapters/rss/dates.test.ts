/** Dates as feeds write them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDate } from "../../../src/adapters/rss/dates.ts";

const utc = { zone: "UTC", dayFirst: true };
const iso = (text: string, context = utc): string | null => {
  const at = parseDate(text, context);
  return at === null ? null : new Date(at).toISOString().replace(".000Z", "Z");
};

describe("a date", () => {
  it.each([
    ["Wed, 28 Feb 2018 10:30:00 GMT", "2018-02-28T10:30:00Z"],
    ["Wed, 28 Feb 2018 10:30:00 +0100", "2018-02-28T09:30:00Z"],
    ["Wed, 28 Feb 2018 10:30:00 -0330", "2018-02-28T14:00:00Z"],
    ["28 Feb 2018 10:30 EST", "2018-02-28T15:30:00Z"],
    ["28 Feb 18 10:30:00 UT", "2018-02-28T10:30:00Z"],
    ["Wednesday, 28-Feb-18 10:30:00 GMT", "2018-02-28T10:30:00Z"],
    ["Wed Feb 28 10:30:00 2018", "2018-02-28T10:30:00Z"],
    ["Wed Feb 28 10:30:00 PST 2018", "2018-02-28T18:30:00Z"],
    ["Wed, 28 Feb 2018 10:30:00 CEST", "2018-02-28T08:30:00Z"],
    ["Wed, 28 Feb 2018 10:30:00 GMT+2", "2018-02-28T08:30:00Z"],
    ["Wed, 28 Feb 2018", "2018-02-28T00:00:00Z"],
    ["Feb 28, 2018 10:30 AM", "2018-02-28T10:30:00Z"],
    ["February 28th, 2018 at 10:30 pm", "2018-02-28T22:30:00Z"],
    ["28 Feb 2018 12:05 am", "2018-02-28T00:05:00Z"],
    ["mer., 28 févr. 2018 10:30:00 +0100", "2018-02-28T09:30:00Z"],
    ["mercredi 28 février 2018 à 10h30", "2018-02-28T10:30:00Z"],
    ["Le 1er août 2018", "2018-08-01T00:00:00Z"],
    ["15 AOÛT 2018 - 07:05", "2018-08-15T07:05:00Z"],
    ["3 juil. 2018 9 h 05", "2018-07-03T09:05:00Z"],
    ["31 déc. 2018, 23:59", "2018-12-31T23:59:00Z"],
    ["28. Februar 2018 10:30", "2018-02-28T10:30:00Z"],
    ["28 de febrero de 2018 10:30", "2018-02-28T10:30:00Z"],
    ["2018-02-28T10:30:00Z", "2018-02-28T10:30:00Z"],
    ["2018-02-28T10:30:00.123456+01:00", "2018-02-28T09:30:00Z"],
    ["2018-02-28T10:30+0100", "2018-02-28T09:30:00Z"],
    ["2018-02-28 10:30:00", "2018-02-28T10:30:00Z"],
    ["2018-02-28 10:30:00 +0100", "2018-02-28T09:30:00Z"],
    ["20180228T103000Z", "2018-02-28T10:30:00Z"],
    ["2018-02-28", "2018-02-28T00:00:00Z"],
    ["2018-02", "2018-02-01T00:00:00Z"],
    ["2018", "2018-01-01T00:00:00Z"],
    ["2018-059", "2018-02-28T00:00:00Z"],
    ["2018/02/28 10:30", "2018-02-28T10:30:00Z"],
    ["28/02/2018 10:30", "2018-02-28T10:30:00Z"],
    ["28.02.2018, 10:30", "2018-02-28T10:30:00Z"],
    ["28-02-2018 10:30:15", "2018-02-28T10:30:15Z"],
    ["02/28/2018 10:30", "2018-02-28T10:30:00Z"],
    ["03/04/2018", "2018-04-03T00:00:00Z"],
    ["mer. 28/02/2018 - 10:30", "2018-02-28T10:30:00Z"],
    ["1519813800", "2018-02-28T10:30:00Z"],
    ["1519813800000", "2018-02-28T10:30:00Z"],
    ["  \n Wed,  28 Feb 2018\t10:30:00 GMT \n", "2018-02-28T10:30:00Z"],
    ["Wed, 28 Feb 2018 24:00:00 GMT", "2018-03-01T00:00:00Z"],
    ["Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z"],
  ])("%s is %s", (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    "",
    "soon",
    "the 28th",
    "31 Feb 2018",
    "2018-13-01",
    "32/01/2018",
    "Wed, 28 Feb 2018 25:00",
    "12",
    "0000-00-00",
    "Mon, 01 Jan 1900 00:00:00 GMT",
  ])("%j is none", (text) => {
    expect(iso(text)).toBeNull();
  });

  it("is read month first in an American feed, where it can be", () => {
    const american = { zone: "UTC", dayFirst: false };
    expect(iso("03/04/2018", american)).toBe("2018-03-04T00:00:00Z");
    expect(iso("28/02/2018", american)).toBe("2018-02-28T00:00:00Z");
    expect(iso("03.04.2018", american)).toBe("2018-04-03T00:00:00Z");
  });

  it.each([
    ["28 Feb 2018 10:30", "2018-02-28T09:30:00Z"],
    ["28 July 2018 10:30", "2018-07-28T08:30:00Z"],
    ["2018-03-25 03:30:00", "2018-03-25T01:30:00Z"],
    ["2018-10-28 01:30:00", "2018-10-27T23:30:00Z"],
    ["28 Feb 2018 10:30 GMT", "2018-02-28T10:30:00Z"],
  ])("without a zone is read in the feed's: %s", (text, expected) => {
    expect(iso(text, { zone: "Europe/Paris", dayFirst: true })).toBe(expected);
  });

  it("comes back from every way of writing it", () => {
    const second = fc.integer({ min: 0, max: Date.UTC(2069, 11, 31) / 1_000 });
    fc.assert(
      fc.property(second, (seconds) => {
        const at = new Date(seconds * 1_000);
        for (const text of [at.toISOString(), at.toUTCString(), at.toUTCString().slice(5)]) {
          expect(parseDate(text, utc)).toBe(at.getTime());
        }
      }),
    );
  });

  it("is never a crash, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const at = parseDate(text, utc);
        expect(at === null || Number.isInteger(at)).toBe(true);
      }),
    );
  });
});
