/** A typed line as a command: words in either language, then `option: value` pairs; what stands before the first pair goes to the option that is meant. */
import type { ArgumentValue, CommandSpec, OptionSpec } from "../../core/command.ts";
import { AppError } from "../../core/errors.ts";
import { fold } from "../../core/fold.ts";
import { phrases } from "../../core/phrases.ts";
import { type Locale, locales } from "../../core/types.ts";
import type { FindByName } from "../../services/ports.ts";
import { type Button, findButton } from "./buttons.ts";
import { words } from "./words.ts";

export type ParsedLine =
  | { readonly type: "empty" }
  | { readonly type: "quit" }
  | {
      readonly type: "run";
      readonly path: readonly string[];
      readonly args: Readonly<Record<string, ArgumentValue>>;
      /** What looks like an option of the command and is none, told; it was read as part of a value. Null where nothing does. */
      readonly doubt: string | null;
    }
  /** A button of a message, typed. */
  | ({ readonly type: "act" } & Button);

export interface Grammar {
  readonly specs: readonly CommandSpec[];
  readonly locale: Locale;
  readonly findByName: FindByName;
}

const quitWords = ["quit", "exit", "quitter"];
/** Options in the watch language, where quotes are part of what is typed ("marché": accents count). */
const quotesMatter = new Set(["term", "rule", "none"]);
const yes = new Set(["yes", "oui", "true", "vrai", "1", "on", ""]);
const no = new Set(["no", "non", "false", "faux", "0", "off"]);

/** @throws AppError where the line is no command, with the ones that were perhaps meant. */
export function parseLine(line: string, grammar: Grammar): ParsedLine {
  const typed = line.trim().replace(/^\/\s*/, "");
  if (typed === "") return { type: "empty" };
  const found = findCommand(typed, grammar.specs);
  if (found) {
    const { spec, rest } = found;
    const args = parseOptions(rest, spec, grammar.locale);
    return { type: "run", path: spec.path, args, doubt: doubtOf(rest, spec, grammar.locale) };
  }
  const [verb = "", subject = "", ...more] = typed.split(/\s+/);
  if (quitWords.includes(fold(verb))) return { type: "quit" };
  const button = findButton(fold(verb));
  if (button !== undefined && more.length === 0 && !(button.needsSubject && subject === ""))
    return { type: "act", verb: button.verb, subject };
  if (button?.needsSubject === true) throw new AppError("invalid", words[grammar.locale].takesOne(`/${verb}`));
  throw unknown(typed, grammar);
}

/** The command that a line starts with, and what follows it; the longest path wins. */
export function findCommand(
  typed: string,
  specs: readonly CommandSpec[],
): { readonly spec: CommandSpec; readonly rest: string } | undefined {
  const [, first = "", second = "", more = ""] = /^(\S+)\s*(\S*)\s*(.*)$/su.exec(typed) ?? [];
  const is = (spec: CommandSpec, at: number, word: string) => namesAt(spec, at).includes(fold(word));
  const two = specs.find((spec) => spec.names.length === 2 && is(spec, 0, first) && is(spec, 1, second));
  if (two) return { spec: two, rest: more };
  const one = specs.find((spec) => spec.names.length === 1 && is(spec, 0, first));
  return one && { spec: one, rest: typed.slice(first.length).trim() };
}

const namesAt = (spec: CommandSpec, at: number): readonly string[] =>
  locales.flatMap((locale) => {
    const name = spec.names[at]?.[locale];
    return name === undefined ? [] : [fold(name)];
  });

/** `/watch add` in the person's language. */
export const commandOf = (spec: CommandSpec, locale: Locale): string =>
  `/${spec.names.map((name) => name[locale]).join(" ")}`;

function unknown(typed: string, { specs, locale, findByName }: Grammar): AppError {
  const say = words[locale];
  const [first = ""] = typed.split(/\s+/);
  const near = nearest(typed, specs, locale, findByName);
  const meant = near.length > 0 ? [say.didYouMean(near.join(", "))] : [];
  const group = specs.filter((spec) => spec.names.length === 2 && namesAt(spec, 0).includes(fold(first)));
  if (group[0]) {
    const seconds = group.map((spec) => spec.names[1]?.[locale] ?? "").join(", ");
    const wanted = say.needsOneOf(`/${group[0].names[0]?.[locale]}`, seconds);
    return new AppError("invalid", [wanted, ...(fold(first) === fold(typed) ? [] : meant)].join("\n"));
  }
  const latest = specs.find(({ path }) => path[0] === "latest");
  const lookUp = latest ? [say.lookUp(`${commandOf(latest, locale)} ${typed}`)] : [];
  const refusal = phrases(locale).refusal.unknownCommand(`/${first}`);
  return new AppError("not_found", [refusal, ...meant, ...lookUp].join("\n"));
}

