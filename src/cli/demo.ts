/** `vigie demo`: the whole job with nothing outside: a loopback press plays the seed case through real HTTP, a real database and the terminal. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Press, startPress } from "../adapters/demo/press.ts";
import type { Locale, Millis } from "../core/types.ts";
import type { RecordedItem } from "../services/replay.ts";
import { type App, buildApp } from "../wire.ts";
import { readTimeline } from "../wire-demo.ts";
import { printLine, surroundingsOf, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";
import { untilSignal } from "./signals.ts";

export interface DemoOptions {
  /** Leaves a prompt open at the end; at a terminal it is open from the beginning. */
  readonly stay?: boolean;
  /** Pause between two reports, in ms; 0 when nobody watches. */
  readonly paceMs: number;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

const words: Readonly<
  Record<
    Locale,
    { intro(reports: number, outlets: number, host: string, day: string): string; readonly invitation: string }
  >
> = {
  en: {
    intro: (reports, outlets, host, day) =>
      `Vigie demo: ${reports} reports of ${outlets} outlets, served on ${host}, from ${day} on.`,
    invitation:
      'Ask it yourself: "npm run demo -- --stay", then /latest monoprix, /why 12, /watch add term: drive, /help.',
  },
  fr: {
    intro: (reports, outlets, host, day) =>
      `Démonstration de Vigie : ${reports} articles de ${outlets} médias, servis sur ${host}, à partir du ${day}.`,
    invitation:
      "À vous de demander : « npm run demo -- --stay », puis /dernieres monoprix, /pourquoi 12, /veille ajouter terme: drive, /aide.",
  },
};

/** Ends by itself, at /quit or at a signal; leaves nothing behind. */
export async function demo(terminal: Terminal, options: DemoOptions): Promise<number> {
  const timeline = await readTimeline(readSettings(terminal));
  const stopped = untilSignal();
  const dataDir = mkdtempSync(join(tmpdir(), "vigie-demo-"));
  const press = await startPress(timeline);
  let now = (timeline[0]?.publishedAt ?? 0) - dayMs;
  const clock = { now: () => now };
  const advance = (to: Millis): void => {
    now = to;
  };
  try {
    const env = {
      ...terminal.env,
      DISCORD_TOKEN: undefined,
      DISCORD_TOKEN_FILE: undefined,
      VIGIE_DATA_DIR: dataDir,
      VIGIE_ALLOW_PRIVATE_HOSTS: press.host,
    };
    const config = readSettings({ env });
    const feeds = press.feeds.map((feed) => ({ ...feed, confirmed: "never", on: true }));
    const app = buildApp(config, surroundingsOf(terminal), { clock, feeds, hostSpacingMs: 0 });
    const say = words[config.locale];
    printLine(terminal, `${say.intro(timeline.length, press.feeds.length, press.host, day(now))}\n`);
    const halt = new AbortController();
    // Somebody at a terminal types while it plays; piped lines are for what it leaves.
    const early = options.stay && terminal.stdin.isTTY ? app.prompt() : null;
    const played = play(app, press, timeline, { paceMs: options.paceMs, advance, signal: halt.signal });
    try {
      const over = await Promise.race([stopped, played, ...(early === null ? [] : [early])]);
      if (over !== "signal") {
        if (options.stay) await Promise.race([stopped, early ?? app.prompt()]);
        else printLine(terminal, say.invitation);
      }
      return 0;
    } finally {
      halt.abort();
      await Promise.allSettled([played]);
      await app.stop();
    }
  } finally {
    await press.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Pace {
  readonly paceMs: number;
  /** Sets the clock. */
  readonly advance: (to: Millis) => void;
  /** Ends it after the report in hand. */
  readonly signal: AbortSignal;
}

/** Publishes report by report, a cycle after each, and ends with the board. */
async function play(
  app: Pick<App, "cycle" | "show">,
  press: Pick<Press, "publish">,
  timeline: readonly RecordedItem[],
  { paceMs, advance, signal }: Pace,
): Promise<void> {
  await app.cycle({ all: true });
  for (const item of timeline) {
    if (signal.aborted) return;
    press.publish(item);
    if (item.publishedAt !== null) advance(item.publishedAt + minuteMs);
    await app.cycle({ all: true });
    await sleep(paceMs);
  }
  await app.show(["board"]);
}

function day(at: Millis): string {
  return new Date(at).toISOString().slice(0, 10);
}
