import { describe, expect, it } from "vitest";
import { helpTopics, type Phrases } from "../../src/core/phrase-book.ts";
import { phrases } from "../../src/core/phrases.ts";
import { commandSpecs } from "../../src/services/command-specs.ts";

/** Every sentence of a language, with stand-ins where something is to be filled in. */
function sentences(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    return [1, 3].flatMap((count) =>
      sentences(call(value as (...given: unknown[]) => unknown, path, count), `${path}(${count})`),
    );
  }
  if (Array.isArray(value)) return value.flatMap((each, index) => sentences(each, `${path}[${index}]`));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, each]) => sentences(each, path === "" ? key : `${path}.${key}`));
  }
  return [];
}

/** Numbers and names serve as both; lists are told by their names. */
function call(say: (...given: unknown[]) => unknown, path: string, count: number): unknown {
  const filled = Array.from({ length: say.length }, (_, at) => (at % 2 === 0 ? count : count + 1));
  const key = path.split(".").at(-1) ?? "";
  if (key === "members") return say(["LSA", "RFI"].slice(0, count), count - 1, count, count);
  if (["and", "or"].includes(key)) return say(["a", "b"]);
  if (["date", "dateTime"].includes(key)) return say(0, "UTC");
  if (["noWatch", "noFeed", "noCompany", "understoodWord", "understoodCompany"].includes(key))
    return say("x", ["y", "z"]);
  if (key === "unreadableFeed") return say("x", ["y"]);
  if (key === "previewMatched") return say(["x", "y"]);
  if (key === "badRule") return say("Expected the end of the term.");
  return say(...filled);
}

const own = (locale: "en" | "fr") => sentences(phrases(locale), "").filter(([path]) => path !== "locale");

describe.each(["en", "fr"] as const)("sentences in %s", (locale) => {
  it("say something and leave no hole", () => {
    const bad = own(locale).filter(([, text]) => text.trim() === "" || /undefined|null|NaN|\[object/.test(text));
    expect(bad).toEqual([]);
  });

  it("fit on buttons where they are labels", () => {
    for (const [path, label] of own(locale)) {
      if (path.startsWith("alert.") && !path.includes("(")) expect([...label].length, path).toBeLessThanOrEqual(80);
    }
    const words: Phrases = phrases(locale);
    const long = "x".repeat(100);
    expect([...words.watch.watchCompany(long, long)].length).toBeLessThanOrEqual(80);
    expect([...words.feedback.applyExclusion(long)].length).toBeLessThanOrEqual(80);
  });

  it("name only commands and options that there are", () => {
    const named = own(locale).flatMap(([path, text]) =>
      [...text.matchAll(/(?<![\w/.:])\/(\p{L}+)(?: (\p{L}+))?/gu)].map((match) => [path, match] as const),
    );
    expect(named.length).toBeGreaterThan(10);
    for (const [path, [whole, first, second]] of named) {
      const specs = commandSpecs.filter(({ names }) => names[0]?.[locale] === first);
      expect(specs.length, `${path}: ${whole}`).toBeGreaterThan(0);
      const grouped = specs.some(({ names }) => names.length === 2);
      if (grouped)
        expect(
          specs.map(({ names }) => names[1]?.[locale]),
          `${path}: ${whole}`,
        ).toContain(second);
    }
  });

  it("shows examples that can be typed as they stand", () => {
    const { topics } = phrases(locale).help;
    const typed = helpTopics.flatMap((topic) =>
      topics[topic].lines.flatMap((line) => (line.type === "example" ? [line.typed] : [])),
    );
    const lines = typed.filter((line) => line.startsWith("/"));
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) {
      const spec = commandSpecs.find(({ names }) => {
        const head = `/${names.map((name) => name[locale]).join(" ")}`;
        return line === head || line.startsWith(`${head} `);
      });
      expect(spec, line).toBeDefined();
      const options = [...line.matchAll(/(?<=\s)(\p{L}+):\s/gu)].map(([, name]) => name);
      for (const name of options)
        expect(
          spec?.options.map((option) => option.name[locale]),
          line,
        ).toContain(name);
    }
  });
});

describe("French typography", () => {
  it("has a narrow no-break space before : ; ! ? and inside « »", () => {
    const bad = own("fr").filter(([, text]) => /[ \u00a0][:;!?»]|«[^\u202f]/.test(text));
    expect(bad).toEqual([]);
  });

  it("has no straight apostrophe", () => {
    expect(own("fr").filter(([, text]) => text.includes("'"))).toEqual([]);
  });

  it("leaves what others wrote as it came", () => {
    const { watch, format } = phrases("fr");
    expect(format.quote("Qui achète Casino ? L'avis")).toBe("«\u202fQui achète Casino ? L'avis\u202f»");
    expect(watch.added("a : b")).toContain("a : b");
  });
});

describe("numbers, dates and lists", () => {
  const at = Date.UTC(2017, 9, 3, 22, 30);
  it.each([
    ["en", "Europe/Paris", "4 Oct 2017"],
    ["en", "UTC", "3 Oct 2017"],
    ["fr", "Europe/Paris", "4 oct. 2017"],
    ["fr", "America/Montreal", "3 oct. 2017"],
  ] as const)("%s in %s", (locale, zone, date) => {
    expect(phrases(locale).format.date(at, zone)).toBe(date);
  });

  it("counts in each language's plural: French has none for zero", () => {
    expect(phrases("en").board.more(0)).toBe("and 0 older pairs");
    expect(phrases("fr").board.more(0)).toBe("et 0 paire plus ancienne");
    expect(phrases("en").format.number(1234.5, 1)).toBe("1,234.5");
    expect(phrases("fr").format.number(1234.5, 1)).toBe("1\u202f234,5");
  });

  it("tells outlets, origins and echoes in one line", () => {
    expect(phrases("en").alert.members(["LSA", "RFI"], 3, 1, 5)).toBe("also: LSA, RFI +3; 1 origin, 5 echoes");
    expect(phrases("fr").alert.members(["LSA", "RFI"], 0, 1, 1)).toBe("aussi\u202f: LSA, RFI\u202f; 1 origine, 1 écho");
    expect(phrases("en").alert.members([], 0, 1, 0)).toBe("1 origin, 0 echoes");
  });
});
