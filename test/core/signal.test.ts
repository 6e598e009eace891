import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/signal.ts";
import type { Lang, Reading, SignalKind, Stage } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";

const publishedAt = Date.UTC(2018, 2, 1);

function read(lang: Lang, title: string, description = ""): Reading {
  return readItem({ title, description, lang, publishedAt }, findMentions(title, description), readingGazetteer);
}

const pairsOf = ({ signal }: Reading): readonly string[] =>
  (signal?.pairs ?? []).map(({ entrant, target }) => `${entrant} x ${target ?? "-"}`);

type Row = readonly [lang: Lang, title: string, stage: Stage, pairs: readonly string[]];

const seedCase: readonly Row[] = [
  [
    "en",
    "Amazon adds Fauchon and Lavinia to its one-hour service in Paris",
    "deal",
    ["amazon x fauchon", "amazon x lavinia"],
  ],
  [
    "fr",
    "Livraison express : Amazon s'associe à Fauchon et Lavinia à Paris",
    "deal",
    ["amazon x fauchon", "amazon x lavinia"],
  ],
  ["en", "Amazon agrees to buy Whole Foods for $13.7 billion", "deal", ["amazon x whole-foods"]],
  ["en", "Whole Foods to be bought by Amazon", "deal", ["amazon x whole-foods"]],
  ["fr", "Amazon met la main sur Whole Foods pour 13,7 milliards de dollars", "deal", ["amazon x whole-foods"]],
  ["en", "Amazon has approached Casino about Monoprix", "approached", ["amazon x casino", "amazon x monoprix"]],
  ["en", "Casino says Monoprix is not for sale to Amazon", "declined", ["amazon x casino", "amazon x monoprix"]],
  ["fr", "Monoprix n'est pas à vendre, répond Casino à Amazon", "declined", ["amazon x monoprix", "amazon x casino"]],
  ["en", "Leclerc says it was approached by Amazon", "approached", ["amazon x leclerc"]],
  ["fr", "Leclerc dit avoir été approché par Amazon", "approached", ["amazon x leclerc"]],
  ["en", "Système U turned down an approach from Amazon", "declined", ["amazon x systeme-u"]],
  ["fr", "Système U n'a pas donné suite à la proposition d'Amazon", "declined", ["amazon x systeme-u"]],
  ["en", "Casino will use Ocado's platform to sell food online", "deal", ["ocado x casino"]],
  ["fr", "Casino utilisera la plateforme d'Ocado", "deal", ["ocado x casino"]],
  ["en", "Leclerc to deliver food in Paris to fend off Amazon", "launch", ["leclerc x -"]],
  ["fr", "Face à Amazon, Leclerc se lance dans la livraison à Paris", "launch", ["leclerc x -"]],
  ["en", "Carrefour seeks partnership with Tencent in China", "talks", ["carrefour x tencent"]],
  ["fr", "Carrefour cherche à s'allier à Tencent en Chine", "talks", ["carrefour x tencent"]],
  ["en", "Amazon to create 2,000 jobs in France", "expansion", ["amazon x -"]],
  ["fr", "Amazon va créer 2 000 emplois en France", "expansion", ["amazon x -"]],
  [
    "en",
    "Système U in supply talks with Amazon, far from finalised, says Serge Papin",
    "talks",
    ["amazon x systeme-u"],
  ],
  ["fr", "Serge Papin confirme des discussions avec Amazon, loin d'être finalisées", "talks", ["amazon x systeme-u"]],
  ["fr", "Monoprix négocie avec Amazon, selon LSA", "talks", ["amazon x monoprix"]],
  ["en", "Monoprix to sell groceries through Amazon", "deal", ["amazon x monoprix"]],
  ["fr", "Monoprix et Amazon signent un accord de livraison à Paris", "deal", ["amazon x monoprix"]],
  ["en", "Monoprix goes live on Amazon in Paris", "launch", ["amazon x monoprix"]],
  ["fr", "Monoprix est désormais disponible sur Amazon à Paris", "launch", ["amazon x monoprix"]],
  ["en", "Casino and Amazon widen partnership with 180 lockers by summer 2022", "expansion", ["amazon x casino"]],
  ["fr", "Casino et Amazon élargissent leur partenariat", "expansion", ["amazon x casino"]],
];

describe("the seed case", () => {
  it.each(seedCase)("%s: %s", (lang, title, stage, pairs) => {
    const reading = read(lang, title);
    expect(reading.signal?.stage).toBe(stage);
    expect([...pairsOf(reading)].sort()).toEqual([...pairs].sort());
    expect(reading.noise).toBeNull();
  });
});

