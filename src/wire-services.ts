/** Joins the live use cases: reading feeds, taking items in, answering commands, delivering. Nothing here runs by itself. */
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { createDrawLadder } from "./adapters/chart/draw-ladder.ts";
import { createFindByName } from "./adapters/fuse/find-by-name.ts";
import { boundHeap } from "./adapters/ops/heap.ts";
import type { MetricsAdapter } from "./adapters/ops/metrics.ts";
import { nonceOf } from "./adapters/ops/nonce.ts";
import type { Config } from "./config.ts";
import type { Pack, PackFeed } from "./core/pack.ts";
import { defaultScheduleLimits } from "./core/schedule.ts";
import type { Millis } from "./core/types.ts";
import { refreshBoards } from "./services/board.ts";
import { createCommandDesk } from "./services/commands.ts";
import { type DeliverDeps, type DeliverReport, deliverDue } from "./services/deliver.ts";
import { sendDueDigests } from "./services/digest.ts";
import { enrich, type ToldItem, toldItems } from "./services/enrich.ts";
import { tellHealth } from "./services/health.ts";
import { warmStories } from "./services/ingest.ts";
import { type NoticeDeps, tellHeld, welcome } from "./services/notices.ts";
import { type PollDeps, type PollOptions, pollDueFeeds } from "./services/poll.ts";
import type { Clock, Log, Notifier, Store } from "./services/ports.ts";
import { type ReachOf, resumeAllReachable } from "./services/reach.ts";
import { spaceVisits } from "./services/space-visits.ts";
import { type Visit, visitFeed } from "./services/visit.ts";

import { buildEnrichers } from "./wire-enrich.ts";
import { buildPipeline, isQuiet } from "./wire-pipeline.ts";
import { buildReader } from "./wire-reader.ts";

/** What a caller may put in the place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  /** In the place of the packs' feeds. */
  readonly feeds?: readonly PackFeed[];
  readonly hostSpacingMs?: Millis;
  /** First visits of a pack's feeds are spread over this time; default 20 s. */
  readonly firstVisitsMs?: Millis;
}

