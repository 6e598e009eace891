/** The running program: one lock, one database, one channel; driven by schedule and ended in order. */
import { join } from "node:path";
import { createConsoleNotifier } from "./adapters/console/notifier.ts";
import { createPrompt } from "./adapters/console/prompt.ts";
import { renderDocument } from "./adapters/console/render.ts";
import { createScreen } from "./adapters/console/screen.ts";
import { words } from "./adapters/console/words.ts";
import { createScheduler, refuseBadCron } from "./adapters/cron/scheduler.ts";
import type { Discord } from "./adapters/discord/client.ts";
import { describeError } from "./adapters/discord/failures.ts";
import { type OpsServer, startOpsServer } from "./adapters/ops/http.ts";
import { createLog } from "./adapters/ops/log.ts";
import { createMetrics } from "./adapters/ops/metrics.ts";
import { acquireLock } from "./adapters/sqlite/lock.ts";
import { openStore } from "./adapters/sqlite/store.ts";
import type { Config } from "./config.ts";
import { loadPacks } from "./config-pack.ts";
import type { Caller } from "./core/command.ts";

import { describeProblem } from "./core/feed-problem.ts";
import type { FeedId, Locale } from "./core/types.ts";
import type { Clock, Store } from "./services/ports.ts";
import type { ReachOf } from "./services/reach.ts";
import type { Visit } from "./services/visit.ts";
import { checkToken, connectDiscord } from "./wire-discord.ts";
import { buildServices, type Overrides } from "./wire-services.ts";

/** Streams and taste of whoever runs it. */
export interface Surroundings {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WritableStream;
  readonly colour: boolean;
  readonly width: () => number;
  /** One line for the person who runs it. */
  readonly tell: (line: string) => void;
}

interface CycleOptions {
  /** Every active feed, due or not. */
  readonly all: boolean;
}

