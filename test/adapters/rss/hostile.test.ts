/** Feeds that attack the reader: each ends in an entry or a clear refusal, and the feed after it is read as ever. */
import { afterAll, describe, expect, it } from "vitest";
import { createFeedParser } from "../../../src/adapters/rss/parse-feed.ts";
import { describeProblem } from "../../../src/core/feed-problem.ts";
import { hostileFeeds } from "../../support/hostile-feeds.ts";

const sound = Buffer.from(
  '<rss version="2.0"><channel><title>Sound</title><item><title>Still here</title><link>https://sound.example/1</link></item></channel></rss>',
);
const context = { contentType: null, baseUrl: "https://feeds.example/x.xml", zone: "UTC" };

describe("a hostile feed", () => {
  // Wide enough for a busy machine; how fast each is dealt with is measured by the benchmark.
  const parser = createFeedParser({ timeoutMs: 25_000 });
  afterAll(() => parser.close());

  it.each(hostileFeeds)("does no harm: $name", async ({ document, expected, title }) => {
    const hostile = document();
    const [outcome, next] = await Promise.all([
      parser.parse(typeof hostile === "string" ? Buffer.from(hostile) : hostile, context),
      parser.parse(sound, context),
    ]);
    if ("error" in expected) {
      expect(outcome.type === "failed" ? describeProblem(outcome.problem, "en") : outcome).toMatch(expected.error);
    } else {
      const entries = outcome.type === "ok" ? outcome.feed.entries : [];
      expect(outcome).toMatchObject({ type: "ok" });
      expect(entries).toHaveLength(expected.entries);
      if (title !== undefined) expect(entries[0]).toMatchObject({ title });
    }
    expect(next).toMatchObject({ type: "ok", feed: { entries: [{ title: "Still here" }] } });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("the reading thread", () => {
  it("is given up and replaced when a document takes too long", async () => {
    const parser = createFeedParser({ timeoutMs: 1 });
    const flood = Buffer.from(hostileFeeds.find(({ name }) => name === "200,000 items")?.document() ?? "");
    expect(await parser.parse(flood, context)).toEqual({
      type: "failed",
      problem: { code: "read-late", limit: 0.001 },
      feedLinks: [],
    });
    await parser.close();
  });

  it("is replaced when a document needs more memory than it has", async () => {
    const parser = createFeedParser({ memoryMb: 32 });
    const flood = Buffer.from(hostileFeeds.find(({ name }) => name === "200,000 items")?.document() ?? "");
    expect(await parser.parse(flood, context)).toMatchObject({
      type: "failed",
      problem: { code: "read-memory", limit: 32 },
    });
    expect(await parser.parse(sound, context)).toMatchObject({ type: "ok" });
    await parser.close();
  });

  it("refuses to read once it is closed", async () => {
    const parser = createFeedParser();
    await parser.close();
    expect(await parser.parse(sound, context)).toMatchObject({ type: "failed", problem: { code: "reader-closed" } });
  });

  it("gives the same entries as the reading itself, in order, however many there are", async () => {
    const parser = createFeedParser();
    const items = Array.from({ length: 1_234 }, (_, index) => `<item><title>Report ${index}</title></item>`);
    const outcome = await parser.parse(
      Buffer.from(`<rss version="2.0"><channel><title>Long</title>${items.join("")}</channel></rss>`),
      context,
    );
    const titles = outcome.type === "ok" ? outcome.feed.entries.map(({ title }) => title) : [];
    expect(titles).toEqual(items.map((_, index) => `Report ${index}`));
    await parser.close();
  });
});