export interface ServiceOptions extends Overrides {
  readonly packs: readonly Pack[];
  readonly clock: Clock;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: MetricsAdapter;
  /** Left out: nothing is known of permissions. */
  readonly reachOf?: ReachOf;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 1_440 * minuteMs;
/** Alerts above the limit within this time are held for the digest. */
const alertWindowMs = 60 * minuteMs;
const firstVisitsMs = 20 * secondMs;
const backoff = { baseMs: 2 * secondMs, capMs: 5 * minuteMs };
/** With the back-off above some 40 hours. */
const maxTries = 500;

export function buildServices(config: Config, options: ServiceOptions) {
  const { store, clock, log, metrics } = options;
  boundHeap();
  const pipeline = buildPipeline(config, {
    store,
    metrics,
    settings: {
      staleMs: config.alerts.staleAfterMs,
      alertCap: { count: config.alerts.catchUpLimit, windowMs: alertWindowMs },
    },
    now: clock.now(),
    spreadMs: options.firstVisitsMs ?? firstVisitsMs,
    packs: withFeeds(options.packs, options.feeds),
  });
  const notices: NoticeDeps = { store, nonceOf, isQuiet };
  const hostSpacingMs = options.hostSpacingMs ?? config.poll.hostSpacingMs;
  const pause = (ms: Millis, signal?: AbortSignal) =>
    sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  const { registrableDomain } = pipeline;
  const reader = spaceVisits(buildReader(config, log), { clock, pause, registrableDomain }, hostSpacingMs);
  const enrichers = buildEnrichers(config, { clock, notes: store.notes }, hostSpacingMs);
  /** Alerts written since the last call of `enrich`. */
  let told: readonly ToldItem[] = [];
  const findByName = createFindByName();
  const reach = options.reachOf === undefined ? {} : { reachOf: options.reachOf };
  const drawLadder = createDrawLadder();
  const poll: PollDeps = {
    ...pipeline,
    clock,
    random: Math.random,
    turn: createTurns(),
    reader,
    log,
    pollSettings: {
      concurrency: config.poll.concurrency,
      schedule: { ...defaultScheduleLimits, floorMs: config.poll.floorMs, ceilingMs: config.poll.ceilingMs },
    },
  };
  const desk = createCommandDesk({
    store,
    clock,
    nonceOf,
    log,
    ruleset: pipeline.ruleset,
    reader,
    findByName,
    zone: config.zone,
    ...(drawLadder === null ? {} : { drawLadder }),
    ...reach,
    ...(config.discord?.channelId === null ? { waiting: pipeline.configured } : {}),
    feedIntervalMs: config.poll.floorMs,
    pollFeed: async (id) => {
      await visitFeed(poll, id);
    },
  });
  return {
    desk,
    async close() {
      await Promise.all([reader.close(), enrichers.close()]);
    },
    findByName,
    destination: pipeline.destination,
    async poll(pollOptions: PollOptions) {
      const visits = await pollAndTell(poll, notices, pollOptions);
      refreshBoards({ ...notices, ruleset: pipeline.ruleset }, clock.now());
      if (enrichers.readArticle !== null || enrichers.rewrite !== null) {
        told = [...told, ...visits.flatMap(({ told: heard }) => toldItems(heard))];
      }
      return visits;
    },
    /** Looks for better summaries of the alerts since the last call; answers how many edits it queued. */
    enrich(signal?: AbortSignal) {
      const waiting = told;
      told = [];
      return enrich({ ...pipeline, ...notices, ...enrichers, clock, log }, waiting, signal);
    },
    /** Queues the digests whose hour has come. */
    sendDigests: () => sendDueDigests({ ...notices, ruleset: pipeline.ruleset }, clock.now()),
    tellHealth: () => tellHealth(notices, clock.now()),
    resumeReachable: () => resumeAllReachable({ store, log, ...reach }),
    /** Forgets what nothing refers to any more; answers how many items. */
    prune() {
      const now = clock.now();
      const pruned = store.items.prune(now - config.retention.days * dayMs);
      warmStories(pipeline, now);
      return pruned;
    },
    deliverTo: (notifiers: readonly Notifier[]) => {
      const settings = { backoff, maxTries };
      const deps: DeliverDeps = { store, notifiers, clock, random: Math.random, log, metrics, settings };
      return oneAtATime((signal?: AbortSignal) => deliverDue(deps, signal));
    },
  };
}

/** The packs, with other feeds in the place of theirs where some are given. */
function withFeeds(packs: readonly Pack[], feeds: readonly PackFeed[] | undefined): readonly Pack[] {
  return feeds === undefined ? packs : packs.map((pack, index) => ({ ...pack, feeds: index === 0 ? feeds : [] }));
}

/** One cycle, and what there is to say of it as a whole. */
async function pollAndTell(poll: PollDeps, notices: NoticeDeps, options: PollOptions): Promise<readonly Visit[]> {
  const startedAt = poll.clock.now();
  const visits = await pollDueFeeds(poll, options);
  const now = poll.clock.now();
  tellHeld(notices, now);
  welcome(notices, now);
  if (visits.length > 0) {
    const failed = visits.filter(({ problem }) => problem !== null).length;
    const items = visits.reduce((sum, { newCount }) => sum + newCount, 0);
    poll.log.info("poll cycle ended", { feeds: visits.length, failed, items, ms: now - startedAt });
  }
  return visits;
}

/** One caller a turn of the event loop, in their order: what they do adds up to no long wait. */
function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}

/** Never two runs at once: a call during a run starts another when that one has ended, and all such calls share it. */
function oneAtATime(
  run: (signal?: AbortSignal) => Promise<DeliverReport>,
): (signal?: AbortSignal) => Promise<DeliverReport> {
  let current: Promise<DeliverReport> | null = null;
  let next: Promise<DeliverReport> | null = null;
  const start = (signal?: AbortSignal): Promise<DeliverReport> => {
    current = run(signal).finally(() => {
      current = null;
    });
    return current;
  };
  return (signal) => {
    if (current === null) return start(signal);
    next ??= current
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start(signal);
      });
    return next;
  };
}
