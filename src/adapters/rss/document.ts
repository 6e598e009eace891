/** A first look at a document, in linear time: what it is, where it begins, how many entries it opens, and its mark-up in texts made safe for XML. */
import { createNameOf, type Dialect, type NameOf } from "./names.ts";
import { entryNames, textElements } from "./source.ts";

export type DocumentKind = "json" | "html" | "xml" | "other";

export interface XmlDocument {
  /** From the XML declaration or root on; mark-up within texts is wrapped in CDATA. */
  readonly text: string;
  readonly dialect: Dialect;
  readonly nameOf: NameOf;
  /** How many entries the text opens: a reading with fewer has lost some. */
  readonly entryCount: number;
  /** Canonical names of the elements that it opens, those within texts aside. */
  readonly names: ReadonlySet<string>;
}

const feedRoot = /<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)(?=[\s>/])/i;
const anyEntry = /<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/])/i;
/** How far into a document its root is looked for. */
const headLength = 65_536;
/** Elements that never stand within a text: where one opens, the text's own end was lost. */
const boundary =
  /<\/?(?:[\w.-]{1,40}:)?(?:item|entry|guid|pubdate|published|updated|issued|description|channel|rss|feed)(?=[\s>/])/i;

/** Tells what a document is by its content alone, as labels are often wrong. */
export function kindOf(text: string): DocumentKind {
  const start = /\S/.exec(text)?.index ?? 0;
  if (text[start] === "{") return "json";
  const head = withoutComments(text.slice(start, start + headLength));
  const root = head.search(feedRoot);
  const html = head.search(/<html(?=[\s>])/i);
  if (root !== -1) return html === -1 || root < html ? "xml" : "html";
  if (html !== -1 || /<!doctype\s+html|<(?:body|head|div|meta)[\s>]/i.test(head)) return "html";
  return anyEntry.test(head) ? "xml" : "other";
}

/** Makes a document ready for an XML reader. */
export function openXml(text: string): XmlDocument {
  const head = text.slice(0, headLength);
  const start = head.search(/<\?xml\s/);
  const root = feedRoot.exec(withoutComments(head))?.[0] ?? "";
  const body = text.slice(start === -1 ? Math.max(head.indexOf("<"), 0) : start);
  const dialect: Dialect = /feed$/i.test(root) ? "atom" : "rss";
  const nameOf = createNameOf(body, dialect);
  return { dialect, nameOf, ...wrapMarkup(body, nameOf) };
}

function withoutComments(text: string): string {
  const find = createFinder(text);
  const parts: string[] = [];
  let copied = 0;
  for (let open = find("<!--", 0); open !== -1; open = find("<!--", copied)) {
    parts.push(text.slice(copied, open));
    copied = after(find("-->", open + 4), 3, open + 4);
  }
  return parts.join("") + text.slice(copied);
}

/**
 * One pass over the tags outside comments and CDATA. XML readers put the words of inline mark-up out of order; within
 * CDATA it stays as written. Ends that are missing are looked for once, so that the pass stays linear.
 */
function wrapMarkup(text: string, nameOf: NameOf): Pick<XmlDocument, "text" | "entryCount" | "names"> {
  const find = createFinder(text);
  const tag = /<([A-Za-z_][\w.:-]*)/y;
  const parts: string[] = [];
  const names = new Set<string>();
  let copied = 0;
  let entryCount = 0;
  let at = text.indexOf("<");
  while (at !== -1) {
    const past = skipOpaque(text, at, find);
    if (past !== null) {
      at = text.indexOf("<", past);
      continue;
    }
    tag.lastIndex = at;
    const written = tag.exec(text)?.[1];
    const name = written === undefined ? "" : nameOf(written);
    names.add(name);
    if (entryNames.has(name)) entryCount += 1;
    const span = written !== undefined && textElements.has(name) ? textSpan(text, { at, written }, find) : null;
    if (span?.isMarkup === true) {
      parts.push(text.slice(copied, span.start), cdata(text.slice(span.start, span.end)));
      copied = span.end;
    }
    at = text.indexOf("<", span === null ? at + 1 : span.end);
  }
  parts.push(text.slice(copied));
  return { text: parts.join(""), entryCount, names };
}

/** Where a comment or CDATA section that starts here ends; null where none starts. */
export function skipOpaque(text: string, at: number, find: Finder): number | null {
  if (text.startsWith("<!--", at)) return after(find("-->", at + 4), 3, at + 4);
  if (text.startsWith("<![CDATA[", at)) return after(find("]]>", at + 9), 3, at + 9);
  return null;
}

function after(found: number, length: number, otherwise: number): number {
  return found === -1 ? otherwise : found + length;
}

/** Content of a text element; null where it is empty, CDATA already, or its end is missing. */
function textSpan(
  text: string,
  { at, written }: { readonly at: number; readonly written: string },
  find: Finder,
): { readonly start: number; readonly end: number; readonly isMarkup: boolean } | null {
  const tagEnd = find(">", at);
  if (tagEnd === -1 || text[tagEnd - 1] === "/") return null;
  const start = tagEnd + 1;
  const first = /\S/g;
  first.lastIndex = start;
  const content = first.exec(text)?.index ?? start;
  if (text.startsWith("<![CDATA[", content)) return null;
  const end = find(`</${written}`, start);
  if (end === -1) return null;
  const open = find("<", start);
  if (open === end) return { start, end, isMarkup: false };
  return boundary.test(text.slice(start, end)) ? null : { start, end, isMarkup: true };
}

/** Mark-up as one CDATA section; sections within it are dissolved into the text that they hold. */
function cdata(markup: string): string {
  const dissolved = markup.replaceAll("<![CDATA[", "").replaceAll("]]>", "");
  return `<![CDATA[${dissolved}]]>`;
}

/** `indexOf` that remembers its last answer for each needle, so that repeated searches forward cost one pass in all. */
export type Finder = (needle: string, from: number) => number;

export function createFinder(text: string): Finder {
  const answers = new Map<string, { readonly from: number; readonly at: number }>();
  return (needle, from) => {
    const last = answers.get(needle);
    if (last !== undefined && last.from <= from && (last.at === -1 || last.at >= from)) return last.at;
    const at = text.indexOf(needle, from);
    answers.set(needle, { from, at });
    return at;
  };
}
