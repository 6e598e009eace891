/** All ways in which a term may stand in a text, as rows of words: worked out once a term, so that matching only compares. */
import { fold } from "./fold.ts";
import { formsOf, kindOf } from "./rule-term.ts";
import { isCapital, type Join, readText } from "./text.ts";
import type { Term } from "./types.ts";

/** One way to write a term. */
export interface Spelling {
  /** Words and joins as `readText` gives them. */
  readonly words: readonly string[];
  /** Index of the word in which one typing error is allowed; -1 for none. */
  readonly typo: number;
}

/** What the place must also fulfil, read from the text as published. */
export interface Demand {
  /** `=X`: `first`: the place begins with a capital; `every`: each of its words does, as in the term. Null: letter case is free. */
  readonly capitals: "first" | "every" | null;
  /** `"x"`: the readings allowed, as `accentKey` gives them. Null: accents are free. */
  readonly accents: ReadonlySet<string> | null;
  /** Ticker symbols are in capitals with a tight dot (`CASP.PA`), or behind a dollar sign (`$CASP`). */
  readonly ticker: boolean;
}

/** Fewest letters of a word in which a typing error is allowed. */
const typoLength = 4;
/** Most spellings of one form. */
const spellingLimit = 24;
/** Longest phrase of which every joining is tried; longer ones are joined whole or in one place. */
const freelyJoined = 3;

const tickerShape = /^([A-Z0-9]{2,6})\.([A-Z]{1,2})$/;

/** The spellings of a term that is no reference; the one nearest to what was typed first. */
export function spellingsOf(term: Term): readonly Spelling[] {
  const forms = formsOf(term).flatMap((form) => [form, ...splitForms(form)]);
  const name = kindOf(term) === "name";
  const rows = forms.flatMap((form) => rowsOf(form, name));
  const symbol = tickerShape.exec(term.text)?.[1];
  const all = distinct([...rows, ...(symbol === undefined ? [] : [[fold(symbol)]])]);
  return term.typo ? all.flatMap(withTypo) : all.map((words) => ({ words, typo: -1 }));
}

/** Tells the spellings of a term. */
export type Speller = (term: Term) => readonly Spelling[];

export interface SpellingBook {
  /** Runs a compilation with a speller that looks up what the last one worked out; terms not asked for again are forgotten. */
  use<T>(this: void, compile: (speller: Speller) => T): T;
}

/** Working out spellings is most of the work of compiling rules, and most terms stay when a rule changes. */
export function createSpellingBook(): SpellingBook {
  let last: ReadonlyMap<string, readonly Spelling[]> = new Map();
  return {
    use: (compile) => {
      const next = new Map<string, readonly Spelling[]>();
      const result = compile((term) => {
        const key = `${term.cased ? "=" : ""}${term.typo ? "~" : ""}${term.text}`;
        const spellings = last.get(key) ?? spellingsOf(term);
        next.set(key, spellings);
        return spellings;
      });
      last = next;
      return result;
    },
  };
}

/** That of a term whose words alone decide. */
export const noDemand: Demand = { capitals: null, accents: null, ticker: false };

/** What a place must fulfil besides its words. */
export function demandOf(term: Term): Demand {
  if (!term.cased && !term.exactAccents && !tickerShape.test(term.text)) return noDemand;
  return {
    capitals: capitalsOf(term),
    accents: term.exactAccents ? new Set(formsOf(term).map(accentKey)) : null,
    ticker: tickerShape.test(term.text),
  };
}

/** Letters and digits in lower case with their accents: what `"marché"` compares. */
export function accentKey(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "");
}

function capitalsOf(term: Term): Demand["capitals"] {
  if (!term.cased) return null;
  return term.text.split(/\s+/).every((word) => isCapital(word, 0)) ? "every" : "first";
}

const prefixed = /^(e|super|hyper|mini|micro|macro|mega|multi|omni|cyber|eco|tele|télé|anti|semi)(\p{Ll}{5,})$/u;
const lettered = /^(\p{Ll})(commerces?)$/u;
const smallLetters = /^[a-z ]*$/;

