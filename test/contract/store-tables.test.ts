import { expect, it } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import type { Document } from "../../src/core/message.ts";
import { aDelivery, aFeed, anAlert, archive, aWatch, day, describeStore, newYear } from "./stores.ts";

describeStore("feeds", (store) => {
  it("come back as they were written, and as they were changed", () => {
    const { feeds } = store();
    const feed = feeds.add(aFeed({ lang: "und", confirmed: "2024-05-01" }));
    expect(feeds.get(feed.id)).toEqual(feed);
    const change = {
      validators: { etag: 'W/"é"', lastModified: "Tue, 02 Jan 2018 00:00:00 GMT" },
      state: "paused",
      failureCount: 3,
      lastError: { code: "no-answer" },
      baselineAt: newYear,
    } as const;
    feeds.update(feed.id, change);
    expect(feeds.findByUrl(feed.url)).toEqual({ ...feed, ...change });
  });

  it("are due when active and their time has come, the most overdue first", () => {
    const { feeds } = store();
    const at = (nextCheckAt: number, state: "active" | "paused" | "gone" = "active") =>
      feeds.add(aFeed({ nextCheckAt, state })).id;
    const late = at(10);
    const later = at(5);
    at(21);
    at(1, "paused");
    at(1, "gone");
    const justNow = at(20);
    expect(feeds.listDue(20, 10).map((feed) => feed.id)).toEqual([later, late, justNow]);
    expect(feeds.listDue(20, 1).map((feed) => feed.id)).toEqual([later]);
  });

  it("cannot stand twice under one address", () => {
    const { feeds } = store();
    const { url } = feeds.add(aFeed());
    expect(() => feeds.add(aFeed({ url }))).toThrow(AppError);
    expect(feeds.list()).toHaveLength(1);
  });

  it("leave their items behind when they are removed", () => {
    const { feeds, items } = store();
    const feed = feeds.add(aFeed());
    const { itemId } = archive(store(), { item: { feedId: feed.id } });
    feeds.remove(feed.id);
    expect(feeds.get(feed.id)).toBeUndefined();
    expect(items.get(itemId)?.item.feedId).toBeNull();
  });

  it("never reuse the id of a removed one", () => {
    const { feeds } = store();
    const { id } = feeds.add(aFeed());
    feeds.remove(id);
    expect(feeds.add(aFeed()).id).toBeGreaterThan(id);
  });

  it("refuse a change to one that is not there", () => {
    expect(() => store().feeds.update(7, { failureCount: 1 })).toThrow("There is no feed 7.");
  });
});

describeStore("watches", (store) => {
  it("come back with every part of their rule, and without the parts they lack", () => {
    const { watches } = store();
    const full = watches.add(
      aWatch({
        all: [[{ text: "Casino", cased: true, with: ["groupe"], not: ["Macau"] }], [{ text: "@list" }]],
        none: [{ text: "Prime Video" }],
        near: [[0, 1, 12]],
        fields: ["title"],
        langs: ["fr", "en"],
      }),
    );
    const plain = watches.add(aWatch());
    expect(watches.get(full.id)).toEqual(full);
    expect(watches.get(plain.id)).toEqual(plain);
    expect(watches.get(plain.id)).not.toHaveProperty("near");
  });

  it("bear a name once a destination", () => {
    const { watches } = store();
    const one = watches.add(aWatch({ name: "Drive" }));
    const other = watches.add(aWatch({ name: "Drive", destination: "discord:1" }));
    expect(watches.findByName("discord:1", "Drive")?.id).toBe(other.id);
    expect(watches.findByName("console", "drive")).toBeUndefined();
    expect(() => watches.add(aWatch({ name: "Drive" }))).toThrow(/already a watch “Drive”/);
    expect(() => watches.update(other.id, { destination: "console" })).toThrow(AppError);
    watches.update(one.id, { name: "Drive", state: "paused" });
    expect(watches.list("console")).toEqual([{ ...one, state: "paused" }]);
  });

  it("are gone once removed", () => {
    const { watches } = store();
    const { id } = watches.add(aWatch());
    watches.remove(id);
    expect(watches.list()).toEqual([]);
    expect(() => watches.update(id, { tier: "alert" })).toThrow(AppError);
  });
});

describeStore("destinations", (store) => {
  const defaults = { guildId: "9", locale: "fr", zone: "Europe/Paris" } as const;

  it("are made once, and keep what was set", () => {
    const { destinations } = store();
    const made = destinations.ensure("discord:1", defaults);
    expect(made).toMatchObject({ id: "discord:1", ...defaults, state: "active", quiet: null, digestAt: null });
    const change = { quiet: ["22:00", "07:00"], digestAt: "08:30", lastDigestAt: newYear, locale: "en" } as const;
    destinations.update("discord:1", change);
    expect(destinations.ensure("discord:1", defaults)).toEqual({ ...made, ...change });
    destinations.update("discord:1", { quiet: null });
    expect(destinations.get("discord:1")?.quiet).toBeNull();
  });

  it("are found by their server", () => {
    const { destinations } = store();
    destinations.ensure("console", { ...defaults, guildId: null });
    destinations.ensure("discord:1", defaults);
    expect(destinations.ofGuild("9")?.id).toBe("discord:1");
    expect(destinations.ofGuild("8")).toBeUndefined();
    expect(destinations.list().map((one) => one.id)).toEqual(["console", "discord:1"]);
  });
});

