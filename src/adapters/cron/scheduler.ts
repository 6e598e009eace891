/** node-cron as a driver of jobs: a job never overlaps itself, is told when to stop, and a stop waits for the run in hand. */
import { type ScheduledTask, schedule, validate } from "node-cron";
import { AppError } from "../../core/errors.ts";
import type { Log } from "../../services/ports.ts";

/** A job; `signal` aborts when the scheduler stops. */
type Job = (signal: AbortSignal) => Promise<unknown>;

export interface Scheduler {
  /** @param expression five or six cron fields (seconds first when six); a bad one is an AppError. */
  every(name: string, expression: string, job: Job): void;
  /** Runs a job of this name now unless it is running already; resolves when it ends. */
  runNow(name: string): Promise<void>;
  /** No new runs; waits for those in hand, at most `withinMs`. True when all ended in time. */
  stop(withinMs: number): Promise<boolean>;
}

interface Entry {
  readonly task: ScheduledTask;
  readonly run: () => Promise<void>;
}

export function createScheduler({ log, zone }: { readonly log: Log; readonly zone: string }): Scheduler {
  const entries = new Map<string, Entry>();
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  // That a run lasts longer than its interval is no fault: the next one begins when it is over.
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => log.debug("scheduler", { message }),
    error: (message: string | Error) => log.error("scheduler", { message: String(message) }),
  };

  const runnerOf = (name: string, job: Job) => (): Promise<void> => {
    const current = running.get(name);
    if (current !== undefined) return current;
    if (stopping.signal.aborted) return Promise.resolve();
    const run = job(stopping.signal)
      .then(
        () => undefined,
        (error: unknown) => log.error("job failed", { job: name, error }),
      )
      .finally(() => running.delete(name));
    running.set(name, run);
    return run;
  };

  return {
    every(name, expression, job) {
      refuseBadCron(name, expression);
      const run = runnerOf(name, job);
      const task = schedule(expression, run, {
        name,
        timezone: zone,
        noOverlap: true,
        suppressMissedWarning: true,
        logger,
      });
      entries.set(name, { task, run });
    },
    async runNow(name) {
      await entries.get(name)?.run();
    },
    async stop(withinMs) {
      stopping.abort();
      await Promise.all([...entries.values()].map(({ task }) => task.destroy()));
      return await within(Promise.all(running.values()), withinMs);
    },
  };
}

/** Whether the work ends within a time; the timer is cleared either way. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws AppError `invalid` for what node-cron does not read: a field too many, or a value out of its range. */
export function refuseBadCron(name: string, expression: string): void {
  if (validate(expression)) return;
  throw new AppError(
    "invalid",
    `Schedule of ${name}: expected a cron expression such as "*/10 * * * * *", got "${expression}".`,
  );
}
