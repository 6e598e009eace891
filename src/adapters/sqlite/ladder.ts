/** Table ladder_steps: every rung that a pair was seen on, in the order of the reports. */
import type { ItemId, LadderMove, LadderStep, Millis, Stage, StoryId } from "../../core/types.ts";
import type { LadderStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";

interface StepRow {
  entrant: string;
  target: string | null;
  stage: Stage;
  at: Millis;
  item_id: ItemId;
  story_id: StoryId;
}

export function ladderStore(db: Db): LadderStore {
  const insert = db.prepare<[StepRow & { move: LadderMove["move"] }]>(`
    INSERT INTO ladder_steps (entrant, target, stage, at, item_id, story_id, move)
    VALUES (@entrant, @target, @stage, @at, @item_id, @story_id, @move)`);
  const ofPair = db.prepare<[string, string | null], StepRow>(
    "SELECT * FROM ladder_steps WHERE entrant = ? AND target IS ? ORDER BY at, id",
  );
  const lastOfEach = db.prepare<[number], StepRow>(`
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY entrant, target ORDER BY at DESC, id DESC) AS nth FROM ladder_steps
    ) WHERE nth = 1 ORDER BY at DESC, id DESC LIMIT ?`);
  return {
    history: (pair) => ofPair.all(pair.entrant, pair.target).map(toStep),
    add({ move, step }) {
      insert.run({
        entrant: step.pair.entrant,
        target: step.pair.target,
        stage: step.stage,
        at: step.at,
        item_id: step.itemId,
        story_id: step.storyId,
        move,
      });
    },
    latest: (limit) => lastOfEach.all(limit).map(toStep),
  };
}

function toStep(row: StepRow): LadderStep {
  return {
    pair: { entrant: row.entrant, target: row.target },
    stage: row.stage,
    at: row.at,
    itemId: row.item_id,
    storyId: row.story_id,
  };
}
