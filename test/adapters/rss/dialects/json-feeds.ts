/** JSON feeds, as the dialects write them. */
import { type DialectCase, json } from "./documents.ts";

export const jsonFeeds: readonly DialectCase[] = [
  [
    "a JSON feed",
    json({
      id: "1",
      url: "https://site.example/1",
      title: "A &amp; B",
      content_text: "Un.",
      date_published: "2018-02-28T10:30:00+01:00",
    }),
    [{ title: "A & B", link: "https://site.example/1", guid: "1", text: "Un.", date: "2018-02-28T09:30:00Z" }],
  ],
  ["a JSON id that is a number", json({ id: 7, title: "A" }), [{ guid: "7", title: "A" }]],
  ["a JSON item of HTML", json({ id: "1", content_html: "<p>Un <b>mot</b>.</p>" }), [{ title: "", text: "Un mot." }]],
  [
    "a JSON item that links elsewhere",
    json({ id: "1", external_url: "https://other.example/1" }),
    [{ link: "https://other.example/1" }],
  ],
  [
    "a JSON item that was changed, not published",
    json({ id: "1", date_modified: "2018-02-28T10:30:00Z" }),
    [{ date: "2018-02-28T10:30:00Z" }],
  ],
  ["a JSON feed with a BOM", `\ufeff${json({ id: "1", title: "A" })}`, [{ title: "A" }]],
  ["an empty JSON feed", '{"version":"https://jsonfeed.org/version/1","title":"G","items":[]}', []],
];
