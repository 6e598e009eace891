import { describe, expect, it } from "vitest";
import { type AlertInput, decideAlert, isStale, type Told } from "../../src/core/alert.ts";
import type { LadderMove, LadderStep, Reason, Signal, Stage } from "../../src/core/types.ts";

const pair = { entrant: "amazon", target: "systeme-u" };
const step = (stage: Stage, at: number): LadderStep => ({ pair, stage, at, itemId: at, storyId: 1 });
const move = (kind: LadderMove["move"], stage: Stage, from: Stage | null = null): LadderMove => ({
  move: kind,
  step: step(stage, 2),
  from: from === null ? null : step(from, 1),
});
const signal = (over: Partial<Signal> = {}): Signal => ({
  kind: "supply_deal",
  kinds: ["supply_deal"],
  stage: "talks",
  pairs: [pair],
  amounts: [],
  promises: [],
  attribution: "origin",
  citing: null,
  hedged: false,
  evidence: [],
  ...over,
});
const tierReason: Reason = { code: "signal", kind: "supply_deal", stage: "talks" };
const told = (stage: Stage | null, confirmed = true): Told => ({ stage, pairs: [pair], confirmed });
const stranger: LadderMove = {
  move: "first",
  step: { ...step("talks", 2), pair: { entrant: "ocado", target: "casino" } },
  from: null,
};
const decide = (over: Partial<AlertInput>) => {
  const { action, reasons } = decideAlert({
    tier: "alert",
    tierReasons: [tierReason],
    signal: signal(),
    publisher: "Le Relais",
    storyId: 1,
    moves: [],
    told: [],
    silence: null,
    ...over,
  });
  return [action, reasons[0]?.code];
};

describe("what a destination hears of a story that it does not know", () => {
  it.each<[string, Partial<AlertInput>, string, string]>([
    ["a story without a move is new", {}, "new", "new-story"],
    ["a first meeting says so", { moves: [move("first", "talks")] }, "new", "first-meeting"],
    ["a step up says so", { moves: [move("up", "deal", "talks")] }, "new", "stage-change"],
    [
      "a reversal comes before everything",
      { moves: [move("first", "talks"), move("reversal", "talks", "declined")] },
      "new",
      "reversal",
    ],
    ["silence is kept, and says why", { silence: { code: "muted", until: 9 } }, "none", "muted"],
    [
      "digest news is not told, for the reason of its tier",
      { tier: "digest", tierReasons: [{ code: "elsewhere" }] },
      "none",
      "elsewhere",
    ],
    [
      "a baseline keeps the reason of a digest first",
      { tier: "digest", tierReasons: [{ code: "elsewhere" }], silence: { code: "baseline", of: "feed" } },
      "none",
      "elsewhere",
    ],
  ])("%s", (_name, over, action, reason) => {
    expect(decide(over)).toEqual([action, reason]);
  });
});

describe("what it hears of a story that it was told", () => {
  it.each<[string, Partial<AlertInput>, string, string]>([
    ["another report only edits", { told: [told("talks")] }, "update", "same-story"],
    [
      "a further stage replies",
      { told: [told("talks")], moves: [move("up", "deal", "talks")] },
      "stage-change",
      "stage-change",
    ],
    [
      "a refusal replies",
      { told: [told("approached")], moves: [move("reversal", "declined", "approached")] },
      "stage-change",
      "reversal",
    ],
    [
      "a refusal told already does not",
      { told: [told("approached"), told("declined")], moves: [move("reversal", "declined", "approached")] },
      "update",
      "same-story",
    ],
    [
      "an approach told after its refusal is old news",
      { told: [told("declined")], moves: [move("reversal", "approached", "declined")] },
      "update",
      "same-story",
    ],
    [
      "talks after a refusal are news",
      { told: [told("declined")], moves: [move("reversal", "talks", "declined")] },
      "stage-change",
      "reversal",
    ],
    [
      "a stage below what was told is old news",
      { told: [told("deal")], moves: [move("down", "talks", "deal")] },
      "update",
      "same-story",
    ],
    ["a repeat is none", { told: [told("talks")], moves: [move("repeat", "talks", "talks")] }, "update", "same-story"],
    [
      "a pair of other companies is told",
      { told: [told("talks")], moves: [stranger] },
      "stage-change",
      "first-meeting",
    ],
    [
      "a second source of its own confirms a rumour once",
      { told: [told("rumour", false)] },
      "stage-change",
      "second-origin",
    ],
    [
      "an echo confirms nothing",
      { told: [told("rumour", false)], signal: signal({ attribution: "echo" }) },
      "update",
      "same-story",
    ],
    [
      "a hedged report confirms nothing",
      { told: [told("rumour", false)], signal: signal({ hedged: true }) },
      "update",
      "same-story",
    ],
    [
      "what is confirmed needs no second confirmation",
      { told: [told("rumour", false), told("rumour", true)] },
      "update",
      "same-story",
    ],
  ])("%s", (_name, over, action, reason) => {
    expect(decide(over)).toEqual([action, reason]);
  });
});

describe("staleness", () => {
  it("counts from publication to first sight, the limit itself being fresh", () => {
    expect(isStale(0, 10, 10)).toBe(false);
    expect(isStale(0, 11, 10)).toBe(true);
  });
});
