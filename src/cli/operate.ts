/** What an operator types now and then: check, register, healthcheck, backup, export, import. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadPacks } from "../config-pack.ts";
import { renderConfig } from "../config-settings.ts";
import { AppError } from "../core/errors.ts";
import { mergePacks } from "../core/pack-merge.ts";
import { registerCommands } from "../wire-discord.ts";
import { openForOperation } from "../wire-offline.ts";
import { printLine, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";

/** Validates settings, environment, packs and the data folder, then shows what is in force, secrets hidden. */
export function check(terminal: Terminal): number {
  const config = readSettings(terminal);
  const packs = loadPacks(config.packs);
  mergePacks(packs);
  openForOperation(config).verify(Date.now());
  printLine(terminal, renderConfig(config).trimEnd());
  for (const { name, gazetteer, watches, feeds } of packs) {
    const on = feeds.filter((feed) => feed.on).length;
    const { entities, lists } = gazetteer;
    printLine(
      terminal,
      `pack ${name}: ${entities.length} entities, ${lists.length} lists, ${watches.length} watches, ${feeds.length} feeds (${on} on)`,
    );
  }
  printLine(terminal, "All good.");
  return 0;
}

/** Registers the slash commands whether they changed or not. */
export async function register(terminal: Terminal): Promise<number> {
  printLine(terminal, `${await registerCommands(readSettings(terminal))} commands registered.`);
  return 0;
}

/** 0 where the worker answers on its health port or, without one, where a worker holds the data directory. */
export async function healthcheck(terminal: Terminal): Promise<number> {
  const config = readSettings(terminal);
  const { port, host } = config.health;
  if (port === null) {
    const holder = openForOperation(config).holder(Date.now());
    if (holder === null) throw unhealthy(`a worker in ${config.dataDir}`, "none");
    printLine(terminal, holder);
    return 0;
  }
  const address = `http://${reachable(host)}:${port}/healthz`;
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch((error: unknown) => {
    throw unhealthy(`a worker at ${address}`, (error as Error).message);
  });
  if (!response.ok) throw unhealthy(`a healthy worker at ${address}`, `status ${response.status}`);
  return 0;
}

/** The host as an address names it: what listens everywhere is asked on this machine, and IPv6 stands in brackets (RFC 3986 3.2.2). */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function unhealthy(expected: string, got: string): AppError {
  return new AppError("unavailable", `Expected ${expected}, got ${got}. Is "vigie run" running?`);
}

/** A consistent copy of the database, also while the worker runs. */
export function backup(terminal: Terminal, file: string): number {
  openForOperation(readSettings(terminal)).backup(file);
  printLine(terminal, `Backup written to ${file}.`);
  return 0;
}

export interface TransferOptions {
  /** Feeds only, as OPML. */
  readonly opml?: boolean;
}

/** Watches, feeds and destinations as JSON, or the feeds as OPML; to a file or to standard output. */
export function exportState(terminal: Terminal, file: string | undefined, options: TransferOptions): number {
  const operation = openForOperation(readSettings(terminal));
  const text = options.opml === true ? operation.exportOpml() : operation.exportText();
  if (file === undefined) terminal.stdout.write(text);
  else {
    if (existsSync(file)) throw new AppError("conflict", `${file} exists already. Name a file that does not.`);
    writeText(file, text);
    printLine(terminal, `Written to ${file}.`);
  }
  return 0;
}

/** Adds what the file (JSON or OPML) holds and the store lacks; refuses while a worker runs. */
export function importState(terminal: Terminal, file: string): number {
  const { watches, feeds } = openForOperation(readSettings(terminal)).importText(readText(file), Date.now());
  printLine(
    terminal,
    `Added ${watches === 1 ? "1 watch" : `${watches} watches`} and ${feeds === 1 ? "1 feed" : `${feeds} feeds`}; what was there already stayed as it was.`,
  );
  return 0;
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new AppError(
      "unavailable",
      `Cannot write ${file}: ${(error as Error).message}. Name a file in a folder that exists.`,
      {
        cause: error,
      },
    );
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new AppError("not_found", `Expected a JSON or OPML file, got ${file}: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
