/** How discord.js is set up: servers alone are listened to, nobody but the bot is remembered, no mention rings by default. */
import { type CacheWithLimitsOptions, type ClientOptions, GatewayIntentBits, Options } from "discord.js";
import { apiVersion } from "./rest.ts";

/** How long events wait for servers that do not answer, in ms. An interaction must be answered within 3 s. */
const guildWaitMs = 1_500;

/**
 * What is asked of the cache is the servers, their channels and the bot's own rights. Whoever presses a button would
 * otherwise stay in memory for good, and the message with them.
 */
const cacheLimits: CacheWithLimitsOptions = {
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  ReactionManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 100, keepOverLimit: ({ id, client }) => id === client.user?.id },
  GuildMemberManager: { maxSize: 100, keepOverLimit: ({ id, client }) => id === client.user?.id },
};

/** @param ws the brake's part. */
export function clientOptions(api: string, ws: NonNullable<ClientOptions["ws"]>): ClientOptions {
  return {
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    enforceNonce: true,
    waitGuildTimeout: guildWaitMs,
    makeCache: Options.cacheWithLimits(cacheLimits),
    ws,
    // Answers to people alone go this way; Discord exempts them from its limit on all requests together.
    rest: { api, version: apiVersion, timeout: 5_000, retries: 2, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
  };
}
