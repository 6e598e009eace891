/** Health that people can use: one message an incident, edited as its feeds recover, and a word when a watch loses the feeds of a language. Never silent, never a flood. */
import { describeProblem } from "../core/feed-problem.ts";
import { coverageNotice, incidentNotice } from "../core/notices.ts";
import { phrases } from "../core/phrases.ts";
import { isIncident } from "../core/schedule.ts";
import type { FeedId, Lang, Millis, Watch } from "../core/types.ts";
import { langs } from "../core/types.ts";
import { homeOf } from "./home.ts";
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
  // A channel that was left for another hears nothing more.
  for (const destination of deps.store.destinations.list().filter(({ id }) => homeOf(deps.store, id) === id)) {
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

/** Watches of one destination whose feeds in a language fell alike. */
interface Fall {
  readonly lang: Lang;
  readonly before: number;
  readonly now: number;
  readonly watches: readonly string[];
}

function tellCoverage(deps: NoticeDeps, feeds: readonly Feed[], now: Millis): void {
  const { notes, destinations, watches } = deps.store;
  const best = JSON.parse(notes.get(coverageKey) ?? "{}") as Readonly<Record<string, number>>;
  const readable = feeds.filter((feed) => isReadable(feed, now));
  const kept: Record<string, number> = {};
  for (const destination of destinations.list()) {
    const falls = new Map<string, Fall>();
    for (const { key, name, lang } of watches.list(destination.id).flatMap(readingsOf)) {
      const count = readable.filter((feed) => feed.lang === lang).length;
      const before = Math.max(best[key] ?? 0, count);
      const fell = before >= coverageFloor && count * 2 <= before;
      // The best that was had, until its loss is told.
      kept[key] = fell ? count : before;
      if (fell) join(falls, { lang, before, now: count, watches: [name] });
    }
    for (const [fact, fall] of falls) {
      queueNotice(deps, destination, coverageNotice(destination.locale, fall), `coverage ${fact} ${now}`, now);
    }
  }
  notes.set(coverageKey, JSON.stringify(kept));
}

/** The languages that an active watch reads, each by the key of its count. */
function readingsOf({ id, name, state, langs: read }: Watch) {
  if (state !== "active") return [];
  const wanted = read === undefined || read.length === 0 ? langs : read;
  return wanted.map((lang) => ({ key: `${id} ${lang}`, name, lang }));
}

function join(falls: Map<string, Fall>, fall: Fall): void {
  const alike = `${fall.lang} ${fall.before} ${fall.now}`;
  falls.set(alike, { ...fall, watches: [...(falls.get(alike)?.watches ?? []), ...fall.watches] });
}

function isReadable(feed: Feed, now: Millis): boolean {
  return feed.state === "active" && feed.baselineAt !== null && !isIncident(feed, now);
}
