import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideMove, findOverdue, findQuiet } from "../../src/core/ladder.ts";
import { type LadderStep, type Stage, stages } from "../../src/core/types.ts";

const day = 24 * 60 * 60 * 1000;
const pair = { entrant: "amazon", target: "systeme-u" } as const;
const step = (stage: Stage, onDay: number): LadderStep => ({ pair, stage, at: onDay * day, itemId: onDay, storyId: 1 });

describe("a move on the ladder", () => {
  it.each([
    ["rumour", "talks", "up"],
    ["talks", "deal", "up"],
    ["deal", "launch", "up"],
    ["deal", "talks", "down"],
    ["talks", "talks", "repeat"],
    ["declined", "declined", "repeat"],
    ["declined", "talks", "reversal"],
    ["exit", "launch", "reversal"],
    ["approached", "declined", "reversal"],
    ["talks", "rumour", "repeat"],
    ["deal", "approached", "repeat"],
    ["declined", "rumour", "reversal"],
    ["expansion", "launch", "up"],
    ["launch", "deal", "down"],
    ["expansion", "exit", "reversal"],
    ["declined", "exit", "down"],
  ] as const)("from %s to %s is %s", (from, to, move) => {
    expect(decideMove([step(from, 1)], step(to, 2))).toEqual({ move, step: step(to, 2), from: step(from, 1) });
  });

  it("is the first where nothing came before", () => {
    expect(decideMove([], step("deal", 1))).toMatchObject({ move: "first", from: null });
    expect(decideMove([step("deal", 5)], step("talks", 1))).toMatchObject({ move: "first", from: null });
  });

  it("is measured against the latest earlier step, in whatever order the steps came in", () => {
    const history = fc.array(fc.tuple(fc.constantFrom(...stages), fc.integer({ min: 1, max: 50 })), { maxLength: 12 });
    fc.assert(
      fc.property(history, fc.constantFrom(...stages), (earlier, stage) => {
        const byDay = new Map(earlier.map(([one, onDay]) => [onDay, step(one, onDay)]));
        const steps = [...byDay.values()];
        const sorted = steps.toSorted((a, b) => a.at - b.at);
        expect(decideMove(steps, step(stage, 25))).toEqual(decideMove(sorted, step(stage, 25)));
      }),
    );
  });
});

describe("quiet pairs", () => {
  it("are those on an open rung of which nothing was heard for long, the longest silence first", () => {
    const other = { ...step("approached", 1), pair: { entrant: "amazon", target: "leclerc" } };
    const steps = [step("talks", 10), other, { ...step("deal", 1), pair: { entrant: "ocado", target: "casino" } }];
    expect(findQuiet(steps, 40 * day, 30 * day)).toEqual([
      { code: "quiet", pair: other.pair, days: 39 },
      { code: "quiet", pair, days: 30 },
    ]);
    expect(findQuiet(steps, 20 * day, 30 * day)).toEqual([]);
  });
});

describe("overdue promises", () => {
  const promise = { text: "by June", dueAt: 100 * day };
  const promised = [{ pair, promise, at: 10 * day }];

  it("are those whose date has passed without word that they were kept", () => {
    expect(findOverdue(promised, [step("deal", 20)], 101 * day)).toEqual([{ code: "overdue", pair, promise }]);
    expect(findOverdue(promised, [], 99 * day)).toEqual([]);
  });

  it.each(["launch", "expansion", "declined", "exit"] as const)("are settled by a later %s", (stage) => {
    expect(findOverdue(promised, [step(stage, 50)], 101 * day)).toEqual([]);
    expect(findOverdue(promised, [step(stage, 5)], 101 * day)).toHaveLength(1);
  });

  it("are told once, although two reports made them", () => {
    expect(findOverdue([...promised, { pair, promise, at: 12 * day }], [], 101 * day)).toHaveLength(1);
  });
});
