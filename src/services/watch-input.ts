/** What a person typed about a watch, read and checked: a draft of a rule, the watch that is meant, and every refusal with what to do. */
import { AppError } from "../core/errors.ts";
import { unknownReferences } from "../core/match-plan.ts";
import { parseTerm } from "../core/rule-term.ts";
import { parseRule, renderRuleLine } from "../core/rule-text.ts";
import { type Lang, langs, type Rule, type Term, type Watch, type WatchTier, watchTiers } from "../core/types.ts";
import type { Draft } from "./backtest.ts";
import type { Ask, DeskDeps } from "./desk.ts";
import { keyOf, type NameIndex } from "./names.ts";
import { parseSince } from "./since.ts";
import { defaultTier } from "./understand.ts";

export type WatchDeps = DeskDeps & { readonly names: NameIndex };

const nameLimit = 80;

/** A rule in one line; its name and tier are told apart from it. */
export function ruleLine({ name, all, none, near, fields, langs: read }: Rule): string {
  return renderRuleLine({
    name,
    all,
    none,
    ...optional("near", near),
    ...optional("fields", fields),
    ...optional("langs", read),
  });
}

export function readDraft(deps: WatchDeps, ask: Ask): Draft {
  const term = ask.text("term");
  const typed = ask.text("rule");
  if (term !== undefined && typed !== undefined) throw new AppError("invalid", ask.words.refusal.termAndRule);
  const given = term ?? typed;
  if (given === undefined) throw new AppError("invalid", ask.words.refusal.noTerm);
  const parsed = parse(ask, given);
  const rule: Rule & { readonly tier?: WatchTier } = {
    ...parsed,
    name: (readName(ask) ?? parsed.name).slice(0, nameLimit),
    none: [...parsed.none, ...readNone(ask)],
    ...optional("langs", readLangs(ask) ?? parsed.langs),
  };
  refuseUnknown(deps, ask, rule);
  const { name, all, none, near, fields, langs: read } = rule;
  return {
    name,
    all,
    none,
    ...optional("near", near),
    ...optional("fields", fields),
    ...optional("langs", read),
    tier: readTier(ask) ?? rule.tier ?? defaultTier(rule, deps.names),
  };
}

export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

/** The parser's own complaint points at the character; what to do is added here. */
export function parse(ask: Ask, typed: string): ReturnType<typeof parseRule> {
  return explainRefusal(ask, () => parseRule(typed));
}

export function readNone(ask: Ask): readonly Term[] {
  const typed = ask.text("none");
  if (typed === undefined) return [];
  const terms = typed.split(",").map((term) => term.trim());
  return terms.filter((term) => term !== "").map((term) => explainRefusal(ask, () => parseTerm(term)));
}

function explainRefusal<T>(ask: Ask, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError("invalid", ask.words.refusal.badRule(error.message), { cause: error });
  }
}

export function readName(ask: Ask): string | undefined {
  return ask.text("name")?.slice(0, nameLimit);
}

export function readLangs(ask: Ask): readonly Lang[] | undefined {
  const typed = ask.text("lang");
  const lang = langs.find((known) => known === typed);
  return lang === undefined ? undefined : [lang];
}

export function readTier(ask: Ask): WatchTier | undefined {
  return watchTiers.find((known) => known === ask.text("tier"));
}

export function readSince(ask: Ask): number | undefined {
  const typed = ask.text("since");
  if (typed === undefined) return undefined;
  const at = parseSince(typed, ask.now);
  if (at === null) throw new AppError("invalid", ask.words.refusal.badSince(typed));
  return at;
}

/** By name as it stands, then by name however it is spelt, then by number. */
export function findWatch(deps: WatchDeps, ask: Ask, typed: string): Watch {
  const watches = deps.store.watches.list(ask.caller.destination);
  const found =
    watches.find(({ name }) => name === typed) ??
    watches.find(({ name }) => keyOf(name) === keyOf(typed)) ??
    watches.find(({ id }) => String(id) === typed);
  if (found !== undefined) return found;
  const named = watches.map((watch) => ({ names: [watch.name] }));
  const near = deps.findByName(named, typed, 3).flatMap(({ names }) => names);
  throw new AppError("not_found", ask.words.refusal.noWatch(typed, near));
}

export function ownWatch(deps: WatchDeps, ask: Ask, typed: string): Watch {
  const watch = findWatch(deps, ask, typed);
  refuseStranger(ask, watch);
  return watch;
}

/** Who added a watch may change it, and who may manage the server. */
export function refuseStranger({ caller, words }: Ask, watch: Watch): void {
  if (!caller.canManage && watch.addedBy !== caller.id) {
    throw new AppError("forbidden", words.refusal.notYours(watch.name));
  }
}

export function refuseTwin(deps: WatchDeps, ask: Ask, draft: Draft): void {
  refuseName(deps, ask, draft.name);
  const line = ruleLine(draft);
  const twin = deps.store.watches.list(ask.caller.destination).find((watch) => ruleLine(watch) === line);
  if (twin !== undefined) throw new AppError("conflict", ask.words.refusal.sameRule(twin.name));
}

export function refuseName(deps: WatchDeps, ask: Ask, name: string): void {
  if (deps.store.watches.findByName(ask.caller.destination, name) !== undefined) {
    throw new AppError("conflict", ask.words.refusal.sameName(name));
  }
}

export function refuseUnknown(deps: WatchDeps, ask: Ask, rule: Rule): void {
  const { gazetteer } = deps.ruleset;
  const [unknown] = unknownReferences(rule, gazetteer);
  if (unknown === undefined) return;
  const named = [
    ...gazetteer.lists.map(({ name }) => ({ names: [name] })),
    ...gazetteer.entities.map(({ id, name }) => ({ names: [id, name] })),
  ];
  const near = deps.findByName(named, unknown.slice(1), 3).flatMap(({ names: [name = ""] }) => `@${name}`);
  const offered = near.length > 0 ? near : gazetteer.lists.slice(0, 3).map(({ name }) => `@${name}`);
  throw new AppError("not_found", ask.words.refusal.noCompany(unknown, offered));
}
