/** Where the labelled data lies, and how its tab- and line-separated files are read. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../../shared/data/dev");

/** Whether a labelled set is there; says so loudly where it is not, since its scores are then not measured. */
export function hasData(file: string): boolean {
  const found = existsSync(resolve(folder, file));
  if (!found) console.warn(`SKIPPED: ${file} is not at ${folder}; its scores are not measured.`);
  return found;
}

/** Objects of a JSON Lines file. The labelled sets are ours: their shape is trusted. */
export function readJsonLines<T>(file: string): readonly T[] {
  return lines(file).map((line) => JSON.parse(line) as T);
}

/** Rows of a TSV file with a header line and no quoting, by column name. */
export function readTable(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = "", ...rows] = lines(file);
  const names = header.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}

function lines(file: string): readonly string[] {
  return readFileSync(resolve(folder, file), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}