/** Compounds that were typed as one word and are also written apart: SuperU, 7Eleven, ecommerce, hypermarket. */
function splitForms(form: string): readonly string[] {
  const parts = smallLetters.test(form)
    ? form
    : form.replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, " ");
  const splits = parts === form ? [] : [parts];
  for (const found of [prefixed.exec(form), lettered.exec(form)]) {
    if (found !== null) splits.push(`${found[1]} ${found[2]}`);
  }
  return splits;
}

/** The rows of words that a form reads as, then the ways to write its words joined. */
function rowsOf(form: string, name: boolean): readonly (readonly string[])[] {
  const text = readText(keepArticle(form, name));
  const words = text.words.map((word) => word.text);
  return [...paths(words, text.joins), ...joinings(words)].slice(0, spellingLimit);
}

/** The article of a name belongs to it: L'Oréal is not Oréal. That of a word does not: l'hypermarché. */
function keepArticle(form: string, name: boolean): string {
  return name ? form.replace(/^(\p{Lu})['’‘ʼ`´](?=\p{L})/u, "$1 ") : form;
}

/** Every way through the words where joins are taken or left; a grouped number is only read whole, as 2 000 is no part of 2 000 000. */
function paths(words: readonly string[], joins: readonly Join[], from = 0): readonly (readonly string[])[] {
  const first = words[from];
  if (first === undefined) return [[]];
  const here = joins.filter((join) => join.from === from);
  const isGrouped = here.some(({ to }) => words.slice(from, to).every((word, index) => grouped(index).test(word)));
  const steps = isGrouped ? here : [{ text: first, to: from + 1 }, ...here];
  return steps
    .flatMap((step) => paths(words, joins, step.to).map((rest) => [step.text, ...rest]))
    .slice(0, spellingLimit);
}

/** What the first, and each further, group of digits of a number looks like. */
function grouped(index: number): RegExp {
  return index === 0 ? /^\d{1,3}$/ : /^\d{3}$/;
}

function joinings(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length < 2) return [];
  const whole = words.includes("&") ? ["and", "et"].map((and) => [spell(words, and)]) : [[spell(words, "")]];
  if (words.length > freelyJoined || words.includes("&")) return [...whole, ...pairings(words)];
  return words.length === 3 ? [...pairings(words), ...whole] : whole;
}

/** Two neighbours joined, in every place. */
function pairings(words: readonly string[]): readonly (readonly string[])[] {
  return words.slice(1).flatMap((right, index) => {
    const left = words[index] ?? "";
    if (left === "&" || right === "&") return [];
    return [[...words.slice(0, index), left + right, ...words.slice(index + 2)]];
  });
}

function spell(words: readonly string[], and: string): string {
  return words.map((word) => (word === "&" ? and : word)).join("");
}

function withTypo(words: readonly string[]): readonly Spelling[] {
  const long = words.flatMap((word, index) => (word.length >= typoLength && !/\d/.test(word) ? [index] : []));
  return long.length === 0 ? [{ words, typo: -1 }] : long.map((typo) => ({ words, typo }));
}

function distinct(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(rows.filter((row) => row.length > 0).map((row) => [row.join(" "), row])).values()];
}

/** Whether two words differ by at most one letter left out, put in, replaced, or swapped with its neighbour. */
export function withinOneError(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  const [a, b] = [left.slice(start), right.slice(start)];
  if (a === b) return true;
  const swapped = a.length === b.length && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

export interface TypoIndex {
  /** Makes a word findable in spite of one error; returns its number. */
  add(this: void, word: string): number;
  /** The words that a text's word may stand for; null where none was added. */
  find(this: void): ((text: string) => readonly number[]) | null;
}

/** Words that allow an error, by length: there are few, since `~` is off unless asked for. */
export function typoIndex(intern: (word: string) => number): TypoIndex {
  const byLength = new Map<number, Map<string, number>>();
  const add = (word: string): number => {
    const known = byLength.get(word.length) ?? new Map<string, number>();
    const number = known.get(word) ?? intern(word);
    byLength.set(word.length, known.set(word, number));
    return number;
  };
  const lookup = (text: string): readonly number[] =>
    [-1, 0, 1].flatMap((difference) =>
      [...(byLength.get(text.length + difference) ?? [])]
        .filter(([word]) => withinOneError(text, word))
        .map(([, number]) => number),
    );
  return { add, find: () => (byLength.size === 0 ? null : lookup) };
}
