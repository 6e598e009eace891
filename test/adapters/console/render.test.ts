import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { createConsoleNotifier } from "../../../src/adapters/console/notifier.ts";
import { renderAlert, renderDocument } from "../../../src/adapters/console/render.ts";
import type { AlertMessage, Block, Document } from "../../../src/core/message.ts";
import type { Delivery } from "../../../src/services/ports.ts";
import { page } from "./desk.ts";

const now = Date.UTC(2018, 1, 28, 12);
const view = { colour: false, width: 72, locale: "en", zone: "Europe/Paris" } as const;

const alert: AlertMessage = {
  type: "alert",
  locale: "en",
  storyId: 5,
  itemId: 12,
  alertId: 3,
  stage: "talks",
  who: "Amazon × Système U",
  headline: "Système U says it is talking with Amazon about supplying groceries in Paris",
  url: "https://www.press.example/systeme-u",
  summary: "The chain's chief told a newspaper so. Nothing is signed.",
  why: "matched: Amazon, Système U; talks after declined",
  reversal: { text: "reversal: declined on 4 Oct 2017", url: "https://www.press.example/october" },
  outlet: "press.example",
  publishedAt: now - 3 * 3_600_000,
  lang: "fr",
  members: "also: LSA, RFI +3; 1 origin, 5 echoes",
  related: ["Leclerc delivers in Paris"],
  actions: [
    { verb: "why", subject: "12", label: "Why?" },
    { verb: "mute", subject: "5", label: "Mute story" },
  ],
};

const document: Document = page("Three watches", {
  tone: "good",
  blocks: [
    { type: "text", text: "One line.\nAnother line." },
    { type: "heading", text: "Here" },
    {
      type: "bullets",
      lines: ["first", "a second one that is long enough to be wrapped at the width of this page, no doubt"],
    },
    {
      type: "table",
      head: ["name", "rule"],
      rows: [
        ["Drive", "drive"],
        ["Amazon x French grocery", "@amazon AND (@french-retailers OR @grocery-terms) NOT (Prime Video)"],
      ],
    },
    {
      type: "items",
      items: [
        {
          ref: "12",
          stage: "deal",
          headline: "Monoprix will sell on Prime Now",
          url: "https://a.example/1",
          publisher: "RFI",
          at: now,
          note: "s5",
        },
        { ref: "7", stage: null, headline: "Shares fall", url: null, publisher: "LSA", at: now, note: null },
      ],
    },
    { type: "code", text: "/watch add term: drive" },
    { type: "hint", text: "Type /help." },
  ],
  actions: [{ verb: "undo-watch", subject: "3", label: "Undo" }],
});

describe("what is printed", () => {
  it("of an alert is one screen that says what, why, since when and what to type", () => {
    expect(renderAlert(alert, view, { isReply: false })).toMatchInlineSnapshot(`
      "[TALKS] Amazon × Système U
      Système U says it is talking with Amazon about supplying groceries in
      Paris
      https://www.press.example/systeme-u
        The chain's chief told a newspaper so. Nothing is signed.
        why: matched: Amazon, Système U; talks after declined
        ↺ reversal: declined on 4 Oct 2017
        https://www.press.example/october
        also: LSA, RFI +3; 1 origin, 5 echoes
        possibly related: Leclerc delivers in Paris
        press.example · 28 Feb 2018, 10:00 · French
        /why 12 · /mute 5"
    `);
  });

  it("of an alert that quotes somebody says who, in the marks of the reader's language", () => {
    const quoting = { ...alert, quote: { text: "Nous irons plus vite", speaker: "Anna Keller" } };
    const printed = (locale: "en" | "fr") =>
      renderAlert(quoting, { ...view, locale }, { isReply: false })
        .split("\n")[5]
        ?.trim();
    expect(printed("en")).toBe("“Nous irons plus vite” – Anna Keller");
    expect(printed("fr")).toBe("«\u202fNous irons plus vite\u202f» – Anna Keller");
  });

  it("of a French alert is French", () => {
    const french = { ...alert, locale: "fr" as const, publishedAt: now - 40 * 86_400_000, stage: null };
    expect(renderAlert(french, { ...view, locale: "fr" }, { isReply: true })).toMatchInlineSnapshot(`
      "↳ fait suite au sujet 5
      Amazon × Système U
      Système U says it is talking with Amazon about supplying groceries in
      Paris
      https://www.press.example/systeme-u
        The chain's chief told a newspaper so. Nothing is signed.
        pourquoi : matched: Amazon, Système U; talks after declined
        ↺ reversal: declined on 4 Oct 2017
        https://www.press.example/october
        also: LSA, RFI +3; 1 origin, 5 echoes
        peut-être lié : Leclerc delivers in Paris
        press.example · 19 janv. 2018, 13:00 · français
        /pourquoi 12 · /sourdine 5"
    `);
  });

  it("of a document keeps the order of its blocks", () => {
    expect(renderDocument(document, view)).toMatchInlineSnapshot(`
      "Three watches
      One line.
      Another line.

      Here
      • first
      • a second one that is long enough to be wrapped at the width of this
        page, no doubt

      name                     rule
      Drive                    drive
      Amazon x French grocery  @amazon AND (@french-retailers OR
                               @grocery-terms) NOT (Prime Video)

      12  [DEAL] Monoprix will sell on Prime Now
          RFI · 28 Feb 2018 · s5
          https://a.example/1
      7   Shares fall
          LSA · 28 Feb 2018

        /watch add term: drive
      Type /help.

      Undo: /undo-watch 3"
    `);
  });

  it("of a table breaks no word where little room is left: a row stands below the other", () => {
    const blocks = [
      {
        type: "table",
        head: ["Watch", "Looks for", "Tells", "From"],
        rows: [
          ["Grocery", "@french-retailers", "signals", "pack amazon-france"],
          ["Deals", "@deal-terms AND @france-terms", "digest", ""],
        ],
      },
    ] as const;
    const narrow = renderDocument(page("Two watches", { blocks }), { ...view, width: 40 });
    expect(narrow).toContain(
      "Grocery\n  Looks for: @french-retailers\n  Tells: signals\n  From: pack amazon-france\nDeals\n  Looks for: @deal-terms AND\n  @france-terms\n",
    );
    expect(renderDocument(page("Two watches", { blocks }), { ...view, width: 80 })).toMatch(/^Watch +Looks for/m);
  });

  it("has the stage in colour only where colour is wanted", () => {
    const coloured = renderAlert(alert, { ...view, colour: true }, { isReply: false });
    expect(coloured).toContain("\u001b[43m\u001b[30m\u00a0TALKS\u00a0\u001b[39m\u001b[49m");
    expect(renderAlert(alert, view, { isReply: false })).not.toContain("\u001b");
  });
});

