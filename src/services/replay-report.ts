/** What a replay amounts to, as a document: alerts in order, why the rest was not told, how many a week, and how early each deal was seen coming. */
import { describeReason } from "../core/describe.ts";
import type { Block, Document } from "../core/message.ts";
import { phrases } from "../core/phrases.ts";
import type { EntityId, Locale, Millis, Pair, Stage } from "../core/types.ts";
import type { ReplayedItem } from "./replay.ts";

const dayMs = 86_400_000;
const forward: ReadonlySet<Stage> = new Set(["rumour", "approached", "talks"]);
const done: ReadonlySet<Stage> = new Set(["deal", "launch", "expansion"]);

/** Days between the first alert about a pair and its first deal, launch or expansion. */
interface LeadTime {
  readonly pair: Pair;
  readonly firstAt: Millis;
  readonly dealAt: Millis;
}

/** One a pair that was told before it was done; the longest first. */
function leadTimes(answers: readonly ReplayedItem[]): readonly LeadTime[] {
  const first = new Map<string, Millis>();
  const found = new Map<string, LeadTime>();
  for (const { pair, stage, at } of toldSteps(answers)) {
    const key = `${pair.entrant}|${pair.target ?? ""}`;
    if (forward.has(stage) && !first.has(key)) first.set(key, at);
    const firstAt = first.get(key);
    if (done.has(stage) && firstAt !== undefined && !found.has(key)) found.set(key, { pair, firstAt, dealAt: at });
  }
  return [...found.values()].sort((a, b) => b.dealAt - b.firstAt - (a.dealAt - a.firstAt));
}

/** Pairs and stages in the order in which they were told. */
function toldSteps(answers: readonly ReplayedItem[]) {
  return answers
    .filter(({ action }) => action !== "none")
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, reading }) => {
      const signal = reading?.signal ?? null;
      return signal === null ? [] : signal.pairs.map((pair) => ({ pair, stage: signal.stage, at }));
    });
}

export interface ReportOptions {
  readonly locale: Locale;
  readonly zone: string;
  readonly nameOf: (entity: EntityId) => string;
}

export function replayReport(answers: readonly ReplayedItem[], options: ReportOptions): Document {
  const words = phrases(options.locale);
  const told = answers.filter(({ action }) => action === "new" || action === "stage-change");
  const updates = answers.filter(({ action }) => action === "update").length;
  const stories = new Set(answers.map(({ storyId }) => storyId)).size;
  const span = spanDays(answers);
  const perWeek = (told.length / Math.max(1, span / 7)).toFixed(1);
  const blocks: Block[] = [
    {
      type: "text",
      text: `${counted(answers.length, "item")} over ${counted(Math.round(span), "day")}, ${stories === 1 ? "1 story" : `${stories} stories`}: ${counted(told.length, "alert")} (${perWeek} a week), ${counted(updates, "update")} of alerts.`,
    },
    { type: "heading", text: "Alerts" },
    {
      type: "items",
      items: told
        .toSorted((a, b) => a.at - b.at)
        .map(({ recorded, at, reading, reasons }) => ({
          ref: recorded.id,
          stage: reading?.signal?.stage ?? null,
          headline: recorded.title,
          url: recorded.url,
          publisher: recorded.publisher,
          at,
          note: reasons[0] === undefined ? null : describeReason(reasons[0], options),
        })),
    },
    { type: "heading", text: "Why the rest was not told" },
    {
      type: "table",
      head: ["reason", "items"],
      rows: countReasons(answers).map(([reason, count]) => [reason, String(count)]),
    },
    ...leadTimeBlocks(answers, options, words.format.date),
  ];
  return { title: "Replay", tone: "plain", blocks, actions: [], file: null };
}

function leadTimeBlocks(
  answers: readonly ReplayedItem[],
  { nameOf, zone }: ReportOptions,
  date: (at: Millis, zone: string) => string,
): readonly Block[] {
  const rows = leadTimes(answers).map(({ pair, firstAt, dealAt }) => [
    pair.target === null ? nameOf(pair.entrant) : `${nameOf(pair.entrant)} × ${nameOf(pair.target)}`,
    date(firstAt, zone),
    date(dealAt, zone),
    `${Math.round((dealAt - firstAt) / dayMs)} days`,
  ]);
  return rows.length === 0
    ? []
    : [
        { type: "heading", text: "Lead times" },
        { type: "table", head: ["pair", "first alert", "done", "lead"], rows },
      ];
}

/** "1 alert", "2 alerts". */
function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function countReasons(answers: readonly ReplayedItem[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { action, reasons, rejected } of answers) {
    if (action === "new" || action === "stage-change") continue;
    const code = rejected === null ? (reasons[0]?.code ?? "no reason") : "rejected";
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function spanDays(answers: readonly ReplayedItem[]): number {
  const times = answers.map(({ at }) => at).sort((a, b) => a - b);
  return ((times.at(-1) ?? 0) - (times[0] ?? 0)) / dayMs;
}
