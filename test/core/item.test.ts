/** From entry to item: bounded texts, sound dates, and keys by which the same report is known again and different ones are not. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ItemContext, type ItemOrReject, toItem, toItems } from "../../src/core/item.ts";
import type { NewItem, RawEntry } from "../../src/core/types.ts";

const now = Date.UTC(2018, 1, 28, 12);
const hour = 3_600_000;
const context: ItemContext = {
  feed: { id: 7, name: "La Gazette", lang: "fr", url: "https://www.gazette.example/rss.xml" },
  now,
  detectLang: (_, prior) => prior,
  registrableDomain: (url) => (URL.canParse(url) ? new URL(url).hostname.split(".").slice(-2).join(".") : null),
};
const entry: RawEntry = {
  title: "Le groupe ouvre un entrepôt",
  link: "https://www.gazette.example/a/1?xtor=RSS-1",
  guid: "gazette-1",
  publishedAt: now - hour,
  text: "Un entrepôt de plus au nord de Paris.",
  publisher: null,
};

function made(change: Partial<RawEntry> = {}, inContext: Partial<ItemContext> = {}): NewItem {
  return accepted(toItem({ ...entry, ...change }, { ...context, ...inContext }));
}

function accepted(item: ItemOrReject): NewItem {
  if ("reject" in item) throw new Error(item.reject);
  return item;
}

/** Whether the second would be taken for the first. */
function isSame(a: NewItem, b: NewItem): boolean {
  return a.keys.some((key) => b.keys.includes(key));
}

describe("an item", () => {
  it("carries what the entry says, made sound", () => {
    expect(made()).toEqual({
      keys: [
        "guid:www.gazette.example|gazette-1",
        "url:gazette.example/a/1",
        "words:gazette.example|le groupe ouvre un entrepot|un entrepot de plus au nord de paris.",
      ],
      title: entry.title,
      description: entry.text,
      body: "",
      url: "https://www.gazette.example/a/1",
      publisher: "gazette.example",
      feedId: 7,
      publishedAt: now - hour,
      dateBasis: "published",
      seenAt: now,
      lang: "fr",
    });
  });

  it("leaves out the outlet that an aggregator appends, and a text that only says the title again", () => {
    const relayed = { title: "Un entrepôt ouvre - La Gazette", publisher: "La Gazette" };
    expect(made({ ...relayed, text: "Un entrepôt ouvre  La Gazette" })).toMatchObject({
      title: "Un entrepôt ouvre",
      description: "",
    });
    expect(made({ ...relayed, text: "Un entrepôt ouvre au nord de Paris." }).description).not.toBe("");
    expect(made({ title: "Un entrepôt ouvre - La Gazette" }).title).toBe("Un entrepôt ouvre - La Gazette");
    expect(made({ title: " - La Gazette", publisher: "La Gazette" }).title).toBe("- La Gazette");
  });

  it("names the publisher that an aggregator names, else the outlet's domain, else the feed", () => {
    expect(made({ publisher: " Le  Quotidien " }).publisher).toBe("Le Quotidien");
    expect(made().publisher).toBe("gazette.example");
    expect(made({ link: null }).publisher).toBe("La Gazette");
    expect(made({ link: null }, { feed: null }).publisher).toBe("");
  });

  it.each([
    [null, { publishedAt: now, dateBasis: "seen" }],
    [-1, { publishedAt: now, dateBasis: "seen" }],
    [0, { publishedAt: 0, dateBasis: "published" }],
    [now + 47 * hour, { publishedAt: now + 47 * hour, dateBasis: "published" }],
    [now + 49 * hour, { publishedAt: now, dateBasis: "clamped" }],
  ])("dated %s is placed in time", (publishedAt, expected) => {
    expect(made({ publishedAt })).toMatchObject(expected);
  });

  it("without a title is called by its first sentence", () => {
    expect(made({ title: " ", text: "Prix : 3.50 euros. La suite demain." }).title).toBe("Prix : 3.50 euros.");
  });

  it("without title and text is refused with a reason", () => {
    expect(toItem({ ...entry, title: "\n", text: " " }, context)).toEqual({
      reject: "The entry has neither a title nor a text.",
    });
  });

  it("keeps a long text as its body", () => {
    const text = "mot ".repeat(1_000).trim();
    const item = made({ text });
    expect(item.description.length).toBeLessThanOrEqual(2_000);
    expect(item.body).toBe(text);
  });

  it("has no control or direction characters, which would reorder what people see", () => {
    const item = made({ title: "a\u0000b\u202ec\u2028d\ufeff", text: "x\u0007y\u2066z" });
    expect(item.title).toBe("a bc d");
    expect(item.description).toBe("x yz");
  });

  it("has no address that is not of the web", () => {
    expect(made({ link: "javascript:alert(1)" }).url).toBeNull();
    expect(made({ link: "/relative" }).url).toBeNull();
  });

  it("is bounded in code points and never cut within one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 700 }), (title) => {
        const item = toItem({ ...entry, title, text: "😀".repeat(3_000) }, context);
        if ("reject" in item) return;
        expect([...item.title].length).toBeLessThanOrEqual(300);
        expect([...item.description].length).toBe(2_000);
        expect(/\p{Surrogate}/u.test(item.title)).toBe(/\p{Surrogate}/u.test(title));
      }),
    );
  });

  it("always has a key", () => {
    const text = fc.string({ maxLength: 40 });
    const maybe = fc.option(text);
    fc.assert(
      fc.property(text, maybe, maybe, text, (title, link, guid, body) => {
        const item = toItem({ ...entry, title, link, guid, text: body }, context);
        expect("reject" in item || item.keys.length > 0).toBe(true);
      }),
    );
  });
});

