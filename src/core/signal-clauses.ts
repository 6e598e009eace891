/** Several pairs in one headline: the clause that names a target says how far that pair has got, where it says anything of its own. */
import { type CueHit, readStage, type SignalHit } from "./signal-stage.ts";
import type { Word } from "./signal-words.ts";
import type { EntityId, Pair, Stage } from "./types.ts";

export interface ClauseInput {
  readonly words: readonly Word[];
  readonly signals: readonly SignalHit[];
  readonly cues: readonly CueHit[];
  readonly pairs: readonly Pair[];
  /** Of the text as a whole. */
  readonly stage: Stage;
}

export interface ToldApart {
  readonly pairs: readonly Pair[];
  /** In the order of the pairs; undefined where all stand on the stage of the whole. */
  readonly stages: readonly Stage[] | undefined;
}

interface Clause {
  readonly from: number;
  readonly to: number;
  /** Null: it says nothing of its own. */
  readonly stage: Stage | null;
}

/** Where a clause may end; it does only if what follows speaks for itself. */
const borders = new Set(
  "; , : - – — and but while whereas although after et mais tandis alors quand quant apres".split(" "),
);
/** Cues that say how far it has got without a phrase of the move beside them, the strongest first. */
const speakingCues = ["declined", "talks", "approached"] as const satisfies readonly Stage[];

/** A target named in the clause of another entrant is not paired with those outside it; the others keep their order. */
export function tellApart(input: ClauseInput): ToldApart {
  const { pairs, stage, words } = input;
  const whole = { pairs, stages: undefined };
  if (new Set(pairs.map(({ target }) => target)).size < 2) return whole;
  const clauses = toClauses(input);
  const clauseOf = (entity: EntityId | null): Clause | undefined => {
    const at = words.findIndex((word) => word.entity === entity);
    return clauses.find(({ from, to }) => from <= at && at < to);
  };
  const movers = [...new Set(pairs.map(({ entrant }) => entrant))];
  const kept = pairs.filter(({ entrant, target }) => {
    const own = movers.filter((mover) => clauseOf(mover) === clauseOf(target));
    return own.length === 0 || own.includes(entrant);
  });
  const stages = kept.map(({ target }) => clauseOf(target)?.stage ?? stage);
  return { pairs: kept, stages: stages.every((one) => one === stage) ? undefined : stages };
}

function toClauses(input: ClauseInput): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 1; at <= input.words.length; at += 1) {
    if (at < input.words.length && !isBorder(input, at)) continue;
    const clause = { from, to: at, stage: stageWithin(input, from, at) };
    from = at;
    const last = clauses.at(-1);
    // What says nothing of its own goes on with what was said, or leads up to what will be.
    if (last === undefined || (last.stage !== null && clause.stage !== null)) clauses.push(clause);
    else clauses.splice(-1, 1, { from: last.from, to: at, stage: last.stage ?? clause.stage });
  }
  return clauses;
}

function isBorder({ words }: ClauseInput, at: number): boolean {
  return words[at]?.sentence !== words[at - 1]?.sentence || borders.has(words[at]?.text ?? "");
}

function stageWithin({ words, signals, cues }: ClauseInput, from: number, to: number): Stage | null {
  const within = (hit: { readonly from: number; readonly to: number }): boolean => from <= hit.from && hit.to <= to;
  const own = cues.filter((cue) => within(cue) || cue.tag.cue === "hearsay");
  const [hit] = signals.filter(within).toSorted((a, b) => b.tag.weight - a.tag.weight || a.from - b.from);
  if (hit !== undefined) return readStage(hit, { cues: own }, words).stage;
  return speakingCues.find((cue) => own.some(({ tag }) => tag.cue === cue)) ?? null;
}
