/** Whether a destination is told about an item, and in which form: one alert a story, a reply when the story moves, an edit for an echo. */
import { isAside, rungOf } from "./ladder.ts";
import type { AlertAction, LadderMove, Millis, Pair, Reason, Signal, Stage, StoryId, Tier } from "./types.ts";

/** What a destination was told of the story before. */
export interface Told {
  readonly stage: Stage | null;
  readonly pairs: readonly Pair[];
  /** Whether any of it rested on an unhedged report of its own. */
  readonly confirmed: boolean;
}

export interface AlertInput {
  readonly tier: Tier;
  readonly tierReasons: readonly Reason[];
  readonly signal: Signal | null;
  readonly publisher: string;
  readonly storyId: StoryId;
  /** Steps that the item made on the ladder. */
  readonly moves: readonly LadderMove[];
  /** Alerts of this story at this destination, oldest first. */
  readonly told: readonly Told[];
  /** Why silence is kept whatever the item says; null where nothing asks for it. */
  readonly silence: Reason | null;
}

export interface AlertDecision {
  readonly action: AlertAction;
  /** The decisive reason first, those of the tier after it. */
  readonly reasons: readonly Reason[];
}

/** Decides what one destination hears of one item. */
export function decideAlert(input: AlertInput): AlertDecision {
  if (input.tier !== "alert") return { action: "none", reasons: withSilence(input) };
  if (input.silence !== null) return { action: "none", reasons: [input.silence, ...input.tierReasons] };
  if (input.told.length === 0) return { action: "new", reasons: [...openings(input), ...input.tierReasons] };
  return follow(input);
}

/** A digest item keeps its own reason first; a silence that concerns it (a baseline, a mute) comes along. */
function withSilence({ tierReasons, silence, tier }: AlertInput): readonly Reason[] {
  return silence !== null && tier === "digest" ? [...tierReasons, silence] : tierReasons;
}

function openings({ moves }: AlertInput): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const move of moves) {
    if (move.move === "reversal") reasons.push({ code: "reversal", move });
    else if (move.move === "first" && move.step.pair.target !== null) {
      reasons.push({ code: "first-meeting", pair: move.step.pair });
    } else if (move.move === "up" || move.move === "down") reasons.push({ code: "stage-change", move });
  }
  reasons.sort((a, b) => rank(a) - rank(b));
  return [...reasons, { code: "new-story" }];
}

const rank = (reason: Reason): number => (reason.code === "reversal" ? 0 : reason.code === "stage-change" ? 1 : 2);

function follow(input: AlertInput): AlertDecision {
  const { signal, told, moves, tierReasons, storyId } = input;
  const move = moves.find((candidate) => isProgress(candidate, told));
  if (move !== undefined) {
    return { action: "stage-change", reasons: [reasonOf(move), ...tierReasons] };
  }
  const confirms = signal !== null && signal.attribution === "origin" && !signal.hedged;
  if (confirms && !told.some((alert) => alert.confirmed)) {
    return { action: "stage-change", reasons: [{ code: "second-origin", publisher: input.publisher }, ...tierReasons] };
  }
  const echo = signal?.attribution === "echo";
  return { action: "update", reasons: [{ code: "same-story", storyId, echo }, ...tierReasons] };
}

/** What somebody should be called for: a reversal, or a deal between two companies that is news and no mere hearsay. */
export function isUrgent(reasons: readonly Reason[], signal: Signal | null): boolean {
  if (reasons.some(({ code }) => code === "reversal")) return true;
  if (signal?.stage !== "deal" || signal.hedged || reasons.some(({ code }) => code === "second-origin")) return false;
  return signal.pairs.some(({ target }) => target !== null);
}

function reasonOf(move: LadderMove): Reason {
  if (move.move === "reversal") return { code: "reversal", move };
  return move.from === null ? { code: "first-meeting", pair: move.step.pair } : { code: "stage-change", move };
}

/** Within one story reports cross: an approach told after its refusal is old news, a stage beyond all that was told is not. */
function isProgress({ move, step }: LadderMove, told: readonly Told[]): boolean {
  if (move === "repeat") return false;
  if (isStrange(step.pair, told)) return true;
  const stagesTold = told.flatMap(({ stage }) => stage ?? []);
  if (step.stage === "declined" || step.stage === "exit") return !stagesTold.includes(step.stage);
  const reached = Math.max(-1, ...stagesTold.map((stage) => (isAside(stage) ? rungOf("approached") : rungOf(stage))));
  return rungOf(step.stage) > reached;
}

/** A pair that shares no company with anything told is a happening of its own, however alike the words are. */
function isStrange({ entrant, target }: Pair, told: readonly Told[]): boolean {
  const companies = new Set(told.flatMap(({ pairs }) => pairs.flatMap((pair) => [pair.entrant, pair.target])));
  return target !== null && companies.size > 0 && !companies.has(entrant) && !companies.has(target);
}

/** Whether an item is too old to be told as news: published longer ago than `staleMs` before it was first seen. */
export function isStale(publishedAt: Millis, now: Millis, staleMs: Millis): boolean {
  return now - publishedAt > staleMs;
}
