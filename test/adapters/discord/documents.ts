/** Every document that the program can show, by kind, over a world full of hostile text: a kind that is not in these tables fails the compiler or the test beside. */

import { nonceOf } from "../../../src/adapters/ops/nonce.ts";
import type { ArgumentValue, Caller } from "../../../src/core/command.ts";
import { AppError } from "../../../src/core/errors.ts";
import type { Action, Document, ItemLine } from "../../../src/core/message.ts";
import * as notices from "../../../src/core/notices.ts";
import type { Locale } from "../../../src/core/types.ts";
import { sendDueDigests } from "../../../src/services/digest.ts";
import { createDeskWorld, day, manager, type Web } from "../../services/desk-world.ts";

type Args = Readonly<Record<string, ArgumentValue>>;
type World = ReturnType<typeof createDeskWorld>;

/** Around every text that feeds or people bring, so that it is known again in what is shown. */
export const mark = "zqz";
const feedUrl = "https://feeds.example/rss";
const role = "600000000000000006";
export const channel = "820000000000000001";
const otherChannel = "820000000000000002";

/** What can be asked of each command, wrong asks among them; the keys must be the catalogue's. */
export const asks: Readonly<Record<string, readonly Args[]>> = {
  "watch add": [
    { term: "carrefour" },
    { term: "@amazon", name: "§", none: "§" },
    { rule: "Monoprix AND (§)" },
    { rule: "§" },
    { term: "§", tier: "digest" },
    { rule: "x".repeat(3_000) },
    {},
  ],
  "watch test": [{ term: "monoprix" }, { rule: "§ OR amazon" }, { watch: "§" }, {}],
  "watch list": [{}],
  "watch edit": [{ watch: "Signals", rule: "Amazon AND Monoprix", none: "§" }, { watch: "Signals" }, { watch: "§" }],
  "watch pause": [{ watch: "Signals" }, { watch: "§" }],
  "watch resume": [{ watch: "Signals" }],
  "watch remove": [{ watch: "Signals" }, { watch: "§" }],
  latest: [
    {},
    { about: "monoprix" },
    { about: "amazon x monoprix" },
    { about: "§" },
    { stage: "talks" },
    { since: "§" },
  ],
  story: [{ story: "1" }, { story: "999" }, { story: "§" }],
  why: [{ item: "1" }, { item: "s1" }, { item: "§" }, { item: "12" }, {}],
  "feed add": [{ url: feedUrl }, { url: "https://feeds.example/other", name: "§" }, { url: "§" }],
  "feed list": [{}],
  "feed check": [{ feed: "1" }, { feed: "§" }],
  "feed pause": [{ feed: "1" }],
  "feed resume": [{ feed: "1" }],
  "feed remove": [{ feed: "1" }, { feed: "§" }],
  board: [{}, { chart: true }, { pin: true }, { pin: false }],
  digest: [{}, { since: "1y" }, { since: "§" }],
  brief: [{ about: "monoprix", since: "1y" }, { about: "§" }, { format: "csv", since: "1y" }],
  mute: [
    { about: "monoprix" },
    { story: "1", for: "3w" },
    {},
    { about: "§" },
    { story: "1", lift: true },
    { for: "§" },
  ],
  settings: [
    {},
    { urgent: role, publish: true, digest: "08:00", quiet: "22:00-07:00" },
    { zone: "§" },
    { channel: otherChannel, language: "fr" },
  ],
  help: [{}, { topic: "watches" }, { topic: "rules" }, { topic: "why" }, { topic: "§" }],
};

/** What each button can carry. */
const presses: Readonly<Record<Action["verb"], readonly string[]>> = {
  why: ["1", "999", "none"],
  relevant: ["13", "14", "999"],
  "not-relevant": ["9", "10", "11", "12", "999"],
  "should-alert": ["6", "1", "999"],
  mute: ["1", "999"],
  "undo-watch": ["1", "999"],
  apply: ["entity:1:0:0:carrefour", "exclude:1:formula", "none"],
  page: ["none"],
  story: ["1", "999"],
};

/** The notices, each with the most that it can hold. */
const noticeDocuments: Readonly<
  Record<keyof typeof notices, (locale: Locale, hostile: string) => readonly Document[]>
