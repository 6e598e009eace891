/** Table watches: the rules that people and packs added. A name stands once a destination. */
import { AppError } from "../../core/errors.ts";
import type { DestinationId, Millis, Rule, Watch, WatchId, WatchTier } from "../../core/types.ts";
import type { WatchStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";
import { fromJson, toJson } from "./json.ts";

interface WatchRow {
  id: WatchId;
  destination: DestinationId;
  name: string;
  rule: string;
  tier: WatchTier;
  origin: Watch["origin"];
  state: Watch["state"];
  added_by: string;
  added_at: Millis;
}

export function watchStore(db: Db): WatchStore {
  const insert = db.prepare<[Omit<WatchRow, "id">]>(`
    INSERT INTO watches (destination, name, rule, tier, origin, state, added_by, added_at)
    VALUES (@destination, @name, @rule, @tier, @origin, @state, @added_by, @added_at)`);
  const write = db.prepare<[WatchRow]>(`
    UPDATE watches SET destination = @destination, name = @name, rule = @rule, tier = @tier, origin = @origin,
      state = @state, added_by = @added_by, added_at = @added_at
    WHERE id = @id`);
  const byId = db.prepare<[WatchId], WatchRow>("SELECT * FROM watches WHERE id = ?");
  const byName = db.prepare<[DestinationId, string], WatchRow>(
    "SELECT * FROM watches WHERE destination = ? AND name = ?",
  );
  const all = db.prepare<[], WatchRow>("SELECT * FROM watches ORDER BY id");
  const ofDestination = db.prepare<[DestinationId], WatchRow>(
    "SELECT * FROM watches WHERE destination = ? ORDER BY id",
  );
  const erase = db.prepare<[WatchId]>("DELETE FROM watches WHERE id = ?");

  const get = (id: WatchId): Watch | undefined => {
    const row = byId.get(id);
    return row && toWatch(row);
  };
  const refuseTaken = (destination: DestinationId, name: string, self: WatchId | null): void => {
    const other = byName.get(destination, name);
    if (other && other.id !== self) {
      throw new AppError("conflict", `There is already a watch “${name}” here. Choose another name, or edit that one.`);
    }
  };
  return {
    add(watch) {
      refuseTaken(watch.destination, watch.name, null);
      return { ...watch, id: Number(insert.run(toRow(watch)).lastInsertRowid) };
    },
    get,
    findByName(destination, name) {
      const row = byName.get(destination, name);
      return row && toWatch(row);
    },
    list: (destination) => (destination === undefined ? all.all() : ofDestination.all(destination)).map(toWatch),
    update(id, change) {
      const current = get(id);
      if (!current) throw new AppError("not_found", `There is no watch ${id}.`);
      const next = { ...current, ...change };
      refuseTaken(next.destination, next.name, id);
      write.run({ ...toRow(next), id });
    },
    remove(id) {
      erase.run(id);
    },
  };
}

function toWatch(row: WatchRow): Watch {
  return {
    ...fromJson<Omit<Rule, "name">>(row.rule),
    id: row.id,
    name: row.name,
    destination: row.destination,
    tier: row.tier,
    origin: row.origin,
    state: row.state,
    addedBy: row.added_by,
    addedAt: row.added_at,
  };
}

function toRow(watch: Omit<Watch, "id">): Omit<WatchRow, "id"> {
  const { all, none, near, fields, langs } = watch;
  return {
    destination: watch.destination,
    name: watch.name,
    rule: toJson({ all, none, near, fields, langs }),
    tier: watch.tier,
    origin: watch.origin,
    state: watch.state,
    added_by: watch.addedBy,
    added_at: watch.addedAt,
  };
}
