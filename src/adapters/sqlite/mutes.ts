/** Table mutes: silence about a story, a company or a watch until a time. */
import type { DestinationId, Millis } from "../../core/types.ts";
import type { Mute, MuteStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";

interface MuteRow {
  destination: DestinationId;
  subject_type: Mute["subject"]["type"];
  subject_id: string;
  until: Millis;
  muted_by: string;
}

export function muteStore(db: Db): MuteStore {
  const put = db.prepare<[MuteRow]>(`
    INSERT INTO mutes (destination, subject_type, subject_id, until, muted_by)
    VALUES (@destination, @subject_type, @subject_id, @until, @muted_by)
    ON CONFLICT DO UPDATE SET until = excluded.until, muted_by = excluded.muted_by`);
  const running = db.prepare<[DestinationId, Millis], MuteRow>(
    "SELECT * FROM mutes WHERE destination = ? AND until > ? ORDER BY until, subject_type, subject_id",
  );
  const erase = db.prepare<[DestinationId, string, string]>(
    "DELETE FROM mutes WHERE destination = ? AND subject_type = ? AND subject_id = ?",
  );
  return {
    add(mute) {
      put.run({
        destination: mute.destination,
        subject_type: mute.subject.type,
        subject_id: String(mute.subject.id),
        until: mute.until,
        muted_by: mute.by,
      });
    },
    list: (destination, now) => running.all(destination, now).map(toMute),
    remove(destination, subject) {
      erase.run(destination, subject.type, String(subject.id));
    },
  };
}

function toMute(row: MuteRow): Mute {
  return {
    destination: row.destination,
    subject:
      row.subject_type === "entity"
        ? { type: "entity", id: row.subject_id }
        : { type: row.subject_type, id: Number(row.subject_id) },
    until: row.until,
    by: row.muted_by,
  };
}