> = {
  welcomeNotice: (locale, hostile) => [
    notices.welcomeNotice(locale, { feeds: 1, days: 7, stories: 0, items: [], watches: 0 }),
    notices.welcomeNotice(locale, { feeds: 2, days: 7, stories: 0, items: [], watches: 1 }),
    notices.welcomeNotice(locale, { feeds: 34, days: 7, stories: 12, items: lines(hostile, 5), watches: 3 }),
  ],
  heldNotice: (locale, hostile) => [notices.heldNotice(locale, 60, lines(hostile, 5))],
  incidentNotice: (locale, hostile) => [
    notices.incidentNotice(locale, []),
    notices.incidentNotice(
      locale,
      Array.from({ length: 40 }, (_, n) => ({
        name: hostile,
        since: "1 Mar 2018",
        error: n % 3 === 0 ? null : hostile,
        isPaused: n % 2 === 0,
      })),
    ),
  ],
  coverageNotice: (locale, hostile) => [
    notices.coverageNotice(locale, { lang: "fr", before: 6, now: 2, watches: [hostile, hostile] }),
    notices.coverageNotice(locale, { lang: "und", before: 6, now: 0, watches: [hostile] }),
  ],
};

function lines(hostile: string, count: number): readonly ItemLine[] {
  return Array.from({ length: count }, (_, n) => ({
    ref: String(n + 1),
    stage: "talks",
    headline: hostile,
    url: `https://news.example/${n + 1}`,
    publisher: hostile,
    at: Date.UTC(2018, 2, 1),
    note: hostile,
  }));
}

export interface Shown {
  /** What was asked or what brought it, for a failure's message. */
  readonly kind: string;
  readonly locale: Locale;
  readonly document: Document;
}

/** Every document, made anew over a world that holds `hostile` texts. */
export async function everyDocument(hostile: readonly string[], locale: Locale): Promise<readonly Shown[]> {
  const text = markedTexts(hostile);
  const shown: Shown[] = [];
  const show = async (kind: string, work: Promise<Document>): Promise<Document> => {
    const document = await work.catch(refusalOf);
    shown.push({ kind, locale, document });
    return document;
  };
  for (const notice of Object.keys(noticeDocuments) as (keyof typeof notices)[]) {
    for (const document of noticeDocuments[notice](locale, text(1))) shown.push({ kind: notice, locale, document });
  }
  const caller: Caller = { ...manager, locale, destination: `discord:${channel}` };
  await pressAll(show, await createHostileWorld(hostile, locale), caller);
  const world = await createHostileWorld(hostile, locale);
  for (const [path, given] of Object.entries(asks)) {
    for (const [n, args] of given.entries()) {
      const filled = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, fill(value, text(n))]));
      await show(
        `/${path} ${JSON.stringify(args)} by a member`,
        world.run(path, filled, { ...caller, canManage: false }),
      );
      const { actions } = await show(`/${path} ${JSON.stringify(args)}`, world.run(path, filled, caller));
      for (const { verb, subject } of actions.filter((action) => action.verb === "page")) {
        await show(`button ${verb} of that`, world.press(verb, subject, caller));
      }
    }
  }
  return [...shown, ...unasked(world, locale)];
}

/** The texts in turn, each between marks. */
function markedTexts(hostile: readonly string[]): (n: number) => string {
  return (n) => `${mark}${hostile[n % Math.max(1, hostile.length)] ?? ""}${mark}`;
}

const fill = (value: ArgumentValue, text: string): ArgumentValue =>
  typeof value === "string" ? value.replaceAll("§", () => text) : value;

type Show = (kind: string, work: Promise<Document>) => Promise<Document>;

/** Every button by what it may carry, and every button that an answer then shows. */
async function pressAll(show: Show, world: World, caller: Caller): Promise<void> {
  for (const verb of Object.keys(presses) as Action["verb"][]) {
    for (const subject of presses[verb]) {
      const document = await show(`button ${verb} ${subject}`, world.press(verb, subject, caller));
      for (const action of document.actions) {
        await show(`button ${action.verb} of that`, world.press(action.verb, action.subject, caller));
      }
    }
  }
}

