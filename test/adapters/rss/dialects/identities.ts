/** Identities, as the dialects write them. */
import { atom, channel, type DialectCase, rdf, rss } from "./documents.ts";

export const identities: readonly DialectCase[] = [
  ["a guid with space around it", rss("<guid> urn:1\n</guid>"), [{ guid: "urn:1" }]],
  ["a guid in CDATA", rss("<guid><![CDATA[urn:1]]></guid>"), [{ guid: "urn:1" }]],
  ["an empty guid", rss("<guid/><link>https://site.example/1</link>"), [{ guid: null }]],
  ["a guid with an attribute of another kind", rss('<guid permalink="no">urn:1</guid>'), [{ guid: "urn:1" }]],
  [
    "a guid with an ampersand",
    rss("<guid>https://site.example/?a=1&amp;p=2</guid>"),
    [{ guid: "https://site.example/?a=1&p=2" }],
  ],
  ["an id of Atom", atom("<id>tag:site.example,2018:1</id>"), [{ guid: "tag:site.example,2018:1" }]],
  ["an id in an RSS item", rss("<id>n1</id>"), [{ guid: "n1" }]],
  ["an atom:id in an RSS item", rss("<atom:id>n1</atom:id>"), [{ guid: "n1" }]],
  ["a guid before dc:identifier", rss("<dc:identifier>d1</dc:identifier><guid>g1</guid>"), [{ guid: "g1" }]],
  [
    "rdf:about",
    rdf('<item rdf:about="https://site.example/1"><title>A</title><link>https://site.example/l</link></item>'),
    [{ guid: "https://site.example/1", link: "https://site.example/l" }],
  ],
  [
    "one guid for two items",
    channel("<item><title>A</title><guid>1</guid></item><item><title>B</title><guid>1</guid></item>"),
    [
      { title: "A", guid: "1" },
      { title: "B", guid: "1" },
    ],
  ],
];
