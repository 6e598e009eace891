/** What an item says happened: kind, stage, companies, amounts, promises and source, read from title and description by word lists with reach. */
import { readAmounts } from "./amounts.ts";
import { readAttribution } from "./attribution.ts";
import type { Tag } from "./lexicon.ts";
import { compilePhrases, type FindPhrases, type Hit } from "./lexicon-compile.ts";
import { english } from "./lexicon-en.ts";
import { french } from "./lexicon-fr.ts";
import { readPairs } from "./pairs.ts";
import { readPlace } from "./place.ts";
import { readPromises } from "./promises.ts";
import { tellApart } from "./signal-clauses.ts";
import { type CueHit, readStage, type SignalHit } from "./signal-stage.ts";
import { cutField, toWords, type Word } from "./signal-words.ts";
import type {
  Evidence,
  Field,
  Gazetteer,
  Lang,
  Mention,
  NewItem,
  NoiseClass,
  Reading,
  Signal,
  SignalKind,
} from "./types.ts";

export type ReadableItem = Pick<NewItem, "title" | "description" | "lang" | "publishedAt">;

type BlockHit = Hit<Extract<Tag, { type: "block" }>>;
type NoiseHit = Hit<Extract<Tag, { type: "noise" }>>;

interface FieldReading {
  readonly field: Field;
  readonly text: string;
  readonly words: readonly Word[];
  readonly signals: readonly SignalHit[];
  readonly noises: readonly NoiseHit[];
  readonly cues: readonly CueHit[];
  /** Words of another trade: what a title of this trade introduces is of it too. */
  readonly offTopic: readonly BlockHit[];
}

const findEnglish = compilePhrases(english);
const findFrench = compilePhrases(french);
const findersOf: Readonly<Record<Lang, readonly FindPhrases<Tag>[]>> = {
  en: [findEnglish],
  fr: [findFrench],
  und: [findEnglish, findFrench],
};

/** What happens to several companies at once without any of them meaning it: two names do not make it a move. */
const mishaps: ReadonlySet<NoiseClass> = new Set(["recall", "incident", "labour"]);

/** Kinds that take two: where one is named first, what it may do to jobs is said of the move ("merge, but jobs are at risk"). */
const unions: ReadonlySet<SignalKind> = new Set(["acquisition", "alliance", "partnership"]);

/** Titles of these are complete in themselves: a deal that their description mentions is the past, not the news. */
const figures: ReadonlySet<NoiseClass> = new Set([
  "results",
  "share-price",
  "recall",
  "promotion",
  "incident",
  "media",
]);

/** Weight of a phrase that says it outright: a description, which tells of much else besides, is taken at its word only then. */
const outright = 2;

/** Kinds that decide before others of the same weight: what a deal is, before what comes of it. */
const precedence = [
  "acquisition",
  "supply_deal",
  "platform_deal",
  "alliance",
  "partnership",
  "exit",
  "jobs",
  "investment",
  "expansion",
  "launch",
  "regulatory",
  "other",
] as const satisfies readonly SignalKind[];

/**
 * Reads one item. A signal is read whether or not a watched company is in the text; `noise` may stand beside it and then
 * outweighs it: such a reading has no pairs and climbs no ladder. Reads 300 characters of the title, 600 of the description.
 */
export function readItem(item: ReadableItem, mentions: readonly Mention[], gazetteer: Gazetteer): Reading {
  const title = readField(item.title, "title", item.lang, mentions);
  const description = readField(item.description, "description", item.lang, mentions, title.offTopic);
  const entities = [...new Set(mentions.map(({ entity }) => entity))];
  const { place, countries } = readPlace([title.words, description.words], entities, gazetteer, item.lang);
  const { carrier, hit } = choose(title, description);
  const noise = weigh(title, description, carrier, hit);
  if (hit === undefined) return { signal: null, noise, place };
  const { stage, hedged, cues } = readStage(hit, carrier, carrier.words);
  const pairs =
    noise === null
      ? readPairs({
          words: carrier.words,
          trigger: hit,
          kind: hit.tag.kind,
          countries,
          at: item.publishedAt,
          gazetteer,
        })
      : [];
  const texts = [title.text, description.text] as const;
  const apart = tellApart({ ...carrier, pairs, stage });
  const signal: Signal = {
    kind: hit.tag.kind,
    kinds: kindsOf(carrier, hit),
    stage,
    pairs: apart.pairs,
    ...(apart.stages === undefined ? {} : { pairStages: apart.stages }),
    amounts: readAmounts(texts, item.lang),
    promises: readPromises(texts, item.publishedAt),
    ...readAttribution(title.text, description.text),
    hedged,
    evidence: [hit, ...cues].map((one) => toEvidence(one, carrier)),
  };
  return { signal, noise, place };
}

