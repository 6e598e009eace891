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
    if (entity !== null) words.push({ text: "@", start, end, written: raw, capital: true, entity, sentence });
    else if (!isSilent(raw, text[start - 1])) words.push(toWord(raw, start, end, sentence));
  }
  return words;
}

interface Piece extends Mask {
  readonly raw: string;
}

/** Pieces of the text; those under a mask become one. */
function toPieces(source: string, masks: readonly Mask[]): readonly Piece[] {
  const text = /[<(]/.test(source) ? source.replace(bracketed, (found) => " ".repeat(found.length)) : source;
  const pieces: Piece[] = [];
  let next = 0;
  let start = 0;
  while (start < text.length) {
    const end = pieceEnd(text, start);
    if (end > start) {
      while ((masks[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
      const mask = masks[next];
      const raw = text.slice(start, end);
      if (mask === undefined || mask.start > start) pieces.push({ raw, start, end, entity: null });
      else if (pieces.at(-1)?.start !== mask.start)
        pieces.push({ raw, start: mask.start, end: mask.end, entity: mask.entity });
    }
    start = Math.max(end, start + 1);
  }
  return pieces;
}

type Sort = "space" | "letter" | "digit" | "mark";

const sortOf = (character: string): Sort => {
  if (/[\p{L}\p{M}]/u.test(character)) return "letter";
  if (/[0-9]/.test(character)) return "digit";
  return /\s/.test(character) ? "space" : "mark";
};
/** Sorts of the letters and marks that most texts are made of. */
const commonSorts: readonly Sort[] = Array.from({ length: 0x300 }, (_, code) => sortOf(String.fromCharCode(code)));

function sortAt(text: string, at: number): Sort {
  const code = text.charCodeAt(at);
  return commonSorts[code] ?? (Number.isNaN(code) ? "space" : sortOf(characterAt(text, at)));
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** Length in UTF-16 units of what stands at `at`. */
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** End of the number, word or single mark that begins at `start`; `start` itself where white space does. One pass: linear in the text. */
function pieceEnd(text: string, start: number): number {
  switch (sortAt(text, start)) {
    case "space":
      return start;
    case "mark":
      return start + widthAt(text, start);
    case "digit":
      return numberEnd(text, start);
    case "letter": {
      let end = start;
      while (end < text.length && sortAt(text, end) === "letter") end += widthAt(text, end);
      return end;
    }
  }
}

/** A number with its inner separators: "1.328", "13,7", "2 000". */
function numberEnd(text: string, start: number): number {
  const digitsFrom = (at: number): number => {
    let end = at;
    while (sortAt(text, end) === "digit") end += 1;
    return end;
  };
  let end = digitsFrom(start);
  for (;;) {
    const separator = text[end];
    const after = digitsFrom(end + 1);
    const digits = after - end - 1;
    if (separator === "." || separator === ",") {
      if (digits === 0) return end;
    } else if (!(digits === 3 && (separator === " " || separator === "\u00a0" || separator === "\u202f"))) return end;
    end = after;
  }
}

/** Articles, and marks inside a word; a hyphen with a space before it is a dash. */
function isSilent(raw: string, before: string | undefined): boolean {
  if (raw === "-") return before !== " ";
  return silent.has(raw) || articles.has(raw.toLowerCase());
}

/** Members one by one and in one order: a spread here was nine tenths of the cost of reading. */
function toWord(raw: string, start: number, end: number, sentence: number): Word {
  const written = raw.toLowerCase();
  const isNumber = sortAt(raw, 0) === "digit" || numerals.has(written);
  const first = raw.charAt(0);
  const capital = !isNumber && first !== first.toLowerCase();
  return { text: isNumber ? "#" : foldWord(raw), start, end, written, capital, entity: null, sentence };
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
