/** A feed as its elements, before any of them is interpreted: what every step of the reading ladder hands on. */
import type { Dialect } from "./names.ts";

export interface SourceElement {
  /** Character data, references decoded once; of wrapped mark-up, the mark-up. */
  readonly text: string;
  /** By canonical name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Elements by canonical name, each in document order. */
type SourceElements = ReadonlyMap<string, readonly SourceElement[]>;

export interface SourceItem {
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: SourceElements;
}

export interface SourceFeed {
  readonly dialect: Dialect;
  /** Of the channel or feed itself. */
  readonly head: SourceItem;
  readonly items: readonly SourceItem[];
}

/** Elements of an item that are read, by canonical name. All others are passed over. */
export const itemElements = [
  "title",
  "link",
  "guid",
  "id",
  "pubdate",
  "description",
  "summary",
  "content",
  "abstract",
  "tagline",
  "source",
  "author",
  "published",
  "updated",
  "issued",
  "created",
  "modified",
  "date",
  "atom:title",
  "atom:link",
  "atom:id",
  "atom:published",
  "atom:updated",
  "atom:summary",
  "atom:content",
  "content:encoded",
  "dc:title",
  "dc:date",
  "dc:description",
  "dc:source",
  "dcterms:issued",
  "dcterms:created",
  "dcterms:modified",
  "media:title",
  "media:description",
  "itunes:title",
  "itunes:summary",
  "feedburner:origlink",
  "xhtml:body",
  "body",
] as const;

/** Elements of the channel or feed that are read. */
export const headElements = [
  "title",
  "link",
  "language",
  "ttl",
  "dc:title",
  "dc:language",
  "sy:updateperiod",
  "sy:updatefrequency",
] as const;

/** Elements whose content is a text for people, perhaps with mark-up. */
export const textElements: ReadonlySet<string> = new Set([
  "title",
  "description",
  "summary",
  "content",
  "abstract",
  "tagline",
  "subtitle",
  "body",
  "content:encoded",
  "atom:title",
  "atom:summary",
  "atom:content",
  "dc:title",
  "dc:description",
  "xhtml:body",
  "xhtml:div",
]);

/** Elements that are one entry each. */
export const entryNames: ReadonlySet<string> = new Set(["item", "entry"]);
