/** Ways of saying a move that a headline writer has, kind by kind, and what only looks like one: read without any title of the labelled sets. */
import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/signal.ts";
import type { Lang } from "../../src/core/types.ts";
import { findMentions, readingGazetteer } from "../support/reading.ts";
import type { HeadlineGroup } from "./headline-group.ts";
import { englishHeadlines } from "./headlines-en.ts";
import { moreEnglish } from "./headlines-en-more.ts";
import { thirdEnglish } from "./headlines-en-third.ts";
import { frenchHeadlines } from "./headlines-fr.ts";
import { frenchFamilies } from "./headlines-fr-families.ts";
import { moreFrenchFamilies } from "./headlines-fr-families-more.ts";
import { moreFrench } from "./headlines-fr-more.ts";
import { thirdFrench } from "./headlines-fr-third.ts";
import { unwatchedFrench } from "./headlines-fr-unwatched.ts";

const rowsOf = (lang: Lang, groups: readonly HeadlineGroup[]) =>
  groups.flatMap(([kinds, stages, titles]) =>
    titles.map((title) => [lang, title, kinds.split("|"), stages.split("|")] as const),
  );

describe("headlines as their writers vary them", () => {
  it.each([
    ...rowsOf("fr", [...frenchHeadlines, ...moreFrench, ...thirdFrench]),
    ...rowsOf("en", [...englishHeadlines, ...moreEnglish, ...thirdEnglish]),
  ])("%s: %s: %j, %j", (lang, title, kinds, stages) => {
    const { signal, noise } = readItem(
      { title, description: "", lang, publishedAt: Date.UTC(2018, 2, 1) },
      findMentions(title),
      readingGazetteer,
    );
    const stands = signal !== null && (noise === null || stages.includes("any"));
    expect(kinds).toContain(stands ? signal.kind : "none");
    if (stands && !stages.includes("any")) expect(stages).toContain(signal.stage);
  });
});

describe("headlines about companies that nobody watches", () => {
  it.each(
    [...unwatchedFrench, ...frenchFamilies, ...moreFrenchFamilies].flatMap(([kind, titles]) =>
      titles.map((title) => [title, kind] as const),
    ),
  )("fr: %s: %s", (title, kind) => {
    const { signal } = readItem({ title, description: "", lang: "fr", publishedAt: 0 }, [], readingGazetteer);
    if (kind === "none") expect(signal).toBeNull();
    else expect(signal?.kinds).toContain(kind);
  });
});
