/** Servers and channels that come, go, lack something or were never set, as the running worker takes them over the double. */
import { afterEach, describe, expect, it } from "vitest";
import { type DiscordDouble, startDiscordDouble } from "../support/discord-double.ts";
import { guildCreate, postingRights } from "../support/discord-double-gateway.ts";
import { buttonsOf, textOf } from "../support/discord-double-state.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { deal, oldNews, talks } from "../support/reports.ts";
import {
  createWorld,
  endAll,
  makeFeedsDue,
  type Running,
  startVigie,
  until,
  type World,
  withDatabase,
} from "../support/run-vigie.ts";

const otherChannel = "820000000000000002";
const guild = {
  id: "810000000000000001",
  name: "Strategy desk",
  channels: [
    { id: "820000000000000001", name: "market-entry", type: 0 },
    { id: otherChannel, name: "general", type: 0 },
    { id: "820000000000000003", name: "ideas", type: 15 },
  ],
};
let double: DiscordDouble;
let wire: FeedServer;
let world: World;
let worker: Running;

async function begin(env: Readonly<Record<string, string>> = {}): Promise<void> {
  double = await startDiscordDouble({ guilds: [guild] });
  wire = await startFeedServer();
  const url = wire.setFeed("/a.xml", { title: "Wire A", entries: [oldNews()] });
  world = createWorld({ feeds: [{ name: "Wire A", url }], servers: [wire], double, env });
  await start();
}

async function start(): Promise<void> {
  const before = double.gateway.identifies();
  worker = startVigie(world, ["run"]);
  const said = () => `a login; ${worker.stdout()}${worker.stderr()}`;
  await until(() => double.gateway.identifies() > before && double.state.commands.size > 0, 20_000, said);
  makeFeedsDue(world);
  await until(() => baselines() > 0, 15_000, said);
}

const countOf = (sql: string): number =>
  withDatabase(world.database, (db) => db.prepare<[], { n: number }>(sql).get()?.n ?? 0);
/** Feeds that were read once. */
const baselines = () => countOf("SELECT count(*) AS n FROM feeds WHERE baseline_at IS NOT NULL");
const archived = () => countOf("SELECT count(*) AS n FROM items");

function destination(id = double.channelId): { readonly state: string; readonly note: string | null } | undefined {
  return withDatabase(world.database, (db) =>
    db
      .prepare<[string], { state: string; note: string | null }>("SELECT state, note FROM destinations WHERE id = ?")
      .get(`discord:${id}`),
  );
}

const becomes = (what: string, holds: () => boolean) =>
  until(holds, 15_000, () => `${what}; ${JSON.stringify(destination())} ${worker.stdout()}${worker.stderr()}`);
const alerts = (channel?: string) => double.messages(channel).filter((message) => buttonsOf(message).length > 0);

async function publish(...entries: ReturnType<typeof talks>[]): Promise<void> {
  wire.setFeed("/a.xml", { title: "Wire A", entries: [...entries, oldNews()] });
  makeFeedsDue(world);
}

afterEach(async () => {
  await endAll();
  await wire.close();
  await double.stop();
  world.remove();
});

describe("a server that sends the bot away and invites it again", () => {
  it("finds its watches, mutes and language as they were, and alerts go on", async () => {
    await begin();
    await double.people.slash("settings", { language: "fr" });
    await double.people.slash("watch add", { term: "drive" });
    await double.people.slash("mute", { about: "Carrefour" });
    double.gateway.emit("GUILD_DELETE", { id: guild.id, unavailable: true });
    expect(destination()?.state).toBe("active");
    double.gateway.emit("GUILD_CREATE", guildCreate(double.state, guild));
    double.gateway.emit("GUILD_DELETE", { id: guild.id });
    await becomes("paused", () => destination()?.state === "paused");
    await publish(talks());
    await becomes("taken in", () => archived() === 2);
    expect(alerts()).toEqual([]);
    double.gateway.emit("GUILD_CREATE", guildCreate(double.state, guild));
    await becomes("active", () => destination()?.state === "active");
    await publish(deal(), talks());
    await until(
      () => double.messages().some((message) => textOf(message).includes("ACCORD")),
      15_000,
      () => worker.stdout(),
    );
    expect(textOf((await double.people.slash("watch list")).message)).toContain("drive");
    expect(textOf((await double.people.slash("mute")).message)).toContain("Carrefour");
    double.assertClean();
  });
});

