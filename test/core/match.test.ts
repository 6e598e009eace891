import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMatcher, createMatcherCompiler } from "../../src/core/match.ts";
import { unknownReferences } from "../../src/core/match-plan.ts";
import { createReference } from "../../src/core/match-reference.ts";
import { parseTerm } from "../../src/core/rule-term.ts";
import { parseRule } from "../../src/core/rule-text.ts";
import type { Entity, Gazetteer, ItemMatch, MatchInput } from "../../src/core/types.ts";
import { gazetteerArbitrary, references, ruleArbitrary } from "../support/match-arbitraries.ts";

const sold = Date.UTC(2024, 0, 1);

function company(id: string, aliases: readonly string[], rest: Partial<Entity> = {}): Entity {
  return {
    id,
    name: id,
    aliases: aliases.map(parseTerm),
    tickers: [],
    people: [],
    owners: [],
    roles: [],
    home: null,
    ...rest,
  };
}

const gazetteer: Gazetteer = {
  entities: [
    company("amazon", ["Amazon (not rainforest)"], { tickers: ["AMZN.O"] }),
    company("casino", ["Géant Casino", "=Casino (with groupe; not Macau)"], {
      tickers: ["CASP.PA"],
      people: ["Naouri"],
    }),
    company("monoprix", ["Monoprix"], { owners: [{ owner: "casino", from: null, to: sold }] }),
    company("match", ["=Match (with Delhaize)"]),
  ],
  lists: [{ name: "grocers", entities: ["casino", "match"], terms: [{ text: "épicerie" }] }],
  contextTerms: [{ text: "supermarché" }],
  market: { home: ["FR"], region: [] },
};

function input(title: string, rest: Partial<MatchInput> = {}): MatchInput {
  return { title, description: "", lang: "fr", at: 0, ...rest };
}

function read(title: string, rest: Partial<MatchInput> = {}) {
  return compileMatcher([], gazetteer).match(input(title, rest));
}

function mentioned(title: string, rest: Partial<MatchInput> = {}): string[] {
  return read(title, rest).mentions.map(({ entity }) => entity);
}

/** An answer with its evidence, which may be asked for after other items were read. */
function shown(match: ItemMatch) {
  return { ...match, matched: match.matched() };
}

describe("companies and the other senses of their names", () => {
  it.each([
    ["Casino ferme un supermarché", ["casino"], "a trade word gives context"],
    ["Casino et Monoprix", ["casino", "monoprix"], "another company gives context"],
    ["Casino (CASP.PA) recule", ["casino", "casino"], "the ticker gives context"],
    ["Naouri défend Casino", ["casino", "casino"], "its people give context"],
    ["Le groupe CASINO RECULE", ["casino"], "an own word gives context"],
    ["Match Casino", [], "two doubtful names give each other none"],
    ["Casino gagne à la roulette", [], "nothing gives context"],
    ["Un casino et un supermarché", [], "written small"],
    ["Macau : le groupe Casino investit", [], "a word of another sense excludes"],
    ["Géant Casino recrute", ["casino"], "the longest name counts once"],
    ["$AMZN monte", ["amazon"], "a dollar sign makes a ticker"],
    ["amzn.o monte", [], "a ticker in small letters is none"],
  ])("%s: %j, since %s", (title, entities) => {
    expect(mentioned(title)).toEqual(entities);
  });

  it("tells a refused name with its reason and word", () => {
    expect(read("Macau : Casino ouvre").guards).toEqual([
      {
        entity: "casino",
        evidence: { term: "Casino", field: "title", start: 8, end: 14 },
        guard: "excluded",
        word: "Macau",
      },
    ]);
    expect(read("Casino ouvre").guards[0]).toMatchObject({ guard: "no-context", word: null });
    expect(read("un casino ouvre").guards[0]).toMatchObject({ guard: "lower-case", word: null });
  });

  it("finds context in the description", () => {
    expect(mentioned("Casino recule", { description: "Ses supermarchés souffrent." })).toEqual(["casino"]);
  });
});

describe("rules", () => {
  function match(rule: string, title: string, rest: Partial<MatchInput> = {}) {
    return (
      compileMatcher([parseRule(rule)], gazetteer)
        .match(input(title, rest))
        .matched()[0] ?? null
    );
  }

  it("let an owned company stand for its owner while it is owned, and say so", () => {
    expect(match("@casino", "Monoprix ouvre", { at: sold - 1 })?.owned).toEqual([
      { entity: "monoprix", owner: "casino" },
    ]);
    expect(match("@casino", "Monoprix ouvre", { at: sold })).toBeNull();
    expect(match("@casino", "Géant Casino et Monoprix")?.owned).toEqual([]);
  });

  it("expand lists to their companies and terms", () => {
    expect(match("@grocers", "Une épicerie ouvre")?.evidence).toEqual([
      { term: "épicerie", field: "title", start: 4, end: 12 },
    ]);
    expect(match("@grocers", "Géant Casino ouvre")).not.toBeNull();
  });

  it("show evidence in the original spelling, a span for every group in order", () => {
    const title = "Système-U vend à d’AMAZON";
    const spans = match("Amazon AND Système U", title)?.evidence.map(({ start, end }) => title.slice(start, end));
    expect(spans).toEqual(["AMAZON", "Système-U"]);
  });

  it("read undetermined languages whatever they ask for", () => {
    expect(match("Amazon; languages en", "Amazon", { lang: "fr" })).toBeNull();
    expect(match("Amazon; languages en", "Amazon", { lang: "und" })).not.toBeNull();
  });

  it("know which references name nothing", () => {
    expect(unknownReferences(parseRule("@amazon AND @grocers OR @nobody"), gazetteer)).toEqual(["@nobody"]);
    expect(match("@nobody", "nobody")).toBeNull();
  });
});

