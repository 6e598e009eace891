/** Rules as data: what packs (YAML), rule files and imports may write, checked and turned into the model, with all problems told together. */
import { AppError } from "./errors.ts";
import { parseTerm, renderTerm } from "./rule-term.ts";
import {
  type Field,
  fields,
  type Group,
  type Lang,
  langs,
  type Rule,
  type Term,
  type WatchTier,
  watchTiers,
} from "./types.ts";

/** A rule with what its text may also say of the watch that it makes. */
export interface RuleDraft extends Rule {
  readonly tier?: WatchTier;
  /** Where it asks to be told, as written; the reader decides what that names. */
  readonly destination?: string;
}

/** Words of distance that `near` may ask for. */
export const nearLimit = 500;

const ruleKeys = ["name", "all", "none", "near", "fields", "langs", "tier", "destination"] as const;
const termKeys = ["text", "cased", "exactAccents", "typo", "with", "not"] as const;

type Report = (problem: string) => void;
type Model = Readonly<Record<string, unknown>>;

/**
 * Reads a rule in the shape `{ name, all, none?, near?, fields?, langs?, tier?, destination? }`. A term is a string in the watch
 * language or an object `{ text, cased?, exactAccents?, typo?, with?, not? }`; a group is a list of terms or a single one.
 * @throws AppError `invalid` with one line a problem, each naming the place (`all[1][0]: ...`).
 */
export function ruleFromModel(model: unknown): RuleDraft {
  const problems: string[] = [];
  const rule = readRule(model, (problem) => problems.push(problem));
  if (problems.length > 0) throw new AppError("invalid", problems.join("\n"));
  return rule;
}

/**
 * Reads a term given as a string in the watch language or as an object.
 * @throws AppError `invalid` with one line a problem.
 */
export function termFromModel(model: unknown): Term {
  const problems: string[] = [];
  const term = readTermModel(model, "term", (problem) => problems.push(problem));
  if (problems.length > 0) throw new AppError("invalid", problems.join("\n"));
  return term;
}

/** The rule as packs and exports write it: terms as strings of the watch language. */
export function ruleToModel(rule: RuleDraft): Readonly<Record<string, unknown>> {
  return {
    ...rule,
    all: rule.all.map((group) => group.map(renderTerm)),
    none: rule.none.map(renderTerm),
  };
}

function readRule(model: unknown, report: Report): RuleDraft {
  if (!isModel(model)) {
    report(`expected a rule with name and all, got ${show(model)}`);
    return { name: "", all: [], none: [] };
  }
  rejectUnknown(model, ruleKeys, "", report);
  const all = readGroups(model["all"], report);
  const draft = {
    name: readName(model["name"], report),
    all,
    none: model["none"] === undefined ? [] : readTerms(model["none"], "none", report),
    near: readOptional(model["near"], (value) => readNear(value, all.length, report)),
    fields: readOptional(model["fields"], (value) => readChoices<Field>(value, fields, "fields", report)),
    langs: readOptional(model["langs"], (value) => readChoices<Lang>(value, langs, "langs", report)),
    tier: readOptional(model["tier"], (value) => readChoices<WatchTier>([value], watchTiers, "tier", report)[0]),
    destination: readOptional(model["destination"], (value) => readText(value, "destination", report)),
  };
  return withoutUndefined(draft);
}

function readName(value: unknown, report: Report): string {
  const name = readText(value, "name", report).trim();
  if (typeof value === "string" && name === "") report("name: expected a name, got an empty text");
  return name;
}

function readGroups(value: unknown, report: Report): readonly Group[] {
  if (!Array.isArray(value) || value.length === 0) {
    report(`all: expected a list of at least one group of terms, got ${show(value)}`);
    return [];
  }
  return value.map((group: unknown, index) => {
    const terms = readTerms(group, `all[${index}]`, report);
    if (Array.isArray(group) && group.length === 0)
      report(`all[${index}]: expected at least one term, got an empty list`);
    return terms;
  });
}

function readTerms(value: unknown, place: string, report: Report): readonly Term[] {
  if (!Array.isArray(value)) return [readTermModel(value, place, report)];
  return value.map((term: unknown, index) => readTermModel(term, `${place}[${index}]`, report));
}

