import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/signal.ts";
import type { Gazetteer, Lang, Reading, Stage } from "../../src/core/types.ts";
import { precisionRecall, printScore } from "./scores.ts";
import { hasData, readJsonLines } from "./signal-data.ts";

/** These sets are about companies that no pack watches: reading has to do without names. */
const nobody: Gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: ["FR"], region: [] } };
const publishedAt = Date.UTC(2018, 0, 1);
const read = (title: string, description: string, lang: Lang): Reading =>
  readItem({ title, description, lang, publishedAt }, [], nobody);

/** Which stages of ours count as right for a label of these sets. */
const counting: Readonly<Record<string, readonly Stage[]>> = {
  announced: ["deal", "launch", "expansion", "exit"],
  completed: ["deal", "launch", "expansion", "exit"],
  talks: ["talks", "approached"],
  denied: ["declined"],
  rumour: ["rumour"],
};

interface AcquisitionRow {
  readonly title: string;
  readonly lead: string;
  readonly acq: boolean;
}

describe.skipIf(!hasData("reuters21578-acq.dev.jsonl"))("acquisitions in Reuters-21578", () => {
  it("are told from other news by title and lead", () => {
    const rows = readJsonLines<AcquisitionRow>("reuters21578-acq.dev.jsonl");
    const score = (withLead: boolean) => {
      const found = rows.map(({ title, lead, acq }) => ({
        acq,
        read: read(title, withLead ? lead : "", "en").signal?.kind === "acquisition",
      }));
      return precisionRecall({
        hits: found.filter((one) => one.acq && one.read).length,
        falseAlarms: found.filter((one) => !one.acq && one.read).length,
        misses: found.filter((one) => one.acq && !one.read).length,
      });
    };
    const whole = score(true);
    printScore("Acquisitions, Reuters-21578: title only, F1", score(false).f1, { must: 0.75 });
    printScore("Acquisitions, Reuters-21578: title + lead, precision", whole.precision, { must: 0.8 });
    printScore("Acquisitions, Reuters-21578: title + lead, recall", whole.recall, { must: 0.8 });
    printScore("Acquisitions, Reuters-21578: title + lead, F1", whole.f1, { must: 0.87, aim: 0.92 });
    expect(whole.f1).toBeGreaterThanOrEqual(0.87);
  });
});

interface KindRow {
  readonly title: string;
  readonly kinds: readonly string[];
  readonly stage: string;
}

describe.skipIf(!hasData("signals-fr.dev.jsonl"))("French headlines", () => {
  it("are read with their kinds and their stage", () => {
    const rows = readJsonLines<KindRow>("signals-fr.dev.jsonl").map((row) => ({
      ...row,
      signal: read(row.title, "", "fr").signal,
    }));
    const hits = rows.flatMap(({ kinds, signal }) =>
      (signal?.kinds ?? []).filter((kind) => kinds.includes(kind)),
    ).length;
    const told = rows.flatMap(({ signal }) => signal?.kinds ?? []).length;
    const labelled = rows.flatMap(({ kinds }) => kinds).length;
    const { precision, recall } = precisionRecall({ hits, falseAlarms: told - hits, misses: labelled - hits });
    const staged = rows.filter(({ stage, signal }) => stage !== "" && signal !== null);
    const right = staged.filter(({ stage, signal }) => signal !== null && counting[stage]?.includes(signal.stage));
    printScore("French headlines: kinds, precision", precision, { must: 0.82, aim: 0.9 });
    printScore("French headlines: kinds, recall", recall, { must: 0.8, aim: 0.9 });
    printScore("French headlines: stage, where a signal was read", right.length / staged.length, {
      must: 0.85,
      aim: 0.92,
    });
    expect(precision).toBeGreaterThanOrEqual(0.82);
    expect(recall).toBeGreaterThanOrEqual(0.8);
    expect(right.length / staged.length).toBeGreaterThanOrEqual(0.85);
  });
});

interface StageRow {
  readonly title: string;
  readonly stages: readonly string[];
}

describe.skipIf(!hasData("stage-en.dev.jsonl"))("English agency headlines", () => {
  it("are read with their stage; a signal that is missed counts as wrong", () => {
    const rows = readJsonLines<StageRow>("stage-en.dev.jsonl");
    const right = rows.filter(({ title, stages }) => {
      const { signal } = read(title, "", "en");
      return signal !== null && stages.some((stage) => counting[stage]?.includes(signal.stage));
    });
    printScore("English agency headlines: stage", right.length / rows.length, { must: 0.93, aim: 0.97 });
    expect(right.length / rows.length).toBeGreaterThanOrEqual(0.93);
  });
});
