/** The brief: stories with their receipts as a file, in Markdown for people or CSV for a spreadsheet (RFC 4180). */
import { describePair, describeQuote } from "./describe.ts";
import { phrases } from "./phrases.ts";
import { readQuotes } from "./quote.ts";
import type { EntityId, Item, Locale, Millis, Reading, StoryId } from "./types.ts";

/** Quotes of one story. */
const quotesShown = 3;

interface BriefReport {
  readonly item: Item;
  readonly reading: Reading;
}

interface BriefStory {
  readonly id: StoryId;
  /** Oldest first, at least one. */
  readonly reports: readonly BriefReport[];
}

export interface Brief {
  /** What it is about. */
  readonly about: string;
  /** The path of each pair, ready to read. */
  readonly ladder: readonly string[];
  readonly stories: readonly BriefStory[];
}

export interface BriefContext {
  readonly locale: Locale;
  readonly zone: string;
  readonly nameOf: (entity: EntityId) => string;
  readonly now: Millis;
}

export function briefMarkdown({ about, ladder, stories }: Brief, { locale, zone, nameOf, now }: BriefContext): string {
  const words = phrases(locale);
  const { format, brief: say } = words;
  const sections = stories.map(({ id, reports }) => {
    const [first] = reports;
    const signal = reports.find(({ reading }) => reading.signal !== null)?.reading.signal ?? null;
    const facts =
      signal === null
        ? []
        : [
            [
              words.stage[signal.stage],
              words.kind[signal.kind],
              ...signal.pairs.map((pair) => describePair(pair, nameOf)),
            ].join(" · "),
          ];
    const receipts = reports.map(
      ({ item }) =>
        `- ${format.date(item.publishedAt, zone)}, ${escapeMarkdown(item.publisher)}: ${escapeMarkdown(item.title)}${item.url === null ? "" : ` <${item.url}>`} (${item.id})`,
    );
    const quotes = readQuotes(reports.flatMap(({ item }) => [item.description, item.body]))
      .slice(0, quotesShown)
      .map((quote) => `> ${escapeMarkdown(describeQuote(quote, locale))}`);
    return [`### s${id} ${escapeMarkdown(first?.item.title ?? "")}`, ...facts, ...quotes, receipts.join("\n")].join(
      "\n\n",
    );
  });
  return [
    `# ${escapeMarkdown(say.title(about))}`,
    say.made(format.dateTime(now, zone)),
    ...(ladder.length === 0 ? [] : [`## ${say.ladder}`, ladder.map((line) => `- ${escapeMarkdown(line)}`).join("\n")]),
    `## ${say.stories}`,
    ...sections,
    "",
  ].join("\n\n");
}

export function briefCsv({ stories }: Brief, { locale, nameOf }: BriefContext): string {
  const words = phrases(locale);
  const rows = stories.flatMap(({ id, reports }) =>
    reports.map(({ item, reading: { signal } }) => [
      isoDate(item.publishedAt),
      `s${id}`,
      signal === null ? "" : words.stage[signal.stage],
      signal === null ? "" : words.kind[signal.kind],
      (signal?.pairs ?? []).map((pair) => describePair(pair, nameOf)).join("; "),
      item.title,
      item.publisher,
      signal === null ? "" : signal.attribution === "origin" ? words.lookup.origin : words.lookup.echoOf(signal.citing),
      item.url ?? "",
      String(item.id),
    ]),
  );
  return `${[words.brief.csvHead, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** Quoted where it must be; a leading `=`, `+`, `-` or `@` is disarmed, as spreadsheets run such cells (OWASP, CSV injection). */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Headlines are others' text: none of it may become mark-up, a link or a line of its own. */
function escapeMarkdown(value: string): string {
  return value.replace(/\s+/g, " ").replace(/[\\`*_~|[\](){}<>#+!]/g, "\\$&");
}

/** `YYYY-MM-DD HH:MM` in UTC, as spreadsheets read it. */
function isoDate(at: Millis): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}
