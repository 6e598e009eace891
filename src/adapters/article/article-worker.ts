/** The worker thread's side of reading an article: one page in, its text or the failure out. Whatever goes wrong in here can be killed. */
import { parentPort, workerData } from "node:worker_threads";
import { extractArticle } from "./extract.ts";

/** What the worker answers: the text, or null where the page holds no article. */
export type WorkerAnswer = { readonly text: string | null };

parentPort?.postMessage({ text: extractArticle(String(workerData)) } satisfies WorkerAnswer);
