/** The thread in which feeds are read: one request, one answer; entries follow in batches as the main thread asks for them. */
import { parentPort } from "node:worker_threads";
import type { RawEntry } from "../../core/types.ts";
import type { ParseOutcome } from "../../services/ports.ts";
import { type ReadRequest, readFeed } from "./read-feed.ts";

export type ToWorker = { readonly type: "read"; readonly request: ReadRequest } | { readonly type: "more" };

export type FromWorker =
  /** `entryCount` entries follow; the outcome itself comes without them. */
  | { readonly type: "outcome"; readonly outcome: ParseOutcome; readonly entryCount: number }
  | { readonly type: "entries"; readonly entries: readonly RawEntry[] };

/** Few enough entries for the main thread to take in within a few milliseconds, however long their texts. */
const batchSize = 100;

const port = parentPort;
if (port === null) throw new Error("This file runs as a worker thread.");
let waiting: readonly RawEntry[] = [];

port.on("message", async (message: ToWorker) => {
  if (message.type === "more") {
    port.postMessage({ type: "entries", entries: waiting.slice(0, batchSize) } satisfies FromWorker);
    waiting = waiting.slice(batchSize);
    return;
  }
  const outcome = await readFeed(message.request);
  waiting = outcome.type === "ok" ? outcome.feed.entries : [];
  const slim: ParseOutcome = outcome.type === "ok" ? { type: "ok", feed: { ...outcome.feed, entries: [] } } : outcome;
  port.postMessage({ type: "outcome", outcome: slim, entryCount: waiting.length } satisfies FromWorker);
});
