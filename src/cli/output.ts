/** How the command line speaks: results on standard output, problems on standard error, refusals as one sentence and an exit status. */
import type { Writable } from "node:stream";
import { createProgress } from "../adapters/console/progress.ts";
import { renderDocument } from "../adapters/console/render.ts";
import { AppError } from "../core/errors.ts";
import type { Document } from "../core/message.ts";

/** Where a command reads its world from and writes its answers to; tests hand in their own. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colour where a terminal has it and nobody asked for none (no-color.org). */
function wantsColour({ stdout, env }: Pick<Terminal, "stdout" | "env">): boolean {
  return stdout.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

/** Columns to wrap at: the terminal's, within what is pleasant to read. */
function widthOf({ stdout }: Pick<Terminal, "stdout">): number {
  return Math.min(100, Math.max(40, stdout.columns ?? 80));
}

export function printLine({ stdout }: Pick<Terminal, "stdout">, line: string): void {
  stdout.write(`${line}\n`);
}

/** Prints a document in English, dates in the given IANA zone. */
export function printDocument(terminal: Terminal, document: Document, zone: string): void {
  const view = { colour: wantsColour(terminal), width: widthOf(terminal), locale: "en", zone } as const;
  printLine(terminal, renderDocument(document, view));
}

export function printProblem({ stderr }: Pick<Terminal, "stderr">, line: string): void {
  stderr.write(`vigie: ${line}\n`);
}

/** A file as problems name it; `-` is what is piped in. */
export function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

/** What the running program needs to know of the terminal. */
export function surroundingsOf(terminal: Terminal) {
  return {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    colour: wantsColour(terminal),
    width: () => widthOf(terminal),
    tell: (line: string) => printProblem(terminal, line),
  };
}

/** Tells what went wrong; a bug keeps its stack. Always 1, the exit status of a refusal. */
export function printError(terminal: Pick<Terminal, "stderr">, error: unknown): 1 {
  for (const line of describe(error).split("\n")) printProblem(terminal, line);
  return 1;
}

function describe(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A bar on standard error while it is a terminal; silent otherwise. */
export function startProgress({ stderr }: Terminal, total: number, what: string) {
  return createProgress(stderr, total, what);
}
