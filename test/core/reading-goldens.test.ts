/** Reports of our own wording with the reading a person expects: passives, denials, hedges, promises, other trades, in both languages. */
import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/signal.ts";
import type { Lang, NoiseClass, Place, SignalKind, Stage } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";

const publishedAt = Date.UTC(2018, 2, 1);

interface Expected {
  readonly kind?: SignalKind;
  readonly stage?: Stage;
  readonly pairs?: readonly string[];
  readonly place?: Place;
  readonly noise?: NoiseClass;
  readonly amounts?: readonly string[];
  /** Last day of each promise. */
  readonly due?: readonly string[];
  readonly citing?: string;
  readonly hedged?: boolean;
}

function reading(lang: Lang, title: string, description: string): Required<Pick<Expected, "pairs">> & Expected {
  const mentions = findMentions(title, description);
  const { signal, noise, place } = readItem({ title, description, lang, publishedAt }, mentions, readingGazetteer);
  return {
    place,
    pairs: (signal?.pairs ?? []).map(({ entrant, target }) => `${entrant} x ${target ?? "-"}`).sort(),
    ...(noise === null ? {} : { noise }),
    ...(signal === null
      ? {}
      : {
          kind: signal.kind,
          stage: signal.stage,
          hedged: signal.hedged,
          amounts: signal.amounts.map(({ value, unit }) => `${value} ${unit}`),
          due: signal.promises.map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 10)),
          ...(signal.citing === null ? {} : { citing: signal.citing }),
        }),
  };
}

