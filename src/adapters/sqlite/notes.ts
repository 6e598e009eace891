/** Table notes: small facts that outlive a run, by key. */
import type { NoteStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";

export function noteStore(db: Db): NoteStore {
  const byKey = db.prepare<[string], { value: string }>("SELECT value FROM notes WHERE key = ?");
  const put = db.prepare<[string, string]>(
    "INSERT INTO notes (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const erase = db.prepare<[string]>("DELETE FROM notes WHERE key = ?");
  return {
    get: (key) => byKey.get(key)?.value,
    set(key, value) {
      put.run(key, value);
    },
    remove(key) {
      erase.run(key);
    },
  };
}