describeStore("mutes", (store) => {
  it("run until their time, exclusive", () => {
    const { mutes } = store();
    mutes.add({ destination: "console", subject: { type: "story", id: 4 }, until: 100, by: "ann" });
    mutes.add({ destination: "discord:1", subject: { type: "story", id: 4 }, until: 100, by: "ann" });
    expect(mutes.list("console", 99)).toEqual([
      { destination: "console", subject: { type: "story", id: 4 }, until: 100, by: "ann" },
    ]);
    expect(mutes.list("console", 100)).toEqual([]);
  });

  it("hold one time a subject, the last one given", () => {
    const { mutes } = store();
    const subject = { type: "entity", id: "amazon" } as const;
    mutes.add({ destination: "console", subject, until: 100, by: "ann" });
    mutes.add({ destination: "console", subject, until: 50, by: "bob" });
    mutes.add({ destination: "console", subject: { type: "watch", id: 1 }, until: 60, by: "ann" });
    expect(mutes.list("console", 0).map(({ until, by }) => [until, by])).toEqual([
      [50, "bob"],
      [60, "ann"],
    ]);
    mutes.remove("console", subject);
    expect(mutes.list("console", 0).map((mute) => mute.subject)).toEqual([{ type: "watch", id: 1 }]);
  });
});

describeStore("feedback", (store) => {
  it("keeps a person's last verdict on an item, beside those of others", () => {
    const { feedback } = store();
    const { itemId } = archive(store());
    const base = { destination: "console", itemId, at: newYear } as const;
    feedback.add({ ...base, verdict: "relevant", by: "ann" });
    feedback.add({ ...base, verdict: "relevant", by: "bob", at: newYear + 1 });
    feedback.add({ ...base, verdict: "not-relevant", by: "ann", at: newYear + 2 });
    expect(feedback.list("console", newYear).map(({ by, verdict }) => [by, verdict])).toEqual([
      ["bob", "relevant"],
      ["ann", "not-relevant"],
    ]);
    expect(feedback.list("console", newYear + 2)).toHaveLength(1);
    expect(feedback.list("discord:1", 0)).toEqual([]);
  });
});

describeStore("notes", (store) => {
  it("are set, set again and removed by key", () => {
    const { notes } = store();
    expect(notes.get("hash")).toBeUndefined();
    notes.set("hash", "a");
    notes.set("hash", "b");
    expect(notes.get("hash")).toBe("b");
    notes.remove("hash");
    expect(notes.get("hash")).toBeUndefined();
  });
});

describeStore("transactions", (store) => {
  it("keep everything or nothing", () => {
    const { transact, notes } = store();
    expect(() =>
      transact(() => {
        notes.set("a", "1");
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(notes.get("a")).toBeUndefined();
    const answer = transact(() => {
      notes.set("a", "2");
      return "done";
    });
    expect(answer).toBe("done");
    expect(notes.get("a")).toBe("2");
  });

  it("nest: an inner one that fails and is caught takes only its own work back", () => {
    const { transact, notes } = store();
    transact(() => {
      notes.set("outer", "1");
      expect(() =>
        transact(() => {
          notes.set("inner", "1");
          throw new Error("stop");
        }),
      ).toThrow("stop");
    });
    expect([notes.get("outer"), notes.get("inner")]).toEqual(["1", undefined]);
  });

  it("refuse work that would await", () => {
    expect(() => store().transact(() => Promise.resolve())).toThrow(/promise/i);
  });
});

describeStore("alerts", (store) => {
  it("are listed by story oldest first, by destination newest first", () => {
    const about = archive(store());
    const first = anAlert(store(), { createdAt: 10, pairs: [{ entrant: "amazon", target: null }] }, about);
    const second = anAlert(store(), { createdAt: 20, form: "reply", stage: "talks" }, about);
    const elsewhere = anAlert(store(), { createdAt: 30, destination: "discord:1" }, about);
    const { alerts } = store();
    expect(alerts.ofStory("console", about.storyId)).toEqual([first, second]);
    expect(alerts.list("console", 0, 10)).toEqual([second, first]);
    expect(alerts.list("console", 20, 10)).toEqual([second]);
    expect(alerts.list("console", 0, 1)).toEqual([second]);
    expect(alerts.get(elsewhere.id)).toEqual(elsewhere);
  });

  it("count stories, not messages", () => {
    const about = archive(store());
    anAlert(store(), { createdAt: 10 }, about);
    anAlert(store(), { createdAt: 20, form: "reply" }, about);
    anAlert(store(), { createdAt: 20 });
    expect(store().alerts.countSince("console", 10)).toBe(2);
    expect(store().alerts.countSince("console", 21)).toBe(0);
  });
});

describeStore("messages", (store) => {
  it("come back from the outbox as they went in, bytes of a file included", () => {
    const document: Document = {
      title: "Board",
      tone: "plain",
      blocks: [{ type: "table", head: ["a"], rows: [["\u0000 \ud800 é"]] }],
      actions: [],
      file: { name: "board.png", content: Uint8Array.from([0, 137, 255]) },
    };
    const { outbox } = store();
    outbox.add(aDelivery({ message: { type: "document", locale: "fr", document } }));
    const [row] = outbox.listDue(newYear + day);
    expect(row?.message).toEqual({ type: "document", locale: "fr", document });
  });
});
