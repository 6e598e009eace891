/** Table stories: a story's figures are always recomputed from its members, never counted up. */
import { AppError } from "../../core/errors.ts";
import type { ItemId, Millis, Pair, SignalKind, Stage, Story, StoryId } from "../../core/types.ts";
import type { StoryStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";
import { type ItemRow, itemColumns, toArchivedItem } from "./items.ts";
import { fromJson } from "./json.ts";

interface StoryRow {
  id: StoryId;
  lead_id: ItemId;
  opened_at: Millis;
  last_at: Millis;
  member_count: number;
  origin_count: number;
  echo_count: number;
  stage: Stage | null;
  kind: SignalKind | null;
  pairs: string;
}

export function storyStore(db: Db): StoryStore {
  const insert = db.prepare<[ItemId, Millis, Millis]>(
    "INSERT INTO stories (lead_id, opened_at, last_at) VALUES (?, ?, ?)",
  );
  const lead = db.prepare<[ItemId, StoryId]>("UPDATE stories SET lead_id = ? WHERE id = ?");
  const byId = db.prepare<[StoryId], StoryRow>("SELECT * FROM stories WHERE id = ?");
  const memberRows = db.prepare<[StoryId], ItemRow>(
    `SELECT ${itemColumns} FROM items i WHERE i.story_id = ? ORDER BY i.position`,
  );
  // Origins: outlets with a report of their own, or one that says nothing of its source. Echoes: the other outlets.
  // Stage, kind and pairs: as the newest member with a signal has them.
  const recompute = db.prepare<[{ id: StoryId }]>(`
    WITH member AS (
      SELECT publisher, published_at, position, reading ->> '$.signal.attribution' AS attribution,
        reading -> '$.signal' AS signal, reading ->> '$.signal.stage' AS stage
      FROM items WHERE story_id = @id
    ), newest AS (SELECT signal FROM member WHERE stage IS NOT NULL ORDER BY position DESC LIMIT 1)
    UPDATE stories SET
      last_at = max(opened_at, coalesce((SELECT max(published_at) FROM member), opened_at)),
      member_count = (SELECT count(*) FROM member),
      origin_count = (SELECT count(DISTINCT publisher) FROM member WHERE attribution IS NOT 'echo'),
      echo_count = (SELECT count(DISTINCT publisher) FROM member) -
        (SELECT count(DISTINCT publisher) FROM member WHERE attribution IS NOT 'echo'),
      stage = (SELECT signal ->> '$.stage' FROM newest),
      kind = (SELECT signal ->> '$.kind' FROM newest),
      pairs = coalesce((SELECT signal -> '$.pairs' FROM newest), '[]')
    WHERE id = @id`);

  const get = (id: StoryId): Story | undefined => {
    const row = byId.get(id);
    return row && toStory(row);
  };
  return {
    open: (leadId, at) => Number(insert.run(leadId, at, at).lastInsertRowid),
    refresh(id) {
      recompute.run({ id });
      const story = get(id);
      if (!story) throw new AppError("not_found", `There is no story ${id}.`);
      return story;
    },
    setLead(id, leadId) {
      lead.run(leadId, id);
    },
    get,
    members: (id) => memberRows.all(id).map(toArchivedItem),
  };
}

function toStory(row: StoryRow): Story {
  return {
    id: row.id,
    leadId: row.lead_id,
    openedAt: row.opened_at,
    lastAt: row.last_at,
    memberCount: row.member_count,
    originCount: row.origin_count,
    echoCount: row.echo_count,
    stage: row.stage,
    kind: row.kind,
    pairs: fromJson<readonly Pair[]>(row.pairs),
  };
}
