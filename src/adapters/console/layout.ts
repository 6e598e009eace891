/** How lines are laid out in a terminal: colours, wrapping, columns. Takes text that was made plain before. */
import Table from "cli-table3";
import picocolors from "picocolors";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { phrases } from "../../core/phrases.ts";
import type { Locale, Stage } from "../../core/types.ts";
import { words } from "./words.ts";

/** What a text is laid out for. */
export interface View {
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  readonly locale: Locale;
  /** IANA zone in which dates are written. */
  readonly zone: string;
}

export type Paint = ReturnType<typeof picocolors.createColors>;

/** Colours, or functions that leave the text as it is. */
export function paintFor({ colour }: Pick<View, "colour">): Paint {
  return picocolors.createColors(colour);
}

const stageColours = {
  rumour: "bgWhite",
  approached: "bgCyan",
  talks: "bgYellow",
  deal: "bgGreen",
  launch: "bgBlueBright",
  expansion: "bgMagentaBright",
  declined: "bgRedBright",
  exit: "bgRedBright",
} as const satisfies Readonly<Record<Stage, keyof Paint>>;

/** ` TALKS ` on its colour, or `[TALKS]` where there is none. */
export function stageChip(stage: Stage, { colour, locale }: Pick<View, "colour" | "locale">): string {
  const label = phrases(locale).stage[stage].toLocaleUpperCase(locale);
  if (!colour) return `[${label}]`;
  const paint = paintFor({ colour });
  // No-break spaces: wrapping would trim others away.
  return paint[stageColours[stage]](paint.black(`\u00a0${label}\u00a0`));
}

/** Wraps at the view's width; every line starts with `indent`, the first one with `lead` in its place. Blanks that the text begins with stay, as a caret needs them. */
export function wrap(text: string, { width }: Pick<View, "width">, indent = "", lead = indent): string[] {
  const room = Math.max(10, width - Math.max(stringWidth(indent), stringWidth(lead)));
  const own = (/^ +/.exec(text)?.[0] ?? "").slice(0, room - 10);
  const lines = wrapAnsi(text, room - own.length, { hard: true }).split("\n");
  return lines.map((line, index) => (index === 0 ? lead : indent) + own + line);
}

/** Below this, a table whose words would be broken is told row by row instead. */
const narrow = 60;

/** Columns without rules; the widest give way until the table fits. In a narrow view, a row below the other where words would break. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[], view: View): string[] {
  const paint = paintFor(view);
  const count = Math.max(head.length, ...rows.map((row) => row.length));
  const fill = (row: readonly string[]) => Array.from({ length: count }, (_, n) => row[n] ?? "");
  const cells = [fill(head), ...rows.map(fill)];
  const natural = Array.from({ length: count }, (_, n) =>
    Math.max(1, ...cells.map((row) => stringWidth(row[n] ?? ""))),
  );
  const widths = fitColumns(natural, view.width);
  const breaksWords = cells.some((row) => row.some((cell, n) => longestWord(cell) > (widths[n] ?? 0)));
  if (view.width < narrow && breaksWords) return records(head, rows, view);
  const table = new Table({
    head: fill(head).map((cell) => paint.bold(cell)),
    colWidths: widths.map((width) => width + gap),
    chars: noRules,
    style: { head: [], border: [], "padding-left": 0, "padding-right": gap },
  });
  // Wrapped here: the table's own wrapping would let a long word run over.
  for (const row of rows) table.push(fill(row).map((cell, n) => wrapAnsi(cell, widths[n] ?? 1, { hard: true })));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** Each row under its first cell, the others named by their heads. */
function records(head: readonly string[], rows: readonly (readonly string[])[], view: View): string[] {
  const paint = paintFor(view);
  return rows.flatMap(([first = "", ...others]) => [
    ...wrap(paint.bold(first), view),
    ...others.flatMap((cell, n) =>
      cell === "" ? [] : wrap(words[view.locale].labelled(paint.dim(head[n + 1] ?? ""), cell), view, "  "),
    ),
  ]);
}

const longestWord = (cell: string): number => Math.max(0, ...cell.split(/\s+/u).map((word) => stringWidth(word)));

const gap = 2;
const leastColumn = 6;

const noRules = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

function fitColumns(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const room = width - gap * widths.length;
  let over = widths.reduce((sum, each) => sum + each, 0) - room;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= leastColumn) break;
    widths[widths.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return widths;
}
