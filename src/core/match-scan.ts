/**
 * Reading a field fast: the words and joins of `text.ts`, as numbers of a vocabulary, with no string made on the way.
 *
 * One pass over the code units looks each up in a table made from `foldTable`: a letter's folded form, or a class of separator. Letters go
 * to a buffer and into a running hash; every run of them becomes a *piece* that remembers what stood behind it. A second, shorter pass over
 * the pieces decides which are words and which neighbours join. A join needs no copying: its letters lie side by side in the buffer, and
 * its hash follows from those of its parts. Texts with rare characters (ligatures, other scripts, character references) are folded by
 * `foldWithOffsets` first and scanned in folded form, with offsets led back.
 */
import { foldsAway, foldsToMany, foldTable, foldTableSize, foldWithOffsets } from "./fold.ts";
import { at, hashStep, type Vocabulary, type WordId } from "./match-vocabulary.ts";
import { endOffset, halfLength, isCapital, joinLimit } from "./text.ts";
import { referenceAt } from "./text-reference.ts";

/** A field as read: words in order, and joins as a linked list by first word. Overwritten by the next reading. */
export interface Lattice {
  wordCount: number;
  words: Int32Array;
  /** UTF-16 offsets into the field as published. */
  starts: Int32Array;
  ends: Int32Array;
  /** First join that begins at a word; -1 for none. */
  joinHeads: Int32Array;
  readonly joins: { readonly words: WordId[]; readonly ends: number[]; readonly nexts: number[] };
}

/** What the scanner has to know about some words of the vocabulary. */
export interface ScanWords {
  readonly vocabulary: Vocabulary;
  readonly and: WordId;
  readonly plus: WordId;
  /** By word: 1 for elisions, 2 for endings, 3 for both. */
  readonly silent: Uint8Array;
  /** Further numbers of a word, for terms that allow a typing error; null where no term does. */
  readonly typos: ((text: string) => readonly WordId[]) | null;
}

const isElision = 1;
const isEnding = 2;

// Classes of code units; from `firstLetter` on, the folded letter or digit itself.
const gone = 0;
const other = 1;
const apostrophe = 2;
const hyphen = 3;
const blank = 4;
const dot = 5;
const comma = 6;
const ampersand = 7;
const plus = 8;
const rare = 9;
const firstLetter = 0x30;

// What stands behind a piece: one separator alone, or `dotBlank`; then marks that hold besides.
const dotBlank = 10;
const afterKind = 0x0f;
const hasAmpersand = 0x10;
const startsWithPlus = 0x20;
const startsWithDot = 0x40;
const isLonger = 0x80;

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

/** Letters, digits and pieces of the field being read. */
interface Pieces {
  count: number;
  units: Uint16Array;
  /** Bounds of each piece in `units`. */
  froms: Int32Array;
  tos: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  hashes: Int32Array;
  capitals: Uint8Array;
  afters: Uint8Array;
  words: Int32Array;
  /** Number of words before each piece, and before its end. */
  wordStarts: Int32Array;
  wordEnds: Int32Array;
}

export interface Scanner {
  /** Reads a field. Linear in its length; never throws. */
  read(this: void, raw: string, into: Lattice): void;
}

export function createLattice(): Lattice {
  const none = new Int32Array(0);
  return {
    wordCount: 0,
    words: none,
    starts: none,
    ends: none,
    joinHeads: none,
    joins: { words: [], ends: [], nexts: [] },
  };
}

export function createScanner(words: ScanWords): Scanner {
  let pieces = createPieces(256);
  const read = (raw: string, lattice: Lattice): void => {
    if (pieces.units.length < raw.length + 2) pieces = createPieces(raw.length * 2);
    if (!scanPieces({ text: raw, offsets: null, raw }, pieces)) {
      const folded = foldWithOffsets(raw);
      if (pieces.units.length < folded.text.length + 2) pieces = createPieces(folded.text.length * 2);
      scanPieces({ ...folded, raw }, pieces);
    }
    mergeAcronyms(pieces);
    layWords(pieces, words, lattice);
    layJoins(pieces, words.vocabulary, lattice);
  };
  return { read };
}

