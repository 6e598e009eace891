/** GET for addresses that people type: guarded connections, redirects by hand, bounds on time and on decoded bytes that really close the socket. */
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createInflate, createUnzip } from "node:zlib";
import { type Dispatcher, request } from "undici";
import { AppError } from "../../core/errors.ts";
import { parseWebUrl } from "../../core/url.ts";
import { createGuardedAgent, type Resolve } from "./address-guard.ts";
import { fetchError, networkProblem } from "./explain-error.ts";

interface FetchLimits {
  /** Largest body after decompression, in bytes. */
  readonly bodyBytes: number;
  /** Longest time for the whole of it: every redirect, headers and body. */
  readonly totalMs: number;
  readonly connectMs: number;
  /** Longest silence of the server, before and within the answer. */
  readonly silenceMs: number;
  readonly redirects: number;
}

const defaultFetchLimits: FetchLimits = {
  bodyBytes: 10 * 1024 * 1024,
  totalMs: 30_000,
  connectMs: 10_000,
  silenceMs: 15_000,
  redirects: 5,
};

export interface GuardedFetchOptions {
  /** `Vigie/x.y (+address; contact)`. */
  readonly userAgent: string;
  /** See `GuardOptions`. */
  readonly allowPrivateHosts: readonly string[];
  readonly limits?: Partial<FetchLimits>;
  readonly resolve?: Resolve;
}

interface GuardedRequest {
  readonly url: string;
  /** Added to the request; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GuardedResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed; empty unless the status is 2xx. */
  readonly body: Uint8Array;
  readonly finalUrl: string;
  /** Set where every redirect of the chain was permanent (301, 308). */
  readonly permanentUrl: string | null;
}

/** Rejects with an `AppError` (`forbidden`: the guard; `invalid`: the address; `unavailable`: the rest) whose message is for a person. */
export type GuardedFetch = (request: GuardedRequest, signal?: AbortSignal) => Promise<GuardedResponse>;

export interface GuardedFetcher {
  readonly fetch: GuardedFetch;
  close(): Promise<void>;
}

/** Makes the one door to the web: feeds, pages and discovery go through it. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetcher {
  const limits = { ...defaultFetchLimits, ...options.limits };
  const agent = createGuardedAgent({
    allowPrivateHosts: options.allowPrivateHosts,
    connectTimeoutMs: limits.connectMs,
    headersTimeoutMs: limits.silenceMs,
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
  });

  return {
    async fetch(guardedRequest, signal) {
      const deadline = AbortSignal.timeout(limits.totalMs);
      const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
      try {
        return await follow({ agent, limits, userAgent: options.userAgent }, guardedRequest, either);
      } catch (error) {
        if (error instanceof AppError) throw error;
        const late = deadline.aborted && signal?.aborted !== true;
        throw fetchError("unavailable", networkProblem(error, late ? limits.totalMs : null));
      }
    },
    close: () => agent.destroy(),
  };
}

interface Means {
  readonly agent: Dispatcher;
  readonly limits: FetchLimits;
  readonly userAgent: string;
}

interface Hop {
  readonly url: URL;
  readonly authorization: string | null;
}

async function follow(means: Means, asked: GuardedRequest, signal: AbortSignal): Promise<GuardedResponse> {
  let hop = firstHop(asked.url);
  let isPermanent = true;
  for (let redirects = 0; redirects <= means.limits.redirects; redirects += 1) {
    const response = await visit(means, asked, { hop, signal });
    const headers = plainHeaders(response.headers);
    const location = isRedirect(response.statusCode) ? headers["location"] : undefined;
    if (location === undefined) {
      const finalUrl = hop.url.href;
      const permanentUrl = redirects > 0 && isPermanent ? finalUrl : null;
      const body = await bodyOf(response, headers, means.limits);
      return { status: response.statusCode, headers, body, finalUrl, permanentUrl };
    }
    discard(response.body);
    isPermanent &&= response.statusCode === 301 || response.statusCode === 308;
    hop = nextHop(hop, location);
  }
  throw fetchError("unavailable", { code: "redirects", limit: means.limits.redirects });
}

function visit(
  means: Means,
  asked: GuardedRequest,
  { hop, signal }: { readonly hop: Hop; readonly signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  return request(hop.url, {
    dispatcher: means.agent,
    signal,
    headers: {
      "user-agent": means.userAgent,
      "accept-encoding": "gzip, br",
      ...asked.headers,
      ...(hop.authorization === null ? {} : { authorization: hop.authorization }),
    },
  });
}

async function bodyOf(
  response: Dispatcher.ResponseData,
  headers: Readonly<Record<string, string>>,
  limits: FetchLimits,
): Promise<Uint8Array> {
  if (response.statusCode >= 200 && response.statusCode < 300) {
    return readBody(response.body, headers["content-encoding"], limits);
  }
  discard(response.body);
  return new Uint8Array();
}

function firstHop(text: string): Hop {
  const url = parseWebUrl(text);
  if (url === null) throw fetchError("invalid", { code: "bad-address", given: text.slice(0, 200) });
  return withoutCredentials(url, null);
}

/** Credentials of an address are sent to its own origin only (RFC 9110 11.6.2, WHATWG Fetch 4.4). */
function nextHop(from: Hop, location: string): Hop {
  const target = URL.canParse(location, from.url.href) ? parseWebUrl(new URL(location, from.url).href) : null;
  if (target === null) {
    const given = location.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
    throw fetchError("unavailable", { code: "bad-redirect", given });
  }
  return withoutCredentials(target, target.origin === from.url.origin ? from.authorization : null);
}

function withoutCredentials(url: URL, inherited: string | null): Hop {
  if (url.username === "" && url.password === "") return { url, authorization: inherited };
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return { url: bare, authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

async function readBody(source: Readable, encoding: string | undefined, limits: FetchLimits): Promise<Uint8Array> {
  const decoder = decoderFor(encoding?.trim().toLowerCase() ?? "");
  const stream = decoder === null ? source : source.pipe(decoder);
  if (decoder !== null) source.once("error", (error) => decoder.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes: Buffer = chunk;
      size += bytes.length;
      if (size > limits.bodyBytes) {
        throw fetchError("unavailable", { code: "too-large", limit: Math.round(limits.bodyBytes / 1024 / 1024) });
      }
      chunks.push(bytes);
    }
  } catch (error) {
    // A truncated gzip stream still gave its beginning; the reader decides what that is worth.
    if (!(isCutShort(error) && size > 0)) throw error;
  } finally {
    decoder?.destroy();
    discard(source);
  }
  return Buffer.concat(chunks, size);
}

function decoderFor(encoding: string): Transform | null {
  if (encoding === "" || encoding === "identity") return null;
  if (encoding === "br") return createBrotliDecompress();
  if (encoding === "gzip" || encoding === "x-gzip") return createUnzip();
  if (encoding === "deflate") return createInflate();
  throw fetchError("unavailable", { code: "encoding", given: encoding.slice(0, 40) });
}

function isCutShort(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "Z_BUF_ERROR";
}

/** Ends an answer whose body nobody reads: the socket is closed rather than drained. */
function discard(body: Readable): void {
  body.once("error", () => undefined);
  body.destroy();
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain.push([name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]);
  }
  return Object.fromEntries(plain);
}
