/** Documents of every dialect, each with a trap of its own, read as a careful reader would. */
import { describe, expect, it } from "vitest";
import { readFeed } from "../../../src/adapters/rss/read-feed.ts";
import { dates } from "./dialects/dates.ts";
import { identities } from "./dialects/identities.ts";
import { jsonFeeds } from "./dialects/json-feeds.ts";
import { links } from "./dialects/links.ts";
import { shapes } from "./dialects/shapes.ts";
import { slips } from "./dialects/slips.ts";
import { texts } from "./dialects/texts.ts";
import { titles } from "./dialects/titles.ts";

/** Address of every document here. */
const baseUrl = "https://feed.example/dir/feed.xml";

describe.each(Object.entries({ titles, links, identities, dates, texts, shapes, slips, jsonFeeds }))(
  "%s",
  (_, cases) => {
    it.each(cases)("%s", async (_name, document, wanted) => {
      const body = Buffer.from(document as string);
      const outcome = await readFeed({ body, contentType: null, baseUrl, zone: "UTC", entryLimit: 100 });
      const entries = outcome.type === "ok" ? outcome.feed.entries : outcome.problem;
      const shown = Array.isArray(entries)
        ? entries.map(({ publishedAt, ...entry }) => ({ ...entry, date: isoOf(publishedAt) }))
        : entries;
      expect(shown).toMatchObject(wanted);
      expect(shown).toHaveLength(wanted.length);
    });
  },
);

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace(".000Z", "Z");
}