const kindRows: readonly (readonly [Lang, string, SignalKind, Stage])[] = [
  ["en", "ACME <ACM> TO ACQUIRE SMALL RIVAL", "acquisition", "deal"],
  ["en", "Acme completes sale of its paint division", "acquisition", "deal"],
  ["en", "Acme mulls bid for Globex, sources say", "acquisition", "approached"],
  ["en", "Acme may buy Globex", "acquisition", "rumour"],
  ["en", "Acme terminates takeover talks with Globex", "acquisition", "declined"],
  ["en", "Acme said to be in talks to buy the Globex unit", "acquisition", "talks"],
  ["en", "Globex shareholders approve merger", "acquisition", "deal"],
  ["en", "Tesco and Carrefour form global buying alliance", "alliance", "deal"],
  ["en", "Carrefour and Tesco to end purchasing alliance", "alliance", "declined"],
  ["en", "Tesco to supply Amazon with groceries", "supply_deal", "deal"],
  ["en", "Amazon to open seventh warehouse near Lyon", "expansion", "expansion"],
  ["en", "Amazon invests 100 million euros in French logistics", "investment", "deal"],
  ["en", "Carrefour pulls out of China", "exit", "exit"],
  ["en", "Apple opens first shop in India", "expansion", "expansion"],
  ["fr", "Acme rachète son concurrent Globex", "acquisition", "deal"],
  ["fr", "Acme pourrait racheter Globex", "acquisition", "rumour"],
  ["fr", "Acme négocierait le rachat de Globex", "acquisition", "talks"],
  ["fr", "Acme renonce à racheter Globex", "acquisition", "declined"],
  ["fr", "Carrefour et Tesco concluent une alliance à l'achat", "alliance", "deal"],
  ["fr", "Système U fournira des produits à Amazon", "supply_deal", "deal"],
  ["fr", "Amazon va ouvrir un centre logistique à Senlis", "expansion", "expansion"],
  ["fr", "Acme prévoit d'investir 2 milliards d'euros en Pologne", "investment", "deal"],
  ["fr", "Carrefour se retire de Chine", "exit", "exit"],
  ["fr", "La Poste va recruter 3 000 facteurs", "jobs", "expansion"],
  ["fr", "Acme : vers un partenariat avec Globex ?", "partnership", "rumour"],
];

describe("kind and stage", () => {
  it.each(kindRows)("%s: %s", (lang, title, kind, stage) => {
    const { signal } = read(lang, title);
    expect([signal?.kind, signal?.stage]).toEqual([kind, stage]);
  });
});

describe("what is denied, left open or not yet done", () => {
  it.each([
    ["en", "Amazon has not bought Carrefour, company says", "declined"],
    ["en", "Amazon hasn't bought Carrefour", "declined"],
    ["en", "Amazon isn't buying Casino", "declined"],
    ["en", "Amazon never signed with Casino", "declined"],
    ["en", "Amazon denies plan to buy Monoprix", "declined"],
    ["en", "Amazon has no plans to leave France", "declined"],
    ["en", "Amazon has not ruled out buying Casino", "rumour"],
    ["en", "Amazon has not yet signed with Casino", "talks"],
    ["en", "Amazon might sign deal with Leclerc", "rumour"],
    ["en", "Amazon may launch bid for Casino", "rumour"],
    ["fr", "Amazon n'a pas racheté Carrefour", "declined"],
    ["fr", "Amazon n'a jamais racheté Carrefour", "declined"],
    ["fr", "Amazon ne compte pas se retirer de France", "declined"],
    ["fr", "Amazon n'exclut pas de racheter Casino", "rumour"],
    ["fr", "Un rachat de Casino par Amazon n'est pas exclu", "rumour"],
    ["fr", "Leclerc n'a pas encore signé avec Amazon", "talks"],
  ] as const)("%s: %s: %s", (lang, title, stage) => {
    expect(read(lang, title).signal?.stage).toBe(stage);
  });
});

