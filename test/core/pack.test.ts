/** What must hold of a pack beyond its schema, and how packs are united. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import type { Pack } from "../../src/core/pack.ts";
import { mergePacks } from "../../src/core/pack-merge.ts";
import { checkPack, expandLists } from "../../src/core/pack-problems.ts";
import type { Entity, Ownership, TermList } from "../../src/core/types.ts";

function entity(id: string, change: Partial<Entity> = {}): Entity {
  const base = {
    id,
    name: id,
    aliases: [{ text: id }],
    tickers: [],
    people: [],
    owners: [],
    roles: ["retailer" as const],
    home: null,
  };
  return { ...base, ...change };
}

function pack(
  entities: readonly Entity[],
  change: Partial<Omit<Pack, "gazetteer">> & { readonly lists?: readonly TermList[] } = {},
): Pack {
  const { lists = [], ...rest } = change;
  const gazetteer = { entities, lists, contextTerms: [], market: { home: ["FR"], region: [] } };
  return { name: "test", title: { en: "Test", fr: "Essai" }, gazetteer, watches: [], feeds: [], facts: [], ...rest };
}

function owned(owner: string, from: number | null = null, to: number | null = null): Partial<Entity> {
  return { owners: [{ owner, from, to } satisfies Ownership] };
}

describe("a pack", () => {
  it("is sound when nothing clashes", () => {
    expect(checkPack(pack([entity("amazon"), entity("whole-foods", owned("amazon"))]))).toEqual([]);
  });

  it.each([
    ["the same spelling", "Carrefour", "Carrefour"],
    ["another case", "Carrefour", "CARREFOUR"],
    ["no accents", "Intermarché", "Intermarche"],
    ["a hyphen", "Système U", "Système-U"],
    ["no space", "Leader Price", "LeaderPrice"],
  ])("has no alias twice: %s, both places named", (_what, first, second) => {
    const clash = pack([
      entity("a", { aliases: [{ text: "A" }, { text: first }] }),
      entity("b", { aliases: [{ text: second }] }),
    ]);
    expect(checkPack(clash)).toEqual([
      {
        path: ["entities", 1, "aliases", 0],
        other: ["entities", 0, "aliases", 1],
        message: `expected each alias once, given "${second}" again`,
      },
    ]);
  });

  it.each<[string, Pack, RegExp]>([
    ["an id", pack([entity("a"), entity("a", { aliases: [{ text: "B" }] })]), /each entity once/],
    ["a ticker", pack([entity("a", { tickers: ["A.PA"] }), entity("b", { tickers: ["A.PA"] })]), /each ticker once/],
    [
      "a name for a list and an entity",
      pack([entity("a")], { lists: [{ name: "a", entities: [], terms: [] }] }),
      /each name once/,
    ],
    [
      "a feed address",
      pack([], {
        feeds: ["x", "y"].map((name) => ({
          name,
          url: "https://a.example/",
          lang: "en",
          confirmed: "never",
          on: false,
        })),
      }),
      /each feed address once/,
    ],
    [
      "a watch",
      pack([entity("a")], {
        watches: ["w", "w"].map((name) => ({ name, all: [[{ text: "a" }]], none: [], tier: "signal" })),
      }),
      /each watch once/,
    ],
  ])("has nothing else twice: %s", (_what, clashing, expected) => {
    expect(checkPack(clashing).some(({ message, other }) => expected.test(message) && other !== null)).toBe(true);
  });

  it.each<[string, Pack, RegExp]>([
    ["an owner", pack([entity("a", owned("b"))]), /given "b"/],
    [
      "the pair of a fact",
      pack([entity("a")], {
        facts: [
          {
            date: "2018",
            text: { en: "", fr: "" },
            steps: [{ entrant: "a", target: "b", stage: "deal" }],
            reportedBy: [],
          },
        ],
      }),
      /given "b"/,
    ],
    [
      "a watch's group",
      pack([entity("a")], {
        watches: [{ name: "w", all: [[{ text: "@a" }, { text: "@b" }]], none: [], tier: "signal" }],
      }),
      /given "@b"/,
    ],
    [
      "a watch's exclusions",
      pack([entity("a")], {
        watches: [{ name: "w", all: [[{ text: "@a" }]], none: [{ text: "@b" }], tier: "signal" }],
      }),
      /given "@b"/,
    ],
  ])("refers to nothing that it does not have: %s", (_what, broken, expected) => {
    expect(checkPack(broken).map(({ message }) => message)).toEqual([expect.stringMatching(expected)]);
  });

  it("turns on no feed that nobody has seen working", () => {
    const feed = { name: "x", url: "https://a.example/", lang: "en", confirmed: "never", on: true } as const;
    expect(checkPack(pack([], { feeds: [feed] })).map(({ path }) => path)).toEqual([["feeds", 0, "on"]]);
  });
});

describe("owners", () => {
  const problems = (entities: readonly Entity[]) => checkPack(pack(entities)).map(({ message }) => message);

  it.each<[string, readonly Entity[]]>([
    ["of oneself", [entity("a", owned("a"))]],
    ["of each other", [entity("a", owned("b")), entity("b", owned("a"))]],
    ["of three", [entity("a", owned("b")), entity("b", owned("c")), entity("c", owned("a"))]],
    ["that overlap in time", [entity("a", owned("b", 0, 20)), entity("b", owned("a", 10, 30))]],
  ])("make no circle: %s", (_what, entities) => {
    expect(problems(entities)[0]).toMatch(/without a circle, given a owned by/);
  });

  it("may change places over time", () => {
    expect(problems([entity("a", owned("b", 0, 10)), entity("b", owned("a", 10, null))])).toEqual([]);
  });

  it("may stand above a circle that others make: only those are told", () => {
    const found = checkPack(pack([entity("a", owned("b")), entity("b", owned("c")), entity("c", owned("b"))]));
    expect(found.map(({ path }) => path[1])).toEqual([1, 2]);
  });

  it("begin before they end", () => {
    expect(problems([entity("a", owned("b", 10, 10)), entity("b")])).toEqual(['expected "from" to lie before "to"']);
  });
});

describe("lists", () => {
  const source = (name: string, entities: readonly string[]) => ({ name, entities, terms: [] });

  it("take in the lists above them, each entity once", () => {
    const { lists, problems } = expandLists(
      [source("x", ["a", "b"]), source("y", ["b", "@x"])],
      [entity("a"), entity("b")],
    );
    expect(problems).toEqual([]);
    expect(lists.map((list) => list.entities)).toEqual([
      ["a", "b"],
      ["b", "a"],
    ]);
  });

  it("name entities and lists that exist", () => {
    const { problems } = expandLists([source("x", ["a", "nobody", "@later"]), source("later", [])], [entity("a")]);
    expect(problems.map(({ path }) => path)).toEqual([
      ["lists", 0, "entities", 1],
      ["lists", 0, "entities", 2],
    ]);
  });
});

describe("several packs", () => {
  it("unite an entity that stands in both: the first one's words lead, nothing is lost", () => {
    const first = pack([entity("a", { name: "First", aliases: [{ text: "Aa", cased: true }], people: ["P"] })]);
    const second = pack([
      entity("a", { name: "Second", aliases: [{ text: "Aa" }, { text: "Bb" }], people: ["Q"], home: "FR" }),
    ]);
    expect(mergePacks([first, second]).entities).toEqual([
      entity("a", {
        name: "First",
        aliases: [{ text: "Aa", cased: true }, { text: "Bb" }],
        people: ["P", "Q"],
        home: "FR",
      }),
    ]);
  });

  it("unite lists of one name and the market", () => {
    const list = (entities: readonly string[]) => ({ lists: [{ name: "l", entities, terms: [] }] });
    const merged = mergePacks([pack([entity("a")], list(["a"])), pack([entity("b")], list(["a", "b"]))]);
    expect(merged.lists).toEqual([{ name: "l", entities: ["a", "b"], terms: [] }]);
    expect(merged.market.home).toEqual(["FR"]);
  });

  it("are refused where an alias would name two entities", () => {
    const clash = () =>
      mergePacks([
        pack([entity("a", { aliases: [{ text: "Casino" }] })]),
        pack([entity("b", { aliases: [{ text: "casino" }] })]),
      ]);
    expect(clash).toThrow(AppError);
    expect(clash).toThrow(/each alias once, given "casino"/);
  });

  it("merged with themselves are unchanged", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ids, (names) => {
        const one = pack(names.map((id) => entity(id)));
        expect(mergePacks([one, one])).toEqual(mergePacks([one]));
      }),
    );
  });
});
