/** Puts Vigie's own notices into the outbox, each once: its nonce names the fact it tells, so that a repeat after a crash is ignored. */
import type { Document } from "../core/message.ts";
import { heldNotice, welcomeNotice } from "../core/notices.ts";
import type { Decision, Millis } from "../core/types.ts";
import type { AnnounceDeps } from "./announce.ts";
import { lineOf } from "./desk.ts";
import type { ArchivedItem, Destination, Store } from "./ports.ts";

export interface NoticeDeps extends Pick<AnnounceDeps, "nonceOf" | "isQuiet"> {
  readonly store: Store;
}

const dayMs = 86_400_000;
/** How far back the first message looks, in days. */
const welcomeDays = 7;
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
    const decision = store.decisions.ofItem(read.item.id).find((made) => made.destination === destination.id);
    if (decision?.tier === "alert") leads.set(read.storyId, read);
  }
  return [...leads.values()];
}

/** What one cycle held back, told in one message a destination. */
export function tellHeld(deps: NoticeDeps, decisions: readonly Decision[], now: Millis): void {
  const { store } = deps;
  const held = decisions.filter(({ reasons: [first] }) => first?.code === "held" && first.why !== "paused");
  for (const destination of store.destinations.list()) {
    const own = held.filter((decision) => decision.destination === destination.id);
    const stories = new Map<number, ArchivedItem>();
    for (const { itemId } of own) {
      const read = store.items.get(itemId);
      if (read !== undefined && !stories.has(read.storyId)) stories.set(read.storyId, read);
    }
    if (stories.size === 0) continue;
    const lines = [...stories.values()].slice(0, namedStories).map((read) => lineOf(read));
    queueNotice(deps, destination, heldNotice(destination.locale, stories.size, lines), `held ${own[0]?.itemId}`, now);
  }
}
