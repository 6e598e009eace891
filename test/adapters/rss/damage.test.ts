/** Feeds broken in the ways that the web breaks them: every entry that is there to be read is read right. */
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readFeed } from "../../../src/adapters/rss/read-feed.ts";
import type { RawEntry } from "../../../src/core/types.ts";
import type { ParseOutcome } from "../../../src/services/ports.ts";

const hour = 3_600_000;
const firstAt = Date.UTC(2018, 1, 28, 9, 30);
const words = ["l’été", "Œuvre", "côté", "Système", "déjà", "“noté”", "août", "cœur", "naïf", "forêt"];
const expected = Array.from({ length: 10 }, (_, index) => ({
  title: `Épicerie n° ${index} : ${words[index] ?? ""} – & suite`,
  link: `https://www.gazette.example/a/${index}?p=1&q=2`,
  at: firstAt + index * 25 * hour,
}));

const rss = (options: { readonly date?: (at: number) => string; readonly language?: string } = {}): string => {
  const date = options.date ?? ((at) => new Date(at).toUTCString());
  const items = expected.map(
    ({ title, link, at }) =>
      `<item><title>${xml(title)}</title><link>${xml(link)}</link><guid isPermaLink="true">${xml(link)}</guid>` +
      `<pubDate>${date(at)}</pubDate><description>&lt;p&gt;Un &lt;b&gt;court&lt;/b&gt; résumé.&lt;/p&gt;</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>La Gazette</title><link>https://www.gazette.example/</link><language>${options.language ?? "fr"}</language>\n${items.join("\n")}\n</channel></rss>\n`;
};

const atom = (): string => {
  const entries = expected.map(
    ({ title, link, at }) =>
      `<entry><title>${xml(title)}</title><link rel="alternate" href="${xml(link)}"/><id>${xml(link)}</id>` +
      `<published>${new Date(at).toISOString()}</published><summary type="html">&lt;p&gt;Résumé&lt;/p&gt;</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>La Gazette</title>\n${entries.join("\n")}\n</feed>\n`;
};

const frenchMonths = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(" ");
const longMonths = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const pad = (value: number): string => String(value).padStart(2, "0");
const clock = (at: Date): string => `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;

const damages: readonly {
  readonly name: string;
  readonly document: () => string | Uint8Array;
  readonly contentType?: string;
  /** How many of the ten entries are whole in the document; default all. */
  readonly whole?: number;
}[] = [
  { name: "nothing at all", document: rss },
  {
    name: "windows-1252, declared by the document",
    document: () => encoded(declared(rss(), "windows-1252"), "windows-1252"),
  },
  { name: "windows-1252, called iso-8859-1", document: () => encoded(declared(rss(), "iso-8859-1"), "windows-1252") },
  { name: "windows-1252, undeclared", document: () => encoded(undeclared(rss()), "windows-1252") },
  { name: "windows-1252, called UTF-8", document: () => encoded(rss(), "windows-1252") },
  {
    name: "windows-1252 by the server alone",
    document: () => encoded(undeclared(rss()), "windows-1252"),
    contentType: "text/xml; charset=windows-1252",
  },
  { name: "UTF-8 called iso-8859-1 by the document", document: () => declared(rss(), "iso-8859-1") },
  { name: "UTF-8 called iso-8859-1 by the server", document: rss, contentType: "text/xml; charset=ISO-8859-1" },
  { name: "UTF-8 with a BOM", document: () => `\ufeff${rss()}` },
  { name: "UTF-8 with an unknown label", document: () => declared(rss(), "utf8mb4") },
  {
    name: "UTF-16 little-endian with a BOM",
    document: () => encoded(`\ufeff${declared(rss(), "UTF-16")}`, "utf-16le"),
  },
  { name: "UTF-16 big-endian with a BOM", document: () => encoded(`\ufeff${declared(rss(), "UTF-16")}`, "utf-16be") },
  { name: "UTF-16 without a BOM", document: () => encoded(declared(rss(), "UTF-16"), "utf-16le") },
  { name: "UTF-8 with one broken byte", document: () => withBrokenByte(Buffer.from(rss())) },
  { name: "empty lines before the prolog", document: () => `\n\n  ${rss()}` },
  {
    name: "a warning of PHP's before the prolog",
    document: () => `<br />\n<b>Warning</b>: too late in index.php\n${rss()}`,
  },
  { name: "words after the end", document: () => `${rss()}\n<!-- cached --> served in 0.2 s` },
  { name: "bare ampersands", document: () => rss().replaceAll("&amp;", "&") },
  { name: "HTML's entities", document: () => rss().replaceAll("é", "&eacute;").replaceAll("–", "&ndash;") },
  { name: "control characters", document: () => rss().replaceAll("<description>", "<description>\u0008\u001f&#x1F;") },
  { name: "truncated at 60 %", document: () => cutAt(rss(), 0.6), whole: 5 },
  { name: "Atom truncated at 60 %", document: () => cutAt(atom(), 0.6), whole: 5 },
  {
    name: "truncated within a character",
    document: () => {
      const bytes = Buffer.from(rss());
      return bytes.subarray(0, bytes.lastIndexOf("É") + 1);
    },
    whole: 9,
  },
  { name: "naked HTML in descriptions", document: () => rss().replaceAll("&lt;", "<").replaceAll("&gt;", ">") },
  {
    name: "naked and unclosed HTML in descriptions",
    document: () =>
      rss()
        .replaceAll("&lt;p&gt;", "<p><img src=a.png><br>")
        .replaceAll("&lt;/p&gt;", "")
        .replaceAll(/&lt;\/?b&gt;/g, ""),
  },
  {
    name: "a title whose end is misspelt",
    document: () =>
      rss().replace("</title><link>https://www.gazette.example/a", "</titel><link>https://www.gazette.example/a"),
  },
  { name: "a description that nobody closes", document: () => rss().replace("</description>", "") },
  { name: "a lost item end", document: () => rss().replace("</item>", "") },
  { name: "a lost version", document: () => rss().replace(' version="2.0"', "") },
  { name: "an unknown version", document: () => rss().replace('version="2.0"', 'version="3.7"') },
  {
    name: "a prefixed Atom root",
    document: () => prefixed(atom(), "a", "feed|entry|title|link|id|published|summary"),
  },
  { name: "a prefixed RSS 1.0", document: rdf },
  {
    name: "upper-case names",
    document: () =>
      rss().replace(
        /<(\/?)(item|title|link|guid|pubDate|description)/g,
        (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
      ),
  },
  {
    name: "items beside the channel",
    document: () => rss().replace("<item>", "</channel><item>").replace("</channel></rss>", "</rss>"),
  },
  {
    name: "an Atom link without attributes",
    document: () =>
      atom()
        .replace("<title>La Gazette</title>", "<title>La Gazette</title><link/>")
        .replaceAll("<id>", "<link></link><id>"),
  },
  {
    name: "Atom links within RSS",
    document: () => rss().replaceAll(/<link>(https:[^<]*\/a\/[^<]*)<\/link>/g, '<atom:link href="$1"/>'),
  },
  { name: "French dates", document: () => rss({ date: (at) => frenchDate(new Date(at), frenchMonths) }) },
  { name: "long French dates", document: () => rss({ date: (at) => frenchDate(new Date(at), longMonths) }) },
  {
    name: "dd/mm/yyyy dates",
    document: () =>
      rss({
        date: (at) => {
          const d = new Date(at);
          return `${pad(d.getUTCDate())}/${pad(d.getUTCMonth() + 1)}/${d.getUTCFullYear()} ${clock(d)}`;
        },
      }),
  },
  {
    name: "dates with an offset",
    document: () => rss({ date: (at) => new Date(at + 2 * hour).toUTCString().replace("GMT", "+0200") }),
  },
  {
    name: "dates with a zone's name",
    document: () => rss({ date: (at) => new Date(at - 5 * hour).toUTCString().replace("GMT", "EST") }),
  },
  { name: "ISO dates in RSS", document: () => rss({ date: (at) => new Date(at).toISOString() }) },
  {
    name: "a DOCTYPE with entities of its own",
    document: () => rss().replace("<rss", '<!DOCTYPE rss [<!ENTITY x "y">]>\n<rss'),
  },
  {
    name: "a CDATA section within a text",
    document: () =>
      rss().replaceAll(
        /<title>(Épicerie[^<]*)<\/title>/g,
        (_, text: string) => `<title><![CDATA[${text.replaceAll("&amp;", "&")}]]></title>`,
      ),
  },
  {
    name: "line breaks within titles",
    document: () => rss().replaceAll("<title>Épicerie n°", "<title>\n   Épicerie\n   n°"),
  },
];

describe("a damaged feed", () => {
  it.each(damages)("is read right: $name", async ({ document, contentType, whole }) => {
    const entries = entriesOf(await read(document(), contentType));
    const wanted = expected.slice(0, whole ?? expected.length);
    expect(
      entries.slice(0, wanted.length).map(({ title, link, publishedAt }) => ({ title, link, at: publishedAt })),
    ).toEqual(wanted);
    expect(entries.length).toBeLessThanOrEqual(wanted.length + (whole === undefined ? 0 : 1));
  });

  it("loses one date, not the feed, where one date is unreadable", async () => {
    const broken = atom().replace(new Date(firstAt).toISOString(), "the day before yesterday");
    const [first, ...others] = entriesOf(await read(broken));
    expect(first?.publishedAt).toBeNull();
    expect(others.map(({ publishedAt }) => publishedAt)).toEqual(expected.slice(1).map(({ at }) => at));
  });

  it("is read by rss-parser where nothing is wrong, and by a later step where something is", async () => {
    const steps = await Promise.all(
      [rss(), atom(), rss().replaceAll("&amp;", "&"), cutAt(rss(), 0.6)].map(async (text) => {
        const outcome = await read(text);
        return outcome.type === "ok" ? outcome.feed.step : outcome.problem;
      }),
    );
    expect(steps).toEqual(["rss-parser", "rss-parser", "repaired", "forgiving"]);
  });
});

function read(document: string | Uint8Array, contentType?: string): Promise<ParseOutcome> {
  const body = typeof document === "string" ? Buffer.from(document) : document;
  return readFeed({ body, contentType: contentType ?? null, baseUrl: "", zone: "UTC", entryLimit: 100 });
}

function entriesOf(outcome: ParseOutcome): readonly RawEntry[] {
  if (outcome.type !== "ok") throw new Error(JSON.stringify(outcome.problem));
  return outcome.feed.entries;
}

function rdf(): string {
  const items = expected.map(
    ({ title, link, at }) =>
      `<r:item rdf:about="${xml(link)}"><r:title>${xml(title)}</r:title><r:link>${xml(link)}</r:link><d:date>${new Date(at).toISOString()}</d:date></r:item>`,
  );
  return `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"><r:channel rdf:about="https://www.gazette.example/"><r:title>La Gazette</r:title></r:channel>${items.join("")}</rdf:RDF>`;
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;");
}

function encoded(text: string, encoding: string): Uint8Array {
  return iconv.encode(text, encoding);
}

function declared(text: string, encoding: string): string {
  return text.replace("UTF-8", encoding);
}

function undeclared(text: string): string {
  return text.replace(' encoding="UTF-8"', "");
}

function withBrokenByte(bytes: Buffer): Uint8Array {
  const at = bytes.indexOf("court");
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xe9]), bytes.subarray(at)]);
}

function cutAt(text: string, share: number): string {
  return text.slice(0, Math.round(text.length * share));
}

function prefixed(text: string, prefix: string, names: string): string {
  return text
    .replace('xmlns="', `xmlns:${prefix}="`)
    .replaceAll(new RegExp(`<(/?)(${names})(?=[\\s>/])`, "g"), `<$1${prefix}:$2`);
}

function frenchDate(at: Date, months: readonly string[]): string {
  const weekday = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."][at.getUTCDay()] ?? "";
  return `${weekday} ${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ""} ${at.getUTCFullYear()} ${clock(at)} +0000`;
}
