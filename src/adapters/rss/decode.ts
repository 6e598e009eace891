/** Bytes to text, as feeds really label them: evidence in the bytes goes before what the server says, and that before what the document says. */
import iconv from "iconv-lite";

/** How many bytes at the start may hold the XML declaration. */
const declarationBytes = 1_024;
/** Share of damaged characters up to which a text still counts as UTF-8. */
const damageTolerance = 0.1;

/** Sets whose bytes are all below 0x80, so that nothing but a label tells them from ASCII. */
const sevenBitSets = new Set(["utf-7", "utf7", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312"]);
/** Labels that the web uses for a larger set than they name (WHATWG Encoding 4.2). */
const widened: Readonly<Record<string, string>> = {
  ascii: "windows-1252",
  "us-ascii": "windows-1252",
  ansi: "windows-1252",
  latin1: "windows-1252",
  "latin-1": "windows-1252",
  "iso-8859-1": "windows-1252",
  "iso8859-1": "windows-1252",
  "iso-8859-9": "windows-1254",
  "iso-8859-11": "windows-874",
  "tis-620": "windows-874",
  gb2312: "gb18030",
  gbk: "gb18030",
  "x-sjis": "shift_jis",
  "ks_c_5601-1987": "euc-kr",
};

/**
 * Order: BOM; the zero pattern of UTF-16 and UTF-32; valid multi-byte UTF-8; the HTTP charset; the XML declaration; mostly
 * valid UTF-8; windows-1252. Never throws; a leading BOM is dropped.
 */
export function decode(bytes: Uint8Array, contentType: string | null): string {
  const wide = wideEncoding(bytes);
  if (wide !== null) return dropBom(iconv.decode(Buffer.from(bytes), wide));
  const labels = [charsetOf(contentType), declaredEncoding(bytes)].filter((label) => label !== null).filter(isKnown);
  const strict = decodeUtf8(bytes);
  if (strict !== null) {
    const sevenBit = strict.isAscii ? labels.find((label) => sevenBitSets.has(label)) : undefined;
    return sevenBit === undefined ? dropBom(strict.text) : decodeLabelled(bytes, sevenBit);
  }
  const label = labels.find((name) => name !== "utf-8" && name !== "utf8");
  if (label !== undefined) return dropBom(decodeLabelled(bytes, label));
  const lenient = new TextDecoder("utf-8").decode(bytes);
  return dropBom(isMostlyUtf8(lenient) ? lenient : iconv.decode(Buffer.from(bytes), "windows-1252"));
}

/** First bytes in hexadecimal, as a BOM or as `<` among zeros (XML 1.0 appendix F); the longer patterns first. */
const widePatterns: readonly (readonly [RegExp, string])[] = [
  [/^(?:0000feff|0000003c)/, "utf-32be"],
  [/^(?:fffe0000|3c000000)/, "utf-32le"],
  [/^(?:feff|003c)/, "utf-16be"],
  [/^(?:fffe|3c00)/, "utf-16le"],
];

function wideEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  return widePatterns.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}

/** Null where the bytes are no UTF-8. A character cut in half by the end of a truncated document is forgiven. */
function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly isAscii: boolean } | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(withoutBrokenTail(bytes));
    return { text, isAscii: text.length === bytes.length };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function withoutBrokenTail(bytes: Uint8Array): Uint8Array {
  const start = bytes.subarray(-3).findLastIndex((byte) => byte >= 0xc0);
  if (start === -1) return bytes;
  const tail = bytes.subarray(-3).subarray(start);
  const lead = tail[0] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const isCut = tail.length < needed && tail.subarray(1).every((byte) => byte >= 0x80 && byte < 0xc0);
  return isCut ? bytes.subarray(0, bytes.length - tail.length) : bytes;
}

function charsetOf(contentType: string | null): string | null {
  const label = /charset\s*[=:]\s*["']?\s*([\w:.-]+)/i.exec(contentType ?? "")?.[1];
  return label?.toLowerCase() ?? null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, declarationBytes)).toString("latin1");
  const label = /<\?xml[^>]*?\sencoding\s*=\s*["']\s*([\w:.-]+)/i.exec(head)?.[1];
  return label?.toLowerCase() ?? null;
}

function isKnown(label: string): boolean {
  const name = widened[label] ?? label;
  return iconv.encodingExists(name) || isPlatformEncoding(name);
}

/** iconv-lite first: Node 20's own decoder reads windows-1252 as plain latin-1. Stateful sets are the platform's. */
function decodeLabelled(bytes: Uint8Array, label: string): string {
  const name = widened[label] ?? label;
  if (iconv.encodingExists(name)) return iconv.decode(Buffer.from(bytes), name);
  return isPlatformEncoding(name) ? new TextDecoder(name).decode(bytes) : new TextDecoder("utf-8").decode(bytes);
}

function isPlatformEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isMostlyUtf8(text: string): boolean {
  let damaged = 0;
  let beyondAscii = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) beyondAscii += 1;
    if (unit === 0xfffd) damaged += 1;
  }
  return damaged <= beyondAscii * damageTolerance;
}

function dropBom(text: string): string {
  return text.replace(/^\ufeff+/, "");
}
