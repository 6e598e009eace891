/** The daily digest: collected from decisions no digest has told, queued once at the destination's local hour. */
import { composeDigest, type DigestEntry } from "../core/digest.ts";
import { AppError } from "../core/errors.ts";
import { lastAt } from "../core/local-time.ts";
import type { Document } from "../core/message.ts";
import type { Decision, Millis } from "../core/types.ts";
import { type Ask, answer, type DeskDeps, hint, text } from "./desk.ts";
import { type NoticeDeps, queueNotice } from "./notices.ts";
import type { Destination, Store } from "./ports.ts";
import type { Ruleset } from "./ruleset.ts";
import { findSilences, rememberSilences, type Silence } from "./silence.ts";
import { parseSince } from "./since.ts";

export interface DigestDeps extends NoticeDeps {
  readonly ruleset: Pick<Ruleset, "nameOf">;
}

const dayMs = 86_400_000;
/** The first digest of a destination looks back this far, and none looks further. */
const longestMs = 7 * dayMs;
/** Newest items among which near misses are looked for. */
const nearRead = 300;

/** Queues every digest whose hour has come; harmless when repeated. Returns how many were queued. */
export function sendDueDigests(deps: DigestDeps, now: Millis): number {
  return deps.store.destinations.list().filter((destination) => sendIfDue(deps, destination, now)).length;
}

function sendIfDue(deps: DigestDeps, destination: Destination, now: Millis): boolean {
  if (destination.digestAt === null || destination.state !== "active") return false;
  const dueAt = lastAt(destination.digestAt, destination.zone, now);
  if (destination.lastDigestAt !== null && destination.lastDigestAt >= dueAt) return false;
  return deps.store.transact(() => {
    const since = Math.max(destination.lastDigestAt ?? 0, now - longestMs);
    const silences = findSilences(deps.store, destination.id, now);
    const document = digestDocument(deps, destination.id, { ...destination, since, now, silences });
    rememberSilences(deps.store, silences, now);
    deps.store.destinations.update(destination.id, { lastDigestAt: now });
    return document !== null && queueNotice(deps, destination, document, `digest ${dueAt}`, now);
  });
}

/** `/digest`: what the next one holds so far; tells nothing to anybody else, and takes nothing off it. */
export function digest(deps: DeskDeps, ask: Ask): Document {
  const { words, caller, now, zone } = ask;
  const typed = ask.text("since");
  const asked = typed === undefined ? null : parseSince(typed, now);
  if (typed !== undefined && asked === null) throw new AppError("invalid", words.refusal.badSince(typed));
  const destination = deps.store.destinations.get(caller.destination);
  const since = asked ?? Math.max(destination?.lastDigestAt ?? 0, now - longestMs);
  const silences = findSilences(deps.store, caller.destination, now);
  const document = digestDocument(deps, caller.destination, { locale: caller.locale, zone, since, now, silences });
  const at = destination?.digestAt ?? null;
  const when = hint(at === null ? words.digest.unscheduled : words.digest.scheduled(at, zone));
  if (document === null) return answer(words.digest.preview, [text(words.digest.empty), when]);
  return { ...document, title: words.digest.preview, blocks: [...document.blocks, when] };
}

function digestDocument(
  { store, ruleset }: { readonly store: Store; readonly ruleset: Pick<Ruleset, "nameOf"> },
  destination: Destination["id"],
  {
    since,
    silences,
    ...where
  }: Pick<Destination, "locale" | "zone"> & {
    readonly since: Millis;
    readonly now: Millis;
    readonly silences: readonly Silence[];
  },
): Document | null {
  const waiting = store.decisions
    .listForDigest(destination, since)
    .filter(({ reasons }) => !reasons.some(({ code }) => code === "baseline" || code === "muted"))
    .flatMap((decision) => entryOf(store, decision));
  return composeDigest(
    {
      waiting,
      silent: silences.map(({ report, reason }) => ({ ...report, reasons: [reason] })),
      near: nearMisses(store, destination, since),
    },
    { locale: where.locale, zone: where.zone, now: where.now, nameOf: ruleset.nameOf },
  );
}

function entryOf(store: Store, { itemId, reasons }: Decision): readonly DigestEntry[] {
  const read = store.items.get(itemId);
  return read === undefined ? [] : [{ item: read.item, reading: read.reading, storyId: read.storyId, reasons }];
}

/** Market signals that no watch met although one came near; only watches of this destination count. */
function nearMisses(store: Store, destination: Destination["id"], since: Millis): readonly DigestEntry[] {
  const own = new Set(store.watches.list(destination).map(({ name }) => name));
  return store.items
    .search({ since, limit: nearRead })
    .filter(({ reading }) => reading.signal !== null)
    .flatMap(({ item }) => store.decisions.ofItem(item.id).slice(0, 1))
    .filter(
      ({ reasons: [first] }) => first?.code === "unmatched" && first.nearest !== null && own.has(first.nearest.watch),
    )
    .flatMap((decision) => entryOf(store, decision));
}
