/** Documents made to hang, flood or trick a feed reader; every one a few lines of generator, for tests and benchmarks. */

export interface HostileFeed {
  readonly name: string;
  readonly document: () => string | Uint8Array;
  /** What must come of it: so many entries, or a refusal that says this. */
  readonly expected: { readonly entries: number } | { readonly error: RegExp };
  /** Text of the first entry's title, where the document hides a trap in it. */
  readonly title?: string;
}

const head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Trap</title>';
const tail = "</channel></rss>";
const feed = (items: string): string => head + items + tail;
const item = (description: string): string =>
  `<item><title>Trap</title><link>https://trap.example/1</link><description>${description}</description></item>`;

export const hostileFeeds: readonly HostileFeed[] = [
  {
    name: "a billion laughs",
    document: () => {
      const levels = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
      return `<!DOCTYPE rss [<!ENTITY l0 "ha">${levels.join("")}]>${feed("<item><title>Trap &l9;</title></item>")}`;
    },
    expected: { entries: 1 },
    title: "Trap &l9;",
  },
  {
    name: "a quadratic blow-up of one entity",
    document: () =>
      `<!DOCTYPE rss [<!ENTITY a "${"a".repeat(50_000)}">]>${feed(`<item><title>Trap</title><description>${"&a;".repeat(50_000)}</description></item>`)}`,
    expected: { entries: 1 },
    title: "Trap",
  },
  {
    name: "a short entity in a million places",
    document: () =>
      `<!DOCTYPE rss [<!ENTITY a "${"a".repeat(80)}">]>${feed(`<item><title>Trap</title><description>${"&a;".repeat(1_000_000)}</description></item>`)}`,
    expected: { entries: 1 },
    title: "Trap",
  },
  {
    name: "2,000 entities of its own",
    document: () =>
      `<!DOCTYPE rss [${Array.from({ length: 2_000 }, (_, index) => `<!ENTITY e${index} "x">`).join("")}]>${feed("<item><title>Trap &e1999;</title></item>")}`,
    expected: { entries: 1 },
    title: "Trap &e1999;",
  },
  {
    name: "100,000 comments before the root",
    document: () => "<!-- x -->".repeat(100_000) + feed(item("x")),
    expected: { error: /neither a feed nor a web page/ },
  },
  {
    name: "500 KB of prefixed XHTML that never begins",
    document: () =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Trap</title><content type="xhtml">${"<a-b.".repeat(100_000)}</content></entry></feed>`,
    expected: { entries: 1 },
  },
  {
    name: "an external entity",
    document: () =>
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${feed("<item><title>Trap &x;</title></item>")}`,
    expected: { entries: 1 },
    title: "Trap &x;",
  },
  {
    name: "a DTD from elsewhere",
    document: () => `<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd">${feed(item("x"))}`,
    expected: { entries: 1 },
  },
  {
    name: "100,000 nested elements that close",
    document: () => feed(item(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`)),
    expected: { entries: 1 },
  },
  {
    name: "100,000 nested elements that do not",
    document: () => head + "<a>".repeat(100_000),
    expected: { error: /nested deeper than 2,?000/ },
  },
  {
    name: "100,000 open elements and as many foreign ends",
    document: () => head + "<a>".repeat(100_000) + "</b>".repeat(100_000),
    expected: { error: /nested deeper/ },
  },
  {
    name: "200,000 items",
    document: () => feed("<item><title>Trap</title><link>https://trap.example/</link></item>".repeat(200_000)),
    expected: { entries: 5_000 },
  },
  {
    name: "50 MB in one description",
    document: () => feed(item("lorem ipsum ".repeat(4_300_000))),
    expected: { entries: 1 },
  },
  {
    name: "400 KB of escaped brackets",
    document: () => feed(item("&lt;".repeat(100_000))),
    expected: { entries: 1 },
  },
  {
    name: "500 KB of paragraphs",
    document: () => feed(item("a&lt;p&gt;\n".repeat(50_000))),
    expected: { entries: 1 },
  },
  {
    name: "500 KB of naked paragraphs",
    document: () => feed(item("a<p>\n".repeat(100_000))),
    expected: { entries: 1 },
  },
  {
    name: "400 KB of escaped brackets in Atom content",
    document: () =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Trap</title><content type="html">${"&lt;".repeat(100_000)}</content></entry></feed>`,
    expected: { entries: 1 },
  },
  {
    name: "a CDATA section without end",
    document: () => `${head}<item><title>Trap</title><description><![CDATA[${"x".repeat(1_000_000)}`,
    expected: { entries: 1 },
  },
  {
    name: "100,000 CDATA sections without end",
    document: () => `${head}<item><title>Trap</title><description>${"<![CDATA[".repeat(100_000)}`,
    expected: { entries: 1 },
  },
  {
    name: "100,000 comments without end",
    document: () => `${head}<item><title>Trap</title></item>${"<!--".repeat(100_000)}`,
    expected: { entries: 1 },
  },
  {
    name: "100,000 titles without end",
    document: () => `${head}${"<item><title>Trap<b>x</b>".repeat(100_000)}`,
    expected: { error: /nested deeper/ },
  },
  {
    name: "100,000 declared prefixes",
    document: () =>
      `<rss version="2.0"${Array.from({ length: 100_000 }, (_, index) => ` xmlns:p${index}="http://x/${index}"`).join("")}><channel>${item("x")}</channel></rss>`,
    expected: { entries: 1 },
  },
  {
    name: "names of the object prototype",
    document: () =>
      feed(
        `<item><title>Trap</title><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor><toString>y</toString><hasOwnProperty __proto__="z" constructor="z">z</hasOwnProperty></item>`,
      ),
    expected: { entries: 1 },
    title: "Trap",
  },
  {
    name: "a JSON feed of the object prototype",
    document: () =>
      '{"version":"https://jsonfeed.org/version/1.1","__proto__":{"items":[]},"title":"Trap","items":[{"__proto__":{"title":"no"},"id":"1","title":"Trap"}]}',
    expected: { entries: 1 },
    title: "Trap",
  },
  {
    name: "deeply nested JSON",
    document: () => `{"items":${"[".repeat(1_000_000)}`,
    expected: { error: /JSON cannot be read/ },
  },
  {
    name: "a web page",
    document: () =>
      '<!doctype html><html><head><title>Trap</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><p>Hello</p></body></html>',
    expected: { error: /web page, not a feed; it names 1 feed/ },
  },
  { name: "an empty document", document: () => " \n", expected: { error: /empty/ } },
  {
    name: "a picture",
    document: () => Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7_919) % 256),
    expected: { error: /neither a feed nor a web page|cannot be read/ },
  },
  { name: "10 MB of zeros", document: () => new Uint8Array(10_000_000), expected: { error: /neither|empty/ } },
  { name: "10 MB of brackets", document: () => "<".repeat(10_000_000), expected: { error: /neither|cannot be read/ } },
  {
    name: "2 MB of ampersands",
    document: () => feed(item("&".repeat(2_000_000))),
    expected: { entries: 1 },
  },
];
