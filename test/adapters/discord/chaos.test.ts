/** Exactly once through everything that the wire and the process can do: the real outbox, the real delivery and the real notifier against a double that breaks at random. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscordNotifier } from "../../../src/adapters/discord/notifier.ts";
import { createPostingRest } from "../../../src/adapters/discord/rest.ts";
import { openStore } from "../../../src/adapters/sqlite/store.ts";
import { type DeliverDeps, deliverDue } from "../../../src/services/deliver.ts";
import type { Store } from "../../../src/services/ports.ts";
import { type DiscordDouble, type Fault, startDiscordDouble } from "../../support/discord-double.ts";
import { textOf } from "../../support/discord-double-state.ts";
import { createRecordingLog, plainDocument } from "./fake-desk.ts";

const clock = { t: Date.UTC(2026, 0, 1), now: () => clock.t };
const guild = {
  id: "810000000000000001",
  name: "Chaos",
  channels: ["820000000000000001", "820000000000000002", "820000000000000003"].map((id) => ({ id, name: id, type: 0 })),
};
let double: DiscordDouble;
let runs = 0;

beforeAll(async () => {
  double = await startDiscordDouble({ guilds: [guild], now: clock.now });
});

afterAll(async () => {
  await double.stop();
  double.assertClean();
});

type Blow =
  | "none"
  | "killed before the request"
  | "killed after the request"
  | { readonly when: Fault["when"]; readonly how: Fault["how"] };

const tooMany = {
  status: 429,
  headers: { "Retry-After": "0.02" },
  body: { message: "slow", retry_after: 0.02, global: false },
};
/** Success without what was asked for. Only a post can tell, by the id that is missing: a pin is answered with nothing at the best of times. */
const success = { status: 200, body: {} };
const posting = /^POST .*messages$/;
const blow: fc.Arbitrary<Blow> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Blow>("none") },
  { weight: 1, arbitrary: fc.constantFrom<Blow>("killed before the request", "killed after the request") },
  {
    weight: 4,
    arbitrary: fc.record({
      when: fc.constantFrom("before" as const, "after" as const),
      how: fc.constantFrom<Fault["how"]>(
        "rst",
        "fin",
        "hang",
        { status: 500 },
        { status: 502 },
        { status: 503 },
        success,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Blow>({ when: "before", how: tooMany }) },
);
/** A blow to one attempt, and how long until the next: within the nonce's window, or long after it. */
const step = fc.record({ blow, pauseMs: fc.constantFrom(0, 5_000, 61_000, 130_000, 3_600_000) });

/** A new process on the same database: nothing is left of the old one but its rows. */
function boot(store: Store): DeliverDeps {
  const rest = createPostingRest(double.apiUrl, double.token);
  rest.options.timeout = 60;
  return {
    store,
    notifiers: [createDiscordNotifier({ rest })],
    clock,
    random: () => 0.5,
    log: createRecordingLog(),
    metrics: { count: () => undefined },
    settings: { backoff: { baseMs: 1_000, capMs: 30_000 }, maxTries: 500 },
  };
}

/** The oldest due row is in hand when the process dies. */
async function die(deps: DeliverDeps, sent: boolean): Promise<void> {
  const [delivery] = deps.store.outbox.listDue(clock.now());
  if (delivery === undefined) return;
  const target = deps.store.outbox.targetOf(delivery);
  const [notifier] = deps.notifiers;
  const searched = delivery.firstTryAt !== null && clock.now() - delivery.firstTryAt >= (notifier?.nonceWindowMs ?? 0);
  if (searched) return;
  deps.store.outbox.markSending(delivery.id, clock.now());
  if (sent) await notifier?.send(delivery, target);
}

async function live(
  store: Store,
  steps: readonly { readonly blow: Blow; readonly pauseMs: number }[],
  on = posting,
): Promise<void> {
  double.recover();
  let deps = boot(store);
  for (const { blow: hit, pauseMs } of steps) {
    if (hit === "killed before the request" || hit === "killed after the request") {
      await die(deps, hit === "killed after the request");
      deps = boot(store);
    } else {
      if (hit !== "none") double.fail({ ...hit, on: hit.how === success ? posting : on });
      await deliverDue(deps);
    }
    clock.t += pauseMs;
  }
  for (let next = store.outbox.nextDueAt(); next !== null; next = store.outbox.nextDueAt()) {
    clock.t = Math.max(clock.t + 1, next);
    await deliverDue(deps);
  }
}

describe("alerts under fire", () => {
  it("come exactly once each, in order, whatever breaks and whenever the process dies", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        runs += 1;
        for (const { id } of guild.channels) double.state.channels.set(id, []);
        const store = openStore({ file: ":memory:" });
        const expected = new Map<string, string[]>();
        for (const { id } of guild.channels) {
          store.destinations.ensure(`discord:${id}`, { guildId: guild.id, locale: "en", zone: "UTC" });
          const titles = Array.from({ length: 4 }, (_, index) => `run ${runs} alert ${index}`);
          expected.set(id, titles);
          for (const [index, title] of titles.entries()) {
            store.outbox.add({
              destination: `discord:${id}`,
              form: "post",
              message: {
                type: "document",
                locale: "en",
                document: {
                  ...plainDocument(title, "told"),
                  actions: index % 2 === 0 ? [] : [{ verb: "why", subject: String(index), label: "Why?" }],
                },
              },
              nonce: `r${runs}-${id.slice(-3)}-${index}`,
              alertId: null,
              silent: false,
              createdAt: clock.now(),
              nextTryAt: clock.now(),
            });
          }
        }
        await live(store, steps);
        for (const { id } of guild.channels) {
          const told = double.messages(id).map((message) => textOf(message).split("\n")[0]);
          expect(told).toEqual(expected.get(id));
        }
        expect(store.outbox.counts()).toMatchObject({ pending: 0, sending: 0, dead: 0 });
        store.close();
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);
});

describe("a board under fire", () => {
  it("stands once and is pinned in the end, wherever the process dies and whatever breaks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        runs += 1;
        const [{ id: channel } = { id: "" }] = guild.channels;
        double.state.channels.set(channel, []);
        const store = openStore({ file: ":memory:" });
        store.destinations.ensure(`discord:${channel}`, { guildId: guild.id, locale: "en", zone: "UTC" });
        store.outbox.add({
          destination: `discord:${channel}`,
          form: "board",
          message: { type: "document", locale: "en", document: plainDocument(`board ${runs}`, "rows") },
          nonce: `board-${runs}`,
          alertId: null,
          silent: true,
          createdAt: clock.now(),
          nextTryAt: clock.now(),
        });
        await live(store, steps, /^(POST|PUT) /);
        expect(double.messages(channel).map(({ pinned }) => pinned)).toEqual([true]);
        expect(store.outbox.counts()).toEqual({ pending: 0, sending: 0, sent: 2, dead: 0 });
        store.close();
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);
});
