/** Tables items, item_keys and the search index: the archive. An item is found again only once its reading is written. */
import { AppError } from "../../core/errors.ts";
import type { EntityId, FeedId, Item, ItemId, Lang, Millis, Reading, StoryId } from "../../core/types.ts";
import type { ArchivedItem, ItemQuery, ItemStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";
import { type IndexEntry, toIndexEntry, toMatchExpression } from "./item-index.ts";
import { fromJson, toJson } from "./json.ts";
import { prepareRetention } from "./retention.ts";

export interface ItemRow {
  id: ItemId;
  title: string;
  description: string;
  body: string;
  url: string | null;
  publisher: string;
  feed_id: FeedId | null;
  published_at: Millis;
  seen_at: Millis;
  date_basis: Item["dateBasis"];
  lang: Lang;
  reading: string;
  entities: string;
  story_id: StoryId;
  keys: string;
}

/** Columns of `ItemRow` from a table named `i`. */
export const itemColumns = `i.id, i.title, i.description, i.body, i.url, i.publisher, i.feed_id, i.published_at, i.seen_at,
  i.date_basis, i.lang, i.reading, i.entities, i.story_id,
  (SELECT json_group_array(k.key) FROM (SELECT key FROM item_keys WHERE item_id = i.id ORDER BY rank) k) AS keys`;

interface SearchParams {
  match: string | null;
  since: Millis;
  before: ItemId | null;
  limit: number;
}

/** Bounds of a page on a column that holds positions (see the schema): from a time on, before an item where one is named. */
const pageBounds = (column: string): string => `
  ${column} >= (max(CAST(@since AS INTEGER), 0) / 1000) << 31
  AND ${column} < iif(@before IS NULL, 9223372036854775807, (SELECT position FROM items WHERE id = @before))`;

export function itemStore(db: Db): ItemStore {
  const insert = db.prepare<[Omit<ItemRow, "id" | "reading" | "entities" | "story_id" | "keys">]>(`
    INSERT INTO items (title, description, body, url, publisher, feed_id, published_at, seen_at, date_basis, lang)
    VALUES (@title, @description, @body, @url, @publisher, @feed_id, @published_at, @seen_at, @date_basis, @lang)`);
  const insertKey = db.prepare<[string, ItemId, ItemId]>(`
    INSERT INTO item_keys (key, item_id, rank)
    VALUES (?, ?, (SELECT count(*) FROM item_keys WHERE item_id = ?)) ON CONFLICT DO NOTHING`);
  const byKey = db.prepare<[string], { item_id: ItemId }>("SELECT item_id FROM item_keys WHERE key = ?");
  const head = db.prepare<[ItemId], { title: string; lang: Lang; read: 0 | 1 }>(
    "SELECT title, lang, reading IS NOT NULL AS read FROM items WHERE id = ?",
  );
  const writeReading = db.prepare<[{ id: ItemId; reading: string; entities: string; story_id: StoryId }]>(
    "UPDATE items SET reading = @reading, entities = @entities, story_id = @story_id WHERE id = @id",
  );
  const writeBody = db.prepare<[string, ItemId]>("UPDATE items SET body = ? WHERE id = ?");
  const unindex = db.prepare<[ItemId]>(
    "DELETE FROM item_index WHERE rowid = (SELECT position FROM items WHERE id = ?)",
  );
  const index = db.prepare<[IndexEntry & { id: ItemId }]>(`
    INSERT INTO item_index (rowid, title, entities, pairs, stage, lang)
    SELECT position, @title, @entities, @pairs, @stage, @lang FROM items WHERE id = @id`);
  const byId = db.prepare<[ItemId], ItemRow>(
    `SELECT ${itemColumns} FROM items i WHERE i.id = ? AND i.reading IS NOT NULL`,
  );
  const filtered = db.prepare<[SearchParams], ItemRow>(`
    SELECT ${itemColumns} FROM item_index CROSS JOIN items i ON i.id = item_index.rowid & 2147483647
    WHERE item_index MATCH @match AND ${pageBounds("item_index.rowid")} AND i.published_at >= @since
    ORDER BY item_index.rowid DESC LIMIT @limit`);
  const newest = db.prepare<[Omit<SearchParams, "match">], ItemRow>(`
    SELECT ${itemColumns} FROM items i
    WHERE ${pageBounds("i.position")} AND i.published_at >= @since AND i.reading IS NOT NULL
    ORDER BY i.position DESC LIMIT @limit`);
  const oldest = db.prepare<[{ since: Millis; after: ItemId; limit: number }], ItemRow>(`
    SELECT ${itemColumns} FROM items i
    WHERE i.position > max((max(CAST(@since AS INTEGER), 0) / 1000) << 31,
        coalesce((SELECT position FROM items WHERE id = @after), 0))
      AND i.published_at >= @since AND i.reading IS NOT NULL
    ORDER BY i.position LIMIT @limit`);
  const exists = db.prepare<[ItemId], { id: ItemId }>("SELECT id FROM items WHERE id = ?");
  const total = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM items");
  const retention = prepareRetention(db);

  const addKeys = (id: ItemId, keys: readonly string[]): void => {
    for (const key of keys) insertKey.run(key, id, id);
  };
  return {
    findByKeys(keys) {
      for (const key of keys) {
        const row = byKey.get(key);
        if (row) return row.item_id;
      }
      return undefined;
    },
    add(item) {
      const { lastInsertRowid } = insert.run({
        title: item.title,
        description: item.description,
        body: item.body,
        url: item.url,
        publisher: item.publisher,
        feed_id: item.feedId,
        published_at: item.publishedAt,
        seen_at: item.seenAt,
        date_basis: item.dateBasis,
        lang: item.lang,
      });
      const id = Number(lastInsertRowid);
      addKeys(id, item.keys);
      return { ...item, id };
    },
    addKeys,
    setReading(id, reading, entities, storyId) {
      const item = head.get(id);
      if (!item) throw new AppError("not_found", `There is no item ${id} in the archive.`);
      if (item.read) unindex.run(id);
      writeReading.run({ id, reading: toJson(reading), entities: toJson(entities), story_id: storyId });
      const { signal } = reading;
      const entry = { ...item, entities, pairs: signal?.pairs ?? [], stage: signal?.stage ?? null };
      index.run({ ...toIndexEntry(entry), id });
    },
    setBody(id, body) {
      if (writeBody.run(body, id).changes === 0)
        throw new AppError("not_found", `There is no item ${id} in the archive.`);
    },
    get(id) {
      const row = byId.get(id);
      return row && toArchivedItem(row);
    },
    search(query: ItemQuery) {
      const page = { since: query.since ?? 0, before: query.before ?? null, limit: query.limit };
      const match = toMatchExpression(query);
      const rows = match === null ? newest.all(page) : filtered.all({ ...page, match });
      return rows.map(toArchivedItem);
    },
    listSince(since, after, limit) {
      if (after !== 0 && !exists.get(after)) {
        throw new AppError("not_found", `Item ${after} has left the archive: start again from the first page.`);
      }
      return oldest.all({ since, after, limit }).map(toArchivedItem);
    },
    count: () => total.get()?.n ?? 0,
    prune: retention,
  };
}

export function toArchivedItem(row: ItemRow): ArchivedItem {
  return {
    item: {
      id: row.id,
      keys: fromJson<readonly string[]>(row.keys),
      title: row.title,
      description: row.description,
      body: row.body,
      url: row.url,
      publisher: row.publisher,
      feedId: row.feed_id,
      publishedAt: row.published_at,
      seenAt: row.seen_at,
      dateBasis: row.date_basis,
      lang: row.lang,
    },
    reading: fromJson<Reading>(row.reading),
    entities: fromJson<readonly EntityId[]>(row.entities),
    storyId: row.story_id,
  };
}
