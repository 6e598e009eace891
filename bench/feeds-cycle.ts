/** Poll cycles over 1,000 loopback feeds on 250 hosts by the built program, in a process of its own: the first sight, a cycle with news in one feed of ten, a cycle of 304s. */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const hostCount = 250;
const hosts = Array.from({ length: hostCount }, (_, index) => `127.0.1.${index + 1}`);

/** What one cycle cost, as bench/feeds-poller.mjs measures it. */
interface CycleCost {
  readonly visits: string;
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMb: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  readonly commandMaxMs: number;
}

/** Builds the program first. */
export async function runCycles(feedCount = 1_000): Promise<void> {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const dataDir = mkdtempSync(join(tmpdir(), "vigie-bench-"));
  const server = fork(new URL("./feeds-server.ts", import.meta.url), { execArgv: process.execArgv });
  const { port } = await answerOf<{ port: number }>(server);
  const settings = JSON.stringify({ dataDir, hosts, port, feedCount });
  const poller = fork(new URL("./feeds-poller.mjs", import.meta.url), [settings], { execArgv: [] });

  const cycle = async (name: string, round: number) => {
    await ask(server, { round });
    const cost = await ask<CycleCost>(poller, "cycle");
    const { requests } = await ask<{ requests: readonly number[] }>(server, { round });
    return {
      cycle: name,
      visits: cost.visits,
      "wall s": cost.wallS.toFixed(1),
      "CPU s": cost.cpuS.toFixed(2),
      "RSS peak MB": Math.round(cost.peakMb),
      "loop p99 ms": cost.delayP99Ms.toFixed(1),
      "loop max ms": cost.delayMaxMs.toFixed(1),
      "command max ms": cost.commandMaxMs.toFixed(0),
      "requests a host": Math.max(...requests),
    };
  };

  try {
    const { rssMb } = await answerOf<{ rssMb: number }>(poller);
    const rows = [await cycle("first sight", 0), await cycle("one in ten has news", 1), await cycle("nothing new", 1)];
    console.log(`${feedCount} feeds; RSS before the first cycle: ${Math.round(rssMb)} MB`);
    console.table(rows);
    const [first, , last] = rows.map((row) => Number(row["CPU s"]));
    console.log(`a cycle of 304s uses ${((100 * (last ?? 0)) / (first ?? 1)).toFixed(1)} % of the first cycle's CPU`);
  } finally {
    if (poller.connected) {
      poller.send("stop");
      await once(poller, "exit");
    }
    server.kill();
    rmSync(dataDir, { recursive: true });
  }
}

function ask<T>(child: ChildProcess, message: string | object): Promise<T> {
  const answer = answerOf<T>(child);
  child.send(message);
  return answer;
}

/** The next message; rejects where the process ends instead. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, "exit").then(([status]) => {
    throw new Error(`a process of the benchmark ended with status ${status}`);
  });
  const [answer] = await Promise.race([once(child, "message"), ended]);
  return answer as T;
}