describe("text from outside", () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(
          "\u001b[2J",
          "\u001b]8;;x\u0007",
          "\r",
          "\u009b31m",
          "\u202e",
          "\u0000",
          "\n",
          "\u2066",
          "日本語",
        ),
      ),
    )
    .map((all) => all.join(""));

  it("cannot drive the terminal, nor turn the reading order, in any place of a message", () => {
    const ugly = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
    fc.assert(
      fc.property(hostile, (text) => {
        const blocks: readonly Block[] = [
          ...(["text", "hint", "heading", "code"] as const).map((type) => ({ type, text })),
          { type: "bullets", lines: [text] },
          { type: "table", head: [text], rows: [[text, text]] },
          {
            type: "items",
            items: [{ ref: "1", stage: null, headline: text, url: text, publisher: text, at: now, note: text }],
          },
        ];
        const printed = [
          renderDocument(page(text, { blocks, actions: [{ verb: "page", subject: "p", label: text }] }), view),
          renderAlert(
            {
              ...alert,
              who: text,
              headline: text,
              url: text,
              summary: text,
              quote: { text, speaker: text },
              why: text,
              outlet: text,
              members: text,
              related: [text],
              reversal: { text, url: text },
            },
            view,
            { isReply: false },
          ),
        ];
        for (const line of printed.join("\n").split("\n")) expect(line).not.toMatch(ugly);
      }),
    );
  });

  it("never runs over the width, addresses aside", () => {
    fc.assert(
      fc.property(fc.lorem({ mode: "words", maxCount: 60 }), fc.integer({ min: 30, max: 120 }), (text, width) => {
        const blocks: readonly Block[] = [
          { type: "text", text: text.replaceAll(" ", "") },
          { type: "bullets", lines: [text] },
          { type: "table", head: ["a", "b", "c"], rows: [[text, text.replaceAll(" ", ""), "x"]] },
        ];
        for (const line of renderDocument(page(text, { blocks }), { ...view, width }).split("\n")) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});

describe("the terminal as a channel", () => {
  const delivery: Delivery = {
    id: 8,
    destination: "console",
    form: "post",
    message: alert,
    nonce: "n",
    alertId: 3,
    silent: false,
    state: "sending",
    createdAt: now,
    firstTryAt: now,
    nextTryAt: now,
    tries: 1,
    messageId: null,
    note: null,
  };

  async function send(change: Partial<Delivery>, target: string | null = null) {
    let printed = "";
    const out = { write: (text: string) => (printed += text) };
    const notifier = createConsoleNotifier({ out, colour: false, width: () => 72, zone: "UTC" });
    const outcome = await notifier.send({ ...delivery, ...change }, target);
    return { printed, outcome };
  }

  it("takes what is for the console, and nothing else", () => {
    const notifier = createConsoleNotifier({
      out: { write: () => true },
      colour: false,
      width: () => 72,
    });
    expect([notifier.handles("console"), notifier.handles("discord:1")]).toEqual([true, false]);
  });

  it("answers with an id of its own for a post and with the old one for an edit", async () => {
    expect((await send({})).outcome).toEqual({ type: "sent", messageId: "console:8" });
    expect((await send({ form: "edit" }, "console:2")).outcome).toEqual({ type: "sent", messageId: "console:2" });
  });

  it.each([
    [
      "names the story and the outlet that came",
      { ...alert, update: "also: RFI +4; 1 origin, 5 echoes" },
      "story 5 updated: Amazon × Système U · also: RFI +4; 1 origin, 5 echoes\n",
    ],
    [
      "shows a better summary",
      { ...alert, summary: "They talk." },
      "story 5 updated: Amazon × Système U · They talk.\n",
    ],
  ])("tells an edit in one line, which %s", async (_what, message, line) => {
    expect((await send({ form: "edit", message }, "console:2")).printed).toBe(line);
  });

  it("shows what a reply hangs on", async () => {
    expect((await send({ form: "reply" }, "console:2")).printed).toContain("↳ follows up on story 5\n[TALKS]");
  });

  it("prints documents, and the board only once", async () => {
    const message = { type: "document", locale: "en", document } as const;
    expect((await send({ message })).printed).toContain("Three watches\n");
    expect((await send({ message, form: "board" })).printed).toContain("Three watches\n");
    expect((await send({ message, form: "board" }, "console:1")).printed).toBe("the board has changed: /board\n");
  });

  it("has nowhere to pass a message on to", async () => {
    expect(await send({ form: "crosspost" })).toMatchObject({ printed: "", outcome: { type: "done" } });
  });
});
