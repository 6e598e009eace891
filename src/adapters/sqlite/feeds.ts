/** Table feeds: the polled sources with their validators, schedule and health. */
import { AppError } from "../../core/errors.ts";
import { type FeedProblem, toldProblem } from "../../core/feed-problem.ts";
import type { FeedId, Lang, Millis } from "../../core/types.ts";
import type { Feed, FeedStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";

interface FeedRow {
  id: FeedId;
  url: string;
  name: string;
  lang: Lang;
  zone: string | null;
  origin: Feed["origin"];
  state: Feed["state"];
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  interval_ms: number;
  next_check_at: Millis;
  last_ok_at: Millis | null;
  last_new_at: Millis | null;
  failure_count: number;
  failing_since: Millis | null;
  last_error: string | null;
  step: string | null;
  moved_to: string | null;
  moved_count: number;
  baseline_at: Millis | null;
  confirmed: string | null;
}

export function feedStore(db: Db): FeedStore {
  const insert = db.prepare<[Omit<FeedRow, "id">]>(`
    INSERT INTO feeds (url, name, lang, zone, origin, state, etag, last_modified, body_hash, interval_ms, next_check_at,
      last_ok_at, last_new_at, failure_count, failing_since, last_error, step, moved_to, moved_count, baseline_at, confirmed)
    VALUES (@url, @name, @lang, @zone, @origin, @state, @etag, @last_modified, @body_hash, @interval_ms, @next_check_at,
      @last_ok_at, @last_new_at, @failure_count, @failing_since, @last_error, @step, @moved_to, @moved_count, @baseline_at, @confirmed)`);
  const write = db.prepare<[FeedRow]>(`
    UPDATE feeds SET url = @url, name = @name, lang = @lang, zone = @zone, origin = @origin, state = @state, etag = @etag,
      last_modified = @last_modified, body_hash = @body_hash, interval_ms = @interval_ms, next_check_at = @next_check_at,
      last_ok_at = @last_ok_at, last_new_at = @last_new_at, failure_count = @failure_count, failing_since = @failing_since,
      last_error = @last_error, step = @step, moved_to = @moved_to, moved_count = @moved_count,
      baseline_at = @baseline_at, confirmed = @confirmed
    WHERE id = @id`);
  const byId = db.prepare<[FeedId], FeedRow>("SELECT * FROM feeds WHERE id = ?");
  const byUrl = db.prepare<[string], FeedRow>("SELECT * FROM feeds WHERE url = ?");
  const all = db.prepare<[], FeedRow>("SELECT * FROM feeds ORDER BY id");
  const due = db.prepare<[Millis, number], FeedRow>(
    "SELECT * FROM feeds WHERE state = 'active' AND next_check_at <= ? ORDER BY next_check_at, id LIMIT ?",
  );
  const erase = db.prepare<[FeedId]>("DELETE FROM feeds WHERE id = ?");

  const get = (id: FeedId): Feed | undefined => {
    const row = byId.get(id);
    return row && toFeed(row);
  };
  return {
    add(feed) {
      if (byUrl.get(feed.url)) throw new AppError("conflict", `The feed ${feed.url} is already here.`);
      return { ...feed, id: Number(insert.run(toRow(feed)).lastInsertRowid) };
    },
    get,
    findByUrl(url) {
      const row = byUrl.get(url);
      return row && toFeed(row);
    },
    list: () => all.all().map(toFeed),
    listDue: (now, limit) => due.all(now, limit).map(toFeed),
    update(id, change) {
      const current = get(id);
      if (!current) throw new AppError("not_found", `There is no feed ${id}.`);
      write.run({ ...toRow({ ...current, ...change }), id });
    },
    remove(id) {
      erase.run(id);
    },
  };
}

function toFeed(row: FeedRow): Feed {
  return {
    id: row.id,
    url: row.url,
    name: row.name,
    lang: row.lang,
    zone: row.zone,
    origin: row.origin,
    state: row.state,
    validators: { etag: row.etag, lastModified: row.last_modified },
    bodyHash: row.body_hash,
    intervalMs: row.interval_ms,
    nextCheckAt: row.next_check_at,
    lastOkAt: row.last_ok_at,
    lastNewAt: row.last_new_at,
    failureCount: row.failure_count,
    failingSince: row.failing_since,
    lastError: row.last_error === null ? null : readProblem(row.last_error),
    step: row.step,
    movedTo: row.moved_to,
    movedCount: row.moved_count,
    baselineAt: row.baseline_at,
    confirmed: row.confirmed,
  };
}

/** JSON; before version 2 of the schema, a sentence. */
function readProblem(text: string): FeedProblem {
  return text.startsWith("{") ? (JSON.parse(text) as FeedProblem) : toldProblem("other", text);
}

function toRow(feed: Omit<Feed, "id">): Omit<FeedRow, "id"> {
  return {
    url: feed.url,
    name: feed.name,
    lang: feed.lang,
    zone: feed.zone,
    origin: feed.origin,
    state: feed.state,
    etag: feed.validators.etag,
    last_modified: feed.validators.lastModified,
    body_hash: feed.bodyHash,
    interval_ms: feed.intervalMs,
    next_check_at: feed.nextCheckAt,
    last_ok_at: feed.lastOkAt,
    last_new_at: feed.lastNewAt,
    failure_count: feed.failureCount,
    failing_since: feed.failingSince,
    last_error: feed.lastError === null ? null : JSON.stringify(feed.lastError),
    step: feed.step,
    moved_to: feed.movedTo,
    moved_count: feed.movedCount,
    baseline_at: feed.baselineAt,
    confirmed: feed.confirmed,
  };
}
