import { describe, expect, it } from "vitest";
import { composeDigest } from "../../src/core/digest.ts";
import { type Judged, proposeExclusion } from "../../src/core/feedback.ts";
import { commandSpecs } from "../../src/services/command-specs.ts";
import { sendDueDigests } from "../../src/services/digest.ts";
import { analyst, createDeskWorld, day, manager, read, refusal, type Web } from "./desk-world.ts";

const french = { ...analyst, locale: "fr" } as const;

describe("the door", () => {
  it.each(commandSpecs.map(({ path }) => path.join(" ")))(
    "/%s answers or refuses, whatever it is given",
    async (path) => {
      const world = createDeskWorld();
      world.tell({ title: "Amazon in talks with Monoprix" });
      for (const caller of [analyst, manager, french]) {
        const options = commandSpecs.find((spec) => spec.path.join(" ") === path)?.options ?? [];
        const args = Object.fromEntries(options.map(({ name, choices }) => [name.en, choices?.[0]?.value ?? "x"]));
        expect(await refusal(world.run(path, {}, caller))).not.toContain("undefined");
        expect(await refusal(world.run(path, args, caller))).not.toContain("undefined");
      }
    },
  );

  it("asks managers only for what changes the server", async () => {
    const world = createDeskWorld();
    for (const path of ["feed add", "feed pause", "feed remove", "settings"]) {
      expect(await refusal(world.run(path, { url: "https://a.example", feed: "1" }))).toBe(
        "forbidden: This asks for the Manage Server permission. Ask someone who has it.",
      );
    }
  });

  it("refuses what it does not know, in the person's language", async () => {
    const world = createDeskWorld();
    expect(await refusal(world.run("dance", {}))).toBe(
      "not_found: There is no command “/dance”. /help lists them all.",
    );
    expect(await refusal(world.run("why", {}, french))).toMatch(
      /^invalid: \/pourquoi a besoin d’une précision\s: son numéro, s5 pour un sujet.* Tapez \/pourquoi article:/,
    );
    expect(await refusal(world.press("dance", "1"))).toMatch(/^not_found: This button/);
  });

  it("helps with every command, and with a page a topic, in both languages", async () => {
    const world = createDeskWorld();
    for (const caller of [analyst, french]) {
      const text = read(await world.run("help", {}, caller));
      for (const { names } of commandSpecs)
        expect(text).toContain(`/${names.map((name) => name[caller.locale]).join(" ")} – `);
    }
    expect(read(await world.run("help", { topic: "rules" }))).toContain("=Leclerc (not Charles, F1, Ferrari)");
    expect(await refusal(world.run("help", { topic: "cooking" }))).toMatch(/^invalid: topic is start/);
  });
});

describe("asking why", () => {
  async function watching() {
    const world = createDeskWorld();
    await world.run("watch add", { rule: "@amazon AND @french-retailers NOT Prime Video", name: "Retail" });
    return world;
  }

  it("says tier, reasons, words and story of a report that was told", async () => {
    const world = await watching();
    const id = world.tell({ title: "Monoprix signs a deal with Amazon", description: "Groceries in Paris." });
    const text = read(await world.run("why", { item: String(id) }));
    expect(text).toContain("You were told.");
    expect(text).toContain("the first time Amazon and Monoprix meet in this archive");
    expect(text).toContain("“Retail”: “Amazon”, “Monoprix”");
    expect(text).toContain("stage deal: Amazon × Monoprix");
    expect(text).toContain("The only report of story 1.");
    expect(text).not.toContain("Should have alerted");
  });

  it("says which exclusion kept a report back, and what would change it", async () => {
    const world = await watching();
    const id = world.tell({ title: "Amazon brings Prime Video adverts to Monoprix stores" });
    const text = read(await world.run("why", { item: String(id) }));
    expect(text).toContain("You were not told.");
    expect(text).toContain(
      "“Retail”: “Prime Video” rules it out. It would match with the watch without the exclusion “Prime Video”.",
    );
    expect(text).toContain("[Should have alerted](should-alert 1)");
  });

  it("names the other sense of a name", async () => {
    const world = await watching();
    world.tell({ title: "Casino crowds return to Macau" });
    expect(read(await world.run("why", { item: "macau" }))).toContain("Casino: another sense (“Macau” stands by)");
  });

  it("calls no watch near whose only group is absent", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    const id = world.tell({ title: "Monoprix sells socks" });
    expect(read(await world.run("why", { item: String(id) }))).not.toContain("nearly matched");
  });

  it("says that a watch added later would match", async () => {
    const world = createDeskWorld();
    const id = world.tell({ title: "A drive opens" });
    await world.run("watch add", { term: "drive" });
    expect(read(await world.run("why", { item: String(id) }))).toContain("Today it would match “drive”.");
  });

  it("finds by number, story, alert and words; tells other hits", async () => {
    const world = await watching();
    world.tell({ title: "Monoprix sells socks" });
    const last = world.tell({ title: "Monoprix sells hats" });
    world.store.alerts.add({
      destination: "discord:1",
      storyId: 1,
      itemId: 1,
      stage: null,
      pairs: [],
      form: "post",
      createdAt: 0,
    });
    for (const item of ["1", "#1", "s1", "a1", "socks"])
      expect((await world.run("why", { item })).title).toBe("Monoprix sells socks");
    const both = read(await world.run("why", { item: "monoprix sells" }));
    expect(both.startsWith("Monoprix sells hats")).toBe(true);
    expect(both).toContain("Other headlines with these words\n1 []");
    expect(last).toBe(2);
    for (const item of ["99", "s99", "a99", "zorglub", "?!"])
      expect(await refusal(world.run("why", { item }))).toMatch(/^not_found/);
  });
});

