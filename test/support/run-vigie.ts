/** Runs the built program as a child process in a world of its own: a temporary folder with settings, a small pack and a data folder. Nothing outlives its test. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { parse, stringify } from "yaml";
import type { DiscordDouble } from "./discord-double.ts";
import type { FeedServer } from "./feed-server.ts";

/** A folder with all that one installation needs. */
export interface World {
  readonly dir: string;
  readonly dataDir: string;
  readonly database: string;
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file into the folder; answers its path. */
  write(name: string, content: string): string;
  remove(): void;
}

export interface WorldOptions {
  readonly feeds?: readonly { readonly name: string; readonly url: string; readonly lang?: string }[];
  /** Hosts that may be fetched from although they are loopback. */
  readonly servers?: readonly Pick<FeedServer, "host">[];
  readonly double?: DiscordDouble;
  /** The project's own pack in the place of the small one. */
  readonly seeds?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a process ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
  readonly hasEnded: () => boolean;
  /** Resolves when either stream holds the text; rejects with all that was said where it does not come. */
  says(pattern: RegExp, withinMs?: number): Promise<void>;
  type(line: string): void;
  closeInput(): void;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM; answers how it ended and how long that took, in ms. */
  stop(): Promise<Ended & { readonly tookMs: number }>;
}

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "dist/main.js");
/** No process of a test lives longer. */
const lifetimeMs = 60_000;
const running = new Set<Running>();

export function createWorld(options: WorldOptions = {}): World {
  const dir = mkdtempSync(join(tmpdir(), "vigie-e2e-"));
  const dataDir = join(dir, "data");
  const write = (name: string, content: string): string => {
    const file = join(dir, name);
    writeFileSync(file, content);
    return file;
  };
  mkdirSync(join(dir, "pack"));
  write("pack/pack.yaml", stringify(smallPack(options.feeds ?? [])));
  const config = write("vigie.yaml", stringify(settings(options.seeds ? "seeds/amazon-france" : join(dir, "pack"))));
  const { double } = options;
  return {
    dir,
    dataDir,
    database: join(dataDir, "vigie.db"),
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: dir,
      VIGIE_CONFIG: config,
      VIGIE_DATA_DIR: dataDir,
      VIGIE_ALLOW_PRIVATE_HOSTS: (options.servers ?? []).map(({ host }) => host).join(","),
      ...(double === undefined
        ? {}
        : { DISCORD_TOKEN: double.token, DISCORD_CHANNEL_ID: double.channelId, DISCORD_API_URL: double.apiUrl }),
      ...options.env,
    },
    write,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function startVigie(world: Pick<World, "env">, args: readonly string[]): Running {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: world.env,
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  child.stdin.on("error", () => child.stdin.destroy());
  const alarm = setTimeout(() => child.kill("SIGKILL"), lifetimeMs);
  let over = false;
  const ended = new Promise<Ended>((resolveEnded, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      clearTimeout(alarm);
      over = true;
      running.delete(process_);
      resolveEnded({ status, ...said });
    });
  });
  const process_: Running = {
    pid: child.pid ?? 0,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended,
    hasEnded: () => over,
    async says(pattern, withinMs = 15_000) {
      await until(
        () => pattern.test(said.stdout) || pattern.test(said.stderr),
        withinMs,
        () => {
          return `${String(pattern)} in\n${said.stdout}\n${said.stderr}`;
        },
      );
    },
    type: (line) => child.stdin.write(`${line}\n`),
    closeInput: () => child.stdin.end(),
    kill: (signal) => child.kill(signal),
    async stop() {
      const from = performance.now();
      child.kill("SIGTERM");
      return { ...(await ended), tookMs: performance.now() - from };
    },
  };
  running.add(process_);
  return process_;
}

/** Runs a command to its end, with nothing or the given lines on standard input. */
export function runVigie(
  world: Pick<World, "env">,
  args: readonly string[],
  lines: readonly string[] = [],
): Promise<Ended> {
  const child = startVigie(world, args);
  for (const line of lines) child.type(line);
  child.closeInput();
  return child.ended;
}

/** For `afterEach`: whatever a failed test left behind. */
export async function endAll(): Promise<void> {
  const left = [...running];
  for (const child of left) child.kill("SIGKILL");
  await Promise.all(left.map(({ ended }) => ended));
}

/** @param what what was awaited, for the failure. */
export async function until(holds: () => boolean, withinMs: number, what: () => string): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what()}`);
    await sleep(5);
  }
}

/** As if the time of every feed's next visit had come; also beside a running worker. */
export function makeFeedsDue({ database }: Pick<World, "database">): void {
  withDatabase(database, (db) => db.prepare("UPDATE feeds SET next_check_at = 0").run());
}

export function withDatabase<T>(file: string, work: (db: Database.Database) => T): T {
  const db = new Database(file, { timeout: 5_000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** The shipped settings, with the small pack and a look at the feeds every second. */
function settings(pack: string) {
  const shipped = parse(readFileSync(join(root, "config/vigie.yaml"), "utf8")) as Record<string, object>;
  return {
    ...shipped,
    packs: [pack],
    poll: { ...shipped["poll"], cron: "* * * * * *", hostSpacing: "1 s" },
    fetch: { ...shipped["fetch"], timeout: "5 s" },
    alerts: { ...shipped["alerts"], catchUpLimit: 1_000 },
    digest: { ...shipped["digest"], at: "off" },
  };
}

/** Entrants and French retailers enough for stories of their own. */
const entrants: readonly string[] = ["Amazon", "Ocado", "Deliveroo", "Alibaba"];
const retailers: readonly string[] = ["Monoprix", "Carrefour", "Auchan", "Franprix", "Picard", "Schiever"];

function smallPack(feeds: NonNullable<WorldOptions["feeds"]>) {
  const company = (role: string, home: string) => (name: string) => ({
    id: name.toLowerCase(),
    name,
    roles: [role],
    home,
    aliases: [name],
  });
  return {
    name: "small",
    title: { en: "A small market", fr: "Un petit marché" },
    market: { home: ["FR"], region: ["DE"] },
    facts: [],
    contextTerms: ["grocery", "supermarket"],
    entities: [...entrants.map(company("entrant", "US")), ...retailers.map(company("retailer", "FR"))],
    lists: [
      { name: "entrants", entities: entrants.map((name) => name.toLowerCase()) },
      { name: "retailers", entities: retailers.map((name) => name.toLowerCase()) },
    ],
    watches: [{ name: "Entrants x retailers", all: [["@entrants"], ["@retailers"]] }],
    feeds: feeds.map(({ name, url, lang = "en" }) => ({ name, url, lang, confirmed: "2026-01-01", on: true })),
  };
}
