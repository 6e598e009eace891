/** `vigie match`: tries rules on headlines without touching any setting. */
import { toPlainLine } from "../adapters/console/plain.ts";
import { loadRules } from "../config-rules.ts";
import { describeCause } from "../core/describe.ts";
import type { MissCause } from "../core/types.ts";
import { buildRuleTrial } from "../wire-offline.ts";
import { nameOf, printLine, printProblem, startProgress, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";

export interface MatchOptions {
  readonly rules: string;
  readonly json?: boolean;
}

/** One line an item: which rules it meets, where, and why it fails the others. Exit status 1 where a line was bad. */
export async function match(terminal: Terminal, file: string, options: MatchOptions): Promise<number> {
  const trial = buildRuleTrial(readSettings(terminal), loadRules(options.rules));
  for (const { rule, reference, near } of trial.unknown) {
    printProblem(terminal, `rule "${rule}": expected a list or company of the packs, given "${reference}"${near}`);
  }
  const { items, problems } = await trial.read(file, terminal.stdin);
  for (const { line, problem } of problems) printProblem(terminal, `${nameOf(file)}:${line}: ${problem}`);
  const progress = startProgress(terminal, items.length, "items");
  for (const [index, item] of items.entries()) {
    const { matched, missed } = trial.run(item);
    const answer = {
      id: item.id,
      matched: matched.map(({ rule }) => rule.name),
      evidence: matched.flatMap(({ evidence }) => evidence),
      failed: missed.map(({ rule, causes }) => ({ rule: rule.name, reason: describeAll(causes, trial.nameOf) })),
    };
    printLine(terminal, options.json ? JSON.stringify(answer) : toPage(item.title, answer));
    progress.update(index + 1);
  }
  progress.stop();
  return problems.length === 0 ? 0 : 1;
}

function describeAll(causes: readonly MissCause[], nameOf: (entity: string) => string): string {
  return causes.map((cause) => describeCause(cause, { locale: "en", zone: "UTC", nameOf })).join("; ");
}

function toPage(
  title: string,
  answer: {
    readonly matched: readonly string[];
    readonly evidence: readonly { readonly term: string }[];
    readonly failed: readonly { readonly rule: string; readonly reason: string }[];
  },
): string {
  const words = [...new Set(answer.evidence.map(({ term }) => term))].join(", ");
  const lines = [
    ...answer.matched.map((name) => `  + ${name}${words === "" ? "" : ` (${words})`}`),
    ...answer.failed.map(({ rule, reason }) => `  - ${rule}: ${reason}`),
  ];
  return [toPlainLine(title), ...lines, ""].join("\n");
}
