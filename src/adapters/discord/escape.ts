/** Makes untrusted text harmless in Discord: nothing from a feed is ever read as mark-up, as a mention or as a link. */

/** Control, bidirectional, zero-width and other invisible characters; variation selectors and the emoji joiner stay. */
const invisible = /(?!\u200D)[\p{Cc}\p{Cs}\p{Cf}]|\u034F|[\u115F\u1160]|[\u17B4\u17B5]|\u3164|\uFFA0/gu;
const whitespace = /[\s\u2028\u2029]+/gu;
/** Active wherever they stand, two of them only together. What is not active is left alone, so that a headline reads the same everywhere. */
const active = /[\\`*_[<]|~{2,}|\|{2,}/g;
/** Active only where a line begins: lists, headings, quotes, numbered lists. */
const lineStart = /^(?:[-+#>]|\d+(?=[.)]))/;
const zeroWidthSpace = "\u200B";

/** Text without mark-up, for places that Discord shows as they are: footers, author lines, button labels. One line, no invisible characters. */
export function plainLine(text: string): string {
  return text.replace(whitespace, " ").replace(invisible, "").replace(whitespace, " ").trim();
}

/**
 * One line of Markdown that shows `text` and does nothing: no mention, no link, no formatting. discord.js's own
 * `escapeMarkdown` leaves mentions, masked links, time stamps and quotes alive.
 */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(active, (run) => run.replace(/./g, "\\$&"))
    .replace(/@(?=everyone|here)/gi, `@${zeroWidthSpace}`)
    .replace(/(https?|discord|steam)(?=:)/gi, `$1${zeroWidthSpace}`)
    .replace(lineStart, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** Text for inside a code block, which knows no escapes: what would close the block is broken up. Keeps line breaks. */
export function codeText(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(invisible, "")
        .replace(/`(?=`)/g, `\`${zeroWidthSpace}`)
        .trimEnd(),
    )
    .join("\n");
}

/**
 * At most `limit` UTF-16 units, which is never more than Discord counts; ends in an ellipsis where something was cut.
 * Never splits a surrogate pair, nor a backslash from what it escapes.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return "";
  let end = limit - 1;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  const backslashes = /\\+$/.exec(text.slice(0, end))?.[0].length ?? 0;
  return `${text.slice(0, end - (backslashes % 2)).trimEnd()}…`;
}

/** The address as Discord takes it: http or https, no credentials, punycode host, at most `limit` characters; null where it is none such. */
export function safeUrl(url: string | null, limit = 2048): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return null;
  if (parsed.username !== "" || parsed.password !== "" || parsed.hostname === "") return null;
  const [path, query, fragment] = [parsed.pathname, parsed.search.slice(1), parsed.hash.slice(1)].map(strictly);
  const href = `${parsed.origin}${path}${query ? `?${query}` : ""}${fragment ? `#${fragment}` : ""}`;
  return href.length <= limit ? href : null;
}

/** Path, query or fragment of an address without what a browser takes and RFC 3986 3.3 to 3.5 do not (a second `#`, a bare `%`), nor what Markdown reads. */
function strictly(part: string): string {
  return part.replace(/%(?![\da-f]{2})|[^\w\-.~:/?@!$&'+,;=%]/gi, (char) =>
    /[()*]/.test(char) ? `%${char.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(char),
  );
}