describe("mutes", () => {
  it("silences a story for seven days and can be lifted as it says", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Monoprix signs a deal with Amazon" });
    const text = read(await world.press("mute", 1));
    expect(text).toContain("Story 1 is muted here until 8 Mar 2018");
    expect(text).toContain("/mute story: s1 lift: true");
    expect(read(await world.run("mute"))).toContain("Story 1 | 8 Mar 2018, 10:00");
    await world.run("mute", { story: "s1", lift: true });
    expect(read(await world.run("mute"))).toContain("Nothing is muted here.");
    expect(await refusal(world.run("mute", { story: "s1", lift: true }))).toMatch(/^not_found: Story 1 is not muted/);
  });

  it("silences a company, and asks rather than guesses at a misspelt one", async () => {
    const world = createDeskWorld();
    await world.run("mute", { about: "@casino", for: "30d" });
    expect(world.store.mutes.list("discord:1", world.now())).toMatchObject([
      { subject: { type: "entity", id: "casino" }, until: world.now() + 30 * day },
    ]);
    expect(await refusal(world.run("mute", { about: "monprix" }))).toBe(
      "not_found: I know no company named “monprix”. Did you mean “Monoprix”?",
    );
    expect(await refusal(world.run("mute", { lift: true }))).toMatch(/^invalid/);
    expect(await refusal(world.run("mute", { about: "casino", for: "ever" }))).toMatch(/^invalid/);
  });
});

describe("settings", () => {
  it("changes what is given, all or nothing", async () => {
    const world = createDeskWorld();
    await world.run(
      "settings",
      { digest: "8h00", quiet: "22:00-07:00", language: "fr", zone: "America/Montreal" },
      manager,
    );
    expect(world.store.destinations.get("discord:1")).toMatchObject({
      digestAt: "08:00",
      quiet: ["22:00", "07:00"],
      locale: "fr",
    });
    expect(await refusal(world.run("settings", { digest: "off", zone: "Mars/Base" }, manager))).toMatch(
      /^invalid: “Mars\/Base”/,
    );
    expect(world.store.destinations.get("discord:1")?.digestAt).toBe("08:00");
    await world.run("settings", { digest: "off", quiet: "off" }, manager);
    expect(world.store.destinations.get("discord:1")).toMatchObject({ digestAt: null, quiet: null });
  });

  it.each([[{ digest: "25:00" }], [{ quiet: "22:00" }], [{ quiet: "22:00-22:00" }], [{ language: "de" }]])(
    "refuses %j",
    async (args) => {
      expect(await refusal(createDeskWorld().run("settings", args, manager))).toMatch(/^invalid/);
    },
  );

  it("moves the watches to another channel", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive" });
    expect(read(await world.run("settings", { channel: "77" }, manager))).toContain("1 watch moved along.");
    expect(world.store.watches.list("discord:77")).toHaveLength(1);
    expect(world.store.destinations.ofGuild("9")?.id).toBe("discord:77");
    const id = world.tell({ title: "A drive opens" });
    expect(world.store.decisions.ofItem(id)[0]?.destination).toBe("discord:77");
  });
});

