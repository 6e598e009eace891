/** Table decisions: what was decided about each item, and why. The digest reads what it has not told yet. */
import type { AlertAction, Decision, DestinationId, ItemId, Millis, Reason, Tier } from "../../core/types.ts";
import type { DecisionStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";
import { fromJson, toJson } from "./json.ts";

interface DecisionRow {
  item_id: ItemId;
  destination: DestinationId | null;
  watches: string;
  tier: Tier;
  action: AlertAction;
  reasons: string;
  at: Millis;
}

export function decisionStore(db: Db): DecisionStore {
  // An item may have left the archive while its feed still lists it: there is then nothing left to explain.
  const insert = db.prepare<[DecisionRow]>(`
    INSERT INTO decisions (item_id, destination, watches, tier, action, reasons, at)
    SELECT @item_id, @destination, @watches, @tier, @action, @reasons, @at
    WHERE EXISTS (SELECT 1 FROM items WHERE id = @item_id)`);
  const ofItem = db.prepare<[ItemId], DecisionRow>("SELECT * FROM decisions WHERE item_id = ? ORDER BY id DESC");
  // Told means: it stood when the last digest was written down, and its time was not later than that digest's.
  const untold = db.prepare<[DestinationId, Millis], DecisionRow>(`
    SELECT d.* FROM decisions d LEFT JOIN destinations t ON t.id = d.destination
    WHERE (d.tier = 'digest' OR (d.action = 'none' AND json_extract(d.reasons, '$[0].code') = 'held'))
      AND d.destination = ? AND d.at >= ?
      AND (t.last_digest_at IS NULL OR d.at > t.last_digest_at OR d.id > t.digested_to)
    ORDER BY d.at, d.id`);
  return {
    add(decision, at) {
      insert.run({
        item_id: decision.itemId,
        destination: decision.destination,
        watches: toJson(decision.watches),
        tier: decision.tier,
        action: decision.action,
        reasons: toJson(decision.reasons),
        at,
      });
    },
    ofItem: (id) => ofItem.all(id).map(toDecision),
    listForDigest: (destination, since) => untold.all(destination, since).map(toDecision),
  };
}

function toDecision(row: DecisionRow): Decision & { readonly at: Millis } {
  return {
    itemId: row.item_id,
    destination: row.destination,
    watches: fromJson<readonly string[]>(row.watches),
    tier: row.tier,
    action: row.action,
    reasons: fromJson<readonly Reason[]>(row.reasons),
    at: row.at,
  };
}
