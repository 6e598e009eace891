/**
 * Reading a field fast: the words and joins of `text.ts`, as numbers of a vocabulary, from the pieces that `match-pieces.ts` cut.
 *
 * One pass over the pieces tells words from silent pieces, another lays joins over neighbours. A join needs no copying: its letters lie side
 * by side in the buffer, and its hash follows from those of its parts.
 */
import { at, byteAt, unitAt } from "./match-array.ts";
import {
  afterKind,
  apostrophe,
  blank,
  comma,
  createPieceReader,
  dot,
  dotBlank,
  hasAmpersand,
  hyphen,
  isInitial,
  isLonger,
  type Pieces,
  startsWithDot,
  startsWithPlus,
} from "./match-pieces.ts";
import { hashBoth, type Vocabulary, type WordId } from "./match-vocabulary.ts";
import { halfLength, joinLimit } from "./text.ts";

/** A field as read: words in order, and joins as linked lists by first word. Overwritten by the next reading. */
export interface Lattice {
  wordCount: number;
  words: Int32Array;
  /** UTF-16 offsets into the field as published. */
  starts: Int32Array;
  ends: Int32Array;
  /** First join that begins at a word; -1 for none. */
  joinHeads: Int32Array;
  joinCount: number;
  joinWords: Int32Array;
  /** The word behind each join. */
  joinEnds: Int32Array;
  /** The next join that begins at the same word; -1 for none. */
  joinNexts: Int32Array;
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

export interface Scanner {
  /** Reads a field. Linear in its length; never throws. */
  read(this: void, raw: string, into: Lattice): void;
}

export function createLattice(): Lattice {
  return { wordCount: 0, joinCount: 0, ...createWords(keptRoom), ...createJoins(keptRoom) };
}

/** Room for words that is kept from one field to the next. */
const keptRoom = 1024;

function createWords(size: number) {
  const ints = (): Int32Array => new Int32Array(size);
  return { words: ints(), starts: ints(), ends: ints(), joinHeads: ints() };
}

function createJoins(size: number) {
  const ints = (): Int32Array => new Int32Array(size);
  return { joinWords: ints(), joinEnds: ints(), joinNexts: ints() };
}

export function createScanner(words: ScanWords): Scanner {
  const reader = createPieceReader();
  const read = (raw: string, lattice: Lattice): void => {
    const pieces = reader.read(raw);
    if (pieces.initials) mergeAcronyms(pieces);
    clear(lattice, pieces.count);
    layWords(pieces, words, lattice);
    layJoins(pieces, words.vocabulary, lattice);
  };
  return { read };
}

/** Makes room for the words of some pieces, each with a sign behind it. */
function clear(lattice: Lattice, pieceCount: number): void {
  const size = Math.max(pieceCount * 2 + 2, keptRoom);
  if (lattice.words.length < size || (lattice.words.length > keptRoom && size === keptRoom)) {
    Object.assign(lattice, createWords(size), createJoins(keptRoom));
  }
  lattice.wordCount = 0;
  lattice.joinCount = 0;
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
  const separator = byteAt(pieces.afters, index) & afterKind;
  if ((separator !== dot && separator !== dotBlank) || !isInitial(pieces, index)) return 1;
  let end = index + 1;
  while (end < pieces.count && isInitial(pieces, end) && (byteAt(pieces.afters, end - 1) & afterKind) === separator)
    end += 1;
  if (separator === dotBlank && (byteAt(pieces.afters, end - 1) & startsWithDot) === 0) end -= 1;
  return Math.max(end - index, 1);
}

function movePiece(pieces: Pieces, index: number, count: number, write: number): void {
  const last = index + count - 1;
  pieces.hashes[write] = hashOf(pieces, index, last);
  pieces.froms[write] = at(pieces.froms, index);
  pieces.tos[write] = at(pieces.tos, last);
  pieces.starts[write] = at(pieces.starts, index);
  pieces.ends[write] = at(pieces.ends, last);
  pieces.capitals[write] = byteAt(pieces.capitals, index);
  pieces.afters[write] = byteAt(pieces.afters, last);
}

/** The hash of the pieces `first` to `last` in one. */
function hashOf(pieces: Pieces, first: number, last: number): number {
  let hash = at(pieces.hashes, first);
  for (let index = first + 1; index <= last; index += 1) {
    hash = hashBoth(hash, at(pieces.hashes, index), at(pieces.tos, index) - at(pieces.froms, index));
  }
  return hash;
}

/** Tells words from silent pieces, and adds the words that are written as signs. */
function layWords(pieces: Pieces, scanWords: ScanWords, lattice: Lattice): void {
  const { vocabulary, silent, typos } = scanWords;
  const { count, units, froms, tos, hashes, starts, ends, afters, wordStarts, wordEnds } = pieces;
  let silentBefore = 0;
  let before = 0;
  for (let index = 0; index < count; index += 1) {
    const from = at(froms, index);
    const to = at(tos, index);
    const after = byteAt(afters, index);
    const word = vocabulary.lookup(units, from, to, at(hashes, index));
    const role = word === 0 ? 0 : byteAt(silent, word);
    const elided = (role & isElision) !== 0 && (after & afterKind) === apostrophe && index + 1 < count;
    const ending = (role & isEnding) !== 0 && (before & afterKind) === apostrophe && (silentBefore & isElision) === 0;
    silentBefore = role;
    before = after;
    wordStarts[index] = lattice.wordCount;
    if (!elided && !ending) {
      addWord(lattice, word, at(starts, index), at(ends, index));
      if (typos !== null && word !== scanWords.and) addTypos(lattice, typos(unitsToText(units, from, to)));
    }
    wordEnds[index] = lattice.wordCount;
    if ((after & (hasAmpersand | startsWithPlus)) !== 0) addSign(pieces, index, scanWords, lattice);
  }
}

function addSign(pieces: Pieces, index: number, { and, plus: plusWord, typos }: ScanWords, lattice: Lattice): void {
  const after = byteAt(pieces.afters, index);
  const end = at(pieces.ends, index);
  const isLast = index + 1 === pieces.count;
  if ((after & hasAmpersand) !== 0) {
    addWord(lattice, and, end, isLast ? end : at(pieces.starts, index + 1));
    return;
  }
  const lastUnit = String.fromCharCode(unitAt(pieces.units, at(pieces.tos, index) - 1));
  if ((!isLast && (after & isLonger) === 0) || /\d/.test(lastUnit)) return;
  addWord(lattice, plusWord, end, end + 1);
  if (typos !== null) addTypos(lattice, typos("plus"));
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
  const index = lattice.joinCount;
  if (index === lattice.joinWords.length) growJoins(lattice);
  lattice.joinWords[index] = word;
  lattice.joinEnds[index] = to;
  lattice.joinNexts[index] = at(lattice.joinHeads, from);
  lattice.joinHeads[from] = index;
  lattice.joinCount = index + 1;
}

function growJoins(lattice: Lattice): void {
  const { joinWords, joinEnds, joinNexts } = lattice;
  Object.assign(lattice, createJoins(joinWords.length * 2));
  lattice.joinWords.set(joinWords);
  lattice.joinEnds.set(joinEnds);
  lattice.joinNexts.set(joinNexts);
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
    const after = byteAt(pieces.afters, index);
    if (after === apostrophe || after === hyphen) joinGlued(pieces, index, vocabulary, lattice);
    else if (after === blank && isHalf(pieces, index) && isHalf(pieces, index + 1)) {
      joinPieces(pieces, index, index + 1, vocabulary, lattice);
    }
    if (index >= numberEnd && unitAt(pieces.units, at(pieces.froms, index)) <= 0x39) {
      numberEnd = numberEndOf(pieces, index);
      if (numberEnd > index + 1) joinPieces(pieces, index, numberEnd - 1, vocabulary, lattice);
    }
  }
}

