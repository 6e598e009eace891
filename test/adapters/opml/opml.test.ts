/** Lists of feeds to and from other readers. */
import { describe, expect, it } from "vitest";
import { type OpmlFeed, readOpml, writeOpml } from "../../../src/adapters/opml/opml.ts";

const feeds: readonly OpmlFeed[] = [
  { url: "https://www.gazette.example/rss.xml?a=1&b=2", name: "La Gazette <éco>", lang: "fr" },
  { url: "https://www.daily.example/feed", name: 'The "Daily"', lang: "en" },
  { url: "https://www.other.example/feed", name: "Autre", lang: "und" },
];

describe("OPML", () => {
  it("comes back as it was written", () => {
    expect(readOpml(writeOpml("Vigie", feeds))).toEqual(feeds);
  });

  it("is read with folders, repeats, other schemes and missing names", () => {
    const text = `<?xml version="1.0"?><opml version="1.1"><head/><body>
      <outline text="Presse"><outline text="Éco"><outline title="A" xmlUrl="https://a.example/rss"/></outline></outline>
      <outline text="A again" xmlUrl="https://a.example/rss"/>
      <outline xmlUrl="feed:https://b.example/rss" language="fr-FR"/>
      <outline text="Page" htmlUrl="https://c.example/"/>
      <outline text="Local" xmlUrl="file:///etc/passwd"/></body></opml>`;
    expect(readOpml(text)).toEqual([
      { url: "https://a.example/rss", name: "A", lang: "und" },
      { url: "https://b.example/rss", name: "https://b.example/rss", lang: "fr" },
    ]);
  });

  it.each(["", "no list", "<html><body>x</body></html>", '<opml version="2.0"><body/></opml>'])(
    "is refused with a reason where it is none: %j",
    (text) => {
      expect(() => readOpml(text)).toThrow(expect.objectContaining({ code: "invalid" }) as Error);
    },
  );
});
