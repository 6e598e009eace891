/** Health that people can use: one message an incident, edited as its feeds recover, and a word when a language loses its feeds. Never silent, never a flood. */
import { describeProblem } from "../core/feed-problem.ts";
import { coverageNotice, incidentNotice } from "../core/notices.ts";
import { phrases } from "../core/phrases.ts";
import { isIncident } from "../core/schedule.ts";
import type { FeedId, Lang, Millis } from "../core/types.ts";
import { langs } from "../core/types.ts";
import { type NoticeDeps, noticeNonce, queueNotice } from "./notices.ts";
import type { Destination, Feed } from "./ports.ts";

/** Feeds that were found failing in the same round. */
interface Incident {
  /** Also names its messages. */
  readonly openedAt: Millis;
  readonly feeds: readonly { readonly id: FeedId; readonly since: Millis }[];
  /** Those of them that failed when it was told last. */
  readonly failing: readonly FeedId[];
}

const incidentsKey = "health.incidents";
const coverageKey = "health.coverage";
/** Coverage worth a word: at least so many feeds before, and half of them lost. */
const coverageFloor = 4;

/** One round over all feeds; harmless when repeated. Call it some times a day: what begins to fail between two rounds is one incident. */
export function tellHealth(deps: NoticeDeps, now: Millis): void {
  deps.store.transact(() => {
    const feeds = deps.store.feeds.list();
    tellIncidents(deps, feeds, now);
    tellCoverage(deps, feeds, now);
  });
}

function tellIncidents(deps: NoticeDeps, feeds: readonly Feed[], now: Millis): void {
  const { notes } = deps.store;
  const open = JSON.parse(notes.get(incidentsKey) ?? "[]") as readonly Incident[];
  const followed = open.flatMap((incident) => follow(deps, incident, feeds, now));
  const known = new Set(followed.flatMap((incident) => incident.feeds.map(({ id }) => id)));
  const failing = feeds.filter((feed) => isTrouble(feed, now) && !known.has(feed.id));
  if (failing.length === 0) {
    notes.set(incidentsKey, JSON.stringify(followed));
    return;
  }
  const incident: Incident = {
    openedAt: now,
    feeds: failing.map(({ id, failingSince }) => ({ id, since: failingSince ?? now })),
    failing: failing.map(({ id }) => id),
  };
  for (const destination of deps.store.destinations.list()) {
    queueNotice(deps, destination, documentOf(incident, feeds, destination), factOf(incident), now);
  }
  notes.set(incidentsKey, JSON.stringify([...followed, incident]));
}

/** Worth a word: failing for long, or gone for good (which is told once, as its incident stays open until it is read again). */
function isTrouble(feed: Feed, now: Millis): boolean {
  return feed.state === "gone" || (feed.state === "active" && isIncident(feed, now));
}

function isUnread({ state, failureCount }: Feed): boolean {
  return state === "gone" || (state === "active" && failureCount > 0);
}

/** Edits the incident's messages where a feed of it recovered; nothing is left of it when the last one has. */
function follow(deps: NoticeDeps, incident: Incident, feeds: readonly Feed[], now: Millis): readonly Incident[] {
  const stillFailing = incident.failing.filter((id) => {
    const feed = feeds.find((candidate) => candidate.id === id);
    return feed !== undefined && isUnread(feed);
  });
  if (stillFailing.length === incident.failing.length) return [incident];
  const current = { ...incident, failing: stillFailing };
  for (const destination of deps.store.destinations.list()) {
    const told = deps.store.outbox.findByNonce(noticeNonce(deps, destination, factOf(incident)));
    if (told?.messageId === undefined || told.messageId === null) continue;
    queueNotice(
      deps,
      destination,
      documentOf(current, feeds, destination),
      `${factOf(incident)} ${now}`,
      now,
      told.messageId,
    );
  }
  return stillFailing.length === 0 ? [] : [current];
}

function documentOf(incident: Incident, feeds: readonly Feed[], { locale, zone }: Destination) {
  const { format, feed: say } = phrases(locale);
  const byId = new Map(feeds.map((feed) => [feed.id, feed]));
  const rows = incident.feeds.flatMap(({ id, since }) => {
    const feed = byId.get(id);
    if (feed === undefined) return [];
    const problem = feed.lastError === null ? "" : describeProblem(feed.lastError, locale);
    const error = !incident.failing.includes(id) ? null : feed.state === "gone" ? say.gone : problem;
    return [{ name: feed.name, since: format.dateTime(since, zone), error, isPaused: feed.state === "paused" }];
  });
  return incidentNotice(locale, rows);
}

function factOf({ openedAt }: Incident): string {
  return `incident ${openedAt}`;
}

function tellCoverage(deps: NoticeDeps, feeds: readonly Feed[], now: Millis): void {
  const { notes, destinations } = deps.store;
  const before = JSON.parse(notes.get(coverageKey) ?? "{}") as Partial<Record<Lang, number>>;
  const readable = feeds.filter(
    (feed) => feed.state === "active" && feed.baselineAt !== null && !isIncident(feed, now),
  );
  const counts: Partial<Record<Lang, number>> = {};
  for (const lang of langs) {
    const count = readable.filter((feed) => feed.lang === lang).length;
    const had = before[lang] ?? count;
    const fell = had >= coverageFloor && count * 2 <= had;
    if (fell) {
      for (const destination of destinations.list()) {
        const watches = readersOf(deps, destination, lang);
        if (watches === null) continue;
        const document = coverageNotice(destination.locale, { lang, before: had, now: count, watches });
        queueNotice(deps, destination, document, `coverage ${lang} ${now}`, now);
      }
    }
    // The best that was had, until its loss is told.
    counts[lang] = fell ? count : Math.max(had, count);
  }
  notes.set(coverageKey, JSON.stringify(counts));
}

/** Names of a destination's watches that ask for this language; null where none of its watches reads it. */
function readersOf({ store }: NoticeDeps, { id }: Destination, lang: Lang): readonly string[] | null {
  const watches = store.watches.list(id).filter(({ state }) => state === "active");
  const readers = watches.filter(({ langs: read }) => read === undefined || read.length === 0 || read.includes(lang));
  if (readers.length === 0) return null;
  return readers.filter(({ langs: read }) => read?.includes(lang) === true).map(({ name }) => name);
}