function joinGlued(pieces: Pieces, first: number, vocabulary: Vocabulary, lattice: Lattice): void {
  for (let last = first + 1; last < Math.min(first + joinLimit, pieces.count); last += 1) {
    const glue = byteAt(pieces.afters, last - 1);
    if (glue !== apostrophe && glue !== hyphen) return;
    joinPieces(pieces, first, last, vocabulary, lattice);
  }
}

function isHalf(pieces: Pieces, index: number): boolean {
  return byteAt(pieces.capitals, index) === 1 && at(pieces.tos, index) - at(pieces.froms, index) >= halfLength;
}

/** Index behind the last group of digits of the number that begins at a piece. */
function numberEndOf(pieces: Pieces, index: number): number {
  const separator = byteAt(pieces.afters, index);
  const divides =
    separator === blank || separator === (dot | startsWithDot) || separator === comma || separator === apostrophe;
  const leading = at(pieces.tos, index) - at(pieces.froms, index);
  if (!divides || leading > 3 || !isDigits(pieces, index)) return index + 1;
  let end = index + 1;
  while (end < pieces.count && byteAt(pieces.afters, end - 1) === separator && isThousands(pieces, end)) end += 1;
  return end;
}

function isThousands(pieces: Pieces, index: number): boolean {
  return at(pieces.tos, index) - at(pieces.froms, index) === 3 && isDigits(pieces, index);
}

function isDigits(pieces: Pieces, index: number): boolean {
  for (let unit = at(pieces.froms, index); unit < at(pieces.tos, index); unit += 1) {
    if (unitAt(pieces.units, unit) > 0x39) return false;
  }
  return true;
}

function joinPieces(pieces: Pieces, first: number, last: number, vocabulary: Vocabulary, lattice: Lattice): void {
  const word = vocabulary.lookup(
    pieces.units,
    at(pieces.froms, first),
    at(pieces.tos, last),
    hashOf(pieces, first, last),
  );
  addJoin(lattice, word, at(pieces.wordStarts, first), at(pieces.wordEnds, last));
}
