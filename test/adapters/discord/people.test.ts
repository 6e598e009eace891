/** What a person meets in Discord, played against the double: commands, completion, buttons, menus and forms, each with its refusals. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDiscord, type Discord } from "../../../src/adapters/discord/client.ts";
import { toDestination } from "../../../src/adapters/discord/notifier.ts";
import { type DiscordDouble, startDiscordDouble } from "../../support/discord-double.ts";
import { buttonsOf, textOf } from "../../support/discord-double-state.ts";
import { createFakeDesk, createNotes, createRecordingLog, type FakeDesk, type RecordingLog } from "./fake-desk.ts";
import { delivery } from "./messages.ts";

let double: DiscordDouble;
let discord: Discord;
let desk: FakeDesk;
let log: RecordingLog;

beforeAll(async () => {
  double = await startDiscordDouble();
  desk = createFakeDesk();
  log = createRecordingLog();
  discord = createDiscord({
    token: double.token,
    apiUrl: double.apiUrl,
    guildId: null,
    desk,
    notes: createNotes(),
    log,
    resolveDestination: ({ channelId }) => toDestination(channelId),
  });
  await discord.start();
  await vi.waitFor(() => expect(double.state.commands.get("global")).toHaveLength(5));
});

beforeEach(() => {
  desk.runs.length = 0;
  desk.acts.length = 0;
  log.lines.length = 0;
});

afterAll(async () => {
  await discord.stop(2_000);
  await double.stop();
  double.assertClean();
});

describe("a command", () => {
  it("is acknowledged before it works, then answered in place", async () => {
    const seen = await double.people.slash("latest", { about: "slow" });
    expect(seen.ackType).toBe(5);
    expect(seen.ackMs).toBeLessThan(300);
    expect(textOf(seen.message)).toContain("slow");
    expect(seen.ephemeral).toBe(false);
  });

  it("reaches the desk with its English names, values and caller", async () => {
    await double.people.slash("watch add", { term: "drive", channel: double.channelId }, { locale: "fr" });
    expect(desk.runs).toEqual([
      {
        path: ["watch", "add"],
        args: { term: "drive", channel: double.channelId },
        caller: {
          id: "800000000000000002",
          name: "Claire",
          locale: "fr",
          canManage: true,
          destination: toDestination(double.channelId),
          guildId: double.guildId,
        },
      },
    ]);
  });

  it("of the private kind is seen by the asker alone", async () => {
    const before = double.messages().length;
    const seen = await double.people.slash("watch list");
    expect(seen.ephemeral).toBe(true);
    expect(double.messages()).toHaveLength(before);
  });

  it("that is refused says why, to the asker alone although the command is public", async () => {
    const seen = await double.people.slash("latest", { about: "refuse" });
    expect(seen.message).toBeNull();
    expect(seen.followUps).toHaveLength(1);
    expect(textOf(seen.followUps[0] ?? null)).toContain("Nothing is known of \\*refuse\\*.");
    expect((seen.followUps[0]?.flags ?? 0) & 64).toBe(64);
  });

  it("that fails by a bug gives a reference that stands in one line of the log", async () => {
    const seen = await double.people.slash("latest", { about: "bug" }, { locale: "fr" });
    const [, ref] = /réf\. ([0-9a-f]{6})/.exec(textOf(seen.followUps[0] ?? null).replaceAll("\\", "")) ?? [];
    expect(ref).toBeDefined();
    const lines = log.lines.filter(({ data }) => data["ref"] === ref);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain("interaction-token");
  });

  it("may bring a file", async () => {
    const seen = await double.people.slash("latest", { about: "file" });
    expect(seen.message?.attachments).toMatchObject([{ filename: "brief.csv", size: 3 }]);
  });

  it("whose answer Discord does not take ends with a reference, not in silence", async () => {
    const body = { code: 50035, message: "Invalid Form Body" };
    double.fail({ on: /original$/, when: "before", how: { status: 400, body } });
    const seen = await double.people.slash("watch list");
    expect(textOf(seen.message)).toContain("Something went wrong (ref ");
    expect(log.lines.map(({ event }) => event)).toEqual(["interaction failed"]);
  });

  it("that changes settings is refused to whom the server does not let manage it", async () => {
    const seen = await double.people.slash("watch add", { term: "drive" }, { canManage: false });
    expect(textOf(seen.message)).toContain("Manage Server");
    expect(desk.runs).toEqual([]);
  });

  it("in a direct message is refused kindly", async () => {
    const seen = await double.people.slash("latest", { about: "monoprix" }, { guildId: null, locale: "fr" });
    expect(textOf(seen.message)).toContain("salons d’un serveur");
    expect(desk.runs).toEqual([]);
  });

  it("is carried on where the answer to the acknowledgement was lost", async () => {
    double.fail({ on: /callback$/, when: "after", how: { status: 502 } });
    const seen = await double.people.slash("latest", { about: "monoprix" });
    expect(textOf(seen.message)).toContain("monoprix");
  });

  it("that Discord no longer wants answered is not carried out", async () => {
    double.fail({
      on: /callback$/,
      when: "before",
      how: { status: 404, body: { code: 10062, message: "Unknown interaction" } },
    });
    await expect(double.people.slash("latest", { about: "monoprix" })).rejects.toThrow("did not respond");
    expect(desk.runs).toEqual([]);
  });
});

describe("a crowd", () => {
  it("is answered at once, beyond the fifty requests a second that Discord grants for everything else", async () => {
    const asked = Array.from({ length: 120 }, (_, index) =>
      double.people.slash("latest", { about: `company ${index}` }),
    );
    const seen = await Promise.all(asked);
    expect(seen.every(({ message }, index) => textOf(message).includes(`company ${index}`))).toBe(true);
    expect(Math.max(...seen.map(({ ackMs }) => ackMs))).toBeLessThan(1_900);
  });
});

describe("completion", () => {
  it("offers what the desk knows, within Discord's limits", async () => {
    const seen = await double.people.autocomplete("latest", "about", { about: "mono" });
    expect(seen.choices).toEqual([{ name: "latest about mono", value: "monoprix" }]);
    expect(seen.ackMs).toBeLessThan(300);
  });
});

describe("a button", () => {
  it("that pages changes the message it stands on", async () => {
    const list = await double.people.slash("watch list");
    const [older] = buttonsOf(list.message);
    if (list.message === null || older === undefined) throw new Error("no button");
    const seen = await double.people.pressButton(list.message, older.customId);
    expect(seen.ackType).toBe(6);
    expect(desk.acts).toEqual([{ verb: "page", subject: "latest:2", by: "800000000000000002" }]);
    expect(textOf(seen.message)).toContain("page latest:2");
  });

  it("of an alert answers the presser alone, also after a restart, and in the presser's language", async () => {
    await discord.notifier.send(delivery(double.channelId), null);
    const alert = double.messages().at(-1);
    const [why] = buttonsOf(alert ?? null);
    if (alert === undefined || why === undefined) throw new Error("no alert");
    const seen = await double.people.pressButton(alert, why.customId, {
      locale: "fr",
      name: "Karim",
      canManage: false,
    });
    expect(seen.ephemeral).toBe(true);
    expect(textOf(seen.message)).toBe("why 34\nfor Karim in fr");
    expect(double.messages().at(-1)).toBe(alert);
  });

  it("that pages on a message for everybody leaves that as it is", async () => {
    const list = await double.people.slash("latest", { about: "monoprix" });
    const [older] = buttonsOf(list.message);
    if (list.message === null || older === undefined) throw new Error("no button");
    const before = textOf(list.message);
    const seen = await double.people.pressButton(list.message, older.customId);
    expect(seen.ephemeral).toBe(true);
    expect(textOf(list.message)).toBe(before);
  });

  it("whose work fails says so without touching the message", async () => {
    const message = double.humanSays("list");
    message.components = [{ type: 1, components: [{ type: 2, style: 2, label: "Why?", custom_id: "v1:why:bug:" }] }];
    const seen = await double.people.pressButton(message, "v1:why:bug:");
    expect(textOf(seen.message)).toContain("Something went wrong (ref ");
  });

  it("of a version that is not known is refused with a way out", async () => {
    const message = double.humanSays("old alert");
    message.components = [{ type: 1, components: [{ type: 2, style: 2, label: "Why?", custom_id: "v0/why/7" }] }];
    const seen = await double.people.pressButton(message, "v0/why/7");
    expect(textOf(seen.message)).toContain("no longer understand");
    expect(seen.ephemeral).toBe(true);
  });
});

describe("the message menus", () => {
  it("say that a message is none of our alerts", async () => {
    const seen = await double.people.contextMenu("Why this alert?", double.humanSays("hello"));
    expect(textOf(seen.message)).toContain("none of my alerts");
  });

  it("open a form with the message's words, and what is sent becomes a watch", async () => {
    const form = await double.people.contextMenu("Watch terms like this", double.humanSays("Carrefour tests a drive"));
    expect(form.modal).not.toBeNull();
    expect(JSON.stringify(form.modal)).toContain("Carrefour tests a drive");
    const seen = await double.people.submitModal(form.modal ?? {}, { text: "carrefour drive" });
    expect(desk.runs.map(({ path, args }) => ({ path, args }))).toEqual([
      { path: ["watch", "add"], args: { rule: "carrefour drive" } },
    ]);
    expect(textOf(seen.message)).toContain("watch add");
  });

  it("explain an alert, and offer its companies as a rule", async () => {
    const posted = await discord.notifier.send(delivery(double.channelId), null);
    const alert = double.messages().at(-1);
    if (posted.type !== "sent" || alert === undefined) throw new Error("no alert");
    const why = await double.people.contextMenu("Why this alert?", alert);
    expect(textOf(why.message)).toContain("why 34");
    const form = await double.people.contextMenu("Watch terms like this", alert);
    expect(JSON.stringify(form.modal)).toContain(JSON.stringify("Amazon\nSystème U"));
  });

  it("refuse the form to whom the server does not let manage it", async () => {
    const seen = await double.people.contextMenu("Watch terms like this", double.humanSays("x"), { canManage: false });
    expect(seen.modal).toBeNull();
    expect(textOf(seen.message)).toContain("Manage Server");
  });
});

describe("/watch add without a term", () => {
  it("opens the form", async () => {
    const seen = await double.people.slash("watch add");
    expect(seen.modal).not.toBeNull();
    expect(desk.runs).toEqual([]);
  });
});
