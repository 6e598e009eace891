/** Titles, as the dialects write them. */
import { atom, atom03, channel, type DialectCase, rss } from "./documents.ts";

export const titles: readonly DialectCase[] = [
  ["a title in CDATA", rss("<title><![CDATA[Prix & <b>paix</b>]]></title>"), [{ title: "Prix & paix" }]],
  ["a title escaped once", rss("<title>Prix &amp; paix</title>"), [{ title: "Prix & paix" }]],
  ["a title escaped twice", rss("<title>Prix &amp;amp; paix</title>"), [{ title: "Prix & paix" }]],
  ["escaped mark-up in a title", rss("<title>Le &lt;em&gt;retour&lt;/em&gt;</title>"), [{ title: "Le retour" }]],
  ["naked mark-up in a title", rss("<title>Le <em>grand</em> retour</title>"), [{ title: "Le grand retour" }]],
  ["CDATA beside text", rss("<title>Avant <![CDATA[& après]]> tout</title>"), [{ title: "Avant & après tout" }]],
  ["two CDATA sections", rss("<title><![CDATA[Une ]]><![CDATA[suite]]></title>"), [{ title: "Une suite" }]],
  ["a numeric reference", rss("<title>L&#8217;offre &#x2013; suite</title>"), [{ title: "L’offre – suite" }]],
  ["a named reference in CDATA", rss("<title><![CDATA[L&rsquo;offre]]></title>"), [{ title: "L’offre" }]],
  ["a named reference that XML does not know", rss("<title>Caf&eacute;</title>"), [{ title: "Café" }]],
  ["a bracket that opens nothing", rss("<title>Les prix &lt; 3 euros</title>"), [{ title: "Les prix < 3 euros" }]],
  ["lines within a title", rss("<title>\n  Une\n  longue ligne\n</title>"), [{ title: "Une longue ligne" }]],
  ["a comment within a title", rss("<title>Une <!-- non -->ligne</title>"), [{ title: "Une ligne" }]],
  [
    "an image before the title",
    rss("<title><![CDATA[<img src='a.png'/>Une photo]]></title>"),
    [{ title: "Une photo" }],
  ],
  ["no title", rss("<description>Le texte seul.</description>"), [{ title: "", text: "Le texte seul." }]],
  [
    "an empty title",
    rss("<title/><link>https://site.example/1</link>"),
    [{ title: "", link: "https://site.example/1" }],
  ],
  ["media:title after the title", rss("<title>Juste</title><media:title>Photo</media:title>"), [{ title: "Juste" }]],
  ["media:title before the title", rss("<media:title>Photo</media:title><title>Juste</title>"), [{ title: "Juste" }]],
  [
    "media:title within media:content",
    rss(
      '<title>Juste</title><media:content url="https://site.example/p.jpg"><media:title>Photo</media:title></media:content>',
    ),
    [{ title: "Juste" }],
  ],
  [
    "itunes:title beside the title",
    rss("<title>12. Juste</title><itunes:title>Court</itunes:title>"),
    [{ title: "12. Juste" }],
  ],
  ["itunes:title alone", rss("<itunes:title>Le seul</itunes:title><guid>1</guid>"), [{ title: "Le seul" }]],
  ["dc:title alone", rss("<dc:title>Le seul</dc:title>"), [{ title: "Le seul" }]],
  ["dc:title beside the title", rss("<title>Juste</title><dc:title>Autre</dc:title>"), [{ title: "Juste" }]],
  ["a title of type text", atom('<title type="text">Deux &lt; trois</title>'), [{ title: "Deux < trois" }]],
  [
    "a title of type html",
    atom('<title type="html">Le &lt;i&gt;mot&lt;/i&gt; &amp;amp; la chose</title>'),
    [{ title: "Le mot & la chose" }],
  ],
  [
    "a title of type html in CDATA",
    atom('<title type="html"><![CDATA[Le <i>mot</i> &amp; la chose]]></title>'),
    [{ title: "Le mot & la chose" }],
  ],
  [
    "a title of type xhtml",
    atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Le <b>mot</b> &lt; la chose</div></title>'),
    [{ title: "Le mot < la chose" }],
  ],
  [
    "a title of type xhtml with a prefix",
    atom('<title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">Le <h:b>mot</h:b> juste</h:div></title>'),
    [{ title: "Le mot juste" }],
  ],
  [
    "an escaped title of Atom 0.3",
    atom03('<title type="text/html" mode="escaped">Le &lt;b&gt;mot&lt;/b&gt;</title>'),
    [{ title: "Le mot" }],
  ],
  [
    "a title of Atom 0.3 in base64",
    atom03('<title type="text/html" mode="base64">TGUgbW90</title>'),
    [{ title: "Le mot" }],
  ],
  [
    "a title in an upper-case element",
    rss("<TITLE>Juste</TITLE><Link>https://site.example/1</Link>"),
    [{ title: "Juste", link: "https://site.example/1" }],
  ],
  [
    "titles of an image and a text input in the channel",
    channel(
      "<item><title>Juste</title></item>",
      "<image><title>Logo</title><url>https://site.example/l.png</url></image><textInput><title>Chercher</title></textInput>",
    ),
    [{ title: "Juste" }],
  ],
];
