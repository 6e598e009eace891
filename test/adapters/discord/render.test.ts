/** Every message that can be built is one that Discord takes, whatever the feeds say; and it shows what it is meant to show. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderDocument, renderMessage } from "../../../src/adapters/discord/render.ts";
import type { Action, AlertMessage, Block, Document, ItemLine, Message } from "../../../src/core/message.ts";
import { langs, locales, stages } from "../../../src/core/types.ts";
import { buttonsOf, textOf } from "../../support/discord-double-state.ts";
import { activeNodes, bodiesOf, hostilePiece as piece, problemsOf } from "./bodies.ts";
import { plainDocument } from "./fake-desk.ts";
import { alertMessage } from "./messages.ts";

/** Short and long texts, hostile ones among them. */
const text = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join("")),
  fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 700 }))
    .map(([parts, times]) => parts.join("").repeat(times).slice(0, 6000)),
);
const url = fc.oneof(
  fc.constant(null),
  fc.webUrl(),
  text,
  fc.constantFrom("javascript:alert(1)", "https://example.com/a_(b)||c||"),
);
const action: fc.Arbitrary<Action> = fc.record({
  verb: fc.constantFrom(
    "why",
    "relevant",
    "not-relevant",
    "mute",
    "undo-watch",
    "apply",
    "page",
    "should-alert",
    "story",
  ),
  subject: fc.string({ unit: fc.constantFrom(..."aZ09:_-"), minLength: 1, maxLength: 60 }),
  label: text,
});
const stage = fc.constantFrom(...stages, null);
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
const alert: fc.Arbitrary<AlertMessage> = fc.record({
  type: fc.constant("alert" as const),
  locale: fc.constantFrom(...locales),
  storyId: fc.nat(),
  itemId: fc.nat(),
  alertId: fc.nat(),
  stage,
  who: text.map((value) => `x${value}`),
  headline: text,
  url,
  summary: text,
  quote: fc.record({ text, speaker: fc.option(text) }),
  why: text,
  reversal: fc.option(fc.record({ text, url })),
  outlet: text.map((value) => `x${value}`),
  publishedAt: at,
  lang: fc.constantFrom(...langs),
  members: fc.option(text),
  related: fc.array(text, { maxLength: 5 }),
  actions: fc.array(action, { maxLength: 30 }),
});
const item: fc.Arbitrary<ItemLine> = fc.record({
  ref: fc.nat().map(String),
  stage,
  headline: text,
  url,
  publisher: text,
  at,
  note: fc.option(text),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom("text" as const, "hint" as const, "heading" as const, "code" as const), text }),
  fc.record({ type: fc.constant("bullets" as const), lines: fc.array(text, { maxLength: 12 }) }),
  fc.record({
    type: fc.constant("table" as const),
    head: fc.array(text, { minLength: 1, maxLength: 5 }),
    rows: fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 12 }),
  }),
  fc.record({ type: fc.constant("items" as const), items: fc.array(item, { maxLength: 12 }) }),
);
const document: fc.Arbitrary<Document> = fc.record({
  title: text.map((value) => `x${value}`),
  tone: fc.constantFrom("plain", "good", "warning"),
  blocks: fc.array(block, { maxLength: 8 }),
  actions: fc.array(action, { maxLength: 30 }),
  file: fc.constantFrom(null, { name: "brief.csv", content: "a,b" }),
});

