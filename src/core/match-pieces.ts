/**
 * Cutting a field into pieces, fast: the runs of letters and digits of `text.ts`, folded, with what stands behind each, and no string made.
 *
 * One pass over the code units looks each up in a table made from `foldTable`: a letter's folded form, or a class of separator. Letters go
 * to a buffer and into a running hash. Texts with rare characters (ligatures, other scripts, character references) are folded by
 * `foldWithOffsets` first and read in folded form, with offsets led back.
 */
import { foldsAway, foldsToMany, foldTable, foldTableSize, foldWithOffsets } from "./fold.ts";
import { at, byteAt, unitAt } from "./match-array.ts";
import { hashStep } from "./match-vocabulary.ts";
import { endOffset, isCapital } from "./text.ts";
import { referenceAt } from "./text-reference.ts";

// Classes of code units; from `firstLetter` on, the folded letter or digit itself.
const gone = 0;
const other = 1;
export const apostrophe = 2;
export const hyphen = 3;
export const blank = 4;
export const dot = 5;
export const comma = 6;
const ampersand = 7;
const plus = 8;
const rare = 9;
const firstLetter = 0x30;

// What stands behind a piece: one separator alone, or `dotBlank`; then marks that hold besides.
export const dotBlank = 10;
export const afterKind = 0x0f;
export const hasAmpersand = 0x10;
export const startsWithPlus = 0x20;
export const startsWithDot = 0x40;
export const isLonger = 0x80;

const letterOrDigit = /[\p{L}\p{N}]/u;
const classes: ReadonlyMap<string, number> = new Map([
  ["'", apostrophe],
  ["-", hyphen],
  [" ", blank],
  [".", dot],
  [",", comma],
  ["&", ampersand],
  ["+", plus],
]);
const classTable: Uint16Array = Uint16Array.from({ length: foldTableSize }, (_, code) => {
  const folded = foldTable[code] ?? foldsToMany;
  if (folded === foldsAway) return gone;
  if (folded === foldsToMany) return rare;
  const character = String.fromCharCode(folded);
  return letterOrDigit.test(character) ? folded : (classes.get(character) ?? other);
});
const capitalTable: Uint8Array = Uint8Array.from({ length: foldTableSize }, (_, code) =>
  isCapital(String.fromCharCode(code), 0) ? 1 : 0,
);

/** Letters, digits and pieces of the field that was read last. */
export interface Pieces {
  count: number;
  /** Whether any letter with a dot behind it may begin an acronym. */
  initials: boolean;
  readonly units: Uint16Array;
  /** Bounds of each piece in `units`; a piece begins where the one before it ends. */
  readonly froms: Int32Array;
  readonly tos: Int32Array;
  /** UTF-16 offsets into the field as published. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  readonly capitals: Uint8Array;
  /** What stands behind each. */
  readonly afters: Uint8Array;
  /** Number of words before each piece, and before its end: filled in when words are told from silent pieces. */
  readonly wordStarts: Int32Array;
  readonly wordEnds: Int32Array;
}

/** Room that is kept from one field to the next, in UTF-16 units. */
const keptRoom = 8192;

export interface PieceReader {
  /** Cuts a field into pieces, which hold until the next reading. Linear in its length; never throws. */
  read(this: void, raw: string): Pieces;
}

export function createPieceReader(): PieceReader {
  const kept = createPieces(keptRoom);
  const keptOffsets = ownOffsets(keptRoom);
  const roomFor = (length: number): Pieces => (length < keptRoom ? kept : createPieces(length));
  const read = (raw: string): Pieces => {
    const pieces = roomFor(raw.length);
    const offsets = raw.length < keptRoom ? keptOffsets : ownOffsets(raw.length);
    if (scanPieces({ text: raw, folded: false, raw, offsets }, pieces)) return pieces;
    const folded = foldWithOffsets(raw);
    const foldedPieces = roomFor(folded.text.length);
    scanPieces({ ...folded, folded: true, raw }, foldedPieces);
    return foldedPieces;
  };
  return { read };
}

/** Between two pieces stands at least one separator. */
function createPieces(length: number): Pieces {
  const size = (length >> 1) + 2;
  const ints = (): Int32Array => new Int32Array(size);
  return {
    count: 0,
    initials: false,
    units: new Uint16Array(length + 1),
    froms: ints(),
    tos: ints(),
    starts: ints(),
    ends: ints(),
    hashes: ints(),
    capitals: new Uint8Array(size),
    afters: new Uint8Array(size),
    wordStarts: ints(),
    wordEnds: ints(),
  };
}

/** A text under the scanner: as published, or folded with its way back. */
interface Source {
  readonly text: string;
  readonly folded: boolean;
  /** The text as published. */
  readonly raw: string;
  /** Where each unit of the text stands in `raw`, and one entry more. */
  readonly offsets: Int32Array;
}

