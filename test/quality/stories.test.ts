import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPack } from "../../src/config-pack.ts";
import { compileMatcher } from "../../src/core/match.ts";
import { readItem } from "../../src/core/signal.ts";
import { createStoryIndex } from "../../src/core/story.ts";
import type { Lang, Millis, StoryId } from "../../src/core/types.ts";
import { type Assignment, alertsPerStory, bCubed, pairScore, swallowed } from "./measures.ts";
import { printScore } from "./scores.ts";

const data = new URL("../../../shared/data/dev/", import.meta.url);
const present = existsSync(data);
if (!present) console.warn("SKIPPED: stories are not scored, for the labelled data is not at ../shared/data/dev");

interface Row {
  readonly title: string;
  readonly lang: Lang;
  readonly at: Millis;
  readonly story: string;
  readonly saga: string;
}

const readLines = (name: string): string[] => readFileSync(new URL(name, data), "utf8").trim().split("\n");

function readInDomain(): Row[] {
  return readLines("stories-indomain.dev.tsv")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([, story = "", date = "", lang = "", , , title = ""]) => {
      return { title, lang: lang === "fr" ? "fr" : "en", at: Date.parse(date), story, saga: story };
    });
}

const readStream = (name: string): Row[] =>
  readLines(name).map((line) => {
    const { title, lang, ts, story, saga = story } = JSON.parse(line);
    return { title, lang, at: ts, story, saga };
  });

/** Every item placed in order of arrival, as ingest does it. */
function group(rows: readonly Row[]): readonly (Row & { readonly given: StoryId })[] {
  const background = JSON.parse(readFileSync(new URL("../../seeds/background-df.json", import.meta.url), "utf8"));
  const { gazetteer } = loadPack(new URL("../../seeds/amazon-france", import.meta.url).pathname);
  const matcher = compileMatcher([], gazetteer);
  const index = createStoryIndex({ background });
  return rows.map((row, at) => {
    const text = { title: row.title, description: "", lang: row.lang };
    const { mentions } = matcher.match({ ...text, at: row.at });
    const { signal } = readItem({ ...text, publishedAt: row.at }, mentions, gazetteer);
    const entities = [...new Set(mentions.map((mention) => mention.entity))];
    const doc = { ...text, id: at + 1, publishedAt: row.at, signal, entities };
    const given = index.place(doc).storyId ?? doc.id;
    index.add(doc, given);
    return { ...row, given };
  });
}

const by = (rows: ReturnType<typeof group>, truth: "story" | "saga"): Assignment[] =>
  rows.map((row) => ({ truth: row[truth], given: String(row.given) }));

describe.skipIf(!present)("stories on labelled data", () => {
  it("puts the reports of the seed case and its neighbours together, in two languages", () => {
    const rows = by(group(readInDomain()), "story");
    printScore("Stories, seed case and neighbours: B-cubed", bCubed(rows).f1, { must: 0.87, aim: 0.93 });
    printScore("Stories, seed case and neighbours: alerts a story", alertsPerStory(rows), {
      must: 1.4,
      aim: 1.15,
      lowerIsBetter: true,
    });
    printScore("Stories, seed case and neighbours: swallowed", swallowed(rows).length, {
      must: 0,
      lowerIsBetter: true,
    });
    expect(bCubed(rows).f1).toBeGreaterThanOrEqual(0.87);
    expect(alertsPerStory(rows)).toBeLessThanOrEqual(1.4);
    expect(swallowed(rows)).toEqual([]);
  });

  it("tells the stories of a stream of retail headlines apart", () => {
    const rows = by(group(readStream("stories-retailpool.dev.jsonl")), "saga");
    const lost = swallowed(rows).length / new Set(rows.map((row) => row.truth)).size;
    printScore("Stories, retail pool: saga pair precision", pairScore(rows).precision, { must: 0.92, aim: 0.95 });
    printScore("Stories, retail pool: share of sagas swallowed", lost, { must: 0.01, aim: 0.005, lowerIsBetter: true });
    expect(pairScore(rows).precision).toBeGreaterThanOrEqual(0.92);
    expect(lost).toBeLessThanOrEqual(0.01);
  });

  it("groups the front page of an aggregator in French, accents stripped", () => {
    const rows = by(group(readStream("stories-gnfr.dev.jsonl")), "story");
    printScore("Stories, Google News FR: B-cubed", bCubed(rows).f1, { must: 0.75, aim: 0.8 });
    expect(bCubed(rows).f1).toBeGreaterThanOrEqual(0.75);
  });

  it("groups round-ups of the general press, a set that was only watched", () => {
    const rows = by(group(readStream("stories-allsides.dev.jsonl")), "story");
    printScore("Stories, AllSides: B-cubed", bCubed(rows).f1, { must: 0.8 });
    expect(bCubed(rows).f1).toBeGreaterThanOrEqual(0.8);
  });
});
