/** What to say of a report in two sentences: its own sentences, chosen by place, weight of their words, and what the watch asked about; never rewritten. */
import { splitSentences } from "./sentence.ts";
import { contentWords, stemOf } from "./story-terms.ts";
import type { Lang, Signal } from "./types.ts";

export interface SummaryInput {
  readonly title: string;
  readonly description: string;
  /** Text of the article; empty where it is not known. */
  readonly body: string;
  readonly lang: Lang;
  /** Watched companies as they are spelt in the report. */
  readonly names: readonly string[];
  readonly signal: Signal | null;
}

export interface SummaryQuery {
  readonly lang: Lang;
  readonly title?: string;
  readonly names?: readonly string[];
  readonly signal?: Signal | null;
}

/** Longest summary in UTF-16 units: what a phone shows without scrolling. */
export const summaryLimit = 450;
/** Sentences of a text that are weighed: news says early what happened. */
const sentencesRead = 60;

/** A description of more sentences is the article itself, and its first sentence has no right of its own. */
const longDescription = 5;

/** Weights of a sentence's marks; position counting 1. Found by trying on development texts: halving or doubling one moves ROUGE-1 by up to about .6 points. */
const weights = {
  centroid: 0.8,
  title: 0.5,
  name: 0.4,
  event: 0.6,
  number: 0.1,
  length: 0.6,
  boilerplate: 1.2,
  speech: 0.3,
};
/** Sentences over which the weight of the position falls to 1/e. */
const positionDecay = 6;
/** Exponent of the length by which a sentence's centrality is divided: between the sum (0) and the mean (1) of its terms. */
const lengthShare = 0.4;
/** How much of its likeness to the chosen sentences is taken off a sentence's worth. */
const redundancy = 0.9;
/** Likeness from which a sentence only repeats another. */
const repetition = 0.7;
/** Sentences of most worth that are tried with every other one. */
const pairedSentences = 12;
/** Words of a sentence that says something and can still be read at a glance. */
const idealWords = [8, 50] as const;

/**
 * At most two sentences: the description's first where it is whole, then the one of description and body that adds most
 * to what the watch asked about. Without a whole description the body speaks alone; without a body, what there is of the
 * description. Empty where there is no text beyond the title.
 */
export function summarise(input: SummaryInput): string {
  const known = new Set(contentWords(input.title));
  const fresh = (text: string): readonly Sentence[] =>
    readable(text, input.lang).filter(({ words }) => !repeats(words, known));
  const description = fresh(input.description);
  const whole = description.filter(({ text }) => isWhole(text));
  const candidates = [...whole, ...fresh(input.body)];
  if (candidates.length === 0) return shorten(description[0]?.text ?? "", summaryLimit);
  const leads = whole[0] !== undefined && !isBoilerplate(whole[0].text) && whole.length <= longDescription;
  const first = leads ? 0 : null;
  return choose(candidates, input, { first, limit: summaryLimit });
}

/** The two sentences of a text that are best together in their order, joined by a space: the scorer behind `summarise`, without its limit. */
export function summariseText(text: string, query: SummaryQuery): string {
  return choose(readable(text, query.lang), query, { first: null, limit: Number.POSITIVE_INFINITY });
}

interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
}

const readable = (text: string, lang: Lang): readonly Sentence[] =>
  splitSentences(withoutDateline(text), lang)
    .slice(0, sentencesRead)
    .map((sentence) => ({ text: sentence, words: contentWords(sentence) }));

/** Units at the beginning of a text in which a dateline may stand. */
const datelineLimit = 200;
/** `PARIS, March 26 (Reuters) - `, `(CNN) -- `, `LONDON (AFP) – `, `PARIS--(BUSINESS WIRE)--`. */
const dateline =
  /^(?:[\p{Lu}][\p{L}\p{N} .,'’/-]{0,60}?)?[\s–—-]*\((?:Reuters|CNN|AFP|AP|Relaxnews|AOF|Agefi|Bloomberg|PA|dpa|UPI|CNBC|Thomson Reuters|BUSINESS WIRE|PRNewswire|GLOBE NEWSWIRE)[^()]{0,30}\)\s*(?:[-–—]{1,2}\s*)?/u;

/** The text without the place, date and agency that agencies put in front. */
export function withoutDateline(text: string): string {
  const found = dateline.exec(text.slice(0, datelineLimit).trimStart());
  return found === null ? text : text.trimStart().slice(found[0].length);
}

const truncated = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:lire la suite|read more|continue reading|en savoir plus)\W*)$/iu;

