/** Requests to one site, one at a time and apart from each other, whoever asks: the rounds, `/feed add` and `/feed check` share one reader. */
import type { Millis } from "../core/types.ts";
import { hostOf } from "../core/url.ts";
import type { Clock, FeedReader, FetchOutcome, RegistrableDomain } from "./ports.ts";

export interface SpacingDeps {
  readonly clock: Clock;
  readonly pause: (ms: Millis, signal?: AbortSignal) => Promise<void>;
  readonly registrableDomain: RegistrableDomain;
}

/** What is asked one request at a time, and limited as a whole: the registrable domain, or the host where it has none. */
export function siteOf({ registrableDomain }: Pick<SpacingDeps, "registrableDomain">, url: string): string {
  return registrableDomain(url) ?? hostOf(url) ?? url;
}

/** The same reader, politely. @param spacingMs shortest time between the end of one request to a site and the start of the next. */
export function spaceVisits(reader: FeedReader, deps: SpacingDeps, spacingMs: Millis): FeedReader {
  /** When the last request to each site ends: a promise of the time. */
  const ends = new Map<string, Promise<Millis>>();
  return {
    ...reader,
    fetch(request, signal) {
      const site = siteOf(deps, request.url);
      const visit = async (): Promise<FetchOutcome> => {
        const endedAt = await ends.get(site);
        // A clock that was set back makes nobody wait longer than the spacing.
        const waitMs = endedAt === undefined ? 0 : Math.min(endedAt + spacingMs - deps.clock.now(), spacingMs);
        if (waitMs > 0) await deps.pause(waitMs, signal);
        return await reader.fetch(request, signal);
      };
      const outcome = visit();
      ends.set(
        site,
        outcome.then(() => deps.clock.now()),
      );
      return outcome;
    },
  };
}
