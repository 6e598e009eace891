/** Joins Discord with the desk and the store: which destination a channel stands for, and what happens when a server comes or goes. */
import { join } from "node:path";
import { createDiscord, type Discord } from "./adapters/discord/client.ts";
import { registerNow } from "./adapters/discord/register-now.ts";
import { createLog } from "./adapters/ops/log.ts";
import { openStore } from "./adapters/sqlite/store.ts";
import type { Config } from "./config.ts";
import type { CommandDesk } from "./core/command.ts";
import { AppError } from "./core/errors.ts";
import type { DestinationId } from "./core/types.ts";
import { commandSpecs } from "./services/command-specs.ts";
import type { Log, Store } from "./services/ports.ts";

export interface DiscordParts {
  readonly store: Store;
  readonly desk: CommandDesk;
  readonly log: Log;
  /** Where the packs' watches post. */
  readonly destination: DestinationId;
  readonly onStopped: () => void;
}

export function connectDiscord(config: Config, settings: NonNullable<Config["discord"]>, parts: DiscordParts): Discord {
  const { store, desk, log } = parts;
  return createDiscord({
    token: settings.token.reveal(),
    apiUrl: settings.apiUrl,
    guildId: settings.guildId,
    desk,
    notes: store.notes,
    log,
    resolveDestination: (place) => resolveDestination(store, parts.destination, place),
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
}

/** Why the destinations of a server that sent the bot away rest; with its return they go on as they were. */
const leftNote = "I was removed from the server: invite me again";

const destinationsOf = ({ destinations }: Pick<Store, "destinations">, guildId: string) =>
  destinations.list().filter((destination) => destination.guildId === guildId);

/** A channel that is a destination stands for itself, any other for its server's; a server without one gets the channel of the asking. */
function resolveDestination(
  store: Pick<Store, "destinations">,
  fallback: DestinationId,
  { channelId, guildId }: { readonly channelId: string; readonly guildId: string },
): DestinationId {
  const own: DestinationId = `discord:${channelId}`;
  if (store.destinations.get(own) !== undefined) {
    adopt(store, own, guildId);
    return own;
  }
  const known = store.destinations.ofGuild(guildId);
  if (known !== undefined) return known.id;
  const isUnclaimed = store.destinations.get(fallback)?.guildId === null;
  if (!isUnclaimed) return own;
  adopt(store, fallback, guildId);
  return fallback;
}

/** The default destination learns its server from the first person who asks. */
function adopt({ destinations }: Pick<Store, "destinations">, id: DestinationId, guildId: string): void {
  if (destinations.get(id)?.guildId === null) destinations.update(id, { guildId });
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
