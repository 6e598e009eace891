/** The pack that Vigie ships: sound, whole, honest about its feeds, and with a timeline that covers every fact. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPack } from "../src/config-pack.ts";
import { compileMatcher } from "../src/core/match.ts";
import { mergePacks } from "../src/core/pack-merge.ts";
import { parseTerm } from "../src/core/rule-term.ts";
import { readItem } from "../src/core/signal.ts";
import type { EntityId } from "../src/core/types.ts";

interface Line {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly url: string;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly lang: "en" | "fr";
}

const folder = "seeds/amazon-france";
const pack = loadPack(folder);
const { entities, lists } = pack.gazetteer;
const ids = new Set(entities.map(({ id }) => id));
const timeline = readFileSync(`${folder}/timeline.jsonl`, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Line);

const matcher = compileMatcher(pack.watches, pack.gazetteer);

function matchOf({ title, description = "", lang, publishedAt }: Line) {
  return matcher.match({ title, description, lang, at: Date.parse(publishedAt) });
}

/** The steps that an item's words say, as a fact writes them. */
function readSteps(line: Line) {
  const { title, description = "", lang, publishedAt } = line;
  const item = { title, description, lang, publishedAt: Date.parse(publishedAt) };
  const { signal } = readItem(item, matchOf(line).mentions, pack.gazetteer);
  return signal?.pairs.map((pair) => ({ ...pair, stage: signal.stage })) ?? [];
}

const list = (name: string): readonly EntityId[] => lists.find((each) => each.name === name)?.entities ?? [];