describe("rules compiled again", () => {
  it("answer as if compiled for the first time", () => {
    const { compile } = createMatcherCompiler();
    const first = ["Amazon AND drive", "=Casino NOT épicerie"].map(parseRule);
    const changed = ["Amazon AND drives", "~Casino", "=Casino NOT épicerie"].map(parseRule);
    const item = input("Amazon ouvre un drive, Casino et Cassino");
    for (const rules of [first, changed, first]) {
      expect(shown(compile(rules, gazetteer).match(item))).toEqual(shown(compileMatcher(rules, gazetteer).match(item)));
    }
  });
});

describe("explaining a miss", () => {
  it.each([
    ["Amazon AND drive", "Amazon recule", [{ code: "group", group: 1, terms: ["drive"] }]],
    ["Amazon NOT Prime", "Amazon Prime", [{ code: "excluded", term: "Prime" }]],
    [
      "Amazon AND drive; near 1~2 within 1 words",
      "Amazon ouvre un drive",
      [{ code: "near", groups: [0, 1], limit: 1, distance: 3 }],
    ],
    ["Amazon; languages en", "Amazon", [{ code: "language", lang: "fr" }]],
    ["drive; description only", "Un drive", [{ code: "field", field: "title" }]],
    ["@match", "Match nul", [{ code: "guard", group: 0, hit: { entity: "match", guard: "no-context" } }]],
    [
      "=Cora (not chanteuse)",
      "Cora la chanteuse",
      [{ code: "guard", group: 0, hit: { term: "Cora", guard: "excluded", word: "chanteuse" } }],
    ],
    [
      "Amazon AND drive NOT pluie",
      "la pluie",
      [{ code: "group", group: 0 }, { code: "group", group: 1 }, { code: "excluded" }],
    ],
  ])("%s on %s names every condition that failed", (rule, title, causes) => {
    const [miss] = compileMatcher([parseRule(rule)], gazetteer).explain(input(title));
    expect(miss?.causes).toMatchObject(causes);
    expect(miss?.causes).toHaveLength(causes.length);
  });

  it("says nothing of rules that match", () => {
    expect(compileMatcher([parseRule("Amazon")], gazetteer).explain(input("Amazon"))).toEqual([]);
  });
});

describe("the fast matcher", () => {
  const stock = {
    words: [
      "l'Oréal",
      "Wal-Mart",
      "amazon",
      "U",
      "prix",
      "cœur",
      "s",
      "et",
      "marché",
      "10",
      "000",
      "plus",
      "S.N.C.F.",
      "Auchan",
      "Inter",
    ],
    phrases: ["Bio c' Bon", "10 000", "Marks & Spencer", "Super U", "AMZN.O", "click and collect", "Canal+"],
  };
  const pieces = fc.constantFrom(
    ...stock.words,
    ...stock.phrases,
    "’",
    "-",
    " ",
    "&",
    "+",
    ".",
    ". ",
    ",",
    "&#39;",
    "😀",
    "\u00ad",
    "\ud800",
    "é",
    "ﬁ",
    "中",
    "$",
    "D'",
    "'s",
  );

  it("agrees with the reference on any text, rule and gazetteer", () => {
    const texts = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(""));
    const rules = fc.array(ruleArbitrary(stock, references), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        rules,
        gazetteerArbitrary(stock),
        fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 12 }),
        (drawn, names, items) => {
          const [fast, slow] = [compileMatcher(drawn, names), createReference(drawn, names)];
          const inputs = items.map(([title, description]) => input(title, { description, at: 50 }));
          const answers = inputs.map((item) => ({ item, given: fast.match(item) }));
          for (const { item, given } of answers) expect(shown(given)).toEqual(shown(slow.match(item)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ["combining marks", `Amazon${"\u0301".repeat(300_000)}`],
    ["apostrophes", `Amazon ${"'".repeat(50_000)}`],
    ["elisions", `Amazon ${"l'".repeat(50_000)}`],
    ["lone surrogates", `Amazon ${"\ud800".repeat(50_000)}`],
    ["right-to-left marks", `Amazon${"\u200f".repeat(50_000)}`],
    ["hyphens", `Amazon ${"a-".repeat(10_000)}`],
    ["initials", `Amazon ${"A.".repeat(50_000)}`],
    ["groups of digits", `Amazon ${"000 ".repeat(50_000)}`],
  ])("reads endless %s without a throw", (_, title) => {
    expect(mentioned(title)).toEqual(["amazon"]);
  });
});
