/** What did not happen: pairs that went quiet on an open rung, promises whose date has passed. Each is raised once at a destination. */
import { findOverdue, findQuiet, type Promised } from "../core/ladder.ts";
import type { DestinationId, LadderStep, Millis, Pair, Reason } from "../core/types.ts";
import type { ArchivedItem, Store } from "./ports.ts";

/** A reason to come back to a pair, with the report that said the last of it. */
export interface Silence {
  readonly reason: Extract<Reason, { code: "quiet" | "overdue" }>;
  readonly report: ArchivedItem;
  /** Key of the note that remembers that it was raised. */
  readonly note: string;
}

type Archive = Pick<Store, "items" | "ladder" | "decisions" | "notes">;

const dayMs = 86_400_000;
/** Talks of two companies that nobody reports on for so long have stopped, or go on behind closed doors. */
const quietMs = 60 * dayMs;
/** What is longer ago than this is history: nobody waits for it any more. */
const forgottenMs = 365 * dayMs;
const pairsRead = 300;
const reportsRead = 30;
/** Raised in one digest. */
const raisedLimit = 3;

interface PairReports {
  readonly pair: Pair;
  readonly steps: readonly LadderStep[];
  /** Reports of the pair that a watch of the destination met, newest first. */
  readonly reports: readonly ArchivedItem[];
}

/** What has not been raised at a destination yet: overdue promises first, then the longest silence. */
export function findSilences(store: Archive, destination: DestinationId, now: Millis): readonly Silence[] {
  const pairs = store.ladder
    .latest(pairsRead)
    .filter(({ pair }) => pair.target !== null)
    .map(({ pair }) => reportsOf(store, pair, destination))
    .filter(({ reports }) => reports.length > 0);
  return [...overdueOf(pairs, destination, now), ...quietOf(pairs, destination, now)]
    .filter(({ note }) => store.notes.get(note) === undefined)
    .slice(0, raisedLimit);
}

/** So that the next digest does not raise them again. */
export function rememberSilences({ notes }: Pick<Store, "notes">, raised: readonly Silence[], now: Millis): void {
  for (const { note } of raised) notes.set(note, String(now));
}

function reportsOf(store: Archive, pair: Pair, destination: DestinationId): PairReports {
  const reports = store.items
    .search({ pair, limit: reportsRead })
    .filter(({ item }) => store.decisions.ofItem(item.id).some((made) => made.destination === destination));
  return { pair, steps: store.ladder.history(pair), reports };
}

function overdueOf(pairs: readonly PairReports[], destination: DestinationId, now: Millis): readonly Silence[] {
  const promised = pairs.flatMap(({ pair, reports }) =>
    reports.flatMap(({ item, reading }) =>
      (reading.signal?.promises ?? []).map((promise): Promised => ({ pair, promise, at: item.publishedAt })),
    ),
  );
  const steps = pairs.flatMap((pair) => pair.steps);
  return findOverdue(promised, steps, now)
    .filter(({ promise }) => now - promise.dueAt <= forgottenMs)
    .flatMap((reason) => {
      const report = pairs
        .find(({ pair }) => pair === reason.pair)
        ?.reports.find(({ reading }) => reading.signal?.promises.some(({ dueAt }) => dueAt === reason.promise.dueAt));
      const note = noteOf(destination, reason, reason.promise.dueAt);
      return report === undefined ? [] : [{ reason, report, note }];
    });
}

/** Heard of means reported, on the same rung or another. */
function quietOf(pairs: readonly PairReports[], destination: DestinationId, now: Millis): readonly Silence[] {
  const heard = pairs.flatMap(({ steps, reports }) => {
    const step = steps.at(-1);
    const report = reports[0];
    return step === undefined || report === undefined
      ? []
      : [{ report, step: { ...step, at: Math.max(step.at, report.item.publishedAt) } }];
  });
  const recent = heard.filter(({ step }) => now - step.at <= forgottenMs);
  const reasons = findQuiet(
    recent.map(({ step }) => step),
    now,
    quietMs,
  );
  return reasons.flatMap((reason) => {
    const last = recent.find(({ step }) => step.pair === reason.pair);
    if (last === undefined) return [];
    return [{ reason, report: last.report, note: noteOf(destination, reason, last.step.at) }];
  });
}

function noteOf(destination: DestinationId, { code, pair }: Silence["reason"], at: Millis): string {
  return ["raised", destination, code, pair.entrant, pair.target ?? "", at].join(" ");
}
