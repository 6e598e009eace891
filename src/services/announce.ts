/** Turns a decision to tell into an alert and its outbox row, inside the deciding transaction; edits are composed by the same function as posts. */
import { isUrgent } from "../core/alert.ts";
import { composeAlert } from "../core/compose.ts";
import type { Decision, Item, ItemId, Millis, Reading, StoryId } from "../core/types.ts";
import type { Alert, ArchivedItem, Destination, RegistrableDomain, Store } from "./ports.ts";
import { isPublished } from "./publish.ts";
import type { Ruleset } from "./ruleset.ts";

export interface AnnounceDeps {
  readonly store: Store;
  readonly ruleset: Pick<Ruleset, "nameOf" | "current">;
  readonly registrableDomain: RegistrableDomain;
  /** At most 25 characters of `[A-Za-z0-9_-]`, equal for equal texts and different for different ones (a truncated SHA-256). */
  readonly nonceOf: (text: string) => string;
  /** Whether a message at this time comes without a push: the destination's quiet hours. */
  readonly isQuiet: (destination: Destination, now: Millis) => boolean;
}

interface Announcement {
  readonly item: Item;
  readonly reading: Reading;
  readonly storyId: StoryId;
  readonly related: readonly StoryId[];
  readonly now: Millis;
}

export type Announce = (decision: Decision, about: Announcement) => void;

export function createAnnounce(deps: AnnounceDeps): Announce {
  return (decision, about) => {
    const destination = decision.destination === null ? undefined : deps.store.destinations.get(decision.destination);
    if (destination === undefined) return;
    const [first] = deps.store.alerts.ofStory(destination.id, about.storyId);
    if (decision.action !== "update") tell(deps, destination, decision, about);
    if (first !== undefined) amend(deps, destination, first, about);
  };
}

/** A new message: the story's first, or a reply to it. */
function tell(deps: AnnounceDeps, destination: Destination, decision: Decision, about: Announcement): void {
  const { store } = deps;
  const form = decision.action === "new" ? "post" : "reply";
  const alert = store.alerts.add({
    destination: destination.id,
    storyId: about.storyId,
    itemId: about.item.id,
    stage: about.reading.signal?.stage ?? null,
    pairs: about.reading.signal?.pairs ?? [],
    form,
    createdAt: about.now,
  });
  const { urgentRoleId } = destination;
  const rings = urgentRoleId !== null && isUrgent(decision.reasons, about.reading.signal);
  const message = {
    ...compose(deps, destination, alert, decision, about),
    ...(rings ? { urgentRoleId } : {}),
  };
  const row = {
    destination: destination.id,
    message,
    alertId: alert.id,
    silent: deps.isQuiet(destination, about.now),
    createdAt: about.now,
    nextTryAt: about.now,
  };
  const fact = [destination.id, ...about.item.keys.slice(0, 1), about.now];
  store.outbox.add({ ...row, form, nonce: deps.nonceOf(["alert", ...fact].join("\n")) });
  if (isPublished(store, destination.id)) {
    store.outbox.add({ ...row, form: "crosspost", nonce: deps.nonceOf(["crosspost", ...fact].join("\n")) });
  }
}

/** The story's first message, with the members it has now. */
function amend(deps: AnnounceDeps, destination: Destination, first: Alert, about: Announcement): void {
  const { store } = deps;
  const decision = store.decisions.ofItem(first.itemId).find((made) => made.destination === destination.id);
  if (decision === undefined) return;
  store.outbox.add({
    destination: destination.id,
    form: "edit",
    message: compose(deps, destination, first, decision, { ...about, arrived: about.item.publisher }),
    nonce: deps.nonceOf(["edit", destination.id, first.id, about.item.id].join("\n")),
    alertId: first.id,
    silent: true,
    createdAt: about.now,
    nextTryAt: about.now,
  });
}

/** Key of the note that keeps an item's summary in a model's words. */
export const rewrittenKey = (item: ItemId): string => `rewritten ${item}`;

/**
 * Carries out a change of what is known of a told item, and queues an edit of every message about it whose summary the
 * change made another. Answers how many. To be called inside a transaction.
 */
export function amendTold(
  deps: AnnounceDeps,
  {
    itemId,
    related,
    by,
    now,
    change,
  }: Pick<Announcement, "related" | "now"> & {
    readonly itemId: ItemId;
    /** What brought the change; tells one edit of a message from another. */
    readonly by: string;
    readonly change: () => void;
  },
): number {
  const { storyId } = expectItem(deps.store.items.get(itemId), itemId);
  const told = deps.store.destinations.list().flatMap((destination) => {
    const decision = deps.store.decisions.ofItem(itemId).find((made) => made.destination === destination.id);
    const alert = deps.store.alerts.ofStory(destination.id, storyId).find((one) => one.itemId === itemId);
    return decision === undefined || alert === undefined ? [] : [{ destination, decision, alert }];
  });
  const messages = () =>
    told.map(({ destination, alert, decision }) => compose(deps, destination, alert, decision, { storyId, related }));
  const before = messages();
  change();
  return messages().filter((message, index) => {
    const about = told[index];
    if (about === undefined || message.summary === before[index]?.summary) return false;
    const { destination, alert } = about;
    return deps.store.outbox.add({
      destination: destination.id,
      form: "edit",
      message,
      nonce: deps.nonceOf(["edit", destination.id, alert.id, by].join("\n")),
      alertId: alert.id,
      silent: true,
      createdAt: now,
      nextTryAt: now,
    });
  }).length;
}

function compose(
  deps: AnnounceDeps,
  destination: Destination,
  alert: Alert,
  decision: Decision,
  { storyId, related, arrived }: Pick<Announcement, "storyId" | "related"> & { readonly arrived?: string },
) {
  const { store, ruleset } = deps;
  const told = expectItem(store.items.get(alert.itemId), alert.itemId);
  const match = ruleset.current().match({ ...told.item, at: told.item.publishedAt });
  return composeAlert({
    alert,
    told,
    rewritten: store.notes.get(rewrittenKey(alert.itemId)) ?? null,
    members: store.stories.members(storyId),
    decision,
    ...(arrived === undefined ? {} : { arrived }),
    evidence: match
      .matched()
      .filter(({ rule }) => rule.destination === destination.id)
      .flatMap(({ evidence }) => evidence),
    mentions: match.mentions,
    related: related.flatMap((id) => {
      const lead = store.items.get(store.stories.get(id)?.leadId ?? 0);
      return lead === undefined ? [] : [lead.item.title];
    }),
    urlOf: (itemId) => store.items.get(itemId)?.item.url ?? null,
    locale: destination.locale,
    zone: destination.zone,
    nameOf: ruleset.nameOf,
    domainOf: deps.registrableDomain,
  });
}

function expectItem(found: ArchivedItem | undefined, id: number): ArchivedItem {
  if (found === undefined) throw new Error(`item ${id} of an alert is not in the archive`);
  return found;
}
