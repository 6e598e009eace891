/** What runs without the worker: replays in memory, rules on trial, feeds looked at, the store opened for an operator. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuseBadCron } from "./adapters/cron/scheduler.ts";
import { parseCarried, renderCarried } from "./adapters/files/carried.ts";
import { decodeEntities, readRecorded } from "./adapters/files/recorded.ts";
import { createDetectLang } from "./adapters/language/detect-lang.ts";
import { readOpml, writeOpml } from "./adapters/opml/opml.ts";
import { createMetrics } from "./adapters/ops/metrics.ts";
import { acquireLock } from "./adapters/sqlite/lock.ts";
import { openStore } from "./adapters/sqlite/store.ts";
import type { Config } from "./config.ts";
import { loadPacks } from "./config-pack.ts";
import { didYouMean } from "./config-read.ts";
import { AppError } from "./core/errors.ts";
import { describeProblem } from "./core/feed-problem.ts";
import { compileMatcher } from "./core/match.ts";
import { unknownReferences } from "./core/match-plan.ts";
import { mergePacks } from "./core/pack-merge.ts";
import type { EntityId, Locale, RawEntry, Rule, RuleMatch, RuleMiss } from "./core/types.ts";
import type { Store } from "./services/ports.ts";
import { type RecordedItem, type ReplayedItem, replay } from "./services/replay.ts";
import { apply, type Carried, collect } from "./services/transfer.ts";
import { buildPipeline } from "./wire-pipeline.ts";
import { buildReader } from "./wire-reader.ts";

const always = Number.POSITIVE_INFINITY;

/** The real pipeline over recorded items. */
export interface Replay {
  readonly locale: Locale;
  readonly zone: string;
  readonly nameOf: (entity: EntityId) => string;
  readonly read: typeof readRecorded;
  readonly run: (items: readonly RecordedItem[], onProgress: (done: number) => void) => readonly ReplayedItem[];
  readonly close: () => void;
}

/** @param file database that keeps the result, or `:memory:`. Nothing is too old or too much: each item is told at its own time. */
export function buildReplay(config: Config, file: string): Replay {
  const packs = loadPacks(config.packs).map((pack) => ({ ...pack, feeds: [] }));
  const store = openStore({ file });
  const settings = { staleMs: always, alertCap: { count: always, windowMs: 0 } };
  const pipeline = buildPipeline(config, { store, metrics: createMetrics(), settings, now: 0, packs, spreadMs: 0 });
  return {
    locale: "en",
    zone: config.zone,
    nameOf: pipeline.ruleset.nameOf,
    read: readRecorded,
    run: (items, onProgress) => replay(pipeline, items.map(decodeEntities), { startAt: Date.now(), onProgress }),
    close: () => store.close(),
  };
}

/** Rules tried on headlines, beside the packs' names. */
export interface RuleTrial {
  /** References of the rules that name nothing, with the name that was perhaps meant. */
  readonly unknown: readonly { readonly rule: string; readonly reference: string; readonly near: string }[];
  readonly nameOf: (entity: EntityId) => string;
  readonly read: typeof readRecorded;
  readonly run: (item: RecordedItem) => {
    readonly matched: readonly RuleMatch[];
    readonly missed: readonly RuleMiss[];
  };
}

export function buildRuleTrial(config: Config, rules: readonly Rule[]): RuleTrial {
  const gazetteer = mergePacks(loadPacks(config.packs));
  const matcher = compileMatcher(rules, gazetteer);
  const detectLang = createDetectLang();
  const names = new Map(gazetteer.entities.map(({ id, name }) => [id, name]));
  const known = [...gazetteer.lists.map(({ name }) => name), ...names.keys()].map((name) => `@${name}`);
  return {
    unknown: rules.flatMap((rule) =>
      unknownReferences(rule, gazetteer).map((reference) => ({
        rule: rule.name,
        reference,
        near: didYouMean(reference, known),
      })),
    ),
    nameOf: (entity) => names.get(entity) ?? entity,
    read: readRecorded,
    run({ title, description, lang, publishedAt }) {
      const known = lang === "und" ? detectLang(`${title}\n${description}`, "und") : lang;
      const input = { title, description, lang: known, at: publishedAt ?? Date.now() };
      return { matched: matcher.match(input).matched(), missed: matcher.explain(input) };
    },
  };
}

