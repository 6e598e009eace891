/** The life of the connection to Discord: started with patience, kept by discord.js, ended within a bound. The notifier works beside it, over REST alone. */
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Events, GatewayCloseCodes, type Guild, type Interaction, PermissionFlagsBits } from "discord.js";
import type { CommandDesk } from "../../core/command.ts";
import { AppError } from "../../core/errors.ts";
import { type Backoff, backoffMs } from "../../core/retry.ts";
import type { DestinationId, Locale, Millis } from "../../core/types.ts";
import type { Log, NoteStore, Notifier } from "../../services/ports.ts";
import type { Reach } from "../../services/reach.ts";
import { createAnswers } from "./answer.ts";
import { type Brake, createBrake } from "./brake.ts";
import { clientOptions } from "./client-options.ts";
import { createDispatch } from "./dispatch.ts";
import { describeError } from "./failures.ts";
import { askToStart, wrongToken } from "./gateway-start.ts";
import { createDiscordNotifier } from "./notifier.ts";
import { registerCommands } from "./register.ts";
import { apiBases, createPostingRest } from "./rest.ts";
import { guildOf, inviteUrl, reachIn } from "./rights.ts";
import { localeOf } from "./words.ts";

export interface DiscordOptions {
  readonly token: string;
  /** Null: Discord's own. */
  readonly apiUrl: string | null;
  /** Server in which the commands are registered; null: everywhere. */
  readonly guildId: string | null;
  readonly desk: CommandDesk;
  readonly notes: NoteStore;
  readonly log: Log;
  readonly resolveDestination: (place: { readonly channelId: string; readonly guildId: string }) => DestinationId;
  /** The bot was invited to a server while it ran. */
  readonly onGuildJoined?: (guild: JoinedGuild) => void;
  readonly onGuildLeft?: (guildId: string) => void;
  /** Servers, channels and permissions are known now, or have changed. */
  readonly onReachChanged?: () => void;
  /** Discord refused for good after `start` had returned. */
  readonly onStopped?: (error: AppError) => void;
  /** Between attempts to start; default 1 s to 2 minutes. */
  readonly backoff?: Backoff;
}

interface JoinedGuild {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  /** Channel to greet in: the server's own system channel, or the first in which the bot may post; null: none. */
  readonly channelId: string | null;
}

interface DiscordState {
  readonly phase: "idle" | "connecting" | "ready" | "reconnecting" | "stopped";
  readonly since: Millis;
  /** Why it is not ready; null where there is nothing to say. */
  readonly note: string | null;
}

export interface Discord {
  /** Resolves once the first attempt has ended, one way or the other; goes on trying afterwards. Throws AppError where Discord refuses the token. */
  start(): Promise<void>;
  /** Lets interactions in hand finish, then says goodbye; never takes longer than `timeoutMs`. */
  stop(timeoutMs: Millis): Promise<void>;
  readonly notifier: Notifier;
  /** Whether the bot can post in a channel, as far as it knows by now. */
  reachOf(channelId: string): Reach;
  /** Server that a channel belongs to; null where that is not known. */
  guildOf(channelId: string): string | null;
  /** Address at which somebody who manages a server can invite the bot; null as long as Discord has not told who the bot is. */
  inviteUrl(): string | null;
  /** Servers that the bot is in; null as long as that is not known. */
  guildCount(): number | null;
  state(): DiscordState;
}

const defaultBackoff: Backoff = { baseMs: 1_000, capMs: 120_000 };
/** How long `start` waits for the gateway before it lets the rest of the program go on, in ms. */
const firstReadyMs = 15_000;

/** Close codes after which discord.js does not come back. Source: Discord's reference, "Gateway Close Event Codes". */
const fatalCloses: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.InvalidShard]: "Discord refuses the shard: this is a fault of the program, please report it.",
  [GatewayCloseCodes.ShardingRequired]: "Discord asks for sharding: the bot is in too many servers for one connection.",
  [GatewayCloseCodes.InvalidAPIVersion]:
    "Discord no longer speaks this version of its interface: install a newer Vigie.",
  [GatewayCloseCodes.InvalidIntents]: "Discord refuses the intents: this is a fault of the program, please report it.",
  [GatewayCloseCodes.DisallowedIntents]:
    "Discord refuses the intents: this is a fault of the program, please report it.",
};

/** After these, more or less may be allowed than before. */
const reachEvents = [
  Events.ClientReady,
  Events.GuildAvailable,
  Events.ChannelUpdate,
  Events.GuildRoleUpdate,
  Events.GuildMemberUpdate,
  Events.ThreadUpdate,
] as const;

