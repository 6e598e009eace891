/** `vigie demo`: the whole job with nothing outside: a loopback press plays the seed case through real HTTP, a real database and the terminal. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startPress } from "../adapters/demo/press.ts";
import type { Millis } from "../core/types.ts";
import { buildApp } from "../wire.ts";
import { readTimeline } from "../wire-demo.ts";
import { printLine, surroundingsOf, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";

export interface DemoOptions {
  /** Leaves a prompt open at the end. */
  readonly stay?: boolean;
  /** Pause between two reports, in ms; 0 when nobody watches. */
  readonly paceMs: number;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

export async function demo(terminal: Terminal, options: DemoOptions): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "vigie-demo-"));
  const timeline = await readTimeline(readSettings(terminal));
  const press = await startPress(timeline);
  let now = (timeline[0]?.publishedAt ?? 0) - dayMs;
  const env = {
    ...terminal.env,
    DISCORD_TOKEN: undefined,
    VIGIE_DATA_DIR: dataDir,
    VIGIE_ALLOW_PRIVATE_HOSTS: press.host,
  };
  const app = buildApp(readSettings({ env }), surroundingsOf(terminal), {
    clock: { now: () => now },
    feeds: press.feeds.map((feed) => ({ ...feed, confirmed: "never", on: true })),
    hostSpacingMs: 0,
  });
  try {
    printLine(
      terminal,
      `Vigie demo: ${timeline.length} reports of ${press.feeds.length} outlets, served on ${press.host}, from ${day(now)} on.\n`,
    );
    await app.cycle({ all: true });
    for (const item of timeline) {
      press.publish(item);
      now = (item.publishedAt ?? now) + minuteMs;
      await app.cycle({ all: true });
      await sleep(options.paceMs);
    }
    await app.show(["board"]);
    if (options.stay) await app.prompt();
    else
      printLine(
        terminal,
        'Ask it yourself: "npm run demo -- --stay", then /latest monoprix, /why 12, /watch add term: drive, /help.',
      );
    return 0;
  } finally {
    await app.stop();
    await press.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function day(at: Millis): string {
  return new Date(at).toISOString().slice(0, 10);
}
