/** The reading ladder: from the strictest reading to the most forgiving; the first that loses no entry wins, and its name is kept. */
import { type FeedProblem, toldProblem } from "../../core/feed-problem.ts";
import type { ParseOutcome } from "../../services/ports.ts";
import { decode } from "./decode.ts";
import { discoverFeeds } from "./discover.ts";
import { kindOf, openXml, type XmlDocument } from "./document.ts";
import { readJsonFeed } from "./json-feed.ts";
import { readForgiving } from "./read-forgiving.ts";
import { readStrict } from "./read-strict.ts";
import { repair } from "./repair.ts";
import type { SourceFeed } from "./source.ts";
import { type ReadContext, toParsedFeed } from "./to-feed.ts";

export interface ReadRequest extends ReadContext {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** Most entries that are read of one document. */
  readonly entryLimit: number;
}

/** Reads a feed of any kind. Never rejects: what cannot be read fails with its problem. */
export async function readFeed(request: ReadRequest): Promise<ParseOutcome> {
  const text = decode(request.body, request.contentType);
  switch (kindOf(text)) {
    case "json":
      return readJson(text, request);
    case "html": {
      const feedLinks = discoverFeeds(text, request.baseUrl);
      return { type: "failed", problem: { code: "web-page", feeds: feedLinks.length }, feedLinks };
    }
    case "xml":
      return readXml(openXml(text), request);
    case "other": {
      return failure({ code: text.trim() === "" ? "empty-document" : "no-feed" });
    }
  }
}

function readJson(text: string, request: ReadRequest): ParseOutcome {
  try {
    const feed = readJsonFeed(text, request, request);
    if (feed !== null) return { type: "ok", feed };
    return failure({ code: "json-no-feed" });
  } catch (error) {
    return failure(toldProblem("json", error));
  }
}

async function readXml(document: XmlDocument, request: ReadRequest): Promise<ParseOutcome> {
  let best: { readonly step: string; readonly source: SourceFeed } | null = null;
  let problem: FeedProblem = { code: "no-feed" };
  for await (const { step, source, failed } of climb(document)) {
    if (source !== null && (best === null || source.items.length > best.source.items.length)) best = { step, source };
    if (source !== null && source.items.length >= document.entryCount) break;
    problem = failed ?? problem;
  }
  if (best === null) return failure(problem);
  return {
    type: "ok",
    feed: toParsedFeed(best.source, request, { step: best.step, entryLimit: request.entryLimit }),
  };
}

interface Rung {
  readonly step: string;
  readonly source: SourceFeed | null;
  readonly failed: FeedProblem | null;
}

async function* climb(document: XmlDocument): AsyncGenerator<Rung> {
  yield await attempt("rss-parser", () => readStrict(document));
  const repaired = { ...document, text: repair(document.text) };
  yield await attempt("repaired", () => readStrict(repaired));
  yield await attempt("forgiving", () => readForgiving(repaired));
}

/** Whatever a library throws at a document is an answer about the document. */
async function attempt(step: string, read: () => SourceFeed | Promise<SourceFeed>): Promise<Rung> {
  try {
    return { step, source: await read(), failed: null };
  } catch (error) {
    return { step, source: null, failed: toldProblem("xml", error) };
  }
}

function failure(problem: FeedProblem): ParseOutcome {
  return { type: "failed", problem, feedLinks: [] };
}
