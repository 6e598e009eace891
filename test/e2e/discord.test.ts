/** The running worker against a double of Discord: login, commands, alerts, buttons, restart and end, as a desk's members meet them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DiscordDouble, startDiscordDouble } from "../support/discord-double.ts";
import { buttonsOf, type StoredMessage, textOf } from "../support/discord-double-state.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { deal, echoOfTalks, oldNews, talks } from "../support/reports.ts";
import {
  createWorld,
  endAll,
  makeFeedsDue,
  type Running,
  startVigie,
  until,
  type World,
} from "../support/run-vigie.ts";

describe("the worker in Discord", () => {
  let double: DiscordDouble;
  let wireA: FeedServer;
  let wireB: FeedServer;
  let world: World;
  let worker: Running;

  const registrations = () => double.requests(/^PUT .*commands$/).length;
  const texts = () => double.messages().map(textOf);
  const start = async () => {
    const before = double.gateway.identifies();
    worker = startVigie(world, ["run"]);
    await until(
      () => double.gateway.identifies() > before,
      20_000,
      () => `a login; ${worker.stdout()}${worker.stderr()}`,
    );
    await until(
      () => double.state.commands.size > 0,
      10_000,
      () => `the commands; ${worker.stdout()}`,
    );
  };
  const arrives = (holds: () => boolean, what: string) =>
    until(
      holds,
      15_000,
      () => `${what}; the channel holds:\n${texts().join("\n--\n")}\n${worker.stderr()}${worker.stdout()}`,
    );
  const alert = (): StoredMessage => {
    const found = double.messages().find((message) => textOf(message).includes("TALKS"));
    if (found === undefined) throw new Error("no alert of talks");
    return found;
  };
  const button = (label: string): string => {
    const found = buttonsOf(alert()).find((each) => each.label === label);
    if (found === undefined) throw new Error(`no button ${label} in ${JSON.stringify(buttonsOf(alert()))}`);
    return found.customId;
  };

  beforeAll(async () => {
    double = await startDiscordDouble();
    wireA = await startFeedServer();
    wireB = await startFeedServer();
    const a = wireA.setFeed("/a.xml", { title: "Wire A", entries: [oldNews()] });
    const b = wireB.setFeed("/b.xml", { title: "Wire B", entries: [] });
    const feeds = [
      { name: "Wire A", url: a },
      { name: "Wire B", url: b },
    ];
    world = createWorld({ feeds, servers: [wireA, wireB], double });
    await start();
    makeFeedsDue(world);
  });

  afterAll(async () => {
    await endAll();
    await wireA.close();
    await wireB.close();
    await double.stop();
    world.remove();
    double.assertClean();
  });

  it("logs in, registers its commands, and welcomes the channel in one message", async () => {
    await arrives(() => texts().length > 0, "the welcome");
    expect(registrations()).toBe(1);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain("Watching 2 feeds");
    expect(texts()[0]).toContain("Carrefour signs grocery delivery deal");
  });

  it("posts a new item once, as an embed with its buttons", async () => {
    wireA.setFeed("/a.xml", { title: "Wire A", entries: [talks(), oldNews()] });
    makeFeedsDue(world);
    await arrives(() => texts().length > 1, "the alert");
    expect(texts()).toHaveLength(2);
    const [embed] = alert().embeds;
    expect(embed?.["title"]).toBe("Monoprix in talks with Amazon over grocery deliveries in Paris");
    expect(embed?.["url"]).toBe("https://press.example/talks");
    expect(textOf(alert())).toContain("Amazon × Monoprix");
    expect(buttonsOf(alert()).map(({ label }) => label)).toEqual(["Why?", "Relevant", "Not relevant", "Mute story"]);
  });

  it("edits the alert when an echo joins", async () => {
    wireB.setFeed("/b.xml", { title: "Wire B", entries: [echoOfTalks()] });
    makeFeedsDue(world);
    await arrives(() => alert().edited_timestamp !== null, "the edit");
    expect(textOf(alert())).toContain("also: wire-b");
    expect(textOf(alert())).toContain("1 echo");
    expect(texts()).toHaveLength(2);
  });

  it("replies to the alert when the stage changes", async () => {
    wireB.setFeed("/b.xml", { title: "Wire B", entries: [deal(), echoOfTalks()] });
    makeFeedsDue(world);
    await arrives(() => texts().length > 2, "the reply");
    const reply = double.messages().at(-1);
    expect(textOf(reply ?? null)).toContain("DEAL");
    expect(reply?.message_reference?.["message_id"]).toBe(alert().id);
  });

  it("answers /latest, /why, /help and completes a name that is half typed", async () => {
    const latest = await double.people.slash("latest", { about: "monoprix" });
    expect(textOf(latest.message)).toContain("Amazon × Monoprix: talks");
    const why = await double.people.slash("why", { item: "2" });
    expect(textOf(why.message)).toContain("Monoprix in talks with Amazon");
    expect(why.ephemeral).toBe(true);
    const help = await double.people.slash("help");
    expect(textOf(help.message)).toContain("/watch add");
    const typed = await double.people.autocomplete("latest", "about", { about: "monpri" });
    expect(typed.choices.map(({ name }) => name).join()).toContain("Monoprix");
  });

  it("adds a watch, lists it, and takes it away again", async () => {
    const added = await double.people.slash("watch add", { term: "drive" });
    expect(textOf(added.message)).toContain("drive");
    const list = await double.people.slash("watch list");
    expect(textOf(list.message)).toContain("drive");
    const removed = await double.people.slash("watch remove", { watch: "drive" });
    expect(textOf(removed.message)).toContain("drive");
    const rest = await double.people.slash("watch list");
    expect(textOf(rest.message)).not.toContain("drive");
  });

  it("answers the buttons of an alert", async () => {
    const why = await double.people.pressButton(alert(), button("Why?"));
    expect(textOf(why.message) + why.followUps.map(textOf).join()).toContain("Amazon");
    const rated = await double.people.pressButton(alert(), button("Not relevant"));
    expect(rated.ackType).toBeGreaterThan(0);
  });

  it("ends within 5 s of SIGTERM with exit status 0, and does not register its commands again at the next start", async () => {
    const { status, tookMs } = await worker.stop();
    expect(status).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    await start();
    const latest = await double.people.slash("latest", { about: "monoprix" });
    expect(textOf(latest.message)).toContain("Monoprix");
    expect(registrations()).toBe(1);
    expect(double.messages().filter((message) => textOf(message).includes("Watching"))).toHaveLength(1);
  });

  it("answers the buttons of an alert that an earlier process posted", async () => {
    const why = await double.people.pressButton(alert(), button("Why?"));
    expect(textOf(why.message) + why.followUps.map(textOf).join()).toContain("Amazon");
    const muted = await double.people.pressButton(alert(), button("Mute story"));
    expect(textOf(muted.message) + muted.followUps.map(textOf).join()).toMatch(/[Mm]ute/);
    expect(registrations()).toBe(1);
  });
});
