/** Dates, as the dialects write them. */
import { atom, atom03, channel, type DialectCase, rdf, rss } from "./documents.ts";

export const dates: readonly DialectCase[] = [
  ["pubDate", rss("<pubDate>Wed, 28 Feb 2018 10:30:00 +0100</pubDate>"), [{ date: "2018-02-28T09:30:00Z" }]],
  [
    "pubDate in CDATA",
    rss("<pubDate><![CDATA[Wed, 28 Feb 2018 10:30:00 GMT]]></pubDate>"),
    [{ date: "2018-02-28T10:30:00Z" }],
  ],
  ["dc:date alone", rss("<dc:date>2018-02-28T10:30:00+01:00</dc:date>"), [{ date: "2018-02-28T09:30:00Z" }]],
  [
    "dc:date beside pubDate",
    rss("<dc:date>2018-03-01T00:00:00Z</dc:date><pubDate>Wed, 28 Feb 2018 10:30:00 GMT</pubDate>"),
    [{ date: "2018-02-28T10:30:00Z" }],
  ],
  [
    "an unreadable pubDate beside dc:date",
    rss("<pubDate>hier</pubDate><dc:date>2018-02-28</dc:date>"),
    [{ date: "2018-02-28T00:00:00Z" }],
  ],
  ["atom:updated in RSS", rss("<atom:updated>2018-02-28T10:30:00Z</atom:updated>"), [{ date: "2018-02-28T10:30:00Z" }]],
  [
    "atom:updated beside pubDate",
    rss("<atom:updated>2018-03-01T10:30:00Z</atom:updated><pubDate>Wed, 28 Feb 2018 10:30:00 GMT</pubDate>"),
    [{ date: "2018-02-28T10:30:00Z" }],
  ],
  ["dcterms:issued", rss("<dcterms:issued>2018-02-28T10:30:00Z</dcterms:issued>"), [{ date: "2018-02-28T10:30:00Z" }]],
  ["an update and no publication", atom("<updated>2018-02-28T10:30:00Z</updated>"), [{ date: "2018-02-28T10:30:00Z" }]],
  [
    "Atom 0.3",
    atom03("<issued>2018-02-28T10:30:00+01:00</issued><modified>2018-03-01T00:00:00Z</modified>"),
    [{ date: "2018-02-28T09:30:00Z" }],
  ],
  [
    "a date of RDF",
    rdf('<item rdf:about="u"><title>A</title><dc:date>2018-02-28T10:30+01:00</dc:date></item>'),
    [{ date: "2018-02-28T09:30:00Z" }],
  ],
  ["a year", rss("<dc:date>2018</dc:date>"), [{ date: "2018-01-01T00:00:00Z" }]],
  ["a month", rss("<dc:date>2018-02</dc:date>"), [{ date: "2018-02-01T00:00:00Z" }]],
  ["a date in EST", rss("<pubDate>Wed, 28 Feb 2018 10:30:00 EST</pubDate>"), [{ date: "2018-02-28T15:30:00Z" }]],
  ["a date in CEST", rss("<pubDate>Sat, 28 Jul 2018 10:30:00 CEST</pubDate>"), [{ date: "2018-07-28T08:30:00Z" }]],
  ["a zone of hours", rss("<pubDate>Wed, 28 Feb 2018 10:30:00 +02</pubDate>"), [{ date: "2018-02-28T08:30:00Z" }]],
  [
    "a zone with a colon",
    rss("<pubDate>Wed, 28 Feb 2018 10:30:00 +02:00</pubDate>"),
    [{ date: "2018-02-28T08:30:00Z" }],
  ],
  [
    "a zone named twice",
    rss("<pubDate>Wed, 28 Feb 2018 10:30:00 GMT+0100</pubDate>"),
    [{ date: "2018-02-28T09:30:00Z" }],
  ],
  ["a date without seconds", rss("<pubDate>Wed, 28 Feb 2018 10:30 GMT</pubDate>"), [{ date: "2018-02-28T10:30:00Z" }]],
  [
    "a wrong day of the week",
    rss("<pubDate>Mon, 28 Feb 2018 10:30:00 GMT</pubDate>"),
    [{ date: "2018-02-28T10:30:00Z" }],
  ],
  [
    "a French date",
    rss("<pubDate>mercredi 28 février 2018 10:30:00 +0100</pubDate>"),
    [{ date: "2018-02-28T09:30:00Z" }],
  ],
  ["a date of numbers alone", rss("<pubDate>28/02/2018 10:30</pubDate>"), [{ date: "2018-02-28T10:30:00Z" }]],
  [
    "an ISO date in pubDate",
    rss("<pubDate>2018-02-28T10:30:00.000+01:00</pubDate>"),
    [{ date: "2018-02-28T09:30:00Z" }],
  ],
  ["a date without a zone", rss("<pubDate>Wed, 28 Feb 2018 10:30:00</pubDate>"), [{ date: "2018-02-28T10:30:00Z" }]],
  ["the thirtieth of February", rss("<pubDate>Fri, 30 Feb 2018 10:30:00 GMT</pubDate>"), [{ date: null }]],
  ["a day that is none", rss("<pubDate>0000-00-00 00:00:00</pubDate>"), [{ date: null }]],
  [
    "the day that Unix began, before Greenwich",
    rss("<pubDate>Thu, 01 Jan 1970 00:00:00 +0100</pubDate>"),
    [{ date: null }],
  ],
  [
    "no date but the channel's",
    channel("<item><title>A</title></item>", "<pubDate>Wed, 28 Feb 2018 10:30:00 GMT</pubDate>"),
    [{ date: null }],
  ],
];