describe("every body", () => {
  it("of an alert is one that Discord takes", async () => {
    await fc.assert(
      fc.asyncProperty(alert, async (message) => {
        const { post, edit } = await bodiesOf(message);
        expect(problemsOf("POST messages", post)).toEqual([]);
        expect(problemsOf("PATCH messages", edit)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("of a document is one that Discord takes, in either language", async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.constantFrom(...locales), async (body, locale) => {
        const { post, edit } = await bodiesOf({ type: "document", locale, document: body });
        expect(problemsOf("POST messages", post)).toEqual([]);
        expect(problemsOf("PATCH messages", edit)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("carries its nonce where a later search finds it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          alert,
          document.map((body): Message => ({ type: "document", locale: "en", document: body })),
        ),
        async (message) => {
          const { post } = await bodiesOf(message);
          const { nonce, embeds, components } = post as { nonce: string; embeds: object[]; components: object[] };
          expect(JSON.stringify([embeds, components])).toContain(nonce);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** What is active in a text, with the targets of links. */
function active(markdown: string): string[] {
  return activeNodes(markdown).map(({ type, to }) => (to === "" ? type : `${type} ${to}`));
}

describe("what a feed says", () => {
  const calm = "Carrefour tests a drive";
  const noisy = fc.array(piece, { maxLength: 8 }).map((parts) => `x${parts.join("")}x`);

  it("never adds anything active to an alert", () => {
    const withText = (value: string): AlertMessage => ({
      ...alertMessage,
      headline: value,
      summary: value,
      quote: { text: value, speaker: value },
      why: value,
      members: value,
      related: [value],
      reversal: { text: value, url: "https://www.example.com/2017" },
    });
    const partsOf = (message: AlertMessage) => {
      const [embed] = renderMessage(message, null).embeds;
      return [embed?.title, embed?.description, ...(embed?.fields ?? []).map(({ value }) => value)].map((part) =>
        active(part ?? ""),
      );
    };
    const expected = partsOf(withText(calm));
    fc.assert(
      fc.property(noisy, (value) => {
        expect(partsOf(withText(value))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("never adds anything active to a list, a table or a code block", () => {
    const blocksOf = (value: string): readonly Block[] => [
      { type: "text", text: value.replace(/[\r\n]/g, " ") },
      { type: "hint", text: value.replace(/[\r\n]/g, " ") },
      { type: "heading", text: value },
      { type: "bullets", lines: [value, value] },
      {
        type: "items",
        items: [
          {
            ref: "7",
            stage: "deal",
            headline: value,
            url: "https://www.example.com/7",
            publisher: value,
            at: 0,
            note: value,
          },
        ],
      },
      { type: "table", head: ["a", "b"], rows: [[value.slice(0, 12), "1"]] },
      { type: "code", text: value },
    ];
    const partsOf = (value: string) => {
      const { embeds } = renderDocument({ ...plainDocument("t", ""), blocks: blocksOf(value) }, "en", null);
      return embeds.map(({ description }) => active(description ?? ""));
    };
    const expected = partsOf(calm);

    expect(expected.flat()).toContain("link https://www.example.com/7");
    fc.assert(
      fc.property(noisy, (value) => {
        expect(partsOf(value)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a document", () => {
  const shown = (blocks: readonly Block[], extra: Partial<Document> = {}) =>
    renderDocument({ ...plainDocument("Title", ""), blocks, ...extra }, "en", null);

  it("shows a narrow table in monospace and a wide one as lines", () => {
    const rows = [
      ["Système U", "talks"],
      ["Monoprix", "deal"],
    ];
    const narrow = shown([{ type: "table", head: ["Pair", "Stage"], rows }]);
    expect(narrow.embeds[0]?.description).toBe(
      "```\nPair       Stage\n─────────  ─────\nSystème U  talks\nMonoprix   deal\n```",
    );
    const wide = shown([{ type: "table", head: ["Pair", "Last report"], rows: [["Monoprix", "w".repeat(60)]] }]);
    expect(wide.embeds[0]?.description).toBe(`- **Monoprix** Last report: ${"w".repeat(60)}`);
  });

  it("that is too long ends with a sentence that says so", () => {
    const lines = Array.from({ length: 400 }, (_, index) => `line ${index} of a long list`);
    const { embeds } = shown([{ type: "bullets", lines }]);
    const whole = embeds.map(({ description }) => description).join("\n");
    expect(whole).toContain("line 0 of");
    expect(whole).toContain("cut here");
    expect(embeds.length).toBeGreaterThan(1);
  });

  it("drops a button that says the same as another", () => {
    const actions: Action[] = [
      { verb: "why", subject: "7", label: "Why?" },
      { verb: "why", subject: "7", label: "Why?" },
    ];
    const { components } = shown([], { actions });
    expect(buttonsOf({ components: components as never }).map(({ label }) => label)).toEqual(["Why?"]);
  });

  it("shows a picture in place", () => {
    const { embeds, files } = shown([], { file: { name: "ladder.png", content: new Uint8Array([137, 80]) } });
    expect(embeds[0]?.image?.url).toBe("attachment://ladder.png");
    expect(files.map(({ name }) => name)).toEqual(["ladder.png"]);
  });
});

describe("an alert in French", () => {
  it("speaks French around the report", () => {
    const { embeds } = renderMessage({ ...alertMessage, locale: "fr", lang: "fr" }, null);
    const text = textOf({ content: "", embeds: embeds as never });
    expect(text).toContain("DISCUSSIONS  Amazon × Système U");
    expect(text).toContain("Pourquoi");
    expect(text).toContain("example.com · FR");
  });
});