function createPieces(size: number): Pieces {
  const ints = (): Int32Array => new Int32Array(size + 2);
  return {
    count: 0,
    units: new Uint16Array(size + 2),
    froms: ints(),
    tos: ints(),
    starts: ints(),
    ends: ints(),
    hashes: ints(),
    capitals: new Uint8Array(size + 2),
    afters: new Uint8Array(size + 2),
    words: ints(),
    wordStarts: ints(),
    wordEnds: ints(),
  };
}

/** A text under the scanner: as published (`offsets` null), or folded with its way back. */
interface Source {
  readonly text: string;
  readonly offsets: Int32Array | null;
  readonly raw: string;
}

/** Returned in place of an index where a text as published holds a rare character. */
const needsFolding = -1;

/** Cuts a text into pieces, letters and gaps in turn. False where it has to be folded first. */
function scanPieces(source: Source, pieces: Pieces): boolean {
  pieces.count = 0;
  let index = scanGap(source, 0, pieces);
  while (index !== needsFolding && index < source.text.length) {
    index = scanRun(source, index, pieces);
    if (index !== needsFolding) index = scanGap(source, index, pieces);
  }
  return index !== needsFolding;
}

/** Reads a run of letters and digits from `index` on; returns where it ends. */
function scanRun(source: Source, index: number, pieces: Pieces): number {
  const { text, offsets, raw } = source;
  const { units, count } = pieces;
  const from = count === 0 ? 0 : at(pieces.tos, count - 1);
  const start = offsets === null ? index : at(offsets, index);
  let to = from;
  let hash = 0;
  let end = index;
  for (; end < text.length; end += 1) {
    const kind = classAt(source, end);
    if (kind === gone) continue;
    if (kind < firstLetter) break;
    units[to] = kind;
    to += 1;
    hash = hashStep(hash, kind);
  }
  pieces.froms[count] = from;
  pieces.tos[count] = to;
  pieces.hashes[count] = hash;
  pieces.starts[count] = start;
  pieces.ends[count] = offsets === null ? end : endOffset(offsets, end);
  pieces.capitals[count] = capitalAt(raw, start);
  pieces.afters[count] = 0;
  pieces.count = count + 1;
  return end;
}

/** Reads what stands between runs; blanks count once. Returns where the next run begins. */
function scanGap(source: Source, index: number, pieces: Pieces): number {
  let after = 0;
  let separators = 0;
  let last = gone;
  let next = index;
  for (; next < source.text.length; next += 1) {
    const kind = classAt(source, next);
    if (kind >= firstLetter) break;
    if (kind === rare || (kind === ampersand && isReference(source, next))) return needsFolding;
    if (kind === gone || (kind === blank && last === blank)) continue;
    separators += 1;
    after = noteSeparator(after, separators, kind);
    last = kind;
  }
  if (pieces.count > 0) pieces.afters[pieces.count - 1] = after;
  return next;
}

function classAt(source: Source, index: number): number {
  const code = source.text.charCodeAt(index);
  if (code < foldTableSize) return at(classTable, code);
  return source.offsets === null ? rare : classOfRare(source.text, index);
}

/** References are read by folding; a folded text has none left. */
function isReference({ text, offsets }: Source, index: number): boolean {
  return offsets === null && referenceAt(text, index) !== null;
}

/** What folding makes of a lone surrogate. */
const replacement = 0xfffd;

/** Class of a unit outside the table, in a folded text. Both halves of a surrogate pair are of the class of the whole. */
function classOfRare(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code === replacement) return other;
  const isLow = code >= 0xdc00 && code <= 0xdfff;
  const point = text.codePointAt(isLow ? index - 1 : index) ?? code;
  return letterOrDigit.test(String.fromCodePoint(point)) ? code : other;
}

