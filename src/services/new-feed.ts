/** A feed as it is first written down: never visited, its first reading a baseline. */
import { firstVisitAt } from "../core/schedule.ts";
import type { Millis } from "../core/types.ts";
import type { Feed } from "./ports.ts";

export interface NewFeedTimes {
  readonly now: Millis;
  /** Interval that it starts with. */
  readonly intervalMs: Millis;
  /** Its first visit lies within this time, spread by its address; 0: at once. */
  readonly spreadMs: Millis;
}

export function newFeed(
  feed: Pick<Feed, "url" | "name" | "lang" | "zone" | "origin" | "state" | "confirmed">,
  { now, intervalMs, spreadMs }: NewFeedTimes,
): Omit<Feed, "id"> {
  return {
    ...feed,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    intervalMs,
    nextCheckAt: firstVisitAt(feed.url, now, spreadMs),
    lastOkAt: null,
    lastNewAt: null,
    failureCount: 0,
    failingSince: null,
    lastError: null,
    step: null,
    movedTo: null,
    movedCount: 0,
    baselineAt: null,
  };
}
