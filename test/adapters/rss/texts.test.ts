/** What leaves the reader: plain texts, links, publishers and feeds found on pages. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discoverFeeds } from "../../../src/adapters/rss/discover.ts";
import { plainText } from "../../../src/adapters/rss/plain-text.ts";
import { readFeed } from "../../../src/adapters/rss/read-feed.ts";
import type { ParsedFeed } from "../../../src/services/ports.ts";

describe("plain text", () => {
  it.each([
    ["un <b>mot</b>gras", "un motgras"],
    ["<p>Un.</p><p>Deux.</p>", "Un.\nDeux."],
    ["Un<br>deux<br/>trois", "Un\ndeux\ntrois"],
    ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
    ["Caf&eacute; &amp; th&#233; &#x2014; ok&nbsp;!", "Café & thé — ok !"],
    ["a<script>var b = '<p>c</p>';</script>d<style>e{}</style>f", "adf"],
    ["a<!-- b -->c", "ac"],
    ["3 < 4 & 5 > 2", "3 < 4 & 5 > 2"],
    ["List<String> grows", "List<String> grows"],
    ["prices <up 3%", "prices <up 3%"],
    ["<img src=x onerror=alert(1)>seen", "seen"],
    ["&lt;b&gt; as text", "<b> as text"],
    ["  many \t spaces \n\n\n and lines ", "many spaces\nand lines"],
  ])("of %j is %j", (html, expected) => {
    expect(plainText(html, { limit: 1_000 })).toBe(expected);
  });

  it("keeps tags where the text is declared to be none", () => {
    expect(plainText("The <b> tag &amp; you", { limit: 100, keepTags: true })).toBe("The <b> tag & you");
  });

  it("is bounded, and a text without mark-up is itself but for its spaces", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        expect(plainText(text, { limit }).length).toBeLessThanOrEqual(limit);
        if (!/[<&]/.test(text))
          expect(plainText(text, { limit: 200 })).toBe(plainText(plainText(text, { limit: 200 }), { limit: 200 }));
      }),
    );
  });
});

async function read(document: string, baseUrl = ""): Promise<ParsedFeed> {
  const body = Buffer.from(document);
  const outcome = await readFeed({ body, contentType: null, baseUrl, zone: "UTC", entryLimit: 100 });
  if (outcome.type !== "ok") throw new Error(JSON.stringify(outcome.problem));
  return outcome.feed;
}

const rss = (item: string, head = ""): string =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>La Gazette</title>${head}<item>${item}</item></channel></rss>`;
const atom = (entry: string, attributes = ""): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>La Gazette</title><entry>${entry}</entry></feed>`;

describe("an entry", () => {
  it("keeps the words of XHTML in their order", async () => {
    const { entries } = await read(
      atom(
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Le <b>grand</b> retour &amp; la <i>suite</i></div></title><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Un <em>deux</em> trois <em>quatre</em> cinq.</div></summary>',
      ),
    );
    expect(entries[0]).toMatchObject({ title: "Le grand retour & la suite", text: "Un deux trois quatre cinq." });
  });

  it.each([
    ["the description", "<description>Court.</description>", "Court."],
    [
      "the content where the description says little",
      "<description>Lire.</description><content:encoded><![CDATA[<p>Tout le texte.</p>]]></content:encoded>",
      "Tout le texte.",
    ],
    [
      "the description where it says enough",
      `<content:encoded>Long ${"x".repeat(300)}</content:encoded><description>${"mot ".repeat(30)}</description>`,
      "mot ".repeat(30).trim(),
    ],
    ["nothing where there is none", "", ""],
  ])("has as text %s", async (_, item, expected) => {
    const feed = await read(rss(`<title>T</title>${item}`));
    expect(feed.entries[0]?.text).toBe(expected);
  });

  it.each([
    ["its link", rss("<link> https://a.example/1 </link>"), "https://a.example/1"],
    ["its link in parts", rss("<link>https://a.example/\n  long/1</link>"), "https://a.example/long/1"],
    ["its permanent guid", rss("<guid>https://a.example/2</guid>"), "https://a.example/2"],
    ["no guid that is no address of a page", rss('<guid isPermaLink="false">https://a.example/3</guid>'), null],
    [
      "the alternate of its links",
      atom(
        '<link rel="self" href="https://a.example/s"/><link rel="enclosure" href="https://a.example/e"/><link href="https://a.example/4"/>',
      ),
      "https://a.example/4",
    ],
    [
      "the HTML among alternates",
      atom(
        '<link rel="alternate" type="application/json" href="https://a.example/j"/><link rel="alternate" type="text/html" href="https://a.example/5"/>',
      ),
      "https://a.example/5",
    ],
    [
      "an address below the nearest base",
      atom('<link xml:base="sub/" href="6"/>', 'xml:base="https://a.example/x/"'),
      "https://a.example/x/sub/6",
    ],
    ["an address below the document", rss("<link>/7</link>"), "https://feeds.example/7"],
    ["no script", rss("<link>javascript:alert(1)</link>"), null],
  ])("leads to %s", async (_, document, expected) => {
    const feed = await read(document, "https://feeds.example/rss.xml");
    expect(feed.entries[0]?.link).toBe(expected);
  });

  it("names the publisher that an aggregator or an Atom source names", async () => {
    const fromRss = await read(rss('<title>T</title><source url="https://b.example/rss">Le Quotidien</source>'));
    expect(fromRss.entries[0]?.publisher).toBe("Le Quotidien");
    const fromAtom = await read(atom("<title>T</title><source><id>x</id><title>Le Soir</title></source>"));
    expect(fromAtom.entries[0]).toMatchObject({ title: "T", publisher: "Le Soir" });
  });

  it("is dated by its publication before its update", async () => {
    const feed = await read(atom("<updated>2018-03-01T00:00:00Z</updated><published>2018-02-28T00:00:00Z</published>"));
    expect(feed.entries[0]?.publishedAt).toBe(Date.UTC(2018, 1, 28));
  });
});

describe("a feed", () => {
  it.each([
    ["<ttl>60</ttl>", 3_600_000],
    ["<sy:updatePeriod>hourly</sy:updatePeriod>", 3_600_000],
    ["<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 43_200_000],
    ["<ttl>-1</ttl>", null],
    ["<sy:updatePeriod>sometimes</sy:updatePeriod>", null],
    ["", null],
  ])("says with %s how often to come: %s", async (head, freshForMs) => {
    expect(await read(rss("<title>T</title>", head))).toMatchObject({ freshForMs });
  });

  it.each([
    ["fr", "fr"],
    ["fr-FR", "fr"],
    ["en_us", "en"],
    ["de", "und"],
    ["", "und"],
  ])("in language %j is taken for %s", async (tag, lang) => {
    expect(await read(rss("<title>T</title>", `<language>${tag}</language>`))).toMatchObject({ lang });
    expect(await read(atom("<title>T</title>", `xml:lang="${tag}"`))).toMatchObject({ lang });
  });

  it("may be JSON", async () => {
    const document = {
      version: "https://jsonfeed.org/version/1.1",
      title: "La Gazette",
      language: "fr",
      items: [
        { id: 7, title: "Un", url: "/1", content_html: "<p>Texte.</p>", date_published: "2018-02-28T10:30:00+01:00" },
        { id: "https://a.example/2", content_text: "Sans <titre>." },
        "no item",
      ],
    };
    expect(await read(JSON.stringify(document), "https://a.example/feed.json")).toEqual({
      title: "La Gazette",
      lang: "fr",
      step: "json",
      freshForMs: null,
      entries: [
        {
          title: "Un",
          link: "https://a.example/1",
          guid: "7",
          publishedAt: Date.UTC(2018, 1, 28, 9, 30),
          text: "Texte.",
          publisher: null,
        },
        {
          title: "",
          link: "https://a.example/2",
          guid: "https://a.example/2",
          publishedAt: null,
          text: "Sans <titre>.",
          publisher: null,
        },
      ],
    });
  });
});

describe("discovery", () => {
  it("finds the feeds that a page names, links before anchors, each once, against its base", () => {
    const page = `<html><head><base href="/eco/"><link rel="stylesheet" href="x.css">
      <a href="/about">About</a><a href="https://other.example/rss.xml">RSS</a>
      <link rel='alternate nofollow' type='application/rss+xml; charset=utf-8' href='feed.xml'>
      <link rel="ALTERNATE" type="application/atom+xml" href="https://a.example/atom">
      <link rel="alternate" type="application/feed+json" href="/feed.json">
      <link rel="alternate" type="text/html" hreflang="fr" href="/fr"><link rel="alternate" type="application/rss+xml" href="feed.xml">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>`;
    expect(discoverFeeds(page, "https://a.example/")).toEqual([
      "https://a.example/eco/feed.xml",
      "https://a.example/atom",
      "https://a.example/feed.json",
      "https://other.example/rss.xml",
    ]);
  });
});