function capitalAt(raw: string, start: number): number {
  const code = raw.charCodeAt(start);
  return code < foldTableSize ? at(capitalTable, code) : Number(isCapital(raw, start));
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

/** Letters of an acronym become one piece: see `text.ts`. */
function mergeAcronyms(pieces: Pieces): void {
  let write = 0;
  for (let index = 0; index < pieces.count; ) {
    const count = acronymLength(pieces, index);
    if (write !== index || count > 1) movePiece(pieces, index, count, write);
    write += 1;
    index += count;
  }
  pieces.count = write;
}

function acronymLength(pieces: Pieces, index: number): number {
  const separator = at(pieces.afters, index) & afterKind;
  if ((separator !== dot && separator !== dotBlank) || !isInitial(pieces, index)) return 1;
  let end = index + 1;
  while (end < pieces.count && isInitial(pieces, end) && (at(pieces.afters, end - 1) & afterKind) === separator)
    end += 1;
  if (separator === dotBlank && (at(pieces.afters, end - 1) & startsWithDot) === 0) end -= 1;
  return Math.max(end - index, 1);
}

function isInitial(pieces: Pieces, index: number): boolean {
  return at(pieces.capitals, index) === 1 && at(pieces.tos, index) - at(pieces.froms, index) === 1;
}

function movePiece(pieces: Pieces, index: number, count: number, write: number): void {
  const last = index + count - 1;
  let hash = 0;
  for (let unit = at(pieces.froms, index); unit < at(pieces.tos, last); unit += 1) {
    hash = hashStep(hash, at(pieces.units, unit));
  }
  pieces.froms[write] = at(pieces.froms, index);
  pieces.tos[write] = at(pieces.tos, last);
  pieces.starts[write] = at(pieces.starts, index);
  pieces.ends[write] = at(pieces.ends, last);
  pieces.hashes[write] = hash;
  pieces.capitals[write] = at(pieces.capitals, index);
  pieces.afters[write] = at(pieces.afters, last);
}

/** Tells words from silent pieces, and adds the words that are written as signs. */
function layWords(pieces: Pieces, scanWords: ScanWords, lattice: Lattice): void {
  const { vocabulary, silent, typos } = scanWords;
  clear(lattice, pieces.count);
  let silentBefore = 0;
  for (let index = 0; index < pieces.count; index += 1) {
    const [from, to, after] = [at(pieces.froms, index), at(pieces.tos, index), at(pieces.afters, index)];
    const word = vocabulary.lookup(pieces.units, from, to, at(pieces.hashes, index));
    const role = at(silent, word);
    const tight = index > 0 && (at(pieces.afters, index - 1) & afterKind) === apostrophe;
    const elided = (role & isElision) !== 0 && (after & afterKind) === apostrophe && index + 1 < pieces.count;
    const ends = (role & isEnding) !== 0 && tight && (silentBefore & isElision) === 0;
    silentBefore = role;
    pieces.wordStarts[index] = lattice.wordCount;
    if (!elided && !ends) {
      addWord(lattice, word, at(pieces.starts, index), at(pieces.ends, index));
      if (typos !== null && word !== scanWords.and) addTypos(lattice, typos(unitsToText(pieces.units, from, to)));
    }
    pieces.wordEnds[index] = lattice.wordCount;
    if ((after & (hasAmpersand | startsWithPlus)) !== 0) addSign(pieces, index, scanWords, lattice);
  }
}

function addSign(pieces: Pieces, index: number, { and, plus: plusWord, typos }: ScanWords, lattice: Lattice): void {
  const after = at(pieces.afters, index);
  const end = at(pieces.ends, index);
  const isLast = index + 1 === pieces.count;
  if ((after & hasAmpersand) !== 0) {
    addWord(lattice, and, end, isLast ? end : at(pieces.starts, index + 1));
    return;
  }
  const lastUnit = String.fromCharCode(at(pieces.units, at(pieces.tos, index) - 1));
  if ((!isLast && (after & isLonger) === 0) || /\d/.test(lastUnit)) return;
  addWord(lattice, plusWord, end, end + 1);
  if (typos !== null) addTypos(lattice, typos("plus"));
}

function clear(lattice: Lattice, pieceCount: number): void {
  const size = pieceCount * 2 + 2;
  if (lattice.words.length < size) {
    lattice.words = new Int32Array(size * 2);
    lattice.starts = new Int32Array(size * 2);
    lattice.ends = new Int32Array(size * 2);
    lattice.joinHeads = new Int32Array(size * 2);
  }
  lattice.wordCount = 0;
  lattice.joins.words.length = 0;
  lattice.joins.ends.length = 0;
  lattice.joins.nexts.length = 0;
}

function addWord(lattice: Lattice, word: WordId, start: number, end: number): void {
  const index = lattice.wordCount;
  lattice.words[index] = word;
  lattice.starts[index] = start;
  lattice.ends[index] = end;
  lattice.joinHeads[index] = -1;
  lattice.wordCount = index + 1;
}

function addJoin(lattice: Lattice, word: WordId, from: number, to: number): void {
  if (word === 0 || from >= to) return;
  const { words, ends, nexts } = lattice.joins;
  nexts.push(at(lattice.joinHeads, from));
  ends.push(to);
  lattice.joinHeads[from] = words.push(word) - 1;
}

function addTypos(lattice: Lattice, words: readonly WordId[]): void {
  for (const word of words) addJoin(lattice, word, lattice.wordCount - 1, lattice.wordCount);
}

function unitsToText(units: Uint16Array, from: number, to: number): string {
  return String.fromCharCode(...units.subarray(from, Math.min(to, from + 64)));
}

function layJoins(pieces: Pieces, vocabulary: Vocabulary, lattice: Lattice): void {
  let numberEnd = 0;
  for (let index = 0; index + 1 < pieces.count; index += 1) {
    const after = at(pieces.afters, index);
    if (after === apostrophe || after === hyphen) joinGlued(pieces, index, vocabulary, lattice);
    else if (after === blank && isHalf(pieces, index) && isHalf(pieces, index + 1)) {
      joinPieces(pieces, index, index + 1, vocabulary, lattice);
    }
    if (index >= numberEnd && at(pieces.units, at(pieces.froms, index)) <= 0x39) {
      numberEnd = numberEndOf(pieces, index);
      if (numberEnd > index + 1) joinPieces(pieces, index, numberEnd - 1, vocabulary, lattice);
    }
  }
}

function joinGlued(pieces: Pieces, first: number, vocabulary: Vocabulary, lattice: Lattice): void {
  for (let last = first + 1; last < Math.min(first + joinLimit, pieces.count); last += 1) {
    const glue = at(pieces.afters, last - 1);
    if (glue !== apostrophe && glue !== hyphen) return;
    joinPieces(pieces, first, last, vocabulary, lattice);
  }
}

function isHalf(pieces: Pieces, index: number): boolean {
  return at(pieces.capitals, index) === 1 && at(pieces.tos, index) - at(pieces.froms, index) >= halfLength;
}

/** Index behind the last group of digits of the number that begins at a piece. */
function numberEndOf(pieces: Pieces, index: number): number {
  const separator = at(pieces.afters, index);
  const divides =
    separator === blank || separator === (dot | startsWithDot) || separator === comma || separator === apostrophe;
  const leading = at(pieces.tos, index) - at(pieces.froms, index);
  if (!divides || leading > 3 || !isDigits(pieces, index)) return index + 1;
  let end = index + 1;
  while (end < pieces.count && at(pieces.afters, end - 1) === separator && isThousands(pieces, end)) end += 1;
  return end;
}

function isThousands(pieces: Pieces, index: number): boolean {
  return at(pieces.tos, index) - at(pieces.froms, index) === 3 && isDigits(pieces, index);
}

function isDigits(pieces: Pieces, index: number): boolean {
  for (let unit = at(pieces.froms, index); unit < at(pieces.tos, index); unit += 1) {
    if (at(pieces.units, unit) > 0x39) return false;
  }
  return true;
}

function joinPieces(pieces: Pieces, first: number, last: number, vocabulary: Vocabulary, lattice: Lattice): void {
  const [from, to] = [at(pieces.froms, first), at(pieces.tos, last)];
  let hash = at(pieces.hashes, first);
  for (let unit = at(pieces.tos, first); unit < to; unit += 1) hash = hashStep(hash, at(pieces.units, unit));
  const word = vocabulary.lookup(pieces.units, from, to, hash);
  addJoin(lattice, word, at(pieces.wordStarts, first), at(pieces.wordEnds, last));
}