/** The offsets of a text as published: 0, 1, 2... */
function ownOffsets(length: number): Int32Array {
  const offsets = new Int32Array(length + 1);
  for (let index = 0; index <= length; index += 1) offsets[index] = index;
  return offsets;
}

/** Returned in place of an index where a text as published holds a rare character. */
const needsFolding = -1;

/**
 * Cuts a text into pieces, letters and gaps in turn. False where it has to be folded first.
 * One loop over the units, with all it writes to at hand: most of the time that a headline costs is spent here.
 */
function scanPieces(source: Source, pieces: Pieces): boolean {
  const { text, offsets, raw } = source;
  const { units, froms, tos, hashes, starts, ends, capitals, afters } = pieces;
  const { length } = text;
  pieces.count = 0;
  pieces.initials = false;
  let count = 0;
  let to = 0;
  let index = scanGap(source, 0, pieces);
  while (index < length && index !== needsFolding) {
    const from = to;
    const begin = index;
    let hash = 0;
    for (; index < length; index += 1) {
      const kind = classAt(text, index, source);
      if (kind >= firstLetter) {
        units[to] = kind;
        to += 1;
        hash = hashStep(hash, kind);
      } else if (kind !== gone) break;
    }
    froms[count] = from;
    tos[count] = to;
    hashes[count] = hash;
    starts[count] = at(offsets, begin);
    ends[count] = endOffset(offsets, index);
    capitals[count] = capitalAt(raw, at(starts, count));
    count += 1;
    if (isBlankThenLetter(text, index)) {
      afters[count - 1] = blank;
      index += 1;
    } else {
      pieces.count = count;
      index = scanGap(source, index, pieces);
    }
  }
  pieces.count = count;
  return index !== needsFolding;
}

/** Whether a lone blank parts two runs, as most do. */
function isBlankThenLetter(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== 0x20) return false;
  const next = text.charCodeAt(index + 1);
  return next < foldTableSize && unitAt(classTable, next) >= firstLetter;
}

/** Reads what stands between runs; blanks count once. Returns where the next run begins. */
function scanGap(source: Source, index: number, pieces: Pieces): number {
  const { text } = source;
  let after = 0;
  let separators = 0;
  let last = gone;
  let next = index;
  for (; next < text.length; next += 1) {
    const kind = classAt(text, next, source);
    if (kind >= firstLetter) break;
    if (kind === gone || (kind === blank && last === blank)) continue;
    if (kind === rare || (kind === ampersand && isReference(source, next))) return needsFolding;
    separators += 1;
    after = noteSeparator(after, separators, kind);
    last = kind;
  }
  if (pieces.count > 0) noteAfter(pieces, pieces.count - 1, after);
  return next;
}

function noteAfter(pieces: Pieces, piece: number, after: number): void {
  pieces.afters[piece] = after;
  const kind = after & afterKind;
  if (kind === dot || kind === dotBlank) pieces.initials ||= isInitial(pieces, piece);
}

/** Whether a piece is a single capital letter. */
export function isInitial(pieces: Pieces, index: number): boolean {
  return byteAt(pieces.capitals, index) === 1 && at(pieces.tos, index) - at(pieces.froms, index) === 1;
}

/** References are read by folding; a folded text has none left. */
function isReference({ text, folded }: Source, index: number): boolean {
  return !folded && referenceAt(text, index) !== null;
}

/** Class of the unit at `index` of the text of a source. */
function classAt(text: string, index: number, source: Source): number {
  const code = text.charCodeAt(index);
  return code < foldTableSize ? unitAt(classTable, code) : classOfRare(source, index);
}

/** What folding makes of a lone surrogate. */
const replacement = 0xfffd;

/** Class of a unit outside the table: in a folded text, both halves of a surrogate pair are of the class of the whole. */
function classOfRare({ text, folded }: Source, index: number): number {
  if (!folded) return rare;
  const code = text.charCodeAt(index);
  if (code === replacement) return other;
  const isLow = code >= 0xdc00 && code <= 0xdfff;
  const point = text.codePointAt(isLow ? index - 1 : index) ?? code;
  return letterOrDigit.test(String.fromCodePoint(point)) ? code : other;
}

function capitalAt(raw: string, start: number): number {
  const code = raw.charCodeAt(start);
  return code < foldTableSize ? byteAt(capitalTable, code) : Number(isCapital(raw, start));
}

/** What stands behind a piece, after one more separator. */
function noteSeparator(after: number, separators: number, kind: number): number {
  const ampersandMark = kind === ampersand ? hasAmpersand : 0;
  if (separators === 1) {
    const mark = kind === plus ? startsWithPlus : kind === dot ? startsWithDot : 0;
    return kind | mark | ampersandMark;
  }
  const both = separators === 2 && (after & afterKind) === dot && kind === blank ? dotBlank : other;
  return (after & (hasAmpersand | startsWithPlus | startsWithDot)) | both | isLonger | ampersandMark;
}