describe("feeds", () => {
  const feed = { title: "Trade News", lang: "en", step: "rss-parser", freshForMs: null } as const;
  const entry = {
    title: "Monoprix sells socks",
    link: "https://a.example/1",
    guid: null,
    publishedAt: 0,
    text: "",
    publisher: null,
  };
  const ok = (finalUrl: string, permanentUrl: string | null = null) =>
    ({
      type: "ok",
      body: new Uint8Array(),
      contentType: null,
      finalUrl,
      permanentUrl,
      validators: { etag: null, lastModified: null },
      bodyHash: "",
      freshForMs: null,
    }) as const;
  const web: Web = {
    "https://a.example/rss": {
      fetch: ok("https://a.example/rss"),
      parse: { type: "ok", feed: { ...feed, entries: [entry] } },
    },
    "https://a.example/": {
      fetch: ok("https://a.example/"),
      parse: { type: "failed", problem: { code: "web-page", feeds: 1 }, feedLinks: ["https://a.example/rss"] },
    },
    "https://shop.example/": {
      fetch: ok("https://shop.example/"),
      parse: { type: "failed", problem: { code: "web-page", feeds: 1 }, feedLinks: ["https://shop.example/rss"] },
    },
    "https://b.example/": { fetch: ok("https://b.example/") },
    "https://b.example/rss.xml": {
      fetch: ok("https://b.example/rss.xml"),
      parse: { type: "ok", feed: { ...feed, title: "Second News", entries: [entry] } },
    },
    "https://c.example/feed": {
      fetch: ok("https://a.example/rss"),
      parse: { type: "ok", feed: { ...feed, entries: [entry] } },
    },
  };

  it("finds the feed that a page names, and shows what its newest items would have matched", async () => {
    const world = createDeskWorld(web);
    await world.run("watch add", { rule: "Monoprix" }, manager);
    const answer = read(await world.run("feed add", { url: "https://a.example/" }, manager));
    expect(answer).toContain("https://a.example/rss");
    expect(answer).toContain("Monoprix sells socks, Trade News (matches “Monoprix”)");
  });

  it("looks where sites usually keep their feed when a page names none", async () => {
    const world = createDeskWorld(web);
    const answer = read(await world.run("feed add", { url: "https://b.example/" }, manager));
    expect(answer).toContain("Feed “Second News” added");
    expect(answer).toContain("(matches no watch here)");
    expect(world.store.feeds.list()).toMatchObject([{ url: "https://b.example/rss.xml" }]);
  });

  it("refuses by name a feed that another address leads to", async () => {
    const world = createDeskWorld(web);
    await world.run("feed add", { url: "https://a.example/rss" }, manager);
    expect(await refusal(world.run("feed add", { url: "https://c.example/feed" }, manager))).toMatch(
      /^conflict: .*Trade News/,
    );
    expect(await refusal(world.run("feed add", { url: "https://a.example/" }, manager))).toMatch(
      /^conflict: .*Trade News/,
    );
  });

  it("lists a feed that answers but brings nothing new for long, and says so when it is checked", async () => {
    const world = createDeskWorld(web);
    await world.run("feed add", { url: "https://a.example/rss" }, manager);
    world.store.feeds.update(1, { lastOkAt: world.now(), lastNewAt: world.now() - 40 * day });
    expect(read(await world.run("feed list"))).toContain("nothing new since 20 Jan 2018");
    const checked = read(await world.run("feed check", { feed: "1" }));
    expect(checked).toContain("In the rounds so far: read");
    expect(checked).toContain("Its dates: 1 Jan 1970 to 1 Jan 1970.");
  });

  it("adds one after reading it, lists it, checks it, pauses it, removes it", async () => {
    const polled: number[] = [];
    const world = createDeskWorld(web, { pollFeed: async (id) => void polled.push(id) });
    expect(read(await world.run("feed add", { url: "https://a.example/rss" }, manager))).toContain(
      "Feed “Trade News” added",
    );
    expect(polled).toEqual([1]);
    expect(read(await world.run("feed list"))).toContain("1 | Trade News | not read yet");
    expect(read(await world.run("feed check", { feed: "trade news" }))).toContain("Reads well: 1 item (rss-parser).");
    await world.run("feed pause", { feed: "1" }, manager);
    expect(world.store.feeds.get(1)?.state).toBe("paused");
    await world.run("feed resume", { feed: "1" }, manager);
    expect(await refusal(world.run("feed add", { url: "https://a.example/rss" }, manager))).toMatch(
      /^conflict: .*Trade News/,
    );
    expect(await refusal(world.run("feed check", { feed: "trade nws" }))).toContain("Did you mean “Trade News”?");
    await world.run("feed remove", { feed: "1" }, manager);
    expect(world.store.feeds.list()).toEqual([]);
  });

  it.each([
    ["ftp://a.example/x", /^invalid: .*https:/],
    [
      "https://nowhere.example/",
      /^unavailable: Nothing was added. It cannot be read: There is nothing at this address \(404\)/,
    ],
    ["https://shop.example/", /^unavailable: .*The page names https:\/\/shop.example\/rss: add that one/],
  ])("does not add %s", async (url, sentence) => {
    const world = createDeskWorld(web);
    expect(await refusal(world.run("feed add", { url }, manager))).toMatch(sentence);
    expect(world.store.feeds.list()).toEqual([]);
  });
});

