import { describe, expect, it } from "vitest";
import { describeCause, describeChange, describePair, describeReason } from "../../src/core/describe.ts";
import type { GuardHit, LadderMove, LadderStep, MissCause, Reason, Stage } from "../../src/core/types.ts";

const names: Readonly<Record<string, string>> = { amazon: "Amazon", "systeme-u": "Système U", casino: "Casino" };
const nameOf = (id: string): string => names[id] ?? id;
const en = { locale: "en", nameOf, zone: "Europe/Paris" } as const;
const fr = { ...en, locale: "fr" } as const;
const plain = (text: string): string => text.replaceAll("\u202f", " ");

const pair = { entrant: "amazon", target: "systeme-u" };
const step = (stage: Stage, at: number): LadderStep => ({ pair, stage, at, itemId: 1, storyId: 1 });
const oct = Date.UTC(2017, 9, 4, 12);
const feb = Date.UTC(2018, 1, 28, 12);
const move = (kind: LadderMove["move"], from: Stage | null, to: Stage): LadderMove => ({
  move: kind,
  step: step(to, feb),
  from: from === null ? null : step(from, oct),
});
const hit = (guard: GuardHit["guard"], word: string | null): GuardHit => ({
  entity: "casino",
  evidence: { term: "=Casino", field: "title", start: 0, end: 6 },
  guard,
  word,
});

describe("reasons as sentences", () => {
  const cases: readonly (readonly [Reason, string, string])[] = [
    [
      { code: "reversal", move: move("reversal", "declined", "talks") },
      "reversal: declined on 4 Oct 2017",
      "revirement : refus le 4 oct. 2017",
    ],
    [
      { code: "other-sense", hit: hit("excluded", "Macau") },
      "Casino: another sense (“Macau” stands by)",
      "Casino : un autre sens (à côté de « Macau »)",
    ],
    [{ code: "same-story", storyId: 12, echo: true }, "same story as 12 (echo)", "même sujet que 12 (écho)"],
    [{ code: "same-story", storyId: 12, echo: false }, "same story as 12", "même sujet que 12"],
    [
      { code: "stage-change", move: move("up", "approached", "talks") },
      "a step up: approached on 4 Oct 2017, now talks",
      "un pas en avant : approche le 4 oct. 2017, maintenant discussions",
    ],
    [
      { code: "stage-change", move: move("down", "deal", "talks") },
      "a step back: deal on 4 Oct 2017, now talks",
      "un pas en arrière : accord le 4 oct. 2017, maintenant discussions",
    ],
    [{ code: "stage-change", move: move("first", null, "talks") }, "now at talks", "étape atteinte : discussions"],
    [
      { code: "first-meeting", pair },
      "the first time Amazon and Système U meet in this archive",
      "première rencontre d’Amazon et Système U dans ces archives",
    ],
    [
      { code: "signal", kind: "supply_deal", stage: "talks" },
      "a market signal: supply deal, stage talks",
      "un signal de marché : accord d’approvisionnement, étape discussions",
    ],
    [
      { code: "no-signal", noise: "labour" },
      "company news rather than a market move: labour and strikes",
      "actualité d’entreprise plutôt que mouvement de marché : social et grèves",
    ],
    [
      {
        code: "unmatched",
        nearest: {
          watch: "drive",
          cause: { code: "excluded", term: "Formula", evidence: hit("excluded", null).evidence },
        },
      },
      "no watch matches; the nearest is “drive”: “Formula” rules it out",
      "aucune veille ne correspond ; la plus proche est « drive » : « Formula » l’exclut",
    ],
    [
      { code: "quiet", pair, days: 180 },
      "no news of Amazon × Système U for 180 days",
      "rien sur Amazon × Système U depuis 180 jours",
    ],
    [
      { code: "overdue", pair, promise: { text: "by the summer", dueAt: oct } },
      "overdue: Amazon × Système U promised “by the summer”, due by 4 Oct 2017",
      "échéance dépassée : Amazon × Système U promettait « by the summer », soit le 4 oct. 2017 au plus tard",
    ],
  ];
  it.each(cases)("%j", (reason, english, french) => {
    expect(describeReason(reason, en)).toBe(english);
    expect(plain(describeReason(reason, fr))).toBe(french);
  });

  it("writes dates in UTC where no zone is given", () => {
    const late = Date.UTC(2017, 9, 4, 23);
    expect(describeReason({ code: "muted", until: late }, { locale: "en", nameOf })).toBe("muted until 4 Oct 2017");
    expect(describeReason({ code: "muted", until: late }, en)).toBe("muted until 5 Oct 2017");
  });

  it("names a move of one company by itself", () => {
    expect(describePair({ entrant: "amazon", target: null }, nameOf)).toBe("Amazon");
  });
});

describe("misses and the smallest change", () => {
  const cases: readonly (readonly [MissCause, string, string])[] = [
    [
      { code: "group", group: 1, terms: ["drive", "click and collect"] },
      "group 2 is missing: nothing of “drive” or “click and collect”",
      "a word of this headline in group 2",
    ],
    [
      { code: "group", group: 0, terms: ["a", "b", "c", "d", "e", "f"] },
      "group 1 is missing: nothing of “a”, “b”, “c”, “d” (+2)",
      "a word of this headline in group 1",
    ],
    [
      { code: "guard", group: 0, hit: hit("excluded", "Macau") },
      "Casino: another sense (“Macau” stands by)",
      "Casino without the guard word “Macau”",
    ],
    [
      { code: "guard", group: 0, hit: { term: "=Match", guard: "no-context", word: null } },
      "=Match: nothing beside it says that the company is meant",
      "=Match without its required context",
    ],
    [
      { code: "guard", group: 0, hit: { term: "=Match", guard: "lower-case", word: null } },
      "=Match: written small, as the common word",
      "=Match in small letters too",
    ],
    [
      { code: "near", groups: [0, 1], limit: 12, distance: 17 },
      "groups 1 and 2 stand 17 words apart, 12 allowed",
      "up to 17 words between the groups",
    ],
    [
      { code: "language", lang: "en" },
      "the report is in English, which this watch does not read",
      "the watch reading English too",
    ],
    [
      { code: "field", field: "description" },
      "found in the description only, which this watch does not read",
      "the watch reading the description too",
    ],
  ];
  it.each(cases)("%j", (cause, why, change) => {
    expect(describeCause(cause, en)).toBe(why);
    expect(describeChange(cause, en)).toBe(change);
  });
});
