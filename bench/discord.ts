/** The running program before the Discord double: first answers while it polls 1,000 feeds over an archive of a million items; a burst into limited channels; memory over many alerts. */
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { REST } from "discord.js";
import { createDiscordNotifier, toDestination } from "../src/adapters/discord/notifier.ts";
import { createPostingRest } from "../src/adapters/discord/rest.ts";
import { createLog } from "../src/adapters/ops/log.ts";
import { nonceOf } from "../src/adapters/ops/nonce.ts";
import { openStore } from "../src/adapters/sqlite/store.ts";
import type { AlertMessage } from "../src/core/message.ts";
import { deliverDue } from "../src/services/deliver.ts";
import type { Store } from "../src/services/ports.ts";
import { type DiscordDouble, startDiscordDouble } from "../test/support/discord-double.ts";
import { createWorld, startVigie, until } from "../test/support/run-vigie.ts";
import { fill } from "./store.ts";

const hostCount = 250;
const hosts = Array.from({ length: hostCount }, (_, index) => `127.0.1.${index + 1}`);

/** One part by name (`answers`, `burst`, `memory`) or all; `--items N` in the archive (default 1,000,000), `--feeds N` (1,000), `--seconds N` of asking (30), `--alerts N` for the memory (100,000). */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      items: { type: "string", default: "1000000" },
      feeds: { type: "string", default: "1000" },
      seconds: { type: "string", default: "30" },
      alerts: { type: "string", default: "100000" },
    },
  });
  const asked = (part: string) => positionals.length === 0 || positionals.includes(part);
  if (asked("answers")) await firstAnswers(Number(values.items), Number(values.feeds), Number(values.seconds));
  if (asked("burst")) await burst(1_000, 20);
  if (asked("memory")) await memory(Number(values.alerts));
}

// ---------------------------------------------------------------- first answers

async function firstAnswers(items: number, feedCount: number, seconds: number): Promise<void> {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const server = fork(new URL("./feeds-server.ts", import.meta.url), { execArgv: process.execArgv });
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  const double = await startDiscordDouble();
  const feeds = Array.from({ length: feedCount }, (_, index) => ({
    name: `Feed ${index}`,
    url: `http://${hosts[index % hostCount]}:${port}/f/${index}`,
  }));
  const world = createWorld({ feeds, double, env: { VIGIE_ALLOW_PRIVATE_HOSTS: hosts.join(","), LOG_LEVEL: "info" } });
  try {
    mkdirSync(world.dataDir, { recursive: true });
    const store = openStore({ file: world.database });
    fill(store, items);
    store.close();
    const worker = startVigie(world, ["run"]);
    await until(
      () => double.state.commands.size > 0,
      30_000,
      () => `the commands; ${worker.stderr()}${worker.stdout()}`,
    );
    const waits = await askFor(double, seconds * 1_000);
    console.log(`${items} items, ${feedCount} feeds; while the program polls:`);
    console.table(Object.fromEntries([...waits].map(([what, times]) => [what, percentiles(times)])));
    const cycles = worker.stdout().match(/.*poll cycle ended.*/g) ?? [];
    console.log(cycles.slice(0, 2).join("\n") || "the first cycle was still on its way at the end");
    await worker.stop();
  } finally {
    server.kill();
    await double.stop();
    world.remove();
  }
}

/** One person who asks without a pause; ms to the first answer, and for `/latest` also to the whole one. */
async function askFor(double: DiscordDouble, ms: number): Promise<ReadonlyMap<string, number[]>> {
  const waits = new Map<string, number[]>();
  const note = (what: string, took: number) => waits.set(what, [...(waits.get(what) ?? []), took]);
  const end = performance.now() + ms;
  const typed = ["c", "ca", "carr", "monopri", "deliverooo", "ocad"];
  for (let n = 0; performance.now() < end; n += 1) {
    const completed = await double.people.autocomplete("latest", "about", { about: typed[n % typed.length] ?? "" });
    note("completion", completed.ackMs);
    const asked = performance.now();
    const { ackMs } = await double.people.slash("latest", n % 2 === 0 ? {} : { about: "w9000" });
    note("/latest, whole", performance.now() - asked);
    note("first answer", ackMs);
    note("first answer", (await double.people.slash("board")).ackMs);
    note("first answer", (await double.people.slash("feed list")).ackMs);
    await sleep(20);
  }
  return waits;
}

function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return { asked: sorted.length, "median ms": at(0.5), "p99 ms": at(0.99), "worst ms": at(1) };
}

// ---------------------------------------------------------------- burst

/** Discord's limit on all requests of a bot together, which the client keeps by itself. */
const allRequestsASecond = 50;

