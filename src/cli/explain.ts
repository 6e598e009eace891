/** `vigie explain` and `vigie replay`: what the pipeline makes of recorded items, one JSON object a line or a page for people. */
import { toPlainLine } from "../adapters/console/plain.ts";
import { describeQuote, describeReason } from "../core/describe.ts";
import { phrases } from "../core/phrases.ts";
import type { Signal } from "../core/types.ts";
import type { ReplayedItem } from "../services/replay.ts";
import { replayReport } from "../services/replay-report.ts";
import { buildReplay, type Replay } from "../wire-offline.ts";
import { nameOf, printDocument, printLine, printProblem, startProgress, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";

export interface ExplainOptions {
  readonly json?: boolean;
  /** Replay only: the database to write, instead of one in memory. */
  readonly db?: string;
}

/** Explains every item: entities, matches, signal, story, tier, reason, summary. Exit status 1 where a line was bad. */
export async function explain(terminal: Terminal, file: string, options: ExplainOptions): Promise<number> {
  const { answers, replay, status } = await readAndReplay(terminal, file, options);
  for (const answer of answers) {
    printLine(terminal, options.json ? JSON.stringify(toExplained(answer, replay)) : toPage(answer, replay));
  }
  replay.close();
  return status;
}

/** The same with what would have been posted; for people a report of alerts, reasons and lead times. */
export async function replayFile(terminal: Terminal, file: string, options: ExplainOptions): Promise<number> {
  const { answers, replay, status } = await readAndReplay(terminal, file, options);
  if (options.json) {
    for (const answer of answers) {
      printLine(terminal, JSON.stringify({ ...toExplained(answer, replay), alert: answer.action }));
    }
  } else printDocument(terminal, replayReport(answers, replay), replay.zone);
  replay.close();
  return status;
}

async function readAndReplay(terminal: Terminal, file: string, options: ExplainOptions) {
  const config = readSettings(terminal);
  const replay = buildReplay(config, options.db ?? ":memory:");
  const { items, problems } = await replay.read(file, terminal.stdin);
  for (const { line, problem } of problems) printProblem(terminal, `${nameOf(file)}:${line}: ${problem}`);
  const progress = startProgress(terminal, items.length, "items");
  const answers = replay.run(items, (done) => progress.update(done));
  progress.stop();
  return { answers, replay, status: problems.length === 0 ? 0 : 1 };
}

/** The stable output contract: see the README, "Machine-readable output". */
function toExplained(answer: ReplayedItem, replay: Replay) {
  return {
    id: answer.recorded.id,
    tier: answer.tier,
    reason: reasonOf(answer, replay),
    watches: answer.watches,
    entities: answer.entities,
    evidence: answer.evidence,
    signal: toSignal(answer.reading?.signal ?? null),
    story: answer.storyId === null ? "" : `s${answer.storyId}`,
    storyAction: answer.storyAction,
    lang: answer.lang,
    summary: answer.summary,
    quotes: answer.quotes,
    numbers: answer.numbers,
  };
}

function toSignal(signal: Signal | null) {
  if (signal === null) return null;
  const { kind, stage, amounts, attribution, kinds, promises, hedged, citing, pairStages } = signal;
  const pairs = signal.pairs.flatMap(({ entrant, target }) => (target === null ? [] : [[entrant, target]]));
  return {
    kind,
    stage,
    pairs,
    amounts,
    attribution,
    kinds,
    promises,
    hedged,
    citing,
    ...(pairStages && { pairStages }),
  };
}

function reasonOf({ reasons, rejected }: ReplayedItem, replay: Replay): string {
  return rejected ?? reasons.map((reason) => describeReason(reason, replay)).join("; ");
}

function toPage(answer: ReplayedItem, replay: Replay): string {
  const { signal } = toExplained(answer, replay);
  const say = phrases(replay.locale);
  const facts: readonly (readonly [string, string])[] = [
    ["reason", reasonOf(answer, replay)],
    ["watches", answer.watches.join(", ")],
    ["companies", answer.entities.map(replay.nameOf).join(", ")],
    ["signal", signal === null ? "" : `${say.kind[signal.kind]}, ${say.stage[signal.stage]}, ${signal.attribution}`],
    ["pairs", (signal?.pairs ?? []).map((pair) => pair.map((id) => replay.nameOf(id ?? "")).join(" × ")).join(", ")],
    ["story", answer.storyId === null ? "" : `${answer.storyId} (${answer.storyAction})`],
    ["summary", answer.summary],
    ["figures", answer.numbers.map(({ text }) => text).join(", ")],
    ...answer.quotes.map((quote) => ["quote", describeQuote(quote, replay.locale)] as const),
  ];
  const lines = facts
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `  ${name.padEnd(9)} ${toPlainLine(text)}`);
  return [`${answer.tier.toUpperCase().padEnd(6)} ${toPlainLine(answer.recorded.title)}`, ...lines, ""].join("\n");
}
