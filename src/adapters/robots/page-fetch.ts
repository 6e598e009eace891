/** Fetches pages of the web as a polite guest: robots.txt first, one request at a time a host, and never again where a host said no. */
import robotsParser from "robots-parser";
import type { Millis } from "../../core/types.ts";

/** The package is CommonJS, its types speak of a default export: the import itself is the function. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** What is needed of a fetch; rejects where no answer came. */
type Fetch = (
  request: { readonly url: string; readonly headers?: Readonly<Record<string, string>> },
  signal?: AbortSignal,
) => Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly finalUrl: string;
}>;

export interface PageFetchDeps {
  readonly fetch: Fetch;
  readonly now: () => Millis;
  readonly pause: (ms: Millis, signal?: AbortSignal) => Promise<void>;
}

export interface PageFetchOptions {
  /** Name by which robots.txt addresses us (RFC 9309, section 2.2.1). */
  readonly robotName: string;
  /** Pause between two requests to one host, in ms; a longer `Crawl-delay` goes before it. */
  readonly spacingMs: Millis;
}

type PageOutcome =
  | { readonly type: "ok"; readonly body: Uint8Array; readonly contentType: string | null }
  | { readonly type: "none"; readonly reason: "robots" | "refused" | "failed" | "not-a-page" };

/** Never rejects. Pages are fetched one after the other. */
export type FetchPage = (url: string, signal?: AbortSignal) => Promise<PageOutcome>;

const hourMs = 3_600_000;
/** RFC 9309, section 2.4: a copy of robots.txt is not used for longer than a day. */
const rulesKeptMs = 24 * hourMs;
/** A host whose robots.txt cannot be had is left alone (section 2.3.1.4) and asked again after this time. */
const unreachableMs = hourMs;
/** Section 2.5 asks that at least 500 KiB be read. */
const rulesLimit = 512_000;
/** Hosts that want longer pauses than this want no robots. */
const longestDelayMs = 60_000;
/** Statuses by which a server says that it does not want this visitor. */
const refusals: ReadonlySet<number> = new Set([401, 402, 403, 407, 429, 451]);
/** How long a host that refused is left alone. */
const refusedMs = 24 * hourMs;
const hostsRemembered = 1_000;

interface Rules {
  readonly allows: (url: string) => boolean;
  readonly delayMs: Millis;
  readonly until: Millis;
}

interface Host {
  rules: Rules | null;
  /** When the last request to it ended. */
  visitedAt: Millis;
  refusedUntil: Millis;
}

export function createPageFetch(deps: PageFetchDeps, options: PageFetchOptions): FetchPage {
  const hosts = new Map<string, Host>();
  let last: Promise<unknown> = Promise.resolve();

  function hostOf(origin: string): Host {
    const known = hosts.get(origin) ?? { rules: null, visitedAt: 0, refusedUntil: 0 };
    hosts.delete(origin);
    hosts.set(origin, known);
    for (const oldest of hosts.keys()) {
      if (hosts.size <= hostsRemembered) break;
      hosts.delete(oldest);
    }
    return known;
  }

  /** Null where no answer came. */
  async function visit(host: Host, url: string, accept: string, signal?: AbortSignal) {
    const spacing = Math.max(options.spacingMs, host.rules?.delayMs ?? 0);
    const wait = host.visitedAt + spacing - deps.now();
    if (wait > 0) await deps.pause(wait, signal);
    if (signal?.aborted === true) return null;
    try {
      return await deps.fetch({ url, headers: { accept } }, signal);
    } catch (error) {
      // Whatever the reason, there is no page: the description stands in for it.
      return error instanceof Error ? null : Promise.reject(error);
    } finally {
      host.visitedAt = deps.now();
    }
  }

  async function rulesOf(origin: string, signal?: AbortSignal): Promise<Rules> {
    const host = hostOf(origin);
    if (host.rules !== null && deps.now() < host.rules.until) return host.rules;
    const url = `${origin}/robots.txt`;
    const answer = await visit(host, url, "text/plain, */*;q=0.5", signal);
    host.rules = toRules(url, answer, options.robotName, deps.now());
    return host.rules;
  }

  async function fetchPage(url: string, signal?: AbortSignal): Promise<PageOutcome> {
    const { origin } = new URL(url);
    const host = hostOf(origin);
    if (deps.now() < host.refusedUntil) return { type: "none", reason: "refused" };
    if (!(await rulesOf(origin, signal)).allows(url)) return { type: "none", reason: "robots" };
    const answer = await visit(host, url, "text/html, application/xhtml+xml", signal);
    if (answer === null) return { type: "none", reason: "failed" };
    if (refusals.has(answer.status)) {
      host.refusedUntil = deps.now() + refusedMs;
      return { type: "none", reason: "refused" };
    }
    if (!isSuccess(answer.status)) return { type: "none", reason: "failed" };
    return (await mayKeep(url, answer.finalUrl, signal)) ? toPage(answer) : { type: "none", reason: "robots" };
  }

  /** Whether the page that a redirect led to may be read as well. */
  async function mayKeep(asked: string, finalUrl: string, signal?: AbortSignal): Promise<boolean> {
    const moved = new URL(finalUrl);
    if (moved.href === new URL(asked).href) return true;
    return (await rulesOf(moved.origin, signal)).allows(moved.href);
  }

  return (url, signal) => {
    if (!URL.canParse(url) || !/^https?:/i.test(url)) return Promise.resolve({ type: "none", reason: "failed" });
    const outcome = last.then(() => fetchPage(url, signal));
    last = outcome;
    return outcome;
  };
}

const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

function toPage({ headers, body }: Awaited<ReturnType<Fetch>>): PageOutcome {
  const contentType = headers["content-type"] ?? null;
  const isPage = contentType === null || /^\s*(?:text\/html|application\/xhtml\+xml)/i.test(contentType);
  return isPage ? { type: "ok", body, contentType } : { type: "none", reason: "not-a-page" };
}

/** What a host's answer about robots.txt allows: none is leave (RFC 9309, section 2.3.1.3), a refusal or silence is not. */
function toRules(url: string, answer: Awaited<ReturnType<Fetch>> | null, robotName: string, now: Millis): Rules {
  const everywhere = (isAllowed: boolean, forMs: Millis): Rules => ({
    allows: () => isAllowed,
    delayMs: 0,
    until: now + forMs,
  });
  if (answer === null || answer.status >= 500) return everywhere(false, unreachableMs);
  if (refusals.has(answer.status)) return everywhere(false, rulesKeptMs);
  if (!isSuccess(answer.status)) return everywhere(true, rulesKeptMs);
  const text = new TextDecoder().decode(answer.body.subarray(0, rulesLimit));
  const robots = parseRobots(url, text);
  const delayMs = (robots.getCrawlDelay(robotName) ?? 0) * 1_000;
  if (delayMs > longestDelayMs) return everywhere(false, rulesKeptMs);
  return { allows: (page) => robots.isAllowed(page, robotName) !== false, delayMs, until: now + rulesKeptMs };
}
