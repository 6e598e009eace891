/** Buttons as lines to type: what each is called in the terminal, in both languages, and what a typed one presses. */
import type { Action } from "../../core/message.ts";
import { type Locale, locales } from "../../core/types.ts";
import { toPlainLine } from "./plain.ts";
import { words } from "./words.ts";

type Verb = Action["verb"];
export type Button = Pick<Action, "verb" | "subject">;

/** Their subjects are keys that say nothing to a person: they are typed by their place in the last answer. */
const byPlace: ReadonlySet<Verb> = new Set(["page", "apply"]);

/** The line that presses each, in their order: `/why 12`, `/more`, `/apply 2`. */
export function typedLines(actions: readonly Action[], locale: Locale): readonly string[] {
  return actions.map((action) => {
    const word = `/${words[locale].buttons[action.verb]}`;
    if (!byPlace.has(action.verb)) return `${word} ${toPlainLine(action.subject)}`;
    const alike = actions.filter(({ verb }) => verb === action.verb);
    return alike.length === 1 ? word : `${word} ${alike.indexOf(action) + 1}`;
  });
}

/** The button that a word of either language names, and whether it can do without a subject. */
export function findButton(word: string): { readonly verb: Verb; readonly needsSubject: boolean } | undefined {
  for (const locale of locales) {
    const verbs = Object.entries(words[locale].buttons) as [Verb, string][];
    const found = verbs.find(([verb, typed]) => typed === word || verb === word);
    if (found !== undefined) return { verb: found[0], needsSubject: !byPlace.has(found[0]) };
  }
  return undefined;
}

/** A typed button with its full subject, looked up among those of the last answer; undefined where that had none such. */
export function resolveButton({ verb, subject }: Button, offered: readonly Action[]): Button | undefined {
  if (!byPlace.has(verb) || subject.includes(":")) return { verb, subject };
  const alike = offered.filter((action) => action.verb === verb);
  return alike[subject === "" ? 0 : Number(subject) - 1];
}
