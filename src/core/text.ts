/**
 * Reading a text as words: what counts as one word, and which spellings of neighbouring words count as one, in English and French.
 * The slow and obvious way, used for terms and by the reference matcher; `match-scan.ts` reads headlines faster and must agree with it.
 *
 * A text becomes a row of words. Articles and pronouns that lost their vowel (l', qu') and endings after an apostrophe ('s, 'll) are not
 * words of their own. Over the row lie *joins*: other readings of one or more neighbouring words as a single one, such as `walmart` over
 * `wal` and `mart`, `loreal` over `oreal` (of L'Oréal), or `10000` over `10` and `000`.
 */
import { foldWithOffsets } from "./fold.ts";

/** A reading of the words `from` up to, not including, `to`. */
export interface Join {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A word with its place in the source: UTF-16 offsets, end exclusive. */
interface Word {
  /** Folded; `&` for every spelling of "and". */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Text {
  readonly words: readonly Word[];
  readonly joins: readonly Join[];
}

/** French words that lose their vowel before another: l'enseigne, jusqu'à. */
export const elisions: ReadonlySet<string> = new Set(
  "l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu".split(" "),
);
/** English endings after an apostrophe: retailer's, won't, they'll. */
export const endings: ReadonlySet<string> = new Set("s t re ll ve d m".split(" "));
/** Written `&` in names: Marks and Spencer, Marks et Spencer, Marks & Spencer. */
export const ands: ReadonlySet<string> = new Set(["and", "et"]);
/** Most pieces that one join spans: click-and-collect. */
export const joinLimit = 3;
/** Fewest letters of either half of a name written in two words: Inter Marché. */
export const halfLength = 3;

/** Reads a text of any content as words. Linear. */
export function readText(raw: string): Text {
  const pieces = mergeAcronyms(readPieces(raw));
  const row = toRow(pieces);
  return { words: row.words, joins: [...joinGlued(row), ...joinHalves(row), ...joinNumbers(row)] };
}

/** A run of letters and digits, with the folded text that stands behind it up to the next one. */
interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  readonly after: string;
}

interface Row {
  readonly words: readonly Word[];
  readonly pieces: readonly Piece[];
  /** How many words stand before each piece. */
  readonly starts: readonly number[];
  /** How many words stand before the end of each piece. */
  readonly ends: readonly number[];
}

function readPieces(raw: string): Piece[] {
  const { text, offsets } = foldWithOffsets(raw);
  const runs = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  return runs.map((run, index) => {
    const end = run.index + run[0].length;
    const start = offsets[run.index] ?? 0;
    return {
      text: run[0],
      start,
      end: endOffset(offsets, end),
      capital: isCapital(raw, start),
      after: text.slice(end, runs[index + 1]?.index),
    };
  });
}

/** A ligature's letters share one offset: a run that ends within it ends behind it. */
export function endOffset(offsets: Int32Array, index: number): number {
  let next = index;
  while (next < offsets.length - 1 && offsets[next] === offsets[index - 1]) next += 1;
  return offsets[next] ?? 0;
}

/** Whether the character at `offset` is a capital letter. */
export function isCapital(raw: string, offset: number): boolean {
  const point = raw.codePointAt(offset);
  return point !== undefined && /\p{Lu}|\p{Lt}/u.test(String.fromCodePoint(point).normalize("NFKD"));
}

/** Whether the character at `offset` is a small letter. */
export function isSmall(raw: string, offset: number): boolean {
  const code = raw.charCodeAt(offset);
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  const point = raw.codePointAt(offset);
  return point !== undefined && /\p{Ll}/u.test(String.fromCodePoint(point).normalize("NFKD"));
}

/** S.N.C.F. is one word, in capitals only; "U. S. A." too, as some agencies write it. */
function mergeAcronyms(pieces: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = [];
  let index = 0;
  while (index < pieces.length) {
    const count = acronymLength(pieces, index);
    const first = pieces[index];
    const last = pieces[index + count - 1];
    if (first === undefined || last === undefined) break;
    const text = pieces
      .slice(index, index + count)
      .map((piece) => piece.text)
      .join("");
    merged.push({ text, start: first.start, end: last.end, capital: first.capital, after: last.after });
    index += count;
  }
  return merged;
}

/** How many pieces from `index` on are letters of one acronym; 1 where it is none. */
function acronymLength(pieces: readonly Piece[], index: number): number {
  const separator = pieces[index]?.after;
  if (separator !== "." && separator !== ". ") return 1;
  let count = 0;
  while (isInitial(pieces[index + count]) && (count === 0 || pieces[index + count - 1]?.after === separator))
    count += 1;
  const last = pieces[index + count - 1];
  if (separator === ". " && !last?.after.startsWith(".")) count -= 1;
  return Math.max(count, 1);
}

function isInitial(piece: Piece | undefined): boolean {
  return piece?.capital === true && piece.text.length === 1;
}

function toRow(pieces: readonly Piece[]): Row {
  const row = { pieces, words: [] as Word[], starts: [] as number[], ends: [] as number[] };
  pieces.forEach((piece, index) => {
    row.starts.push(row.words.length);
    if (!isElided(piece, pieces[index + 1]) && !isEnding(piece, pieces[index - 1])) {
      row.words.push({ text: ands.has(piece.text) ? "&" : piece.text, start: piece.start, end: piece.end });
    }
    row.ends.push(row.words.length);
    const next = pieces[index + 1];
    if (piece.after.includes("&")) row.words.push({ text: "&", start: piece.end, end: next?.start ?? piece.end });
    else if (isPlus(piece, next)) row.words.push({ text: "plus", start: piece.end, end: piece.end + 1 });
  });
  return row;
}

/** Whether `piece` is an article or pronoun glued to `next`: d'Amazon. */
function isElided(piece: Piece, next: Piece | undefined): boolean {
  return next !== undefined && piece.after === "'" && elisions.has(piece.text);
}

/** Whether `piece` is an ending glued to `before`: Amazon's. */
function isEnding(piece: Piece, before: Piece | undefined): boolean {
  return before?.after === "'" && !elisions.has(before.text) && endings.has(piece.text);
}

/** Canal+ is Canal Plus; a sum or a number (50+) is not. */
function isPlus(piece: Piece, next: Piece | undefined): boolean {
  const plus = piece.after.startsWith("+") && (next === undefined || piece.after.length > 1);
  return plus && !/\d$/.test(piece.text);
}

/** Readings across hyphens and apostrophes: e-commerce, L'Oréal, Sainsbury's. */
function joinGlued(row: Row): Join[] {
  const joins: Join[] = [];
  for (let first = 0; first < row.pieces.length; first += 1) {
    let text = row.pieces[first]?.text ?? "";
    for (let last = first + 1; last < Math.min(first + joinLimit, row.pieces.length); last += 1) {
      if (!isGlue(row.pieces[last - 1]?.after)) break;
      text += row.pieces[last]?.text ?? "";
      addJoin(joins, text, row.starts[first] ?? 0, row.ends[last] ?? 0);
    }
  }
  return joins;
}

function isGlue(after: string | undefined): boolean {
  return after === "-" || after === "'";
}

/** Capitalised halves with a blank between: Wal Mart, Inter Marché. */
function joinHalves(row: Row): Join[] {
  const joins: Join[] = [];
  for (let index = 0; index + 1 < row.pieces.length; index += 1) {
    const [left, right] = [row.pieces[index], row.pieces[index + 1]];
    if (left?.after !== " " || !isHalf(left) || !isHalf(right)) continue;
    addJoin(joins, left.text + (right?.text ?? ""), row.starts[index] ?? 0, row.ends[index + 1] ?? 0);
  }
  return joins;
}

function isHalf(piece: Piece | undefined): boolean {
  return piece?.capital === true && piece.text.length >= halfLength;
}

/** Thousands with any grouping: 10 000, 10.000, 10,000, 10'000. */
function joinNumbers(row: Row): Join[] {
  const joins: Join[] = [];
  let index = 0;
  while (index < row.pieces.length) {
    const count = numberLength(row.pieces, index);
    const parts = row.pieces.slice(index, index + count);
    if (count > 1) {
      const text = parts.map((piece) => piece.text).join("");
      addJoin(joins, text, row.starts[index] ?? 0, row.ends[index + count - 1] ?? 0);
    }
    index += count;
  }
  return joins;
}

/** How many pieces from `index` on are groups of digits of one number; 1 where there is but one. */
function numberLength(pieces: readonly Piece[], index: number): number {
  const separator = pieces[index]?.after ?? "";
  if (!/^[ .,']$/.test(separator) || !/^\d{1,3}$/.test(pieces[index]?.text ?? "")) return 1;
  let count = 1;
  while (pieces[index + count - 1]?.after === separator && /^\d{3}$/.test(pieces[index + count]?.text ?? ""))
    count += 1;
  return count;
}

function addJoin(joins: Join[], text: string, from: number, to: number): void {
  if (from < to) joins.push({ text, from, to });
}
