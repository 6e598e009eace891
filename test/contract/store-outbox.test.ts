import fc from "fast-check";
import { expect, it } from "vitest";
import type { Delivery, DeliveryForm, Store } from "../../src/services/ports.ts";
import { aDelivery, aMessage, anAlert, archive, describeStore, newYear } from "./stores.ts";

const defaults = { guildId: null, locale: "en", zone: "UTC" } as const;
const nonces = (due: readonly Delivery[]): string[] => due.map(({ nonce }) => nonce);

function idOf(store: Store, nonce: string): number {
  const found = store.outbox.listDue(Number.MAX_SAFE_INTEGER).find((row) => row.nonce === nonce);
  if (!found) throw new Error(`${nonce} is not at the head of a queue`);
  return found.id;
}

describeStore("outbox", (store) => {
  it("takes a nonce once", () => {
    const { outbox } = store();
    const row = aDelivery({ silent: true });
    expect(outbox.add(row)).toBe(true);
    expect(outbox.add(aDelivery({ nonce: row.nonce, destination: "discord:1" }))).toBe(false);
    const [kept, ...rest] = outbox.listDue(newYear);
    expect(rest).toEqual([]);
    expect(kept).toEqual({
      ...row,
      id: kept?.id,
      state: "pending",
      firstTryAt: null,
      tries: 0,
      messageId: null,
      note: null,
    });
  });

  it("offers one row a destination, the oldest; one that waits holds back those behind it", () => {
    const { outbox } = store();
    outbox.add(aDelivery({ nonce: "a1", nextTryAt: 50 }));
    outbox.add(aDelivery({ nonce: "a2", nextTryAt: 10 }));
    outbox.add(aDelivery({ nonce: "b1", nextTryAt: 20, destination: "discord:1" }));
    expect(nonces(outbox.listDue(49))).toEqual(["b1"]);
    expect(nonces(outbox.listDue(50))).toEqual(["a1", "b1"]);
    outbox.markSent(idOf(store(), "a1"), "m1", 50);
    expect(nonces(outbox.listDue(50))).toEqual(["a2", "b1"]);
  });

  it("keeps a row that was being sent at the head, for the restart to look into", () => {
    const { outbox } = store();
    outbox.add(aDelivery({ nonce: "a1" }));
    outbox.add(aDelivery({ nonce: "a2" }));
    const id = idOf(store(), "a1");
    outbox.markSending(id, newYear + 5);
    expect(outbox.listDue(newYear + 9)).toMatchObject([
      { nonce: "a1", state: "sending", firstTryAt: newYear + 5, tries: 1 },
    ]);
    outbox.markSending(id, newYear + 8);
    expect(outbox.get(id)).toMatchObject({ firstTryAt: newYear + 5, tries: 2 });
    expect(outbox.counts()).toEqual({ pending: 1, sending: 1, sent: 0, dead: 0 });
  });

  it("lets a retry wait in its place, and a dead row make way", () => {
    const { outbox } = store();
    outbox.add(aDelivery({ nonce: "a1" }));
    outbox.add(aDelivery({ nonce: "a2" }));
    const id = idOf(store(), "a1");
    outbox.markSending(id, newYear);
    outbox.markRetry(id, newYear + 60, "server error 500");
    expect(outbox.get(id)).toMatchObject({ state: "pending", note: "server error 500", tries: 1, firstTryAt: newYear });
    expect(outbox.listDue(newYear + 59)).toEqual([]);
    expect(outbox.nextDueAt()).toBe(newYear + 60);
    outbox.markDead(id, "refused");
    expect(outbox.get(id)).toMatchObject({ state: "dead", note: "refused" });
    expect(nonces(outbox.listDue(newYear))).toEqual(["a2"]);
  });

  it("passes over paused destinations, and forgets nothing of theirs", () => {
    const { outbox, destinations } = store();
    destinations.ensure("discord:1", defaults);
    destinations.update("discord:1", { state: "paused" });
    outbox.add(aDelivery({ nonce: "b1", destination: "discord:1", nextTryAt: 5 }));
    expect(outbox.nextDueAt()).toBeNull();
    expect(outbox.listDue(newYear)).toEqual([]);
    destinations.update("discord:1", { state: "active" });
    expect(outbox.nextDueAt()).toBe(5);
    expect(nonces(outbox.listDue(newYear))).toEqual(["b1"]);
  });

  it("knows nothing due when all is sent", () => {
    const { outbox } = store();
    expect(outbox.nextDueAt()).toBeNull();
    outbox.add(aDelivery({ nonce: "a1" }));
    outbox.markSent(idOf(store(), "a1"), "m1", newYear);
    expect(outbox.nextDueAt()).toBeNull();
    expect(outbox.counts()).toEqual({ pending: 0, sending: 0, sent: 1, dead: 0 });
  });

  it("replaces a waiting edit of the same alert, not one under way, nor another's", () => {
    const { outbox } = store();
    const alert = anAlert(store());
    const other = anAlert(store());
    const edit = (nonce: string, alertId: number) =>
      outbox.add(aDelivery({ form: "edit", nonce, alertId, message: aMessage(nonce) }));
    edit("e1", alert.id);
    edit("o1", other.id);
    expect(edit("e2", alert.id)).toBe(true);
    const [head] = outbox.listDue(newYear);
    expect(head).toMatchObject({ nonce: "e2", message: { headline: "e2" } });
    outbox.markSending(head?.id ?? 0, newYear);
    edit("e3", alert.id);
    expect(outbox.counts()).toMatchObject({ pending: 2, sending: 1 });
    expect(outbox.get(head?.id ?? 0)?.message).toMatchObject({ headline: "e2" });
  });

  it("writes the message id to the alert that was posted, and lets replies find the first post and edits their own", () => {
    const { outbox, alerts } = store();
    const about = archive(store());
    const post = anAlert(store(), {}, about);
    const reply = anAlert(store(), { form: "reply" }, about);
    outbox.add(aDelivery({ nonce: "p", alertId: post.id }));
    outbox.add(aDelivery({ nonce: "r", form: "reply", alertId: reply.id }));
    const next = () => {
      const [row] = outbox.listDue(newYear);
      if (!row) throw new Error("nothing is due");
      return row;
    };
    expect(outbox.targetOf(next())).toBeNull();
    outbox.markSent(next().id, "m1", newYear);
    expect(alerts.get(post.id)?.messageId).toBe("m1");
    expect(outbox.targetOf(next())).toBe("m1");
    outbox.markSent(next().id, "m2", newYear);
    expect(alerts.get(reply.id)?.messageId).toBe("m2");
    outbox.add(aDelivery({ nonce: "e", form: "edit", alertId: reply.id }));
    expect(outbox.targetOf(next())).toBe("m2");
    outbox.markSent(next().id, "m9", newYear);
    expect(alerts.get(reply.id)?.messageId).toBe("m2");
    outbox.add(aDelivery({ nonce: "d" }));
    expect(outbox.targetOf(next())).toBeNull();
  });

  it("remembers the board's message at its destination, and has each new one pinned once", () => {
    const { outbox, destinations } = store();
    destinations.ensure("console", defaults);
    outbox.add(aDelivery({ nonce: "b1", form: "board" }));
    const [first] = outbox.listDue(newYear);
    expect(first && outbox.targetOf(first)).toBeNull();
    outbox.markSent(first?.id ?? 0, "m5", newYear);
    expect(destinations.get("console")?.boardMessageId).toBe("m5");
    const [pin] = outbox.listDue(newYear);
    expect(pin).toMatchObject({ form: "pin", messageId: "m5", silent: true });
    expect(pin && outbox.targetOf(pin)).toBe("m5");
    outbox.markSent(pin?.id ?? 0, "m5", newYear);
    outbox.add(aDelivery({ nonce: "b2", form: "board" }));
    const [second] = outbox.listDue(newYear);
    expect(second && outbox.targetOf(second)).toBe("m5");
    outbox.markSent(second?.id ?? 0, "m5", newYear);
    expect(outbox.listDue(newYear)).toEqual([]);
  });

  it("holds the nonce to Discord's 25 characters", () => {
    expect(() => store().outbox.add(aDelivery({ nonce: "n".repeat(26) }))).toThrow(/CHECK/);
  });

  it("drops what was settled before the retention's edge, and nothing that waits", () => {
    const { outbox, items } = store();
    outbox.add(aDelivery({ nonce: "a1" }));
    const id = idOf(store(), "a1");
    outbox.markSent(id, "m1", newYear);
    outbox.add(aDelivery({ nonce: "a2" }));
    items.prune(newYear);
    expect(outbox.get(id)).toBeDefined();
    items.prune(newYear + 1);
    expect(outbox.get(id)).toBeUndefined();
    expect(outbox.counts()).toEqual({ pending: 1, sending: 0, sent: 0, dead: 0 });
  });
});

