/** Keeps the heap near what is alive in it: left alone, V8 lets garbage pile up to several times that, too much for a bot that shares its machine. */
import { setFlagsFromString } from "node:v8";

/** Share, in percent, by which the old generation may outgrow what the last collection left alive. */
const growthPercent = 30;

/** For the whole process; call it once, early. Costs a few percent of CPU time under load. */
export function boundHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
}
