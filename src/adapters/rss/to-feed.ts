/** From elements to entries: which element says what, in which dialect, in what order of trust. */
import type { Lang, RawEntry } from "../../core/types.ts";
import { resolveLink } from "../../core/url.ts";
import type { ParsedFeed } from "../../services/ports.ts";
import { type DateContext, parseDate } from "./dates.ts";
import { collapse, plainText } from "./plain-text.ts";
import type { SourceElement, SourceFeed, SourceItem } from "./source.ts";

/** Longest title and text that leave the reader, in UTF-16 units. */
export const titleLimit = 2_000;
export const textLimit = 20_000;
/** A shorter summary than this ("Read on") gives way to the content. */
const shortSummary = 80;

export interface ReadContext {
  /** Address of the document, or empty: relative links then stay as published. */
  readonly baseUrl: string;
  /** IANA zone of dates without one. */
  readonly zone: string;
}

const titleNames = ["title", "atom:title", "dc:title", "itunes:title", "media:title"];
const summaryNames = [
  "description",
  "summary",
  "atom:summary",
  "abstract",
  "dc:description",
  "itunes:summary",
  "media:description",
];
const contentNames = ["content:encoded", "content", "atom:content", "xhtml:body", "body"];
const dateNames = [
  "pubdate",
  "published",
  "atom:published",
  "dc:date",
  "issued",
  "dcterms:issued",
  "created",
  "dcterms:created",
  "date",
  "updated",
  "atom:updated",
  "modified",
  "dcterms:modified",
];

/** Interprets a feed. `entryLimit` bounds how many entries are read, in document order. */
export function toParsedFeed(
  source: SourceFeed,
  context: ReadContext,
  { step, entryLimit }: { readonly step: string; readonly entryLimit: number },
): ParsedFeed {
  const { head } = source;
  const language = firstText(head, ["language", "dc:language"]) || (head.attributes["xml:lang"] ?? "");
  const base = baseOf(context.baseUrl, head.attributes);
  const dates = { zone: context.zone, dayFirst: !/^en-us/i.test(language) };
  return {
    title: titleOf(head),
    lang: langOf(language),
    step,
    entries: source.items.slice(0, entryLimit).map((item) => toEntry(item, base, dates)),
    freshForMs: freshForMs(head),
  };
}

/** `en` and `fr` of a language tag (BCP 47). */
export function langOf(tag: string): Lang {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0];
  return primary === "en" || primary === "fr" ? primary : "und";
}

function toEntry(item: SourceItem, feedBase: string, dates: DateContext): RawEntry {
  const base = baseOf(feedBase, item.attributes);
  const guid =
    firstText(item, ["guid", "id", "atom:id"]) ||
    (item.attributes["rdf:about"] ?? item.attributes["about"] ?? "").trim();
  return {
    title: titleOf(item),
    link: linkOf(item, base, guid),
    guid: guid === "" ? null : guid,
    publishedAt: dateOf(item, dates),
    text: textOf(item),
    publisher: publisherOf(item),
  };
}

function* all(item: SourceItem, names: readonly string[]): Generator<SourceElement> {
  for (const name of names) {
    const elements = item.elements.get(name);
    if (elements !== undefined) yield* elements;
  }
}

function firstText(item: SourceItem, names: readonly string[]): string {
  for (const { text } of all(item, names)) {
    const trimmed = text.trim();
    if (trimmed !== "") return trimmed;
  }
  return "";
}

function titleOf(item: SourceItem): string {
  for (const element of all(item, titleNames)) {
    const title = readText(element, titleLimit).replaceAll("\n", " ");
    if (title !== "") return title;
  }
  return "";
}

