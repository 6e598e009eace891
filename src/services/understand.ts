/** What a rule was understood as, in a person's words: names, words with their forms, phrases, lists; and which company a plain word may have meant. */
import type { Block } from "../core/message.ts";
import type { Phrases } from "../core/phrase-book.ts";
import { formsOf, kindOf } from "../core/rule-term.ts";
import type { Entity, Gazetteer, Rule, Term, WatchTier } from "../core/types.ts";
import { bullets, text } from "./desk.ts";
import { type NameIndex, namesOf } from "./names.ts";

/** A plain term that is also a company's name. */
export interface Offer {
  readonly group: number;
  readonly term: number;
  readonly typed: string;
  readonly entity: Entity;
  /** What the term says beside the name: `drive` in `carrefour drive`; null where it is the name alone. */
  readonly rest: string | null;
}

/** How many spellings of a company or a word are shown. */
const shownForms = 6;

/** One list a group, then what is excluded and the options. */
export function describeRule(rule: Rule, gazetteer: Gazetteer, words: Phrases): readonly Block[] {
  const say = words.watch;
  const groups = rule.all.flatMap((group, at): readonly Block[] => [
    text(say.groupHead(at + 1, rule.all.length)),
    bullets(group.map((term) => describeTerm(term, gazetteer, words))),
  ]);
  const none: readonly Block[] =
    rule.none.length === 0
      ? []
      : [text(say.noneHead), bullets(rule.none.map((term) => describeTerm(term, gazetteer, words)))];
  const options = [
    ...(rule.near ?? []).map(([first, second, distance]) => say.nearLine(first + 1, second + 1, distance)),
    ...(rule.langs === undefined ? [] : [say.langsLine(words.format.and(rule.langs.map((lang) => words.lang[lang])))]),
    ...(rule.fields?.length === 1 ? [say.fieldsLine(rule.fields.map((field) => words.field[field]).join(""))] : []),
  ];
  return [...groups, ...none, ...(options.length === 0 ? [] : [bullets(options)])];
}

function describeTerm(term: Term, gazetteer: Gazetteer, words: Phrases): string {
  const guards = [
    ...(term.with === undefined ? [] : [words.watch.withOneOf(words.format.or(term.with.map(words.format.quote)))]),
    ...(term.not === undefined ? [] : [words.watch.withoutAny(words.format.or(term.not.map(words.format.quote)))]),
  ];
  return [describeText(term, gazetteer, words), ...guards].join("; ");
}

function describeText(term: Term, gazetteer: Gazetteer, words: Phrases): string {
  const say = words.watch;
  if (term.typo === true) return say.understoodTypo(term.text);
  switch (kindOf(term)) {
    case "name":
      return term.cased === true ? say.understoodCased(term.text) : say.understoodName(term.text);
    case "word":
      return say.understoodWord(term.text, formsOf(term).slice(0, shownForms));
    case "phrase":
      return say.understoodPhrase(term.text);
    case "reference":
      return describeReference(term.text.slice(1).toLowerCase(), gazetteer, words);
  }
}

function describeReference(name: string, gazetteer: Gazetteer, words: Phrases): string {
  const entity = findEntity(gazetteer, name);
  if (entity !== undefined) return words.watch.understoodCompany(entity.name, namesOf(entity).slice(0, shownForms));
  const list = gazetteer.lists.find((known) => known.name.toLowerCase() === name);
  return words.watch.understoodList(name, list?.entities.length ?? 0, list?.terms.length ?? 0);
}

/**
 * Plain terms without guards of their own that are a company's name, or a phrase in small letters that begins or ends with one.
 * A phrase is offered apart only where it stands alone in its group: its rest must become a group of its own.
 */
export function offersFor(rule: Rule, index: NameIndex): readonly Offer[] {
  return rule.all.flatMap((group, at) =>
    group.flatMap((term, position): readonly Offer[] => {
      const isPlain = kindOf(term) !== "reference" && term.with === undefined && term.not === undefined;
      const named = isPlain ? nameWithin(term, group.length === 1, index) : undefined;
      return named === undefined ? [] : [{ group: at, term: position, typed: term.text, ...named }];
    }),
  );
}

function nameWithin(term: Term, mayPart: boolean, index: NameIndex): Pick<Offer, "entity" | "rest"> | undefined {
  const entity = index.exact(term.text);
  if (entity !== undefined) return { entity, rest: null };
  if (!mayPart || kindOf(term) !== "phrase" || term.exactAccents === true) return undefined;
  const words = term.text.split(/\s+/);
  for (let count = words.length - 1; count > 0; count -= 1) {
    const head = index.exact(words.slice(0, count).join(" "));
    if (head !== undefined) return { entity: head, rest: words.slice(count).join(" ") };
    const tail = index.exact(words.slice(-count).join(" "));
    if (tail !== undefined) return { entity: tail, rest: words.slice(0, -count).join(" ") };
  }
  return undefined;
}

/** Rules that name a company or list of a pack tell its market signals; rules of plain words tell every matching story. */
export function defaultTier(rule: Rule, index: NameIndex): WatchTier {
  const namesOne = rule.all.flat().some((term) => {
    const kind = kindOf(term);
    return kind === "reference" || (kind === "name" && index.exact(term.text) !== undefined);
  });
  return namesOne ? "signal" : "alert";
}

function findEntity(gazetteer: Gazetteer, id: string): Entity | undefined {
  return gazetteer.entities.find((entity) => entity.id === id);
}
