/** How the labelled data is scored: B-cubed, alerts a story, swallowed stories, pair precision and ROUGE, as the literature defines them. */

/** One item's true group and the group it was given. */
export interface Assignment {
  readonly truth: string;
  readonly given: string;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const f1 = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);

function countBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}

const cell = (row: Assignment): string => JSON.stringify([row.truth, row.given]);

/** B-cubed (Bagga and Baldwin, 1998): averaged over items, so a large story counts as often as it was reported. */
export function bCubed(rows: readonly Assignment[]): Score {
  const truths = countBy(rows, (row) => row.truth);
  const givens = countBy(rows, (row) => row.given);
  const both = countBy(rows, cell);
  let precision = 0;
  let recall = 0;
  for (const row of rows) {
    const shared = both.get(cell(row)) ?? 0;
    precision += shared / (givens.get(row.given) ?? 1) / rows.length;
    recall += shared / (truths.get(row.truth) ?? 1) / rows.length;
  }
  return { precision, recall, f1: f1(precision, recall) };
}

/** Of all pairs of items put together, the share that belongs together; of all that belong together, the share put so. */
export function pairScore(rows: readonly Assignment[]): Score {
  const pairs = (counts: Map<string, number>): number =>
    [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const right = pairs(countBy(rows, cell));
  const given = pairs(countBy(rows, (row) => row.given));
  const truth = pairs(countBy(rows, (row) => row.truth));
  const precision = given === 0 ? 1 : right / given;
  const recall = truth === 0 ? 1 : right / truth;
  return { precision, recall, f1: f1(precision, recall) };
}

/** True stories that never get an alert of their own: none of their items opens a group. Rows in order of arrival. */
export function swallowed(rows: readonly Assignment[]): readonly string[] {
  const opened = new Set<string>();
  const told = new Set<string>();
  for (const row of rows) {
    if (opened.has(row.given)) continue;
    opened.add(row.given);
    told.add(row.truth);
  }
  return [...new Set(rows.map((row) => row.truth))].filter((truth) => !told.has(truth));
}

/** Alerts per true story when every group is told once: groups given over true stories that were told. Rows in order of arrival. */
export function alertsPerStory(rows: readonly Assignment[]): number {
  const groups = new Set(rows.map((row) => row.given)).size;
  const told = new Set(rows.map((row) => row.truth)).size - swallowed(rows).length;
  return told === 0 ? 0 : groups / told;
}

/** Tokens as ROUGE-1.5.5 takes them: lower-case runs of letters and digits; accents are kept, as French references need. */
const rougeTokens = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function grams(tokens: readonly string[], n: number): Map<string, number> {
  return countBy(
    tokens.slice(0, Math.max(0, tokens.length - n + 1)).map((_, at) => tokens.slice(at, at + n).join(" ")),
    (gram) => gram,
  );
}

/** F-measure of ROUGE-n (Lin, 2004) against one reference, 0..1. */
export function rouge(candidate: string, reference: string, n: 1 | 2): number {
  const given = grams(rougeTokens(candidate), n);
  const truth = grams(rougeTokens(reference), n);
  const size = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  let shared = 0;
  for (const [gram, count] of given) shared += Math.min(count, truth.get(gram) ?? 0);
  if (shared === 0) return 0;
  return f1(shared / size(given), shared / size(truth));
}
