/** Whole rules between text and data: one grammar for the one-line form of `/watch add`, the lines of a modal, and what lists show. */
import type { RuleDraft } from "./rule-model.ts";
import { nearLimit } from "./rule-model.ts";
import { refusal, type Source, sees, skipBlanks, take } from "./rule-source.ts";
import { readTerm, renderTerm } from "./rule-term.ts";
import { type Field, type Group, type Lang, langs, type Rule, type Term, type WatchTier, watchTiers } from "./types.ts";

const header = /watch\s+"((?:[^"\\\n]|\\.)*)"[^\S\n]*/iy;
const arrow = /->[^\S\n]*([^\s;·]+)[^\S\n]*/y;
const allOf = /(?:all of|tous parmi)(?:[^\S\n]+|(?=\n))/iy;
const and = /(?:AND|ET)(?![\p{L}\p{N}])\s*/uy;
const or = /(?:(?:OR|OU)(?![\p{L}\p{N}])|,)\s*/uy;
const not = /(?:NOT|SAUF)(?![\p{L}\p{N}])\s*/uy;
const noneOf = /(?:none of|aucun de)\s+/iy;
const options = /(?:options\b|[;·])[^\S\n]*/iy;
const optionDivider = /[^\S\n]*[;·\n]\s*/y;
const nearOption = /(?:near|proches?)\s+(\d+)\s*~\s*(\d+)\s+(?:within|à|a)\s+(\d+)\s+(?:words?|mots?)/iy;
const bothFields = /tit(?:le|re)\s*\+\s*description/iy;
const oneField = /(tit(?:le|re)|description)\s+(?:only|seule?)/iy;
const languages = /(?:languages?|langues?)\s+([\p{L}]+(?:\s*,\s*[\p{L}]+)*)/iuy;
const tierOption = /(?:tier|niveau)\s+(\p{L}+)/iuy;

/** Longest name made from a rule's terms, in UTF-16 units. */
const nameLimit = 60;

/**
 * Reads a rule: groups divided by AND or line ends, alternatives by OR or commas, then NOT with excluded terms, then options behind
 * semicolons. The long form with `watch "name"`, `all of`, `none of` and `options` is the same grammar. Without a name, its terms name it.
 * @throws AppError `invalid`, pointing at the character.
 */
export function parseRule(typed: string): RuleDraft {
  const source: Source = { text: typed, at: 0 };
  skipBlanks(source, true);
  const name = take(source, header)?.[1]?.replaceAll(/\\(.)/g, "$1");
  const destination = take(source, arrow)?.[1];
  const all = readGroups(source);
  const none = readExcluded(source);
  const extras = readOptions(source, all.length);
  skipBlanks(source, true);
  if (source.at < typed.length) throw refusal(source, "Expected AND, OR, NOT or an option.");
  return { name: name ?? nameFrom(all), all, none, ...extras, ...(destination === undefined ? {} : { destination }) };
}

function nameFrom(all: readonly Group[]): string {
  const name = joinGroups(all, (term) => term.text);
  return name.length > nameLimit ? `${name.slice(0, nameLimit - 1).trimEnd()}…` : name;
}

function readGroups(source: Source): readonly Group[] {
  skipBlanks(source, true);
  take(source, allOf);
  const groups: Group[] = [];
  do {
    skipBlanks(source, true);
    take(source, new RegExp(`${groups.length + 1}[.)]?[^\\S\\n]+(?=[@=~"«“(\\p{L}])`, "uy"));
    groups.push(readGroup(source));
    skipBlanks(source, true);
  } while (take(source, and) !== null || startsGroup(source));
  return groups;
}

/** A new line that is neither exclusions nor options is a group of its own. */
function startsGroup(source: Source): boolean {
  const onNewLine = /\n\s*$/.test(source.text.slice(0, source.at));
  return onNewLine && source.at < source.text.length && ![not, noneOf, options].some((word) => sees(source, word));
}

function readGroup(source: Source): Group {
  const opened = take(source, /\(\s*/y) !== null;
  const terms = readList(source, opened);
  if (opened && take(source, /\s*\)/y) === null) throw refusal(source, "Expected OR or a closing parenthesis.");
  return terms;
}

function readList(source: Source, acrossLines: boolean): readonly Term[] {
  const terms: Term[] = [];
  do {
    terms.push(readTerm(source));
    skipBlanks(source, acrossLines);
  } while (take(source, or) !== null);
  return terms;
}

function readExcluded(source: Source): readonly Term[] {
  skipBlanks(source, true);
  if (take(source, not) === null && take(source, noneOf) === null) return [];
  return readList(source, false);
}

