/** Reading feeds outside the main thread: one worker with bounds on time and memory, replaced when a document breaks it, so that the next feed is unharmed. */
import { Worker } from "node:worker_threads";
import type { FeedProblem } from "../../core/feed-problem.ts";
import type { RawEntry } from "../../core/types.ts";
import type { FeedReader, Log, ParseOutcome } from "../../services/ports.ts";
import type { ReadRequest } from "./read-feed.ts";
import type { FromWorker, ToWorker } from "./worker.ts";

export interface FeedParserOptions {
  /** Longest time for one document, in ms; default 10,000. */
  readonly timeoutMs?: number;
  /** Heap of the worker, in MB; default 512. */
  readonly memoryMb?: number;
  /** Most entries that are read of one document, in its order; default 5,000. */
  readonly entryLimit?: number;
  readonly log?: Log;
}

/** Heap for what lives shortly, in MB: more is touched and kept, yet reads no faster. */
const youngMb = 12;

export type FeedParser = Pick<FeedReader, "parse" | "close">;

/** Makes the parser. The worker starts with the first document and keeps no process alive while it is idle. */
export function createFeedParser(options: FeedParserOptions = {}): FeedParser {
  const { timeoutMs = 10_000, memoryMb = 512, entryLimit = 5_000, log } = options;
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const startWorker = (): Worker => {
    const started = new Worker(workerFile(import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
      execArgv: [],
    });
    // Between documents nobody listens: an idle worker that dies is replaced when it is next needed.
    started.on("error", (error) => log?.warn("feed reader stopped", { error: error.message }));
    started.on("exit", () => {
      if (worker === started) worker = null;
    });
    return started;
  };

  const readNext = async (request: ReadRequest): Promise<ParseOutcome> => {
    if (isClosed) return failure({ code: "reader-closed" });
    worker ??= startWorker();
    const current = worker;
    current.ref();
    const outcome = await readWith(current, request, timeoutMs);
    if (outcome !== "broken" && outcome !== "late") {
      current.unref();
      if (outcome.type === "ok" && outcome.feed.entries.length >= entryLimit) {
        log?.warn("feed read in part", { baseUrl: request.baseUrl, entryLimit });
      }
      return outcome;
    }
    worker = null;
    await current.terminate();
    log?.warn("feed reader replaced", { because: outcome, baseUrl: request.baseUrl });
    return failure(
      outcome === "late" ? { code: "read-late", limit: timeoutMs / 1_000 } : { code: "read-memory", limit: memoryMb },
    );
  };

  return {
    parse(body, context) {
      const request = { body, ...context, entryLimit };
      const next = last.then(() => readNext(request));
      last = next;
      return next;
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

/** One document through the worker; `broken` where it died of it, `late` where it took too long. */
function readWith(worker: Worker, request: ReadRequest, timeoutMs: number): Promise<ParseOutcome | "broken" | "late"> {
  return new Promise((resolve) => {
    const entries: RawEntry[] = [];
    let outcome: ParseOutcome | null = null;
    let expected = 0;
    const send = (message: ToWorker): void => worker.postMessage(message);
    const settle = (result: ParseOutcome | "broken" | "late"): void => {
      clearTimeout(timer);
      worker.off("message", receive);
      worker.off("exit", die);
      resolve(result);
    };
    const die = (): void => settle("broken");
    const receive = (message: FromWorker): void => {
      if (message.type === "outcome") {
        outcome = message.outcome;
        expected = message.entryCount;
      } else {
        entries.push(...message.entries);
      }
      if (entries.length < expected) {
        // A turn of the event loop between two batches: commands and heartbeats come first.
        setImmediate(send, { type: "more" });
      } else if (outcome !== null) {
        settle(outcome.type === "ok" ? { type: "ok", feed: { ...outcome.feed, entries } } : outcome);
      }
    };
    const timer = setTimeout(() => settle("late"), timeoutMs);
    worker.on("message", receive);
    worker.on("exit", die);
    send({ type: "read", request });
  });
}

function failure(problem: FeedProblem): ParseOutcome {
  return { type: "failed", problem, feedLinks: [] };
}

/** The compiled worker: threads cannot load TypeScript, so that sources borrow it from dist/. */
function workerFile(moduleUrl: string): URL {
  const file = new URL("./worker.js", moduleUrl);
  return moduleUrl.endsWith(".ts") ? new URL(file.href.replace("/src/", "/dist/")) : file;
}
