/** Messages and deliveries for tests of the adapter. */
import type { AlertMessage, DocumentMessage } from "../../../src/core/message.ts";
import type { Delivery } from "../../../src/services/ports.ts";
import { plainDocument } from "./fake-desk.ts";

export const alertMessage: AlertMessage = {
  type: "alert",
  locale: "en",
  storyId: 12,
  itemId: 34,
  alertId: 56,
  stage: "talks",
  who: "Amazon × Système U",
  headline: "Système U weighs a supply pact with Amazon",
  url: "https://www.example.com/retail/systeme-u?x=1",
  summary: "The grocers' group is talking to the online seller. Nothing is signed.",
  why: "matched Amazon, Système U; first meeting of the two",
  reversal: { text: "Reversal: declined on 4 Oct 2017", url: "https://www.example.com/2017/10/04" },
  outlet: "example.com",
  publishedAt: Date.UTC(2018, 1, 28, 9),
  lang: "en",
  members: "also: LSA, RFI +3; 1 origin, 5 echoes",
  related: ["Leclerc to deliver food in Paris"],
  actions: [
    { verb: "why", subject: "34", label: "Why?" },
    { verb: "relevant", subject: "34", label: "Relevant" },
    { verb: "not-relevant", subject: "34", label: "Not relevant" },
    { verb: "mute", subject: "12", label: "Mute story" },
  ],
};

export const noticeMessage: DocumentMessage = {
  type: "document",
  locale: "en",
  document: plainDocument("Watching 34 feeds", "Of the last 7 days I would have told you 3 stories."),
};

let count = 0;

/** A delivery like one of the outbox, with a nonce of its own. */
export function delivery(channelId: string, change: Partial<Delivery> = {}): Delivery {
  count += 1;
  return {
    id: count,
    destination: `discord:${channelId}`,
    form: "post",
    message: alertMessage,
    nonce: `nonce-${count}`.padEnd(22, "_"),
    alertId: 56,
    silent: false,
    state: "sending",
    createdAt: Date.now(),
    firstTryAt: Date.now(),
    nextTryAt: Date.now(),
    tries: 1,
    messageId: null,
    note: null,
    ...change,
  };
}
