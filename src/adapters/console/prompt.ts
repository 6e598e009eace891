/** The prompt: takes the same commands as every channel, one after the other, with history and completion. */
import { createInterface, type Interface } from "node:readline";
import type { Caller, CommandDesk } from "../../core/command.ts";
import { AppError } from "../../core/errors.ts";
import type { Action, Document } from "../../core/message.ts";
import type { FindByName } from "../../services/ports.ts";
import { type Button, resolveButton } from "./buttons.ts";
import { completeLine } from "./complete-line.ts";
import { addToHistory, readHistory, saveFile } from "./keep.ts";
import { paintFor, type View, wrap } from "./layout.ts";
import { type Grammar, type ParsedLine, parseLine } from "./parse-line.ts";
import { toPlainLine, toPlainLines } from "./plain.ts";
import { renderDocument } from "./render.ts";
import type { Screen } from "./screen.ts";
import { words } from "./words.ts";

export interface PromptOptions {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Shared with the notifier, so that alerts appear above the typed line. */
  readonly screen: Screen;
  readonly desk: CommandDesk;
  readonly caller: Caller;
  readonly findByName: FindByName;
  readonly colour: boolean;
  readonly width: () => number;
  /** IANA zone of dates; default the machine's. */
  readonly zone?: string;
  readonly historyFile: string;
  /** Where files that answers come with are saved. */
  readonly filesFolder: string;
}

export interface Prompt {
  /** Takes lines until the input ends, /quit, Ctrl-D or Ctrl-C; resolves when the last answer is printed. */
  run(): Promise<void>;
  /** Whether somebody can type. */
  isOpen(): boolean;
  /** Leaves it from outside; harmless when it does not run. */
  close(): void;
}

export function createPrompt(options: PromptOptions): Prompt {
  const { screen, desk, caller } = options;
  // Asked each time: the person may set another language on the way.
  const say = () => words[caller.locale];
  const grammarNow = (): Grammar => ({ specs: desk.specs, locale: caller.locale, findByName: options.findByName });
  const paint = paintFor(options);
  let line: Interface | null = null;
  /** Buttons of the last answer. */
  let offered: readonly Action[] = [];

  const viewNow = (): View => ({
    colour: options.colour,
    width: options.width(),
    locale: caller.locale,
    zone: options.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  /** In the language of the asking: the answer may be that it is another one from now on. */
  const show = (document: Document, view: View): void => {
    offered = document.actions;
    const saved = document.file && saveFile(options.filesFolder, document.file.name, document.file.content);
    const note = saved === null ? "" : `\n${paint.dim(say().saved(saved))}`;
    screen.write(`${renderDocument(document, view)}${note}\n\n`);
  };
  const refuse = (message: string): void => {
    const lines = toPlainLines(message).flatMap((each) => wrap(each, viewNow()));
    screen.write(`${lines.map((each) => paint.yellow(each)).join("\n")}\n\n`);
  };

  /** False once the person wants to leave. */
  async function answer(typed: string): Promise<boolean> {
    let doubt: string | null = null;
    try {
      const parsed = parseLine(typed, grammarNow());
      if (parsed.type === "quit") return false;
      if (parsed.type === "run") doubt = parsed.doubt;
      await obey(parsed, typed);
    } catch (error) {
      // The one broad catch of the terminal: a command that fails leaves the prompt standing.
      refuse(
        error instanceof AppError
          ? error.message
          : say().failed(error instanceof Error ? error.message : String(error)),
      );
    }
    if (doubt !== null) refuse(doubt);
    return true;
  }

  async function obey(parsed: ParsedLine, typed: string): Promise<void> {
    const view = viewNow();
    if (parsed.type === "run") show(await desk.run({ path: parsed.path, args: parsed.args, caller }), view);
    if (parsed.type === "act") show(await press(parsed, typed), view);
  }

  function press(button: Button, typed: string): Promise<Document> {
    const known = resolveButton(button, offered);
    if (known === undefined) throw new AppError("not_found", say().notOffered(typed.trim()));
    return desk.act(known.verb, known.subject, caller);
  }

  return {
    run() {
      const terminal = options.input.isTTY === true && isTerminal(screen.stream);
      line = createInterface({
        input: options.input,
        output: screen.stream,
        terminal,
        history: terminal ? readHistory(options.historyFile) : [],
        removeHistoryDuplicates: true,
        prompt: terminal ? paint.bold("vigie> ") : "",
        completer: (typed: string) => offer(typed),
      });
      if (terminal) screen.write(`${paint.dim(say().welcome)}\n`);
      return serve(line, terminal);
    },
    isOpen: () => line !== null,
    close() {
      line?.close();
    },
  };

  function serve(rl: Interface, terminal: boolean): Promise<void> {
    let left = false;
    const ask = (): void => {
      if (!terminal || line === null) return;
      rl.prompt();
      screen.setLine(rl);
    };
    const take = async (typed: string): Promise<void> => {
      if (left) return;
      if (terminal && typed.trim() !== "") addToHistory(options.historyFile, typed.trim());
      left = !(await answer(typed));
      if (left) rl.close();
      else ask();
    };
    ask();
    return new Promise((resolve, reject) => {
      let work = Promise.resolve();
      rl.on("line", (typed) => {
        screen.setLine(null);
        work = work.then(() => take(typed));
        work.catch((error: unknown) => {
          reject(error);
          rl.close();
        });
      });
      // As in a shell: Ctrl-C empties a line that was begun, and leaves from an empty one.
      rl.on("SIGINT", () => {
        if (rl.line === "") rl.close();
        else for (const name of ["e", "u"]) rl.write(null, { ctrl: true, name });
      });
      rl.on("close", () => {
        screen.setLine(null);
        line = null;
        if (terminal) screen.stream.write("\n");
        work.then(resolve, reject);
      });
    });
  }

  function offer(typed: string): [string[], string] {
    const { typed: replaced, choices } = completeLine(typed, desk, caller);
    const values = choices.map(({ value }) => value);
    // Values that do not speak for themselves (numbers) are listed with what they stand for; readline would list them bare.
    const labelled = choices.length > 1 && choices.some(({ value, label }) => value.trim() !== label);
    if (!labelled) return [values, replaced];
    const list = choices.map(({ value, label }) => {
      const rest = label.startsWith(value) ? label.slice(value.length).trim() : label;
      return `  ${paint.cyan(toPlainLine(value))}  ${toPlainLine(rest)}`;
    });
    screen.write(`${list.join("\n")}\n`);
    return [[], replaced];
  }
}

function isTerminal(stream: NodeJS.WritableStream): boolean {
  return "isTTY" in stream && stream.isTTY === true;
}
