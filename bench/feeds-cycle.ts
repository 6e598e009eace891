/** Poll cycles over 1,000 loopback feeds on 250 hosts through the real services: the first sight, a cycle with news in one feed of ten, a cycle of 304s. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createLog } from "../src/adapters/ops/log.ts";
import { createMetrics } from "../src/adapters/ops/metrics.ts";
import { openStore } from "../src/adapters/sqlite/store.ts";
import { loadConfig } from "../src/config.ts";
import { buildServices } from "../src/wire-services.ts";

const feedCount = 1_000;
const hostCount = 250;
const hosts = Array.from({ length: hostCount }, (_, index) => `127.0.1.${index + 1}`);

export async function runCycles(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "vigie-bench-"));
  const server = fork(new URL("./feeds-server.ts", import.meta.url), { execArgv: process.execArgv });
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  const config = loadConfig({
    VIGIE_DATA_DIR: dataDir,
    VIGIE_ALLOW_PRIVATE_HOSTS: hosts.join(","),
    LOG_LEVEL: "silent",
  });
  const store = openStore({ file: join(dataDir, "vigie.db") });
  const services = buildServices(config, {
    store,
    clock: { now: () => Date.now() },
    log: createLog("silent"),
    metrics: createMetrics(),
    hostSpacingMs: 10,
    feeds: Array.from({ length: feedCount }, (_, index) => ({
      name: `Feed ${index}`,
      url: `http://${hosts[index % hostCount]}:${port}/f/${index}`,
      lang: "und",
      confirmed: "never",
      on: true,
    })),
  });
  const caller = {
    id: "bench",
    name: "bench",
    locale: "en",
    canManage: true,
    destination: services.destination,
    guildId: null,
  } as const;

  const cycle = async (name: string, round: number) => {
    server.send({ round });
    await once(server, "message");
    globalThis.gc?.();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const waits: number[] = [];
    let polling = true;
    const asking = (async () => {
      while (polling) {
        const asked = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 0));
        await services.desk.run({ path: ["latest"], args: {}, caller });
        waits.push(performance.now() - asked);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    const cpu = process.cpuUsage();
    const started = performance.now();
    const visits = await services.poll({ all: true });
    const ms = performance.now() - started;
    const used = process.cpuUsage(cpu);
    polling = false;
    await asking;
    delay.disable();
    server.send({ round });
    const [{ requests }] = (await once(server, "message")) as [{ requests: readonly number[] }];
    const results = new Map<string, number>();
    for (const { result } of visits) results.set(result, (results.get(result) ?? 0) + 1);
    return {
      cycle: name,
      visits: [...results].map(([result, count]) => `${count} ${result}`).join(", "),
      "wall s": (ms / 1_000).toFixed(2),
      "CPU s": ((used.user + used.system) / 1e6).toFixed(2),
      "RSS MB": Math.round(process.memoryUsage().rss / 1e6),
      "loop p99 ms": (delay.percentile(99) / 1e6).toFixed(1),
      "loop max ms": (delay.max / 1e6).toFixed(1),
      "command max ms": Math.max(...waits).toFixed(0),
      "requests a host": Math.max(...requests),
    };
  };

  try {
    const rows = [await cycle("first sight", 0), await cycle("one in ten has news", 1), await cycle("nothing new", 1)];
    console.table(rows);
    const [first, , last] = rows.map((row) => Number(row["CPU s"]));
    console.log(`a cycle of 304s uses ${((100 * (last ?? 0)) / (first ?? 1)).toFixed(1)} % of the first cycle's CPU`);
  } finally {
    await services.reader.close();
    store.close();
    server.kill();
    rmSync(dataDir, { recursive: true });
  }
}
