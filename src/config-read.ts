/** How the readers of settings read: a YAML file against a strict schema, what a value may be in words, and all problems told at once. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isMap, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { AppError } from "./core/errors.ts";

/** A YAML file as read: the value where it fits its schema, and every reason why it does not. */
export interface YamlReading<T> {
  readonly value: T | undefined;
  /** One line each, beginning with file and line. */
  readonly problems: readonly string[];
  /** `file:line key.path` of a place in the file. */
  where(path: readonly PropertyKey[]): string;
}

/** Never throws: an absent or broken file is a problem like any other. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): YamlReading<T> {
  const shown = shownPath(file);
  const failed = (problems: readonly string[]) => ({ value: undefined, problems, where: () => shown });
  const read = readText(file);
  if (read.text === undefined) return failed([`${shown}: expected a YAML file, given ${read.problem}`]);
  const counter = new LineCounter();
  const document = parseDocument(read.text, { lineCounter: counter });
  if (document.errors.length > 0) {
    return failed(
      document.errors.map((error) => `${shown}:${counter.linePos(error.pos[0]).line}: ${error.message.split("\n")[0]}`),
    );
  }
  const where = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const start = keyStart(document, path.slice(0, length)) ?? (isNode(node) ? node.range?.[0] : undefined);
      if (start !== undefined) return `${shown}:${counter.linePos(start).line} ${path.map(String).join(".")}`.trimEnd();
    }
    return shown;
  };
  const raw: unknown = document.toJS();
  const checked = schema.safeParse(raw);
  if (checked.success) return { value: checked.data, problems: [], where };
  return {
    value: undefined,
    problems: checked.error.issues.flatMap((issue) => describeIssue(issue, raw, where)),
    where,
  };
}

/** A mapping that takes these keys and no others. What it says of unknown keys is a line each, in their order. */
export function section<S extends z.ZodRawShape>(shape: S) {
  const keys = Object.keys(shape);
  const listed = keys.join(", ");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `one of the keys ${listed}, given "${key}"${didYouMean(key, keys)}`).join("\n")
        : `a mapping with the keys ${listed}`,
  });
}

/** A text that passes one test; `error` says what was expected. */
export function text(error: string, accepts: (value: string) => boolean) {
  return z.string({ error }).refine(accepts, { error });
}

const testedByCheck = "Correct this and try again; `vigie check` tests it without starting.";

/** All problems as the one error that a person reads. @param advice what to do; by default for what `vigie check` reads. */
export function problemsError(what: string, problems: readonly string[], advice = testedByCheck): AppError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map((line) => `  ${line}`).join("\n");
  return new AppError("invalid", `${count} in the ${what}:\n${lines}\n${advice}`);
}

/** `; did you mean "x"?` for the name that differs least, by a third of its letters at most; empty where none is near. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const [nearest] = names
    .map((name) => ({ name, edits: editsBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits * 3 <= name.length)
    .toSorted((a, b) => a.edits - b.edits);
  return nearest === undefined ? "" : `; did you mean "${nearest.name}"?`;
}

/** What a port may be, in words. */
export const portText = 'a port from 1 to 65535, or "off"';

/** What a zone must be, in words. */
export const zoneText = "an IANA time zone such as Europe/Paris";

export function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An http or https address without its trailing slashes; undefined where the text is none. */
export function parseBase(value: string): string | undefined {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) return undefined;
  return value.replace(/\/+$/, "");
}

/** Letters to insert, drop or replace to get from one word to the other (Levenshtein). */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [y, letter] of [...from].entries()) {
    const next = [y + 1];
    for (let x = 1; x <= to.length; x += 1) {
      const replaced = (row[x - 1] ?? 0) + (letter === to[x - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[x] ?? 0) + 1, (next[x - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** A file's text, or in words what stands there instead. */
export function readText(file: string): { readonly text: string | undefined; readonly problem: string } {
  if (!existsSync(file)) return { text: undefined, problem: "nothing: no such file" };
  try {
    return { text: readFileSync(file, "utf8"), problem: "" };
  } catch (error) {
    return { text: undefined, problem: `what cannot be read: ${(error as Error).message}` };
  }
}

/** The path as a person would type it: relative where it lies below the working directory. */
export function shownPath(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith("..") ? file : short;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

/** A key says more than its value about where a whole section begins. */
function keyStart(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return undefined;
  const key = parent.items.find((pair) => String(pair.key) === String(path.at(-1)))?.key;
  return isNode(key) ? key.range?.[0] : undefined;
}

function describeIssue(issue: z.core.$ZodIssue, raw: unknown, where: YamlReading<unknown>["where"]): readonly string[] {
  if (issue.code === "unrecognized_keys") {
    const lines = issue.message.split("\n");
    return issue.keys.map((key, index) => `${where([...issue.path, key])}: expected ${lines[index]}`);
  }
  return [`${where(issue.path)}: expected ${issue.message}, given ${shownValue(valueAt(raw, issue.path))}`];
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

/** As it stands in a problem: short, and in quotes where it is a text. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Folder of package.json: above src/ and above dist/ alike. */
const packageDir = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where a relative path leads: from the working directory, else from the program's own folder; undefined where neither has it. */
export function findShipped(path: string, cwd: string): string | undefined {
  return [resolve(cwd, path), resolve(packageDir, path)].find((candidate) => existsSync(candidate));
}

/** Of package.json. */
export function packageVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")))
    .version;
}
