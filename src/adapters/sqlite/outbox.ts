/** Table outbox: the durable queue of messages. Per destination strictly in the order of adding: the oldest unsent row holds back the rest. */
import { AppError } from "../../core/errors.ts";
import type { Message } from "../../core/message.ts";
import type { AlertId, DestinationId, Millis } from "../../core/types.ts";
import type { Delivery, OutboxStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";
import { fromJson, toJson } from "./json.ts";

interface OutboxRow {
  id: number;
  destination: DestinationId;
  form: Delivery["form"];
  message: string;
  nonce: string;
  alert_id: AlertId | null;
  silent: 0 | 1;
  state: Delivery["state"];
  created_at: Millis;
  first_try_at: Millis | null;
  next_try_at: Millis;
  tries: number;
  message_id: string | null;
  note: string | null;
}

/** Discord's limit, held by the table too. */
const nonceLimit = 25;

type NewRow = Pick<
  OutboxRow,
  "destination" | "form" | "message" | "nonce" | "alert_id" | "silent" | "created_at" | "next_try_at" | "message_id"
>;

const unsent = "state IN ('pending', 'sending')";
/** What must not hold back the messages behind it. */
const aside = "form IN ('crosspost', 'pin')";

/**
 * The head of each destination's queue, found by leaping from destination to destination in the index of unsent rows:
 * the cost is that of the destinations, not of the backlog. One without a row of its own counts as active. A publication
 * or a pin that has to wait is passed over: followers may hear later, those who read the channel must not.
 */
const withQueues = `
  WITH RECURSIVE queue (destination) AS (
    SELECT min(destination) FROM outbox INDEXED BY outbox_queue WHERE ${unsent}
    UNION ALL
    SELECT (
      SELECT min(destination) FROM outbox INDEXED BY outbox_queue
      WHERE ${unsent} AND destination > queue.destination
    )
    FROM queue WHERE queue.destination IS NOT NULL
  )`;
/** First unsent row of a queue that meets a condition. */
const head = (condition: string): string => `(
    SELECT min(id) FROM outbox INDEXED BY outbox_queue
    WHERE ${unsent} AND destination = queue.destination AND ${condition}
  )`;
const fromHeads = (...heads: readonly string[]): string => `
  FROM queue
  JOIN outbox o ON o.id IN (${heads.join(", ")})
  LEFT JOIN destinations d ON d.id = queue.destination
  WHERE coalesce(d.state, 'active') = 'active'`;

export function outboxStore(db: Db): OutboxStore {
  const insert = db.prepare<[NewRow]>(`
    INSERT INTO outbox (destination, form, message, nonce, alert_id, silent, created_at, next_try_at, message_id)
    VALUES (@destination, @form, @message, @nonce, @alert_id, @silent, @created_at, @next_try_at, @message_id)`);
  const byNonce = db.prepare<[string], OutboxRow>("SELECT * FROM outbox WHERE nonce = ?");
  const pendingEdit = db.prepare<[AlertId, DestinationId], { id: number }>(`
    SELECT id FROM outbox WHERE alert_id = ? AND destination = ? AND form = 'edit' AND state = 'pending'
    ORDER BY id DESC LIMIT 1`);
  const replaceEdit = db.prepare<[Pick<NewRow, "message" | "nonce" | "silent"> & { id: number }]>(
    "UPDATE outbox SET message = @message, nonce = @nonce, silent = @silent WHERE id = @id",
  );
  const byId = db.prepare<[number], OutboxRow>("SELECT * FROM outbox WHERE id = ?");
  const due = db.prepare<[{ now: Millis }], OutboxRow>(`
    ${withQueues} SELECT o.* ${fromHeads(head(`(NOT ${aside} OR next_try_at <= @now)`))}
    AND o.next_try_at <= @now ORDER BY o.id`);
  const nextDue = db.prepare<[], { at: Millis | null }>(
    `${withQueues} SELECT min(o.next_try_at) AS at ${fromHeads(head("true"), head(`NOT ${aside}`))}`,
  );
  const sending = db.prepare<[Millis, number]>(`
    UPDATE outbox SET state = 'sending', tries = tries + 1, first_try_at = coalesce(first_try_at, ?)
    WHERE id = ? AND ${unsent}`);
  const sent = db.prepare<[string, Millis, number]>(
    "UPDATE outbox SET state = 'sent', message_id = ?, settled_at = ? WHERE id = ?",
  );
  const tellAlert = db.prepare<[string, AlertId]>("UPDATE alerts SET message_id = ? WHERE id = ?");
  const tellBoard = db.prepare<[{ message: string; destination: DestinationId }]>(`
    UPDATE destinations SET board_message_id = @message
    WHERE id = @destination AND board_message_id IS NOT @message`);
  const addPin = db.prepare<[{ message: string; nonce: string; now: Millis; id: number }]>(`
    INSERT INTO outbox (destination, form, message, nonce, silent, created_at, next_try_at, message_id)
    SELECT destination, 'pin', message, @nonce, 1, @now, @now, @message FROM outbox WHERE id = @id
    ON CONFLICT (nonce) DO NOTHING`);
  const settleBoard = ({ id, destination }: Pick<OutboxRow, "id" | "destination">, message: string, now: Millis) => {
    const isNew = tellBoard.run({ message, destination }).changes > 0;
    if (isNew) addPin.run({ message, nonce: `pin ${message}`.slice(0, nonceLimit), now, id });
  };
  const retry = db.prepare<[Millis, string, number]>(
    `UPDATE outbox SET state = 'pending', next_try_at = ?, note = ? WHERE id = ? AND ${unsent}`,
  );
  const dead = db.prepare<[string, number]>(`
    UPDATE outbox SET state = 'dead', note = ?, settled_at = max(coalesce(first_try_at, 0), next_try_at) WHERE id = ?`);
  const firstPost = db.prepare<[AlertId], { message_id: string | null }>(`
    SELECT first.message_id FROM alerts told
    JOIN alerts first ON first.story_id = told.story_id AND first.destination = told.destination
    WHERE told.id = ? AND first.form = 'post' ORDER BY first.id LIMIT 1`);
  const ownMessage = db.prepare<[AlertId], { message_id: string | null }>("SELECT message_id FROM alerts WHERE id = ?");
  const board = db.prepare<[DestinationId], { board_message_id: string | null }>(
    "SELECT board_message_id FROM destinations WHERE id = ?",
  );
  const byState = db.prepare<[], { state: Delivery["state"]; n: number }>(
    "SELECT state, count(*) AS n FROM outbox GROUP BY state",
  );

  const need = (id: number): OutboxRow => {
    const row = byId.get(id);
    if (!row) throw new AppError("not_found", `There is no delivery ${id}.`);
    return row;
  };
  return {
    add(delivery) {
      if (byNonce.get(delivery.nonce)) return false;
      const row: NewRow = {
        destination: delivery.destination,
        form: delivery.form,
        message: toJson(delivery.message),
        nonce: delivery.nonce,
        alert_id: delivery.alertId,
        silent: delivery.silent ? 1 : 0,
        created_at: delivery.createdAt,
        next_try_at: delivery.nextTryAt,
        message_id: delivery.editOf ?? null,
      };
      const { alertId, destination, form } = delivery;
      const earlier = form === "edit" && alertId !== null ? pendingEdit.get(alertId, destination) : undefined;
      if (earlier) replaceEdit.run({ message: row.message, nonce: row.nonce, silent: row.silent, id: earlier.id });
      else insert.run(row);
      return true;
    },
    get(id) {
      const row = byId.get(id);
      return row && toDelivery(row);
    },
    findByNonce(nonce) {
      const row = byNonce.get(nonce);
      return row && toDelivery(row);
    },
    listDue: (now) => due.all({ now }).map(toDelivery),
    nextDueAt: () => nextDue.get()?.at ?? null,
    markSending(id, now) {
      sending.run(now, id);
    },
    markSent: db.transaction((id: number, messageId: string, now: Millis) => {
      const row = need(id);
      sent.run(messageId, now, id);
      if (row.alert_id !== null && (row.form === "post" || row.form === "reply")) {
        tellAlert.run(messageId, row.alert_id);
      }
      if (row.form === "board") settleBoard(row, messageId, now);
    }),
    markRetry(id, nextTryAt, note) {
      retry.run(nextTryAt, note, id);
    },
    markDead(id, note) {
      dead.run(note, id);
    },
    targetOf(delivery) {
      if (delivery.form === "board") return board.get(delivery.destination)?.board_message_id ?? null;
      if (delivery.alertId === null)
        return delivery.form === "edit" || delivery.form === "pin" ? delivery.messageId : null;
      if (delivery.form === "edit" || delivery.form === "crosspost")
        return ownMessage.get(delivery.alertId)?.message_id ?? null;
      return firstPost.get(delivery.alertId)?.message_id ?? null;
    },
    counts() {
      const counts = { pending: 0, sending: 0, sent: 0, dead: 0 };
      for (const { state, n } of byState.all()) counts[state] = n;
      return counts;
    },
  };
}

function toDelivery(row: OutboxRow): Delivery {
  return {
    id: row.id,
    destination: row.destination,
    form: row.form,
    message: fromJson<Message>(row.message),
    nonce: row.nonce,
    alertId: row.alert_id,
    silent: row.silent === 1,
    state: row.state,
    createdAt: row.created_at,
    firstTryAt: row.first_try_at,
    nextTryAt: row.next_try_at,
    tries: row.tries,
    messageId: row.message_id,
    note: row.note,
  };
}
