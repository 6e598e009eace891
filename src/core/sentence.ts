/** Where sentences begin and end: the platform's segmenter (UAX 29) and the merge rules that English and French news needs. A sentence is always a verbatim slice. */
import type { Lang } from "./types.ts";

const segmenters = {
  en: new Intl.Segmenter("en", { granularity: "sentence" }),
  fr: new Intl.Segmenter("fr", { granularity: "sentence" }),
  und: new Intl.Segmenter("en", { granularity: "sentence" }),
} as const satisfies Record<Lang, Intl.Segmenter>;

/** Text beyond this is not read, in UTF-16 units. */
const sentenceTextLimit = 100_000;
/** A sentence is not merged beyond this, so that a bracket which nobody closed does not swallow the page. */
const mergedLimit = 600;

/** Units at the end of a sentence that are looked at for an abbreviation. */
const tailLimit = 24;

/** Abbreviations that a name or a number follows: never the end of a sentence. */
const openAbbreviation =
  /(?:^|[\s(«“"'’])(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|St|Ste|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Hon|Rev|Messrs|No|Nos|Art|Fig|Vol|vs|cf|env|av|éd|dir|p|pp|e\.g|i\.e|\p{Lu}(?:\.-?\p{Lu})?)\.\s*$/u;
/** Abbreviations that may also end a sentence. */
const closedAbbreviation =
  /(?:^|[\s(«“"'’])(?:Inc|Corp|Ltd|Co|Cos|Cie|Bros|Jr|Sr|etc|a\.m|p\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|janv|févr|juil|U\.S|U\.K|U\.N|E\.U|D\.C|Ph\.D|S\.A|S\.A\.S)\.\s*$/u;
/** Words that open a sentence in the upper case and seldom stand inside a name. */
const opener =
  /^["“«(]?\s*(?:The|A|An|It|Its|He|She|They|We|I|This|That|These|Those|In|On|At|But|And|By|For|From|If|As|After|Before|However|Meanwhile|There|When|While|Le|La|Les|L['’]|Un|Une|Des|Du|Il|Elle|Ils|Elles|On|Ce|Cette|Ces|C['’]|En|Au|Aux|Mais|Et|Selon|Pour|Dans|Depuis|Avec|À|Après|Avant)\b/u;
/** A full stop without the space after it, a quotation that ends with its sentence, and a French subheading run into the text: a sentence begins there. */
const glued =
  /(?<=[\p{Ll}\p{N}»”")][.!?…])(?=\p{Lu}\p{Ll}|["“«]\p{Lu})|(?<=[.!?…]\s?[»”])(?=\s+\p{Lu})|(?<=\p{Ll}{3})(?=(?:Le|La|Les|Un|Une|Des|Du|En|Au|Aux|Dans|Pour|Selon|Il|Elle|Ils|Elles|Ce|Cette|Mais|Si|Sur|Avec|Après|Depuis)\s\p{Ll})/gu;

/** The sentences of a text in order, each trimmed; empty ones are left out. At most `sentenceTextLimit` units are read. */
export function splitSentences(text: string, lang: Lang): readonly string[] {
  const read = text.slice(0, sentenceTextLimit);
  const merged: string[] = [];
  for (const piece of pieces(read, lang)) {
    const last = merged.at(-1);
    if (last !== undefined && belongsTogether(last, piece)) merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged.map((sentence) => sentence.trim()).filter((sentence) => sentence !== "");
}

function pieces(text: string, lang: Lang): readonly string[] {
  const starts = new Set<number>();
  for (const { index } of segmenters[lang].segment(text)) starts.add(index);
  for (const { index } of text.matchAll(glued)) starts.add(index);
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((start, at) => text.slice(start, sorted[at + 1] ?? text.length));
}

function belongsTogether(before: string, after: string): boolean {
  if (before.length + after.length > mergedLimit) return false;
  const end = before.slice(-tailLimit);
  if (/\n\s*$/.test(end)) return false;
  const tail = end.trimEnd().split(/\s/).at(-1) ?? "";
  if (openAbbreviation.test(tail)) return true;
  if (closedAbbreviation.test(tail)) return !opener.test(after);
  return isOpen(before) || /^\s*[)»”]/u.test(after) || /^\s*\p{Ll}/u.test(after);
}

const brackets: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["“", "”"],
  ["«", "»"],
]);

/** Whether a bracket or quotation mark still waits for its partner. */
function isOpen(text: string): boolean {
  for (const [left, right] of brackets) {
    if (text.lastIndexOf(left) > text.lastIndexOf(right)) return true;
  }
  return false;
}
