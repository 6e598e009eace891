import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireLock } from "../../../src/adapters/sqlite/lock.ts";
import { openStore } from "../../../src/adapters/sqlite/store.ts";
import { AppError } from "../../../src/core/errors.ts";

let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-crash-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  rmSync(folder, { recursive: true });
});

/** Runs a module text in a process of its own, on the built adapters. */
function run(name: "store" | "lock", text: string): ChildProcess {
  const built = pathToFileURL(join(import.meta.dirname, `../../../dist/adapters/sqlite/${name}.js`)).href;
  const code = `const adapter = await import(${JSON.stringify(built)}); const folder = ${JSON.stringify(folder)}; ${text}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the child has no output");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return String(line);
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

describe("kill -9 in the middle of transactions", () => {
  // Each transaction writes two halves; what is printed was committed before.
  const writer = `
    const { writeSync } = await import("node:fs");
    const store = adapter.openStore({ file: folder + "/vigie.db" });
    let n = Number(store.notes.get("left") ?? 0);
    for (;;) {
      n += 1;
      store.transact(() => {
        store.notes.set("left", String(n));
        for (let i = 0; i < 20; i += 1) store.notes.set("filler" + i, "x".repeat(500) + n);
        store.notes.set("right", String(n));
      });
      writeSync(1, n + "\\n");
    }`;

  it("loses nothing that was committed, and keeps no half of what was not", async () => {
    let committed = 0;
    for (const writes of [1, 3, 7, 12, 20]) {
      const child = run("store", writer);
      if (!child.stdout) throw new Error("the child has no output");
      const until = committed + writes;
      for await (const line of createInterface({ input: child.stdout })) {
        committed = Math.max(committed, Number(line));
        if (committed >= until && child.exitCode === null) child.kill("SIGKILL");
      }
      const store = openStore({ file: join(folder, "vigie.db") });
      const left = Number(store.notes.get("left"));
      expect(left).toBeGreaterThanOrEqual(committed);
      expect(store.notes.get("right")).toBe(String(left));
      store.close();
      committed = left;
    }
  });
});

describe("the lock on a data directory", () => {
  const holder = `
    adapter.acquireLock(folder, { pid: process.pid, startedAt: 1514764800000 });
    console.log("held"); setInterval(() => undefined, 1000);`;
  const mine = { pid: process.pid, startedAt: 1_514_764_900_000 };

  it("refuses a second process by the name of the first, and is free as soon as that one is killed", async () => {
    const child = run("lock", holder);
    expect(await firstLine(child)).toBe("held");
    expect(() => acquireLock(folder, mine)).toThrow(AppError);
    expect(() => acquireLock(folder, mine)).toThrow(
      `Another Vigie (process ${child.pid}, since 2018-01-01T00:00:00.000Z) already works on ${folder}.`,
    );
    await kill(child);
    expect(existsSync(join(folder, "vigie.pid"))).toBe(true);
    acquireLock(folder, mine).release();
    expect(existsSync(join(folder, "vigie.pid"))).toBe(false);
  });

  it("holds inside one process too, and can be taken again once released", () => {
    const lock = acquireLock(folder, mine);
    expect(() => acquireLock(folder, mine)).toThrow(`process ${process.pid}`);
    lock.release();
    lock.release();
    acquireLock(folder, mine).release();
  });

  it("does not depend on the side file", () => {
    const lock = acquireLock(folder, mine);
    writeFileSync(join(folder, "vigie.pid"), "half a li");
    expect(() => acquireLock(folder, mine)).toThrow("Another Vigie (process unknown)");
    rmSync(join(folder, "vigie.pid"));
    expect(() => acquireLock(folder, mine)).toThrow("Another Vigie (process unknown)");
    lock.release();
  });

  it("makes its folder, and says so where it cannot", () => {
    acquireLock(join(folder, "new"), mine).release();
    writeFileSync(join(folder, "file"), "");
    expect(() => acquireLock(join(folder, "file", "below"), mine)).toThrow(/Cannot write to .* set VIGIE_DATA_DIR/);
  });
});
