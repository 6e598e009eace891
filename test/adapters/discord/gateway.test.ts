/** The life of the connection: started with patience, resumed, begun anew, refused for good, ended within a bound. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDiscord, type Discord, type DiscordOptions } from "../../../src/adapters/discord/client.ts";
import { toDestination } from "../../../src/adapters/discord/notifier.ts";
import type { AppError } from "../../../src/core/errors.ts";
import { type DiscordDouble, type DoubleOptions, startDiscordDouble } from "../../support/discord-double.ts";
import { guildCreate } from "../../support/discord-double-gateway.ts";
import { textOf } from "../../support/discord-double-state.ts";
import { createFakeDesk, createNotes, createRecordingLog, type RecordingLog } from "./fake-desk.ts";
import { delivery } from "./messages.ts";

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.stop()));
});

async function startDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const double = await startDiscordDouble(options);
  running.push(double);
  return double;
}

/** A program with little patience. */
function program(
  double: Pick<DiscordDouble, "apiUrl" | "token">,
  change: Partial<DiscordOptions> = {},
): { discord: Discord; log: RecordingLog } {
  const log = createRecordingLog();
  const discord = createDiscord({
    token: double.token,
    apiUrl: double.apiUrl,
    guildId: null,
    desk: createFakeDesk(),
    notes: createNotes(),
    log,
    resolveDestination: ({ channelId }) => toDestination(channelId),
    backoff: { baseMs: 50, capMs: 200 },
    ...change,
  });
  running.push({ stop: () => discord.stop(500) });
  return { discord, log };
}

async function ready(discord: Discord, double: DiscordDouble): Promise<void> {
  await vi.waitFor(() => expect(discord.state().phase).toBe("ready"), { timeout: 12_000 });
  await vi.waitFor(() => expect(double.state.commands.size).toBeGreaterThan(0));
}

async function answers(double: DiscordDouble): Promise<void> {
  expect(textOf((await double.people.slash("watch list")).message)).toContain("watch list");
}

describe("starting", () => {
  it("is ready with one session, for servers alone, and answers", async () => {
    const double = await startDouble();
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    await answers(double);
    expect(double.gateway.identifies()).toBe(1);
    double.assertClean();
  });

  it.each(["", "/", "/api", "/api/", "/api/v10", "/api/v10/"])(
    "finds the interface behind an address that ends in %j",
    async (ending) => {
      const double = await startDouble();
      const { discord } = program({ token: double.token, apiUrl: `http://127.0.0.1:${double.port}${ending}` });
      await discord.start();
      await ready(discord, double);
      expect(await discord.notifier.send(delivery(double.channelId), null)).toMatchObject({ type: "sent" });
      double.assertClean();
    },
  );

  it("finds an interface without /api behind a bare host", async () => {
    const double = await startDouble();
    double.fail({
      on: /gateway.bot/,
      when: "before",
      how: { status: 404, body: { code: 0, message: "404: Not Found" } },
    });
    const { discord } = program({ token: double.token, apiUrl: `http://127.0.0.1:${double.port}` });
    await discord.start();
    await ready(discord, double);
    expect(await discord.notifier.send(delivery(double.channelId), null)).toMatchObject({ type: "sent" });
  });

  it("with a wrong token is refused in one sentence that says what to do", async () => {
    const double = await startDouble();
    const { discord } = program({ ...double, token: "another-token" });
    await expect(discord.start()).rejects.toThrow(/DISCORD_TOKEN.*developer portal/);
    expect(double.gateway.identifies()).toBe(0);
  });

  it("goes on trying while Discord is down, and lets the rest of the program go on meanwhile", async () => {
    const first = await startDouble();
    const { port } = first;
    await first.stop();
    const { discord, log } = program(first);
    await discord.start();
    expect(discord.state()).toMatchObject({ phase: "connecting", note: expect.stringContaining("ECONNREFUSED") });
    await vi.waitFor(() => expect(log.lines.filter(({ level }) => level === "warn").length).toBeGreaterThan(2));
    const back = await startDouble({ port });
    await ready(discord, back);
    await answers(back);
  });

  it("goes on trying while Discord answers with failures", async () => {
    const double = await startDouble();
    double.fail({ on: /gateway.bot/, when: "before", how: { status: 503 }, times: 3 });
    const { discord } = program(double);
    await discord.start();
    expect(discord.state().phase).toBe("connecting");
    await ready(discord, double);
  });

  it("learns of a wrong token also when Discord comes back later", async () => {
    const double = await startDouble();
    double.fail({ on: /gateway.bot/, when: "before", how: { status: 503 } });
    const stopped: AppError[] = [];
    const { discord } = program({ ...double, token: "another-token" }, { onStopped: (error) => stopped.push(error) });
    await discord.start();
    await vi.waitFor(() => expect(stopped).toHaveLength(1));
    expect(discord.state().phase).toBe("stopped");
  });

  it("starts no session when none is left today", async () => {
    const double = await startDouble();
    double.sessionsLeft = { remaining: 0, resetAfterMs: 600 };
    const { discord } = program(double);
    await discord.start();
    expect(double.gateway.identifies()).toBe(0);
    expect(discord.state().note).toContain("no sessions left");
    double.sessionsLeft = { remaining: 1000, resetAfterMs: 86_400_000 };
    await ready(discord, double);
  });

  it("is refused for good where the gateway refuses the intents", async () => {
    const double = await startDouble();
    double.gateway.mood = 4014;
    const stopped: AppError[] = [];
    const { discord } = program(double, { onStopped: (error) => stopped.push(error) });
    await discord.start();
    await vi.waitFor(() => expect(discord.state().phase).toBe("stopped"));
    expect(stopped.map(({ message }) => message)).toEqual([expect.stringContaining("intents")]);
  });
});

