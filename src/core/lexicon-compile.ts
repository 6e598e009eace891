/**
 * Lists of phrases compiled into one machine that reads a field once. A phrase is words in order; its marks:
 * `buy*` any ending, `=lance` with its accents as written, `a|b` either, `~4` up to four words between (never across a sentence), `#` a number,
 * `@` a watched name, `Aa` a name (watched, or written with a capital), `^` the beginning of a sentence.
 * The work on a text is bounded by its words: no backtracking beyond the gaps of one phrase.
 */
import { fold } from "./fold.ts";
import type { Word } from "./signal-words.ts";

/** Phrases that mean the same thing: `tag` says what. */
export interface PhraseGroup<T> {
  readonly tag: T;
  readonly phrases: readonly string[];
}

/** A phrase found: words `from` (inclusive) to `to` (exclusive). */
export interface Hit<T> {
  readonly tag: T;
  readonly from: number;
  readonly to: number;
}

export type FindPhrases<T> = (words: readonly Word[]) => readonly Hit<T>[];

interface WordStep {
  readonly type: "word";
  readonly exact: ReadonlySet<string>;
  /** As written but for capitals. */
  readonly accented: ReadonlySet<string>;
  readonly stems: readonly string[];
  /** Any name will do as well. */
  readonly name: boolean;
}

type Step = WordStep | { readonly type: "start" } | { readonly type: "gap"; readonly most: number };

interface Phrase<T> {
  readonly tag: T;
  readonly steps: readonly Step[];
}

/** Stems shorter than this would be tried on too many words. */
const stemKey = 3;

/** Phrases by what they begin with. */
interface Index<T> {
  readonly byWord: Map<string, Phrase<T>[]>;
  readonly byStem: Map<string, Phrase<T>[]>;
  /** Those that begin with a name, by a word of theirs that is none: only where it stands in the text are they tried on its names. */
  readonly byAnchor: Map<string, Phrase<T>[]>;
  /** Those that begin with a name and hold no such word. */
  readonly byName: Phrase<T>[];
}

/** Makes the finder for some groups. Throws on a phrase that is empty, begins with a gap or has a stem under three letters. */
export function compilePhrases<T>(groups: readonly PhraseGroup<T>[]): FindPhrases<T> {
  const index: Index<T> = {
    byWord: new Map(),
    byStem: new Map(),
    byAnchor: new Map(),
    byName: [],
  };
  const known = new Map<string, Step>();
  for (const { tag, phrases } of groups) {
    for (const source of phrases) enter({ tag, steps: toSteps(source, known) }, source, index);
  }
  return (words) => {
    const hits: Hit<T>[] = [];
    const named = findNamed(words, index);
    for (const [at, word] of words.entries()) {
      tryAll(index.byWord.get(word.text), words, at, hits);
      tryAll(index.byStem.get(word.text.slice(0, stemKey)), words, at, hits);
      if (word.capital) tryAll(named, words, at, hits);
    }
    return hits;
  };
}

function enter<T>(phrase: Phrase<T>, source: string, { byWord, byStem, byAnchor, byName }: Index<T>): void {
  const first = phrase.steps.find((step) => step.type !== "start");
  if (first?.type !== "word" || source === "") throw new Error(`A phrase begins with a word: "${source}"`);
  if (first.name || isMask(first)) {
    const anchor = findAnchor(phrase.steps);
    if (anchor === undefined) byName.push(phrase);
    else for (const word of keysOf(anchor)) add(byAnchor, word, phrase);
  }
  for (const word of keysOf(first)) if (word !== "@") add(byWord, word, phrase);
  for (const key of new Set(first.stems.map((stem) => stem.slice(0, stemKey)))) add(byStem, key, phrase);
}

const isMask = ({ exact }: WordStep): boolean => exact.has("@");

/** A word that has to stand in the text, since nothing else fits its step. */
const isAnchor = (step: WordStep): boolean => !step.name && !isMask(step) && step.stems.length === 0;

/** The step whose shortest word is the longest: short words stand in most texts. */
function findAnchor(steps: readonly Step[]): WordStep | undefined {
  const shortest = (step: WordStep): number => Math.min(...[...keysOf(step)].map((word) => word.length));
  return steps
    .filter((step) => step.type === "word")
    .filter(isAnchor)
    .sort((a, b) => shortest(b) - shortest(a))[0];
}