describe("the companies", () => {
  it("are those of the seed case, of French grocery, of Europe's, and the platforms", () => {
    const expected = `amazon whole-foods fauchon bio-c-bon lavinia casino monoprix leclerc systeme-u ocado carrefour tencent
      auchan intermarche franprix lidl aldi cora match picard naturalia leader-price netto grand-frais schiever biocoop la-vie-claire cdiscount chronodrive houra ooshop
      tesco sainsburys asda morrisons waitrose marks-and-spencer ahold-delhaize metro dia mercadona edeka rewe coop migros colruyt delhaize schwarz iceland jumbo albert-heijn
      el-corte-ingles esselunga conad alibaba jd-com google uber deliveroo just-eat-takeaway delivery-hero gorillas getir flink cajoo zapp instacart costco walmart target kroger
      couche-tard glovo picnic hellofresh rakuten ebay farmdrop nbk-retail`;
    expect(expected.split(/\s+/).filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each([
    ["amazon", "AMZN.O"],
    ["casino", "CASP.PA"],
    ["ocado", "OCDO.L"],
    ["carrefour", "CARR.PA"],
    ["tencent", "0700.HK"],
    ["systeme-u", "Serge Papin"],
    ["nbk-retail", "Natalie Berg"],
    ["casino", "Naouri"],
    ["carrefour", "Bompard"],
    ["leclerc", "Michel-Édouard Leclerc"],
  ])("%s is known by %s", (id, name) => {
    const entity = entities.find((each) => each.id === id);
    const people = (entity?.people ?? []).map((person) => parseTerm(person).text);
    expect([...(entity?.tickers ?? []), ...people]).toContain(name);
  });

  it.each([
    ["monoprix", "casino"],
    ["naturalia", "monoprix"],
    ["whole-foods", "amazon"],
    ["bio-c-bon", "carrefour"],
    ["albert-heijn", "ahold-delhaize"],
  ])("%s is owned by %s", (id, owner) => {
    expect(entities.find((each) => each.id === id)?.owners.map((each) => each.owner)).toContain(owner);
  });

  it("with an everyday word for a name ask for a capital, and for context or against other senses", () => {
    const everyday = [
      "Casino",
      "Leclerc",
      "Carrefour",
      "U",
      "Match",
      "Cora",
      "Target",
      "Picard",
      "Metro",
      "Coop",
      "Iceland",
      "Flink",
      "Jumbo",
      "Dia",
      "Gorillas",
      "Zapp",
      "Picnic",
      "Lavinia",
      "Spar",
      "Netto",
    ];
    const guarded = entities
      .flatMap(({ aliases }) => aliases)
      .filter(({ cased, with: required, not: excluded }) => cased && (required ?? excluded));
    expect(everyday.filter((name) => !guarded.some(({ text }) => text === name))).toEqual([]);
  });

  it.each<["en" | "fr", string, readonly EntityId[]]>([
    ["fr", "Carrefour s'allie à Google pour vendre ses courses par la voix", ["carrefour", "google"]],
    ["en", "Google fined by regulators over search", []],
    ["fr", "Uber Eats livrera les courses de Carrefour", ["carrefour", "uber"]],
    ["en", "Uber drivers strike in London", []],
    ["fr", "Les magasins U signent avec un fournisseur", ["systeme-u"]],
    ["fr", "U et Auchan forment une alliance d'achat", ["auchan", "systeme-u"]],
    ["fr", "Match et Cora passent chez Carrefour", ["carrefour", "cora", "match"]],
    ["fr", "Picard vend ses surgelés sur Deliveroo", ["deliveroo", "picard"]],
    ["en", "Casino operator wins licence in Sydney", []],
    ["fr", "Casino : le groupe discute avec Ocado", ["casino", "ocado"]],
    ["fr", "Les Mousquetaires rachètent des magasins à Casino", ["casino", "intermarche"]],
    ["fr", "Le Mousquetaire de Dumas au cinéma", []],
    ["en", "Target opens smaller stores", ["target"]],
    ["en", "Target missed by missile", []],
    ["en", "M&S to open 20 food halls", ["marks-and-spencer"]],
    ["fr", "Je mets les voiles", []],
    ["fr", "Bio C Bon cherche un repreneur", ["bio-c-bon"]],
    ["fr", "Flink ouvre dix dark stores à Paris", ["flink"]],
    ["en", "Apache Flink 2.0 released", []],
    ["fr", "Philippe Leclerc de Hauteclocque, le général honoré", []],
  ])("are told from other senses (%s): %s", (lang, title, expected) => {
    const { mentions } = matcher.match({ title, description: "", lang, at: Date.UTC(2021, 0, 1) });
    expect([...new Set(mentions.map((mention) => mention.entity))].toSorted()).toEqual(expected);
  });

  it("are in the lists that the watches speak of", () => {
    expect(list("companies")).toEqual(
      expect.arrayContaining([
        ...list("french-retailers"),
        ...list("european-retailers"),
        ...list("entrants"),
        ...list("platforms"),
      ]),
    );
    expect(list("french-retailers")).toEqual(expect.arrayContaining(["monoprix", "systeme-u", "fauchon"]));
    for (const name of ["grocery-terms", "ecommerce-terms", "deal-terms", "france-terms"]) {
      expect(lists.find((each) => each.name === name)?.terms.length).toBeGreaterThan(10);
    }
  });

  it("make a gazetteer", () => {
    expect(mergePacks([pack]).entities).toHaveLength(entities.length);
  });
});

describe("the feeds", () => {
  it("are on exactly where somebody has recorded them working", () => {
    expect(pack.feeds.filter(({ on, confirmed }) => on !== (confirmed !== "never"))).toEqual([]);
    expect(pack.feeds.filter(({ on }) => on).length).toBeGreaterThanOrEqual(40);
    for (const lang of ["en", "fr"])
      expect(pack.feeds.filter((feed) => feed.on && feed.lang === lang).length).toBeGreaterThan(15);
  });
});

describe("the timeline", () => {
  const dayOf = ({ publishedAt }: Line) => publishedAt.slice(0, 10);
  const textOf = ({ title, description = "" }: Line) => `${title} ${description}`;

  it("has 60 items or more, each with its own id, in the order of time, in both languages", () => {
    expect(timeline.length).toBeGreaterThanOrEqual(60);
    expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length);
    const times = timeline.map(({ publishedAt }) => Date.parse(publishedAt));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const lang of ["en", "fr"]) expect(timeline.filter((line) => line.lang === lang).length).toBeGreaterThan(25);
  });

  it("attributes nothing to a real page: every host is reserved for examples (RFC 2606)", () => {
    expect(timeline.filter(({ url }) => !new URL(url).hostname.endsWith(".example"))).toEqual([]);
  });

  it("names as publishers only outlets that reported the fact, or invented ones", () => {
    const invented = [
      "Commerce Matin",
      "La Gazette du Rayon",
      "Le Fil des Enseignes",
      "High Street Review",
      "Market Wire Daily",
      "Le Quotidien des Rives",
      "Green Ledger",
      "Piste et Paddock",
      "Pit Lane Post",
      "Défense Demain",
      "Screen Notes",
      "Westminster Notes",
      "Cloud Columns",
      "Island Courier",
    ];
    const known = new Set([...invented, ...pack.facts.flatMap(({ reportedBy }) => reportedBy)]);
    expect([...new Set(timeline.map(({ publisher }) => publisher))].filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(pack.facts.map((fact) => [fact.date, fact.text.en, fact] as const))(
    "covers %s: %s, its stage readable from the words",
    (date, _text, fact) => {
      const steps = timeline.filter((line) => dayOf(line).startsWith(date)).flatMap(readSteps);
      expect(steps).toEqual(expect.arrayContaining([...fact.steps]));
    },
  );

  it("sends Système U and Monoprix from declined to talks: the reversals of the case", () => {
    for (const target of ["systeme-u", "monoprix"]) {
      const stages = timeline.flatMap(readSteps).filter((step) => step.entrant === "amazon" && step.target === target);
      const declined = stages.findIndex(({ stage }) => stage === "declined");
      expect(declined).toBeGreaterThanOrEqual(0);
      expect(stages.findIndex(({ stage }) => stage === "talks")).toBeGreaterThan(declined);
    }
  });

  it("gives no signal and no company where a name has another sense", () => {
    const others = timeline.filter(({ id }) =>
      /^(rainforest|gambling|leclerc-f1|f1|tank|carrefour-street|target-goal|match|u-turn|metro|iceland|picard|gorillas-zoo)-/.test(
        id,
      ),
    );
    expect(others.length).toBeGreaterThanOrEqual(14);
    expect(others.filter((line) => matchOf(line).rules.length > 0)).toEqual([]);
  });

  it("repeats an address with other tracking, echoes other outlets, and plays on other senses of the names", () => {
    const bare = timeline.map(({ url }) => url.split("?")[0]);
    expect(bare.length - new Set(bare).size).toBeGreaterThanOrEqual(2);
    expect(
      timeline.filter((line) => /according to|reports\b|selon|d'après|rapporte/i.test(textOf(line))).length,
    ).toBeGreaterThanOrEqual(12);
    for (const sense of [
      /rainforest/,
      /Macau/,
      /rond-point/,
      /Charles Leclerc/,
      /char Leclerc/,
      /U-turn/,
      /Price Target/,
      /&[a-z]+;|&#\d+;/,
      /ＡＭＡＺＯＮ/,
    ]) {
      expect(timeline.some((line) => sense.test(textOf(line)))).toBe(true);
    }
  });
});
