/** One process a data directory. The lock is the operating system's, through SQLite: it goes with its process, however that ends. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "../../core/errors.ts";
import type { Millis } from "../../core/types.ts";
import { makeFolder, toAppError } from "./db.ts";

export interface LockHolder {
  readonly pid: number;
  readonly startedAt: Millis;
}

export interface Lock {
  /** May be called twice. */
  release(): void;
}

/**
 * Holds `vigie.lock` in the directory; `vigie.pid` beside it names the holder for people and for the refusal.
 * A file left by a dead process does not lock anything.
 *
 * @throws AppError `conflict`, naming the holder, where another process has it; `unavailable` where the directory cannot be written.
 */
export function acquireLock(dataDir: string, holder: LockHolder): Lock {
  makeFolder(dataDir);
  const file = join(dataDir, "vigie.lock");
  const pidFile = join(dataDir, "vigie.pid");
  const db = holdExclusively(file, () => refusal(dataDir, pidFile));
  try {
    writeFileSync(pidFile, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    db.close();
    throw new AppError("unavailable", `Cannot write ${pidFile}: ${String(error)}`, { cause: error });
  }
  return {
    release() {
      if (!db.open) return;
      rmSync(pidFile, { force: true });
      db.close();
    },
  };
}

function holdExclusively(file: string, refuse: () => AppError): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    // Never committed: an empty database in an open exclusive transaction is nothing but the lock.
    db.exec("BEGIN EXCLUSIVE");
    return db;
  } catch (error) {
    db?.close();
    const busy = error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
    throw busy ? refuse() : toAppError(error, file);
  }
}

function refusal(dataDir: string, pidFile: string): AppError {
  const holder = readHolder(pidFile);
  const who = holder ? `process ${holder.pid}, since ${new Date(holder.startedAt).toISOString()}` : "process unknown";
  return new AppError(
    "conflict",
    `Another Vigie (${who}) already works on ${dataDir}. Stop it first, or set VIGIE_DATA_DIR to another folder.`,
  );
}

/** Who wrote the side file; undefined where it is missing or half written. */
function readHolder(pidFile: string): LockHolder | undefined {
  let text: string;
  try {
    text = readFileSync(pidFile, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const match = /^\{"pid":(\d+),"startedAt":(\d+)\}\n$/.exec(text);
  return match ? { pid: Number(match[1]), startedAt: Number(match[2]) } : undefined;
}
