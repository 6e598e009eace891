/** Reading feeds against other readers on the same bytes, hostile feeds against the event loop, and a poll cycle over 1,000 feeds. `-- feeds [parse|hostile|cycle [FEEDS]]` */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { parseFeed as parseWithFeedsmith } from "feedsmith";
import Parser from "rss-parser";
import { createFeedParser } from "../src/adapters/rss/parse-feed.ts";
import { describeProblem } from "../src/core/feed-problem.ts";
import { hostileFeeds } from "../test/support/hostile-feeds.ts";

const folder = new URL("../../shared/data/dev/", import.meta.url);

interface Sample {
  readonly name: string;
  readonly body: Buffer;
  readonly contentType: string | null;
  /** Entries that the reference found; null where there is none. */
  readonly count: number | null;
}

/** Gives the number of entries read; rejects where the document is refused. */
type Reader = (sample: Sample) => Promise<number>;

type ReadFeed = typeof import("../src/adapters/rss/read-feed.ts").readFeed;

const readersWith = (readFeed: ReadFeed): Readonly<Record<string, Reader>> => ({
  vigie: async ({ body, contentType }) => {
    const outcome = await readFeed({ body, contentType, baseUrl: "", zone: "UTC", entryLimit: 5_000 });
    if (outcome.type !== "ok") throw new Error(describeProblem(outcome.problem, "en"));
    return outcome.feed.entries.length;
  },
  "rss-parser": async ({ body }) => (await new Parser().parseString(body.toString("utf8"))).items.length,
  feedsmith: async ({ body }) => {
    const { format, feed } = parseWithFeedsmith(body.toString("utf8"));
    return (format === "atom" ? feed.entries : feed.items)?.length ?? 0;
  },
});

export async function run(args: readonly string[]): Promise<void> {
  const wanted = args[0];
  if (wanted === undefined || wanted === "parse") await compareReaders();
  if (wanted === undefined || wanted === "hostile") await faceHostileFeeds();
  if (wanted !== undefined && wanted !== "cycle") return;
  // The whole program is built for this one alone.
  const { runCycles } = await import("./feeds-cycle.ts");
  await runCycles(args[1] === undefined ? undefined : Number(args[1]));
}

async function compareReaders(): Promise<void> {
  if (!existsSync(folder)) {
    console.log("SKIPPED: the feed suite is not beside this checkout.");
    return;
  }
  console.log("feedparser (Python) is not measured: its readings are the reference in the data.\n");
  const suite = readSuite();
  const real = readReal();
  const rows = [];
  for (const [name, reader] of Object.entries(readersWith(await builtReader()))) {
    const onSuite = await measure(reader, suite);
    const onReal = await measure(reader, Array<readonly Sample[]>(20).fill(real).flat());
    rows.push({
      reader: name,
      "suite: parsed": share(onSuite.parsed, suite.length),
      "right count": share(onSuite.counted, suite.length),
      "real: parsed": share(onReal.parsed / 20, real.length),
      "MB/s on real feeds": (onReal.bytes / onReal.ms / 1_000).toFixed(1),
      ms: onReal.ms,
    });
  }
  const own = rows[0]?.ms ?? 1;
  console.table(rows.map(({ ms, ...row }) => ({ ...row, "speed / vigie": (own / ms).toFixed(2) })));
}

/** The reader as it is shipped: what runs sources on the fly adds calls to them that cost more than some of the work. */
async function builtReader(): Promise<ReadFeed> {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const built = new URL("../dist/adapters/rss/read-feed.js", import.meta.url).href;
  const { readFeed }: typeof import("../src/adapters/rss/read-feed.ts") = await import(built);
  return readFeed;
}

async function measure(reader: Reader, samples: readonly Sample[]) {
  let parsed = 0;
  let counted = 0;
  // Time of the processor: others may use the machine.
  const started = process.cpuUsage();
  for (const sample of samples) {
    const count = await reader(sample).catch(() => null);
    if (count !== null) parsed += 1;
    if (count === sample.count) counted += 1;
  }
  const { user, system } = process.cpuUsage(started);
  const bytes = samples.reduce((sum, { body }) => sum + body.length, 0);
  return { parsed, counted, bytes, ms: (user + system) / 1_000 };
}

function readSuite(): readonly Sample[] {
  const lines = readFileSync(new URL("feeds-kurtmckee.dev.jsonl", folder), "utf8").trim().split("\n");
  return lines.map((line) => {
    const { id, base64, headers, reference } = JSON.parse(line);
    const body = Buffer.from(base64, "base64");
    return { name: id, body, contentType: headers["content-type"] ?? null, count: reference.items.length };
  });
}

function readReal(): readonly Sample[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("rss-"))
    .map((name) => ({ name, body: readFileSync(new URL(name, folder)), contentType: null, count: null }));
}

/** How long the main thread stood still while the worker faced each document. */
async function faceHostileFeeds(): Promise<void> {
  const parser = createFeedParser();
  const context = { contentType: null, baseUrl: "https://trap.example/", zone: "UTC" };
  await parser.parse(Buffer.from("<rss/>"), context);
  const rows = [];
  for (const { name, document } of hostileFeeds) {
    const hostile = document();
    const body = typeof hostile === "string" ? Buffer.from(hostile) : hostile;
    const delay = await startDelay();
    const started = performance.now();
    const outcome = await parser.parse(body, context);
    const ms = Math.round(performance.now() - started);
    delay.disable();
    const said =
      outcome.type === "ok"
        ? `${outcome.feed.entries.length} entries (${outcome.feed.step})`
        : describeProblem(outcome.problem, "en");
    rows.push({
      feed: name,
      MB: (body.length / 1e6).toFixed(1),
      ms,
      "loop delay max, ms": millis(delay.max),
      outcome: said,
    });
  }
  await parser.close();
  console.table(rows);
}

/** Starts counting after a pause, so that making the document is not counted. */
async function startDelay(): Promise<IntervalHistogram> {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.reset();
  return delay;
}

function millis(nanoseconds: number): number {
  return Math.round(nanoseconds / 1e5) / 10;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}
