/** One term of the watch language, between text and data: what its operators are, and how it is written back. */
import { inflect } from "./inflect.ts";
import { refusal, type Source, sees, skipBlanks, take } from "./rule-source.ts";
import type { Term } from "./types.ts";

/** How a term is read: see docs/watch-language.md. */
export type TermKind = "name" | "word" | "phrase" | "reference";

/** Longest text of a term, in UTF-16 units. */
const termLimit = 200;

const opening = /["“«„]/y;
const quoted = /["“«„]\s*([^"”»“\n]*?)\s*["”»“]/y;
const reference = /@[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/uy;
/** What ends a term typed without quotes: operators, line ends, and the signs that divide rules. */
const bare = /(?:(?!\s+(?:AND|OR|NOT|ET|OU|SAUF)(?![\p{L}\p{N}]))(?!\s*->)(?:[^,;·|()"“”«»\n]|(?<=\d),(?=\d{3})))+/uy;
const guardOpening = /\(\s*(?=(?:with|not|avec|sans)\b)/iy;
const guardKeyword = /(with|not|avec|sans)\s+/iy;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** A term that begins with one of these has lost what stood before it; in quotes it is meant. */
const operator = /^(?:AND|OR|NOT|ET|OU|SAUF)(?![\p{L}\p{N}])/u;

/**
 * Reads one term, with its operators and guards.
 * @throws AppError `invalid`, pointing at the character, where the text is no single term.
 */
export function parseTerm(typed: string): Term {
  const source: Source = { text: typed, at: 0 };
  skipBlanks(source, true);
  const term = readTerm(source);
  skipBlanks(source, true);
  if (source.at < typed.length) throw refusal(source, "Expected the end of the term.");
  return term;
}

/** Reads the term that begins at the present position and moves behind it. */
export function readTerm(source: Source): Term {
  const flags = readFlags(source);
  const start = source.at;
  if (sees(source, /@/y)) return readReference(source, flags);
  const inQuotes = sees(source, opening);
  const text = inQuotes ? readQuoted(source) : (take(source, bare)?.[0].trim() ?? "");
  const isOperator = !inQuotes && operator.test(text);
  if (!letterOrDigit.test(text) || isOperator) throw refusal(source, "Expected a word, a name or a phrase.", start);
  if (text.length > termLimit) throw refusal(source, `Expected a term of at most ${termLimit} characters.`, start);
  return { text, ...flags, ...(inQuotes ? { exactAccents: true } : {}), ...readGuards(source) };
}

type Flags = Pick<Term, "cased" | "typo">;

function readFlags(source: Source): Flags {
  const signs = take(source, /[=~]*/y)?.[0] ?? "";
  return { ...(signs.includes("=") ? { cased: true } : {}), ...(signs.includes("~") ? { typo: true } : {}) };
}

function readReference(source: Source, flags: Flags): Term {
  const start = source.at;
  const name = take(source, reference)?.[0];
  if (name === undefined) throw refusal(source, "Expected the name of a list or company behind @.", start + 1);
  if (flags.cased || flags.typo)
    throw refusal(source, "Expected no = or ~ before a reference: its list brings its own.", start - 1);
  skipBlanks(source);
  if (sees(source, guardOpening))
    throw refusal(source, "Expected no guard behind a reference: its list brings its own.");
  return { text: name.toLowerCase() };
}

function readQuoted(source: Source): string {
  const start = source.at;
  const found = take(source, quoted);
  if (found === null) throw refusal(source, "Expected a closing quotation mark.", start);
  return found[1] ?? "";
}

function readGuards(source: Source): Pick<Term, "with" | "not"> {
  const guards: { with: string[]; not: string[] } = { with: [], not: [] };
  skipBlanks(source);
  while (take(source, guardOpening) !== null) {
    do {
      const keyword = take(source, guardKeyword)?.[1]?.toLowerCase();
      if (keyword === undefined) throw refusal(source, "Expected with or not.");
      readGuardWords(source, keyword === "with" || keyword === "avec" ? guards.with : guards.not);
    } while (take(source, /;\s*/y) !== null);
    if (take(source, /\)/y) === null) throw refusal(source, "Expected a comma or a closing parenthesis.");
    skipBlanks(source);
  }
  return {
    ...(guards.with.length > 0 ? { with: guards.with } : {}),
    ...(guards.not.length > 0 ? { not: guards.not } : {}),
  };
}

function readGuardWords(source: Source, into: string[]): void {
  do {
    skipBlanks(source, true);
    const start = source.at;
    readTermWithoutGuards(source);
    into.push(source.text.slice(start, source.at).trim());
    skipBlanks(source, true);
  } while (take(source, /,/y) !== null);
}

function readTermWithoutGuards(source: Source): void {
  const start = source.at;
  const term = readTerm(source);
  if (term.with !== undefined || term.not !== undefined)
    throw refusal(source, "Expected a plain term within a guard.", start);
}

/** Writes a term as it would be typed; `parseTerm` reads it back. */
export function renderTerm(term: Term): string {
  const body = term.exactAccents ? `"${term.text}"` : term.text;
  const guards = [
    ...(term.with?.length ? [`with ${term.with.join(", ")}`] : []),
    ...(term.not?.length ? [`not ${term.not.join(", ")}`] : []),
  ];
  const suffix = guards.length > 0 ? ` (${guards.join("; ")})` : "";
  return `${term.cased ? "=" : ""}${term.typo ? "~" : ""}${body}${suffix}`;
}

/** A capital makes a name; so does `=`. */
export function kindOf(term: Term): TermKind {
  if (term.text.startsWith("@")) return "reference";
  if (term.cased || /\p{Lu}/u.test(term.text)) return "name";
  return /\s/.test(term.text.trim()) ? "phrase" : "word";
}

/** The forms of a term that count, as typed first: singular and plural of words, a name alone. To be shown to people. */
export function formsOf(term: Term): readonly string[] {
  const kind = kindOf(term);
  if (kind === "name" || kind === "reference") return [term.text];
  return inflectPhrase(term.text);
}

/** Longest phrase whose words are inflected one by one; a longer one is inflected in its last word. */
const freelyInflected = 3;

function inflectPhrase(text: string): readonly string[] {
  const words = text.normalize("NFC").toLowerCase().split(/\s+/);
  let phrases: readonly string[] = [""];
  words.forEach((word, index) => {
    const free = words.length <= freelyInflected || index === words.length - 1;
    const forms = free ? inflectLast(word) : [word];
    phrases = phrases.flatMap((phrase) => forms.map((form) => (phrase === "" ? form : `${phrase} ${form}`)));
  });
  return phrases;
}

/** Inflects what stands behind the last hyphen or apostrophe: e-commerces, l'hypermarché; a particle takes -s: start-ups, tie-ups. */
function inflectLast(word: string): readonly string[] {
  const particle = /^(.*\p{L}{2}[-‐‑]\p{L}{2})(s?)$/u.exec(word);
  if (particle !== null) return [word, particle[2] === "" ? `${word}s` : (particle[1] ?? word)];
  const cut = Math.max(...["-", "‐", "‑", "'", "’"].map((sign) => word.lastIndexOf(sign))) + 1;
  return inflect(word.slice(cut)).map((form) => word.slice(0, cut) + form);
}
