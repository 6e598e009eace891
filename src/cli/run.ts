/** `vigie run`: the worker, until a signal ends it; or one cycle for schedulers outside. */
import { AppError } from "../core/errors.ts";
import { type App, buildApp } from "../wire.ts";
import { printLine, printProblem, surroundingsOf, type Terminal } from "./output.ts";
import { readSettings } from "./settings.ts";
import { untilSignal } from "./signals.ts";

export interface RunOptions {
  readonly once?: boolean;
  /** With `once` only: the worker keeps to the feeds' own times. */
  readonly all?: boolean;
}

/** Exit status 0 after a clean stop; 1 where a cycle of `--once` could read no feed at all, or could not send what it had to say. */
export async function run(terminal: Terminal, options: RunOptions): Promise<number> {
  if (options.all && !options.once)
    throw new AppError("invalid", "--all goes with --once: vigie run --once --all polls every feed and ends.");
  const config = readSettings(terminal);
  const app = buildApp(config, surroundingsOf(terminal), options.once ? { firstVisitsMs: 0 } : {});
  if (options.once) return runOnce(terminal, app, options.all === true);
  const stopped = untilSignal();
  const broken = guard(app);
  await app.start();
  const ended = await Promise.race([stopped, app.ended, broken]);
  const clean = await app.stop();
  if (!clean) printProblem(terminal, "stopped before the work in hand was done; it goes on at the next start");
  return ended === "failed" ? 1 : 0;
}

async function runOnce(terminal: Terminal, app: App, all: boolean): Promise<number> {
  try {
    await app.checkChannel();
    const visits = await app.cycle({ all });
    const read = visits.filter(({ problem }) => problem === null).length;
    printLine(terminal, `${read} of ${visits.length} feeds read.`);
    const { count, note } = app.backlog();
    if (count > 0)
      printProblem(
        terminal,
        `${count === 1 ? "1 message waits" : `${count} messages wait`} to be sent: ${note ?? "not tried yet"}`,
      );
    return count > 0 || (visits.length > 0 && read === 0) ? 1 : 0;
  } finally {
    await app.stop();
  }
}

/**
 * What no one caught: a promise that nobody waited for (a packet that the gateway's client could not digest) costs one
 * line in the log, and the work goes on; after anything else the state is not to be trusted, so the program ends in order
 * for its supervisor to start it again. Nothing is lost by that: what was decided is in the outbox.
 */
function guard(app: Pick<App, "reportMishap">): Promise<"failed"> {
  process.on("unhandledRejection", (error) => app.reportMishap("went wrong unnoticed, and goes on", error));
  return new Promise((resolve) => {
    process.on("uncaughtException", (error) => {
      app.reportMishap("cannot go on", error);
      resolve("failed");
    });
  });
}
