/** The ladder of a pair: what a step means against the steps before it, which pairs went quiet, which promises were not kept. */
import type { DatedPromise, LadderMove, LadderStep, Millis, Pair, Reason, Stage } from "./types.ts";

const rungs = ["rumour", "approached", "talks", "deal", "launch", "expansion"] as const satisfies readonly Stage[];
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Compares a step with the latest one that is not younger. Items may come in out of order: only `at` counts. A late
 * report of what the pair's next step says already is a repeat.
 */
export function decideMove(history: readonly LadderStep[], step: LadderStep): LadderMove {
  const from = latest(history.filter(({ at }) => at <= step.at));
  const next = earliest(history.filter(({ at }) => at > step.at));
  if (next?.stage === step.stage) return { move: "repeat", step, from };
  if (from === null) return { move: "first", step, from: null };
  return { move: compare(from.stage, step.stage), step, from };
}

function compare(from: Stage, to: Stage): LadderMove["move"] {
  if (from === to) return "repeat";
  if (isAside(from) !== isAside(to)) return "reversal";
  if (isAside(to)) return "down";
  // A rumour below what is known already is a weaker report, no step back.
  if (rungOf(to) < rungOf(from) && rungOf(to) < rungOf("talks")) return "repeat";
  // What has widened and launches once more goes on.
  if (from === "expansion" && to === "launch") return "up";
  return rungOf(to) > rungOf(from) ? "up" : "down";
}

/** Off the ladder: said no, or left. */
export function isAside(stage: Stage): boolean {
  return stage === "declined" || stage === "exit";
}

/** 0 for the lowest rung; -1 off the ladder. */
export function rungOf(stage: Stage): number {
  return (rungs as readonly Stage[]).indexOf(stage);
}

/** The youngest step; among steps of one moment the one that was added last. */
function latest(steps: readonly LadderStep[]): LadderStep | null {
  return steps.reduce<LadderStep | null>((best, step) => (best === null || step.at >= best.at ? step : best), null);
}

function earliest(steps: readonly LadderStep[]): LadderStep | null {
  return steps.reduce<LadderStep | null>((best, step) => (best === null || step.at < best.at ? step : best), null);
}

/**
 * Pairs that stood on an open rung (rumour, approached, talks) and of which nothing was heard for `quietMs` or longer.
 * `latestSteps` holds the last step of every pair. The longest silence first.
 */
export function findQuiet(
  latestSteps: readonly LadderStep[],
  now: Millis,
  quietMs: Millis,
): readonly Extract<Reason, { code: "quiet" }>[] {
  return latestSteps
    .filter(({ stage, at }) => rungOf(stage) >= 0 && rungOf(stage) < rungOf("deal") && now - at >= quietMs)
    .sort((a, b) => a.at - b.at)
    .map(({ pair, at }) => ({ code: "quiet", pair, days: Math.floor((now - at) / dayMs) }));
}

/** A promise as it stands in the archive. */
export interface Promised {
  readonly pair: Pair;
  readonly promise: DatedPromise;
  /** When it was reported. */
  readonly at: Millis;
}

/**
 * Promises whose date has passed without word that they were kept: no launch or expansion of the pair after the report and
 * none of its later steps says that the parties parted. The longest overdue first; one reason a pair and date.
 */
export function findOverdue(
  promised: readonly Promised[],
  steps: readonly LadderStep[],
  now: Millis,
): readonly Extract<Reason, { code: "overdue" }>[] {
  const overdue = promised
    .filter(({ promise }) => promise.dueAt < now)
    .filter(({ pair, at }) => !steps.some((step) => samePair(step.pair, pair) && step.at > at && settles(step.stage)))
    .sort((a, b) => a.promise.dueAt - b.promise.dueAt);
  return overdue
    .filter(
      (one, index) =>
        overdue.findIndex((other) => samePair(other.pair, one.pair) && other.promise.dueAt === one.promise.dueAt) ===
        index,
    )
    .map(({ pair, promise }) => ({ code: "overdue", pair, promise }));
}

function settles(stage: Stage): boolean {
  return stage === "launch" || stage === "expansion" || isAside(stage);
}

function samePair(a: Pair, b: Pair): boolean {
  return a.entrant === b.entrant && a.target === b.target;
}
