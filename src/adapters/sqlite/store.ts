/** The store port on one SQLite database: what spans the tables lives here (transactions, backup, closing). */
import { existsSync, renameSync, rmSync } from "node:fs";
import { AppError } from "../../core/errors.ts";
import type { Log, Store } from "../../services/ports.ts";
import { alertStore } from "./alerts.ts";
import { type Db, openDb, toAppError } from "./db.ts";
import { decisionStore } from "./decisions.ts";
import { destinationStore } from "./destinations.ts";
import { feedbackStore } from "./feedback.ts";
import { feedStore } from "./feeds.ts";
import { itemStore } from "./items.ts";
import { ladderStore } from "./ladder.ts";
import { muteStore } from "./mutes.ts";
import { noteStore } from "./notes.ts";
import { outboxStore } from "./outbox.ts";
import { storyStore } from "./stories.ts";
import { watchStore } from "./watches.ts";

export interface StoreOptions {
  /** Path of the database, made with its folder when it is missing; or `:memory:`. */
  readonly file: string;
  /** For looking only: makes nothing, migrates nothing. Default false. */
  readonly readonly?: boolean;
  readonly log?: Log;
}

/** @throws AppError where the file cannot be used; the sentence says what to do. */
export function openStore(options: StoreOptions): Store {
  const db = openDb(options);
  return {
    feeds: feedStore(db),
    items: itemStore(db),
    stories: storyStore(db),
    ladder: ladderStore(db),
    decisions: decisionStore(db),
    destinations: destinationStore(db),
    watches: watchStore(db),
    mutes: muteStore(db),
    alerts: alertStore(db),
    outbox: outboxStore(db),
    feedback: feedbackStore(db),
    notes: noteStore(db),
    // IMMEDIATE: a transaction that reads first must not find itself unable to write. Inside another one it is a savepoint.
    transact: (work) => db.transaction(work).immediate(),
    backup: (file) => backup(db, file),
    close() {
      if (!db.open) return;
      if (!options.readonly) db.pragma("optimize");
      db.close();
    },
  };
}

/** Written beside its place and renamed: an interrupted copy is never taken for a backup. */
function backup(db: Db, file: string): void {
  if (existsSync(file)) throw new AppError("conflict", `${file} exists already. Name a file that does not.`);
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    db.prepare("VACUUM INTO ?").run(partial);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw toAppError(error, file);
  }
}
