import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/signal.ts";
import { decideTier, type TierInput } from "../../src/core/tier.ts";
import type { GuardHit, Lang, MissCause } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";

function input(
  title: string,
  lang: Lang,
  matched: TierInput["matched"] = [{ name: "grocery", tier: "signal" }],
): TierInput {
  const mentions = findMentions(title);
  const reading = readItem(
    { title, description: "", lang, publishedAt: Date.UTC(2018, 0, 1) },
    mentions,
    readingGazetteer,
  );
  return { matched, mentions, guards: [], reading, gazetteer: readingGazetteer, nearest: null };
}

describe("the tier of a matched item", () => {
  it.each([
    ["en", "Amazon in talks with Casino over Brazil electronics chain", "alert", "signal"],
    ["en", "Amazon to buy Whole Foods", "alert", "signal"],
    ["en", "Tesco and Carrefour form buying alliance", "alert", "signal"],
    ["en", "Regulator clears merger of Tesco and Asda", "alert", "signal"],
    ["en", "Amazon to create 500 jobs in Lyon", "alert", "signal"],
    ["fr", "Amazon va créer 500 emplois en France", "alert", "signal"],
    ["en", "Amazon to open stores in India", "digest", "elsewhere"],
    ["en", "Kroger signs delivery deal with Ocado", "digest", "elsewhere"],
    ["en", "Carrefour signs partnership with Tencent in China", "digest", "elsewhere"],
    ["fr", "Auchan s'associe à Tencent en Chine", "digest", "elsewhere"],
    ["fr", "Tencent s'associe à Auchan en France", "alert", "signal"],
    ["fr", "Casino et Amazon signent un accord au Brésil", "alert", "signal"],
    ["en", "Carrefour to cut 500 jobs in France", "digest", "no-signal"],
    ["fr", "Grève chez Carrefour", "digest", "no-signal"],
    ["fr", "Carrefour, une histoire", "digest", "no-signal"],
    ["fr", "Amazon lancera ses courses à Nantes au 1er trimestre 2027", "alert", "signal"],
    ["fr", "Carrefour en recul au troisième trimestre", "digest", "no-signal"],
    ["en", "Ex-Carrefour chief joins Casino", "digest", "no-signal"],
    ["en", "Carrefour launches share buyback", "digest", "no-signal"],
    ["fr", "Condamnation de Carrefour pour un licenciement abusif", "digest", "no-signal"],
    ["fr", "L'Autorité de la concurrence autorise le rachat de Casino par Carrefour", "alert", "signal"],
    ["en", "Carrefour and Casino agree to merge, but unions fear for jobs", "alert", "signal"],
    ["en", "Staff strike at Carrefour and Casino over working conditions", "digest", "no-signal"],
    ["en", "Carrefour plots discount chain to fight Lidl", "alert", "signal"],
  ] as const)("%s: %s: %s, %s", (lang, title, tier, code) => {
    const decision = decideTier(input(title, lang));
    expect([decision.tier, decision.reasons[0]?.code]).toEqual([tier, code]);
  });

  it("is alert on every match where a watch asks for that, and digest where all watches do", () => {
    const strike = "Grève chez Carrefour";
    expect(decideTier(input(strike, "fr", [{ name: "all", tier: "alert" }])).reasons).toEqual([
      { code: "every-match", watch: "all" },
    ]);
    const deal = "Carrefour rachète Auchan";
    const digest = decideTier(input(deal, "fr", [{ name: "calm", tier: "digest" }]));
    expect(digest).toEqual({ tier: "digest", reasons: [{ code: "watch-digest", watch: "calm" }] });
    expect(
      decideTier(
        input(deal, "fr", [
          { name: "calm", tier: "digest" },
          { name: "grocery", tier: "signal" },
        ]),
      ).tier,
    ).toBe("alert");
  });
});

describe("the tier of an item that no watch met", () => {
  const evidence = { term: "Casino", field: "title", start: 0, end: 6 } as const;
  const hit: GuardHit = { entity: "casino", evidence, guard: "excluded", word: "roulette" };

  it("is none, because the name was meant in another sense", () => {
    const decision = decideTier({ ...input("Roulette", "en", []), guards: [hit] });
    expect(decision).toEqual({ tier: "none", reasons: [{ code: "other-sense", hit }] });
  });

  it("is none, with the nearest miss", () => {
    const cause: MissCause = { code: "language", lang: "fr" };
    const nearest = { watch: "grocery", cause };
    const decision = decideTier({ ...input("Amazon", "fr", []), guards: [hit], nearest });
    expect(decision).toEqual({ tier: "none", reasons: [{ code: "unmatched", nearest }] });
  });
});