/** Whether the sentence came whole: closed by a mark, and not by the dots of a cut. */
const isWhole = (sentence: string): boolean => !truncated.test(sentence) && /[.!?]["”»)\]’']*$/u.test(sentence);

const boilerplate =
  /\b(?:lire aussi|à lire|voir aussi|lire la suite|read more|click here|cliquez ici|subscribe|sign up|newsletter|abonnez|inscrivez-vous|follow us|suivez-nous|cookies?|all rights reserved|tous droits réservés|reporting by|editing by|contributed to this report|crédits? photo|getty images|story highlights|partager sur|share this|watch:|vidéo :)|©/iu;
const isBoilerplate = (sentence: string): boolean => boilerplate.test(sentence) || /\?["”»)\s]*$/u.test(sentence);

const firstPerson = /(?:^|[\s"“«'’])(?:I|I['’]m|we|my|our|je|j['’]|nous|notre|mon|ma)\b/iu;

/** Whether a sentence says no more than the title, an outlet's name behind it included. */
const repeats = (words: readonly string[], title: ReadonlySet<string>): boolean =>
  title.size > 0 && words.filter((word) => !title.has(word)).length <= 2;

interface Limits {
  /** Index of the sentence that must come first; null: the best may. */
  readonly first: number | null;
  readonly limit: number;
}

interface Candidate {
  readonly at: number;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly worth: number;
}

function choose(sentences: readonly Sentence[], query: SummaryQuery, { first, limit }: Limits): string {
  const candidates = weigh(sentences, query);
  const leads = first === null ? best(candidates, pairedSentences) : candidates.filter(({ at }) => at === first);
  const chosen = bestPair(leads, candidates, limit) ?? best(leads.length > 0 ? leads : candidates, 1);
  const text = chosen
    .toSorted((a, b) => a.at - b.at)
    .map((candidate) => candidate.text)
    .join(" ");
  return shorten(text, limit);
}

const best = (candidates: readonly Candidate[], count: number): readonly Candidate[] =>
  candidates.toSorted((a, b) => b.worth - a.worth || a.at - b.at).slice(0, count);

/** Of all pairs within the limit the one worth most, what the two repeat taken off; undefined where no two fit. The best sentence alone may leave no room for a second. */
function bestPair(
  leads: readonly Candidate[],
  candidates: readonly Candidate[],
  limit: number,
): readonly Candidate[] | undefined {
  let pair: readonly Candidate[] | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of leads) {
    for (const other of candidates) {
      const possible = one.worth + other.worth;
      if (one === other || possible <= most || one.text.length + other.text.length + 1 > limit) continue;
      const likeness = overlap(one.terms, other.terms);
      if (likeness >= repetition || possible - redundancy * likeness <= most) continue;
      most = possible - redundancy * likeness;
      pair = [one, other];
    }
  }
  return pair;
}

/** Share of the smaller set that the other holds too. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : shared(a, b) / smaller;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const term of a) if (b.has(term)) count += 1;
  return count;
}

function weigh(sentences: readonly Sentence[], query: SummaryQuery): readonly Candidate[] {
  const terms = sentences.map(({ words }) => new Set(words.map(stemOf)));
  const spread = new Map<string, number>();
  for (const set of terms) for (const term of set) spread.set(term, (spread.get(term) ?? 0) + 1);
  const asked = askedFor(query);
  const central = terms.map((set) => centrality(set, spread));
  const most = Math.max(1e-9, ...central);
  return sentences.map(({ text, words }, at) => {
    const set = terms[at] ?? new Set<string>();
    const worth =
      Math.exp(-at / positionDecay) + (weights.centroid * (central[at] ?? 0)) / most + marks(text, words, set, asked);
    return { at, text, terms: set, worth };
  });
}

/** How much of what the text keeps coming back to is in a sentence. */
function centrality(terms: ReadonlySet<string>, spread: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const term of terms) sum += Math.log(spread.get(term) ?? 1);
  return sum / Math.max(terms.size, idealWords[0]) ** lengthShare;
}

interface Asked {
  readonly title: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly event: ReadonlySet<string>;
  readonly lang: Lang;
}

function askedFor(query: SummaryQuery): Asked {
  const event = (query.signal?.evidence ?? []).flatMap((evidence) => contentWords(evidence.term));
  return {
    title: new Set(contentWords(query.title ?? "").map((word) => stemOf(word))),
    names: new Set((query.names ?? []).flatMap(contentWords)),
    event: new Set(event.map((word) => stemOf(word))),
    lang: query.lang,
  };
}

function marks(text: string, words: readonly string[], terms: ReadonlySet<string>, asked: Asked): number {
  const length = text.split(/\s+/).length;
  const titled = asked.title.size === 0 ? 0 : shared(asked.title, terms) / asked.title.size;
  const named = words.some((word) => asked.names.has(word)) ? 1 : 0;
  const event = shared(asked.event, terms) > 0 ? 1 : 0;
  const number = /\p{N}/u.test(text) ? 1 : 0;
  const misshapen = length < idealWords[0] || length > idealWords[1] || !isWhole(text) ? 1 : 0;
  return (
    weights.title * titled +
    weights.name * named +
    weights.event * event +
    weights.number * number -
    weights.length * misshapen -
    weights.boilerplate * (isBoilerplate(text) ? 1 : 0) -
    weights.speech * (firstPerson.test(text) ? 1 : 0)
  );
}

/** Cuts a single over-long sentence at its last clause or word within the limit, and says so with an ellipsis. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1);
  const clause = Math.max(head.lastIndexOf(", "), head.lastIndexOf("; "), head.lastIndexOf(" – "));
  const end = clause > limit / 2 ? clause : head.lastIndexOf(" ");
  return `${head.slice(0, end > 0 ? end : limit - 2).trimEnd()}…`;
}
