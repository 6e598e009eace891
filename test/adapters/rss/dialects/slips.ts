/** Slips of the pen that the web is full of, as the dialects write them. */
import { atom, channel, type DialectCase, rss } from "./documents.ts";

export const slips: readonly DialectCase[] = [
  [
    "upper-case names throughout",
    "<RSS VERSION='2.0'><CHANNEL><TITLE>G</TITLE><ITEM><TITLE>A</TITLE><LINK>https://site.example/1</LINK><PUBDATE>28 Feb 2018</PUBDATE></ITEM></CHANNEL></RSS>",
    [{ title: "A", link: "https://site.example/1", date: "2018-02-28T00:00:00Z" }],
  ],
  ["an end in other letters", channel("<Item><title>A</title></item>"), [{ title: "A" }]],
  ["an attribute without quotes", rss("<title>A</title><guid isPermaLink=false>1</guid>"), [{ title: "A", guid: "1" }]],
  [
    "an attribute twice",
    rss("<title>A</title>").replace('version="2.0"', 'version="2.0" version="2.0"'),
    [{ title: "A" }],
  ],
  [
    "a prefix that nobody declares",
    rss("<title>A</title><foo:bar>x</foo:bar><link>https://site.example/1</link>"),
    [{ title: "A", link: "https://site.example/1" }],
  ],
  ["a declaration twice", `<?xml version="1.0"?>\n${rss("<title>A</title>")}`, [{ title: "A" }]],
  [
    "code of a server within",
    rss("<title>A</title><?php echo 1; ?><link>https://site.example/1</link>"),
    [{ title: "A", link: "https://site.example/1" }],
  ],
  [
    "CDATA within CDATA",
    rss(
      "<title>A</title><description><![CDATA[Un <![CDATA[deux]]> trois]]></description><link>https://site.example/1</link>",
    ),
    [{ title: "A", link: "https://site.example/1" }],
  ],
  ["two hyphens in a comment", rss("<!-- a -- b --><title>A</title>"), [{ title: "A" }]],
  ["zeros between the letters of a title", rss("<title>A\u0000B</title>"), [{ title: "AB" }]],
  [
    "an item in an item",
    channel("<item><title>A</title><item><title>B</title></item></item>"),
    [{ title: "A" }, { title: "B" }],
  ],
  ["an unclosed link", rss("<title>A</title><link>https://site.example/1<guid>1</guid>"), [{ title: "A", guid: "1" }]],
  [
    "a link that closes itself, then text",
    rss("<title>A</title><link/>https://site.example/1<guid isPermaLink='false'>1</guid>"),
    [{ title: "A", guid: "1" }],
  ],
  ["an end without a start", rss("<title>A</title></p><guid>1</guid>"), [{ title: "A", guid: "1" }]],
  [
    "no ends after the last item",
    channel("<item><title>A</title></item><item><title>B</title></item>").replace("</channel></rss>", ""),
    [{ title: "A" }, { title: "B" }],
  ],
  ["a second document after the first", `${rss("<title>A</title>")}<p>served from cache</p>`, [{ title: "A" }]],
  [
    "an ampersand in an attribute",
    atom('<title>A</title><link href="https://site.example/?a=1&b=2"/>'),
    [{ title: "A", link: "https://site.example/?a=1&b=2" }],
  ],
  [
    "a bracket in an attribute",
    rss('<title>A</title><media:content url="https://site.example/a<b.jpg"/><guid>1</guid>'),
    [{ title: "A", guid: "1" }],
  ],
  ["a reference without its semicolon", rss("<title>Prix &amp paix</title>"), [{ title: "Prix & paix" }]],
  ["a reference to no character", rss("<title>A&#0;B&#xD800;C</title>"), [{}]],
  [
    "mark-up in CDATA that closes nothing",
    rss("<title>A</title><description><![CDATA[<div><p>Un]]></description>"),
    [{ title: "A", text: "Un" }],
  ],
  [
    "a web page in a description",
    rss("<title>A</title><description>&lt;html&gt;&lt;body&gt;Un&lt;/body&gt;&lt;/html&gt;</description>"),
    [{ title: "A", text: "Un" }],
  ],
  [
    "an item that is talked of",
    rss("<title>A</title><description>&lt;item&gt; et &lt;/item&gt;</description>"),
    [{ title: "A" }],
  ],
  [
    "an item in CDATA",
    rss("<title>A</title><description><![CDATA[<item><title>Non</title></item>]]></description>"),
    [{ title: "A" }],
  ],
  [
    "line ends of a typewriter",
    rss("<title>A</title>\r\r<link>https://site.example/1</link>\r"),
    [{ title: "A", link: "https://site.example/1" }],
  ],
  ["a HTML DOCTYPE before the feed", `<!DOCTYPE html>${rss("<title>A</title>").slice(21)}`, [{ title: "A" }]],
  ["many titles", rss("<title>A</title><title>B</title>"), [{ title: "A" }]],
  [
    "an unknown version of Atom",
    '<feed version="9" xmlns="http://example.org/unknown"><entry><title>A</title><link href="https://site.example/1"/></entry></feed>',
    [{ title: "A", link: "https://site.example/1" }],
  ],
  [
    "a broken character among sound ones",
    Buffer.concat([
      Buffer.from(rss("<title>Été, été, été</title>").split("</title></item>")[0] ?? ""),
      Buffer.from([0xe9]),
      Buffer.from("</title></item></channel></rss>"),
    ]),
    [{}],
  ],
];
