/** Texts and publishers, as the dialects write them. */
import { atom, channel, type DialectCase, rss } from "./documents.ts";

export const texts: readonly DialectCase[] = [
  [
    "a description of escaped HTML",
    rss("<description>&lt;p&gt;Un &lt;b&gt;mot&lt;/b&gt;.&lt;/p&gt;</description>"),
    [{ text: "Un mot." }],
  ],
  ["naked paragraphs", rss("<description><p>Un.</p><p>Deux.</p></description>"), [{ text: "Un.\nDeux." }]],
  [
    "content of type xhtml",
    atom(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <a href="/x">lien</a> ici.</p></div></content>',
    ),
    [{ text: "Un lien ici." }],
  ],
  [
    "content elsewhere",
    atom('<summary>Le résumé.</summary><content src="https://site.example/1.pdf" type="application/pdf"/>'),
    [{ text: "Le résumé." }],
  ],
  [
    "a description of the channel",
    channel("<item><title>A</title></item>", "<description>Le journal.</description>"),
    [{ text: "" }],
  ],
  [
    "media:description alone",
    rss("<title>A</title><media:description>Une photo.</media:description>"),
    [{ text: "Une photo." }],
  ],
  [
    "a description in mark-up that nobody closes",
    rss("<description><p>Un<br>deux<img src=a.png></description><title>A</title>"),
    [{ title: "A", text: "Un\ndeux" }],
  ],
  [
    "a source that is named",
    rss('<title>A</title><source url="https://other.example/f">Le Soir</source>'),
    [{ publisher: "Le Soir" }],
  ],
];
