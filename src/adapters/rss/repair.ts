/** Mends what commonly makes a feed unreadable for an XML reader: bare ampersands, HTML's entities, control characters, a DOCTYPE, words after the end. */
import { createFinder, skipOpaque } from "./document.ts";
import { plainText } from "./plain-text.ts";

/** A reference, whole or broken, or a bracket that opens nothing. */
const suspect = /&(?:#[xX]?[0-9a-fA-F]{1,7};|[A-Za-z][A-Za-z0-9]{1,31};)?|<(?![A-Za-z_/!?])/g;
const xmlEntities = new Set(["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 2.2 forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** The same document, closer to XML. Linear; CDATA and comments are left as they are. */
export function repair(text: string): string {
  const clean = withoutTail(withoutDoctype(text.replace(forbidden, "")));
  const find = createFinder(clean);
  const mend = createMender();
  const parts: string[] = [];
  let from = 0;
  for (let at = find("<!", 0); at !== -1; at = find("<!", Math.max(from, at + 2))) {
    const past = skipOpaque(clean, at, find);
    if (past === null) continue;
    parts.push(mend(clean.slice(from, at)), clean.slice(at, past));
    from = past;
  }
  parts.push(mend(clean.slice(from)));
  return parts.join("");
}

function createMender(): (text: string) => string {
  const known = new Map<string, string>();
  const mended = (found: string): string => {
    if (found === "<") return "&lt;";
    if (found === "&") return "&amp;";
    return xmlEntities.has(found) ? found : toXmlText(readReference(found));
  };
  return (text) =>
    text.replace(suspect, (found) => {
      const before = known.get(found);
      if (before !== undefined) return before;
      const after = mended(found);
      known.set(found, after);
      return after;
    });
}

/** HTML's meaning of a reference; the reference itself where it has none. Characters that XML forbids vanish. */
function readReference(reference: string): string {
  // Space at the ends is collapsed, so the reference stands between two letters.
  return plainText(`x${reference}x`, { limit: 40 }).slice(1, -1).replace(forbidden, "");
}

function toXmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Drops the DOCTYPE with its internal subset: entities that a document declares for itself are never expanded. */
function withoutDoctype(text: string): string {
  const start = text.slice(0, 65_536).search(/<!doctype/i);
  if (start === -1) return text;
  const close = text.indexOf(">", start);
  const subset = text.indexOf("[", start);
  if (subset === -1 || subset > close) return close === -1 ? text : text.slice(0, start) + text.slice(close + 1);
  const end = /\]\s*>/g;
  end.lastIndex = subset;
  const found = end.exec(text);
  return found === null ? text : text.slice(0, start) + text.slice(end.lastIndex);
}

/** Drops what follows the end of the root. */
function withoutTail(text: string): string {
  const end = /<\/(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s*>/gi;
  const last = text.slice(-65_536);
  const offset = text.length - last.length;
  const found = [...last.matchAll(end)].at(-1);
  return found === undefined ? text : text.slice(0, offset + found.index + found[0].length);
}