export function createDiscord(options: DiscordOptions): Discord {
  const { token, log, backoff = defaultBackoff } = options;
  const bases = apiBases(options.apiUrl);
  const postingRest = createPostingRest(bases[0], token);
  const stopping = new AbortController();
  const halted = new Promise<void>((resolve) => {
    stopping.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const inHand = new Set<Promise<void>>();
  let client: Client | null = null;
  let brake: Brake | null = null;
  let state: DiscordState = { phase: "idle", since: Date.now(), note: null };

  function enter(phase: DiscordState["phase"], note: string | null = null): void {
    if (state.phase === "stopped" || (state.phase === phase && state.note === note)) return;
    state = { phase, since: Date.now(), note };
    log.info("discord connection", { phase, note });
  }

  function refuseForGood(error: AppError): void {
    enter("stopped", error.message);
    log.error("discord refused for good", { error: error.message });
    options.onStopped?.(error);
  }

  /** True once the gateway is ready or discord.js is on its way by itself; false where another attempt is due. */
  async function attempt(tries: number): Promise<boolean> {
    enter("connecting");
    const permit = await askToStart(postingRest, bases);
    if (stopping.signal.aborted) return true;
    if (permit.type === "go") {
      try {
        await logIn(permit.api);
        return true;
      } catch (error) {
        if (isTokenRefusal(error)) throw wrongToken();
        return pause(tries, null, String(describeError(error)["error"]));
      }
    }
    return pause(tries, permit.afterMs, permit.note);
  }

  function pause(tries: number, afterMs: number | null, note: string): false {
    const waitMs = afterMs ?? backoffMs(tries, backoff, Math.random());
    enter("connecting", note);
    log.warn("discord cannot be reached", { note, retryInMs: waitMs });
    void retryAfter(waitMs, tries + 1);
    return false;
  }

  async function retryAfter(waitMs: number, tries: number): Promise<void> {
    try {
      await sleep(waitMs, undefined, { signal: stopping.signal });
      await attempt(tries);
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (error instanceof AppError) refuseForGood(error);
      else throw error;
    }
  }

  /** Rejects where the login failed; otherwise ends with the gateway ready or the first patience over. */
  async function logIn(api: string): Promise<void> {
    const fresh = createClient(api);
    client = fresh;
    const patience = new AbortController();
    const ready = new Promise<void>((resolve) => fresh.once(Events.ClientReady, () => resolve()));
    const login = fresh.login(token).then(() => ready);
    try {
      await Promise.race([login, halted, sleep(firstReadyMs, undefined, { signal: patience.signal, ref: false })]);
    } finally {
      patience.abort();
      // Where patience ends first, a later failure still has to end somewhere.
      login.catch((error: unknown) => log.debug("discord login ended", describeError(error)));
    }
  }

  function createClient(api: string): Client {
    const freshBrake = createBrake();
    brake = freshBrake;
    const fresh = new Client(clientOptions(api, freshBrake.ws));
    const dispatch = createDispatch({ ...options, answers: createAnswers(fresh.rest) });
    fresh.on(Events.InteractionCreate, (interaction: Interaction) => {
      const work = dispatch(interaction).finally(() => inHand.delete(work));
      inHand.add(work);
    });
    fresh.on(Events.ClientReady, (ready) => void onReady(ready));
    fresh.on(Events.ShardReady, () => {
      if (stopping.signal.aborted) void fresh.destroy();
      else enter("ready");
    });
    fresh.on(Events.ShardResume, () => enter("ready"));
    fresh.on(Events.ShardReconnecting, () => enter("reconnecting"));
    fresh.on(Events.ShardDisconnect, ({ code }) => onClosedForGood(code));
    fresh.on(Events.Invalidated, () => refuseForGood(wrongToken()));
    fresh.on(Events.ShardError, (error) => log.warn("discord gateway error", describeError(error)));
    fresh.on(Events.Error, (error) => log.error("discord client error", describeError(error)));
    fresh.on(Events.GuildCreate, (guild) => {
      options.onGuildJoined?.(toJoined(guild));
      options.onReachChanged?.();
    });
    for (const event of reachEvents) fresh.on(event, () => options.onReachChanged?.());
    fresh.on(Events.GuildDelete, ({ id }) => options.onGuildLeft?.(id));
    return fresh;
  }

  async function onReady(ready: Client<true>): Promise<void> {
    enter("ready");
    try {
      const task = { applicationId: ready.application.id, guildId: options.guildId, specs: options.desk.specs };
      await registerCommands({ rest: ready.rest, notes: options.notes, log }, task);
    } catch (error) {
      const todo = "commands keep their former definition; try `vigie register`, and check DISCORD_GUILD_ID";
      log.error("commands could not be registered", { todo, ...describeError(error) });
    }
  }

  function onClosedForGood(code: number): void {
    if (stopping.signal.aborted) return;
    if (code === GatewayCloseCodes.AuthenticationFailed) refuseForGood(wrongToken());
    else if (fatalCloses[code] !== undefined) refuseForGood(new AppError("unavailable", fatalCloses[code]));
  }

  const reachOf = (channelId: string): Reach => reachIn(client, channelId);

  return {
    notifier: createDiscordNotifier({ rest: postingRest, reachOf }),
    reachOf,
    guildOf: (channelId) => guildOf(client, channelId),
    inviteUrl: () => (client?.isReady() === true ? inviteUrl(client.application.id) : null),
    guildCount: () => (client?.isReady() === true ? client.guilds.cache.size : null),
    state: () => state,
    start: async () => {
      await attempt(1);
    },
    stop: async (timeoutMs) => {
      stopping.abort();
      brake?.pull();
      const farewell = async () => {
        await Promise.allSettled(inHand);
        // A goodbye amid a handshake would leave its failure to nobody: it winds down by itself, the brake pulled.
        if (state.phase === "ready") await client?.destroy();
      };
      await Promise.race([farewell(), sleep(timeoutMs, undefined, { ref: false })]);
      enter("stopped");
    },
  };
}

function isTokenRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "TokenInvalid" || (error instanceof Error && error.message === "Authentication failed");
}

function toJoined(guild: Guild): JoinedGuild {
  const { me } = guild.members;
  const postable = guild.channels.cache.find(
    (channel) =>
      channel.isTextBased() && me !== null && channel.permissionsFor(me).has(PermissionFlagsBits.SendMessages),
  );
  return {
    id: guild.id,
    name: guild.name,
    locale: localeOf(guild.preferredLocale),
    channelId: guild.systemChannelId ?? postable?.id ?? null,
  };
}