function keysOf({ exact, accented }: WordStep): ReadonlySet<string> {
  return new Set([...exact, ...[...accented].map((form) => fold(form))]);
}

/** The phrases that begin with a name and may be in this text, each once. */
function findNamed<T>(words: readonly Word[], { byAnchor, byName }: Index<T>): readonly Phrase<T>[] {
  const found = new Set(byName);
  for (const { text } of words) {
    for (const phrase of byAnchor.get(text) ?? []) found.add(phrase);
  }
  return [...found];
}

function add<T>(map: Map<string, Phrase<T>[]>, key: string, phrase: Phrase<T>): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [phrase]);
  else list.push(phrase);
}

/** Steps written alike are one: the long lists of names stand in memory once. */
function toSteps(source: string, known: Map<string, Step>): readonly Step[] {
  return source.split(" ").map((part) => {
    const step = known.get(part) ?? toStep(part, source);
    known.set(part, step);
    return step;
  });
}

function toStep(part: string, source: string): Step {
  if (part === "^") return { type: "start" };
  if (/['’-]/.test(part)) throw new Error(`Apostrophes and hyphens part words: "${source}"`);
  if (part.startsWith("~")) return { type: "gap", most: Number(part.slice(1)) };
  const forms = part.split("|");
  const accented = forms.filter((form) => form.startsWith("=")).map((form) => form.slice(1).toLowerCase());
  const folded = forms.filter((form) => form !== "Aa" && !form.startsWith("=")).map(foldForm);
  const stems = folded.filter((form) => form.endsWith("*")).map((form) => form.slice(0, -1));
  if (stems.some((stem) => stem.length < stemKey)) throw new Error(`A stem has three letters or more: "${source}"`);
  const exact = folded.filter((form) => !form.endsWith("*"));
  return { type: "word", exact: new Set(exact), accented: new Set(accented), stems, name: forms.includes("Aa") };
}

function foldForm(form: string): string {
  if (form === "@" || form === "#") return form;
  return form.endsWith("*") ? `${fold(form.slice(0, -1))}*` : fold(form);
}

function tryAll<T>(
  phrases: readonly Phrase<T>[] | undefined,
  words: readonly Word[],
  at: number,
  into: Hit<T>[],
): void {
  if (phrases === undefined) return;
  for (const { tag, steps } of phrases) {
    const to = follow(steps, 0, words, at);
    if (to !== null) into.push({ tag, from: at, to });
  }
}

/** End of the phrase when its steps from `stepAt` on fit the words from `at` on; null where they do not. */
function follow(steps: readonly Step[], stepAt: number, words: readonly Word[], at: number): number | null {
  const step = steps[stepAt];
  if (step === undefined) return at;
  if (step.type === "start") return isStart(words, at) ? follow(steps, stepAt + 1, words, at) : null;
  if (step.type === "gap") return followGap(steps, stepAt, words, at);
  const word = words[at];
  const before = words[at - 1];
  if (word === undefined || !fits(step, word)) return null;
  if (stepAt > 0 && before !== undefined && before.sentence !== word.sentence && steps[stepAt - 1]?.type !== "start") {
    return null;
  }
  return follow(steps, stepAt + 1, words, at + 1);
}

function followGap(steps: readonly Step[], stepAt: number, words: readonly Word[], at: number): number | null {
  const most = (steps[stepAt] as { readonly most: number }).most;
  const sentence = words[at - 1]?.sentence;
  for (let skipped = 0; skipped <= most; skipped += 1) {
    const word = words[at + skipped];
    if (word === undefined || word.sentence !== sentence || word.text === ";") return null;
    const to = follow(steps, stepAt + 1, words, at + skipped);
    if (to !== null) return to;
  }
  return null;
}

function isStart(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  return before === undefined || before.sentence !== words[at]?.sentence || before.text === '"' || before.text === ":";
}

function fits(step: Step, word: Word): boolean {
  if (step.type !== "word") return false;
  if (step.exact.has(word.text) || (step.name && word.capital)) return true;
  if (step.accented.size > 0 && step.accented.has(word.written)) return true;
  return step.stems.length > 0 && step.stems.some((stem) => word.text.startsWith(stem));
}
