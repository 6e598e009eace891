/** Progress of long work, drawn only where a person watches a terminal. */
import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  /** How much is done by now, of the total. */
  update(done: number): void;
  /** Wipes the bar; may be called twice. */
  stop(): void;
}

/** @param what what is counted, as read after the figures: "1200/60000 items". */
export function createProgress(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  total: number,
  what: string,
): Progress {
  if (stream.isTTY !== true || total <= 0) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { stream, clearOnComplete: true, hideCursor: true, format: `{bar} {value}/{total} ${what} · {eta_formatted}` },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    update: (done) => bar.update(done),
    stop: () => bar.stop(),
  };
}