describe("the digest", () => {
  async function waiting() {
    const world = createDeskWorld();
    await world.run("watch add", { rule: "@amazon AND @french-retailers NOT Prime Video", name: "Retail" });
    await world.run("watch add", { rule: "@monoprix; tier digest", name: "Monoprix" });
    world.store.destinations.update("discord:1", { digestAt: "08:00" });
    return world;
  }

  it("holds company news and near misses, once, at the local hour", async () => {
    const world = await waiting();
    world.tell({ title: "Monoprix results: yearly sales rise 2%", description: "" });
    world.tell({ title: "Amazon signs Prime Video deal with Carrefour stores" });
    const deps = {
      store: world.store,
      ruleset: { nameOf: (id: string) => id },
      nonceOf: (text: string) => text.replace(/\s/g, "").slice(-25),
      isQuiet: () => false,
    };
    const sent: number[] = [];
    for (let hour = 0; hour < 48; hour += 1) {
      world.pass(3_600_000);
      if (sendDueDigests(deps, world.now()) > 0) sent.push(new Date(world.now()).getUTCHours());
    }
    expect(sent).toEqual([10]);
    const [delivery] = world.store.outbox.listDue(world.now());
    const text = delivery?.message.type === "document" ? read(delivery.message.document) : "";
    expect(text).toContain("Monoprix results");
    expect(text).toContain("What I almost told you");
    expect(text).toContain("Prime Video");
    expect(text).toContain("[Should have alerted · #2](should-alert 2)");
  });

  it("can be looked at beforehand without taking anything off it", async () => {
    const world = await waiting();
    expect(read(await world.run("digest"))).toContain(
      "Nothing waits for the digest.\nIt comes daily at 08:00 (Europe/Paris).",
    );
    world.tell({ title: "Monoprix results: yearly sales rise 2%" });
    for (const _ of [1, 2]) expect(read(await world.run("digest"))).toContain("Monoprix results");
  });

  it("holds alerts that came too late, and none of a baseline", async () => {
    const world = await waiting();
    world.tell({ title: "Amazon in talks with Carrefour in France", at: world.now() - 9 * day });
    world.tell({ title: "Monoprix results: yearly sales fall", baseline: true });
    const text = read(await world.run("digest"));
    expect(text).toContain("Market signals held back\n1 [talks]");
    expect(text).not.toContain("sales fall");
  });

  it("is nothing where there is nothing", () => {
    expect(composeDigest({ waiting: [], near: [] }, { locale: "en", zone: "UTC", nameOf: String, now: 0 })).toBeNull();
  });
});

