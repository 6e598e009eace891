/** Runs one benchmark by name: `npm run bench -- match`. Each lives in a file of that name and exports `run`. */
import { readdirSync } from "node:fs";

interface Bench {
  /** Prints its table; the arguments are those behind the name. */
  run(args: readonly string[]): Promise<void> | void;
}

const [name, ...args] = process.argv.slice(2);
const known = readdirSync(new URL(".", import.meta.url))
  .filter((file) => file.endsWith(".ts") && file !== "main.ts" && !file.includes("-"))
  .map((file) => file.slice(0, -".ts".length));

if (name === undefined || !known.includes(name)) {
  console.error(`Expected a benchmark: ${known.join(", ")}. Usage: npm run bench -- ${known[0] ?? "NAME"}`);
  process.exitCode = 1;
} else {
  const bench = (await import(new URL(`./${name}.ts`, import.meta.url).href)) as Bench;
  await bench.run(args);
}
