/**
 * Folding: the one rule by which two spellings of a character count as the same, for matching, searching and grouping alike.
 * Compatibility decomposition (NFKD), lower case, no marks; one apostrophe, one hyphen, one space. Linear in the text; never throws.
 */
import { referenceAt } from "./text-reference.ts";

/** A folded text and the way back into its source. */
export interface Folded {
  readonly text: string;
  /** UTF-16 offset in the source of every unit of `text`, and one entry more: where the last one ends, blanks after it left out. */
  readonly offsets: Int32Array;
}

/** Code units below this are looked up in `foldTable`; it covers Latin, Greek, Cyrillic, Hebrew, Arabic and general punctuation. */
export const foldTableSize = 0x2100;
/** Entry of `foldTable`: the character vanishes. */
export const foldsAway = 0;
/** Entry of `foldTable`: the character becomes several. */
export const foldsToMany = 0xffff;

const apostrophes = "'’‘‛`´ʹʻʼʽʾʿˈ′＇ꞌ";
const hyphens = "-‐‑‒–—―⁃−﹘﹣－";
/** Letters whose plain form Unicode does not derive. */
const plainLetters: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["đ", "d"],
  ["ð", "d"],
  ["ħ", "h"],
  ["ı", "i"],
  ["ł", "l"],
  ["ŋ", "n"],
  ["þ", "th"],
  ["ŧ", "t"],
  ["ς", "σ"],
]);
/** Signs that stick to a name without being part of it: `Amazon™` is Amazon. */
const silentSigns = "™®©℠℗";
const silent = /[\p{M}\p{Cf}]/u;
const blank = /[\s\p{Cc}]/u;
const loneSurrogate = /\p{Surrogate}/u;

/** Folded code unit of every code unit below `foldTableSize`, or `foldsAway` or `foldsToMany`. */
export const foldTable: Uint16Array = Uint16Array.from({ length: foldTableSize }, (_, code) => {
  const folded = foldCharacter(String.fromCharCode(code));
  if (folded === "") return foldsAway;
  return folded.length === 1 ? folded.charCodeAt(0) : foldsToMany;
});

/** The text as it is compared: see the head of this file. White space at the ends is dropped; character references are read. */
export function fold(raw: string): string {
  return foldWithOffsets(raw).text;
}

/** Folds and remembers where every folded unit came from. */
export function foldWithOffsets(raw: string): Folded {
  const sink = raw.length < keptRoom ? keptSink : createSink(raw.length);
  sink.length = 0;
  const known = new Map<number, string>();
  let index = 0;
  while (index < raw.length) {
    const code = raw.charCodeAt(index);
    const simple = code < foldTableSize && code !== ampersand ? (foldTable[code] ?? foldsToMany) : foldsToMany;
    if (simple === foldsToMany) {
      index += foldRare(raw, index, known, sink);
    } else {
      if (simple !== foldsAway) append(sink, simple, index);
      index += 1;
    }
  }
  return toFolded(sink, raw.length);
}

/** Runs of letters and digits of the folded text, in order. */
export function foldWords(raw: string): string[] {
  return fold(raw).match(/[\p{L}\p{N}]+/gu) ?? [];
}

const space = 0x20;
const ampersand = 0x26;

interface Sink {
  length: number;
  units: Uint16Array;
  offsets: Int32Array;
}

/** Most texts fold to about their own length. */
function createSink(length: number): Sink {
  return { length: 0, units: new Uint16Array(length + 1), offsets: new Int32Array(length + 1) };
}

/** Room that is kept from one text to the next, in UTF-16 units. */
const keptRoom = 4096;
const keptSink = createSink(keptRoom);

/** White space never stands at the start nor twice in a row. */
function append(sink: Sink, unit: number, offset: number): void {
  const { length } = sink;
  if (unit === space && (length === 0 || sink.units[length - 1] === space)) return;
  if (length + 1 === sink.units.length) grow(sink);
  sink.units[length] = unit;
  sink.offsets[length] = offset;
  sink.length = length + 1;
}

/** Keeps one entry free, for the end. */
function grow(sink: Sink): void {
  const { units, offsets } = sink;
  Object.assign(sink, { ...createSink(units.length * 2), length: sink.length });
  sink.units.set(units);
  sink.offsets.set(offsets);
}

function toFolded({ units, offsets, length }: Sink, end: number): Folded {
  const endsBlank = length > 0 && units[length - 1] === space;
  const kept = endsBlank ? length - 1 : length;
  if (!endsBlank) offsets[length] = end;
  return { text: toText(units.subarray(0, kept)), offsets: offsets.slice(0, kept + 1) };
}

/** Folds what the table cannot tell; returns how many units of the source it took. */
function foldRare(raw: string, index: number, known: Map<number, string>, sink: Sink): number {
  const point = raw.codePointAt(index) ?? 0;
  const reference = point === ampersand ? referenceAt(raw, index) : null;
  const folded = reference === null ? foldPoint(point, known) : foldCharacter(reference.text);
  for (let at = 0; at < folded.length; at += 1) append(sink, folded.charCodeAt(at), index);
  if (reference !== null) return reference.length;
  return point > 0xffff ? 2 : 1;
}

/** Texts in other scripts repeat few characters: each is worked out once a text. */
function foldPoint(point: number, known: Map<number, string>): string {
  let folded = known.get(point);
  if (folded === undefined) {
    folded = foldCharacter(String.fromCodePoint(point));
    known.set(point, folded);
  }
  return folded;
}

function foldCharacter(character: string): string {
  if (silentSigns.includes(character)) return "";
  if (loneSurrogate.test(character)) return "\ufffd";
  let folded = "";
  for (const part of (apostrophes.includes(character) ? "'" : character).normalize("NFKD").toLowerCase()) {
    folded += foldPart(part);
  }
  return folded;
}

function foldPart(part: string): string {
  if (silent.test(part)) return "";
  if (blank.test(part)) return " ";
  if (apostrophes.includes(part)) return "'";
  if (hyphens.includes(part)) return "-";
  return plainLetters.get(part) ?? part;
}

function toText(units: Uint16Array): string {
  const chunk = 8192;
  let text = "";
  for (let start = 0; start < units.length; start += chunk) {
    text += Reflect.apply(String.fromCharCode, null, units.subarray(start, start + chunk));
  }
  return text;
}
