/** `/board` and its picture: the ladder of every pair as the store has it. */
import { boardLimit, composeBoard } from "../core/board.ts";
import { describePair } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import type { Document } from "../core/message.ts";
import { phrases } from "../core/phrases.ts";
import { type DestinationId, type LadderStep, type Locale, type Millis, type Stage, stages } from "../core/types.ts";
import { type Ask, answer, type DeskDeps, ensureDestination, hint, type LadderChart } from "./desk.ts";
import type { Store } from "./ports.ts";
import type { Ruleset } from "./ruleset.ts";

interface BoardDeps {
  readonly store: Pick<Store, "ladder">;
  readonly ruleset: Pick<Ruleset, "nameOf">;
}

/** Present while a destination wants its pinned board; what the board last queued for it held. */
const boardKey = (id: DestinationId): string => `board ${id}`;

/** Pairs read for a board; the rest is older than anything shown. */
const pairsRead = 500;
/** Lines in one picture that can still be told apart. */
const chartLines = 8;

export function board(deps: DeskDeps, ask: Ask): Document {
  if (ask.text("pin") !== undefined) return setPinned(deps, ask);
  const document = boardDocument(deps, { locale: ask.caller.locale, zone: ask.zone, now: ask.now });
  if (!ask.flag("chart")) return document;
  if (deps.drawLadder === undefined)
    throw new AppError("unavailable", ask.words.refusal.notHere(ask.words.board.chartTitle));
  const chart = chartOf(deps, ask);
  if (chart.lines.length === 0) return document;
  return { ...document, file: { name: "ladder.png", content: deps.drawLadder(chart) } };
}

/** The board in one language; the same for the command, the pinned message and the demo's last word. */
function boardDocument(
  deps: BoardDeps,
  where: { readonly locale: Locale; readonly zone: string; readonly now: Millis },
): Document {
  return composeBoard(histories(deps, pairsRead), { ...where, nameOf: deps.ruleset.nameOf });
}

export function isBoardPinned({ notes }: Pick<Store, "notes">, id: DestinationId): boolean {
  return notes.get(boardKey(id)) !== undefined;
}

/** The board goes along where a destination's settings go to another channel; its message in the former one stays as it was. */
export function moveBoard(store: Pick<Store, "notes" | "destinations">, from: DestinationId, to: DestinationId): void {
  if (!isBoardPinned(store, from)) return;
  forgetBoard(store, from);
  store.notes.set(boardKey(to), "");
}

function forgetBoard({ notes, destinations }: Pick<Store, "notes" | "destinations">, id: DestinationId): void {
  notes.remove(boardKey(id));
  destinations.update(id, { boardMessageId: null });
}

function setPinned(deps: DeskDeps, ask: Ask): Document {
  const { caller, words } = ask;
  if (!caller.canManage) throw new AppError("forbidden", words.refusal.forbidden);
  const { id } = ensureDestination(deps, ask);
  if (!ask.flag("pin")) {
    deps.store.transact(() => forgetBoard(deps.store, id));
    return answer(words.board.unpinned, []);
  }
  if (!isBoardPinned(deps.store, id)) deps.store.notes.set(boardKey(id), "");
  refreshBoards(deps, ask.now);
  return answer(words.board.pinned, [hint(words.board.pinnedHint)], { tone: "good" });
}

/** Queues the board anew wherever one is pinned and its rows are no longer what was queued last. The date below the rows is none of them. */
export function refreshBoards(
  {
    store,
    ruleset,
    nonceOf,
  }: Pick<DeskDeps, "nonceOf"> & {
    readonly store: Pick<Store, "ladder" | "notes" | "outbox" | "destinations" | "transact">;
    readonly ruleset: BoardDeps["ruleset"];
  },
  now: Millis,
): void {
  for (const { id, locale, zone, state } of store.destinations.list()) {
    const before = store.notes.get(boardKey(id));
    if (before === undefined || state === "paused") continue;
    const document = boardDocument({ store, ruleset }, { locale, zone, now });
    const rows = JSON.stringify([document.title, document.blocks.filter(({ type }) => type !== "hint")]);
    const shape = nonceOf(rows);
    if (shape === before) continue;
    store.transact(() => {
      store.notes.set(boardKey(id), shape);
      store.outbox.add({
        destination: id,
        form: "board",
        message: { type: "document", locale, document },
        nonce: nonceOf(["board", id, shape, now].join("\n")),
        alertId: null,
        silent: true,
        createdAt: now,
        nextTryAt: now,
      });
    });
  }
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