/** What comes by itself: the digest, and the pinned board, as they lie in the outbox. */
function unasked(world: World, locale: Locale): readonly Shown[] {
  const { store } = world;
  for (const { id } of store.destinations.list())
    store.destinations.update(id, { digestAt: "08:00", lastDigestAt: null });
  sendDueDigests({ store, nonceOf, isQuiet: () => false, ruleset: { nameOf: (id) => id } }, world.now() + day);
  const shown: Shown[] = [];
  for (;;) {
    const due = store.outbox.listDue(Number.MAX_SAFE_INTEGER);
    if (due.length === 0) return shown;
    for (const { id, message, form } of due) {
      if (message.type === "document") shown.push({ kind: `outbox ${form}`, locale, document: message.document });
      store.outbox.markDead(id, "seen");
    }
  }
}

function refusalOf(error: unknown): Document {
  if (!(error instanceof AppError)) throw error;
  return { title: "", tone: "warning", blocks: [{ type: "text", text: error.message }], actions: [], file: null };
}

/** A desk, feeds and an archive in which every text that somebody else wrote is one of `hostile`. */
export async function createHostileWorld(hostile: readonly string[], locale: Locale): Promise<World> {
  const text = markedTexts(hostile);
  const entries = Array.from({ length: 12 }, (_, n) => ({
    title: `Monoprix ${text(n)}`,
    link: `https://news.example/feed/${n}`,
    guid: null,
    publishedAt: Date.UTC(2018, 2, 1),
    text: text(n + 1),
    publisher: text(n + 2),
  }));
  const parsed = { title: text(3), lang: "en", step: "rss-parser", freshForMs: null, entries } as const;
  const fetched = {
    type: "ok",
    body: new Uint8Array(),
    contentType: null,
    finalUrl: feedUrl,
    permanentUrl: null,
    validators: { etag: null, lastModified: null },
    bodyHash: "",
    freshForMs: null,
  } as const;
  const web: Web = {
    [feedUrl]: { fetch: fetched, parse: { type: "ok", feed: parsed } },
    "https://feeds.example/other": {
      fetch: { ...fetched, finalUrl: "https://feeds.example/other" },
      parse: { type: "failed", problem: { code: "xml", detail: text(4) }, feedLinks: [] },
    },
  };
  const picture = new Uint8Array([137, 80, 78, 71]);
  const world = createDeskWorld(web, { drawLadder: () => picture });
  world.store.destinations.ensure(`discord:${channel}`, { guildId: "9", locale, zone: "Europe/Paris" });
  const caller: Caller = { ...manager, locale, destination: `discord:${channel}` };
  await world.run("watch add", { rule: "@amazon AND @french-retailers NOT advert", name: "Signals" }, caller);
  await world.run("watch add", { term: "drive", name: text(5).slice(0, 60) }, caller);
  for (const [n, title] of titlesWith(text).entries()) {
    world.tell({ title, description: text(n + 2), publisher: text(n + 3) });
    world.pass(60_000);
  }
  return world;
}

/** Signals and what only looks like one; then reports that a person would dismiss for one word, two to keep, and enough for a second page. */
function titlesWith(text: (n: number) => string): readonly string[] {
  const sport = ["stuns Monaco", "ends in chaos", "of a champion", "delights fans"];
  return [
    `Monoprix in talks with Amazon over groceries ${text(0)}`,
    `${text(1)} Amazon and Carrefour sign grocery deal`,
    `${text(2)}`,
    `Système U: ${text(3)} with Amazon`,
    `Casino of Macau ${text(4)}`,
    `Amazon places an advert with Monoprix ${text(5)}`,
    `Amazon ends talks with Monoprix over groceries ${text(6)}`,
    `Monoprix ${text(7)} ${text(8)} ${text(9)}`,
    ...sport.map((end, n) => `Formula drive ${end} ${text(n)}`),
    `A grocery drive opens in Lyon ${text(8)}`,
    `Hypermarket adds a drive lane ${text(9)}`,
    ...Array.from({ length: 12 }, (_, n) => `Report ${"abcdefghijkl"[n]} on shops in ${text(n)}`),
  ];
}