describe("feedback", () => {
  it("keeps who said what, and lets the later word count", async () => {
    const world = createDeskWorld();
    const id = world.tell({ title: "Monoprix sells socks" });
    await world.press("relevant", id);
    expect(read(await world.press("not-relevant", id))).toContain("0 reports marked relevant, 1 not relevant");
    expect(world.store.feedback.list("discord:1", 0)).toMatchObject([
      { itemId: id, verdict: "not-relevant", by: "u1" },
    ]);
    expect(await refusal(world.press("relevant", "99"))).toMatch(/^not_found/);
  });

  it("proposes an exclusion that costs nothing, applies it and takes it back", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { term: "drive", name: "Drives" });
    for (const title of ["A grocery drive opens in Lyon", "Hypermarket adds a drive lane"])
      await world.press("relevant", world.tell({ title }));
    const dismissed = [
      "Formula drive stuns Monaco",
      "Title drive ends in formula chaos",
      "A formula champion's last drive",
      "Rookie's formula drive delights",
    ].map((title) => world.tell({ title }));
    const answers = [];
    for (const id of dismissed) answers.push(await world.press("not-relevant", id));
    expect(answers.slice(0, 3).flatMap(({ actions }) => actions)).toEqual([]);
    const last = answers.at(-1);
    expect(last && read(last)).toContain(
      "Excluding “formula” from “Drives” removes 4 of your 4 dismissed, 0 of your 2 kept.",
    );
    const applied = await world.press("apply", last?.actions[0]?.subject ?? "");
    const next = world.tell({ title: "Another formula drive" });
    expect(world.store.decisions.ofItem(next)[0]?.watches).toEqual([]);
    await world.press("apply", applied.actions[0]?.subject ?? "");
    expect(world.store.watches.list()[0]?.none).toEqual([]);
  });

  it("answers Should have alerted with the smallest change, or with what to watch", async () => {
    const world = createDeskWorld();
    await world.run("watch add", { rule: "@amazon AND @french-retailers NOT advert", name: "Retail" });
    const near = world.tell({ title: "Amazon places an advert with Monoprix" });
    const answer = await world.press("should-alert", near);
    expect(read(answer)).toContain("The smallest change: “Retail” with the watch without the exclusion “advert”.");
    await world.press("apply", answer.actions[0]?.subject ?? "");
    expect(world.store.watches.list()[0]?.none).toEqual([]);
    const far = world.tell({ title: "Ocado sells a warehouse" });
    expect(read(await world.press("should-alert", far))).toMatch(/\/watch add term: @ocado|group 2/);
  });

  it("proposes no word of the watch, nothing that costs a kept report, and nothing from too little", () => {
    const judge = (verdict: Judged["verdict"], title: string): Judged => ({
      title,
      description: "",
      matched: ["drive"],
      verdict,
    });
    const kept = [judge("relevant", "grocery drive opens"), judge("relevant", "drive for champions")];
    const dismissed = ["champions drive", "champions drive again", "drive of champions", "champions' drive"].map(
      (title) => judge("not-relevant", title),
    );
    expect(proposeExclusion([...kept, ...dismissed])).toBeNull();
    expect(proposeExclusion(dismissed)).toBeNull();
    const [first = judge("relevant", "x"), second = first] = kept;
    const fine = [judge("relevant", "grocery drive opens"), judge("relevant", "new drive"), ...dismissed];
    expect(proposeExclusion(fine)).toMatchObject({
      word: "champions",
      dismissedRemoved: 4,
      dismissedCount: 4,
      keptRemoved: 0,
      keptCount: 2,
    });
    expect(proposeExclusion(fine.toReversed())).toEqual(proposeExclusion(fine));
    expect(proposeExclusion([first, second, ...dismissed.slice(1)])).toBeNull();
  });
});

describe("the brief", () => {
  it("is a file with every story and its link; what others wrote stays text", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Monoprix [signs](https://evil.example) a *deal* with Amazon" });
    const { file } = await world.run("brief", { about: "monoprix" });
    expect(file?.name).toBe("vigie-monoprix.md");
    expect(file?.content).toContain("# Brief: monoprix");
    expect(file?.content).toContain(
      "Monoprix \\[signs\\]\\(https://evil.example\\) a \\*deal\\* with Amazon <https://news.example/1> (1)",
    );
  });

  it("is a table that no spreadsheet runs", async () => {
    const world = createDeskWorld();
    world.tell({ title: '=HYPERLINK("x"), Monoprix' });
    const { file } = await world.run("brief", { format: "csv" }, french);
    const [head, row] = String(file?.content).split("\r\n");
    expect(head).toBe("publié,sujet,étape,type,qui,titre,média,attribution,url,numéro");
    expect(row).toContain('"\'=HYPERLINK(""x""), Monoprix"');
  });

  it("says when there is nothing", async () => {
    expect(read(await createDeskWorld().run("brief", { about: "monoprix" }))).toContain(
      "Nothing is stored about monoprix in that time.",
    );
  });
});
