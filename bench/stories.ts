/** What placing an item in its story costs with a full window, against comparing it with every story in turn. */
import { readFileSync } from "node:fs";
import { conceptOf } from "../src/core/bilingual.ts";
import { createStoryIndex, type StoryDoc } from "../src/core/story.ts";
import { summarise } from "../src/core/summary.ts";

const windowMs = 3.5 * 86_400_000;
const probes = 2_000;

/** @param args the number of items in the window; default 100,000. */
export async function run(args: string[]): Promise<void> {
  const size = Number(args[0] ?? 100_000);
  const background = JSON.parse(readFileSync(new URL("../seeds/background-df.json", import.meta.url), "utf8"));
  const index = createStoryIndex({ background });
  const docs = makeDocs(size + probes, background.df);
  const filling = time(() => {
    for (const doc of docs.slice(0, size)) index.add(doc, index.place(doc).storyId ?? doc.id);
  });
  const placing = time(() => {
    for (const doc of docs.slice(size)) index.add(doc, index.place(doc).storyId ?? doc.id);
  });
  const naive = time(() => scan(docs.slice(0, size), docs.slice(size, size + 20)));
  const telling = time(() => {
    for (const doc of docs.slice(size)) summarise({ ...doc, body: "", names: [], signal: null });
  });
  console.log(`stories: ${size} items in the window, ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB of heap`);
  console.log(`filling the window       ${(filling / size).toFixed(3)} ms an item`);
  console.log(`placing with a full one  ${(placing / probes).toFixed(3)} ms an item`);
  console.log(`summary of a description ${(telling / probes).toFixed(3)} ms an item`);
  console.log(
    `comparing with every one ${(naive / 20).toFixed(3)} ms an item, ${(naive / 20 / (placing / probes)).toFixed(0)} times as much`,
  );
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Headlines with the word frequencies of real ones: drawn from the background counts by a fixed generator. */
function makeDocs(count: number, df: Readonly<Record<string, number>>): readonly StoryDoc[] {
  let seed = 20_180_326;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const bag = Object.entries(df).flatMap(([word, times]) => Array.from({ length: times }, () => word));
  const word = (): string => bag[Math.floor(random() * bag.length)] ?? "news";
  const phrase = (length: number): string => Array.from({ length }, word).join(" ");
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    title: phrase(6 + Math.floor(random() * 6)),
    description: `The ${phrase(18)}. The ${phrase(16)}.`,
    lang: random() < 0.5 ? ("en" as const) : ("fr" as const),
    publishedAt: Math.floor((at * windowMs) / count),
    signal: null,
    entities: random() < 0.2 ? ["amazon"] : [],
  }));
}

/** The plain way: shared words with every item of the window. */
function scan(items: readonly StoryDoc[], asked: readonly StoryDoc[]): number {
  const terms = (doc: StoryDoc): Set<string> =>
    new Set(doc.title.split(" ").map((word) => conceptOf(word, doc.lang) ?? word));
  const sets = items.map(terms);
  let most = 0;
  for (const doc of asked) {
    const own = terms(doc);
    for (const set of sets) most = Math.max(most, [...own].filter((term) => set.has(term)).length);
  }
  return most;
}