describe("a second server", () => {
  it("is greeted in its own language, with how to begin, and gets nothing of the first one's", async () => {
    await begin();
    const second = {
      id: "810000000000000002",
      name: "Fournisseur",
      channels: [{ id: "820000000000000009", name: "veille", type: 0 }],
    };
    double.state.guilds.push(second);
    double.gateway.emit("GUILD_CREATE", { ...guildCreate(double.state, second), preferred_locale: "fr" });
    await becomes("known", () => destination("820000000000000009") !== undefined);
    await publish(talks());
    await becomes("told to the first", () => alerts().length === 1);
    await becomes("greeted", () => double.messages("820000000000000009").length > 0);
    const [greeting, ...others] = double.messages("820000000000000009").map(textOf);
    expect(greeting).toContain("Aucune veille n’est encore posée ici");
    expect(greeting).toContain("/veille ajouter");
    expect(others).toEqual([]);
    double.assertClean();
  });
});

describe("a channel in which a permission is wanting", () => {
  const withRights = (permissions: string) => {
    const whole = guildCreate(double.state, guild);
    const [everyone] = whole["roles"] as Readonly<Record<string, unknown>>[];
    return { guild_id: guild.id, role: { ...everyone, permissions } };
  };

  it("pauses alone and by name, and goes on as soon as it is given", async () => {
    await begin();
    double.gateway.emit("GUILD_ROLE_UPDATE", withRights("1024"));
    double.fail({
      on: /^POST .*messages$/,
      when: "before",
      how: { status: 403, body: { code: 50013, message: "Missing Permissions" } },
      times: 99,
    });
    await publish(talks());
    await becomes("paused", () => destination()?.state === "paused");
    expect(destination()?.note).toContain("Send Messages");
    expect(alerts()).toEqual([]);
    double.recover();
    double.gateway.emit("GUILD_ROLE_UPDATE", withRights(postingRights));
    await becomes("active", () => destination()?.state === "active");
    await becomes("told", () => alerts().length === 1);
    double.assertClean();
  });
});

describe("a start", () => {
  it("without a channel says so and what to do; the first that an admin chooses gets the pack's watches, for good", async () => {
    await begin({ DISCORD_CHANNEL_ID: "" });
    await worker.says(/no channel is set for the alerts.*\/settings channel:/);
    const answer = await double.people.slash("settings", { channel: otherChannel });
    expect(textOf(answer.message)).toContain("1 watch moved along.");
    await publish(talks());
    await becomes("told there", () => alerts(otherChannel).length === 1);
    expect(worker.stdout()).not.toContain("Monoprix in talks");
    await worker.stop();
    await start();
    expect(worker.stderr()).not.toContain("no channel is set");
    await publish(deal(), talks());
    await becomes("told there again", () => alerts(otherChannel).length === 2);
    expect(double.messages()).toEqual([]);
    const welcome = double
      .messages(otherChannel)
      .map(textOf)
      .find((text) => text.includes("Watching 1 feed"));
    expect(welcome).toContain("Carrefour signs grocery delivery deal");
    expect(welcome).not.toContain("Monoprix");
    double.assertClean();
  });

  it("names what the configured channel lacks, a forum among it", async () => {
    await begin({ DISCORD_CHANNEL_ID: "820000000000000003" });
    await worker.says(/nothing can be posted in channel 820000000000000003: a forum takes threads only/);
    const refused = await double.people.slash("settings", { channel: "820000000000000003" });
    expect(textOf(refused.message)).toContain("A forum takes threads only");
    const moved = await double.people.slash("settings", { channel: otherChannel });
    expect(textOf(moved.message)).toContain("moved along");
    double.assertClean();
  });

  it("in no server gives the address of an invitation", async () => {
    double = await startDiscordDouble({ guilds: [] });
    wire = await startFeedServer();
    world = createWorld({ feeds: [], servers: [wire], double, env: { DISCORD_CHANNEL_ID: "" } });
    worker = startVigie(world, ["run"]);
    await worker.says(/invite it at https:\/\/discord.com\/oauth2\/authorize\?client_id=\d+/);
  });
});
