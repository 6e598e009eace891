import { describe, expect, it } from "vitest";
import { registrableDomain } from "../../src/adapters/domains/registrable-domain.ts";
import { nonceOf } from "../../src/adapters/ops/nonce.ts";
import { openStore } from "../../src/adapters/sqlite/store.ts";
import type { AlertMessage } from "../../src/core/message.ts";
import { parseTerm } from "../../src/core/rule-term.ts";
import { createStoryIndex } from "../../src/core/story.ts";
import type { Entity, Gazetteer, NewItem, Role } from "../../src/core/types.ts";
import { createAnnounce } from "../../src/services/announce.ts";
import type { AlertLimits } from "../../src/services/decide-item.ts";
import { type IngestDeps, ingest } from "../../src/services/ingest.ts";
import { createRuleset } from "../../src/services/ruleset.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2018, 1, 28, 8);

const entity = (id: string, name: string, roles: readonly Role[]): Entity => ({
  id,
  name,
  aliases: [parseTerm(name)],
  tickers: [],
  people: [],
  owners: [],
  roles,
  home: roles.includes("retailer") ? "FR" : null,
});

const gazetteer: Gazetteer = {
  entities: [entity("amazon", "Amazon", ["entrant"]), entity("monoprix", "Monoprix", ["retailer"])],
  lists: [],
  contextTerms: [],
  market: { home: ["FR"], region: [] },
};

function world(settings: Partial<AlertLimits> = {}) {
  const store = openStore({ file: ":memory:" });
  store.destinations.ensure("console", { guildId: null, locale: "en", zone: "UTC" });
  const watch = { name: "Moves", all: [[parseTerm("@amazon")], [parseTerm("@monoprix")]], none: [] };
  store.watches.add({
    ...watch,
    destination: "console",
    tier: "signal",
    origin: "person",
    state: "active",
    addedBy: "t",
    addedAt: 0,
  });
  const ruleset = createRuleset(store, gazetteer);
  const deps: IngestDeps = {
    store,
    ruleset,
    stories: createStoryIndex({ background: { n: 1, df: {} } }),
    announce: createAnnounce({ store, ruleset, registrableDomain, nonceOf, isQuiet: () => false }),
    metrics: { count: () => undefined },
    settings: { staleMs: 3 * day, alertCap: { count: 10, windowMs: hour }, ...settings },
  };
  let count = 0;
  const item = (title: string, over: Partial<NewItem> = {}): NewItem => {
    count += 1;
    return {
      keys: [`key ${count}`],
      title,
      description: "",
      body: "",
      url: `https://press${count}.example/report`,
      publisher: `press${count}.example`,
      feedId: null,
      publishedAt: start + count * hour,
      seenAt: start + count * hour,
      dateBasis: "published",
      lang: "en",
      ...over,
    };
  };
  const take = (items: readonly NewItem[], baseline = false) =>
    ingest(deps, { items, baseline, feed: null, now: (items.at(-1)?.seenAt ?? start) + 1 });
  const actions = (items: readonly NewItem[], baseline = false) =>
    take(items, baseline).flatMap((outcome) =>
      outcome.type === "new"
        ? outcome.decisions.map(({ action, reasons }) => `${action}: ${reasons[0]?.code}`)
        : [`duplicate of ${outcome.of}`],
    );
  /** Drains the outbox as a channel would: what was sent, in order. */
  const drain = () => {
    const sent: string[] = [];
    for (
      let [row] = store.outbox.listDue(start + 90 * day);
      row !== undefined;
      [row] = store.outbox.listDue(start + 90 * day)
    ) {
      const message = row.message as AlertMessage;
      sent.push(
        `${row.form} ${message.stage} ${message.who}${message.members === null ? "" : ` (${message.members})`}`,
      );
      store.outbox.markSending(row.id, start);
      store.outbox.markSent(row.id, `m${row.id}`, start);
    }
    return sent;
  };
  return { store, deps, item, take, actions, drain };
}

