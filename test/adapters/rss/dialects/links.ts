/** Links, as the dialects write them. */
import { atom, channel, type DialectCase, rss } from "./documents.ts";

export const links: readonly DialectCase[] = [
  [
    "a link with space around it",
    rss("<link>\n https://site.example/1 \n</link>"),
    [{ link: "https://site.example/1" }],
  ],
  [
    "a link in CDATA",
    rss("<link><![CDATA[https://site.example/1?a=1&b=2]]></link>"),
    [{ link: "https://site.example/1?a=1&b=2" }],
  ],
  [
    "a link with an escaped ampersand",
    rss("<link>https://site.example/1?a=1&amp;b=2</link>"),
    [{ link: "https://site.example/1?a=1&b=2" }],
  ],
  [
    "a link escaped twice",
    rss("<link>https://site.example/1?a=1&amp;amp;b=2</link>"),
    [{ link: "https://site.example/1?a=1&b=2" }],
  ],
  [
    "a link with a bare ampersand",
    rss("<link>https://site.example/1?a=1&b=2</link>"),
    [{ link: "https://site.example/1?a=1&b=2" }],
  ],
  ["a link below the document", rss("<link>../1.html</link>"), [{ link: "https://feed.example/1.html" }]],
  [
    "a link below xml:base of the item",
    channel('<item xml:base="https://base.example/x/"><link>1</link></item>'),
    [{ link: "https://base.example/x/1" }],
  ],
  [
    "no link, a guid that is one",
    rss("<guid>https://site.example/1</guid>"),
    [{ link: "https://site.example/1", guid: "https://site.example/1" }],
  ],
  [
    "an empty link, a guid that is one",
    rss('<link></link><guid isPermaLink="true">https://site.example/1</guid>'),
    [{ link: "https://site.example/1" }],
  ],
  [
    "a guid that is none",
    rss('<guid isPermaLink="false">https://site.example/?p=1</guid>'),
    [{ link: null, guid: "https://site.example/?p=1" }],
  ],
  [
    "a link beside a permanent guid",
    rss("<guid>https://site.example/g</guid><link>https://site.example/1</link>"),
    [{ link: "https://site.example/1", guid: "https://site.example/g" }],
  ],
  [
    "atom:link to the feed itself beside the link",
    rss('<link>https://site.example/1</link><atom:link rel="self" href="https://feed.example/1.xml"/>'),
    [{ link: "https://site.example/1" }],
  ],
  ["atom:link alone", rss('<atom:link href="https://site.example/1"/>'), [{ link: "https://site.example/1" }]],
  [
    "atom:link to the replies beside the link",
    rss('<atom:link rel="replies" href="https://site.example/1/c"/><link>https://site.example/1</link>'),
    [{ link: "https://site.example/1" }],
  ],
  [
    "feedburner:origLink beside the link",
    rss("<link>https://feeds.example/~r/1</link><feedburner:origLink>https://site.example/1</feedburner:origLink>"),
    [{ link: "https://feeds.example/~r/1" }],
  ],
  [
    "feedburner:origLink alone",
    rss("<feedburner:origLink>https://site.example/1</feedburner:origLink>"),
    [{ link: "https://site.example/1" }],
  ],
  [
    "a link with an address as attribute",
    rss('<link href="https://site.example/1"/>'),
    [{ link: "https://site.example/1" }],
  ],
  [
    "an enclosure and no link",
    rss('<title>Son</title><enclosure url="https://site.example/a.mp3" type="audio/mpeg" length="1"/>'),
    [{ link: null }],
  ],
  ["a link with a space in it", rss("<link>https://site.example/a b</link>"), [{ link: "https://site.example/ab" }]],
  ["a link to mail", rss("<link>mailto:a@site.example</link>"), [{ link: null }]],
  [
    "several links of Atom",
    atom(
      '<link rel="edit" href="https://site.example/e"/><link rel="alternate" type="text/html" href="https://site.example/1"/><link rel="enclosure" href="https://site.example/a.mp3"/>',
    ),
    [{ link: "https://site.example/1" }],
  ],
  ["a link without rel", atom('<link href="https://site.example/1"/>'), [{ link: "https://site.example/1" }]],
  [
    "a link of Atom to itself and nothing else",
    atom('<link rel="self" href="https://site.example/1.xml"/><id>tag:1</id>'),
    [{ link: null, guid: "tag:1" }],
  ],
  [
    "an id that is an address, and no link",
    atom("<id>https://site.example/1</id>"),
    [{ link: "https://site.example/1" }],
  ],
  [
    "a link below xml:base of the feed",
    atom('<link href="1"/>', 'xml:base="https://base.example/x/"'),
    [{ link: "https://base.example/x/1" }],
  ],
  [
    "bases one within the other",
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/"><entry xml:base="y/"><link xml:base="z/" href="1"/></entry></feed>`,
    [{ link: "https://base.example/x/y/z/1" }],
  ],
  ["a link of Atom as text", atom("<link>https://site.example/1</link>"), [{ link: "https://site.example/1" }]],
  [
    "a link that the protocol is missing of",
    rss("<link>//site.example/1</link>"),
    [{ link: "https://site.example/1" }],
  ],
  [
    "links of the entry's source",
    atom(
      '<link href="https://site.example/1"/><source><id>s</id><title>Autre</title><link href="https://other.example/"/></source><id>e</id>',
    ),
    [{ link: "https://site.example/1", guid: "e" }],
  ],
  [
    "a link of the item's image",
    rss(
      "<link>https://site.example/1</link><image><url>https://site.example/p.png</url><link>https://site.example/p</link></image>",
    ),
    [{ link: "https://site.example/1" }],
  ],
];
