/** Judges a page before any parser sees it: what is too large or nested too deeply is refused, in one linear pass over the bytes. */

/** Largest page that is read, in bytes. */
export const pageLimit = 2_000_000;
/** Deepest nesting that is read: Readability needs seconds, then the stack, for pages made to be deep. */
export const depthLimit = 500;

const voidTags = "area base br col embed hr img input link meta param source track wbr";
/** Their end tags may be left out, so an open one says nothing about depth. */
const impliedTags = "p li dt dd tr td th thead tbody tfoot option optgroup colgroup";
const flatTags: ReadonlySet<string> = new Set(`${voidTags} ${impliedTags}`.split(" "));
/** Their content is text up to their own end tag. */
const rawTags: ReadonlySet<string> = new Set([
  "script",
  "style",
  "textarea",
  "title",
  "noscript",
  "template",
  "iframe",
]);
const tagName = /[a-z][a-z0-9:-]{0,30}/iy;

/** Deepest nesting of elements in a page. Stops counting just above `depthLimit`. */
export function nestingDepth(html: string): number {
  const lower = html.toLowerCase();
  let depth = 0;
  let deepest = 0;
  let at = lower.indexOf("<");
  while (at !== -1 && deepest <= depthLimit) {
    const tag = readTag(lower, at);
    depth = Math.max(0, depth + tag.step);
    deepest = Math.max(deepest, depth);
    at = tag.end === -1 ? -1 : lower.indexOf("<", tag.end);
  }
  return deepest;
}

/** How the tag at `at` changes the depth, and where reading goes on; -1: the page ends inside it. */
function readTag(lower: string, at: number): { readonly step: number; readonly end: number } {
  if (lower.startsWith("<!--", at)) return { step: 0, end: lower.indexOf("-->", at + 4) };
  const closes = lower[at + 1] === "/";
  tagName.lastIndex = at + (closes ? 2 : 1);
  const name = tagName.exec(lower)?.[0];
  if (name === undefined) return { step: 0, end: at + 1 };
  const end = lower.indexOf(">", at);
  if (flatTags.has(name)) return { step: 0, end };
  if (closes) return { step: -1, end };
  if (rawTags.has(name)) return { step: 0, end: lower.indexOf(`</${name}`, at + 1) };
  return { step: lower[end - 1] === "/" ? 0 : 1, end };
}

const declaredCharset = /charset\s{0,3}=\s{0,3}["']?\s{0,3}([a-z0-9_-]{2,30})/i;

/** The page as text: charset of the header, then of the first 2,048 bytes, then UTF-8, then Windows-1252. Never throws. */
export function decodePage(body: Uint8Array, contentType: string | null): string {
  const head = new TextDecoder("windows-1252").decode(body.subarray(0, 2_048));
  const labels = [declaredCharset.exec(contentType ?? "")?.[1], declaredCharset.exec(head)?.[1], "utf-8"];
  for (const label of labels) {
    const text = label === undefined ? null : tryDecode(body, label);
    if (text !== null) return text;
  }
  return new TextDecoder("windows-1252").decode(body);
}

/** Null for an unknown charset, or where the bytes are not in it. */
function tryDecode(body: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(body);
  } catch (error) {
    // RangeError: no such charset. TypeError: bytes outside it.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}