describe("a connection that is lost", () => {
  const ways: readonly (readonly [string, (double: DiscordDouble) => void])[] = [
    ["Discord asks to reconnect", ({ gateway }) => gateway.askToReconnect()],
    ["Discord closes with 4000", ({ gateway }) => gateway.close(4000)],
    ["the line is cut", ({ gateway }) => gateway.cut()],
  ];

  it.each(ways)("because %s is resumed without a new session, and nothing said meanwhile is lost", async (_, lose) => {
    const double = await startDouble();
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    lose(double);
    await vi.waitFor(() => expect(double.gateway.connected()).toBe(false));
    await answers(double);
    expect(double.gateway.resumes()).toBe(1);
    expect(double.gateway.identifies()).toBe(1);
    await vi.waitFor(() => expect(discord.state().phase).toBe("ready"));
  });

  it("in name only is resumed on the same line", async () => {
    const double = await startDouble();
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    double.gateway.invalidate(true);
    await vi.waitFor(() => expect(double.gateway.resumes()).toBe(1));
    await answers(double);
    expect(double.gateway.identifies()).toBe(1);
  });

  it("because heartbeats go unanswered is resumed", async () => {
    const double = await startDouble({ heartbeatMs: 150 });
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    double.gateway.mood = "deaf";
    await vi.waitFor(() => expect(double.gateway.resumes()).toBeGreaterThan(0), { timeout: 5_000 });
    double.gateway.mood = "well";
    await vi.waitFor(() => expect(discord.state().phase).toBe("ready"));
  });

  it("for good begins anew", async () => {
    const double = await startDouble();
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    double.gateway.invalidate(false);
    await vi.waitFor(() => expect(double.gateway.identifies()).toBe(2), { timeout: 12_000 });
    await vi.waitFor(() => expect(discord.state().phase).toBe("ready"));
    await answers(double);
  });

  it("comes back when the gateway had been refusing for a while", async () => {
    const double = await startDouble();
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    double.gateway.mood = "refuse";
    double.gateway.cut();
    await vi.waitFor(() => expect(discord.state().phase).toBe("reconnecting"));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    double.gateway.mood = "well";
    await vi.waitFor(() => expect(discord.state().phase).toBe("ready"), { timeout: 12_000 });
    await answers(double);
  });

  it("because the token was revoked stops for good and says so", async () => {
    const double = await startDouble();
    const stopped: AppError[] = [];
    const { discord, log } = program(double, { onStopped: (error) => stopped.push(error) });
    await discord.start();
    await ready(discord, double);
    double.gateway.close(4004);
    await vi.waitFor(() => expect(discord.state().phase).toBe("stopped"));
    expect(stopped.map(({ message }) => message)).toEqual([expect.stringContaining("DISCORD_TOKEN")]);
    expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });
});

