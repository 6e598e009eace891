/** Kills the running program again and again at random moments between and within ingest and deliver, and tells what reached the channel. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { startDiscordDouble } from "./discord-double.ts";
import { textOf } from "./discord-double-state.ts";
import { startFeedServer } from "./feed-server.ts";
import { echoOf, happening, type Report } from "./reports.ts";
import { createWorld, endAll, makeFeedsDue, runVigie, startVigie, until, withDatabase } from "./run-vigie.ts";

/** What the killer waits for before it strikes, a random while later. */
const moments = [
  "start",
  "feed asked for",
  "message posted",
  "message stored, answer lost",
  "message not yet stored",
] as const;
type Moment = (typeof moments)[number];

const longestWaitMs: Readonly<Record<Moment, number>> = {
  start: 1_200,
  "feed asked for": 150,
  "message posted": 40,
  "message stored, answer lost": 5,
  "message not yet stored": 5,
};

export interface CrashReport {
  /** Headlines in the order in which they were published. */
  readonly published: readonly string[];
  /** Headlines of the alerts in the channel, in its order. */
  readonly told: readonly string[];
  /** Headlines whose alert names the outlet that echoed it. */
  readonly echoed: readonly string[];
  /** Kills that hit a living process, by moment. */
  readonly kills: Readonly<Record<Moment, number>>;
  readonly outbox: Readonly<Record<string, number>>;
}

/**
 * @param options.kills lives that end by SIGKILL; each is met by two new stories and by an echo of an earlier one.
 * @param options.random 0 to 1, as Math.random.
 */
export async function crashAndRecover(options: {
  readonly kills: number;
  readonly random: () => number;
  /** Each life begins as if two minutes had passed: Discord has forgotten every nonce, and only its history can tell. */
  readonly late?: boolean;
}): Promise<CrashReport> {
  const { random } = options;
  const double = await startDiscordDouble(options.late === true ? { nonceWindowMs: 0 } : {});
  const wireA = await startFeedServer();
  const wireB = await startFeedServer();
  const served: Report[] = [];
  const echoes: Report[] = [];
  const publish = () => {
    const a = wireA.setFeed("/a.xml", { title: "Wire A", entries: served });
    const b = wireB.setFeed("/b.xml", { title: "Wire B", entries: echoes });
    return [
      { name: "Wire A", url: a },
      { name: "Wire B", url: b },
    ];
  };
  const world = createWorld({ feeds: publish(), servers: [wireA, wireB], double });
  const kills: Record<Moment, number> = {
    start: 0,
    "feed asked for": 0,
    "message posted": 0,
    "message stored, answer lost": 0,
    "message not yet stored": 0,
  };
  const posted = () => double.requests(/^POST .*\/messages$/).length;

  async function liveAndDie(moment: Moment): Promise<void> {
    if (moment === "message stored, answer lost")
      double.fail({ on: /^POST .*\/messages$/, when: "after", how: "hang" });
    if (moment === "message not yet stored") double.fail({ on: /^POST .*\/messages$/, when: "before", how: "hang" });
    const [asked, sent] = [wireA.requests.length, posted()];
    const child = startVigie(world, random() < 0.5 ? ["run"] : ["run", "--once", "--all"]);
    const holds = () =>
      child.hasEnded() ||
      moment === "start" ||
      (moment === "feed asked for" ? wireA.requests.length > asked : posted() > sent);
    // A life in which nothing happens any more ends as well.
    await Promise.race([until(holds, 10_000, () => moment), sleep(8_000)]);
    await sleep(random() * longestWaitMs[moment]);
    if (!child.hasEnded()) kills[moment] += 1;
    child.kill("SIGKILL");
    await child.ended;
  }

  try {
    await runVigie(world, ["run", "--once", "--all"]);
    for (let life = 0; life < options.kills; life += 1) {
      const first = served.length;
      served.push(happening(first), happening(first + 1));
      if (life > 0) echoes.push(echoOf(happening(life - 1)));
      publish();
      if (existsSync(world.database)) makeFeedsDue(world);
      if (options.late === true && existsSync(world.database)) letTimePass(world);
      await liveAndDie(moments[life % moments.length] ?? "start");
    }
    if (options.late === true) letTimePass(world);
    await settle(world);
    const alerts = double.messages().filter(({ embeds }) => String(embeds[0]?.["url"]).includes("happening"));
    return {
      published: served.map(({ title }) => title),
      told: alerts.map(({ embeds }) => String(embeds[0]?.["title"])),
      echoed: alerts
        .filter((message) => textOf(message).includes("wire-b"))
        .map(({ embeds }) => String(embeds[0]?.["title"])),
      kills,
      outbox: withDatabase(world.database, (db) =>
        Object.fromEntries(
          db
            .prepare<[], { state: string; n: number }>("SELECT state, count(*) AS n FROM outbox GROUP BY state")
            .all()
            .map(({ state, n }) => [state, n]),
        ),
      ),
    };
  } finally {
    await endAll();
    await wireA.close();
    await wireB.close();
    await double.stop();
    world.remove();
    double.assertClean();
  }
}

/** First tries of what is unsent move two minutes back. */
function letTimePass(world: Parameters<typeof makeFeedsDue>[0]): void {
  withDatabase(world.database, (db) =>
    db
      .prepare(
        "UPDATE outbox SET first_try_at = first_try_at - 120000, next_try_at = 0 WHERE state IN ('pending', 'sending')",
      )
      .run(),
  );
}

/** The last life is left in peace until nothing is left to send. */
async function settle(world: Parameters<typeof makeFeedsDue>[0] & Parameters<typeof startVigie>[0]): Promise<void> {
  const unsent = () =>
    withDatabase(world.database, (db) =>
      db.prepare<[], { n: number }>("SELECT count(*) AS n FROM outbox WHERE state IN ('pending', 'sending')").get(),
    )?.n ?? 0;
  await runVigie(world, ["run", "--once", "--all"]);
  const worker = startVigie(world, ["run"]);
  try {
    await until(
      () => unsent() === 0,
      40_000,
      () => `an empty outbox; ${unsent()} left\n${worker.stdout()}${worker.stderr()}`,
    );
  } finally {
    await worker.stop();
  }
}
