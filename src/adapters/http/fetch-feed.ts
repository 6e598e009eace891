/** One polite visit to a feed: a conditional GET whose every ending is an outcome. */
import { createHash } from "node:crypto";
import type { Clock, FetchOutcome, FetchRequest, Validators } from "../../services/ports.ts";
import { problemOf } from "./explain-error.ts";
import { freshForMs, retryAfterMs } from "./freshness.ts";
import type { GuardedFetch, GuardedResponse } from "./guarded-fetch.ts";

export interface FetchFeedDeps {
  readonly fetch: GuardedFetch;
  /** Turns dates in headers into durations. */
  readonly clock: Clock;
}

const accept =
  "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1";

/** Makes the feed fetcher. It never rejects. */
export function createFetchFeed(
  deps: FetchFeedDeps,
): (request: FetchRequest, signal?: AbortSignal) => Promise<FetchOutcome> {
  return async (request, signal) => {
    try {
      const response = await deps.fetch({ url: request.url, headers: conditions(request.validators) }, signal);
      return toOutcome(request, response, deps.clock.now());
    } catch (error) {
      return { type: "failed", status: null, problem: problemOf(error) };
    }
  };
}

/** Both validators are sent back as they came (RFC 9110 13.1: If-None-Match wins where the server knows it). */
function conditions(validators: Validators): Record<string, string> {
  return {
    accept,
    ...(validators.etag === null ? {} : { "if-none-match": validators.etag }),
    ...(validators.lastModified === null ? {} : { "if-modified-since": validators.lastModified }),
  };
}

function toOutcome(request: FetchRequest, response: GuardedResponse, now: number): FetchOutcome {
  const { status, headers } = response;
  if (status === 304) {
    return {
      type: "not-modified",
      // Any page older than the feed answers 304 to a date; an ETag is the document's own.
      permanentUrl: request.validators.etag === null ? null : response.permanentUrl,
      validators: refreshed(request.validators, headers),
      freshForMs: freshForMs(headers, now),
    };
  }
  if (status === 410) return { type: "gone" };
  const retry = retryAfterMs(headers, now);
  if (status === 429 || (status === 503 && retry !== null))
    return { type: "rate-limited", retryAfterMs: retry, status };
  if (status < 200 || status >= 300) return { type: "failed", status, problem: { code: "status", status } };
  if (response.body.length === 0) return { type: "failed", status, problem: { code: "empty-answer" } };
  return read(request, response, now);
}

function read(request: FetchRequest, response: GuardedResponse, now: number): FetchOutcome {
  const { headers } = response;
  const bodyHash = createHash("sha256").update(response.body).digest("hex");
  const validators = { etag: headers["etag"] || null, lastModified: headers["last-modified"] || null };
  const fresh = freshForMs(headers, now);
  const { permanentUrl } = response;
  if (bodyHash === request.bodyHash) return { type: "not-modified", permanentUrl, validators, freshForMs: fresh };
  return {
    type: "ok",
    body: response.body,
    contentType: headers["content-type"] ?? null,
    finalUrl: response.finalUrl,
    permanentUrl,
    validators,
    bodyHash,
    freshForMs: fresh,
  };
}

/** A 304 may carry newer validators (RFC 9110 15.4.5). */
function refreshed(known: Validators, headers: Readonly<Record<string, string>>): Validators {
  return { etag: headers["etag"] || known.etag, lastModified: headers["last-modified"] || known.lastModified };
}
