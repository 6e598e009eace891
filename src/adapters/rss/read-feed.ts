/** The reading ladder: from the strictest reading to the most forgiving; the first that loses no entry wins, and its name is kept. */
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

/** Reads a feed of any kind. Never rejects: what cannot be read fails with a sentence for a person. */
export async function readFeed(request: ReadRequest): Promise<ParseOutcome> {
  const text = decode(request.body, request.contentType);
  switch (kindOf(text)) {
    case "json":
      return readJson(text, request);
    case "html": {
      const feedLinks = discoverFeeds(text, request.baseUrl);
      const found = feedLinks.length === 0 ? "and it names no feed" : `it names ${feedLinks.length} feed(s)`;
      return { type: "failed", error: `This is a web page, not a feed; ${found}.`, feedLinks };
    }
    case "xml":
      return readXml(openXml(text), request);
    case "other": {
      const what = text.trim() === "" ? "The document is empty." : "This is neither a feed nor a web page.";
      return { type: "failed", error: what, feedLinks: [] };
    }
  }
}

function readJson(text: string, request: ReadRequest): ParseOutcome {
  try {
    const feed = readJsonFeed(text, request, request);
    if (feed !== null) return { type: "ok", feed };
    return { type: "failed", error: "This is JSON, but no JSON Feed: it has no list of items.", feedLinks: [] };
  } catch (error) {
    return { type: "failed", error: `The JSON cannot be read: ${messageOf(error)}`, feedLinks: [] };
  }
}

async function readXml(document: XmlDocument, request: ReadRequest): Promise<ParseOutcome> {
  let best: { readonly step: string; readonly source: SourceFeed } | null = null;
  let problem = "";
  for await (const { step, source, error } of climb(document)) {
    if (source !== null && (best === null || source.items.length > best.source.items.length)) best = { step, source };
    if (source !== null && source.items.length >= document.entryCount) break;
    problem = error;
  }
  if (best === null) return { type: "failed", error: `The feed cannot be read: ${problem}`, feedLinks: [] };
  return {
    type: "ok",
    feed: toParsedFeed(best.source, request, { step: best.step, entryLimit: request.entryLimit }),
  };
}

interface Rung {
  readonly step: string;
  readonly source: SourceFeed | null;
  readonly error: string;
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
    return { step, source: await read(), error: "" };
  } catch (error) {
    return { step, source: null, error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").slice(0, 200);
}
