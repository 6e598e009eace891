import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { langs, stages } from "../../src/core/types.ts";
import { decodeSearch, encodeSearch } from "../../src/services/search-key.ts";
import { parsePeriod, parseSince } from "../../src/services/since.ts";
import { analyst, createDeskWorld, day, read, refusal } from "./desk-world.ts";

function seeded() {
  const world = createDeskWorld();
  world.tell({
    title: "Amazon in talks with Système U over supply deal",
    publisher: "Reuters",
    at: world.now() - 9 * day,
  });
  world.tell({
    title: "Amazon in talks with Système U over a supply deal, according to Reuters",
    publisher: "LSA",
    at: world.now() - 9 * day + 1,
  });
  world.tell({ title: "Monoprix signs a deal with Amazon to deliver groceries", at: world.now() - 2 * day });
  world.tell({ title: "Carrefour ouvre un drive piéton à Lyon", lang: "fr" });
  world.tell({ title: "Casino crowds return to Macau", at: world.now() - day });
  return world;
}

describe("asking for the latest", () => {
  it("shows a story once, newest first, with how many report it", async () => {
    const text = read(await seeded().run("latest"));
    expect(
      text
        .split("\n")
        .filter((line) => /^\d+ \[/.test(line))
        .map((line) => line.slice(0, 2)),
    ).toEqual(["4 ", "5 ", "3 ", "1 "]);
    expect(text).toContain("(s1, 2 reports: 1 origin, 1 echo)");
  });

  it.each(["monoprix", "Monoprix", "MONOPRIX", "monprix", "@monoprix"])(
    "finds a company typed %s, its ladder on top",
    async (about) => {
      const text = read(await seeded().run("latest", { about }));
      expect(text).toContain("- Amazon × Monoprix: deal 27 Feb 2018");
      expect(text).toContain("3 [deal]");
      expect(text).not.toContain("Carrefour");
    },
  );

  it("lists what the watches here meet where nobody says what about, however much else was read since", async () => {
    const world = seeded();
    await world.run("watch add", { term: "monoprix" });
    for (let at = 1; at <= 130; at += 1) world.tell({ title: `Weather for town ${at}: rain and wind` });
    const text = read(await world.run("latest"));
    expect(text).toMatch(/^3 \[deal\] Monoprix/m);
    expect(text).not.toMatch(/Weather|drive piéton/);
    expect(text).toContain("/latest about: drive");
    expect(read(await world.run("latest", { about: "weather" }))).toContain("Weather for town");
  });

  it("marks no stage on company news, whatever words of a move stand in it", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Carrefour: strike over the sale of stores closes Lyon warehouses", lang: "en" });
    expect(read(await world.run("latest"))).toMatch(/^1 \[\] Carrefour/m);
    expect(read(await world.run("why", { item: "1" }))).toContain("- company news: labour and strikes");
  });

  it("shows a story's report in the language asked for, not its lead in another", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Monoprix signs a deal with Amazon to deliver groceries in Paris", at: world.now() - 2 });
    world.tell({
      title: "Monoprix signe un accord avec Amazon pour livrer ses courses à Paris",
      at: world.now() - 1,
      lang: "fr",
    });
    const text = read(await world.run("latest", { lang: "fr" }));
    expect(text).toMatch(/^2 \[deal\] Monoprix signe .*\(s1, 2 reports/m);
  });

  it("says how it understood a misspelt name", async () => {
    expect(read(await seeded().run("latest", { about: "carfour" }))).toContain("“carfour” understood as Carrefour.");
    expect(read(await seeded().run("latest", { about: "carrefour" }))).not.toContain("understood as");
  });

  it("asks for an owner and finds what it owns, but not another sense of its name", async () => {
    const text = read(await seeded().run("latest", { about: "casino" }));
    expect(text).toContain("With what Casino owns: Monoprix.");
    expect(text).toContain("3 [deal] Monoprix");
    expect(text).not.toContain("Macau");
  });

  it.each(["amazon x systeme u", "Système U et Amazon", "amazon systeme u", "amazon/super u"])(
    "understands the pair in %s",
    async (about) => {
      const text = read(await seeded().run("latest", { about }));
      expect(text).toContain("Latest: Amazon × Système U");
      expect(text).toContain("1 [talks]");
      expect(text).not.toContain("Monoprix");
    },
  );

  it("looks for words where no company goes by the name", async () => {
    expect(read(await seeded().run("latest", { about: "drive" }))).toContain("Carrefour ouvre un drive");
  });

  it("narrows by stage, time and language", async () => {
    const world = seeded();
    expect(read(await world.run("latest", { stage: "deal" }))).toMatch(/3 \[deal\]/);
    expect(read(await world.run("latest", { stage: "deal" }))).not.toMatch(/\[talks\]/);
    expect(read(await world.run("latest", { since: "3d" }))).not.toContain("Système U");
    expect(read(await world.run("latest", { lang: "fr" }))).toMatch(/4 .*Carrefour/);
    expect(read(await world.run("latest", { lang: "fr" }))).not.toContain("Monoprix");
  });

  it("teaches where it finds nothing", async () => {
    const empty = read(await createDeskWorld().run("latest", { about: "monoprix" }));
    expect(empty).toContain("No report has been read yet. /feed list");
    const nothing = read(await seeded().run("latest", { about: "zorglub" }));
    expect(nothing).toContain("Nothing is stored about zorglub.");
    expect(nothing).toContain("/watch add term: zorglub");
  });

  it("pages through all stories without gap or repeat, by a key that needs no memory", async () => {
    const world = createDeskWorld();
    const subjects = "wine bread toys shoes milk tulips bikes lamps rugs soap tea jam ovens books pens hats".split(" ");
    for (const [at, subject] of subjects.entries()) {
      world.tell({
        title: `Carrefour unveils ${subject} ${"abcdefghijklmnop".charAt(at).repeat(7)}`,
        at: world.now() - at * day,
      });
    }
    const refs: string[] = [];
    let page = await world.run("latest", { about: "carrefour" });
    for (;;) {
      refs.push(
        ...read(page)
          .split("\n")
          .flatMap((line) => /^(\d+) \[/.exec(line)?.[1] ?? []),
      );
      const older = page.actions.find(({ verb }) => verb === "page");
      if (older === undefined) break;
      expect(older.subject).toMatch(/^[A-Za-z0-9:_-]{1,60}$/);
      page = await world.press("page", older.subject);
    }
    expect(refs).toEqual(subjects.map((_, at) => String(at + 1)));
  });

  it("skips no story that stands between two reports of the last one on a page, and repeats none", async () => {
    const world = createDeskWorld();
    for (const [at, subject] of ["wine", "bread", "toys", "shoes", "milk"].entries())
      world.tell({
        title: `Carrefour unveils ${subject} ${"abcde".charAt(at).repeat(7)}`,
        at: world.now() - at * 1_000,
      });
    const deal = "Monoprix signs a deal with Amazon to deliver groceries in Paris";
    world.tell({ title: `${deal}, according to LSA`, at: world.now() - day });
    world.tell({ title: "Carrefour sells umbrellas", at: world.now() - day - 3_600_000 });
    world.tell({ title: deal, at: world.now() - day - 7_200_000 });
    const first = await world.run("latest");
    expect(first.actions).toHaveLength(1);
    const second = read(await world.press("page", first.actions[0]?.subject ?? ""));
    expect(second.match(/^\d+ \[/gm)).toEqual(["7 ["]);
  });

  it("gives a search's key back as it was", () => {
    const searches = fc.record({
      about: fc.option(
        fc.string({ unit: "grapheme", minLength: 1 }).map((text) => text.normalize()),
        { nil: undefined },
      ),
      stage: fc.option(fc.constantFrom(...stages), { nil: undefined }),
      since: fc.option(
        fc.integer({ min: 0, max: 3e7 }).map((minutes) => minutes * 60_000),
        { nil: undefined },
      ),
      lang: fc.option(fc.constantFrom(...langs), { nil: undefined }),
    });
    fc.assert(
      fc.property(searches, (search) => {
        expect(encodeSearch(search)).toMatch(/^[A-Za-z0-9_-]*$/);
        expect(decodeSearch(encodeSearch(search))).toEqual(search);
      }),
    );
  });
});

describe("one story", () => {
  it("lists its reports with origin and echo", async () => {
    const text = read(await seeded().run("story", { story: "s1" }));
    expect(text).toContain("2 reports: 1 origin, 1 echo");
    expect(text).toContain("LSA (echo of Reuters)");
  });

  it("is quoted in its own words, as are why and the brief, with who said it", async () => {
    const world = createDeskWorld();
    const description = "Les deux groupes discutent. « Nous irons plus vite à deux », a déclaré Anna Keller.";
    world.tell({ title: "Amazon négocie avec Système U", description, lang: "fr" });
    const quote = "“Nous irons plus vite à deux” – Anna Keller";
    expect(read(await world.run("story", { story: "s1" }))).toContain(`In their words\n- ${quote}`);
    expect(read(await world.run("why", { item: "1" }))).toContain(`In their words\n- ${quote}`);
    expect((await world.run("brief", { about: "amazon" })).file?.content).toContain(`> ${quote}`);
    const french = { ...analyst, locale: "fr" as const };
    expect(read(await world.run("story", { story: "s1" }, french))).toContain(
      "Dans leurs mots\n- «\u202fNous irons plus vite à deux\u202f» – Anna Keller",
    );
  });

  it.each(["1", "s1", "S 1", "supply deal"])("is found by %s", async (typed) => {
    expect((await seeded().run("story", { story: typed })).title).toBe("Story 1");
  });

  it.each(["s99", "99", "zorglub"])("is not found by %s", async (typed) => {
    expect(await refusal(seeded().run("story", { story: typed }))).toMatch(/^not_found: No story fits/);
  });
});

describe("the board", () => {
  it("shows every pair with its stage, and a reversal with its date", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Système U declines Amazon's approach", at: Date.UTC(2017, 9, 4, 10) });
    world.tell({ title: "Amazon in talks with Système U", at: Date.UTC(2018, 1, 28, 10) });
    const text = read(await world.run("board"));
    expect(text).toContain("Amazon × Système U | TALKS | 28 Feb 2018 (reversal: declined on 4 Oct 2017)");
  });

  it("says when there is nothing yet, and that it draws no picture where none can be had", async () => {
    const world = createDeskWorld();
    expect(read(await world.run("board"))).toContain("No move has been read yet.");
    expect(await refusal(world.run("board", { chart: true }))).toMatch(/^unavailable/);
  });

  it("hands the ladder to who draws it", async () => {
    const charts: unknown[] = [];
    const world = createDeskWorld({}, { drawLadder: (chart) => new Uint8Array([charts.push(chart)]) });
    world.tell({ title: "Amazon in talks with Monoprix", at: world.now() - 9 * day });
    world.tell({ title: "Monoprix signs a deal with Amazon", at: world.now() });
    const { file } = await world.run("board", { chart: true });
    expect(file?.name).toBe("ladder.png");
    expect(charts).toMatchObject([{ lines: [{ label: "Amazon × Monoprix", points: [{ rung: 3 }, { rung: 4 }] }] }]);
  });
});

describe("times as people type them", () => {
  const now = Date.UTC(2018, 2, 1);
  it.each([
    ["24h", now - day],
    ["7d", now - 7 * day],
    ["7 days", now - 7 * day],
    ["2 semaines", now - 14 * day],
    ["3j", now - 3 * day],
    ["1y", now - 365 * day],
    ["2018-02-28", Date.UTC(2018, 1, 28)],
    ["2018-02", Date.UTC(2018, 1, 1)],
    ["2018", Date.UTC(2018, 0, 1)],
  ])("%s", (typed, at) => {
    expect(parseSince(typed, now)).toBe(at);
  });

  it.each(["", "soon", "0d", "d7", "-3d", "2018-13-01", "2018-02-31", "99999d"])("%j is none", (typed) => {
    expect(parseSince(typed, now)).toBeNull();
    expect(parsePeriod(typed)).toBeNull();
  });
});

describe("completion", () => {
  it("forgives spelling, knows both what a rule and what a question takes, and never more than 25", () => {
    const world = seeded();
    const complete = (path: string, option: string, typed: string) =>
      world.desk.complete(path.split(" "), option, typed, analyst);
    expect(complete("latest", "about", "monprix")[0]).toEqual({ label: "Monoprix", value: "Monoprix" });
    expect(complete("watch add", "term", "@systeme")[0]).toEqual({
      label: "Système U (@systeme-u)",
      value: "@systeme-u",
    });
    expect(complete("latest", "stage", "").map(({ value }) => value)).toEqual([...stages]);
    expect(complete("why", "item", "macau")[0]?.value).toBe("5");
    expect(complete("story", "story", "drive")[0]?.value).toMatch(/^s\d+$/);
    expect(complete("latest", "nonsense", "x")).toEqual([]);
    expect(complete("no such", "x", "x")).toEqual([]);
    for (let at = 0; at < 40; at += 1)
      world.store.watches.add({
        name: `w${at}`,
        all: [[{ text: "x" }]],
        none: [],
        tier: "alert",
        destination: "discord:1",
        origin: "person",
        state: "active",
        addedBy: "u1",
        addedAt: 0,
      });
    expect(complete("watch pause", "watch", "")).toHaveLength(25);
  });

  it("answers with nothing when something fails, and leaves a line in the log", () => {
    const world = seeded();
    world.store.close();
    expect(world.desk.complete(["why"], "item", "x", analyst)).toEqual([]);
    expect(world.logged.join()).toContain("completion failed");
  });
});
