/** Text from outside must not drive the terminal: no escape sequence, no cursor move, no reversed reading order gets through. */

const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Bidirectional overrides and isolates (Unicode UAX 9): they make a line read otherwise than it is written. */
const reordering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const controls = /\p{Cc}/gu;

/** One line: breaks become spaces, what orders the reading is dropped, every other control character shows as U+FFFD. */
export function toPlainLine(text: string): string {
  return text.replace(breaks, " ").replace(reordering, "").replace(controls, "\ufffd");
}

/** The same, keeping the lines of a text apart. */
export function toPlainLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map(toPlainLine);
}
