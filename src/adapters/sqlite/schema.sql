PRAGMA user_version = 3;

CREATE TABLE feeds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('pack', 'person')),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'gone')),
  etag TEXT,
  last_modified TEXT,
  body_hash TEXT,
  interval_ms INTEGER NOT NULL,
  next_check_at INTEGER NOT NULL,
  last_ok_at INTEGER,
  last_new_at INTEGER,
  failure_count INTEGER NOT NULL,
  failing_since INTEGER,
  last_error TEXT,
  step TEXT,
  moved_to TEXT,
  moved_count INTEGER NOT NULL,
  baseline_at INTEGER,
  confirmed TEXT
, zone TEXT) STRICT;

CREATE INDEX feeds_due ON feeds (next_check_at) WHERE state = 'active';

CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 2147483648),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  body TEXT NOT NULL,
  url TEXT,
  publisher TEXT NOT NULL,
  feed_id INTEGER REFERENCES feeds (id) ON DELETE SET NULL,
  published_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  date_basis TEXT NOT NULL CHECK (date_basis IN ('published', 'seen', 'clamped')),
  lang TEXT NOT NULL,
  reading TEXT CHECK (reading IS NULL OR json_valid(reading)),
  entities TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(entities)),
  story_id INTEGER REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL
    GENERATED ALWAYS AS ((min(max(published_at, 0), 4294967295000) / 1000) << 31 | id) VIRTUAL
) STRICT;

CREATE UNIQUE INDEX items_position ON items (position);

CREATE INDEX items_story ON items (story_id);

CREATE INDEX items_feed ON items (feed_id) WHERE feed_id IS NOT NULL;

CREATE TABLE item_keys (
  key TEXT PRIMARY KEY,
  item_id INTEGER NOT NULL,
  rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX item_keys_item ON item_keys (item_id, rank);

CREATE VIRTUAL TABLE item_index USING fts5 (
  title, entities, pairs, stage, lang,
  content = '', contentless_delete = 1, detail = column, tokenize = "ascii tokenchars '->'"
);

CREATE TABLE stories (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lead_id INTEGER NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED,
  opened_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  member_count INTEGER NOT NULL DEFAULT 1,
  origin_count INTEGER NOT NULL DEFAULT 1,
  echo_count INTEGER NOT NULL DEFAULT 0,
  stage TEXT,
  kind TEXT,
  pairs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pairs))
) STRICT;

CREATE INDEX stories_lead ON stories (lead_id);

CREATE TABLE ladder_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entrant TEXT NOT NULL,
  target TEXT,
  stage TEXT NOT NULL,
  at INTEGER NOT NULL,
  item_id INTEGER NOT NULL REFERENCES items (id),
  story_id INTEGER NOT NULL REFERENCES stories (id),
  move TEXT NOT NULL CHECK (move IN ('first', 'up', 'down', 'reversal', 'repeat'))
) STRICT;

CREATE INDEX ladder_steps_pair ON ladder_steps (entrant, target, at, id);

CREATE INDEX ladder_steps_item ON ladder_steps (item_id);

CREATE INDEX ladder_steps_story ON ladder_steps (story_id);

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  destination TEXT,
  watches TEXT NOT NULL CHECK (json_valid(watches)),
  tier TEXT NOT NULL CHECK (tier IN ('alert', 'digest', 'none')),
  action TEXT NOT NULL CHECK (action IN ('new', 'stage-change', 'update', 'none')),
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX decisions_item ON decisions (item_id);

CREATE INDEX decisions_digest ON decisions (destination, at) WHERE tier = 'digest';

CREATE TABLE destinations (
  id TEXT PRIMARY KEY,
  guild_id TEXT,
  locale TEXT NOT NULL,
  zone TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  note TEXT,
  digest_at TEXT,
  last_digest_at INTEGER,
  digested_to INTEGER NOT NULL DEFAULT 0,
  quiet_from TEXT,
  quiet_to TEXT,
  urgent_role_id TEXT,
  board_message_id TEXT,
  welcomed_at INTEGER,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT;

CREATE INDEX destinations_guild ON destinations (guild_id) WHERE guild_id IS NOT NULL;

CREATE TABLE watches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  destination TEXT NOT NULL,
  name TEXT NOT NULL,
  rule TEXT NOT NULL CHECK (json_valid(rule)),
  tier TEXT NOT NULL CHECK (tier IN ('signal', 'alert', 'digest')),
  origin TEXT NOT NULL CHECK (origin IN ('pack', 'person')),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  UNIQUE (destination, name)
) STRICT;

CREATE TABLE mutes (
  destination TEXT NOT NULL,
  subject_type TEXT NOT NULL CHECK (subject_type IN ('story', 'entity', 'watch')),
  subject_id TEXT NOT NULL,
  until INTEGER NOT NULL,
  muted_by TEXT NOT NULL,
  PRIMARY KEY (destination, subject_type, subject_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  destination TEXT NOT NULL,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  item_id INTEGER NOT NULL REFERENCES items (id),
  stage TEXT,
  pairs TEXT NOT NULL CHECK (json_valid(pairs)),
  form TEXT NOT NULL CHECK (form IN ('post', 'reply')),
  created_at INTEGER NOT NULL,
  message_id TEXT
) STRICT;

CREATE INDEX alerts_story ON alerts (story_id, destination);

CREATE INDEX alerts_item ON alerts (item_id);

CREATE INDEX alerts_destination ON alerts (destination, created_at);

CREATE TABLE feedback (
  destination TEXT NOT NULL,
  item_id INTEGER NOT NULL REFERENCES items (id),
  given_by TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('relevant', 'not-relevant', 'should-alert')),
  at INTEGER NOT NULL,
  PRIMARY KEY (destination, item_id, given_by)
) STRICT, WITHOUT ROWID;

CREATE INDEX feedback_item ON feedback (item_id);

CREATE TABLE notes (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "outbox" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  destination TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('post', 'reply', 'edit', 'crosspost', 'board', 'pin')),
  message TEXT NOT NULL CHECK (json_valid(message)),
  nonce TEXT NOT NULL UNIQUE CHECK (length(nonce) BETWEEN 1 AND 25),
  alert_id INTEGER REFERENCES alerts (id),
  silent INTEGER NOT NULL CHECK (silent IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
  created_at INTEGER NOT NULL,
  first_try_at INTEGER,
  next_try_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  settled_at INTEGER,
  message_id TEXT,
  note TEXT
) STRICT;

CREATE INDEX outbox_queue ON outbox (destination, id) WHERE state IN ('pending', 'sending');

CREATE INDEX outbox_alert ON outbox (alert_id) WHERE alert_id IS NOT NULL;

CREATE INDEX outbox_state ON outbox (state);
