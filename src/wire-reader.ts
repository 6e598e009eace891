/** Joins the guarded fetch and the parser's worker into the FeedReader port. */
import { createFetchFeed } from "./adapters/http/fetch-feed.ts";
import { createGuardedFetch } from "./adapters/http/guarded-fetch.ts";
import { createFeedParser } from "./adapters/rss/parse-feed.ts";
import { type Config, userAgentOf } from "./config.ts";
import type { FeedReader, Log } from "./services/ports.ts";

export function buildReader(config: Config, log?: Log): FeedReader {
  const { fetch: limits } = config;
  const guarded = createGuardedFetch({
    userAgent: userAgentOf(config),
    allowPrivateHosts: limits.allowPrivateHosts,
    limits: { bodyBytes: limits.maxBytes, totalMs: limits.timeoutMs, redirects: limits.maxRedirects },
  });
  const parser = createFeedParser(log === undefined ? {} : { log });
  return {
    fetch: createFetchFeed({ fetch: guarded.fetch, clock: { now: () => Date.now() } }),
    parse: parser.parse,
    async close() {
      await Promise.all([guarded.close(), parser.close()]);
    },
  };
}
