/** One unconditional reading of a feed for a person who waits, so that there is something to show; it takes nothing in. */
import { describeProblem } from "../core/feed-problem.ts";
import { zoneOf } from "../core/feed-zone.ts";
import type { Ask, DeskDeps } from "./desk.ts";
import type { Feed, FetchOutcome, ParsedFeed } from "./ports.ts";

const noValidators = { etag: null, lastModified: null };

export type ReadingNow =
  | {
      readonly type: "ok";
      readonly feed: ParsedFeed;
      /** Where a fully permanent chain of redirects led. */
      readonly movedTo: string | null;
      readonly finalUrl: string;
    }
  | {
      readonly type: "failed";
      /** A sentence in the person's language. */
      readonly problem: string;
      /** Feeds that the page names. */
      readonly links: readonly string[];
      /** A web page, or nothing, stands where a feed was looked for: it may be elsewhere on the site. */
      readonly isElsewhere: boolean;
    };

/** @param feed what is known of it beforehand. */
export async function readFeedNow(
  { reader }: DeskDeps,
  ask: Ask,
  { url, zone = null, lang = "und" }: Pick<Feed, "url"> & Partial<Pick<Feed, "zone" | "lang">>,
): Promise<ReadingNow> {
  const fetched = await reader.fetch({ url, validators: noValidators, bodyHash: null });
  if (fetched.type !== "ok") {
    const isElsewhere = fetched.type === "failed" && fetched.status === 404;
    return { type: "failed", problem: problemOf(ask, fetched), links: [], isElsewhere };
  }
  const { body, contentType, finalUrl, permanentUrl } = fetched;
  const parsed = await reader.parse(body, { contentType, baseUrl: finalUrl, zone: zoneOf({ zone, lang }) });
  if (parsed.type === "ok") return { type: "ok", feed: parsed.feed, movedTo: permanentUrl, finalUrl };
  const problem = ask.words.feed.checkFailed(describeProblem(parsed.problem, ask.caller.locale));
  return { type: "failed", problem, links: parsed.feedLinks, isElsewhere: true };
}

function problemOf({ caller, words: { feed: say } }: Ask, outcome: Exclude<FetchOutcome, { type: "ok" }>): string {
  switch (outcome.type) {
    case "not-modified":
      return say.checkNotModified;
    case "gone":
      return say.checkGone;
    case "rate-limited":
      return say.checkRateLimited(outcome.retryAfterMs === null ? null : Math.ceil(outcome.retryAfterMs / 60_000));
    case "failed":
      return say.checkFailed(describeProblem(outcome.problem, caller.locale));
  }
}
