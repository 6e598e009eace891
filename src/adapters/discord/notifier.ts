/** Delivers the outbox's messages to Discord channels: one request a call, every end of it an outcome, and no mention that could ring anybody. */
import { type APIMessage, MessageFlags, type REST, Routes } from "discord.js";
import type { DestinationId } from "../../core/types.ts";
import type { Delivery, Log, Notifier, SendOutcome } from "../../services/ports.ts";
import { describeError, toSendOutcome } from "./failures.ts";
import { findDelivery } from "./reconcile.ts";
import { attachmentsOf, renderMessage } from "./render.ts";
import { requestTimeoutMs } from "./rest.ts";

/** Discord promises "a few minutes"; this much is trusted. */
const nonceWindowMs = 60_000;
const prefix = "discord:";

export interface NotifierDeps {
  /** Must not repeat requests by itself: see `createPostingRest`. */
  readonly rest: Pick<REST, "get" | "post" | "patch" | "put">;
  readonly log: Log;
  /** Names of the permissions that the bot lacks in a channel, as far as is known; makes a refusal readable. */
  readonly missingPermissions?: (channelId: string) => readonly string[] | null;
}

/** The channel of a Discord destination; null for destinations of another kind. */
function channelOf(destination: DestinationId): string | null {
  return destination.startsWith(prefix) ? destination.slice(prefix.length) : null;
}

export function toDestination(channelId: string): DestinationId {
  return `${prefix}${channelId}`;
}

export function createDiscordNotifier(deps: NotifierDeps): Notifier {
  return {
    nonceWindowMs,
    requestTimeoutMs,
    handles: (destination) => channelOf(destination) !== null,
    send: async (delivery, target) => {
      const channelId = channelOf(delivery.destination);
      if (channelId === null) return refused("this destination is no Discord channel");
      try {
        return await sendForm(deps, delivery, channelId, target);
      } catch (error) {
        return withPermissions(deps, channelId, toSendOutcome(error));
      }
    },
    find: (delivery) => findDelivery(deps.rest, delivery, channelOf(delivery.destination)),
  };
}

function sendForm(
  deps: NotifierDeps,
  delivery: Delivery,
  channelId: string,
  target: string | null,
): Promise<SendOutcome> {
  switch (delivery.form) {
    case "post":
      return post(deps, delivery, channelId, null);
    case "reply":
      return post(deps, delivery, channelId, target);
    case "edit":
      return target === null ? noTarget() : edit(deps, delivery, channelId, target);
    case "crosspost":
      return target === null ? noTarget() : crosspost(deps, channelId, target);
    case "board":
      return board(deps, delivery, channelId, target);
  }
}

async function post(
  deps: NotifierDeps,
  delivery: Delivery,
  channelId: string,
  replyTo: string | null,
): Promise<SendOutcome> {
  const { embeds, components, files } = renderMessage(delivery.message, delivery.nonce);
  const body = {
    embeds,
    components,
    ...callOf(delivery),
    nonce: delivery.nonce,
    enforce_nonce: true,
    ...(delivery.silent ? { flags: MessageFlags.SuppressNotifications } : {}),
    ...(replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
  };
  return sentAs(await deps.rest.post(Routes.channelMessages(channelId), { body, files }));
}

/** An urgent alert rings its one role, by content; nothing else of a message can ring anybody, and an edit never does. */
function callOf({ message }: Delivery) {
  const role = message.type === "alert" ? (message.urgentRoleId ?? "") : "";
  if (!/^\d{1,20}$/.test(role)) return { allowed_mentions: { parse: [] } };
  return { content: `<@&${role}>`, allowed_mentions: { parse: [], roles: [role] } };
}

async function edit(
  { rest }: NotifierDeps,
  delivery: Delivery,
  channelId: string,
  target: string,
): Promise<SendOutcome> {
  const { embeds, components, files } = renderMessage(delivery.message, delivery.nonce);
  const body = { embeds, components, attachments: attachmentsOf(files), allowed_mentions: { parse: [] } };
  return sentAs(await rest.patch(Routes.channelMessage(channelId, target), { body, files }));
}

/** Where a channel cannot be followed, or the permission is wanting, the alert itself stands all the same: only the publication is given up. */
async function crosspost({ rest }: NotifierDeps, channelId: string, target: string): Promise<SendOutcome> {
  try {
    return sentAs(await rest.post(Routes.channelMessageCrosspost(channelId, target)));
  } catch (error) {
    const outcome = toSendOutcome(error);
    return outcome.type === "rejected" && outcome.scope === "destination" ? { ...outcome, scope: "message" } : outcome;
  }
}

/** The one pinned message: changed in place, posted and pinned anew where there is none or somebody deleted it. */
async function board(
  deps: NotifierDeps,
  delivery: Delivery,
  channelId: string,
  target: string | null,
): Promise<SendOutcome> {
  if (target !== null) {
    const outcome = await edit(deps, delivery, channelId, target).catch(toSendOutcome);
    if (outcome.type !== "done") return outcome;
  }
  const outcome = await post(deps, delivery, channelId, null);
  if (outcome.type === "sent") await pin(deps, channelId, outcome.messageId);
  return outcome;
}

/** The board stands without its pin, so a refusal is only noted. */
async function pin({ rest, log }: NotifierDeps, channelId: string, messageId: string): Promise<void> {
  try {
    await rest.put(Routes.channelMessagesPin(channelId, messageId));
  } catch (error) {
    log.warn("board could not be pinned", { channelId, messageId, ...describeError(error) });
  }
}

/** An answer without a message id is no answer of Discord's: what became of the request is not known. */
function sentAs(answer: unknown): SendOutcome {
  const { id } = (answer ?? {}) as Partial<APIMessage>;
  return typeof id === "string" && id !== ""
    ? { type: "sent", messageId: id }
    : { type: "uncertain", note: "Discord's answer named no message" };
}

function withPermissions({ missingPermissions }: NotifierDeps, channelId: string, outcome: SendOutcome): SendOutcome {
  if (outcome.type !== "rejected" || outcome.scope !== "destination") return outcome;
  const missing = missingPermissions?.(channelId) ?? [];
  return missing.length === 0 ? outcome : { ...outcome, note: `${outcome.note}; missing: ${missing.join(", ")}` };
}

function refused(note: string): SendOutcome {
  return { type: "rejected", scope: "message", note };
}

function noTarget(): Promise<SendOutcome> {
  return Promise.resolve(refused("the message that this belongs to was never sent"));
}
