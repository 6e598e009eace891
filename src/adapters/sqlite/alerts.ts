/** Table alerts: what was told, where, about which story. */
import type { AlertId, DestinationId, ItemId, Millis, Pair, Stage, StoryId } from "../../core/types.ts";
import type { Alert, AlertStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";
import { fromJson, toJson } from "./json.ts";

interface AlertRow {
  id: AlertId;
  destination: DestinationId;
  story_id: StoryId;
  item_id: ItemId;
  stage: Stage | null;
  pairs: string;
  form: Alert["form"];
  created_at: Millis;
  message_id: string | null;
}

export function alertStore(db: Db): AlertStore {
  const insert = db.prepare<[Omit<AlertRow, "id" | "message_id">]>(`
    INSERT INTO alerts (destination, story_id, item_id, stage, pairs, form, created_at)
    VALUES (@destination, @story_id, @item_id, @stage, @pairs, @form, @created_at)`);
  const byId = db.prepare<[AlertId], AlertRow>("SELECT * FROM alerts WHERE id = ?");
  const ofStory = db.prepare<[DestinationId, StoryId], AlertRow>(
    "SELECT * FROM alerts WHERE destination = ? AND story_id = ? ORDER BY id",
  );
  const recent = db.prepare<[DestinationId, Millis, number], AlertRow>(
    "SELECT * FROM alerts WHERE destination = ? AND created_at >= ? ORDER BY created_at DESC, id DESC LIMIT ?",
  );
  const told = db.prepare<[DestinationId, Millis], { n: number }>(
    "SELECT count(DISTINCT story_id) AS n FROM alerts WHERE destination = ? AND created_at >= ?",
  );
  return {
    add(alert) {
      const { lastInsertRowid } = insert.run({
        destination: alert.destination,
        story_id: alert.storyId,
        item_id: alert.itemId,
        stage: alert.stage,
        pairs: toJson(alert.pairs),
        form: alert.form,
        created_at: alert.createdAt,
      });
      return { ...alert, id: Number(lastInsertRowid), messageId: null };
    },
    get(id) {
      const row = byId.get(id);
      return row && toAlert(row);
    },
    ofStory: (destination, storyId) => ofStory.all(destination, storyId).map(toAlert),
    list: (destination, since, limit) => recent.all(destination, since, limit).map(toAlert),
    countSince: (destination, since) => told.get(destination, since)?.n ?? 0,
  };
}

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    destination: row.destination,
    storyId: row.story_id,
    itemId: row.item_id,
    stage: row.stage,
    pairs: fromJson<readonly Pair[]>(row.pairs),
    form: row.form,
    createdAt: row.created_at,
    messageId: row.message_id,
  };
}