export interface App {
  /** Polls, tells what there is to tell, delivers. */
  cycle(options: CycleOptions): Promise<readonly Visit[]>;
  /** Runs by schedule until `stop`. Throws AppError where it cannot start. */
  start(): Promise<void>;
  /** Resolves when the program ends by itself: the prompt was left, or Discord refused for good. */
  readonly ended: Promise<"left" | "failed">;
  /** Takes commands from standard input until it ends or is left. */
  prompt(): Promise<void>;
  /** Prints the answer to a command, asked as the terminal's person does. */
  show(path: readonly string[]): Promise<void>;
  /** One line in the log about an error that nothing caught; secrets stay out of it. */
  reportMishap(event: string, error: unknown): void;
  /** Throws AppError where the channel can never take a message: Discord refuses the token. */
  checkChannel(): Promise<void>;
  /** Messages that wait to be sent, and what holds up the first; the outbox keeps them. */
  backlog(): { readonly count: number; readonly note: string | null };
  /** False where work in hand had to be abandoned; it goes on at the next start. */
  stop(): Promise<boolean>;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** Shutdown finishes or abandons the work in hand within this time. */
const stopWithinMs = 4 * secondMs;

export function buildApp(config: Config, around: Surroundings, overrides: Overrides = {}): App {
  // Before anything is made on disk: a bad pack leaves no trace.
  const packs = loadPacks(config.packs);
  const lock = acquireLock(config.dataDir, { pid: process.pid, startedAt: Date.now() });
  let store: Store;
  try {
    store = openStore({ file: join(config.dataDir, "vigie.db") });
  } catch (error) {
    lock.release();
    throw error;
  }
  const clock: Clock = overrides.clock ?? { now: () => Date.now() };
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  let discord: Discord | null = null;
  const reachOf: ReachOf = (at) => discord?.reachOf(at.replace(/^discord:/, "")) ?? { type: "unknown" };
  const services = buildServices(config, { ...overrides, packs, clock, store, log, metrics, reachOf });
  const { desk, destination, findByName } = services;
  const caller: Caller = {
    id: "terminal",
    name: "terminal",
    /** What `/settings language` has set for the terminal. */
    get locale() {
      return store.destinations.get(destination)?.locale ?? config.locale;
    },
    canManage: true,
    destination,
    guildId: null,
  };
  /** Of what the operator is told: that of the terminal where it is the channel. */
  const language = (): Locale => (config.discord === null ? caller.locale : "en");
  const say = () => words[language()];
  let end: (how: "left" | "failed") => void = () => undefined;
  const ended = new Promise<"left" | "failed">((resolve) => {
    end = resolve;
  });
  discord =
    config.discord === null
      ? null
      : connectDiscord(config, config.discord, {
          desk,
          destination,
          store,
          log,
          tell,
          onReachChanged: () => services.resumeReachable(),
          onStopped: () => end("failed"),
        });
  const { zone, locale } = config;
  const screen = createScreen(around.stdout);
  const terminal = createConsoleNotifier({ ...around, out: screen, zone });
  const prompt = createPrompt({
    ...around,
    desk,
    findByName,
    input: around.stdin,
    screen,
    caller,
    zone,
    historyFile: join(config.dataDir, "history"),
    filesFolder: process.cwd(),
  });
  const deliver = services.deliverTo(discord === null ? [terminal] : [discord.notifier, terminal]);
  /** Feeds whose failure was told since the worker's start: one line each, until they recover. A lone cycle tells new failures only. */
  const unreadable = new Set<FeedId>();
  let isWorking = false;
  /** In the terminal: feeds due when the worker started, and not visited yet; the last one ends the first round. */
  const unvisited = new Set<FeedId>();
  refuseBadCron("poll.cron", config.poll.cron);
  const scheduler = createScheduler({ log, zone: config.zone });
  let ops: OpsServer | null = null;

  async function cycle({ all }: CycleOptions, signal?: AbortSignal): Promise<readonly Visit[]> {
    const visits = await services.poll({
      all,
      ...(signal === undefined ? {} : { signal }),
      onVisit: ({ feed, problem }) => {
        if (problem === null) unreadable.delete(feed.id);
        else if (feed.failureCount === 0 || (isWorking && !unreadable.has(feed.id))) {
          unreadable.add(feed.id);
          tell(say().cannotRead(feed.name, feed.url, describeProblem(problem, language())));
        }
        if (unvisited.delete(feed.id) && unvisited.size === 0) tellRound();
      },
    });
    await deliver(signal);
    return visits;
  }

  /** The first reading takes its time: what is at work is said at once. */
  function openTerminal(): void {
    const { version, dataDir } = config;
    const watches = store.watches.list().filter(({ state }) => state === "active").length;
    screen.write(`${say().opening({ version, dataDir, watches, feeds: activeFeeds().length })}\n`);
    const soon = clock.now() + minuteMs;
    for (const { id, nextCheckAt } of activeFeeds()) if (nextCheckAt <= soon) unvisited.add(id);
  }

  /** The first round in one line, so that silence is not taken for failure, nor failure for silence. */
  function tellRound(): void {
    const feeds = activeFeeds();
    const failing = feeds.filter(({ failureCount }) => failureCount > 0).length;
    screen.write(`${say().round(feeds.length - failing, feeds.length)}\n`);
  }

  /** Above the line that is being typed, where somebody types. */
  function tell(line: string): void {
    if (prompt.isOpen()) screen.write(`vigie: ${line}\n`);
    else around.tell(line);
  }

  const activeFeeds = () => store.feeds.list().filter(({ state }) => state === "active");

  function readiness() {
    const checks: Record<string, string> = {};
    const feeds = activeFeeds();
    if (feeds.length > 0 && feeds.every(({ lastOkAt }) => lastOkAt === null))
      checks["feeds"] = "no feed could be read yet";
    const state = discord?.state();
    if (state !== undefined && state.phase !== "ready") checks["discord"] = state.note ?? state.phase;
    return { ready: Object.keys(checks).length === 0, checks };
  }

  return {
    async cycle(options) {
      const visits = await cycle(options);
      if ((await services.enrich()) > 0) await deliver();
      return visits;
    },
    ended,
    async show(path) {
      const document = await desk.run({ path, args: {}, caller });
      screen.write(`${renderDocument(document, { colour: around.colour, width: around.width(), locale, zone })}\n\n`);
    },
    async start() {
      isWorking = true;
      if (discord === null) openTerminal();
      if (config.health.port !== null) {
        ops = await startOpsServer({ port: config.health.port, host: config.health.host, readiness, metrics });
      }
      await discord?.start();
      scheduler.every("poll", config.poll.cron, (signal) => cycle({ all: false }, signal));
      scheduler.every("deliver", "*/5 * * * * *", (signal) => deliver(signal));
      scheduler.every("enrich", "*/5 * * * * *", async (signal) => {
        await services.enrich(signal);
      });
      scheduler.every("digest", "0 * * * * *", async () => services.sendDigests());
      scheduler.every("health", "0 11 * * * *", async () => services.tellHealth());
      scheduler.every("reach", "0 */10 * * * *", async () => services.resumeReachable());
      scheduler.every("retention", "0 17 3 * * *", async () => log.info("archive pruned", { items: services.prune() }));
      void scheduler.runNow("poll");
      if (discord === null && around.stdin.isTTY) void prompt.run().then(() => end("left"));
    },
    async checkChannel() {
      if (config.discord !== null) await checkToken(config.discord);
    },
    backlog() {
      const { pending, sending } = store.outbox.counts();
      const [head] = store.outbox.listDue(Number.MAX_SAFE_INTEGER);
      return { count: pending + sending, note: head?.note ?? null };
    },
    prompt: () => prompt.run(),
    reportMishap(event, error) {
      const stack = error instanceof Error ? error.stack?.split("\n").slice(1, 4).join("\n") : undefined;
      log.error(event, { ...describeError(error), stack });
    },
    async stop() {
      prompt.close();
      const clean = await scheduler.stop(stopWithinMs);
      await discord?.stop(secondMs);
      await ops?.close();
      await services.close();
      store.close();
      lock.release();
      return clean;
    },
  };
}
