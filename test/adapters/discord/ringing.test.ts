/** Whom a message can ring, what becomes of a publication, and Discord-like answers that leave out all that may be left out. */

import type { REST } from "discord.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askToStart } from "../../../src/adapters/discord/gateway-start.ts";
import { createDiscordNotifier } from "../../../src/adapters/discord/notifier.ts";
import { findDelivery } from "../../../src/adapters/discord/reconcile.ts";
import { renderDocument } from "../../../src/adapters/discord/render.ts";
import { createPostingRest } from "../../../src/adapters/discord/rest.ts";
import type { Notifier } from "../../../src/services/ports.ts";
import { type DiscordDouble, startDiscordDouble } from "../../support/discord-double.ts";
import { alertMessage, delivery } from "./messages.ts";

const role = "600000000000000006";
let double: DiscordDouble;
let notifier: Notifier;

beforeAll(async () => {
  double = await startDiscordDouble();
  notifier = createDiscordNotifier({
    rest: createPostingRest(double.apiUrl, double.token),
  });
});

afterAll(async () => {
  await double.stop();
  double.assertClean();
});

function bodyOf(method: string): Readonly<Record<string, unknown>> {
  const [last] = double.requests(new RegExp(`^${method} /channels/`)).slice(-1);
  return (last?.body ?? {}) as Readonly<Record<string, unknown>>;
}

describe("who is rung", () => {
  it("is the one role of an urgent alert, and nobody by its edit", async () => {
    const urgent = { ...alertMessage, urgentRoleId: role };
    const sent = await notifier.send(delivery(double.channelId, { message: urgent }), null);
    expect(bodyOf("POST")).toMatchObject({ content: `<@&${role}>`, allowed_mentions: { parse: [], roles: [role] } });
    const target = sent.type === "sent" ? sent.messageId : "";
    await notifier.send(delivery(double.channelId, { message: alertMessage, form: "edit" }), target);
    expect(bodyOf("PATCH")).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(bodyOf("PATCH")).not.toHaveProperty("content");
  });

  it.each(["@everyone", `${role}> @everyone <@&1`, "", "here"])(
    "is nobody where the role is %j",
    async (urgentRoleId) => {
      await notifier.send(delivery(double.channelId, { message: { ...alertMessage, urgentRoleId } }), null);
      expect(bodyOf("POST")).toMatchObject({ allowed_mentions: { parse: [] } });
      expect(bodyOf("POST")).not.toHaveProperty("content");
    },
  );

  it("is nobody else whatever a report says", async () => {
    const hostile = fc.constantFrom("@everyone", "@here", `<@&${role}1>`, "<@700000000000000077>", "plain");
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (headline, who) => {
        const message = { ...alertMessage, headline, who, summary: headline, why: who, urgentRoleId: role };
        await notifier.send(delivery(double.channelId, { message }), null);
        expect(bodyOf("POST")).toMatchObject({
          content: `<@&${role}>`,
          allowed_mentions: { parse: [], roles: [role] },
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe("a publication", () => {
  const announcements = "820000000000000002";

  it("follows its alert in an announcement channel, and is done although it was published before", async () => {
    const sent = await notifier.send(delivery(announcements), null);
    const target = sent.type === "sent" ? sent.messageId : "";
    expect((await notifier.send(delivery(announcements, { form: "crosspost" }), target)).type).toBe("sent");
    expect((await notifier.send(delivery(announcements, { form: "crosspost" }), target)).type).toBe("done");
  });

  it.each([
    [403, 50013],
    [400, 50024],
    [404, 10003],
  ])("that Discord refuses with %i, code %i, costs itself and not the channel", async (status, code) => {
    double.fail({ on: /crosspost$/, when: "before", how: { status, body: { code, message: "no" } } });
    const outcome = await notifier.send(delivery(announcements, { form: "crosspost" }), "830000000000000001");
    expect(outcome).toMatchObject({ type: "rejected", scope: "message" });
  });
});

describe("a thread", () => {
  it("takes alerts like any channel", async () => {
    const thread = {
      id: "840000000000000001",
      name: "a thread",
      channels: [{ id: "840000000000000002", name: "thread", type: 11 }],
    };
    const other = await startDiscordDouble({ guilds: [thread] });
    const there = createDiscordNotifier({
      rest: createPostingRest(other.apiUrl, other.token),
    });
    expect((await there.send(delivery("840000000000000002"), null)).type).toBe("sent");
    await other.stop();
    other.assertClean();
  });
});

describe("places in a document", () => {
  const document = (id: string) => ({
    title: "Settings",
    tone: "plain" as const,
    blocks: [{ type: "places" as const, places: [{ label: "Alerts go to", kind: "channel" as const, id }] }],
    actions: [],
    file: null,
  });

  it("are shown by name where the id is one, and as harmless text where not", () => {
    const shown = (id: string) => renderDocument(document(id), "en", null).embeds[0]?.description;
    expect(shown("820000000000000001")).toBe("Alerts go to: <#820000000000000001>");
    expect(shown("1> @everyone")).not.toMatch(/<#|@everyone/);
    expect(shown("console")).toBe("Alerts go to: console");
  });
});

describe("answers that leave things out", () => {
  const rest = (answer: (query: URLSearchParams | undefined) => unknown): REST =>
    ({
      options: {},
      get: async (_route: string, more?: { query?: URLSearchParams }) => answer(more?.query),
    }) as unknown as REST;

  it("permit a start although nothing is said of sessions", async () => {
    expect(
      await askToStart(
        rest(() => ({ url: "ws://127.0.0.1" })),
        ["http://127.0.0.1/api"],
      ),
    ).toMatchObject({ type: "go" });
  });

  it("let a message be found although ids tell no time and messages hold next to nothing", async () => {
    const wanted = delivery("1");
    const posted = { id: "7", components: [{ type: 1, components: [{ custom_id: `v1:why:34:${wanted.nonce}` }] }] };
    const history = rest((query) => (query?.has("after") === true ? [] : [{ id: "9" }, posted]));
    expect(await findDelivery(history, wanted, "1")).toEqual({ type: "found", messageId: "7" });
    expect(
      await findDelivery(
        rest(() => [{ id: "9" }]),
        wanted,
        "1",
      ),
    ).toEqual({ type: "absent" });
  });
});
