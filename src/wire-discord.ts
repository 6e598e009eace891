/** Joins Discord with the desk and the store: which destination a channel stands for, and what happens when a server comes or goes. */
import { join } from "node:path";
import { createDiscord, type Discord } from "./adapters/discord/client.ts";
import { askToStart } from "./adapters/discord/gateway-start.ts";
import { registerNow } from "./adapters/discord/register-now.ts";
import { apiBases, createPostingRest } from "./adapters/discord/rest.ts";
import { createLog } from "./adapters/ops/log.ts";
import { openStore } from "./adapters/sqlite/store.ts";
import type { Config } from "./config.ts";
import type { CommandDesk } from "./core/command.ts";
import { AppError } from "./core/errors.ts";
import type { DestinationId } from "./core/types.ts";
import { commandSpecs } from "./services/command-specs.ts";
import { homeOf } from "./services/home.ts";
import type { Log, Store } from "./services/ports.ts";
import type { Reach } from "./services/reach.ts";

export interface DiscordParts {
  readonly store: Store;
  readonly desk: CommandDesk;
  readonly log: Log;
  /** Where the packs' watches post. */
  readonly destination: DestinationId;
  /** One line for the person who runs the program. */
  readonly tell: (line: string) => void;
  /** Permissions may have changed. */
  readonly onReachChanged: () => void;
  readonly onStopped: () => void;
}

export function connectDiscord(config: Config, settings: NonNullable<Config["discord"]>, parts: DiscordParts): Discord {
  const { store, desk, log } = parts;
  let isTold = false;
  const discord = createDiscord({
    token: settings.token.reveal(),
    apiUrl: settings.apiUrl,
    guildId: settings.guildId,
    desk,
    notes: store.notes,
    log,
    resolveDestination: (place) => resolveDestination(store, parts.destination, place, discord.guildOf),
    onReachChanged() {
      learnGuild(store, homeOf(store, parts.destination), discord.guildOf);
      parts.onReachChanged();
      if (isTold || discord.guildCount() === null) return;
      isTold = true;
      for (const line of whatIsMissing(discord, store, homeOf(store, parts.destination))) parts.tell(line);
    },
    onGuildJoined({ id, channelId, locale }) {
      const known = destinationsOf(store, id);
      for (const destination of known) {
        if (destination.note === leftNote) store.destinations.update(destination.id, { state: "active", note: null });
      }
      if (channelId === null || known.length > 0) return;
      store.destinations.ensure(`discord:${channelId}`, { guildId: id, locale, zone: config.zone });
    },
    onGuildLeft(id) {
      for (const destination of destinationsOf(store, id)) {
        store.destinations.update(destination.id, { state: "paused", note: leftNote });
      }
    },
    onStopped: parts.onStopped,
  });
  return discord;
}

/** What keeps alerts from being posted at the start, each in a sentence that says what to do. */
function whatIsMissing(
  discord: Pick<Discord, "guildCount" | "inviteUrl" | "reachOf">,
  { destinations }: Pick<Store, "destinations">,
  home: DestinationId,
): readonly string[] {
  if (discord.guildCount() === 0) return [`the bot is in no server yet: invite it at ${discord.inviteUrl() ?? ""}`];
  const unset = home === "console" ? [noChannel] : [];
  const troubles = destinations.list().flatMap(({ id, state, note }) => {
    const channelId = /^discord:(.+)$/.exec(id)?.[1];
    if (channelId === undefined || (id !== home && state === "paused" && note === leftNote)) return [];
    const trouble = troubleOf(discord.reachOf(channelId), id === home);
    return trouble === null ? [] : [`nothing can be posted in channel ${channelId}: ${trouble}`];
  });
  return [...unset, ...troubles];
}

const noChannel =
  "no channel is set for the alerts of the packs' watches: type /settings channel: in Discord, or set DISCORD_CHANNEL_ID; until then they are printed here";

/** @param isHome a channel of no server that is known may be a slip in the settings; any other is of a server that left. */
function troubleOf(reach: Reach, isHome: boolean): string | null {
  switch (reach.type) {
    case "open":
      return null;
    case "lacks":
      return `the bot lacks ${reach.permissions.join(", ")} there; give it that in the channel's permissions`;
    case "forum":
      return "a forum takes threads only; choose a text channel with /settings channel:";
    case "unknown":
      return isHome ? "the bot is in no server that has it; check DISCORD_CHANNEL_ID, or invite the bot" : null;
  }
}

/** Why the destinations of a server that sent the bot away rest; with its return they go on as they were. */
const leftNote = "I was removed from the server: invite me again";

const destinationsOf = ({ destinations }: Pick<Store, "destinations">, guildId: string) =>
  destinations.list().filter((destination) => destination.guildId === guildId);

/**
 * A channel that is a destination stands for itself, or for where its alerts were moved; any other for its server's; a server without one gets the configured
 * channel where that is one of its own, else the channel of the asking.
 */
function resolveDestination(
  store: Pick<Store, "destinations" | "notes">,
  fallback: DestinationId,
  { channelId, guildId }: { readonly channelId: string; readonly guildId: string },
  guildOf: Discord["guildOf"],
): DestinationId {
  const own = homeOf(store, `discord:${channelId}`);
  if (store.destinations.get(own) !== undefined) {
    adopt(store, own, guildId);
    return own;
  }
  const known = store.destinations.ofGuild(guildId);
  if (known !== undefined) return known.id;
  const isOwn = guildOf(fallback.replace(/^discord:/, "")) === guildId;
  if (!isOwn || store.destinations.get(fallback)?.guildId !== null) return own;
  adopt(store, fallback, guildId);
  return fallback;
}

/** The configured channel belongs to its server before anybody there has asked. */
function learnGuild(
  { destinations }: Pick<Store, "destinations">,
  home: DestinationId,
  guildOf: Discord["guildOf"],
): void {
  const guildId = guildOf(home.replace(/^discord:/, ""));
  if (guildId !== null) adopt({ destinations }, home, guildId);
}

/** A destination of no server yet becomes the server's. */
function adopt({ destinations }: Pick<Store, "destinations">, id: DestinationId, guildId: string): void {
  if (destinations.get(id)?.guildId === null) destinations.update(id, { guildId });
}

/** @throws AppError `invalid` where Discord refuses the token; a Discord that does not answer now may later. */
export async function checkToken({ token, apiUrl }: NonNullable<Config["discord"]>): Promise<void> {
  const bases = apiBases(apiUrl);
  await askToStart(createPostingRest(bases[0], token.reveal()), bases);
}

/** Registers the slash commands whether they changed or not; answers how many definitions there are. Throws AppError. */
export async function registerCommands({ discord, dataDir, logLevel }: Config): Promise<number> {
  if (discord === null) throw new AppError("invalid", "Expected DISCORD_TOKEN in the environment, found none.");
  const store = openStore({ file: join(dataDir, "vigie.db") });
  try {
    const { apiUrl, guildId } = discord;
    const log = createLog(logLevel);
    await registerNow({ token: discord.token.reveal(), apiUrl, guildId, specs: commandSpecs, notes: store.notes, log });
    return commandSpecs.length;
  } finally {
    store.close();
  }
}
