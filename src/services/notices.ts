/** Puts Vigie's own notices into the outbox, each once: its nonce names the fact it tells, so that a repeat after a crash is ignored. */
import type { Document } from "../core/message.ts";
import { heldNotice, welcomeNotice } from "../core/notices.ts";
import type { Millis } from "../core/types.ts";
import type { AnnounceDeps } from "./announce.ts";
import { lineOf } from "./desk.ts";
import { homeOf } from "./home.ts";
import type { ArchivedItem, Destination, Store } from "./ports.ts";

export interface NoticeDeps extends Pick<AnnounceDeps, "nonceOf" | "isQuiet"> {
  readonly store: Store;
}

const dayMs = 86_400_000;
/** How far back the first message looks, in days. */
const welcomeDays = 7;
/** Notices of what was held come no closer than this. */
const heldEveryMs = 3_600_000;
/** Stories named in a notice: one phone screen. */
const namedStories = 5;

/** Nonce of a notice: `fact` tells repeats from news. */
export function noticeNonce({ nonceOf }: Pick<NoticeDeps, "nonceOf">, destination: Destination, fact: string): string {
  return nonceOf(["notice", destination.id, fact].join("\n"));
}

/** Queues a document for a destination, in the place of the message `editOf` where one is given. False where it was queued before. */
export function queueNotice(
  deps: NoticeDeps,
  destination: Destination,
  document: Document,
  fact: string,
  now: Millis,
  editOf?: string,
): boolean {
  return deps.store.outbox.add({
    destination: destination.id,
    form: editOf === undefined ? "post" : "edit",
    message: { type: "document", locale: destination.locale, document },
    nonce: noticeNonce(deps, destination, fact),
    alertId: null,
    silent: deps.isQuiet(destination, now),
    createdAt: now,
    nextTryAt: now,
    ...(editOf === undefined ? {} : { editOf }),
  });
}

/** After the first cycle in which a feed could be read: one message a destination, so that the channel is not silent. */
export function welcome(deps: NoticeDeps, now: Millis): void {
  const { store } = deps;
  const feeds = store.feeds.list().filter(({ state, baselineAt }) => state === "active" && baselineAt !== null);
  if (feeds.length === 0) return;
  const newcomers = store.destinations.list().filter(({ welcomedAt }) => welcomedAt === null);
  for (const destination of newcomers) {
    store.transact(() => {
      const stories = wouldHaveTold(store, destination, now);
      const document = welcomeNotice(destination.locale, {
        feeds: feeds.length,
        days: welcomeDays,
        stories: stories.length,
        watches: store.watches.list(destination.id).length,
        items: stories.slice(0, namedStories).map((read) => lineOf(read)),
      });
      queueNotice(deps, destination, document, "welcome", now);
      store.destinations.update(destination.id, { welcomedAt: now });
    });
  }
}

/** The lead of every story that only the baseline kept from being told, newest first. */
function wouldHaveTold(store: Store, destination: Destination, now: Millis): readonly ArchivedItem[] {
  const recent = store.items.search({ since: now - welcomeDays * dayMs, limit: 10_000 });
  const leads = new Map<number, ArchivedItem>();
  for (const read of recent) {
    const decision = store.decisions
      .ofItem(read.item.id)
      .find((made) => made.destination !== null && homeOf(store, made.destination) === destination.id);
    const isHeldByBaseline = decision?.reasons.some(({ code }) => code === "baseline") === true;
    if (decision?.tier === "alert" && isHeldByBaseline) leads.set(read.storyId, read);
  }
  return [...leads.values()];
}

/**
 * What was held back since the last such notice, in one message a destination. It is read from the decisions, so that a
 * stop between a decision and its notice loses nothing; what comes within the hour after a notice waits for the next.
 */
export function tellHeld(deps: NoticeDeps, now: Millis): void {
  for (const destination of deps.store.destinations.list()) {
    deps.store.transact(() => tellHeldAt(deps, destination, now));
  }
}

interface HeldMark {
  /** When the last notice was queued. */
  readonly toldAt: Millis;
  /** Time of the last decision that it told. */
  readonly upTo: Millis;
}

function tellHeldAt(deps: NoticeDeps, destination: Destination, now: Millis): void {
  const { store } = deps;
  const key = `held ${destination.id}`;
  const mark = JSON.parse(store.notes.get(key) ?? "null") as HeldMark | null;
  if (mark !== null && now - mark.toldAt < heldEveryMs) return;
  const held = store.decisions
    .listForDigest(destination.id, mark === null ? 0 : mark.upTo + 1)
    .filter(({ reasons: [first] }) => first?.code === "held" && first.why !== "paused");
  const last = held.at(-1);
  if (last === undefined) return;
  const stories = new Map<number, ArchivedItem>();
  for (const { itemId } of held) {
    const read = store.items.get(itemId);
    if (read !== undefined && !stories.has(read.storyId)) stories.set(read.storyId, read);
  }
  const lines = [...stories.values()].slice(0, namedStories).map((read) => lineOf(read));
  if (stories.size > 0) {
    queueNotice(deps, destination, heldNotice(destination.locale, stories.size, lines), `held ${last.itemId}`, now);
  }
  store.notes.set(key, JSON.stringify({ toldAt: now, upTo: last.at } satisfies HeldMark));
}