const noiseRows = [
  ["en", "Tesco shares fall after weak Christmas", "share-price"],
  ["en", "Amazon workers strike over pay in Germany", "labour"],
  ["en", "Tesco recalls chicken over salmonella fears", "recall"],
  ["en", "Asda names new chief executive", "management"],
  ["en", "Tesco to cut 2,000 jobs", "labour"],
  ["fr", "Carrefour supprime 2 400 postes en France", "labour"],
  ["fr", "Rappel de lots de fromage vendus chez Leclerc et Auchan", "recall"],
  ["fr", "Amazon condamné par le tribunal de commerce", "legal"],
  ["fr", "Braquage dans un Monoprix de Nice", "incident"],
  ["fr", "Soldes : les meilleurs bons plans d'Amazon", "promotion"],
  ["fr", "Grève chez Amazon avant la fermeture d'un entrepôt", "labour"],
  ["fr", "Carrefour ferme 20 magasins en Belgique", "closure"],
  ["en", "Strike shuts Amazon warehouse in Germany", "labour"],
  ["en", "Tesco to close 40 stores", "closure"],
] as const;

describe("company news that is no move", () => {
  it.each(noiseRows)("%s: %s", (lang, title, noise) => {
    const reading = read(lang, title);
    expect(reading.noise).toBe(noise);
    expect(pairsOf(reading)).toEqual([]);
  });
});

describe("fixed expressions", () => {
  it.each([
    ["en", "Acme announces share buyback"],
    ["en", "Egypt to buy 60,000 tonnes of wheat"],
    ["en", "Police launch investigation into shop fire"],
    ["fr", "« C'est une honte », lance la ministre"],
    ["fr", "Un appel à témoins lancé après un accident"],
    ["fr", "Rachat d'actions chez Acme"],
    ["fr", "Reprise du trafic en gare de Lyon"],
  ] as const)("%s: %s tells no signal", (lang, title) => {
    expect(read(lang, title).signal).toBeNull();
  });
});

describe("what else a reading holds", () => {
  it("takes amounts, promises and the cited outlet from title and description", () => {
    const { signal } = read(
      "fr",
      "Amazon va créer 2 000 emplois en France d'ici fin 2018, selon Les Echos",
      "Le groupe investira 300 millions d'euros.",
    );
    expect(signal?.amounts.map(({ value, unit }) => [value, unit])).toEqual([
      [2000, "jobs"],
      [300e6, "EUR"],
    ]);
    expect(signal?.promises.map(({ dueAt }) => dueAt)).toEqual([Date.UTC(2019, 0, 1) - 1]);
    expect(signal).toMatchObject({ attribution: "echo", citing: "Les Echos" });
  });

  it("shows the words that carried it where they stand in the field", () => {
    const title = "Système U en pourparlers avec Amazon";
    for (const { term, field, start, end } of read("fr", title).signal?.evidence ?? []) {
      expect(field).toBe("title");
      expect(title.slice(start, end)).toBe(term);
    }
  });

  it("reads the description where the title says nothing", () => {
    const reading = read("en", "Food: what next?", "Amazon has signed a partnership with Monoprix in Paris.");
    expect(reading.signal?.evidence[0]?.field).toBe("description");
    expect(pairsOf(reading)).toEqual(["amazon x monoprix"]);
  });

  it("does not read the description behind a title of plain company news", () => {
    const reading = read("en", "Tesco quarterly profit rises 5 percent", "It bought a small chain in May.");
    expect(reading).toMatchObject({ signal: null, noise: "results" });
  });

  it("marks what is hedged", () => {
    expect(read("en", "Amazon may buy Carrefour").signal?.hedged).toBe(true);
    expect(read("en", "Amazon to buy Carrefour").signal?.hedged).toBe(false);
  });
});

describe("hostile text", () => {
  it("is read only to the limits of title and description", () => {
    const head = "Amazon to buy Monoprix ".padEnd(300, "x ");
    const tail = " rejects deal,".repeat(50_000);
    expect(read("en", head + tail)).toEqual(read("en", head));
    const lead = "Amazon signs deal with Monoprix. ".padEnd(600, ", ");
    expect(read("en", "News", lead + tail)).toEqual(read("en", "News", lead));
  });

  it("never makes reading throw, in any language", () => {
    const word = fc.constantFrom(
      "Amazon",
      "buy",
      "rachat",
      "d'",
      "ici",
      "1.000",
      "€",
      "%",
      "?",
      "talks",
      "-",
      "\ud83d",
      "«",
      "deal",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 700 }),
      fc.array(word, { maxLength: 200 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(texts, texts, fc.constantFrom<Lang>("en", "fr", "und"), (title, description, lang) => {
        const { signal } = read(lang, title, description);
        for (const { term, field, start, end } of signal?.evidence ?? []) {
          expect({ title, description }[field].slice(start, end)).toBe(term);
        }
      }),
      { numRuns: 200 },
    );
  });
});
