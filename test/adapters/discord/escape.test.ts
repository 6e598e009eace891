/** Nothing that a feed says is active in Discord, as judged by a Markdown parser that others wrote; and nothing of it is lost. */
import { parse } from "discord-markdown-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeText, cutText, escapeMarkdown, plainLine, safeUrl } from "../../../src/adapters/discord/escape.ts";

interface Node {
  readonly type: string;
  readonly content?: unknown;
}

/** An emoji is a character, however Discord draws it. */
const inert: ReadonlySet<string> = new Set(["text", "br", "twemoji"]);

/** Types of all nodes that do something. */
function activeNodes(markdown: string, where: "normal" | "extended" = "extended"): string[] {
  const walk = (nodes: unknown): string[] =>
    Array.isArray(nodes)
      ? (nodes as Node[]).flatMap(({ type, content }) => [...(inert.has(type) ? [] : [type]), ...walk(content)])
      : [];
  return walk(parse(markdown, where));
}

/** Our own wording, in the shapes that such attacks take. */
const hostile = [
  "@everyone buy now",
  "@here and <@123456789012345678>, <@!1>, <@&2>, <#3>",
  "[Reuters](https://evil.example/login)",
  "\\[Reuters](https://evil.example)",
  "[https://reuters.com](https://evil.example)",
  "read https://evil.example/a_b_c now",
  "<https://evil.example>",
  "<t:1700000000:R> </latest:123> <a:party:123> <:party:123> <id:customize>",
  "> quoted",
  ">>> all quoted",
  "# big",
  "### smaller",
  "-# small",
  "- item",
  "+ item",
  "1. first",
  "12) twelfth",
  "**bold** __under__ *it* _it_ ~~gone~~ ||hidden||",
  "`code` ```js\nalert(1)``` ``x``",
  "line\n# heading\n> quote",
  "\\",
  "\\\\*x*",
  "half a surrogate \ud83d here",
  "zero\u200bwidth \u202Eevil\u202C \u2066x\u2069",
  "discord://-/channels/1 steam://run/1 mailto:a@b.example",
  "¯\\_(ツ)_/¯",
  "HTTP://EVIL.EXAMPLE xhttps://evil.example",
  "*",
  "_ _",
  "https:https://evil.example",
] as const;

/** Pieces from which hostile headlines are made. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(...hostile),
    fc.constantFrom(
      "*",
      "_",
      "~~",
      "||",
      "`",
      "```",
      "[",
      "](",
      ")",
      "<",
      ">",
      "@",
      "#",
      "-",
      "+",
      "1.",
      "\n",
      "\\",
      "http",
      "https",
      "://",
      ":",
      " ",
      "é",
      "🛒",
      "\u200b",
      "\ud83d",
      "\t",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
  ),
  { maxLength: 14 },
);
const headline = pieces.map((parts) => parts.join(""));

describe("escaped text", () => {
  it.each(hostile)("%j is inert", (text) => {
    expect(activeNodes(escapeMarkdown(text))).toEqual([]);
    expect(activeNodes(escapeMarkdown(text), "normal")).toEqual([]);
  });

  it("the parser that judges would have seen them", () => {
    const seen = hostile.filter((text) => activeNodes(text).length > 0);
    expect(seen.length).toBeGreaterThan(18);
  });

  it("is inert whatever it is made of, also after it was cut", () => {
    fc.assert(
      fc.property(headline, fc.integer({ min: 0, max: 60 }), (text, limit) => {
        const escaped = escapeMarkdown(text);
        expect(activeNodes(escaped)).toEqual([]);
        const cut = cutText(escaped, limit);
        expect(activeNodes(cut)).toEqual([]);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 3000 },
    );
  });

  it("reads as it was written: no letter is added, dropped or changed", () => {
    fc.assert(
      fc.property(headline, (text) => {
        const shown = escapeMarkdown(text)
          .replace(/\\([^\p{L}\p{N}\s])/gu, "$1")
          .replaceAll("\u200B", "");
        expect(shown).toBe(plainLine(text));
      }),
    );
  });

  it.each([
    'E.Leclerc : l’e-commerce, 2,5 % du chiffre d’affaires - "pas de rachat" (Système U) & Casino/Monoprix !',
    "Drive: who wins? | Le Figaro",
    "@amazon AND @french-retailers; languages fr",
    "10:30 - 18:00, n° 1 > n° 2, #retail",
  ])("leaves %j as it is, to be read and copied", (plain) => {
    expect(escapeMarkdown(plain)).toBe(plain);
  });
});

describe("a code block", () => {
  it("cannot be left from inside", () => {
    fc.assert(
      fc.property(headline, (text) => {
        const block = `\`\`\`\n${codeText(text)}\n\`\`\``;
        const types = activeNodes(block);
        expect(types.filter((type) => type !== "codeBlock")).toEqual([]);
        expect(types).toHaveLength(1);
      }),
    );
  });
});

describe("an address", () => {
  const table: readonly (readonly [string | null, string | null])[] = [
    [null, null],
    ["", null],
    ["no address", null],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["ftp://example.com/", null],
    ["https://user:pass@example.com/", null],
    ["https://example.com/a (b)", "https://example.com/a%20%28b%29"],
    ["https://exämple.com/", "https://xn--exmple-cua.com/"],
    ["http://example.com", "http://example.com/"],
    ["https://example.com/x# #", "https://example.com/x#%20%23"],
    ["https://example.com/100%?q=50%", "https://example.com/100%25?q=50%25"],
    ["https://example.com/a|b?[c]=`d`^", "https://example.com/a%7Cb?%5Bc%5D=%60d%60%5E"],
    ["http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080/a"],
    [`https://example.com/${"x".repeat(2100)}`, null],
  ];
  it.each(table)("%j is given to Discord as %j", (url, safe) => {
    expect(safeUrl(url)).toBe(safe);
  });
});
