/** The program as it is shipped (dist/, plain Node), polling the benchmark's feeds: a message `{ cycle }` runs one, the answer is what it cost. JavaScript, since nothing may stand between Node and what is measured. */
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createLog } from "../dist/adapters/ops/log.js";
import { createMetrics } from "../dist/adapters/ops/metrics.js";
import { openStore } from "../dist/adapters/sqlite/store.js";
import { readEnvironment } from "../dist/config-environment.js";
import { loadPacks } from "../dist/config-pack.js";
import { loadConfig } from "../dist/config-settings.js";
import { buildServices } from "../dist/wire-services.js";

const { dataDir, hosts, port, feedCount } = JSON.parse(process.argv[2]);
const environment = { VIGIE_DATA_DIR: dataDir, VIGIE_ALLOW_PRIVATE_HOSTS: hosts.join(","), LOG_LEVEL: "silent" };
const config = loadConfig(readEnvironment(environment));
const store = openStore({ file: join(dataDir, "vigie.db") });
const services = buildServices(config, {
  packs: loadPacks(config.packs),
  store,
  clock: { now: () => Date.now() },
  log: createLog("silent"),
  metrics: createMetrics(),
  hostSpacingMs: 10,
  feeds: Array.from({ length: feedCount }, (_, index) => ({
    name: `Feed ${index}`,
    url: `http://${hosts[index % hosts.length]}:${port}/f/${index}`,
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
};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function cycle() {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const waits = [];
  let peak = 0;
  let polling = true;
  const asking = (async () => {
    while (polling) {
      const asked = performance.now();
      await pause(0);
      await services.desk.run({ path: ["latest"], args: {}, caller });
      waits.push(performance.now() - asked);
      peak = Math.max(peak, process.memoryUsage.rss());
      await pause(100);
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
  const results = new Map();
  for (const { result } of visits) results.set(result, (results.get(result) ?? 0) + 1);
  return {
    visits: [...results].map(([result, count]) => `${count} ${result}`).join(", "),
    wallS: ms / 1_000,
    cpuS: (used.user + used.system) / 1e6,
    peakMb: peak / 1e6,
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMaxMs: delay.max / 1e6,
    commandMaxMs: Math.max(...waits),
  };
}

process.on("message", async (message) => {
  if (message === "cycle") process.send(await cycle());
  else {
    await services.close();
    store.close();
    process.disconnect();
  }
});
process.send({ ready: true, rssMb: process.memoryUsage.rss() / 1e6 });
