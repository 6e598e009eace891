/** The board: where every pair stands, the pair that moved last on top. One document for the command, the pinned message and the demo. */
import { describePair } from "./describe.ts";
import { decideMove } from "./ladder.ts";
import type { Document } from "./message.ts";
import { phrases } from "./phrases.ts";
import type { EntityId, LadderStep, Locale, Millis } from "./types.ts";

export interface BoardContext {
  readonly locale: Locale;
  /** IANA zone of the dates. */
  readonly zone: string;
  readonly nameOf: (entity: EntityId) => string;
  readonly now: Millis;
}

/** Pairs on one board: what a phone shows without much scrolling, and Discord's 4,096 characters hold. */
export const boardLimit = 20;

/** @param histories the steps of one pair each, oldest first; empty ones are left out */
export function composeBoard(histories: readonly (readonly LadderStep[])[], context: BoardContext): Document {
  const words = phrases(context.locale);
  const say = words.board;
  const last = (steps: readonly LadderStep[]): Millis => steps.at(-1)?.at ?? 0;
  const moved = histories.filter((steps) => steps.length > 0).sort((a, b) => last(b) - last(a));
  if (moved.length === 0) {
    return { ...empty(say.title), blocks: [text(say.empty), { type: "hint", text: say.emptyHint }] };
  }
  const rows = moved.slice(0, boardLimit).map((steps) => rowOf(steps, context));
  const left = moved.length - rows.length;
  return {
    ...empty(say.title),
    blocks: [
      { type: "table", head: say.head, rows },
      ...(left > 0 ? [text(say.more(left))] : []),
      { type: "hint", text: say.updated(words.format.date(context.now, context.zone)) },
    ],
  };
}

function rowOf(steps: readonly LadderStep[], { locale, zone, nameOf }: BoardContext): readonly string[] {
  const { stage, format, board: say } = phrases(locale);
  const [step] = steps.slice(-1);
  if (step === undefined) return [];
  const { move, from } = decideMove(steps.slice(0, -1), step);
  const before = from === null ? [] : ([stage[from.stage], format.date(from.at, zone)] as const);
  const [was, when] = before;
  const note =
    was === undefined || when === undefined
      ? ""
      : move === "reversal"
        ? say.reversalFrom(was, when)
        : say.from(was, when);
  const since = format.date(step.at, zone);
  return [
    describePair(step.pair, nameOf),
    stage[step.stage].toLocaleUpperCase(locale),
    note === "" ? since : `${since} (${note})`,
  ];
}

const text = (content: string) => ({ type: "text", text: content }) as const;

function empty(title: string): Document {
  return { title, tone: "plain", blocks: [], actions: [], file: null };
}
