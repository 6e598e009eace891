/** What Tab offers: commands, then options, then the values that the desk knows. */
import type { Caller, Choice, CommandDesk, CommandSpec, OptionSpec } from "../../core/command.ts";
import { fold } from "../../core/fold.ts";
import { bareOption, commandOf, findCommand, findHeads } from "./parse-line.ts";

export interface Completions {
  /** The end of the line that a completion takes the place of. */
  readonly typed: string;
  /** Values are what is inserted; labels, what they stand for. */
  readonly choices: readonly Choice[];
}

/** @param line what stands before the cursor. */
export function completeLine(line: string, desk: Pick<CommandDesk, "specs" | "complete">, caller: Caller): Completions {
  const typed = line.replace(/^\s*\/?\s*/, "");
  const found = findCommand(typed, desk.specs);
  const rest = found && typed.length > 0 && /\s/.test(line) ? restOf(line, found) : undefined;
  if (!found || rest === undefined) return commands(line, desk.specs, caller);
  return optionsAndValues(rest, found.spec, desk, caller);
}

/** What follows the command and its space; undefined while the command itself is still being typed. */
function restOf(line: string, { spec }: { readonly spec: CommandSpec }): string | undefined {
  const head = new RegExp(`^\\s*/?\\s*${spec.path.map(() => "\\S+").join("\\s+")}\\s+`, "u").exec(line);
  return head ? line.slice(head[0].length) : undefined;
}

function commands(line: string, specs: readonly CommandSpec[], { locale }: Caller): Completions {
  const start = fold(line).replace(/^\/?\s*/, "");
  const all = [...specs.map((spec) => commandOf(spec, locale)), locale === "fr" ? "/quitter" : "/quit"];
  const choices = all
    .filter((command) => fold(command.slice(1)).startsWith(start))
    .map((command) => ({ value: `${command} `, label: command }));
  return { typed: line, choices };
}

function optionsAndValues(
  rest: string,
  spec: CommandSpec,
  desk: Pick<CommandDesk, "complete">,
  caller: Caller,
): Completions {
  const heads = findHeads(rest, spec.options);
  const last = heads.at(-1);
  const taken = new Set(heads.map(({ option }) => option.name.en));
  const names = optionNames(rest, spec.options, taken, caller);
  if (rest === "" && spec.options.length > 1) return names;
  const option = last?.option ?? bareOption(spec.options);
  const typed = rest.slice(last?.valueStart ?? 0);
  const values = option ? beginning(typed, desk.complete(spec.path, option.name.en, typed.trim(), caller)) : [];
  // A second word may go on with the value or begin the next option: the option is the surer guess.
  if (/\s/u.test(typed) && names.choices.length > 0) return names;
  // The only word so far may be either.
  if (last === undefined && typed !== "") return { typed, choices: [...names.choices, ...values] };
  return values.length > 0 ? { typed, choices: values } : names;
}

/** The desk forgives spelling; where something begins as typed, that is what Tab means. */
function beginning(typed: string, choices: readonly Choice[]): readonly Choice[] {
  const start = fold(typed);
  const exact = choices.filter(({ value, label }) => [value, label].some((text) => fold(text).startsWith(start)));
  return exact.length > 0 ? exact : choices;
}

/** Options not given yet whose name the last word begins; all of them after a space. */
function optionNames(
  rest: string,
  options: readonly OptionSpec[],
  taken: ReadonlySet<string>,
  { locale }: Caller,
): Completions {
  const typed = /\S*$/u.exec(rest)?.[0] ?? "";
  const choices = options
    .filter(({ name }) => !taken.has(name.en) && fold(name[locale]).startsWith(fold(typed)))
    .map(({ name }) => ({ value: `${name[locale]}: `, label: `${name[locale]}:` }));
  return { typed, choices };
}
