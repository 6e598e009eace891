/** Reads recorded items, one JSON object a line: bad lines are told with their number and skipped, the rest is still answered. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { decodeHTML } from "entities";
import { z } from "zod";
import { AppError } from "../../core/errors.ts";
import type { RecordedItem } from "../../services/replay.ts";

/** Year or month alone, as archives often have it: its first moment. */
const coarseDate = /^\d{4}(?:-\d{2})?$/;
const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 (UTC where no zone is given) or whole milliseconds; an empty text is no date. */
const moment = z.union(
  [
    z.int(),
    z.literal("").transform(() => null),
    z.iso
      .datetime({ offset: true, local: true })
      .or(z.iso.date())
      .or(z.string().regex(coarseDate))
      .transform((text) => Date.parse(text.includes("T") && !hasZone.test(text) ? `${text}Z` : text)),
  ],
  { error: "expected a date in ISO 8601 or whole milliseconds since 1970" },
);

const text = z.string({ error: "expected a text" });
const line = z.object(
  {
    id: z.union([z.string(), z.int()], { error: "expected a text or a whole number" }).transform(String),
    title: text,
    description: text.nullish(),
    url: text.nullish(),
    publisher: text.nullish(),
    publishedAt: moment.nullish(),
    lang: z.enum(["en", "fr", "und"], { error: "expected en, fr or und" }).nullish(),
    body: text.nullish(),
  },
  { error: "expected an object with id and title" },
);

interface LineProblem {
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

export interface RecordedFile {
  readonly items: readonly RecordedItem[];
  readonly problems: readonly LineProblem[];
}

/** The file's name by which standard input is meant. */
const standardInput = "-";

/** @throws AppError not_found where the file cannot be read. Empty lines are passed over; `-` reads `stdin`. */
export async function readRecorded(path: string, stdin: NodeJS.ReadableStream): Promise<RecordedFile> {
  const items: RecordedItem[] = [];
  const problems: LineProblem[] = [];
  let number = 0;
  try {
    for await (const text of createInterface({
      input: path === standardInput ? stdin : createReadStream(path, "utf8"),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      const bare = number === 1 ? text.replace(/^\uFEFF/, "") : text;
      if (bare.trim() === "") continue;
      const read = parseLine(bare);
      if (typeof read === "string") problems.push({ line: number, problem: read });
      else items.push(read);
    }
  } catch (error) {
    throw new AppError(
      "not_found",
      `Expected a readable file of JSON lines, got ${path}: ${(error as Error).message}.`,
      { cause: error },
    );
  }
  return { items, problems };
}

function parseLine(text: string): RecordedItem | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `expected one JSON object a line, got ${JSON.stringify(text.slice(0, 60))} (${(error as Error).message})`;
  }
  const read = line.safeParse(value);
  if (!read.success) {
    return read.error.issues.map((issue) => `${issue.path.join(".") || "line"}: ${issue.message}`).join("; ");
  }
  const { id, title, description, url, publisher, publishedAt, lang, body } = read.data;
  return {
    id,
    title,
    description: description ?? "",
    url: url ?? null,
    publisher: publisher ?? "",
    publishedAt: publishedAt ?? null,
    lang: lang ?? "und",
    body: body ?? "",
  };
}

/** Recorded headlines often keep the entities of the page that they were taken from (`&eacute;`); feeds come decoded. */
export function decodeEntities(item: RecordedItem): RecordedItem {
  return { ...item, title: decodeHTML(item.title), description: decodeHTML(item.description) };
}