// ---------------------------------------------------------------- against a naive model

interface ModelRow {
  nonce: string;
  readonly destination: string;
  readonly form: DeliveryForm;
  readonly alertId: number | null;
  state: Delivery["state"];
  nextTryAt: number;
}

/** The port's words, on a plain list. */
function createModel() {
  const rows: ModelRow[] = [];
  const paused = new Set<string>();
  const unsent = (row: ModelRow) => row.state === "pending" || row.state === "sending";
  const heads = () =>
    rows.filter(
      (row, index) =>
        unsent(row) &&
        !paused.has(row.destination) &&
        !rows.slice(0, index).some((earlier) => unsent(earlier) && earlier.destination === row.destination),
    );
  return {
    paused,
    add(row: ModelRow): boolean {
      if (rows.some(({ nonce }) => nonce === row.nonce)) return false;
      const waiting = rows.find(
        (one) =>
          row.form === "edit" &&
          one.form === "edit" &&
          one.state === "pending" &&
          one.alertId === row.alertId &&
          one.destination === row.destination,
      );
      if (waiting) waiting.nonce = row.nonce;
      else rows.push(row);
      return true;
    },
    due: (now: number) => heads().filter((row) => row.nextTryAt <= now),
    next: () => heads().reduce<number | null>((least, row) => Math.min(least ?? Infinity, row.nextTryAt), null),
  };
}

