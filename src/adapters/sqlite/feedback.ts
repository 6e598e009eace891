/** Table feedback: people's verdicts on items, the latest of each person. */
import type { DestinationId, ItemId, Millis } from "../../core/types.ts";
import type { Feedback, FeedbackStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";

interface FeedbackRow {
  destination: DestinationId;
  item_id: ItemId;
  given_by: string;
  verdict: Feedback["verdict"];
  at: Millis;
}

export function feedbackStore(db: Db): FeedbackStore {
  const put = db.prepare<[FeedbackRow]>(`
    INSERT INTO feedback (destination, item_id, given_by, verdict, at)
    VALUES (@destination, @item_id, @given_by, @verdict, @at)
    ON CONFLICT DO UPDATE SET verdict = excluded.verdict, at = excluded.at`);
  const since = db.prepare<[DestinationId, Millis], FeedbackRow>(
    "SELECT * FROM feedback WHERE destination = ? AND at >= ? ORDER BY at, item_id, given_by",
  );
  return {
    add({ destination, itemId, verdict, by, at }) {
      put.run({ destination, item_id: itemId, given_by: by, verdict, at });
    },
    list: (destination, from) => since.all(destination, from).map(toFeedback),
  };
}

function toFeedback(row: FeedbackRow): Feedback {
  return {
    destination: row.destination,
    itemId: row.item_id,
    verdict: row.verdict,
    by: row.given_by,
    at: row.at,
  };
}
