/** What the documents are made with: each is a few lines that hold one trap, with the reading that a careful reader gives. The wording is ours. */
import type { RawEntry } from "../../../../src/core/types.ts";

type Wanted = Partial<Pick<RawEntry, "title" | "link" | "guid" | "text" | "publisher">> & {
  /** ISO 8601 to the second, UTC. */
  readonly date?: string | null;
};

/** What it shows, the document, and what is expected of its entries; entries without a wish are written `{}`. */
export type DialectCase = readonly [string, string | Uint8Array, readonly Wanted[]];

const namespaces =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"';
export const channel = (inside: string, head = ""): string =>
  `<?xml version="1.0"?><rss version="2.0" ${namespaces}><channel><title>Gazette</title><link>https://site.example/</link>${head}${inside}</channel></rss>`;
export const rss = (item: string): string => channel(`<item>${item}</item>`);
export const atom = (entry: string, attributes = ""): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>Gazette</title><link href="https://site.example/"/><entry>${entry}</entry></feed>`;
export const atom03 = (entry: string): string =>
  `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Gazette</title><entry>${entry}</entry></feed>`;
export const rdf = (items: string): string =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://site.example/"><title>Gazette</title><items><rdf:Seq><rdf:li rdf:resource="https://site.example/1"/></rdf:Seq></items></channel>${items}</rdf:RDF>`;
export const json = (item: object): string =>
  JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Gazette", items: [item] });
export const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, "utf16le");
