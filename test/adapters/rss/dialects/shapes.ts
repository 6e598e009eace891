/** Roots, versions, namespaces and encodings, as the dialects write them. */
import { atom, channel, type DialectCase, rdf, rss, utf16 } from "./documents.ts";

export const shapes: readonly DialectCase[] = [
  [
    "RSS 0.90",
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>G</title></channel><item><title>A</title><link>https://site.example/1</link></item></rdf:RDF>',
    [{ title: "A", link: "https://site.example/1" }],
  ],
  [
    "RSS 0.91 with its DOCTYPE",
    '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>G</title><item><title>Caf&eacute;</title></item></channel></rss>',
    [{ title: "Café" }],
  ],
  [
    "RSS 0.92 without titles",
    '<rss version="0.92"><channel><title>G</title><item><description>Un.</description></item><item><description>Deux.</description></item></channel></rss>',
    [{ text: "Un." }, { text: "Deux." }],
  ],
  [
    "RSS 1.0",
    rdf(
      '<item rdf:about="https://site.example/1"><title>A</title><link>https://site.example/1</link></item><item rdf:about="https://site.example/2"><title>B</title></item>',
    ),
    [{ title: "A" }, { title: "B" }],
  ],
  [
    "RSS 1.0 with prefixes",
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel r:about="x"><s:title>G</s:title></s:channel><s:item r:about="u"><s:title>A</s:title><s:link>https://site.example/1</s:link></s:item></r:RDF>',
    [{ title: "A", guid: "u", link: "https://site.example/1" }],
  ],
  [
    "items after the channel in RSS 2.0",
    '<rss version="2.0"><channel><title>G</title></channel><item><title>A</title></item></rss>',
    [{ title: "A" }],
  ],
  ["no item", channel(""), []],
  ["an empty Atom feed", '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title></feed>', []],
  ["an item without anything", channel("<item/>"), [{ title: "", link: null, guid: null, date: null }]],
  [
    "an entry by itself",
    '<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>1</id></entry>',
    [{ title: "A", guid: "1" }],
  ],
  ["a channel without its root", "<channel><title>G</title><item><title>A</title></item></channel>", [{ title: "A" }]],
  [
    "two channels",
    '<rss version="2.0"><channel><item><title>A</title></item></channel><channel><item><title>B</title></item></channel></rss>',
    [{ title: "A" }, { title: "B" }],
  ],
  [
    "a stylesheet before the root",
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/rss.xsl"?>${rss("<title>A</title>").slice(21)}`,
    [{ title: "A" }],
  ],
  [
    "comments between everything",
    channel("<!-- a --><item><!-- b --><title>A</title><!-- <item> --></item><!-- c -->"),
    [{ title: "A" }],
  ],
  [
    "a comment before the root that names another",
    `<!-- made by <feed> tools -->${rss("<title>A</title>").slice(21)}`,
    [{ title: "A" }],
  ],
  ["XML 1.1", rss("<title>A</title>").replace('"1.0"', '"1.1"'), [{ title: "A" }]],
  [
    "an entity of its own",
    `<!DOCTYPE rss [<!ENTITY maison "La Gazette">]>${rss("<title>&maison; paraît</title>").slice(21)}`,
    [{ title: "La Gazette paraît" }],
  ],
  ["UTF-16", utf16(rss("<title>Été</title>").replace('"1.0"', '"1.0" encoding="utf-16"')), [{ title: "Été" }]],
  [
    "windows-1252 called iso-8859-1",
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item><title>L'),
      Buffer.from([0x92]),
      Buffer.from("offre </title></item></channel></rss>"),
    ]),
    [{ title: "L’offre" }],
  ],
  [
    "a feed with the Atom namespace as a prefix",
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title><a:link href="https://site.example/1"/></a:entry></a:feed>',
    [{ title: "A", link: "https://site.example/1" }],
  ],
  [
    "a feed without a namespace",
    "<feed><title>G</title><entry><title>A</title><id>1</id></entry></feed>",
    [{ title: "A", guid: "1" }],
  ],
  [
    "dc under another prefix",
    '<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/"><channel><item><d:title>A</d:title><d:date>2018-02-28</d:date></item></channel></rss>',
    [{ title: "A", date: "2018-02-28T00:00:00Z" }],
  ],
  [
    "dc without a declaration",
    '<rss version="2.0"><channel><item><title>A</title><dc:date>2018-02-28</dc:date></item></channel></rss>',
    [{ title: "A", date: "2018-02-28T00:00:00Z" }],
  ],
  [
    "an item within an element that nobody knows",
    channel("<items><item><title>A</title></item></items>"),
    [{ title: "A" }],
  ],
  [
    "elements of an item that nobody knows",
    rss("<x:y xmlns:x='urn:x'><title>Non</title><link>https://no.example/</link></x:y><title>A</title>"),
    [{ title: "A", link: null }],
  ],
  [
    "a media group",
    rss(
      '<title>A</title><media:group><media:content url="https://site.example/1.mp4"/><media:title>Non</media:title></media:group>',
    ),
    [{ title: "A" }],
  ],
  [
    "an author with a name and an address",
    atom("<title>A</title><author><name>Léa</name><uri>https://lea.example/</uri></author><id>1</id>"),
    [{ title: "A", guid: "1", link: null }],
  ],
];
