/** The terminal as a channel: an alert is delivered when it is printed. */
import type { Message } from "../../core/message.ts";
import type { Delivery, Notifier } from "../../services/ports.ts";
import type { View } from "./layout.ts";
import { renderAlert, renderDocument, renderUpdate } from "./render.ts";
import { words } from "./words.ts";

export interface ConsoleNotifierOptions {
  /** A screen where a prompt runs as well, so that the typed line survives; or any stream. */
  readonly out: { write(text: string): unknown };
  /** The caller has looked at NO_COLOR and at whether it is a terminal. */
  readonly colour: boolean;
  /** Columns, asked for each message: windows change. */
  readonly width: () => number;
  /** IANA zone of dates; default the machine's. */
  readonly zone?: string;
}

/**
 * Message ids are `console:<delivery>`. What was printed cannot be looked up: after a crash between printing and writing
 * that down, `find` answers absent, and the message is printed once more rather than lost.
 */
export function createConsoleNotifier(options: ConsoleNotifierOptions): Notifier {
  const { out, colour, width, zone = new Intl.DateTimeFormat().resolvedOptions().timeZone } = options;
  return {
    nonceWindowMs: 0,
    requestTimeoutMs: 0,
    handles: (destination) => destination === "console",
    find: async () => ({ type: "absent" }),
    async send(delivery, target) {
      if (delivery.form === "crosspost") return { type: "done", note: "a terminal has nowhere to pass it on to" };
      if (delivery.form === "pin") return { type: "done", note: "a terminal has nothing to pin it to" };
      const view: View = { colour, width: width(), locale: delivery.message.locale, zone };
      out.write(render(delivery, target, view));
      return {
        type: "sent",
        messageId: target !== null && delivery.form === "edit" ? target : `console:${delivery.id}`,
      };
    },
  };
}

function render({ form, message }: Delivery, target: string | null, view: View): string {
  if (form === "board" && target !== null) return `${words[view.locale].boardUpdated}\n`;
  if (form === "edit" && message.type === "alert") return `${renderUpdate(message, view)}\n`;
  return `\n${renderMessage(message, view, form === "reply")}\n\n`;
}

function renderMessage(message: Message, view: View, isReply: boolean): string {
  if (message.type === "alert") return renderAlert(message, view, { isReply });
  const { document } = message;
  const file = document.file === null ? "" : `\n${words[view.locale].attached(document.file.name)}`;
  return renderDocument(document, view) + file;
}