function readTermModel(value: unknown, place: string, report: Report): Term {
  if (typeof value === "string") return readTyped(value, place, report);
  if (!isModel(value)) {
    report(`${place}: expected a term (a text, or an object with text), got ${show(value)}`);
    return { text: "" };
  }
  rejectUnknown(value, termKeys, `${place}.`, report);
  const text = readText(value["text"], `${place}.text`, report);
  const typed = text === "" ? { text } : readTyped(text, `${place}.text`, report);
  return withoutUndefined({
    ...typed,
    cased: readOptional(value["cased"], (flag) => readFlag(flag, `${place}.cased`, report)) || typed.cased,
    exactAccents:
      readOptional(value["exactAccents"], (flag) => readFlag(flag, `${place}.exactAccents`, report)) ||
      typed.exactAccents,
    typo: readOptional(value["typo"], (flag) => readFlag(flag, `${place}.typo`, report)) || typed.typo,
    with: readOptional(value["with"], (words) => readGuard(words, `${place}.with`, report)) ?? typed.with,
    not: readOptional(value["not"], (words) => readGuard(words, `${place}.not`, report)) ?? typed.not,
  });
}

function readTyped(typed: string, place: string, report: Report): Term {
  try {
    return parseTerm(typed);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report(`${place}: ${error.message}`);
    return { text: typed };
  }
}

function readGuard(value: unknown, place: string, report: Report): readonly string[] | undefined {
  const words = Array.isArray(value) ? value : [value];
  for (const [index, word] of words.entries()) {
    const term = readTyped(readText(word, `${place}[${index}]`, report), `${place}[${index}]`, report);
    if (term.with !== undefined || term.not !== undefined)
      report(`${place}[${index}]: expected a plain term within a guard`);
  }
  const texts = words.filter((word): word is string => typeof word === "string");
  return texts.length > 0 ? texts : undefined;
}

function readFlag(value: unknown, place: string, report: Report): true | undefined {
  if (typeof value !== "boolean") report(`${place}: expected true or false, got ${show(value)}`);
  return value === true ? true : undefined;
}

function readText(value: unknown, place: string, report: Report): string {
  if (typeof value === "string") return value;
  report(`${place}: expected a text, got ${show(value)}`);
  return "";
}

function readNear(value: unknown, groupCount: number, report: Report): Rule["near"] {
  if (!Array.isArray(value)) {
    report(`near: expected a list of [group, group, words], got ${show(value)}`);
    return undefined;
  }
  return value.flatMap((entry: unknown, index) => readNearEntry(entry, groupCount, `near[${index}]`, report));
}

function readNearEntry(
  entry: unknown,
  groupCount: number,
  place: string,
  report: Report,
): readonly (readonly [number, number, number])[] {
  const [first, second, words]: unknown[] = Array.isArray(entry) ? entry : [];
  const isGroup = (value: unknown): value is number => isWhole(value) && value < groupCount;
  if (!isGroup(first) || !isGroup(second) || first === second) {
    report(`${place}: expected two different groups, counted from 0 and below ${groupCount}, got ${show(entry)}`);
    return [];
  }
  if (!isWhole(words) || words < 1 || words > nearLimit) {
    report(`${place}: expected a distance of 1 to ${nearLimit} words, got ${show(words)}`);
    return [];
  }
  return [[first, second, words]];
}

function readChoices<T extends string>(
  value: unknown,
  known: readonly T[],
  place: string,
  report: Report,
): readonly T[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) report(`${place}: expected at least one of ${known.join(", ")}`);
  return values.flatMap((entry) => {
    const found = known.find((choice) => choice === entry);
    if (found === undefined) report(`${place}: expected one of ${known.join(", ")}, got ${show(entry)}`);
    return found === undefined ? [] : [found];
  });
}

function readOptional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

function rejectUnknown(model: Model, known: readonly string[], place: string, report: Report): void {
  for (const key of Object.keys(model)) {
    if (!known.includes(key)) report(`${place}${key}: no such key; expected one of ${known.join(", ")}`);
  }
}

/** The object without its undefined entries: an absent option and an undefined one are the same. */
function withoutUndefined<T extends object>(entries: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(entries).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
