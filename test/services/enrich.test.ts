import { describe, expect, it } from "vitest";
import { openStore } from "../../src/adapters/sqlite/store.ts";
import { parseTerm } from "../../src/core/rule-term.ts";
import { createStoryIndex } from "../../src/core/story.ts";
import type { NewItem } from "../../src/core/types.ts";
import { createAnnounce } from "../../src/services/announce.ts";
import { type EnrichDeps, enrich, toldItems } from "../../src/services/enrich.ts";
import { type IngestDeps, ingest } from "../../src/services/ingest.ts";
import { createRuleset } from "../../src/services/ruleset.ts";
import { readingGazetteer } from "../support/reading.ts";

const now = Date.UTC(2018, 2, 26, 9);
const headline = "Monoprix to sell groceries through Amazon in Paris";
const report: NewItem = {
  keys: ["k1"],
  title: headline,
  description: "",
  body: "",
  url: "https://paper.example/deal",
  publisher: "Paper",
  feedId: null,
  publishedAt: now,
  seenAt: now,
  dateBasis: "published",
  lang: "en",
};
const article = [
  "Monoprix signed an agreement with Amazon on Monday to sell groceries through its fast delivery service in Paris.",
  "The first orders will be taken before the end of the year, its chairman told reporters at the flagship store.",
].join(" ");

/** One destination that was told of one report; what the article and the model say is up to the test. */
function createTold(means: Partial<Pick<EnrichDeps, "readArticle" | "rewrite">>, item: Partial<NewItem> = {}) {
  const store = openStore({ file: ":memory:" });
  store.destinations.ensure("console", { guildId: null, locale: "en", zone: "UTC" });
  store.watches.add({
    name: "Amazon",
    all: [[parseTerm("Amazon")]],
    none: [],
    destination: "console",
    tier: "alert",
    origin: "person",
    state: "active",
    addedBy: "terminal",
    addedAt: now,
  });
  const ruleset = createRuleset(store, readingGazetteer);
  const asked: string[] = [];
  const common = {
    store,
    ruleset,
    registrableDomain: () => "paper.example",
    nonceOf: (text: string) => text.replace(/[^a-z0-9]/g, "").slice(-25),
    isQuiet: () => false,
    metrics: { count: () => undefined },
  };
  const pipeline: IngestDeps = {
    ...common,
    stories: createStoryIndex({ background: { n: 1, df: {} } }),
    announce: createAnnounce(common),
    settings: { staleMs: 86_400_000, alertCap: { count: 10, windowMs: 3_600_000 } },
  };
  const outcomes = ingest(pipeline, { items: [{ ...report, ...item }], baseline: false, feed: null, now });
  const [post] = store.outbox.listDue(now);
  if (post !== undefined) store.outbox.markSent(post.id, "m1", now);
  const deps: EnrichDeps = {
    ...common,
    clock: { now: () => now + 60_000 },
    log: {
      debug: () => undefined,
      warn: (event, data) => asked.push(`${event}: ${String(data?.["error"])}`),
      error: (event) => asked.push(event),
    },
    readArticle: null,
    rewrite: null,
    ...means,
  };
  const summaryNow = () => {
    const [edit] = store.outbox.listDue(now + 60_000);
    return edit?.message.type === "alert" && edit.form === "edit" ? edit.message.summary : null;
  };
  return { store, outcomes, asked, summaryNow, run: () => enrich(deps, toldItems(outcomes)) };
}

const reads =
  (text: string): EnrichDeps["readArticle"] =>
  async () => ({ type: "ok", text });
const says =
  (text: string): EnrichDeps["rewrite"] =>
  async () => ({ type: "ok", text });

describe("an alert that is out", () => {
  it("is edited when its article brings sentences that the feed did not", async () => {
    const { run, summaryNow, store, outcomes } = createTold({ readArticle: reads(article) });
    expect(await run()).toBe(1);
    expect(summaryNow()).toBe(article);
    const [first] = outcomes;
    expect(first?.type === "new" && store.items.get(first.item.id)?.item.body).toBe(article);
  });

  it.each([
    ["the page cannot be read", async () => ({ type: "none", why: "robots" }) as const],
    [
      "the page is about something else",
      reads("We value your privacy. Accept the partners of this site to go on reading."),
    ],
    ["the page brings nothing new", reads(headline)],
  ])("stays as it is when %s", async (_, readArticle) => {
    const { run, summaryNow } = createTold({ readArticle });
    expect(await run()).toBe(0);
    expect(summaryNow()).toBeNull();
  });

  it("stays as it is when the model fails, and a person can read why", async () => {
    const rewrite: EnrichDeps["rewrite"] = async () => ({ type: "none", why: "failed", error: "it answered 401" });
    const { run, summaryNow, asked } = createTold({ rewrite }, { description: article });
    expect(await run()).toBe(0);
    expect(summaryNow()).toBeNull();
    expect(asked).toContain("model failed: it answered 401");
  });

  it("is edited once more with a model's words, which later edits keep", async () => {
    const words = "Monoprix agreed to sell groceries through Amazon in Paris.";
    const { run, summaryNow } = createTold({ readArticle: reads(article), rewrite: says(words) });
    expect(await run()).toBe(2);
    expect(summaryNow()).toBe(words);
  });

  it("is told to the model by its own description where no page is read", async () => {
    const seen: string[] = [];
    const { run } = createTold(
      {
        rewrite: async ({ text }) => {
          seen.push(text);
          return { type: "none", why: "failing" };
        },
      },
      { description: "The two signed on Monday." },
    );
    expect(await run()).toBe(0);
    expect(seen).toEqual(["The two signed on Monday."]);
  });

  it("is not told to the model where there is nothing but a headline", async () => {
    const { run } = createTold({ rewrite: says("Words from nowhere.") });
    expect(await run()).toBe(0);
  });

  it("stands although looking for more of it fails", async () => {
    const { run, asked } = createTold({
      readArticle: async () => {
        throw new Error("the disk is full");
      },
    });
    expect(await run()).toBe(0);
    expect(asked).toEqual(["alert could not be enriched"]);
  });

  it("is looked at, and nothing that was not told", () => {
    const baseline = createTold({}).outcomes.map((outcome) =>
      outcome.type === "new"
        ? { ...outcome, decisions: outcome.decisions.map((one) => ({ ...one, action: "none" as const })) }
        : outcome,
    );
    expect(toldItems(baseline)).toEqual([]);
  });
});
