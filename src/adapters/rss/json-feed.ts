/** JSON Feed 1.0 and 1.1 (jsonfeed.org), read by hand and leniently: only fields that are there and of the right type count. */
import type { RawEntry } from "../../core/types.ts";
import { resolveLink } from "../../core/url.ts";
import type { ParsedFeed } from "../../services/ports.ts";
import { parseDate } from "./dates.ts";
import { plainText } from "./plain-text.ts";
import { langOf, type ReadContext, textLimit, titleLimit } from "./to-feed.ts";

type Json = Readonly<Record<string, unknown>>;

/** @returns null where the text is JSON but no feed. @throws SyntaxError where it is no JSON. */
export function readJsonFeed(
  text: string,
  context: ReadContext,
  { entryLimit }: { readonly entryLimit: number },
): ParsedFeed | null {
  const feed: unknown = JSON.parse(text);
  if (!isObject(feed) || !Array.isArray(feed["items"])) return null;
  const items: readonly unknown[] = feed["items"];
  return {
    title: line(feed["title"]),
    lang: langOf(string(feed["language"])),
    step: "json",
    entries: items
      .filter(isObject)
      .slice(0, entryLimit)
      .map((item) => toEntry(item, context)),
    freshForMs: null,
  };
}

function toEntry(item: Json, context: ReadContext): RawEntry {
  const id = typeof item["id"] === "number" ? String(item["id"]) : string(item["id"]);
  const addresses = [item["url"], item["external_url"], /^https?:/i.test(id) ? id : ""].map(string);
  const dates = { zone: context.zone, dayFirst: true };
  return {
    title: line(item["title"]),
    link: addresses.map((address) => resolveLink(address, context.baseUrl)).find((link) => link !== null) ?? null,
    guid: id === "" ? null : id,
    publishedAt: parseDate(string(item["date_published"]) || string(item["date_modified"]), dates),
    text: textOf(item),
    publisher: null,
  };
}

function textOf(item: Json): string {
  const plain = { limit: textLimit, keepTags: true };
  return (
    plainText(string(item["summary"]), plain) ||
    plainText(string(item["content_text"]), plain) ||
    plainText(string(item["content_html"]), { limit: textLimit })
  );
}

function line(value: unknown): string {
  return plainText(string(value), { limit: titleLimit }).replaceAll("\n", " ");
}

function string(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
