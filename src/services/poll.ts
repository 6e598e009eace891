/** Polls the feeds that are due: sites side by side, one request at a time a site. */
import type { ScheduleLimits } from "../core/schedule.ts";
import type { Feed } from "./ports.ts";
import { siteOf } from "./space-visits.ts";
import { type Visit, type VisitDeps, visitFeed } from "./visit.ts";

interface PollSettings {
  /** Hosts visited at one time. */
  readonly concurrency: number;
  readonly schedule: ScheduleLimits;
}

export interface PollDeps extends VisitDeps {
  readonly pollSettings: PollSettings;
}

/** More feeds than anybody has. */
const dueLimit = 100_000;

export interface PollOptions {
  /** Every active feed, due or not. */
  readonly all?: boolean;
  readonly signal?: AbortSignal;
  readonly onVisit?: (visit: Visit, done: number, total: number) => void;
}

/** One cycle. A feed that fails never stops another; an abort leaves the feeds not yet visited due. */
export async function pollDueFeeds(deps: PollDeps, options: PollOptions = {}): Promise<readonly Visit[]> {
  const { feeds } = deps.store;
  const startedAt = deps.clock.now();
  const due =
    options.all === true ? feeds.list().filter(({ state }) => state === "active") : feeds.listDue(startedAt, dueLimit);
  const queue = groupBySite(deps, due);
  const visits: Visit[] = [];
  const worker = async (): Promise<void> => {
    for (let site = queue.shift(); site !== undefined; site = queue.shift()) {
      await visitSite(deps, site, options, (visit) => {
        visits.push(visit);
        options.onVisit?.(visit, visits.length, due.length);
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(deps.pollSettings.concurrency, queue.length) }, worker));
  if (visits.length > 0) deps.stories.forget(startedAt - 2 * deps.stories.windowMs);
  return visits;
}

function groupBySite(deps: PollDeps, feeds: readonly Feed[]): (readonly Feed[])[] {
  const sites = new Map<string, Feed[]>();
  for (const feed of feeds) {
    const site = siteOf(deps, feed.url);
    const known = sites.get(site);
    if (known === undefined) sites.set(site, [feed]);
    else known.push(feed);
  }
  return [...sites.values()];
}

async function visitSite(
  deps: PollDeps,
  feeds: readonly Feed[],
  { signal }: PollOptions,
  tell: (visit: Visit) => void,
): Promise<void> {
  for (const { id } of feeds) {
    if (signal?.aborted === true) return;
    const visit = await visitFeed(deps, id, signal);
    if (visit !== null) tell(visit);
    if (visit?.result === "rate-limited") return;
  }
}
