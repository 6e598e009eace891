/** Reads the article of a page that somebody else fetched: guards first, then a worker thread with a time limit; answers its text or the reason why not. */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorkerAnswer } from "./article-worker.ts";
import { decodePage, depthLimit, nestingDepth, pageLimit } from "./page-guard.ts";

type ArticleOutcome =
  /** Paragraphs joined by line feeds, at most 20,000 characters. */
  | { readonly type: "ok"; readonly text: string }
  | { readonly type: "none"; readonly reason: "too-large" | "too-deep" | "too-slow" | "no-article" | "unreadable" };

export interface ArticleReader {
  /** Never rejects. Pages are read one after the other. */
  read(body: Uint8Array, contentType: string | null): Promise<ArticleOutcome>;
}

/** @param options.killMs how long a page may take; default 4,000 ms. */
export function createArticleReader(options: { readonly killMs?: number } = {}): ArticleReader {
  const killMs = options.killMs ?? 4_000;
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: (body, contentType) => {
      if (body.byteLength > pageLimit) return Promise.resolve({ type: "none", reason: "too-large" });
      const html = decodePage(body, contentType);
      if (nestingDepth(html) > depthLimit) return Promise.resolve({ type: "none", reason: "too-deep" });
      const outcome = last.then(() => readInWorker(html, killMs));
      last = outcome;
      return outcome;
    },
  };
}

/** A worker of its own for every page: pages are few, and a killed worker leaves nothing behind. */
function readInWorker(html: string, killMs: number): Promise<ArticleOutcome> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), {
      workerData: html,
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
    });
    const settle = (outcome: ArticleOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
      void worker.terminate();
    };
    const timer = setTimeout(() => settle({ type: "none", reason: "too-slow" }), killMs);
    worker.once("message", ({ text }: WorkerAnswer) =>
      settle(text === null ? { type: "none", reason: "no-article" } : { type: "ok", text }),
    );
    worker.once("error", () => settle({ type: "none", reason: "unreadable" }));
    worker.once("exit", () => settle({ type: "none", reason: "unreadable" }));
  });
}

/** The compiled worker: beside this file when it is compiled itself, at the same place under dist/ when it runs from source. */
function workerFile(): string {
  const here = import.meta.url;
  const name = here.endsWith(".ts") ? "../../../dist/adapters/article/article-worker.js" : "./article-worker.js";
  return fileURLToPath(new URL(name, here));
}