type Options = Pick<RuleDraft, "near" | "fields" | "langs" | "tier">;

function readOptions(source: Source, groupCount: number): Options {
  skipBlanks(source, true);
  let read: Options = {};
  if (take(source, options) === null) return read;
  do {
    const start = source.at;
    const option = readOption(source, groupCount);
    if (option === null) throw refusal(source, `Expected an option: ${optionForms}.`, start);
    read = { ...read, ...option, ...(option.near ? { near: [...(read.near ?? []), ...option.near] } : {}) };
  } while (take(source, optionDivider) !== null && source.at < source.text.length);
  return read;
}

const optionForms = "near 1~2 within 12 words, title only, languages fr, or tier digest";

function readOption(source: Source, groupCount: number): Options | null {
  const start = source.at;
  const near = take(source, nearOption);
  if (near !== null) return { near: [readNear(source, near, groupCount, start)] };
  if (take(source, bothFields) !== null) return {};
  const field = take(source, oneField)?.[1]?.toLowerCase();
  if (field !== undefined) return { fields: [field === "description" ? "description" : "title"] satisfies Field[] };
  const languageList = take(source, languages)?.[1];
  if (languageList !== undefined)
    return { langs: languageList.split(/\s*,\s*/).map((lang) => readLang(source, lang, start)) };
  const tier = take(source, tierOption)?.[1];
  return tier === undefined ? null : { tier: readTier(source, tier, start) };
}

function readNear(
  source: Source,
  [, first, second, words]: RegExpExecArray,
  groupCount: number,
  at: number,
): readonly [number, number, number] {
  const [i, j, distance] = [Number(first) - 1, Number(second) - 1, Number(words)];
  const inRange = [i, j].every((group) => group >= 0 && group < groupCount);
  if (!inRange || i === j)
    throw refusal(source, `Expected the numbers of two different groups, 1 to ${groupCount}.`, at);
  if (distance < 1 || distance > nearLimit)
    throw refusal(source, `Expected a distance of 1 to ${nearLimit} words.`, at);
  return [i, j, distance];
}

function readLang(source: Source, typed: string, at: number): Lang {
  const lang = langs.find((known) => known === typed.toLowerCase());
  if (lang === undefined) throw refusal(source, `Expected languages among ${langs.join(", ")}.`, at);
  return lang;
}

function readTier(source: Source, typed: string, at: number): WatchTier {
  const tier = watchTiers.find((known) => known === typed.toLowerCase());
  if (tier === undefined) throw refusal(source, `Expected a tier among ${watchTiers.join(", ")}.`, at);
  return tier;
}

/** Writes a rule in its long form, one group a line; `parseRule` reads it back. */
export function renderRule(rule: RuleDraft): string {
  const arrowTo = rule.destination === undefined ? "" : ` -> ${rule.destination}`;
  const groups = rule.all.map(
    (group, index) => `${index === 0 ? "all of " : "       "}${index + 1} ${group.map(renderTerm).join(" OR ")}`,
  );
  const listed = renderOptions(rule);
  return [
    `watch "${rule.name.replaceAll(/["\\]/g, "\\$&")}"${arrowTo}`,
    ...groups,
    ...(rule.none.length > 0 ? [`none of ${rule.none.map(renderTerm).join(", ")}`] : []),
    ...(listed.length > 0 ? [`options ${listed.join(" · ")}`] : []),
  ].join("\n");
}

/** Writes a rule in one line, without its name. */
export function renderRuleLine(rule: Rule): string {
  const groups = joinGroups(rule.all, renderTerm);
  const none = rule.none.length > 0 ? ` NOT ${rule.none.map(renderTerm).join(", ")}` : "";
  return [groups + none, ...renderOptions(rule)].join("; ");
}

/** Groups in one line; where there are several, parentheses leave no doubt what OR divides. */
function joinGroups(groups: readonly Group[], write: (term: Term) => string): string {
  const joined = groups.map((group) => group.map(write).join(" OR "));
  return joined
    .map((terms, index) => (groups.length > 1 && (groups[index]?.length ?? 0) > 1 ? `(${terms})` : terms))
    .join(" AND ");
}

function renderOptions(rule: RuleDraft): readonly string[] {
  const near = (rule.near ?? []).map(([i, j, words]) => `near ${i + 1}~${j + 1} within ${words} words`);
  const field = rule.fields?.length === 1 ? [`${rule.fields[0]} only`] : [];
  const spoken = rule.langs === undefined ? [] : [`languages ${rule.langs.join(", ")}`];
  return [...near, ...field, ...spoken, ...(rule.tier === undefined ? [] : [`tier ${rule.tier}`])];
}
