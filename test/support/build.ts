/** Before the tests, builds dist/ once: the command line and the worker threads run from there. After them, shows the scores that were measured. Type errors are the type check's to report. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Score, scoresVariable, toTable } from "../quality/scores.ts";

const labelledData = resolve(import.meta.dirname, "../../../shared/data/dev");

export function setup(): () => void {
  spawnSync("npm", ["run", "--silent", "build"], { stdio: "ignore" });
  const folder = mkdtempSync(join(tmpdir(), "vigie-scores-"));
  const file = join(folder, "scores.jsonl");
  process.env[scoresVariable] = file;
  return () => {
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    if (lines.length > 0) process.stdout.write(`\n${toTable(lines.map((line) => JSON.parse(line) as Score))}\n`);
    if (!existsSync(labelledData)) {
      process.stdout.write(
        "\nSKIPPED: the labelled data is not at ../shared/data/dev; its scores were NOT measured.\n",
      );
    }
    rmSync(folder, { recursive: true });
  };
}
