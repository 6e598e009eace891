/** `/board` and its picture: the ladder of every pair as the store has it. */
import { boardLimit, composeBoard } from "../core/board.ts";
import { describePair } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import type { Document } from "../core/message.ts";
import { phrases } from "../core/phrases.ts";
import { type LadderStep, type Locale, type Millis, type Stage, stages } from "../core/types.ts";
import type { Ask, DeskDeps, LadderChart } from "./desk.ts";
import type { Store } from "./ports.ts";
import type { Ruleset } from "./ruleset.ts";

interface BoardDeps {
  readonly store: Pick<Store, "ladder">;
  readonly ruleset: Pick<Ruleset, "nameOf">;
}

/** Pairs read for a board; the rest is older than anything shown. */
const pairsRead = 500;
/** Lines in one picture that can still be told apart. */
const chartLines = 8;

export function board(deps: DeskDeps, ask: Ask): Document {
  const document = boardDocument(deps, { locale: ask.caller.locale, zone: ask.zone, now: ask.now });
  if (!ask.flag("chart")) return document;
  if (deps.drawLadder === undefined)
    throw new AppError("unavailable", ask.words.refusal.notHere(ask.words.board.chartTitle));
  const chart = chartOf(deps, ask);
  if (chart.lines.length === 0) return document;
  return { ...document, file: { name: "ladder.png", content: deps.drawLadder(chart) } };
}

/** The board in one language; the same for the command, the pinned message and the demo's last word. */
export function boardDocument(
  deps: BoardDeps,
  where: { readonly locale: Locale; readonly zone: string; readonly now: Millis },
): Document {
  return composeBoard(histories(deps, pairsRead), { ...where, nameOf: deps.ruleset.nameOf });
}

/** Moves of one company by itself are no pair: they are left out. */
function histories({ store }: BoardDeps, limit: number): readonly (readonly LadderStep[])[] {
  return store.ladder
    .latest(limit)
    .filter(({ pair }) => pair.target !== null)
    .map(({ pair }) => store.ladder.history(pair));
}

/** Rungs from the ground up; the side steps share the ground. */
function chartOf(deps: DeskDeps, { words, zone, caller }: Ask): LadderChart {
  const rungs: readonly Stage[] = stages.filter((stage) => stage !== "declined" && stage !== "exit");
  const heightOf = (stage: Stage): number => rungs.indexOf(stage) + 1;
  const ground = `${words.stage.declined} / ${words.stage.exit}`;
  const lines = histories(deps, boardLimit)
    .slice(0, chartLines)
    .flatMap((steps) => {
      const [first] = steps;
      if (first === undefined) return [];
      const points = steps.map(({ at, stage }) => ({ at, rung: heightOf(stage) }));
      return [{ label: describePair(first.pair, deps.ruleset.nameOf), points }];
    });
  return {
    title: phrases(caller.locale).board.chartTitle,
    rungs: [ground, ...rungs.map((stage) => words.stage[stage])],
    lines,
    dateOf: (at) => words.format.date(at, zone),
  };
}
