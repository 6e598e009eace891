/** A press of feeds that tests write by hand, read by the real poller over a real database; time passes only when a test says so. */
import { registrableDomain } from "../../src/adapters/domains/registrable-domain.ts";
import { nonceOf } from "../../src/adapters/ops/nonce.ts";
import { openStore } from "../../src/adapters/sqlite/store.ts";
import { parseTerm } from "../../src/core/rule-term.ts";
import { defaultScheduleLimits } from "../../src/core/schedule.ts";
import { createStoryIndex } from "../../src/core/story.ts";
import type { Lang, Millis, RawEntry } from "../../src/core/types.ts";
import { createAnnounce } from "../../src/services/announce.ts";
import { newFeed } from "../../src/services/new-feed.ts";
import { type NoticeDeps, tellHeld } from "../../src/services/notices.ts";
import { type PollDeps, type PollOptions, pollDueFeeds } from "../../src/services/poll.ts";
import type { FeedReader, FetchOutcome, Store } from "../../src/services/ports.ts";
import { createRuleset } from "../../src/services/ruleset.ts";
import { spaceVisits } from "../../src/services/space-visits.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const startAt = Date.UTC(2018, 2, 1, 9);
export const destination = "console";

const syllables = "ba ce di fo gu la me ni ro su tra pel vin cor den mal".split(" ");

/** A made-up word of four syllables. */
function word(seed: number): string {
  const mixed = Math.imul(seed + 1, 0x9e37_79b1) >>> 0;
  return [28, 24, 20, 16].map((bits) => syllables[(mixed >>> bits) & 15] ?? "").join("");
}

/** A headline about the company that is watched, in words that no other number shares. */
export function report(number: number, at: Millis): RawEntry {
  const words = Array.from({ length: 6 }, (_, place) => word(number * 6 + place));
  return {
    title: `Amazon ${words.join(" ")}`,
    link: `https://press.example/${number}`,
    guid: `n${number}`,
    publishedAt: at,
    text: "",
    publisher: null,
  };
}

export function createPollWorld(options: { readonly store?: Store; readonly reader?: FeedReader } = {}) {
  let now = startAt;
  const store = options.store ?? openStore({ file: ":memory:" });
  const shelf = new Map<string, readonly RawEntry[]>();
  const answers = new Map<string, FetchOutcome>();
  const asked: string[] = [];
  const logged: string[] = [];
  const zones: string[] = [];
  const pauses: Millis[] = [];
  store.destinations.ensure(destination, { guildId: null, locale: "en", zone: "UTC" });
  if (store.watches.list().length === 0) {
    store.watches.add({
      name: "Amazon",
      all: [[parseTerm("Amazon")]],
      none: [],
      destination,
      tier: "alert",
      origin: "person",
      state: "active",
      addedBy: "test",
      addedAt: now,
    });
  }
  const gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: ["FR"], region: [] } };
  const ruleset = createRuleset(store, gazetteer);
  const isQuiet = () => false;
  const log = (event: string, data?: Readonly<Record<string, unknown>>): void => {
    logged.push(`${event} ${String(data?.["error"] ?? "")}`.trim());
  };
  const notices: NoticeDeps = { store, nonceOf, isQuiet };
  const reader: FeedReader = options.reader ?? {
    fetch: async ({ url }) => {
      asked.push(url);
      const entries = shelf.get(url);
      const known = answers.get(url);
      if (known !== undefined) return known;
      if (entries === undefined) return { type: "failed", status: 404, problem: { code: "status", status: 404 } };
      return {
        type: "ok",
        body: new TextEncoder().encode(url),
        contentType: null,
        finalUrl: url,
        permanentUrl: null,
        validators: { etag: `"${entries.length}"`, lastModified: null },
        bodyHash: String(entries.length),
        freshForMs: null,
      };
    },
    parse: async (body, { zone }) => {
      zones.push(zone);
      const entries = shelf.get(new TextDecoder().decode(body)) ?? [];
      return { type: "ok", feed: { title: "Press", lang: "en", step: "rss-parser", freshForMs: null, entries } };
    },
    close: async () => undefined,
  };
  const deps: PollDeps = {
    store,
    ruleset,
    stories: createStoryIndex({ background: { n: 1, df: {} } }),
    announce: createAnnounce({ store, ruleset, registrableDomain, nonceOf, isQuiet }),
    metrics: { count: () => undefined },
    settings: { staleMs: 3 * day, alertCap: { count: 5, windowMs: hour } },
    clock: { now: () => now },
    random: () => 0.5,
    turn: async () => undefined,
    reader,
    detectLang: (_, prior) => prior,
    registrableDomain,
    log: { debug: () => undefined, info: log, warn: log, error: log },
    pollSettings: { concurrency: 4, schedule: defaultScheduleLimits },
  };
  return {
    store,
    deps,
    notices,
    asked,
    logged,
    /** In which zone each document was read. */
    zones,
    pauses,
    now: () => now,
    pass(ms: Millis) {
      now += ms;
    },
    /** Number of the feed. */
    add: (
      url: string,
      more: { readonly lang?: Lang; readonly zone?: string; readonly origin?: "pack" | "person" } = {},
    ): number =>
      store.feeds.add(
        newFeed(
          {
            url,
            name: `Feed ${url}`,
            lang: "en",
            zone: null,
            origin: "person",
            state: "active",
            confirmed: null,
            ...more,
          },
          { now, intervalMs: 15 * minute, spreadMs: 0 },
        ),
      ).id,
    publish(url: string, entries: readonly RawEntry[]) {
      shelf.set(url, entries);
    },
    /** What the address answers from now on; null: its feed again. */
    answer(url: string, outcome: FetchOutcome | null) {
      if (outcome === null) answers.delete(url);
      else answers.set(url, outcome);
    },
    poll: (options_: PollOptions = {}, replaced: Partial<PollDeps> = {}) =>
      pollDueFeeds({ ...deps, ...replaced }, options_),
    /** The reader with pauses of two seconds, which are noted and take no time. */
    spaced: (by: FeedReader) =>
      spaceVisits(
        by,
        {
          clock: { now: () => now },
          registrableDomain,
          pause: async (ms) => {
            pauses.push(ms);
          },
        },
        2_000,
      ),
    tellHeld: () => tellHeld(notices, now),
    /** Titles of all that was put on its way, in order. */
    told: (): readonly string[] => {
      const titles: string[] = [];
      for (let id = 1; ; id += 1) {
        const delivery = store.outbox.get(id);
        if (delivery === undefined) return titles;
        const { message } = delivery;
        titles.push(message.type === "document" ? message.document.title : `alert ${message.headline}`);
      }
    },
  };
}
