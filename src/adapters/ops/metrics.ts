/** prom-client behind the Metrics port: every counter and gauge is declared here with its help text and labels. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CounterName, Metrics } from "../../services/ports.ts";

/** What can be counted: name without the `vigie_` prefix and `_total` suffix. */
const counters = {
  items: { help: "Items taken in, by outcome.", labels: ["outcome"] },
  polls: { help: "Feed polls, by outcome.", labels: ["outcome"] },
  deliveries: { help: "Delivery attempts, by outcome.", labels: ["outcome"] },
  commands: { help: "Commands and buttons answered, by outcome.", labels: ["command", "outcome"] },
  articles: { help: "Articles looked for, by outcome.", labels: ["outcome"] },
  model: { help: "Summaries asked of the language model, by outcome.", labels: ["outcome"] },
} as const satisfies Record<CounterName, { readonly help: string; readonly labels: readonly string[] }>;

const gauges = {
  feeds: { help: "Feeds, by state.", labels: ["state"] },
  outbox: { help: "Outbox rows, by state.", labels: ["state"] },
  last_poll_at: { help: "End of the last poll cycle, Unix seconds.", labels: [] },
} as const;

const timers = {
  poll_cycle: { help: "Duration of a poll cycle.", labels: [] },
  command: { help: "Time to answer a command.", labels: ["command"] },
} as const;

export interface MetricsAdapter extends Metrics {
  /** Prometheus text exposition format. */
  render(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): MetricsAdapter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "vigie_" });
  const shared = { registers: [registry] };
  const made = {
    counters: new Map(
      Object.entries(counters).map(([name, { help, labels }]) => [
        name,
        new Counter({ ...shared, name: `vigie_${name}_total`, help, labelNames: [...labels] as string[] }),
      ]),
    ),
    gauges: new Map(
      Object.entries(gauges).map(([name, { help, labels }]) => [
        name,
        new Gauge({ ...shared, name: `vigie_${name}`, help, labelNames: [...labels] as string[] }),
      ]),
    ),
    timers: new Map(
      Object.entries(timers).map(([name, { help, labels }]) => [
        name,
        new Histogram({ ...shared, name: `vigie_${name}_seconds`, help, labelNames: [...labels] as string[] }),
      ]),
    ),
  };
  return {
    count: (name, labels = {}, by = 1) => declared(made.counters, name).inc(labels, by),
    gauge: (name, value, labels = {}) => declared(made.gauges, name).set(labels, value),
    time: (name, ms, labels = {}) => declared(made.timers, name).observe(labels, ms / 1_000),
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function declared<T>(all: ReadonlyMap<string, T>, name: string): T {
  const found = all.get(name);
  if (found === undefined) throw new Error(`metric ${name} is not declared`);
  return found;
}
