/** What the bot may do where, as far as Discord has told it: read from the client's cache, asked of nobody. */
import { type Client, PermissionFlagsBits } from "discord.js";
import type { PostingRight } from "../../core/phrase-book.ts";
import type { Reach } from "../../services/reach.ts";

type Rights = Readonly<Partial<Record<PostingRight, bigint>>>;

/** By the names under which people find them in a channel's permissions: `PostingRight`. */
const readingRights = {
  "View Channel": PermissionFlagsBits.ViewChannel,
  "Embed Links": PermissionFlagsBits.EmbedLinks,
  "Read Message History": PermissionFlagsBits.ReadMessageHistory,
} as const satisfies Rights;
const channelRights = { ...readingRights, "Send Messages": PermissionFlagsBits.SendMessages } as const satisfies Rights;
const threadRights = {
  ...readingRights,
  "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads,
} as const satisfies Rights;
/** What an invitation asks for: besides posting, the files of `/brief` and the pin of the board. */
const invited = {
  ...channelRights,
  ...threadRights,
  "Attach Files": PermissionFlagsBits.AttachFiles,
  "Pin Messages": PermissionFlagsBits.PinMessages,
} as const;

/** @param client null: before the first login. */
export function reachIn(client: Client | null, channelId: string): Reach {
  const channel = client?.channels.cache.get(channelId);
  const me = client?.user ?? null;
  if (channel === undefined || me === null || !("permissionsFor" in channel)) return { type: "unknown" };
  if (channel.isThreadOnly()) return { type: "forum" };
  const rights = channel.permissionsFor(me);
  if (rights === null) return { type: "unknown" };
  const wanted = Object.entries(channel.isThread() ? threadRights : channelRights) as [PostingRight, bigint][];
  const permissions = wanted.flatMap(([name, bit]) => (rights.has(bit) ? [] : [name]));
  return permissions.length === 0 ? { type: "open" } : { type: "lacks", permissions };
}

/** Server that a channel belongs to; null where that is not known. */
export function guildOf(client: Client | null, channelId: string): string | null {
  const channel = client?.channels.cache.get(channelId);
  return channel !== undefined && "guildId" in channel ? channel.guildId : null;
}

/** Where somebody who manages a server invites the bot. */
export function inviteUrl(applicationId: string): string {
  const permissions = String(Object.values(invited).reduce((all, bit) => all | bit, 0n));
  const query = new URLSearchParams({ client_id: applicationId, scope: "bot applications.commands", permissions });
  return `https://discord.com/oauth2/authorize?${query}`;
}