/** At most three commands, in the person's language; names of both languages are looked at. */
function nearest(
  typed: string,
  specs: readonly CommandSpec[],
  locale: Locale,
  findByName: FindByName,
): readonly string[] {
  const candidates = specs.map((spec) => ({
    command: commandOf(spec, locale),
    names: locales.map((each) => commandOf(spec, each).slice(1)),
  }));
  const [first = "", second = ""] = typed.split(/\s+/);
  const found = [`${first} ${second}`.trim(), first].flatMap((words) => findByName(candidates, words, 3));
  return [...new Set(found.map(({ command }) => command))].slice(0, 3);
}

/** An option's name in the text, and where its value starts. */
export interface OptionHead {
  readonly option: OptionSpec;
  readonly start: number;
  readonly valueStart: number;
}

/** Every `name:` that names an option of the command, outside quotes. */
export function findHeads(rest: string, options: readonly OptionSpec[]): readonly OptionHead[] {
  const heads: OptionHead[] = [];
  for (const match of rest.matchAll(/(?<=^|\s)([-_'\p{L}\p{N}]+)\s?:\s*/gu)) {
    const name = fold(match[1] ?? "");
    const option = options.find((each) => locales.some((locale) => fold(each.name[locale]) === name));
    const quotesBefore = rest.slice(0, match.index).split('"').length - 1;
    if (option && quotesBefore % 2 === 0) {
      heads.push({ option, start: match.index, valueStart: match.index + match[0].length });
    }
  }
  return heads;
}

/** A word in small letters with a colon is meant as an option, unless it stands within quotes or parentheses, or is an address. */
function doubtOf(rest: string, spec: CommandSpec, locale: Locale): string | null {
  const names = spec.options.flatMap((option) => locales.map((each) => fold(option.name[each])));
  for (const match of rest.matchAll(/(?<=^|\s)(\p{Ll}[-_\p{Ll}]+):(?=\s)/gu)) {
    const [, name = ""] = match;
    const before = rest.slice(0, match.index);
    const isWithin = before.split('"').length % 2 === 0 || before.split("(").length > before.split(")").length;
    if (names.includes(fold(name)) || isWithin) continue;
    const options = spec.options.map((option) => `${option.name[locale]}:`).join(", ");
    return words[locale].noOption(`${name}:`, commandOf(spec, locale), options);
  }
  return null;
}

/** The option that a value without a name is for: the first required one, else the first that takes text. */
export function bareOption(options: readonly OptionSpec[]): OptionSpec | undefined {
  return options.find(({ required }) => required) ?? options.find(({ type }) => type === "string");
}

function parseOptions(rest: string, spec: CommandSpec, locale: Locale): Readonly<Record<string, ArgumentValue>> {
  const heads = findHeads(rest, spec.options);
  const given = heads.map(({ option, valueStart }, index) => ({
    option,
    text: rest.slice(valueStart, heads[index + 1]?.start ?? rest.length).trim(),
  }));
  const bare = rest.slice(0, heads[0]?.start ?? rest.length).trim();
  if (bare !== "") given.unshift(placeBare(bare, spec, locale));
  const args: Record<string, ArgumentValue> = {};
  for (const { option, text } of given) {
    const key = option.name.en;
    if (key in args) throw new AppError("invalid", words[locale].givenTwice(option.name[locale]));
    args[key] = toValue(option, text, locale);
  }
  return args;
}

/** `/board chart` switches `chart` on; any other text goes to the option that takes it. */
function placeBare(bare: string, spec: CommandSpec, locale: Locale): { option: OptionSpec; text: string } {
  const flag = spec.options.find(
    ({ type, name }) => type === "boolean" && locales.some((each) => fold(name[each]) === fold(bare)),
  );
  if (flag) return { option: flag, text: "" };
  const option = bareOption(spec.options);
  if (!option) throw new AppError("invalid", words[locale].takesNothing(commandOf(spec, locale), bare));
  return { option, text: bare };
}

/** The value as its type has it. Length and choices are the desk's to refuse; a choice may be typed by its label. */
function toValue(option: OptionSpec, text: string, locale: Locale): ArgumentValue {
  if (option.type === "boolean") return toBoolean(option, text, locale);
  if (option.type === "integer") return toInteger(option, text, locale);
  const value = quotesMatter.has(option.name.en) ? text : unquote(text);
  const choice = option.choices?.find(
    (each) => fold(each.value) === fold(value) || locales.some((either) => fold(each.label[either]) === fold(value)),
  );
  return choice?.value ?? value;
}

function toBoolean(option: OptionSpec, text: string, locale: Locale): boolean {
  const value = fold(unquote(text));
  if (yes.has(value)) return true;
  if (no.has(value)) return false;
  throw badValue(option, text, words[locale].yesOrNo, locale);
}

function toInteger(option: OptionSpec, text: string, locale: Locale): number {
  const value = unquote(text);
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw badValue(option, text, words[locale].wholeNumber, locale);
}

function badValue(option: OptionSpec, given: string, expected: string, locale: Locale): AppError {
  return new AppError("invalid", words[locale].badValue(option.name[locale], given, expected));
}

function unquote(text: string): string {
  return (
    (/^"([^"]*)"$|^“([^”]*)”$|^«\s*([^»]*?)\s*»$/su.exec(text) ?? []).slice(1).find((inner) => inner !== undefined) ??
    text
  );
}
