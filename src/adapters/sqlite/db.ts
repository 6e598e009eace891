/** Opens the one database file: pragmas, version, migrations with a backup before. Whatever stands in the way becomes one sentence for the operator. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "../../core/errors.ts";
import type { Log } from "../../services/ports.ts";
import { migrations } from "./migrations.ts";

export type Db = Database.Database;

/** Marks a file as Vigie's (SQLite's `application_id`): "VIGI" in ASCII. */
const applicationId = 0x56494749;

export interface OpenOptions {
  /** Path, or `:memory:`. Its folder is made when it is missing. */
  readonly file: string;
  /** Reads only: makes and migrates nothing, and refuses an older schema. Default false. */
  readonly readonly?: boolean;
  readonly log?: Log;
  /** The schema's history; only tests pass another than Vigie's. */
  readonly history?: readonly string[];
}

/** @throws AppError where the file cannot be opened, is not Vigie's, is damaged, or was written by a newer version. */
export function openDb({ file, readonly = false, log, history = migrations }: OpenOptions): Db {
  if (file !== ":memory:") prepareFolder(file, readonly);
  let db: Db | undefined;
  try {
    db = new Database(file, { readonly, fileMustExist: readonly, timeout: 5_000 });
    const version = readVersion(db, file, history.length);
    if (!readonly) {
      // WAL first: the pragma is refused inside a transaction. FULL: a message marked as sent must survive a power cut.
      db.pragma("journal_mode = WAL");
      db.pragma("synchronous = FULL");
      db.pragma("journal_size_limit = 67108864");
    }
    db.pragma("foreign_keys = ON");
    db.pragma("cache_size = -8192");
    db.pragma("temp_store = MEMORY");
    if (readonly && version < history.length) {
      throw new AppError("conflict", `${file} has an older schema. Run \`vigie run --once\` to bring it up to date.`);
    }
    if (!readonly) migrate(db, { file, history, ...(log ? { log } : {}) });
    return db;
  } catch (error) {
    db?.close();
    throw toAppError(error, file);
  }
}

/** Lifts the schema to the end of `history`, one transaction a version; an existing database is copied beside itself first. */
function migrate(db: Db, { file, history, log }: { file: string; history: readonly string[]; log?: Log }): void {
  const from = schemaVersion(db);
  if (from === history.length) return;
  if (from > 0 && file !== ":memory:") {
    const copy = freeName(`${file}.v${from}.backup`);
    db.prepare("VACUUM INTO ?").run(copy);
    log?.info("database backed up before upgrade", { from, to: history.length, backup: copy });
  }
  db.pragma(`application_id = ${applicationId}`);
  for (const [index, sql] of history.entries()) {
    const lift = db.transaction(() => {
      // Read again inside: another process may have lifted it since.
      if (schemaVersion(db) !== index) return;
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    });
    lift.immediate();
  }
  log?.info("database schema ready", { from, to: history.length });
}

function readVersion(db: Db, file: string, latest: number): number {
  const version = schemaVersion(db);
  const mark = Number(db.pragma("application_id", { simple: true }));
  const tables = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM sqlite_schema").get()?.n ?? 0;
  if (mark !== applicationId && (mark !== 0 || version !== 0 || tables > 0)) {
    throw new AppError(
      "conflict",
      `${file} is an SQLite database of another program. Point VIGIE_DATA_DIR at a folder of Vigie's own.`,
    );
  }
  if (version > latest) {
    throw new AppError(
      "conflict",
      `${file} was written by a newer Vigie (schema ${version}; this one knows ${latest}). Run the newer version, or restore a backup made before the upgrade.`,
    );
  }
  return version;
}

function schemaVersion(db: Db): number {
  return Number(db.pragma("user_version", { simple: true }));
}

function prepareFolder(file: string, readonly: boolean): void {
  if (readonly) {
    if (existsSync(file)) return;
    throw new AppError("not_found", `No database at ${file}. Start \`vigie run\` once, or set VIGIE_DATA_DIR.`);
  }
  makeFolder(dirname(resolve(file)));
}

/** @throws AppError where the folder can neither be found nor made. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

function unwritable(path: string, cause: unknown): AppError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    "unavailable",
    `Cannot write to ${path} (${detail}). Make it writable for the user that runs Vigie, or set VIGIE_DATA_DIR to another folder.`,
    { cause },
  );
}

/** What SQLite says about a file, as a sentence with a way out; anything else is passed on as it is. */
export function toAppError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith("SQLITE_CANTOPEN") || error.code.startsWith("SQLITE_READONLY")) {
    return unwritable(file, error);
  }
  if (error.code.startsWith("SQLITE_NOTADB") || error.code.startsWith("SQLITE_CORRUPT")) {
    return new AppError(
      "unavailable",
      `${file} is damaged or no SQLite database (${error.message}). Move it away and restore a backup; without one, Vigie starts afresh.`,
      { cause: error },
    );
  }
  if (error.code.startsWith("SQLITE_BUSY")) {
    return new AppError("unavailable", `${file} is held by another program. Stop it, then try again.`, {
      cause: error,
    });
  }
  if (error.code.startsWith("SQLITE_FULL") || error.code.startsWith("SQLITE_IOERR")) {
    return new AppError("unavailable", `${file} cannot be written (${error.message}). Free some disk space.`, {
      cause: error,
    });
  }
  return error;
}

function freeName(wanted: string): string {
  if (!existsSync(wanted)) return wanted;
  let n = 2;
  while (existsSync(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}
