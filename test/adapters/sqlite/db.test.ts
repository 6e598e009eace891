import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDb } from "../../../src/adapters/sqlite/db.ts";
import { migrations } from "../../../src/adapters/sqlite/migrations.ts";
import { openStore } from "../../../src/adapters/sqlite/store.ts";
import { AppError } from "../../../src/core/errors.ts";
import type { Store } from "../../../src/services/ports.ts";
import { archive } from "../../contract/stores.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-db-"));
  file = join(folder, "vigie.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the person reads; fails where the refusal is not meant for a person. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return error instanceof Error ? error.message : "";
  }
  throw new Error("nothing was refused");
}

describe("the schema", () => {
  // Where this fails after a new migration: run with -u and commit schema.sql with it.
  it("is the one that schema.sql shows", async () => {
    const db = openDb({ file: ":memory:" });
    const parts = db
      .prepare<[], { sql: string }>(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'item_index_%' ORDER BY rowid`,
      )
      .all();
    const dump = `${[`PRAGMA user_version = ${migrations.length}`, ...parts.map(({ sql }) => sql)].join(";\n\n")};\n`;
    await expect(dump).toMatchFileSnapshot("../../../src/adapters/sqlite/schema.sql");
  });

  it("is strict in every table of its own", () => {
    const loose = openDb({ file: ":memory:" })
      .prepare<[], { name: string }>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
  });
});

describe("opening", () => {
  it("makes the folder and the whole schema, and twice is harmless", () => {
    file = join(folder, "new", "deep", "vigie.db");
    const first = openStore({ file });
    first.notes.set("kept", "yes");
    first.close();
    const second = openStore({ file });
    expect(second.notes.get("kept")).toBe("yes");
    second.close();
    second.close();
    expect(readdirSync(join(folder, "new", "deep"))).toEqual(["vigie.db"]);
  });

  it("runs durable and guarded: WAL, FULL, foreign keys", () => {
    const db = openDb({ file });
    const pragmas = ["journal_mode", "synchronous", "foreign_keys"].map((name) => db.pragma(name, { simple: true }));
    expect(pragmas).toEqual(["wal", 2, 1]);
    db.close();
  });

  it("reads beside a running process without being able to write", () => {
    const running = openStore({ file });
    running.notes.set("a", "1");
    const looking = openStore({ file, readonly: true });
    expect(looking.notes.get("a")).toBe("1");
    expect(() => looking.notes.set("a", "2")).toThrow(/readonly/);
    looking.close();
    running.close();
  });
});

describe("an existing database", () => {
  const history = [
    "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);",
    "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1;",
    "CREATE TABLE b (z INTEGER) STRICT;",
  ];

  it("of before the pins keeps what waited in the outbox, in its order and with its ids", () => {
    const before = openDb({ file, history: migrations.slice(0, 2) });
    const insert = before.prepare(`
      INSERT INTO outbox (destination, form, message, nonce, silent, state, created_at, next_try_at, message_id)
      VALUES ('discord:1', ?, '{"a":1}', ?, 0, ?, 5, 6, ?)`);
    insert.run("post", "n1", "sent", "m1");
    insert.run("board", "n2", "sending", null);
    insert.run("edit", "n3", "pending", "m1");
    before.close();
    const { outbox, destinations, close } = openStore({ file });
    destinations.ensure("discord:1", { guildId: null, locale: "en", zone: "UTC" });
    expect(outbox.counts()).toEqual({ pending: 1, sending: 1, sent: 1, dead: 0 });
    expect(outbox.listDue(10)).toMatchObject([{ id: 2, nonce: "n2", form: "board", state: "sending" }]);
    outbox.markSent(2, "m2", 10);
    expect(outbox.findByNonce("pin m2")).toMatchObject({ id: 4, form: "pin", messageId: "m2" });
    close();
  });

  it.each([1, 2])(
    "of version %i is lifted to the latest with its data, after a copy of it was put beside",
    (version) => {
      openDb({ file, history: history.slice(0, version) }).close();
      const db = openDb({ file, history });
      expect(db.prepare("SELECT * FROM a").all()).toEqual([{ x: 1, y: 2 }]);
      expect(db.pragma("user_version", { simple: true })).toBe(3);
      db.close();
      const copy = new Database(`${file}.v${version}.backup`, { readonly: true });
      expect(copy.pragma("user_version", { simple: true })).toBe(version);
      copy.close();
    },
  );

  it("stays as it was where a step fails, the steps before it included in what stands", () => {
    openDb({ file, history: history.slice(0, 1) }).close();
    const broken = [...history.slice(0, 2), "CREATE TABLE b (z INTEGER) STRICT; SELECT no_such_thing;"];
    expect(() => openDb({ file, history: broken })).toThrow(/no_such_thing/);
    const db = openDb({ file, history });
    expect(db.prepare("SELECT * FROM a").all()).toEqual([{ x: 1, y: 2 }]);
    db.close();
    expect(readdirSync(folder).filter((name) => name.endsWith(".backup"))).toEqual([
      "vigie.db.v1.backup",
      "vigie.db.v2.backup",
    ]);
  });

  it("keeps an earlier copy when it is lifted from the same version again", () => {
    openDb({ file, history: history.slice(0, 1) }).close();
    writeFileSync(`${file}.v1.backup`, "an earlier copy");
    openDb({ file, history }).close();
    expect(readFileSync(`${file}.v1.backup`, "utf8")).toBe("an earlier copy");
    expect(readdirSync(folder)).toContain("vigie.db.v1.backup-2");
  });

  it("that is older is not touched by one who only looks", () => {
    openDb({ file, history: history.slice(0, 1) }).close();
    expect(refusal(() => openDb({ file, history, readonly: true }))).toMatch(/older schema. Run `vigie run --once`/);
  });
});

describe("a file that cannot be used is left alone, and the refusal says what to do", () => {
  const untouched = (work: () => unknown): string => {
    const before = readFileSync(file);
    const message = refusal(work);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name !== "vigie.db")).toEqual([]);
    return message;
  };

  it("written by a newer version", () => {
    openDb({ file, history: [...migrations, "CREATE TABLE later (x INTEGER) STRICT"] }).close();
    const open = () => openStore({ file });
    expect(untouched(open)).toBe(
      `${file} was written by a newer Vigie (schema ${migrations.length + 1}; this one knows ${migrations.length}). Run the newer version, or restore a backup made before the upgrade.`,
    );
  });

  it("of another program", () => {
    const other = new Database(file);
    other.exec("CREATE TABLE theirs (x)");
    other.close();
    expect(untouched(() => openStore({ file }))).toMatch(/another program. Point VIGIE_DATA_DIR/);
  });

  it("that is no database", () => {
    writeFileSync(file, "name: value\n".repeat(200));
    expect(untouched(() => openStore({ file }))).toMatch(/damaged or no SQLite database .* restore a backup/);
  });

  it("that was cut short", () => {
    openStore({ file }).close();
    truncateSync(file, 9_000);
    expect(untouched(() => openStore({ file }))).toMatch(/damaged or no SQLite database/);
  });

  it("that is a folder", () => {
    mkdirSync(file);
    expect(refusal(() => openStore({ file }))).toMatch(/Cannot write to .*vigie\.db/);
  });

  it("below something that is no folder", () => {
    writeFileSync(file, "");
    const below = join(file, "deeper", "vigie.db");
    expect(refusal(() => openStore({ file: below }))).toMatch(/Cannot write to .* set VIGIE_DATA_DIR/);
  });

  it("that is not there, for one who only looks", () => {
    expect(refusal(() => openStore({ file, readonly: true }))).toMatch(/No database at .* Start `vigie run` once/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a backup", () => {
  it("taken while running is whole, and a later write is not in it", () => {
    const store = openStore({ file });
    store.notes.set("a", "1");
    const copy = join(folder, "copy.db");
    store.backup(copy);
    store.notes.set("a", "2");
    store.close();
    const restored = openStore({ file: copy });
    expect(restored.notes.get("a")).toBe("1");
    restored.close();
    expect(readdirSync(folder).sort()).toEqual(["copy.db", "vigie.db"]);
  });

  it("is searched as the original is", () => {
    const store = openStore({ file });
    for (const title of ["Monoprix joins", "Casino waits", "Monoprix leaves"]) {
      archive(store, { item: { title }, entities: ["monoprix"] });
    }
    store.items.prune(0);
    const copy = join(folder, "copy.db");
    store.backup(copy);
    const restored = openStore({ file: copy, readonly: true });
    const titles = (from: Store) => from.items.search({ words: ["monoprix"], limit: 5 }).map(({ item }) => item.title);
    expect(titles(restored)).toEqual(["Monoprix leaves", "Monoprix joins"]);
    expect(titles(restored)).toEqual(titles(store));
    restored.close();
    store.close();
  });

  it("overwrites nothing", () => {
    const store = openStore({ file });
    writeFileSync(join(folder, "copy.db"), "precious");
    expect(refusal(() => store.backup(join(folder, "copy.db")))).toMatch(/exists already/);
    expect(readFileSync(join(folder, "copy.db"), "utf8")).toBe("precious");
    store.close();
  });

  it("into a folder that is not there is refused in a sentence", () => {
    const store = openStore({ file });
    expect(refusal(() => store.backup(join(folder, "none", "copy.db")))).toMatch(/Cannot write to/);
    store.close();
  });
});