describe("the same report", () => {
  it.each([
    ["with another campaign in its address", { guid: "other", link: "https://www.gazette.example/a/1?utm_source=x" }],
    ["over http and without www", { guid: "other", link: "http://gazette.example/a/1" }],
    ["with another title", { title: "Mise à jour : un entrepôt ouvre", text: "Autre texte." }],
    ["with another date", { publishedAt: now }],
    ["at a new address under a new guid", { guid: "new", link: "https://www.gazette.example/new/1" }],
    ["without guid and address", { guid: null, link: null, text: entry.text, title: entry.title.toUpperCase() }],
  ])("is known again %s", (_, change) => {
    expect(isSame(made(), made(change))).toBe(true);
  });

  it("is another one under another guid, address and text, although the column's title is the same", () => {
    const change = { guid: "2", link: "https://www.gazette.example/a/2", text: "Le lendemain, tout a changé." };
    expect(isSame(made(), made(change))).toBe(false);
    expect(isSame(made({ text: "" }), made({ ...change, text: "" }))).toBe(false);
  });

  it("is another one where two outlets number their entries alike", () => {
    const feed = { id: 8, name: "Autre", lang: "fr" as const, url: "https://www.autre.example/rss.xml" };
    const other = { link: "https://www.autre.example/z", title: "Rien à voir", text: "Du tout." };
    expect(isSame(made(), made(other, { feed }))).toBe(false);
  });

  it.each([
    ["the site's front page", "https://www.gazette.example/"],
    ["the feed's own address", "https://www.gazette.example/rss.xml"],
  ])("is not known by %s as its link or guid", (_, address) => {
    const first = made({ link: address, guid: address });
    const second = made({ link: address, guid: address, title: "Tout autre chose", text: "Vraiment." });
    expect(isSame(first, second)).toBe(false);
  });
});

describe("the entries of one document", () => {
  it("do not swallow one another where they share a guid or an address", () => {
    const shared = { guid: "same", link: "https://www.gazette.example/live" };
    const entries = ["Un", "Deux", "Trois"].map((title) => ({ ...entry, ...shared, title, text: `${title}.` }));
    const items = [...toItems(entries, context)].map(accepted);
    expect(items.map(({ keys }) => keys)).toEqual([
      ["words:gazette.example|un|un."],
      ["words:gazette.example|deux|deux."],
      ["words:gazette.example|trois|trois."],
    ]);
    expect(items.map(({ url }) => url)).toEqual(Array(3).fill("https://www.gazette.example/live"));
  });

  it("stay one where they are the same twice", () => {
    const [first, second] = [...toItems([entry, entry], context)].map(accepted);
    expect(first?.keys).toEqual(second?.keys);
    expect(first?.keys).toHaveLength(3);
  });

  it("keep their order and their rejects", () => {
    const items = [...toItems([entry, { ...entry, title: "", text: "" }, { ...entry, title: "Deux" }], context)];
    expect(items.map((item) => ("reject" in item ? null : item.title))).toEqual([entry.title, null, "Deux"]);
  });
});