describe("servers", () => {
  it("that invite the bot, or throw it out, are told", async () => {
    const double = await startDouble();
    const joined: unknown[] = [];
    const left: string[] = [];
    const { discord } = program(double, {
      onGuildJoined: (guild) => joined.push(guild),
      onGuildLeft: (id) => left.push(id),
    });
    await discord.start();
    await ready(discord, double);
    expect(joined).toEqual([]);
    const guild = {
      id: "810000000000000009",
      name: "Supplier",
      channels: [{ id: "820000000000000009", name: "news", type: 0 }],
    };
    double.gateway.emit("GUILD_CREATE", { ...guildCreate(double.state, guild), preferred_locale: "fr" });
    await vi.waitFor(() =>
      expect(joined).toEqual([{ id: guild.id, name: "Supplier", locale: "fr", channelId: "820000000000000009" }]),
    );
    double.gateway.emit("GUILD_DELETE", { id: guild.id });
    await vi.waitFor(() => expect(left).toEqual([guild.id]));
  });

  it("that are only out for a moment are not told as left", async () => {
    const double = await startDouble();
    const left: string[] = [];
    const { discord } = program(double, { onGuildLeft: (id) => left.push(id) });
    await discord.start();
    await ready(discord, double);
    double.gateway.emit("GUILD_DELETE", { id: double.guildId, unavailable: true });
    await answers(double);
    expect(left).toEqual([]);
  });
});

describe("stopping", () => {
  it("lets an answer in hand finish, then says goodbye", async () => {
    const double = await startDouble();
    const { discord } = program(double);
    await discord.start();
    await ready(discord, double);
    const slow = double.people.slash("latest", { about: "slow" });
    await vi.waitFor(() => expect(double.requests(/callback$/)).toHaveLength(1));
    await discord.stop(3_000);
    expect(textOf((await slow).message)).toContain("slow");
    expect(double.gateway.connected()).toBe(false);
  });

  it("never takes longer than it may, even where the gateway says nothing", async () => {
    const double = await startDouble();
    double.gateway.mood = "silent";
    const { discord } = program(double);
    const starting = discord.start();
    await vi.waitFor(() => expect(double.requests(/gateway.bot/).length).toBeGreaterThan(0));
    const before = Date.now();
    await discord.stop(300);
    await starting;
    expect(Date.now() - before).toBeLessThan(1_000);
  });

  it.each(["refuse", "stall", "silent"] as const)(
    "ends also the dialling of a lost connection (gateway: %s)",
    async (mood) => {
      const double = await startDouble();
      const { discord } = program(double);
      await discord.start();
      await ready(discord, double);
      double.gateway.mood = mood;
      double.gateway.cut();
      await vi.waitFor(() => expect(double.gateway.dials()).toBeGreaterThan(1));
      await discord.stop(300);
      const dials = double.gateway.dials();
      await new Promise((resolve) => setTimeout(resolve, 5_500));
      expect(double.gateway.dials()).toBe(dials);
    },
  );

  it("ends the attempts to start", async () => {
    const double = await startDouble();
    await double.stop();
    const { discord, log } = program(double);
    await discord.start();
    await discord.stop(300);
    const lines = log.lines.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(log.lines).toHaveLength(lines);
  });
});

describe("the log", () => {
  it("never holds the bot's token or an interaction's", async () => {
    const token = `${"A".repeat(24)}.${"b".repeat(6)}.${"C".repeat(38)}`;
    const double = await startDouble({ token });
    const { discord, log } = program(double);
    await discord.start();
    await ready(discord, double);
    double.fail({
      on: /original$/,
      when: "before",
      how: { status: 400, body: { code: 50035, message: `Invalid Form Body ${token}` } },
      times: 9,
    });
    double.people.slash("watch list").catch(() => undefined);
    await vi.waitFor(() =>
      expect(log.lines.some(({ event }) => event === "interaction could not be answered")).toBe(true),
    );
    double.gateway.close(4004);
    await vi.waitFor(() => expect(discord.state().phase).toBe("stopped"));
    const text = JSON.stringify(log.lines);
    expect(text).toContain("Invalid Form Body <token>");
    expect(text).not.toContain(token);
    expect(text).not.toContain("interaction-token");
  });
});
