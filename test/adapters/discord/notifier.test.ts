/** What the notifier makes of everything that Discord, or the wire to it, can do to a message. */
import type { REST } from "discord.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscordNotifier } from "../../../src/adapters/discord/notifier.ts";
import { createPostingRest } from "../../../src/adapters/discord/rest.ts";
import type { Notifier, SendOutcome } from "../../../src/services/ports.ts";
import { type DiscordDouble, type Fault, startDiscordDouble } from "../../support/discord-double.ts";
import { buttonsOf, textOf } from "../../support/discord-double-state.ts";
import { alertMessage, delivery, noticeMessage } from "./messages.ts";

let double: DiscordDouble;
let notifier: Notifier;

/** As the program posts, with less patience. */
function postingRest(): REST {
  const rest = createPostingRest(double.apiUrl, double.token);
  rest.options.timeout = 400;
  return rest;
}

function createNotifier(): Notifier {
  return createDiscordNotifier({ rest: postingRest() });
}

beforeAll(async () => {
  double = await startDiscordDouble();
  notifier = createNotifier();
});

afterAll(async () => {
  await double.stop();
  double.assertClean();
});

function sentId(outcome: SendOutcome): string {
  if (outcome.type !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
  return outcome.messageId;
}

function lastMessage() {
  const message = double.messages().at(-1);
  if (message === undefined) throw new Error("nothing was posted");
  return message;
}

describe("a post", () => {
  it("shows stage, pair, headline, summary, why and source on one card", async () => {
    sentId(await notifier.send(delivery(double.channelId), null));
    const text = textOf(lastMessage()).replaceAll("\\", "");
    for (const part of [
      "TALKS  Amazon × Système U",
      "weighs a supply pact",
      "Nothing is signed",
      "matched Amazon",
      "Reversal",
      "also: LSA",
      "example.com · EN",
      "<t:1519808400:R>",
    ]) {
      expect(text).toContain(part);
    }
    expect(lastMessage().embeds[0]?.["url"]).toBe("https://www.example.com/retail/systeme-u?x=1");
    expect(buttonsOf(lastMessage()).map(({ label }) => label)).toEqual([
      "Why?",
      "Relevant",
      "Not relevant",
      "Mute story",
    ]);
  });

  it("without a push carries Discord's flag for it", async () => {
    sentId(await notifier.send(delivery(double.channelId, { silent: true }), null));
    expect(lastMessage().flags).toBe(4096);
  });

  it("repeated with its nonce stands in the channel once", async () => {
    const before = double.messages().length;
    const once = delivery(double.channelId);
    const first = sentId(await notifier.send(once, null));
    expect(sentId(await notifier.send(once, null))).toBe(first);
    expect(double.messages()).toHaveLength(before + 1);
  });

  it("repeated after somebody deleted it is done with", async () => {
    const once = delivery(double.channelId);
    const id = sentId(await notifier.send(once, null));
    double.state.channels.set(
      double.channelId,
      double.messages().filter((message) => message.id !== id),
    );
    expect(await notifier.send(once, null)).toMatchObject({ type: "done" });
  });

  it("brings its file along", async () => {
    const document = { ...noticeMessage.document, file: { name: "brief.md", content: "# Receipts" } };
    sentId(await notifier.send(delivery(double.channelId, { message: { ...noticeMessage, document } }), null));
    expect(new TextDecoder().decode(lastMessage().files.get("brief.md"))).toBe("# Receipts");
  });
});

describe("the other forms", () => {
  it("a reply names the first post, and is posted all the same where that is gone", async () => {
    const first = sentId(await notifier.send(delivery(double.channelId), null));
    sentId(await notifier.send(delivery(double.channelId, { form: "reply" }), first));
    expect(lastMessage().message_reference).toEqual({ message_id: first, fail_if_not_exists: false });
    sentId(await notifier.send(delivery(double.channelId, { form: "reply" }), "1"));
  });

  it("an edit changes the first post in place and forbids mentions again", async () => {
    const first = sentId(await notifier.send(delivery(double.channelId), null));
    const message = { ...alertMessage, members: "also: LSA; 2 origins" };
    expect(sentId(await notifier.send(delivery(double.channelId, { form: "edit", message }), first))).toBe(first);
    expect(textOf(lastMessage())).toContain("2 origins");
    expect(double.requests(/^PATCH/).at(-1)?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it("an edit of a message that somebody deleted is done with", async () => {
    const gone = delivery(double.channelId, { form: "edit" });
    expect(await notifier.send(gone, "1")).toMatchObject({ type: "done" });
  });

  it("the board is posted, then changed in place, and posted anew where it was deleted", async () => {
    const board = () => delivery(double.channelId, { form: "board", message: noticeMessage });
    const first = sentId(await notifier.send(board(), null));
    expect(sentId(await notifier.send(board(), first))).toBe(first);
    double.state.channels.set(
      double.channelId,
      double.messages().filter(({ id }) => id !== first),
    );
    const second = sentId(await notifier.send(board(), first));
    expect(second).not.toBe(first);
    expect(lastMessage()).toMatchObject({ id: second });
  });

  it("a pin is set once, a second time does no harm, and where it is refused the board stands", async () => {
    const board = sentId(
      await notifier.send(delivery(double.channelId, { form: "board", message: noticeMessage }), null),
    );
    const pin = delivery(double.channelId, { form: "pin", message: noticeMessage, messageId: board });
    expect(sentId(await notifier.send(pin, board))).toBe(board);
    expect(sentId(await notifier.send(pin, board))).toBe(board);
    expect(lastMessage()).toMatchObject({ id: board, pinned: true });
    double.fail({ on: /pins/, when: "before", how: { status: 403, body: { code: 50013, message: "no" } } });
    expect(await notifier.send(pin, board)).toMatchObject({
      type: "rejected",
      scope: "message",
      note: expect.stringContaining("that takes Pin Messages"),
    });
    double.fail({ on: /pins/, when: "after", how: { status: 502 } });
    expect((await notifier.send(pin, board)).type).toBe("uncertain");
  });

  it("a publication is done once, and a second time does no harm", async () => {
    const channelId = "820000000000000002";
    const first = sentId(await notifier.send(delivery(channelId), null));
    const publish = delivery(channelId, { form: "crosspost" });
    expect(sentId(await notifier.send(publish, first))).toBe(first);
    expect(await notifier.send(publish, first)).toMatchObject({ type: "done" });
  });

  it.each(["edit", "crosspost"] as const)("%s without a target is refused rather than posted", async (form) => {
    const outcome = await notifier.send(delivery(double.channelId, { form }), null);
    expect(outcome).toMatchObject({ type: "rejected", scope: "message" });
  });
});

describe("when the answer is lost", () => {
  const ways: readonly (readonly [string, Fault["how"]])[] = [
    ["no answer comes", "hang"],
    ["the connection is reset", "rst"],
    ["the connection is closed", "fin"],
    ["Discord answers 500", { status: 500 }],
    ["Discord answers 502", { status: 502 }],
    ["Discord answers 503", { status: 503 }],
    ["Discord answers 504", { status: 504 }],
    ["a success without a message comes", { status: 200, body: {} }],
  ];

  it.each(ways)(
    "because %s after storing, the outcome is uncertain, found again, and never doubled",
    async (_, how) => {
      const before = double.messages().length;
      const once = delivery(double.channelId);
      double.fail({ on: /^POST .*messages$/, when: "after", how });
      expect((await notifier.send(once, null)).type).toBe("uncertain");
      expect(double.messages()).toHaveLength(before + 1);
      expect(await notifier.find(once)).toEqual({ type: "found", messageId: lastMessage().id });
      expect(sentId(await notifier.send(once, null))).toBe(lastMessage().id);
      expect(double.messages()).toHaveLength(before + 1);
    },
  );

  it.each(ways.slice(0, 3))("because %s before storing, it is uncertain and not found", async (_, how) => {
    const once = delivery(double.channelId);
    double.fail({ on: /^POST .*messages$/, when: "before", how });
    expect((await notifier.send(once, null)).type).toBe("uncertain");
    expect(await notifier.find(once)).toEqual({ type: "absent" });
  });
});

describe("looking for a message", () => {
  it("finds the marker of a message without buttons", async () => {
    const once = delivery(double.channelId, { message: noticeMessage });
    const id = sentId(await notifier.send(once, null));
    expect(await notifier.find(once)).toEqual({ type: "found", messageId: id });
  });

  it("pages through as much history as there is since the first try", async () => {
    const early = delivery(double.channelId);
    const id = sentId(await notifier.send(early, null));
    for (let i = 0; i < 250; i += 1) double.humanSays(`talk ${i}`);
    const late = delivery(double.channelId);
    const lateId = sentId(await notifier.send(late, null));
    expect(await notifier.find({ ...late, firstTryAt: early.firstTryAt })).toEqual({
      type: "found",
      messageId: lateId,
    });
    expect(await notifier.find(early)).toEqual({ type: "found", messageId: id });
    expect(await notifier.find(delivery(double.channelId))).toEqual({ type: "absent" });
  });

  it("does not guess where the history may not be read", async () => {
    double.fail({
      on: /^GET .*messages$/,
      when: "before",
      how: { status: 403, body: { code: 50013, message: "Missing Permissions" } },
    });
    expect(await notifier.find(delivery(double.channelId))).toMatchObject({ type: "unknown" });
  });
});

describe("what Discord refuses", () => {
  const destination = [10003, 10004, 50001, 50013, 50008, 50024, 160005];
  const message = [50035, 50006, 50109, 40005, 200000, 200001, 240000, 40067, 160006, 50005];
  const everything = [40001, 50014, 50027];
  const done = [10008, 40033];
  const wait = [20016, 20022, 20028, 20029, 30046, 130000, 40333];
  const table: readonly (readonly [number, Partial<SendOutcome>])[] = [
    ...destination.map((code) => [code, { type: "rejected", scope: "destination" }] as const),
    ...message.map((code) => [code, { type: "rejected", scope: "message" }] as const),
    ...everything.map((code) => [code, { type: "rejected", scope: "all" }] as const),
    ...done.map((code) => [code, { type: "done" }] as const),
    ...wait.map((code) => [code, { type: "retry" }] as const),
  ];

  it.each(table)("code %i means %o", async (code, outcome) => {
    double.fail({ on: /^POST .*messages$/, when: "before", how: { status: 400, body: { code, message: "no" } } });
    expect(await notifier.send(delivery(double.channelId), null)).toMatchObject(outcome);
  });

  it("names the permissions that are missing", async () => {
    const reachOf = () => ({ type: "lacks", permissions: ["Embed Links"] }) as const;
    const knowing = createDiscordNotifier({ rest: postingRest(), reachOf });
    double.fail({
      on: /^POST .*messages$/,
      when: "before",
      how: { status: 403, body: { code: 50013, message: "no" } },
    });
    const outcome = await knowing.send(delivery(double.channelId), null);
    expect(outcome).toMatchObject({
      type: "rejected",
      note: expect.stringContaining("give me Embed Links in the channel"),
    });
  });

  const statuses = Array.from({ length: 300 }, (_, index) => 300 + index).filter((status) => status !== 429);
  it("every status from 300 to 599 without a code is an outcome: never sent, never thrown", async () => {
    for (const status of statuses) {
      double.fail({ on: /^POST .*messages$/, when: "before", how: { status, body: "<html>no</html>" } });
      const outcome = await createNotifier().send(delivery(double.channelId), null);
      expect([status, describeOutcome(outcome)]).toEqual([status, expectedOf(status)]);
    }
  });

  function describeOutcome(outcome: SendOutcome): string {
    return "scope" in outcome ? `${outcome.type} ${outcome.scope}` : outcome.type;
  }

  /** A redirect or a server's failure leaves open what became of the message; the rest is a refusal. */
  function expectedOf(status: number): string {
    if (status < 400 || status >= 500) return "uncertain";
    if (status === 401) return "rejected all";
    if (status === 403) return "retry all";
    return status === 404 ? "rejected destination" : "rejected message";
  }

  it("a token that was revoked stops everything, also at the next call", async () => {
    const revoked = createNotifier();
    double.fail({
      on: /^POST .*messages$/,
      when: "before",
      how: { status: 401, body: { code: 0, message: "401: Unauthorized" } },
    });
    expect(await revoked.send(delivery(double.channelId), null)).toMatchObject({ type: "rejected", scope: "all" });
    expect(await revoked.send(delivery(double.channelId), null)).toMatchObject({ type: "rejected", scope: "all" });
  });
});

describe("rate limits", () => {
  it("a long wait comes back as an outcome instead of being sat out", async () => {
    const headers = { "Retry-After": "60", "X-RateLimit-Scope": "shared" };
    const body = { message: "You are being rate limited.", retry_after: 60, global: false };
    double.fail({ on: /^POST .*messages$/, when: "before", how: { status: 429, headers, body } });
    const outcome = await createNotifier().send(delivery(double.channelId), null);
    expect(outcome).toMatchObject({ type: "retry", scope: "destination" });
    expect(outcome.type === "retry" && outcome.afterMs !== null && outcome.afterMs >= 60_000).toBe(true);
  });

  it("a limit on everything is told as such", async () => {
    const headers = { "Retry-After": "60", "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global" };
    const body = { message: "You are being rate limited.", retry_after: 60, global: true };
    double.fail({ on: /^POST .*messages$/, when: "before", how: { status: 429, headers, body } });
    expect(await createNotifier().send(delivery(double.channelId), null)).toMatchObject({
      type: "retry",
      scope: "all",
    });
  });

  it("a short wait is sat out, and a burst is let through without a single refusal", async () => {
    const limited = await startDiscordDouble({ rateLimit: { limit: 5, windowMs: 300 } });
    const burst = createDiscordNotifier({
      rest: createPostingRest(limited.apiUrl, limited.token),
    });
    for (let i = 0; i < 17; i += 1) sentId(await burst.send(delivery(limited.channelId), null));
    expect(limited.messages()).toHaveLength(17);
    expect(limited.requests(/^POST/).filter(({ status }) => status === 429)).toEqual([]);
    await limited.stop();
    limited.assertClean();
  });
});

describe("a Discord that is down", () => {
  it("is told from one that may have taken the message", async () => {
    const gone = await startDiscordDouble();
    const rest = createPostingRest(gone.apiUrl, gone.token);
    await gone.stop();
    const lonely = createDiscordNotifier({ rest });
    expect(await lonely.send(delivery(gone.channelId), null)).toMatchObject({ type: "retry", scope: "all" });
    expect(await lonely.find(delivery(gone.channelId))).toMatchObject({ type: "unknown" });
  });
});
