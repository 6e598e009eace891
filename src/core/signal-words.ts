/** A text as the words that the lexicons read: folded, without articles, each watched name as one masked word. */
import { fold, foldsAway, foldsToMany, foldTable, foldTableSize } from "./fold.ts";
import type { EntityId, Field, Mention } from "./types.ts";

/** Code points of a title and of a description that are read; what lies beyond never reaches a pattern. */
const readLimits = { title: 300, description: 600 } as const satisfies Record<Field, number>;

export interface Word {
  /** Folded; `#` for a number; `@` for a watched name; otherwise one mark of punctuation. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** As written, in small letters. */
  readonly written: string;
  /** Written with a capital first letter. */
  readonly capital: boolean;
  /** The watched company that this word stands for; null for any other word. */
  readonly entity: EntityId | null;
  /** Counts the sentences of the field from 0. */
  readonly sentence: number;
}

/** A number with its inner separators, a word, or one mark. Every repetition stands between fixed marks: linear in the text. */
const piece =
  /[a-zA-ZÀ-ÖØ-öø-ÿ]+(?![\p{L}\p{M}])|[\p{L}\p{M}]+|\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*|[^\s\p{L}\p{M}\d]/gu;
/** Exchange symbols in brackets, as news agencies write them behind a name. */
const bracketed = /<[A-Z0-9.]{1,10}>|\([A-Z]{2,6}\.[A-Z]{1,3}\)/g;
const articles = new Set(["the", "a", "an", "le", "la", "les", "l", "un", "une"]);
/** Small numbers in words; not "one", "neuf" and the like, which mean more than a number. */
const numerals = new Set(
  "two three four five six seven eight nine ten dozen deux trois quatre cinq sept huit dix douze quinze vingt trente cent".split(
    " ",
  ),
);
/** Marks that join the parts of a word or stand for nothing that the lexicons ask about; `#` and `@` stand for something else here. */
const silent = new Set(["#", "@", "'", "’", "ʼ", "‘", "`", "-", "‐", "‑", "*", "_", "<", ">", "[", "]"]);
const enders = new Set([".", "!", "?", "…"]);
const abbreviations = new Set(["inc", "corp", "ltd", "co", "mr", "mrs", "mme", "st", "no", "vs", "plc", "cie"]);

/** Cuts a field to what is read, without splitting a surrogate pair. */
export function cutField(text: string, field: Field): string {
  const limit = readLimits[field];
  const cut = text.slice(0, limit);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** Words of one field, in order; `mentions` of other fields are ignored. */
export function toWords(text: string, field: Field, mentions: readonly Mention[]): readonly Word[] {
  const words: Word[] = [];
  let sentence = 0;
  let ended = false;
  for (const { raw, start, end, entity } of toPieces(text, toMasks(field, mentions))) {
    if (ended && (entity !== null || opensSentence(raw))) sentence += 1;
    ended = enders.has(raw) && endsSentence(words.at(-1));
    if (entity !== null) words.push({ text: "@", written: raw, start, end, capital: true, entity, sentence });
    else if (!isSilent(raw, text[start - 1]))
      words.push({ ...toText(raw), written: raw.toLowerCase(), start, end, entity, sentence });
  }
  return words;
}

interface Piece extends Mask {
  readonly raw: string;
}

/** Pieces of the text; those under a mask become one. */
function toPieces(text: string, masks: readonly Mask[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = 0;
  for (const { 0: raw, index: start } of text.replace(bracketed, (found) => " ".repeat(found.length)).matchAll(piece)) {
    while ((masks[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const mask = masks[next];
    if (mask === undefined || mask.start > start) pieces.push({ raw, start, end: start + raw.length, entity: null });
    else if (pieces.at(-1)?.start !== mask.start) pieces.push({ ...mask, raw });
  }
  return pieces;
}

/** Articles, and marks inside a word; a hyphen with a space before it is a dash. */
function isSilent(raw: string, before: string | undefined): boolean {
  if (raw === "-") return before !== " ";
  return silent.has(raw) || articles.has(raw.toLowerCase());
}

function toText(raw: string): { readonly text: string; readonly capital: boolean } {
  if (/^\d/.test(raw) || numerals.has(raw.toLowerCase())) return { text: "#", capital: false };
  const first = raw.slice(0, 1);
  return { text: foldWord(raw), capital: first !== first.toLowerCase() };
}

/** `fold`, without its bookkeeping for the letters of everyday words. */
function foldWord(raw: string): string {
  let folded = "";
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    const unit = code < foldTableSize ? (foldTable[code] ?? foldsToMany) : foldsToMany;
    if (unit === foldsToMany || unit === foldsAway) return fold(raw);
    folded += String.fromCharCode(unit);
  }
  return folded;
}

function opensSentence(raw: string): boolean {
  return /^["“«'(\p{Lu}\d]/u.test(raw);
}

function endsSentence(last: Word | undefined): boolean {
  return last !== undefined && last.text.length > 1 && !abbreviations.has(last.text);
}

interface Mask {
  readonly start: number;
  readonly end: number;
  readonly entity: EntityId | null;
}

/** Spans of watched names, longest first where they overlap, in order of offset. */
function toMasks(field: Field, mentions: readonly Mention[]): readonly Mask[] {
  const spans = mentions
    .filter((mention) => mention.evidence.field === field)
    .map(({ entity, evidence }) => ({ start: evidence.start, end: evidence.end, entity }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: typeof spans = [];
  for (const span of spans) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}
