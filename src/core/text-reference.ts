/** Character references (`&#39;`, `&eacute;`) that feeds leave undecoded in plain text: the ones that news copy uses, read back as characters. */

/** A character reference found in a text. */
export interface CharacterReference {
  readonly text: string;
  /** UTF-16 units that it takes up in the source. */
  readonly length: number;
}

/** Repeated escaping (`&amp;amp;#39;`) counts as one reference; the closing semicolon is required. */
const pattern = /&(?:(?:amp|#38|#x26);)*(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,7}));/iy;

/** Latin-1 letters in code order from U+00C0; HTML 4 names. */
const latin1 =
  "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const named: ReadonlyMap<string, string> = new Map([
  ...latin1.split(" ").map((name, index) => [name, String.fromCharCode(0xc0 + index)] as const),
  ["amp", "&"],
  ["AMP", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["shy", "\u00ad"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["sbquo", "‚"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["bdquo", "„"],
  ["lsaquo", "‹"],
  ["rsaquo", "›"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["bull", "•"],
  ["middot", "·"],
  ["OElig", "Œ"],
  ["oelig", "œ"],
  ["euro", "€"],
  ["pound", "£"],
  ["cent", "¢"],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["deg", "°"],
  ["zwnj", "\u200c"],
  ["zwj", "\u200d"],
  ["thinsp", "\u2009"],
]);

/** The reference that begins at `index` of `raw` (where an ampersand stands), or null. Unknown names are no references. */
export function referenceAt(raw: string, index: number): CharacterReference | null {
  if (!startsReference(raw.charCodeAt(index + 1))) return null;
  pattern.lastIndex = index;
  const found = pattern.exec(raw);
  if (found === null) return null;
  const text = textOf(found[1], found[2], found[3]);
  return text === null ? null : { text, length: found[0].length };
}

function textOf(decimal: string | undefined, hex: string | undefined, name: string | undefined): string | null {
  if (name !== undefined) return named.get(name) ?? null;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number.parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** A number sign or an ASCII letter; a cheap look before the pattern, for texts full of plain ampersands. */
function startsReference(code: number): boolean {
  const letter = code | 0x20;
  return code === 0x23 || (letter >= 0x61 && letter <= 0x7a);
}