function readField(
  source: string,
  field: Field,
  lang: Lang,
  mentions: readonly Mention[],
  topic: readonly BlockHit[] = [],
): FieldReading {
  const text = cutField(source, field);
  const words = toWords(text, field, mentions);
  const hits = findersOf[lang].flatMap((find) => find(words));
  const blocks = hits.filter((hit): hit is BlockHit => hit.tag.type === "block");
  const signals = hits
    .filter((hit): hit is SignalHit => hit.tag.type === "signal")
    .filter((hit) => !topic.some(({ tag }) => concerns(tag, hit.tag.kind)))
    .filter((hit) => !blocks.some((block) => blocksHit(block, hit, words)))
    .filter((hit) => !hit.tag.needsName || hasName(words, hit));
  return {
    field,
    text,
    words,
    signals,
    noises: hits
      .filter((hit): hit is NoiseHit => hit.tag.type === "noise")
      .filter(
        (hit) => !signals.some((signal) => signal.from <= hit.from && hit.to <= signal.to && speaks(signal, hit)),
      ),
    cues: hits.filter((hit): hit is CueHit => hit.tag.type === "cue"),
    offTopic: blocks.filter(({ tag }) => tag.over === "sentence"),
  };
}

/** A word inside a phrase of a signal has its sense from there: who "strikes a deal" is not on strike. A fine stays one. */
function speaks(signal: SignalHit, noise: NoiseHit): boolean {
  const { weight, stage, kind } = signal.tag;
  return weight > 1 && stage !== "exit" && kind !== "regulatory" && noise.to - noise.from === 1;
}

function blocksHit({ tag, from, to }: BlockHit, hit: SignalHit, words: readonly Word[]): boolean {
  if (!concerns(tag, hit.tag.kind)) return false;
  if (tag.over === "sentence") return words[from]?.sentence === words[hit.from]?.sentence;
  return from < hit.to && hit.from < to;
}

function concerns({ kinds }: BlockHit["tag"], kind: SignalKind): boolean {
  return kinds === "all" || kinds.includes(kind);
}

/** A watched company in the sentence, or a word written with a capital outside the phrase. */
function hasName(words: readonly Word[], hit: SignalHit): boolean {
  const sentence = words[hit.from]?.sentence;
  return words.some(
    (word, at) =>
      word.sentence === sentence && (word.entity !== null || (word.capital && (at < hit.from || at >= hit.from))),
  );
}

function rankOf(kind: SignalKind): number {
  return precedence.indexOf(kind);
}

/** What a phrase weighs where it stands: one that needs a company weighs less while none that is watched is in the field. */
function weightIn({ words }: FieldReading, { tag }: SignalHit): number {
  return tag.weight - (tag.needsName && words.every(({ entity }) => entity === null) ? 1 : 0);
}

function decisive(field: FieldReading): SignalHit | undefined {
  return [...field.signals].sort(
    (a, b) => weightIn(field, b) - weightIn(field, a) || rankOf(a.tag.kind) - rankOf(b.tag.kind) || a.from - b.from,
  )[0];
}

/** The field that tells the signal: the title, unless the description says more outright. A title of plain company news leaves none to the description. */
function choose(
  title: FieldReading,
  description: FieldReading,
): { readonly carrier: FieldReading; readonly hit: SignalHit | undefined } {
  const inTitle = decisive(title);
  const told = title.noises.some(({ tag }) => tag.weight > 1 && figures.has(tag.noise));
  const below = told ? undefined : decisive(description);
  const belowWeight = below === undefined ? 0 : weightIn(description, below);
  if (below === undefined || belowWeight < outright) return { carrier: title, hit: inTitle };
  if (inTitle === undefined) return { carrier: description, hit: below };
  const named = title.words.some(({ entity }) => entity !== null);
  const lead = belowWeight - weightIn(title, inTitle) - (named ? 2 : 1);
  const descriptionWins = lead > 0 || (lead === 0 && rankOf(below.tag.kind) < rankOf(inTitle.tag.kind));
  return descriptionWins ? { carrier: description, hit: below } : { carrier: title, hit: inTitle };
}

/** All kinds of the field, the decisive one first; `other` and a weak kind only where nothing better is said. */
function kindsOf({ signals }: FieldReading, hit: SignalHit): readonly SignalKind[] {
  const others = signals.filter(({ tag }) => tag.weight > 1 && tag.kind !== "other").map(({ tag }) => tag.kind);
  return [...new Set([hit.tag.kind, ...others])];
}

/** Which class of company news outweighs the signal; null where the signal stands. Two names in court are adversaries, not partners. */
function weigh(
  title: FieldReading,
  description: FieldReading,
  carrier: FieldReading,
  hit: SignalHit | undefined,
): NoiseClass | null {
  if (hit === undefined) return (heaviest(title) ?? heaviest(description))?.tag.noise ?? null;
  if (hit.tag.kind === "jobs" && hit.tag.stage === "exit") return "labour";
  const noise = heaviest(carrier === title ? title : description);
  if (noise === undefined) return null;
  const parties = new Set(carrier.words.flatMap(({ entity }) => entity ?? []));
  const quarrel = hit.tag.kind === "regulatory" && noise.tag.noise === "legal";
  const befalls = mishaps.has(noise.tag.noise) && !(unions.has(hit.tag.kind) && hit.from < noise.from);
  const together = parties.size > 1 && !befalls && !quarrel;
  return noise.tag.weight >= hit.tag.weight + (together ? 1 : 0) ? noise.tag.noise : null;
}

function heaviest({ noises }: FieldReading): NoiseHit | undefined {
  return [...noises].sort((a, b) => b.tag.weight - a.tag.weight || a.from - b.from)[0];
}

function toEvidence(hit: Hit<unknown>, { words, field, text }: FieldReading): Evidence {
  const start = words[hit.from]?.start ?? 0;
  const end = words[hit.to - 1]?.end ?? start;
  return { term: text.slice(start, end), field, start, end };
}
