/** What an operator types now and then: check, register, healthcheck, backup, export, import. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Config, renderConfig } from "../config.ts";
import { loadPack } from "../config-pack.ts";
import { AppError } from "../core/errors.ts";
import { mergePacks } from "../core/pack.ts";
import { openForOperation, registerCommands } from "../wire.ts";
import { printLine, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";

/** Validates settings, environment and packs, then shows what is in force, secrets hidden. */
export function check(terminal: Terminal): number {
  const config = readSettings(terminal);
  const packs = config.packs.map(loadPack);
  mergePacks(packs);
  printLine(terminal, renderConfig(config).trimEnd());
  for (const { name, gazetteer, watches, feeds } of packs) {
    const on = feeds.filter((feed) => feed.on).length;
    printLine(
      terminal,
      `pack ${name}: ${gazetteer.entities.length} entities, ${gazetteer.lists.length} lists, ${watches.length} watches, ${feeds.length} feeds (${on} on)`,
    );
  }
  printLine(terminal, "All good.");
  return 0;
}

/** Registers the slash commands whether they changed or not. */
export async function register(terminal: Terminal): Promise<number> {
  const count = await registerCommands(readSettings(terminal));
  printLine(terminal, `${count} commands registered.`);
  return 0;
}

/** Asks the running worker's /healthz: 0 where it answers, 1 otherwise. Without a health port it looks whether a worker holds the data directory. */
export async function healthcheck(terminal: Terminal): Promise<number> {
  const config = readSettings(terminal);
  const { port, host } = config.health;
  if (port === null) return healthByLock(terminal, config);
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/healthz`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    if (response.ok) return 0;
    throw new Error(`status ${response.status}`);
  } catch (error) {
    throw new AppError("unavailable", `Expected a healthy worker at ${address}, got ${(error as Error).message}. Is "vigie run" running?`, { cause: error });
  }
}

function healthByLock(terminal: Terminal, config: Config): number {
  const holder = openForOperation(config).holder();
  if (holder === null) throw new AppError("unavailable", `No worker holds ${config.dataDir}. Start one with "vigie run".`);
  printLine(terminal, `Process ${holder.pid} holds ${config.dataDir}.`);
  return 0;
}

/** A consistent copy of the database, also while the worker runs. */
export function backup(terminal: Terminal, file: string): number {
  const { store, close } = openForOperation(readSettings(terminal)).readStore();
  try {
    store.backup(file);
  } finally {
    close();
  }
  printLine(terminal, `Backup written to ${file}.`);
  return 0;
}

export interface TransferOptions {
  /** Feeds only, as OPML. */
  readonly opml?: boolean;
}

/** Watches, feeds, destinations and mutes as JSON, or the feeds as OPML; to a file or to standard output. */
export function exportState(terminal: Terminal, file: string | undefined, options: TransferOptions): number {
  const { store, close } = openForOperation(readSettings(terminal)).readStore();
  try {
    const text = openForOperation(readSettings(terminal)).render(store, options.opml === true ? "opml" : "json");
    if (file === undefined) printLine(terminal, text.trimEnd());
    else if (existsSync(file)) throw new AppError("conflict", `${file} exists already. Name a file that does not.`);
    else writeFileSync(file, text);
  } finally {
    close();
  }
  if (file !== undefined) printLine(terminal, `Written to ${file}.`);
  return 0;
}

/** Adds what the file holds and the store lacks; refuses while a worker runs. */
export function importState(terminal: Terminal, file: string): number {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new AppError("not_found", `Expected a JSON or OPML file, got ${file}: ${(error as Error).message}.`, { cause: error });
  }
  const { watches, feeds } = openForOperation(readSettings(terminal)).importText(text);
  printLine(terminal, `Added ${watches} watches and ${feeds} feeds; what was there already stayed as it was.`);
  return 0;
}
