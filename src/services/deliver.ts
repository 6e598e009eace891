/** Sends what the outbox holds, in order per destination: marked `sending` before the request, `sent` only with the message id in hand, and looked for before it is ever repeated late. */
import { type Backoff, backoffMs } from "../core/retry.ts";
import type { Millis } from "../core/types.ts";
import type { Clock, Delivery, FindOutcome, Log, Metrics, Notifier, SendOutcome, Store } from "./ports.ts";

interface DeliverSettings {
  readonly backoff: Backoff;
  /** A message unanswered so many times is given up as a dead letter. */
  readonly maxTries: number;
}

export interface DeliverDeps {
  readonly store: Pick<Store, "outbox" | "destinations">;
  readonly notifiers: readonly Notifier[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "count">;
  readonly settings: DeliverSettings;
}

export interface DeliverReport {
  readonly sent: number;
  readonly failed: number;
}

/** Delivers all that is due, destinations side by side, until nothing is due or `signal` aborts. Never rejects for a message's sake. */
export async function deliverDue(deps: DeliverDeps, signal?: AbortSignal): Promise<DeliverReport> {
  let sent = 0;
  let failed = 0;
  while (signal?.aborted !== true) {
    const due = deps.store.outbox.listDue(deps.clock.now());
    if (due.length === 0) break;
    const results = await Promise.all(due.map((delivery) => deliverOne(deps, delivery)));
    sent += results.filter((ok) => ok).length;
    failed += results.filter((ok) => !ok).length;
  }
  return { sent, failed };
}

/** One step of one row: true when it is done for good. Every way out moves the row on, so that a loop over what is due ends. */
async function deliverOne(deps: DeliverDeps, delivery: Delivery): Promise<boolean> {
  const notifier = deps.notifiers.find((candidate) => candidate.handles(delivery.destination));
  if (notifier === undefined) {
    const { capMs } = deps.settings.backoff;
    deps.store.outbox.markRetry(delivery.id, deps.clock.now() + capMs, "no channel of this kind is connected");
    return false;
  }
  try {
    if (mustSearch(deps, delivery, notifier)) {
      return settleSearch(deps, delivery, notifier, await notifier.find(delivery));
    }
    return await attempt(deps, delivery, notifier);
  } catch (error) {
    deps.log.error("delivery failed unexpectedly", { delivery: delivery.id, destination: delivery.destination, error });
    postpone(deps, delivery, null, "unexpected error");
    return false;
  }
}

/** An edit or a pin may be repeated at will; anything else that was tried before only while its nonce protects it. */
function mustSearch({ clock }: DeliverDeps, delivery: Delivery, notifier: Notifier): boolean {
  if (delivery.form === "edit" || delivery.form === "pin" || delivery.firstTryAt === null) return false;
  return clock.now() - delivery.firstTryAt >= notifier.nonceWindowMs;
}

function settleSearch(
  deps: DeliverDeps,
  delivery: Delivery,
  notifier: Notifier,
  outcome: FindOutcome,
): boolean | Promise<boolean> {
  switch (outcome.type) {
    case "found":
      return settle(deps, delivery, notifier, { type: "sent", messageId: outcome.messageId });
    case "absent":
      return attempt(deps, delivery, notifier);
    case "unknown":
      return settle(deps, delivery, notifier, { type: "retry", afterMs: null, scope: "message", note: outcome.note });
  }
}

async function attempt(deps: DeliverDeps, delivery: Delivery, notifier: Notifier): Promise<boolean> {
  const { outbox } = deps.store;
  const target = outbox.targetOf(delivery);
  if (delivery.form === "edit" && target === null) {
    outbox.markDead(delivery.id, "the message to edit was never sent");
    return true;
  }
  outbox.markSending(delivery.id, deps.clock.now());
  return settle(deps, delivery, notifier, await notifier.send(delivery, target));
}

function settle(deps: DeliverDeps, delivery: Delivery, notifier: Notifier, outcome: SendOutcome): boolean {
  const { outbox, destinations } = deps.store;
  deps.metrics.count("deliveries", { outcome: outcome.type });
  switch (outcome.type) {
    case "sent":
      outbox.markSent(delivery.id, outcome.messageId, deps.clock.now());
      return true;
    case "done":
      outbox.markDead(delivery.id, outcome.note);
      return true;
    case "retry":
    case "uncertain":
      postpone(deps, delivery, outcome.type === "retry" ? outcome.afterMs : notifier.requestTimeoutMs, outcome.note);
      return false;
    case "rejected":
      if (outcome.scope === "message") outbox.markDead(delivery.id, outcome.note);
      else {
        postpone(deps, delivery, null, outcome.note);
        if (outcome.scope === "destination")
          destinations.update(delivery.destination, { state: "paused", note: outcome.note });
      }
      deps.log.error("message refused", {
        delivery: delivery.id,
        destination: delivery.destination,
        note: outcome.note,
      });
      return false;
  }
}

/** Sets the next try; the row keeps its place, so the order of its destination is kept. */
function postpone(deps: DeliverDeps, delivery: Delivery, afterMs: Millis | null, note: string): void {
  const { outbox } = deps.store;
  if (delivery.tries + 1 >= deps.settings.maxTries) {
    outbox.markDead(delivery.id, note);
    deps.log.error("message given up", { delivery: delivery.id, destination: delivery.destination, note });
    return;
  }
  const waitMs = afterMs ?? backoffMs(delivery.tries + 1, deps.settings.backoff, deps.random());
  outbox.markRetry(delivery.id, deps.clock.now() + waitMs, note);
  deps.log.warn("message will be retried", { delivery: delivery.id, destination: delivery.destination, waitMs, note });
}
