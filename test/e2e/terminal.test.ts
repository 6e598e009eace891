/** The whole way over loopback HTTP into the terminal: what a person who runs Vigie without Discord sees. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { deal, echoOfTalks, oldNews, talks } from "../support/reports.ts";
import {
  createWorld,
  type Ended,
  endAll,
  linesOf,
  makeFeedsDue,
  runVigie,
  startVigie,
  type World,
} from "../support/run-vigie.ts";

afterEach(endAll);

/** Chips of alerts, as in `[TALKS] Amazon × Monoprix`; lists number theirs. */
const alertsIn = ({ stdout }: Ended) => linesOf(stdout).filter((line) => /^\[[A-Z]+\]/.test(line));

describe("feeds into the terminal, cycle by cycle", () => {
  let wireA: FeedServer;
  let wireB: FeedServer;
  let world: World;
  const cycles: Ended[] = [];

  beforeAll(async () => {
    wireA = await startFeedServer();
    wireB = await startFeedServer();
    const a = wireA.setFeed("/a.xml", { title: "Wire A", entries: [oldNews()] });
    const b = wireB.setFeed("/b.xml", { title: "Wire B", entries: [] });
    const broken = wireB.setStatus("/broken.xml", 500);
    const feeds = [
      { name: "Broken", url: broken },
      { name: "Wire A", url: a },
      { name: "Wire B", url: b },
    ];
    world = createWorld({ feeds, servers: [wireA, wireB] });
    const cycle = async () => cycles.push(await runVigie(world, ["run", "--once", "--all"]));
    await cycle();
    wireA.setFeed("/a.xml", { title: "Wire A", entries: [talks(), oldNews()] });
    await cycle();
    wireB.setFeed("/b.xml", { title: "Wire B", entries: [echoOfTalks()] });
    await cycle();
    wireB.setFeed("/b.xml", { title: "Wire B", entries: [deal(), echoOfTalks()] });
    await cycle();
    await cycle();
  });

  afterAll(async () => {
    await wireA.close();
    await wireB.close();
    world.remove();
  });

  const cycle = (n: number): Ended => cycles[n - 1] ?? { status: null, stdout: "", stderr: "" };

  it("the first sight of a feed is a baseline: one welcome with what would have been told, and no alert", () => {
    expect(cycle(1).stdout).toContain("Watching 2 feeds");
    expect(cycle(1).stdout).toMatch(/would have told you 1 story:\s+1 {2}\[DEAL\] Carrefour signs/);
    expect(cycle(1).stdout.match(/Watching/g)).toHaveLength(1);
    expect(alertsIn(cycle(1))).toEqual([]);
  });

  it("a new item is one alert with stage, pair, headline, link, summary and reason", () => {
    expect(alertsIn(cycle(2))).toEqual(["[TALKS] Amazon × Monoprix"]);
    expect(cycle(2).stdout).toContain("Monoprix in talks with Amazon over grocery deliveries in Paris");
    expect(cycle(2).stdout).toContain("https://press.example/talks");
    expect(cycle(2).stdout).toContain("The French supermarket chain Monoprix is in talks with Amazon");
    expect(cycle(2).stdout).toContain("why: matched Amazon, Monoprix");
    expect(cycle(2).stdout).not.toContain("Watching");
  });

  it("an echo of a story that was told is an update of it, not an alert", () => {
    expect(alertsIn(cycle(3))).toEqual([]);
    expect(cycle(3).stdout.match(/story \d+ updated: Amazon × Monoprix/g)).toHaveLength(1);
  });

  it("a step up the ladder is a follow-up that names both steps", () => {
    expect(alertsIn(cycle(4))).toEqual(["[DEAL] Amazon × Monoprix"]);
    expect(cycle(4).stdout.replace(/\s+/g, " ")).toMatch(/a step up: talks on .* now deal/);
  });

  it("a cycle that brings nothing new says nothing of news", () => {
    expect(linesOf(cycle(5).stdout)).toEqual(["2 of 3 feeds read."]);
  });

  it("an unchanged feed is asked conditionally and answers 304", () => {
    expect(wireA.requests.map(({ status }) => status)).toEqual([200, 200, 304, 304, 304]);
    expect(wireA.requests[2]?.headers["if-none-match"]).toMatch(/^"/);
  });

  it("a feed that fails is one clear line when it begins to fail, and stops no other", () => {
    expect(linesOf(cycle(1).stderr)).toEqual([
      `vigie: cannot read Broken (${wireB.url("/broken.xml")}): The server has a fault of its own (500).`,
    ]);
    expect(cycles.slice(1).map(({ stderr }) => stderr)).toEqual(["", "", "", ""]);
    expect(cycles.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("the worker without a token and without a reachable feed", () => {
  it("says of each feed in one line what it cannot reach, keeps running, and stops within 5 s of SIGTERM", async () => {
    const gone = await startFeedServer();
    const stalled = await startFeedServer();
    const feeds = [
      { name: "Unplugged", url: gone.url("/feed.xml") },
      { name: "Silent", url: stalled.setAnswer("/feed.xml", { type: "stall" }) },
      { name: "Walled", url: "http://127.0.0.1:9/feed.xml" },
    ];
    await gone.close();
    const world = createWorld({ feeds, servers: [gone, stalled] });
    // Due at once, as after a night: first visits of new feeds are spread over 20 s.
    await runVigie(world, ["run", "--once"]);
    makeFeedsDue(world);
    const worker = startVigie(world, ["run"]);
    await worker.says(/cannot read Unplugged/);
    await worker.says(/cannot read Walled/);
    expect(worker.hasEnded()).toBe(false);
    const { status, stderr, stdout, tookMs } = await worker.stop();
    expect(tookMs).toBeLessThan(5_000);
    expect(status).toBe(0);
    expect(linesOf(stderr).filter((line) => line.includes("Unplugged"))).toHaveLength(1);
    expect(linesOf(stderr).every((line) => line.startsWith("vigie: cannot read "))).toBe(true);
    expect(stdout).toMatch(/^Vigie \d+\.\d+\.\d+ with 3 feeds and 1 watch; what it finds is printed here/);
    expect(stdout).not.toContain("Watching");
    await stalled.close();
    world.remove();
  });
});
