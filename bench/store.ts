/** How fast the archive answers when it is large, beside the query one would write without an index (LIKE over the same rows), in one run. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { openStore } from "../src/adapters/sqlite/store.ts";
import type { ItemId, Signal, Stage } from "../src/core/types.ts";
import type { ItemQuery, Store } from "../src/services/ports.ts";

/** `--items N` (default 1,000,000), `--rounds N` (default 30). */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { items: { type: "string", default: "1000000" }, rounds: { type: "string", default: "30" } },
  });
  const folder = mkdtempSync(join(tmpdir(), "vigie-bench-"));
  const file = join(folder, "vigie.db");
  try {
    const store = openStore({ file });
    const count = Number(values.items);
    const fillMs = timed(() => fill(store, count));
    console.log(
      `${count} items archived in ${(fillMs / 1_000).toFixed(1)} s, ${Math.round((count / fillMs) * 1_000)} a second`,
    );
    console.log(`file ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
    const naive = new Database(file, { readonly: true });
    for (const question of questions(count)) ask(store, naive, question, Number(values.rounds));
    queue(store, naive, Math.min(count, 100_000), Number(values.rounds));
    naive.close();
    console.log(
      `prune of the oldest tenth: ${timed(() => store.items.prune(start + (count / 10) * spacingMs)).toFixed(0)} ms`,
    );
    store.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const start = 1_500_000_000_000;
const spacingMs = 60_000;
const stages: readonly Stage[] = ["rumour", "talks", "deal", "launch"];

interface Question {
  readonly name: string;
  readonly query: ItemQuery;
  /** The same question over the columns as they stand. */
  readonly where: string;
}

/** Words by rank: `w0` stands in every second title, `w1` in every third, `w9998` in one of 10,000. `even` and `odd` never meet. */
function questions(count: number): readonly Question[] {
  const title = (...words: string[]) => words.map((word) => `' ' || title || ' ' LIKE '% ${word} %'`).join(" AND ");
  const limit = 20;
  const middle = Math.floor(count / 2);
  return [
    { name: "newest", query: { limit }, where: "1" },
    { name: "frequent word", query: { words: ["w0"], limit }, where: title("w0") },
    { name: "rare word", query: { words: ["w9998"], limit }, where: title("w9998") },
    { name: "word of no title", query: { words: ["absent"], limit }, where: title("absent") },
    {
      name: "two frequent words that never meet",
      query: { words: ["even", "odd"], limit },
      where: title("even", "odd"),
    },
    { name: "frequent and rare word", query: { words: ["w0", "w9000"], limit }, where: title("w0", "w9000") },
    { name: "company", query: { entities: ["company-7"], limit }, where: `entities LIKE '%"company-7"%'` },
    {
      name: "company and rare word, in French",
      query: { entities: ["company-7"], words: ["w5000"], lang: "fr", limit },
      where: `entities LIKE '%"company-7"%' AND lang = 'fr' AND ${title("w5000")}`,
    },
    {
      name: "pair at a stage",
      query: { pair: { entrant: "company-1", target: "company-2" }, stage: "deal", limit },
      where: `reading LIKE '%"stage":"deal"%' AND reading LIKE '%{"entrant":"company-1","target":"company-2"}%'`,
    },
    {
      name: "frequent word, page from the middle",
      query: { words: ["w1"], before: middle, limit },
      where: `${title("w1")} AND published_at < ${start + middle * spacingMs}`,
    },
  ];
}

function ask(store: Store, naive: Database.Database, { name, query, where }: Question, rounds: number): void {
  const peer = naive.prepare(
    `SELECT * FROM items WHERE ${where} ORDER BY published_at DESC, id DESC LIMIT ${query.limit}`,
  );
  compare(
    name,
    () => store.items.search(query).length,
    () => peer.all().length,
    rounds,
  );
}

/** Both answer with a number of rows, which must be the same. */
function compare(name: string, ours: () => number, theirs: () => number, rounds: number): void {
  const same = ours() === theirs();
  const times = Array.from({ length: rounds }, () => timed(ours)).sort((a, b) => a - b);
  const peerMs = timed(theirs);
  const median = times[Math.floor(rounds / 2)] ?? 0;
  const worst = times.at(-1) ?? 0;
  console.log(
    `${name.padEnd(36)} median ${median.toFixed(2)} ms, worst ${worst.toFixed(2)} ms; naive ${peerMs.toFixed(0)} ms: ${(peerMs / median).toFixed(0)} times; ${same ? "same" : "OTHER"} number of rows`,
  );
}

/** What is due of a backlog to 20 channels, beside the query that groups the whole of it. */
function queue(store: Store, naive: Database.Database, backlog: number, rounds: number): void {
  const document = { title: "t", tone: "plain", blocks: [], actions: [], file: null } as const;
  store.transact(() => {
    for (let n = 0; n < backlog; n += 1) {
      store.outbox.add({
        destination: `discord:${n % 20}`,
        form: "post",
        message: { type: "document", locale: "en", document },
        nonce: `n${n}`,
        alertId: null,
        silent: false,
        createdAt: start,
        nextTryAt: start,
      });
    }
  });
  const peer = naive.prepare(`
    SELECT * FROM outbox WHERE next_try_at <= ${start} AND id IN
      (SELECT min(id) FROM outbox WHERE state IN ('pending', 'sending') GROUP BY destination)`);
  compare(
    `due of ${backlog} waiting messages`,
    () => store.outbox.listDue(start).length,
    () => peer.all().length,
    rounds,
  );
}

/** Reports in order of time, one in three a member of an earlier story, through the port as ingest does it. */
export function fill(store: Store, count: number): void {
  let seed = 42;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let from = 0; from < count; from += 1_000) {
    store.transact(() => {
      let storyId: number | undefined;
      for (let n = from; n < Math.min(from + 1_000, count); n += 1) {
        const itemId = addItem(store, n, random);
        if (storyId === undefined || n % 3 !== 0) storyId = store.stories.open(itemId, start + n * spacingMs);
        readItem(store, itemId, n, storyId, random);
      }
    });
  }
}

function addItem(store: Store, n: number, random: () => number): ItemId {
  const words = [n % 2 === 0 ? "even" : "odd"];
  if (n % 2 === 0) words.push("w0");
  if (n % 3 === 0) words.push("w1");
  for (let i = 0; i < 6; i += 1) words.push(`w${Math.floor(10_000 ** random()) + 1}`);
  words.push(`w${Math.floor(random() * 10_000)}`);
  return store.items.add({
    keys: [`https://press.example/${n}`, `guid:${n}`],
    title: words.join(" "),
    description: "A report of some two hundred characters, as feeds give them. ".repeat(3),
    body: "",
    url: `https://press.example/${n}`,
    publisher: `Outlet ${n % 50}`,
    feedId: null,
    publishedAt: start + n * spacingMs,
    seenAt: start + n * spacingMs,
    dateBasis: "published",
    lang: n % 5 < 3 ? "fr" : "en",
  }).id;
}

function readItem(store: Store, itemId: ItemId, n: number, storyId: number, random: () => number): void {
  const entities = [Math.floor(random() * 40), Math.floor(random() * 40)].map((company) => `company-${company}`);
  const [entrant = "", target = ""] = entities;
  const stage = stages[n % stages.length] ?? "talks";
  const signal: Signal | null =
    n % 10 === 0 || n % 10 === 3
      ? {
          kind: "partnership",
          kinds: ["partnership"],
          stage,
          pairs: [{ entrant, target }],
          amounts: [],
          promises: [],
          attribution: "origin",
          citing: null,
          hedged: false,
          evidence: [{ term: "deal", field: "title", start: 0, end: 4 }],
        }
      : null;
  store.items.setReading(itemId, { signal, noise: null, place: "home" }, [...new Set(entities)], storyId);
  store.stories.refresh(storyId);
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
