/** The other senses of the names in the shipped pack: own headlines from sport, crime, geography, the stage and the shop floor, each with the companies it means. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadPack } from "../src/config-pack.ts";
import { compileMatcher } from "../src/core/match.ts";
import type { MatchInput } from "../src/core/types.ts";

interface Row {
  readonly headline: string;
  readonly lang: "en" | "fr";
  readonly meant: readonly string[];
  /** Known to be read wrongly: a limit that is told rather than hidden. */
  readonly isLimit: boolean;
}

const rows: readonly Row[] = readFileSync(new URL("fixtures/company-senses.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.includes("|") && !line.startsWith("#"))
  .map((line) => {
    const [lang, typed = "", companies = ""] = line.split("|");
    const isLimit = typed.startsWith("?");
    const meant = companies.split(" ").filter((company) => company !== "");
    return { headline: isLimit ? typed.slice(1) : typed, lang: lang === "fr" ? "fr" : "en", meant, isLimit };
  });

const pack = loadPack(fileURLToPath(new URL("../seeds/amazon-france/", import.meta.url)));
const matcher = compileMatcher(pack.watches, pack.gazetteer);
const inMarch2018 = Date.UTC(2018, 2, 1);

function read(title: string, rest: Partial<MatchInput> = {}) {
  return matcher.match({ title, description: "", lang: "und", at: inMarch2018, ...rest });
}

function companiesIn(title: string, rest: Partial<MatchInput> = {}): readonly string[] {
  return [...new Set(read(title, rest).mentions.map(({ entity }) => entity))].sort();
}

describe("the companies meant", () => {
  it.each(rows.filter(({ isLimit }) => !isLimit))("$headline: $meant", ({ headline, lang, meant }) => {
    expect(companiesIn(headline, { lang })).toEqual([...meant].sort());
  });

  it("are read wrongly in the headlines that are marked so, and in one of fifty at most", () => {
    const limits = rows.filter(({ isLimit }) => isLimit);
    for (const { headline, lang, meant } of limits) expect(companiesIn(headline, { lang })).not.toEqual(meant);
    expect(limits.length / rows.length).toBeLessThan(0.02);
  });
});

describe("owners as of the item's date", () => {
  const at = (date: string): number => Date.parse(date);

  it.each([
    ["Leader Price ferme à Lille", "2019-05-01", "casino"],
    ["Leader Price ferme à Lille", "2021-05-01", "aldi"],
    ["Asda rebrands", "2020-01-01", "walmart"],
    ["Rue du Commerce, site marchand, licencie", "2018-01-01", "carrefour"],
    ["Cora et Match en grève", "2023-01-01", "louis-delhaize"],
    ["Cora et Match en grève", "2025-01-01", "carrefour"],
    ["Whole Foods cuts prices", "2017-08-29", "amazon"],
    ["Naturalia ouvre à Lyon", "2019-01-01", "casino"],
    ["Monoprix ouvre à Lyon", "2018-01-01", "rallye"],
  ])("%s on %s counts for its owner %s", (title, date, owner) => {
    const owners = compileMatcher([{ name: owner, all: [[{ text: `@${owner}` }]], none: [] }], pack.gazetteer);
    const { matched } = owners.match({ title, description: "", lang: "und", at: at(date) });
    expect(matched().flatMap((match) => match.owned.map((pair) => pair.owner))).toContain(owner);
  });

  it.each([
    ["Leader Price ferme à Lille", "2021-05-01", "casino"],
    ["Asda rebrands", "2022-01-01", "walmart"],
    ["Whole Foods cuts prices", "2017-06-01", "amazon"],
    ["Monoprix ouvre à Lyon", "2025-01-01", "rallye"],
    ["Rue du Commerce, site marchand, licencie", "2021-01-01", "carrefour"],
  ])("%s on %s no longer, or not yet, counts for %s", (title, date, owner) => {
    const owners = compileMatcher([{ name: owner, all: [[{ text: `@${owner}` }]], none: [] }], pack.gazetteer);
    expect(owners.match({ title, description: "", lang: "und", at: at(date) }).matched()).toEqual([]);
  });
});

describe("tickers and headlines in capitals", () => {
  it.each([
    ["Shares in CASP.PA fall", ["casino"]],
    ["$CARR climbs", ["carrefour"]],
    ["$CART files to go public", ["instacart"]],
    ["The COST of living", []],
    ["ROO.L jumps on rumours", ["deliveroo"]],
    ["CASINO ET AMAZON DISCUTENT", ["amazon", "casino"]],
    ["MACAO : LE CASINO EN FAILLITE", []],
    ["CARREFOUR DANGEREUX : UN MORT", []],
    ["LECLERC EN POLE À MONACO", []],
    ["SYSTÈME U DÉMENT", ["systeme-u"]],
    ["MATCH NUL À LENS", []],
    ["AUCHAN ET MATCH NÉGOCIENT", ["auchan", "match"]],
    ["TARGET AND WALMART HIRE", ["target", "walmart"]],
    ["METRO AG CUTS FORECAST", ["metro"]],
    ["LE MÉTRO EN PANNE", []],
    ["PICARD VEND DES SURGELÉS EN LIGNE", ["picard"]],
  ])("%s: %j", (title, companies) => {
    expect(companiesIn(title)).toEqual(companies);
  });
});
