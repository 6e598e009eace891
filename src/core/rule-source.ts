/** Reading rule text from left to right: where the reader stands, and complaints that point at the character. */
import { AppError } from "./errors.ts";

/** A position in a rule's text; moves on as things are read. */
export interface Source {
  readonly text: string;
  at: number;
}

/** Skips blanks; line ends too where `lines` is set. */
export function skipBlanks(source: Source, lines = false): void {
  const blanks = lines ? /\s*/y : /[^\S\n]*/y;
  take(source, blanks);
}

/** Takes what the sticky pattern finds at the present position; null where it finds nothing, and then nothing moves. */
export function take(source: Source, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = source.at;
  const found = pattern.exec(source.text);
  if (found !== null) source.at += found[0].length;
  return found;
}

/** Looks ahead without moving. */
export function sees(source: Source, pattern: RegExp): boolean {
  pattern.lastIndex = source.at;
  return pattern.test(source.text);
}

/** Characters shown before and behind the caret at the most. */
const shownAround = 60;

/** A refusal that shows the line, or what of a long one is near, and a caret under the character. */
export function refusal(source: Source, problem: string, at: number = source.at): AppError {
  const start = source.text.lastIndexOf("\n", at - 1) + 1;
  const end = source.text.indexOf("\n", at);
  const line = source.text.slice(start, end === -1 ? undefined : end);
  const from = Math.max(0, at - start - shownAround);
  const cut = from > 0 ? "…" : "";
  const shown = `${cut}${line.slice(from, at - start + shownAround)}`;
  const behind = line.length > at - start + shownAround ? "…" : "";
  return new AppError("invalid", `${problem}\n  ${shown}${behind}\n  ${" ".repeat(at - start - from + cut.length)}^`);
}
