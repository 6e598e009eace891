/** What leaves the archive with age: items that nothing told or learned leans on. Their keys stay, so that a feed that still lists them does not bring them back as new. */
import type { Millis } from "../../core/types.ts";
import type { Db } from "./db.ts";

/**
 * A story goes whole, or keeps its lead: a lead goes only where no alert, ladder step or mute knows the story and all
 * of its members go. Verdicts of people keep their item. Deliveries that were settled before the time go too.
 *
 * @returns a function of the time before which items are old; it answers how many items went.
 */
export function prepareRetention(db: Db): (before: Millis) => number {
  db.exec("CREATE TEMP TABLE IF NOT EXISTS doomed (id INTEGER PRIMARY KEY)");
  const clear = db.prepare("DELETE FROM doomed");
  const choose = db.prepare<[Millis]>(`
    INSERT INTO doomed SELECT i.id FROM items i
    WHERE i.published_at < ?
      AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.item_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM ladder_steps l WHERE l.item_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.item_id = i.id)`);
  const spareLeads = db.prepare(`
    DELETE FROM doomed WHERE id IN (
      SELECT s.lead_id FROM stories s JOIN doomed d ON d.id = s.lead_id
      WHERE EXISTS (SELECT 1 FROM alerts a WHERE a.story_id = s.id)
        OR EXISTS (SELECT 1 FROM ladder_steps l WHERE l.story_id = s.id)
        OR EXISTS (SELECT 1 FROM mutes m WHERE m.subject_type = 'story' AND m.subject_id = CAST(s.id AS TEXT))
        OR EXISTS (SELECT 1 FROM items i WHERE i.story_id = s.id AND i.id NOT IN (SELECT id FROM doomed)))`);
  const eraseStories = db.prepare("DELETE FROM stories WHERE lead_id IN (SELECT id FROM doomed)");
  const unindex = db.prepare(`
    DELETE FROM item_index WHERE rowid IN (SELECT position FROM items WHERE id IN (SELECT id FROM doomed))`);
  const eraseItems = db.prepare("DELETE FROM items WHERE id IN (SELECT id FROM doomed)");
  const eraseSettled = db.prepare<[Millis]>("DELETE FROM outbox WHERE state IN ('sent', 'dead') AND settled_at < ?");

  return (before) =>
    db.transaction(() => {
      clear.run();
      choose.run(before);
      spareLeads.run();
      eraseStories.run();
      unindex.run();
      const gone = eraseItems.run().changes;
      clear.run();
      eraseSettled.run(before);
      return gone;
    })();
}
