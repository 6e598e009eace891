/** Mends what commonly makes a feed unreadable for an XML reader: bare ampersands, HTML's entities, control characters, a DOCTYPE, words after the end. */
import { createFinder, skipOpaque } from "./document.ts";
import { plainText } from "./plain-text.ts";

/** A reference, whole or broken, or a bracket that opens nothing. */
const suspect = /&(?:#[xX]?[0-9a-fA-F]{1,7};|[A-Za-z][A-Za-z0-9]{1,31};)?|<(?![A-Za-z_/!?])/g;
const xmlEntities = new Set(["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 2.2 forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Entities that a document declares for itself are read where they are a few plain words: none within another, none from elsewhere. */
const simpleEntity = /<!ENTITY\s{1,9}([A-Za-z][\w.-]{0,30})\s{1,9}(?:"([^"&<%]{0,80})"|'([^'&<%]{0,80})')\s{0,9}>/g;
/** So many are read, in so many places: more is no feed's shorthand. */
const entityLimit = 50;
const expansionLimit = 5_000;

/** The same document, closer to XML. Linear; CDATA and comments are left as they are. */
export function repair(text: string): string {
  const { start, end } = doctypeIn(text);
  const clean = withoutTail((text.slice(0, start) + text.slice(end)).replace(forbidden, ""));
  const find = createFinder(clean);
  const mend = createMender(entitiesIn(text.slice(start, end)));
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

function entitiesIn(doctype: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  for (const [, name, double, single] of doctype.matchAll(simpleEntity)) {
    if (entities.size >= entityLimit) break;
    entities.set(`&${name};`, toXmlText((double ?? single ?? "").replace(forbidden, "")));
  }
  return entities;
}

function createMender(entities: ReadonlyMap<string, string>): (text: string) => string {
  const known = new Map<string, string>();
  let expansions = 0;
  const mended = (found: string): string => {
    if (found === "<") return "&lt;";
    if (found === "&") return "&amp;";
    return xmlEntities.has(found) ? found : toXmlText(readReference(found));
  };
  return (text) =>
    text.replace(suspect, (found) => {
      const own = expansions < expansionLimit ? entities.get(found) : undefined;
      if (own !== undefined) {
        expansions += 1;
        return own;
      }
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

/** Where the DOCTYPE stands with its internal subset; nothing where there is none. */
function doctypeIn(text: string): { readonly start: number; readonly end: number } {
  const start = afterProlog(text);
  if (!/^<!doctype/i.test(text.slice(start, start + 9))) return { start: 0, end: 0 };
  const close = text.indexOf(">", start);
  const subset = text.indexOf("[", start);
  if (subset === -1 || subset > close) return { start, end: close === -1 ? start : close + 1 };
  const end = /\]\s*>/g;
  end.lastIndex = subset;
  return { start, end: end.exec(text) === null ? start : end.lastIndex };
}

/** Where the first thing stands that is neither a comment nor an instruction; the end where there is none. */
function afterProlog(text: string): number {
  const find = createFinder(text);
  let at = find("<", 0);
  while (at !== -1) {
    const isInstruction = text.startsWith("<?", at);
    const past = isInstruction ? find("?>", at) : skipOpaque(text, at, find);
    if (past === null || past === -1) return at;
    at = find("<", past);
  }
  return text.length;
}

/** Drops what follows the end of the root. */
function withoutTail(text: string): string {
  const end = /<\/(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s*>/gi;
  const last = text.slice(-65_536);
  const offset = text.length - last.length;
  const found = [...last.matchAll(end)].at(-1);
  return found === undefined ? text : text.slice(0, offset + found.index + found[0].length);
}