type Step =
  | { do: "add"; destination: number; form: DeliveryForm; alert: number; nonce: number; nextTryAt: number }
  | { do: "pause"; destination: number; on: boolean }
  | { do: "sending" | "sent" | "dead"; nth: number }
  | { do: "retry"; nth: number; at: number };

const destination = fc.nat({ max: 2 });
const time = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("add" as const),
      destination,
      form: fc.constantFrom<DeliveryForm>("post", "reply", "edit"),
      alert: fc.nat({ max: 2 }),
      nonce: fc.nat({ max: 30 }),
      nextTryAt: time,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pause" as const), destination, on: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("sending" as const, "sent" as const, "dead" as const),
      nth: fc.nat({ max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("retry" as const), nth: fc.nat({ max: 2 }), at: time }) },
);

describeStore("outbox against a naive model", (store) => {
  it("offers the same rows at every moment of every history", () => {
    let run = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        run += 1;
        const { outbox, destinations } = store();
        const alerts = [0, 1, 2].map(() => anAlert(store()).id);
        const place = (n: number) => `discord:${run}${n}`;
        const mine = (row: { destination: string }) => [0, 1, 2].some((n) => place(n) === row.destination);
        for (const n of [0, 1, 2]) destinations.ensure(place(n), defaults);
        const model = createModel();
        for (const one of steps) {
          apply(one);
          for (const now of [0, 7, 20]) {
            expect(nonces(outbox.listDue(now).filter(mine))).toEqual(model.due(now).map(({ nonce }) => nonce));
          }
        }
        expect(outbox.nextDueAt()).toBe(model.next());
        drain();

        function apply(one: Step): void {
          if (one.do === "add") {
            const row = {
              destination: place(one.destination),
              form: one.form,
              alertId: alerts[one.alert] ?? null,
              nonce: `${run}-${one.nonce}`,
              nextTryAt: one.nextTryAt,
            };
            expect(outbox.add(aDelivery(row))).toBe(model.add({ ...row, state: "pending" }));
          } else if (one.do === "pause") {
            destinations.update(place(one.destination), { state: one.on ? "paused" : "active" });
            if (one.on) model.paused.add(place(one.destination));
            else model.paused.delete(place(one.destination));
          } else {
            const head = model.due(20)[one.nth];
            if (head) move(head, one);
          }
        }

        function move(head: ModelRow, one: Exclude<Step, { do: "add" | "pause" }>): void {
          const id = idOf(store(), head.nonce);
          if (one.do === "sending") outbox.markSending(id, 1);
          if (one.do === "sent") outbox.markSent(id, "m", 1);
          if (one.do === "dead") outbox.markDead(id, "no");
          if (one.do === "retry") {
            outbox.markRetry(id, one.at, "later");
            head.nextTryAt = one.at;
          }
          head.state = one.do === "retry" ? "pending" : one.do;
        }

        function drain(): void {
          for (const n of [0, 1, 2]) destinations.update(place(n), { state: "active" });
          let due = outbox.listDue(20);
          while (due.length > 0) {
            for (const row of due) outbox.markSent(row.id, "m", 1);
            due = outbox.listDue(20);
          }
          expect(outbox.nextDueAt()).toBeNull();
        }
      }),
      { numRuns: 120 },
    );
  });
});