const goldens: readonly (readonly [lang: Lang, title: string, expected: Expected, description?: string])[] = [
  // passive voice
  ["en", "Monoprix approached by Amazon over food deliveries", { stage: "approached", pairs: ["amazon x monoprix"] }],
  [
    "en",
    "Auchan's Italian stores to be taken over by Carrefour",
    { kind: "acquisition", stage: "deal", pairs: ["carrefour x auchan"] },
  ],
  [
    "fr",
    "Fauchon a été sollicité par Amazon pour sa livraison express",
    { stage: "approached", pairs: ["amazon x fauchon"] },
  ],
  [
    "fr",
    "Les magasins Asda seront rachetés par Tesco",
    { kind: "acquisition", stage: "deal", pairs: ["tesco x asda"] },
  ],
  // between A and B
  [
    "en",
    "Supply agreement signed between Casino and Amazon",
    { kind: "supply_deal", stage: "deal", pairs: ["amazon x casino"] },
  ],
  ["fr", "Entre Amazon et Leclerc, les négociations sont rompues", { stage: "declined", pairs: ["amazon x leclerc"] }],
  [
    "fr",
    "Un partenariat entre Auchan et Ocado est à l'étude",
    { kind: "partnership", stage: "rumour", pairs: ["ocado x auchan"], hedged: true },
  ],
  // hedges
  [
    "en",
    "Amazon may take over Carrefour, analysts say",
    { kind: "acquisition", stage: "rumour", pairs: ["amazon x carrefour"], hedged: true },
  ],
  [
    "fr",
    "Amazon envisagerait le rachat de Monoprix",
    { kind: "acquisition", stage: "rumour", pairs: ["amazon x monoprix"], hedged: true },
  ],
  ["fr", "Ocado pourrait équiper les entrepôts d'Auchan", { stage: "rumour", pairs: ["ocado x auchan"], hedged: true }],
  [
    "en",
    "Is Amazon about to buy Casino?",
    { kind: "acquisition", stage: "rumour", pairs: ["amazon x casino"], hedged: true },
  ],
  // refusals
  ["en", "Leclerc denies talks with Amazon", { stage: "declined", pairs: ["amazon x leclerc"] }],
  ["fr", "Auchan dément tout contact avec Amazon", { stage: "declined", pairs: ["amazon x auchan"] }],
  ["en", "Carrefour ends partnership talks with Tencent", { stage: "declined", pairs: ["tencent x carrefour"] }],
  ["fr", "Système U renonce à s'allier avec Amazon", { stage: "declined", pairs: ["amazon x systeme-u"] }],
  [
    "fr",
    "Casino n'a aucune intention de vendre Monoprix à Amazon",
    { stage: "declined", pairs: ["amazon x casino", "amazon x monoprix"] },
  ],
  // amounts with units
  [
    "fr",
    "Amazon va investir 1,3 milliard d'euros en France et recruter 3 000 personnes",
    { place: "home", pairs: ["amazon x -"], amounts: ["1300000000 EUR", "3000 jobs"] },
  ],
  [
    "en",
    "Carrefour buys 30% stake in Fauchon for 45 million euros",
    { kind: "acquisition", stage: "deal", amounts: ["30 percent", "45000000 EUR"] },
  ],
  [
    "en",
    "Amazon to open 12 stores in Germany",
    { kind: "expansion", place: "region", pairs: ["amazon x -"], amounts: ["12 stores"] },
  ],
  [
    "fr",
    "Ocado va construire un entrepôt pour Casino, un chantier de 90 M€",
    { pairs: ["ocado x casino"], amounts: ["90000000 EUR"] },
  ],
  // dated promises
  [
    "en",
    "Monoprix and Amazon will deliver across Paris by the end of 2019",
    { pairs: ["amazon x monoprix"], due: ["2019-12-31"] },
  ],
  [
    "fr",
    "Auchan et Amazon promettent 300 consignes d'ici l'été 2020",
    { pairs: ["amazon x auchan"], due: ["2020-09-22"] },
  ],
  [
    "fr",
    "Casino lancera la plateforme d'Ocado au second semestre 2019",
    { pairs: ["ocado x casino"], due: ["2019-12-31"] },
  ],
  // who says so
  [
    "en",
    "Amazon in talks to supply Système U, says Reuters",
    { stage: "talks", citing: "Reuters", pairs: ["amazon x systeme-u"] },
  ],
  [
    "fr",
    "Amazon discute avec Auchan, affirme Le Parisien",
    { stage: "talks", citing: "Le Parisien", pairs: ["amazon x auchan"] },
  ],
  [
    "fr",
    "Un accord est proche entre Amazon et Casino, dit Reuters",
    { stage: "talks", citing: "Reuters", pairs: ["amazon x casino"] },
  ],
  // news of a company that is no move
  ["en", "Carrefour shares fall to their lowest in five years", { noise: "share-price" }],
  ["fr", "Carrefour : les salariés en grève contre la fermeture de magasins", { noise: "labour" }],
  ["fr", "Rappel de produits chez Leclerc et Auchan : des fromages contaminés", { noise: "recall" }],
  ["en", "Tesco full-year profit rises as sales grow in Britain", { noise: "results" }],
  // where it plays out
  ["en", "Amazon expands grocery delivery in India", { place: "elsewhere", pairs: ["amazon x -"] }],
  ["fr", "Carrefour ouvre son premier magasin au Kenya", { place: "elsewhere", pairs: ["carrefour x -"] }],
  [
    "en",
    "Deliveroo signs delivery deal with Carrefour in Belgium",
    { place: "region", pairs: ["deliveroo x carrefour"] },
  ],
  // the description says it
  [
    "fr",
    "Grande distribution : le coup de tonnerre",
    { kind: "acquisition", stage: "deal", pairs: ["amazon x monoprix"] },
    "Amazon rachète Monoprix pour deux milliards d'euros, ont annoncé les deux groupes lundi.",
  ],
];

describe("a report", () => {
  it.each(goldens.map(([lang, title, expected, description = ""]) => ({ lang, title, expected, description })))(
    "$lang: $title",
    ({ lang, title, expected, description }) => {
      expect(reading(lang, title, description)).toMatchObject(expected);
    },
  );
});
