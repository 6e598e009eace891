/** Keeps the heap near what is alive in it: left alone, V8 lets garbage pile up to several times that, too much for a bot that shares its machine. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Share, in percent, by which the old generation may outgrow what the last collection left alive. */
const growthPercent = 15;

/**
 * For the whole process; call it once, when what it needs for good is loaded: it collects then, since the limit counts
 * from the last full collection, and V8 puts the first one off until the heap is large.
 */
export function boundHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}
