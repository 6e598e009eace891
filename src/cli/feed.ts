/** `vigie feed`: fetches or reads feeds and prints what they hold, through the reader that the worker uses. */
import { toPlainLine } from "../adapters/console/plain.ts";
import { buildFeedProbe, type FeedReading } from "../wire-offline.ts";
import { printLine, printProblem, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";

export interface FeedOptions {
  readonly json?: boolean;
}

/** One answer a source, in the order given. Exit status 1 where any failed. */
export async function feed(terminal: Terminal, sources: readonly string[], options: FeedOptions): Promise<number> {
  const probe = buildFeedProbe(readSettings(terminal));
  let failed = 0;
  try {
    for (const source of sources) {
      const reading = await probe.read(source);
      if (reading.status === "error") failed += 1;
      if (options.json) printLine(terminal, JSON.stringify(toJson(reading)));
      else if (reading.status === "error") printProblem(terminal, `${source}: ${reading.error}`);
      else printLine(terminal, toPage(reading));
    }
  } finally {
    await probe.close();
  }
  return failed === 0 ? 0 : 1;
}

function toJson(reading: FeedReading) {
  const items = reading.entries.map(({ title, link, guid, publishedAt, text }) => ({
    title,
    link,
    id: guid,
    publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    text,
  }));
  const { source, status, step, title } = reading;
  return { source, status, ...(status === "error" ? { error: reading.error } : {}), step, title, items };
}

function toPage({ source, step, title, entries }: FeedReading): string {
  const lines = entries.map(({ title: headline, link, publishedAt }) => {
    const day = publishedAt === null ? "no date   " : new Date(publishedAt).toISOString().slice(0, 10);
    return `  ${day}  ${toPlainLine(headline)}${link === null ? "" : `\n              ${link}`}`;
  });
  return [
    `${title === "" ? source : toPlainLine(title)} (${entries.length === 1 ? "1 item" : `${entries.length} items`}, read by ${step})`,
    ...lines,
    "",
  ].join("\n");
}
