/** Joins store, packs, matcher, stories and announcements: all that ingest needs, over one database. Live runs and replays share it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { registrableDomain } from "./adapters/domains/registrable-domain.ts";
import { createDetectLang } from "./adapters/language/detect-lang.ts";
import { nonceOf } from "./adapters/ops/nonce.ts";
import type { Config } from "./config.ts";
import { isWithin } from "./core/local-time.ts";
import type { Pack } from "./core/pack.ts";
import { mergePacks } from "./core/pack-merge.ts";
import { createStoryIndex } from "./core/story.ts";
import type { DestinationId, Millis } from "./core/types.ts";
import { createAnnounce } from "./services/announce.ts";
import type { AlertLimits } from "./services/decide-item.ts";
import { homeOf } from "./services/home.ts";
import { warmStories } from "./services/ingest.ts";
import { syncPacks } from "./services/packs.ts";
import type { Destination, Metrics, Store } from "./services/ports.ts";
import { createRuleset } from "./services/ruleset.ts";

export interface PipelineOptions {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly settings: AlertLimits;
  readonly now: Millis;
  readonly packs: readonly Pack[];
  /** First visits of new feeds are spread over this time. */
  readonly spreadMs: Millis;
}

export function buildPipeline(config: Config, options: PipelineOptions) {
  const { store, packs, metrics, settings, now } = options;
  const configured = configuredDestination(config);
  const destination = config.discord === null ? configured : homeOf(store, configured);
  store.destinations.ensure(destination, { guildId: null, locale: config.locale, zone: config.zone });
  syncPacks(store, packs, { destination, now, spreadMs: options.spreadMs, intervalMs: config.poll.floorMs });
  const ruleset = createRuleset(store, mergePacks(packs));
  const stories = createStoryIndex({ background: readBackground() });
  const announce = createAnnounce({ store, ruleset, registrableDomain, nonceOf, isQuiet });
  const pipeline = { store, ruleset, stories, announce, metrics, settings };
  warmStories(pipeline, now);
  return { ...pipeline, configured, destination, detectLang: createDetectLang(), registrableDomain };
}

/** Where the packs' watches post: Discord's channel where one is set, the terminal otherwise. */
function configuredDestination({ discord }: Pick<Config, "discord">): DestinationId {
  const channel = discord?.channelId ?? null;
  return channel === null ? "console" : `discord:${channel}`;
}

/** Whether a message at this time comes without a push. */
export function isQuiet({ quiet, zone }: Destination, now: Millis): boolean {
  return quiet !== null && isWithin(now, zone, quiet);
}

function readBackground(): { readonly n: number; readonly df: Readonly<Record<string, number>> } {
  const file = fileURLToPath(new URL("../seeds/background-df.json", import.meta.url));
  return JSON.parse(readFileSync(file, "utf8")) as { n: number; df: Record<string, number> };
}
