/** Prints a measured score next to its targets: the one form in which every quality test shows what it found. */

export interface Target {
  /** What the score has to reach. */
  readonly must: number;
  /** What we would like it to reach. */
  readonly aim?: number;
  /** Whether a smaller value is the better one; default false. */
  readonly lowerIsBetter?: boolean;
}

/** Writes one line, e.g. `signal F1  0.861  must 0.750 reached  aim 0.900 not reached`. */
export function printScore(name: string, value: number, target: Target): void {
  const reached = (bound: number): string => {
    const holds = target.lowerIsBetter === true ? value <= bound : value >= bound;
    return `${bound.toFixed(3)} ${holds ? "reached" : "not reached"}`;
  };
  const aim = target.aim === undefined ? "" : `  aim ${reached(target.aim)}`;
  console.log(`${name.padEnd(44)} ${value.toFixed(3)}  must ${reached(target.must)}${aim}`);
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