/** What a feed, or the file of one, holds. */
export interface FeedReading {
  readonly source: string;
  readonly status: "ok" | "error";
  /** Empty where it was read. */
  readonly error: string;
  /** Step of the reading ladder; empty where it was not read. */
  readonly step: string;
  readonly title: string;
  readonly entries: readonly RawEntry[];
}

/** Reads feeds by address or from files. */
export function buildFeedProbe(config: Config) {
  const reader = buildReader(config);
  const read = async (source: string): Promise<FeedReading> => {
    const bytes = /^https?:\/\//i.test(source) ? await fetchBytes(source) : readBytes(source);
    if (typeof bytes === "string") return failed(source, bytes);
    const parsed = await reader.parse(bytes.body, { zone: "UTC", ...bytes });
    if (parsed.type === "failed") {
      const links = parsed.feedLinks.length === 0 ? "" : ` It points to: ${parsed.feedLinks.join(", ")}`;
      return failed(source, describeProblem(parsed.problem, "en") + links);
    }
    const { step, title, entries } = parsed.feed;
    return { source, status: "ok", error: "", step, title, entries };
  };
  const fetchBytes = async (url: string) => {
    const fetched = await reader.fetch({ url, validators: { etag: null, lastModified: null }, bodyHash: null });
    if (fetched.type === "ok") return { ...fetched, baseUrl: fetched.finalUrl };
    if (fetched.type === "failed") return describeProblem(fetched.problem, "en");
    // "Not modified" answers validators only, and none were sent.
    return fetched.type === "not-modified" ? "" : describeProblem({ code: fetched.type }, "en");
  };
  return { read, close: () => reader.close() };
}

function readBytes(file: string) {
  try {
    return { body: readFileSync(file), contentType: null, baseUrl: "" };
  } catch (error) {
    return `Expected a feed's address or a readable file: ${(error as Error).message}.`;
  }
}

function failed(source: string, error: string): FeedReading {
  return { source, status: "error", error, step: "", title: "", entries: [] };
}

/** The installation's database, opened for one command of an operator. */
export function openForOperation(config: Config) {
  const file = join(config.dataDir, "vigie.db");
  const reading = <T>(work: (store: Store) => T): T => {
    const store = openStore({ file, readonly: true });
    try {
      return work(store);
    } finally {
      store.close();
    }
  };
  return {
    backup: (target: string) => reading((store) => store.backup(target)),
    exportText: (): string => reading((store) => renderCarried(collect(store))),
    exportOpml: (): string => reading((store) => writeOpml("Vigie", store.feeds.list())),
    /** Refuses while a worker holds the data directory. */
    importText(text: string, now: number) {
      const carried = text.trimStart().startsWith("<") ? opmlToCarried(text) : parseCarried(text);
      const lock = acquireLock(config.dataDir, { pid: process.pid, startedAt: now });
      const store = openStore({ file });
      try {
        return apply(store, carried, { now, intervalMs: config.poll.floorMs });
      } finally {
        store.close();
        lock.release();
      }
    },
    /** Throws AppError where the schedule cannot be read, or the data folder or its database cannot be used; a running worker is no fault. */
    verify(now: number): void {
      refuseBadCron("poll.cron", config.poll.cron);
      this.holder(now);
      if (existsSync(file)) reading(() => undefined);
    },
    /** Sentence naming the worker that holds the data directory; null where none does. */
    holder(now: number): string | null {
      try {
        acquireLock(config.dataDir, { pid: process.pid, startedAt: now }).release();
        return null;
      } catch (error) {
        if (error instanceof AppError && error.code === "conflict") return error.message;
        throw error;
      }
    },
  };
}

function opmlToCarried(text: string): Carried {
  return { destinations: [], watches: [], feeds: readOpml(text).map((feed) => ({ ...feed, state: "active" })) };
}
