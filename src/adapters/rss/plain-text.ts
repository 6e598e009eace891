/** HTML to plain text in one pass of htmlparser2's tokenizer: no tree and no stack, so that no input takes more than linear time. */
import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** Elements that begin a new line. */
const blocks = new Set(
  "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
/** Elements within a line. */
const inlines = new Set(
  "a abbr acronym applet audio b bdi bdo big button canvas cite code col colgroup data datalist del dfn em embed font html head i iframe img input ins kbd label legend link map mark meta meter noscript object optgroup output param picture progress q rp rt ruby s samp script select slot small source span strike strong style sub sup svg template textarea time title track tt u var video wbr base basefont area frame frameset noframes blink marquee nobr".split(
    " ",
  ),
);
/** Elements whose content is no text for readers. */
const silent = new Set(["script", "style", "template", "iframe", "noframes", "svg", "textarea", "select"]);

/** Control characters that are no space. */
const controls = /\p{Cc}(?<!\s)/gu;

export interface PlainTextOptions {
  /** Longest result, in UTF-16 units; reading stops there. */
  readonly limit: number;
  /** Tags stay as they are written: for texts that are declared not to be HTML. */
  readonly keepTags?: boolean;
}

/**
 * What a reader would see: references decoded, known tags dropped, blocks on lines of their own, space collapsed.
 * Angle brackets that open no HTML element are text.
 */
export function plainText(html: string, { limit, keepTags = false }: PlainTextOptions): string {
  if (!/[<&]/.test(html))
    return collapse(html.slice(0, limit * 2))
      .slice(0, limit)
      .trimEnd();
  const parts: string[] = [];
  let length = 0;
  let silentIn: string | null = null;
  let literalFrom: number | null = null;
  let tagFrom: number | null = null;

  const add = (text: string): void => {
    if (silentIn !== null) return;
    parts.push(text);
    length += text.length;
    // Space may yet be collapsed: twice the limit is enough to fill it in any sane text.
    if (length > limit * 2) tokenizer.pause();
  };
  const openOrClose = (name: string, isClosing: boolean): void => {
    if (silentIn === null && blocks.has(name)) add("\n");
    if (isClosing && silentIn === name) silentIn = null;
    else if (!isClosing && silentIn === null && silent.has(name)) silentIn = name;
  };
  const tagName = (start: number, end: number): void => {
    const name = html.slice(start, end).toLowerCase();
    const isClosing = html[start - 1] === "/";
    tagFrom = start - (isClosing ? 2 : 1);
    literalFrom = keepTags || !isElement(name) ? tagFrom : null;
    if (literalFrom === null) openOrClose(name, isClosing);
  };
  const tagEnd = (end: number): void => {
    if (literalFrom !== null) add(html.slice(literalFrom, end + 1));
    literalFrom = null;
    tagFrom = null;
  };
  const callbacks: TokenizerCallbacks = {
    onattribdata: nothing,
    onattribentity: nothing,
    onattribend: nothing,
    onattribname: nothing,
    oncdata: (start, end, endOffset) => add(html.slice(start + 1, end - endOffset)),
    onclosetag: (start, end) => {
      tagName(start, end);
      tagEnd(Math.max(html.indexOf(">", end), end));
    },
    oncomment: nothing,
    ondeclaration: nothing,
    onend: nothing,
    onopentagend: tagEnd,
    onopentagname: tagName,
    onprocessinginstruction: nothing,
    onselfclosingtag: tagEnd,
    ontext: (start, end) => add(html.slice(start, end)),
    ontextentity: (codepoint) => add(String.fromCodePoint(codepoint)),
  };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, callbacks);
  tokenizer.write(html);
  if (tokenizer.running) tokenizer.end();
  // A bracket that opened no tag to its end was a bracket: "prices <up".
  if (tagFrom !== null && literalFrom !== null) add(html.slice(literalFrom));
  return collapse(parts.join("")).slice(0, limit).trimEnd();
}

/** Spaces and tabs to one space, line ends with the space around them to one line end; control characters vanish. */
export function collapse(text: string): string {
  // Most texts are tidy already, and replacing costs more than looking.
  if (isTidy(text)) return text.trim();
  return text
    .replace(controls, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

/** Whether no space but single spaces and line ends, and no control character, is in the text: a loop, as every text passes here. */
function isTidy(text: string): boolean {
  let afterSpace = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isSpace = unit === 0x20 || unit === 0x0a;
    if (isSpace ? afterSpace : unit < 0x20 || (unit >= 0x7f && isOdd(unit))) return false;
    afterSpace = isSpace;
  }
  return true;
}

/** Control characters and spaces beyond ASCII. */
function isOdd(unit: number): boolean {
  if (unit <= 0xa0) return true;
  if (unit < 0x1680) return false;
  return unit === 0xfeff || unit === 0x3000 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x205f && isWide(unit));
}

/** Spaces of general punctuation (Unicode block 2000..206F). */
function isWide(unit: number): boolean {
  return unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f;
}

function isElement(name: string): boolean {
  return blocks.has(name) || inlines.has(name);
}

/** For tokens that are no text. */
function nothing(): void {}
