/** Reasons and misses as sentences: exhaustive over their codes, so that a new code without a sentence does not compile. */
import type { Phrases } from "./phrase-book.ts";
import { phrases } from "./phrases.ts";
import type { Quote } from "./quote.ts";
import type { EntityId, GuardHit, LadderMove, Locale, MissCause, Pair, Reading, Reason, Stage } from "./types.ts";

export interface DescribeContext {
  readonly locale: Locale;
  /** Display name of an entity. */
  readonly nameOf: (entity: EntityId) => string;
  /** IANA zone in which dates are written; default UTC. */
  readonly zone?: string;
}

/** “We will open in Paris” – Anna Keller. */
export function describeQuote({ text, speaker }: Quote, locale: Locale): string {
  const marked = phrases(locale).format.quote(text);
  return speaker === null ? marked : `${marked} – ${speaker}`;
}

/** One reason as a sentence without a closing full stop. */
export function describeReason(reason: Reason, context: DescribeContext): string {
  const words = phrases(context.locale);
  const say = words.reason;
  const date = (at: number): string => words.format.date(at, context.zone ?? "UTC");
  switch (reason.code) {
    case "signal":
      return say.signal(words.kind[reason.kind], words.stage[reason.stage]);
    case "every-match":
      return say.everyMatch(reason.watch);
    case "no-signal":
      return reason.noise === null ? say.noSignal : say.noise(words.noise[reason.noise]);
    case "elsewhere":
      return say.elsewhere;
    case "watch-digest":
      return say.watchDigest(reason.watch);
    case "unmatched":
      return reason.nearest === null
        ? say.unmatched
        : say.unmatchedNearest(reason.nearest.watch, describeCause(reason.nearest.cause, context));
    case "other-sense":
      return describeGuard(words, context.nameOf(reason.hit.entity), reason.hit);
    case "new-story":
      return say.newStory;
    case "first-meeting":
      return reason.pair.target === null
        ? say.ownMove(context.nameOf(reason.pair.entrant))
        : say.firstMeeting(context.nameOf(reason.pair.entrant), context.nameOf(reason.pair.target));
    case "stage-change":
      return describeMove(reason.move, words, date);
    case "reversal":
      return reason.move.from === null
        ? describeMove(reason.move, words, date)
        : say.reversal(words.stage[reason.move.from.stage], date(reason.move.from.at));
    case "second-origin":
      return say.secondOrigin(reason.publisher);
    case "same-story":
      return say.sameStory(reason.storyId, reason.echo);
    case "duplicate":
      return say.duplicate(reason.of);
    case "baseline":
      return reason.of === "feed" ? say.baselineFeed : say.baselineWatch;
    case "muted":
      return say.muted(date(reason.until));
    case "held":
      return { "catch-up": say.heldCatchUp, paused: say.heldPaused, stale: say.heldStale }[reason.why];
    case "quiet":
      return say.quiet(describePair(reason.pair, context.nameOf), reason.days);
    case "overdue":
      return say.overdue(describePair(reason.pair, context.nameOf), reason.promise.text, date(reason.promise.dueAt));
  }
}

/** All reasons in their order, the decisive one first. */
export function describeReasons(reasons: readonly Reason[], context: DescribeContext): readonly string[] {
  return reasons.map((reason) => describeReason(reason, context));
}

/** Why a rule did not match. */
export function describeCause(cause: MissCause, { locale, nameOf }: DescribeContext): string {
  const words = phrases(locale);
  const say = words.miss;
  switch (cause.code) {
    case "group":
      return say.group(cause.group + 1, someOf(words, cause.terms));
    case "guard":
      return describeGuard(words, "entity" in cause.hit ? nameOf(cause.hit.entity) : cause.hit.term, cause.hit);
    case "excluded":
      return say.excluded(cause.term);
    case "near":
      return say.near(cause.groups[0] + 1, cause.groups[1] + 1, cause.distance, cause.limit);
    case "language":
      return say.language(words.lang[cause.lang]);
    case "field":
      return say.field(words.field[cause.field]);
  }
}

/** The smallest change of the watch that would have made it match, to stand after "with". */
export function describeChange(cause: MissCause, { locale, nameOf }: DescribeContext): string {
  const words = phrases(locale);
  const say = words.miss;
  switch (cause.code) {
    case "group":
      return say.changeGroup(cause.group + 1);
    case "guard": {
      const name = "entity" in cause.hit ? nameOf(cause.hit.entity) : cause.hit.term;
      if (cause.hit.guard === "excluded") return say.changeGuard(name, cause.hit.word ?? "");
      return cause.hit.guard === "no-context" ? say.changeContext(name) : say.changeCase(name);
    }
    case "excluded":
      return say.changeExcluded(cause.term);
    case "near":
      return say.changeNear(cause.distance);
    case "language":
      return say.changeLanguage(words.lang[cause.lang]);
    case "field":
      return say.changeField(words.field[cause.field]);
  }
}

/** Stage that a headline is marked with: none where it reads as company news, whatever words of a move stand in it. */
export function stageShown({ signal, noise }: Reading): Stage | null {
  return noise === null ? (signal?.stage ?? null) : null;
}

/** "Amazon × Système U", or the one company of a move by itself. */
export function describePair(pair: Pair, nameOf: (entity: EntityId) => string): string {
  return pair.target === null ? nameOf(pair.entrant) : `${nameOf(pair.entrant)} × ${nameOf(pair.target)}`;
}

/** How many terms of a missing group are named; the rest is counted. */
const namedTerms = 4;

function someOf(words: Phrases, terms: readonly string[]): string {
  const named = terms.slice(0, namedTerms).map(words.format.quote);
  const more = terms.length - named.length;
  return more === 0 ? words.format.or(named) : `${named.join(", ")} (+${more})`;
}

function describeGuard(words: Phrases, name: string, hit: Pick<GuardHit, "guard" | "word">): string {
  const say = words.miss;
  switch (hit.guard) {
    case "excluded":
      return say.guardExcluded(name, hit.word ?? "");
    case "no-context":
      return say.guardNoContext(name);
    case "lower-case":
      return say.guardLowerCase(name);
  }
}

function describeMove(move: LadderMove, words: Phrases, date: (at: number) => string): string {
  const to = words.stage[move.step.stage];
  if (move.from === null) return words.reason.reached(to);
  const say = move.move === "down" ? words.reason.moveDown : words.reason.moveUp;
  return say(words.stage[move.from.stage], date(move.from.at), to);
}
