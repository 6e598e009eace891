/** What the prompt keeps in the data directory: the lines typed before, and the files that answers come with. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

const historyLimit = 500;

/** Lines typed before, the newest first, as readline wants them; none where there is no file yet. */
export function readHistory(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter(Boolean).slice(-historyLimit).reverse();
}

/** Written at once, so that a crash keeps it; readable by the owner alone. */
export function addToHistory(file: string, line: string): void {
  appendFileSync(file, `${line}\n`, { mode: 0o600 });
}

/** Writes a file of an answer into the folder, beside earlier ones of that name; answers its path. */
export function saveFile(folder: string, name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const safe = basename(name).replace(/[^-._\p{L}\p{N}]+/gu, "-");
  const ending = extname(safe);
  const stem = safe.slice(0, safe.length - ending.length);
  let path = join(folder, safe);
  for (let n = 2; existsSync(path); n += 1) path = join(folder, `${stem}-${n}${ending}`);
  writeFileSync(path, content);
  return path;
}
