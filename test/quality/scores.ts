/** Measured scores beside their targets: each is noted when it is found, and all are shown in one table when the tests are over. */
import { appendFileSync } from "node:fs";

export interface Target {
  /** What the score has to reach. */
  readonly must: number;
  /** What we would like it to reach. */
  readonly aim?: number;
  /** Whether a smaller value is the better one; default false. */
  readonly lowerIsBetter?: boolean;
}

export interface Score {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly target: Target;
}

/** Names the file to which the tests' processes write their scores. */
export const scoresVariable = "QUALITY_SCORES_FILE";

/** @param name what was measured: group, colon, score, as in `French headlines: stage`. */
export function printScore(name: string, value: number, target: Target): void {
  const [group = "", ...rest] = name.split(": ");
  const score: Score = { group, name: rest.join(": "), value, target };
  const file = process.env[scoresVariable];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(score)}\n`);
}

/** One block a group, one line a score. */
export function toTable(scores: readonly Score[]): string {
  const groups = [...new Set(scores.map(({ group }) => group))].sort();
  const blocks = groups.map((group) => [
    group,
    ...scores.filter((score) => score.group === group).map((score) => `  ${toLine(score)}`),
  ]);
  const missed = scores.filter(({ value, target }) => !reaches(value, target.must, target)).length;
  const total = `${scores.length} scores, ${missed === 0 ? "every must reached" : `${missed} BELOW their must`}`;
  return [...blocks.map((lines) => lines.join("\n")), total].join("\n\n");
}

function toLine({ name, value, target }: Score): string {
  const shown = (label: string, bound: number): string => {
    const sign = target.lowerIsBetter === true ? "<=" : ">=";
    return `${label} ${sign} ${bound.toFixed(3)} ${reaches(value, bound, target) ? "reached" : "not reached"}`;
  };
  const aim = target.aim === undefined ? "" : shown("aim", target.aim);
  return `${name.padEnd(34)} ${value.toFixed(3).padStart(7)}   ${shown("must", target.must).padEnd(28)} ${aim}`.trimEnd();
}

function reaches(value: number, bound: number, { lowerIsBetter }: Target): boolean {
  return lowerIsBetter === true ? value <= bound : value >= bound;
}

/** Precision, recall and their harmonic mean; 0 where nothing was found or there was nothing to find. */
export function precisionRecall(counts: {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
}): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const { hits, falseAlarms, misses } = counts;
  const precision = hits === 0 ? 0 : hits / (hits + falseAlarms);
  const recall = hits === 0 ? 0 : hits / (hits + misses);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}