/** Five posts a second and channel, as the double allows them. */
async function burst(alerts: number, channelCount: number): Promise<void> {
  const channels = Array.from({ length: channelCount }, (_, n) => ({
    id: `8200000000000001${String(n).padStart(2, "0")}`,
    name: `desk-${n}`,
    type: 0,
  }));
  const rateLimit = { limit: 5, windowMs: 1_000 };
  const double = await startDiscordDouble({
    guilds: [{ id: "810000000000000001", name: "Desk", channels }],
    rateLimit,
  });
  const store = openStore({ file: ":memory:" });
  for (let n = 0; n < alerts; n += 1) queue(store, channels[n % channelCount]?.id ?? "", n);
  const from = performance.now();
  await drain(store, createPostingRest(double.apiUrl, double.token));
  const seconds = (performance.now() - from) / 1_000;
  const posts = double.requests(/^POST .*\/messages$/);
  const refused = posts.filter(({ status }) => status === 429).length;
  const inOrder = channels.every(({ id }) => {
    const titles = double.messages(id).map(({ embeds }) => Number(String(embeds[0]?.["title"]).replace(/\D/g, "")));
    return (
      titles.length === alerts / channelCount && titles.every((title, n) => n === 0 || title > (titles[n - 1] ?? 0))
    );
  });
  const bySlot = (alerts / channelCount / rateLimit.limit - 1) * (rateLimit.windowMs / 1_000);
  const bound = Math.max(bySlot, alerts / allRequestsASecond);
  console.log(
    `burst: ${alerts} alerts to ${channelCount} channels in ${seconds.toFixed(1)} s (allowed: ${bound.toFixed(1)} s), ` +
      `${refused} × 429, ${inOrder ? "each once and in order" : "LOST, DOUBLED OR OUT OF ORDER"}`,
  );
  store.close();
  await double.stop();
}

function queue(store: Store, channel: string, n: number): void {
  const message: AlertMessage = {
    type: "alert",
    locale: "en",
    storyId: n,
    itemId: n,
    alertId: n,
    stage: "talks",
    who: "Amazon × Monoprix",
    headline: `Report ${n}`,
    url: `https://press.example/${n}`,
    summary: "The two are said to talk about groceries. Nothing is signed.",
    why: "matched Amazon, Monoprix",
    reversal: null,
    outlet: "press.example",
    publishedAt: Date.now(),
    lang: "en",
    members: null,
    related: [],
    actions: [{ verb: "why", subject: String(n), label: "Why?" }],
  };
  const at = Date.now();
  const rest = { alertId: null, silent: false, createdAt: at, nextTryAt: at };
  store.outbox.add({ destination: toDestination(channel), form: "post", message, nonce: nonceOf(`${n}`), ...rest });
}

async function drain(store: Store, rest: REST): Promise<void> {
  const log = createLog("silent");
  const notifier = createDiscordNotifier({ rest });
  const settings = { backoff: { baseMs: 500, capMs: 5_000 }, maxTries: 100 };
  const metrics = { count: () => undefined };
  const clock = { now: () => Date.now() };
  const unsent = () => store.outbox.counts().pending + store.outbox.counts().sending;
  while (unsent() > 0) {
    await deliverDue({ store, notifiers: [notifier], clock, random: Math.random, log, metrics, settings });
    if (unsent() > 0) await sleep(50);
  }
}

// ---------------------------------------------------------------- memory

/** Resident memory after every tenth of the alerts; what settles is no leak, so the slope is that of the second half. */
async function memory(alerts: number): Promise<void> {
  const sink = fork(new URL("./discord-sink.mjs", import.meta.url), { execArgv: [] });
  const [{ port }] = (await once(sink, "message")) as [{ port: number }];
  const world = createWorld();
  mkdirSync(world.dataDir, { recursive: true });
  const store = openStore({ file: world.database });
  const samples: number[] = [];
  const heaps: number[] = [];
  const rest = createPostingRest(`http://127.0.0.1:${port}/api`, "sink");
  // The client keeps Discord's 50 requests a second by itself; here it is memory that is asked about, not patience.
  rest.options.globalRequestsPerSecond = Number.POSITIVE_INFINITY;
  rest.globalRemaining = Number.POSITIVE_INFINITY;
  const from = performance.now();
  for (let tenth = 0; tenth < 10; tenth += 1) {
    store.transact(() => {
      for (let n = 0; n < alerts / 10; n += 1)
        queue(store, `8200000000000001${String(n % 20).padStart(2, "0")}`, tenth * alerts + n);
    });
    await drain(store, rest);
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    samples.push(Math.round(rss / 2 ** 20));
    heaps.push(Math.round(heapUsed / 2 ** 20));
    console.log(`${((tenth + 1) * alerts) / 10} alerts: RSS ${samples.at(-1)} MiB, heap ${heaps.at(-1)} MiB`);
  }
  const growth = (samples[9] ?? 0) - (samples[4] ?? 0);
  console.log(`memory: ${alerts} alerts in ${((performance.now() - from) / 1_000).toFixed(0)} s`);
  const heapGrowth = (heaps[9] ?? 0) - (heaps[4] ?? 0);
  console.log(`growth over the second half: RSS ${growth} MiB, heap ${heapGrowth} MiB`);
  store.close();
  sink.kill();
  world.remove();
}
