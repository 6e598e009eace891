/** All that the program can show in Discord: each kind of document, in both languages, over hostile feeds and from hostile people. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createDiscord } from "../../../src/adapters/discord/client.ts";
import { renderDocument } from "../../../src/adapters/discord/render.ts";
import type { Action, Block } from "../../../src/core/message.ts";
import { locales } from "../../../src/core/types.ts";
import { commandSpecs } from "../../../src/services/command-specs.ts";
import { startDiscordDouble } from "../../support/discord-double.ts";
import { activeNodes, answerBody, bodiesOf, hostilePiece, problemsOf } from "./bodies.ts";
import { asks, channel, createHostileWorld, everyDocument, mark, type Shown } from "./documents.ts";
import { createNotes, createRecordingLog } from "./fake-desk.ts";

const hostileTexts = fc.array(
  fc.oneof(
    fc.array(hostilePiece, { maxLength: 6 }).map((parts) => parts.join("")),
    hostilePiece.map((piece) => piece.repeat(40)),
  ),
  { minLength: 3, maxLength: 10 },
);
/** The channel's own words for what an answer is made of; a new kind has to be met by some document. */
const blockTypes: Readonly<Record<Block["type"], true>> = {
  text: true,
  hint: true,
  heading: true,
  bullets: true,
  table: true,
  items: true,
  code: true,
  places: true,
};
const verbs: Readonly<Record<Action["verb"], true>> = {
  why: true,
  relevant: true,
  "not-relevant": true,
  mute: true,
  "undo-watch": true,
  apply: true,
  page: true,
  "should-alert": true,
  story: true,
};

async function problemsIn({ document, locale }: Shown): Promise<readonly string[]> {
  const rendered = renderDocument(document, locale, null);
  const { post, edit } = await bodiesOf({ type: "document", locale, document });
  return [
    ...problemsOf("PATCH original", await answerBody((answers, to) => answers.edit(to, rendered))),
    ...problemsOf("POST webhook", await answerBody((answers, to) => answers.followUp(to, rendered))),
    ...problemsOf("POST callback", await answerBody((answers, to) => answers.replyPrivately(to, rendered))),
    ...problemsOf("POST messages", post),
    ...problemsOf("PATCH messages", edit),
  ];
}

/** What is more than text although only Vigie may make it so, or points elsewhere than to a report. */
function activeIn({ document, locale }: Shown): readonly string[] {
  const { embeds } = renderDocument(document, locale, null);
  const own = new Set(
    document.blocks.flatMap((block) => (block.type === "places" ? block.places : [])).map(({ id }) => id),
  );
  const nodes = embeds.flatMap(({ title, description }) => activeNodes(`${title ?? ""}\n${description ?? ""}`));
  return nodes
    .filter(({ type, text, to }) => {
      if (type === "link") return text.includes(mark) || !to.startsWith("https://news.example/");
      if (type === "channelMention" || type === "channel" || type === "role") return !own.has(to);
      if (type === "timestamp") return Number(to) < Date.UTC(2018, 0, 1) / 1_000;
      return !["strong", "subtext", "codeBlock"].includes(type);
    })
    .map(({ type, text, to }) => `${type} ${to} ${text}`);
}

describe("the list of documents", () => {
  it("has every command, shows every kind of block and offers every kind of button", async () => {
    expect(Object.keys(asks).sort()).toEqual(commandSpecs.map(({ path }) => path.join(" ")).sort());
    const shown = await everyDocument(["plain"], "en");
    const seen = new Set(shown.flatMap(({ document }) => document.blocks.map(({ type }) => type)));
    expect([...seen].sort()).toEqual(Object.keys(blockTypes).sort());
    const offered = new Set(shown.flatMap(({ document }) => document.actions.map(({ verb }) => verb)));
    expect([...offered].sort()).toEqual(Object.keys(verbs).sort());
    expect(new Set(shown.map(({ kind }) => kind.split(" ")[0]))).toContain("outbox");
  });
});

describe("every document", () => {
  it("is one that Discord takes, and nothing in it is active that came from elsewhere", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(hostileTexts, fc.constantFrom(...locales), async (hostile, locale) => {
        for (const shown of await everyDocument(hostile, locale)) {
          expect({ kind: shown.kind, problems: await problemsIn(shown), active: activeIn(shown) }).toEqual({
            kind: shown.kind,
            problems: [],
            active: [],
          });
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe("completions and forms", () => {
  const completed = commandSpecs.flatMap(({ path, options }) =>
    options.filter(({ complete }) => complete !== undefined).map((option) => [path.join(" "), option.name.en] as const),
  );

  it("are such that Discord takes, whatever things are called and people type", { timeout: 120_000 }, async () => {
    const double = await startDiscordDouble();
    const names = fc.sample(hostileTexts, 4);
    for (const [n, hostile] of names.entries()) {
      const locale = n % 2 === 0 ? "en-US" : "fr";
      const { desk } = await createHostileWorld(hostile, n % 2 === 0 ? "en" : "fr");
      const notes = createNotes();
      const log = createRecordingLog();
      const { token, apiUrl } = double;
      const resolveDestination = () => `discord:${channel}` as const;
      const discord = createDiscord({ token, apiUrl, guildId: null, desk, notes, log, resolveDestination });
      await discord.start();
      await vi.waitFor(() => expect(double.state.commands.size).toBe(1));
      for (const [path, option] of completed) {
        for (const typed of ["", "mono", mark, hostile[0] ?? ""]) {
          await double.people.autocomplete(path, option, { [option]: typed }, { locale });
        }
      }
      expect((await double.people.slash("watch add", {}, { locale })).modal).not.toBeNull();
      for (const text of hostile) {
        const form = await double.people.contextMenu("Watch terms like this", double.humanSays(text), { locale });
        if (form.modal !== null) await double.people.submitModal(form.modal, { text }, { locale });
      }
      await discord.stop(1_000);
      expect(log.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
    }
    await double.stop();
    double.assertClean();
    expect(double.requests(/callback$/).some(({ body }) => JSON.stringify(body).includes(mark))).toBe(true);
  });
});
