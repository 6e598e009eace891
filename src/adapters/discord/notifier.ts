/** Delivers the outbox's messages to Discord channels: one request a call, every end of it an outcome, and no mention that could ring anybody. */
import { type APIMessage, MessageFlags, type REST, Routes } from "discord.js";
import type { DestinationId } from "../../core/types.ts";
import type { Delivery, Notifier, SendOutcome } from "../../services/ports.ts";
import type { Reach } from "../../services/reach.ts";
import { toSendOutcome } from "./failures.ts";
import { findDelivery } from "./reconcile.ts";
import { attachmentsOf, renderMessage } from "./render.ts";
import { requestTimeoutMs } from "./rest.ts";

/** Discord promises "a few minutes"; this much is trusted. */
const nonceWindowMs = 60_000;
const prefix = "discord:";

export interface NotifierDeps {
  /** Must not repeat requests by itself: see `createPostingRest`. */
  readonly rest: Pick<REST, "get" | "post" | "patch" | "put">;
  /** Makes a refusal readable. */
  readonly reachOf?: (channelId: string) => Reach;
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
    case "pin":
      return target === null ? noTarget() : pin(deps, channelId, target);
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

/** What an alert or a board can do without: where it cannot be had, the message stands all the same, and only this is given up. */
async function extra(wanting: string, work: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await work();
  } catch (error) {
    const outcome = toSendOutcome(error);
    if (outcome.type !== "rejected" || outcome.scope === "all") return outcome;
    return { type: "rejected", scope: "message", note: `${wanting}: ${outcome.note}` };
  }
}

function crosspost({ rest }: NotifierDeps, channelId: string, target: string): Promise<SendOutcome> {
  return extra("the alert is not published to followers (that takes an announcement channel)", async () =>
    sentAs(await rest.post(Routes.channelMessageCrosspost(channelId, target))),
  );
}

/** Discord answers with nothing; what is pinned already stays so. */
function pin({ rest }: NotifierDeps, channelId: string, target: string): Promise<SendOutcome> {
  return extra("the board is not pinned (that takes Pin Messages)", async () => {
    await rest.put(Routes.channelMessagesPin(channelId, target));
    return { type: "sent", messageId: target };
  });
}

/** The one pinned message: changed in place, posted anew where there is none or somebody deleted it. Its pin is a delivery of its own. */
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
  return post(deps, delivery, channelId, null);
}

/** An answer without a message id is no answer of Discord's: what became of the request is not known. */
function sentAs(answer: unknown): SendOutcome {
  const { id } = (answer ?? {}) as Partial<APIMessage>;
  return typeof id === "string" && id !== ""
    ? { type: "sent", messageId: id }
    : { type: "uncertain", note: "Discord's answer named no message" };
}

function withPermissions({ reachOf }: NotifierDeps, channelId: string, outcome: SendOutcome): SendOutcome {
  if (outcome.type !== "rejected" || outcome.scope !== "destination") return outcome;
  const reach = reachOf?.(channelId);
  return reach?.type === "lacks"
    ? { ...outcome, note: `I may not post: give me ${reach.permissions.join(", ")} in the channel` }
    : outcome;
}

function refused(note: string): SendOutcome {
  return { type: "rejected", scope: "message", note };
}

function noTarget(): Promise<SendOutcome> {
  return Promise.resolve(refused("the message that this belongs to was never sent"));
}