/** RSS names its page in `link`, Atom in one of several; a guid that is an address stands in for either. */
function linkOf(item: SourceItem, base: string, guid: string): string | null {
  const candidates = [...all(item, ["link", "atom:link"])]
    .filter(isAlternate)
    .toSorted((a, b) => htmlFirst(a) - htmlFirst(b));
  for (const element of candidates) {
    const written = element.attributes["href"]?.trim() || element.text.trim();
    // Escaped once too often, as many are: no address holds the reference itself.
    const href = written.replace(/\s+/g, "").replaceAll("&amp;", "&");
    const link = resolveLink(href, baseOf(base, element.attributes));
    if (link !== null) return link;
  }
  const own = resolveLink(item.attributes["href"] ?? "", base);
  if (own !== null) return own;
  const isPermanent = item.elements.get("guid")?.[0]?.attributes["ispermalink"]?.trim().toLowerCase() !== "false";
  if (isPermanent && /^https?:\/\//i.test(guid)) return resolveLink(guid, base);
  return resolveLink(firstText(item, ["feedburner:origlink"]), base);
}

function isAlternate({ attributes }: SourceElement): boolean {
  const rel = attributes["rel"]?.trim().toLowerCase() ?? "alternate";
  return rel === "alternate" || rel === "" || rel.endsWith("/alternate");
}

function htmlFirst({ attributes }: SourceElement): number {
  return /html/i.test(attributes["type"] ?? "html") ? 0 : 1;
}

function dateOf(item: SourceItem, context: DateContext): number | null {
  for (const { text } of all(item, dateNames)) {
    const at = text.trim() === "" ? null : parseDate(text, context);
    if (at !== null) return at;
  }
  return parseDate(item.attributes["lastmod"] ?? "", context);
}

function textOf(item: SourceItem): string {
  const summary = firstReadable(item, summaryNames);
  if (summary.length >= shortSummary) return summary;
  const content = firstReadable(item, contentNames);
  return content.length > summary.length ? content : summary;
}

function firstReadable(item: SourceItem, names: readonly string[]): string {
  for (const element of all(item, names)) {
    const text = readText(element, textLimit);
    if (text !== "") return text;
  }
  return "";
}

/** Text constructs of every dialect (RFC 4287 3.1): plain only where they say so. */
function readText({ text, attributes }: SourceElement, limit: number): string {
  const type = attributes["type"]?.trim().toLowerCase() ?? "";
  const decoded = isBase64(type, attributes["mode"]) ? Buffer.from(text, "base64").toString("utf8") : text;
  const html = type.includes("xhtml") ? decoded.replace(/(<\/?)[\w.-]{1,40}:(?=[a-z])/gi, "$1") : decoded;
  return plainText(html, { limit, keepTags: type === "text" || type === "text/plain" });
}

/** Atom 0.3 says so; Atom 1.0 means it for every media type that is no text (RFC 4287 4.1.3.3). */
function isBase64(type: string, mode: string | undefined): boolean {
  return mode?.toLowerCase() === "base64" || (type.includes("/") && !/^text\/|[+/]xml$|html/.test(type));
}

function publisherOf(item: SourceItem): string | null {
  const name = collapse(plainText(firstText(item, ["source", "dc:source"]), { limit: 200 })).replaceAll("\n", " ");
  return name === "" || /^https?:/i.test(name) ? null : name;
}

/** XML Base, RFC 4287 2: each level's base is resolved against the one around it. */
function baseOf(outer: string, attributes: Readonly<Record<string, string>>): string {
  const own = attributes["xml:base"] ?? attributes["base"];
  if (own === undefined) return outer;
  return resolveLink(own, outer) ?? outer;
}

const periodsMs: Readonly<Record<string, number>> = {
  hourly: 3_600_000,
  daily: 24 * 3_600_000,
  weekly: 7 * 24 * 3_600_000,
  monthly: 30 * 24 * 3_600_000,
  yearly: 365 * 24 * 3_600_000,
};

/** RSS's `ttl` in minutes; else the syndication module's period over its frequency. */
function freshForMs(head: SourceItem): number | null {
  const ttl = Number(firstText(head, ["ttl"]) || Number.NaN);
  if (Number.isFinite(ttl) && ttl > 0) return Math.round(ttl * 60_000);
  const period = periodsMs[firstText(head, ["sy:updateperiod"]).toLowerCase()];
  const frequency = Number(firstText(head, ["sy:updatefrequency"]) || 1);
  if (period === undefined || !Number.isFinite(frequency) || frequency <= 0) return null;
  return Math.round(period / frequency);
}
