/** Looks in a channel's history for a message whose sending ended uncertainly: by the marker in it, since Discord does not keep nonces. */
import { type APIMessage, ComponentType, type REST, Routes } from "discord.js";
import type { Delivery, FindOutcome } from "../../services/ports.ts";
import { parseCustomId } from "./custom-id.ts";
import { toSendOutcome } from "./failures.ts";

/** Clocks differ: the search begins this long before the first try, in ms. */
const slackMs = 30_000;
const pageSize = 100;
/** 2015-01-01 UTC: Discord's epoch. */
const discordEpoch = 1_420_070_400_000;

/** The lowest snowflake of a moment. Source: Discord's reference, "Snowflakes". */
function toSnowflake(at: number): string {
  return (BigInt(Math.max(0, at - discordEpoch)) << 22n).toString();
}

/** Never rejects. Where the history may not be read it answers `unknown` rather than a guess. */
export async function findDelivery(
  rest: Pick<REST, "get">,
  delivery: Delivery,
  channelId: string | null,
): Promise<FindOutcome> {
  if (channelId === null) return { type: "unknown", note: "this destination is no Discord channel" };
  // An edit, a publication or a pin changes what stands: doing it again is harmless, and there is nothing to look for.
  if (delivery.form === "edit" || delivery.form === "crosspost" || delivery.form === "pin") return { type: "absent" };
  try {
    const messageId = await searchHistory(rest, channelId, delivery);
    return messageId === null ? { type: "absent" } : { type: "found", messageId };
  } catch (error) {
    const outcome = toSendOutcome(error);
    return { type: "unknown", note: "note" in outcome ? outcome.note : outcome.type };
  }
}

async function searchHistory(rest: Pick<REST, "get">, channelId: string, delivery: Delivery): Promise<string | null> {
  let after = toSnowflake((delivery.firstTryAt ?? delivery.createdAt) - slackMs);
  for (;;) {
    const query = new URLSearchParams({ after, limit: String(pageSize) });
    const page = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
    const hit = page.find((message) => markersOf(message).includes(delivery.nonce));
    if (hit !== undefined) return hit.id;
    const newest = page.reduce((max, { id }) => (BigInt(id) > BigInt(max) ? id : max), after);
    if (page.length < pageSize || newest === after) break;
    after = newest;
  }
  // Once more without trusting that ids tell the time: clocks may lie further apart, and not everything that speaks Discord's language makes its ids of it.
  const query = new URLSearchParams({ limit: String(pageSize) });
  const latest = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
  return latest.find((message) => markersOf(message).includes(delivery.nonce))?.id ?? null;
}

/** The nonces that a message carries: in a button's id, or at the end of a footer. */
function markersOf({ components = [], embeds = [] }: Partial<APIMessage>): string[] {
  const buttons = components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  const ids = buttons.map((button) => ("custom_id" in button ? parseCustomId(button.custom_id)?.nonce : null));
  const footers = embeds.map(({ footer }) => footer?.text.split(" · ").at(-1));
  return [...ids, ...footers].filter((marker) => typeof marker === "string");
}