const talks = "Monoprix in talks with Amazon over grocery deliveries in Paris";
const deal = "Monoprix signs deal with Amazon over grocery deliveries in Paris";

describe("taking items in", () => {
  it("posts a story once, edits it once for all that came since, and replies when its stage changes", () => {
    const { item, actions, drain } = world();
    expect(actions([item(talks)])).toEqual(["new: first-meeting"]);
    expect(actions([item("Monoprix in talks with Amazon over grocery deliveries in Paris, according to LSA")])).toEqual(
      ["update: same-story"],
    );
    expect(actions([item(deal)])).toEqual(["stage-change: stage-change"]);
    expect(drain()).toEqual([
      "post talks Amazon × Monoprix",
      "edit talks Amazon × Monoprix (also: press2.example, press3.example; 2 origins, 1 echo)",
      "reply deal Amazon × Monoprix (also: press1.example, press2.example; 2 origins, 1 echo)",
    ]);
  });

  it("knows an item again by any of its keys", () => {
    const { item, actions } = world();
    actions([item(talks, { keys: ["guid 1", "url 1"] })]);
    expect(actions([item("Another title", { keys: ["guid 2", "url 1"] })])).toEqual(["duplicate of 1"]);
    expect(actions([item("A third", { keys: ["guid 2"] })])).toEqual(["duplicate of 1"]);
  });

  it("says nothing of a baseline, and counts what follows it as the same story", () => {
    const { item, actions, drain } = world();
    expect(actions([item(talks)], true)).toEqual(["none: baseline"]);
    expect(drain()).toEqual([]);
    expect(actions([item(deal)])).toEqual(["new: stage-change"]);
  });

  it("holds what is too old, and what comes too thick, for the digest", () => {
    const old = world();
    expect(old.actions([old.item(talks, { publishedAt: start - 9 * day })])).toEqual(["none: held"]);
    const thick = world({ alertCap: { count: 0, windowMs: day } });
    expect(thick.actions([thick.item(talks)])).toEqual(["none: held"]);
    expect(thick.store.decisions.listForDigest("console", 0)).toHaveLength(1);
  });

  it("is silent about a muted company until the mute ends", () => {
    const { item, actions, store } = world();
    store.mutes.add({
      destination: "console",
      subject: { type: "entity", id: "amazon" },
      until: start + 90 * hour,
      by: "t",
    });
    expect(actions([item(talks)])).toEqual(["none: muted"]);
    expect(
      actions([
        item("Amazon opens a second grocery warehouse with Monoprix in Lyon", {
          publishedAt: start + 91 * hour,
          seenAt: start + 91 * hour,
        }),
      ]),
    ).toEqual([expect.stringMatching(/^new: /)]);
  });

  it("keeps the reason for what no watch met", () => {
    const { item, take, store } = world();
    const [outcome] = take([item("Monoprix names a finance chief")]);
    expect(outcome).toMatchObject({
      type: "new",
      decisions: [{ destination: null, tier: "none", reasons: [{ code: "unmatched" }] }],
    });
    expect(store.decisions.ofItem(1)).toHaveLength(1);
  });

  it("leaves nothing of a batch that fails, the stories in memory included", () => {
    const { deps, item, store, actions, drain } = world();
    const broken = {
      ...deps,
      announce: () => {
        throw new Error("the disk is full");
      },
    };
    expect(() =>
      ingest(broken, { items: [item("Weather turns"), item(talks)], baseline: false, feed: null, now: start }),
    ).toThrow("the disk is full");
    expect([store.items.count(), store.outbox.counts().pending]).toEqual([0, 0]);
    expect(actions([item(talks)])).toEqual(["new: first-meeting"]);
    expect(drain()).toEqual(["post talks Amazon × Monoprix"]);
  });

  it("tells a report with a source of its own as the lead of the story, an echo having come first", () => {
    const { item, take, store } = world();
    take([item("Monoprix in talks with Amazon over grocery deliveries in Paris, according to LSA")]);
    take([item(talks)]);
    expect(store.stories.get(1)).toMatchObject({ leadId: 2, memberCount: 2 });
  });
});
