import { describe, expect, it } from "vitest";
import { type ComposeInput, composeAlert } from "../../src/core/compose.ts";
import type { Item, LadderStep, Reading, Reason, Signal, Stage } from "../../src/core/types.ts";

const pair = { entrant: "amazon", target: "systeme-u" };
const names: Readonly<Record<string, string>> = { amazon: "Amazon", "systeme-u": "Système U" };
const at = Date.UTC(2018, 1, 28, 9);

const item = (id: number, title: string, publisher: string): Item => ({
  id,
  keys: [`k${id}`],
  title,
  description: "",
  body: "",
  url: `https://paper.example/${id}`,
  publisher,
  feedId: null,
  publishedAt: at + id,
  seenAt: at + id,
  dateBasis: "published",
  lang: "en",
});
const signal = (attribution: Signal["attribution"]): Signal => ({
  kind: "supply_deal",
  kinds: ["supply_deal"],
  stage: "talks",
  pairs: [pair],
  amounts: [],
  promises: [],
  attribution,
  citing: null,
  hedged: false,
  evidence: [],
});
const reading = (attribution: Signal["attribution"]): Reading => ({
  signal: signal(attribution),
  noise: null,
  place: "home",
});
const told = { item: item(1, "Amazon in talks with Système U", "Wire"), reading: reading("origin") };
const step = (stage: Stage, itemId: number, when: number): LadderStep => ({
  pair,
  stage,
  at: when,
  itemId,
  storyId: 1,
});

function compose(reasons: readonly Reason[], change: Partial<ComposeInput> = {}) {
  return composeAlert({
    alert: { id: 1, storyId: 1, stage: "talks", pairs: [pair] },
    told,
    members: [told],
    decision: { itemId: 1, destination: "console", watches: ["Amazon"], tier: "alert", action: "new", reasons },
    evidence: [{ term: "Amazon", field: "title", start: 0, end: 6 }],
    mentions: [],
    related: [],
    urlOf: (id) => `https://paper.example/${id}`,
    locale: "en",
    zone: "Europe/Paris",
    nameOf: (id) => names[id] ?? id,
    domainOf: (url) => new URL(url).hostname,
    ...change,
  });
}

describe("an alert", () => {
  it("says that two companies meet for the first time", () => {
    const { who, why, reversal } = compose([{ code: "first-meeting", pair }, { code: "new-story" }]);
    expect(who).toBe("Amazon × Système U");
    expect(why).toBe("matched Amazon; the first time Amazon and Système U meet in this archive");
    expect(reversal).toBeNull();
  });

  it("of a reversal says from when, with the link of the earlier report beside its own", () => {
    const from = step("declined", 7, Date.UTC(2017, 9, 4));
    const move = { move: "reversal", step: step("talks", 1, at), from } as const;
    const { reversal, url, why } = compose([{ code: "reversal", move }, { code: "new-story" }]);
    expect(reversal?.text).toMatch(/reversal.*declined.*4 Oct(?:ober)? 2017/i);
    expect([url, reversal?.url]).toEqual(["https://paper.example/1", "https://paper.example/7"]);
    expect(why).not.toMatch(/reversal/i);
  });

  it("names the other outlets and counts origins and echoes", () => {
    const others = ["LSA", "RFI", "Herald"].map((name, index) => ({
      item: item(index + 2, "Amazon talks", name),
      reading: reading(index === 0 ? "origin" : "echo"),
    }));
    const { members } = compose([{ code: "new-story" }], { members: [told, ...others] });
    expect(members).toBe("also: LSA, RFI +1; 2 origins, 2 echoes");
    const edit = compose([{ code: "new-story" }], { members: [told, ...others], arrived: "Herald" });
    expect([edit.members, edit.update]).toEqual([members, "also: Herald +2; 2 origins, 2 echoes"]);
  });

  it("drops no pair in silence", () => {
    const pairs = ["a", "b", "c", "d", "e"].map((target) => ({ entrant: "amazon", target }));
    const { who } = compose([{ code: "new-story" }], { alert: { id: 1, storyId: 1, stage: "talks", pairs } });
    expect(who).toBe("Amazon × a, Amazon × b, Amazon × c +2");
  });

  it("carries a quote that its summary does not hold, with who said it", () => {
    const description =
      "The grocers and the online seller talk about supplies. Nothing is signed so far, people close to the talks say. “We want our own brands in every kitchen,” said Anna Keller.";
    const quoting = { ...told, item: { ...told.item, description } };
    expect(compose([{ code: "new-story" }], { told: quoting }).quote).toEqual({
      text: "We want our own brands in every kitchen",
      speaker: "Anna Keller",
    });
    expect(compose([{ code: "new-story" }])).not.toHaveProperty("quote");
  });

  it("takes a model's words for its summary where there are any", () => {
    expect(compose([{ code: "new-story" }], { rewritten: "The two talk." }).summary).toBe("The two talk.");
  });
});
