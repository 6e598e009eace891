/** What the word lists of a language say about a phrase: the vocabulary that lexicon-en and lexicon-fr fill and signal.ts reads. */
import type { PhraseGroup } from "./lexicon-compile.ts";
import type { NoiseClass, SignalKind, Stage } from "./types.ts";

/** What a phrase adds to a signal found near it. */
export type Cue =
  /** May be, might be: lowers a plain statement to a rumour. Counts before the words it bears on. */
  | "hedge"
  /** The whole report is hearsay or a question, wherever the words stand. */
  | "hearsay"
  /** Parties speak with each other. */
  | "talks"
  /** One party has come forward. */
  | "approached"
  /** Said no, ended, denied. */
  | "declined"
  /** Not ruled out: takes a refusal back and lowers a plain statement to a rumour. */
  | "left-open"
  /** "Has not", "n'a pas": what follows at once did not happen. */
  | "negated"
  /** Under way, agreed or done: keeps a word of talking from lowering it. */
  | "settled"
  /** Now open to customers. */
  | "live"
  /** Makes an earlier arrangement wider. */
  | "wider";

export type Tag =
  | {
      readonly type: "signal";
      readonly kind: SignalKind;
      readonly stage: Stage;
      /** Weight against other readings of the same field: 3 says it outright, 2 usually means it, 1 is taken where nothing else is said. */
      readonly weight: 1 | 2 | 3;
      /** Counts only with a name (watched, or capitalised) in the sentence. */
      readonly needsName: boolean;
    }
  | { readonly type: "noise"; readonly noise: NoiseClass; readonly weight: 1 | 2 | 3 | 4 }
  | { readonly type: "cue"; readonly cue: Cue }
  /**
   * Looks like a signal of these kinds but is something else; `all` blocks every kind. A fixed expression blocks the phrases
   * it overlaps; words of another trade (wheat, bonds) block the whole `sentence`.
   */
  | { readonly type: "block"; readonly kinds: readonly SignalKind[] | "all"; readonly over: "phrase" | "sentence" };

export type Lexicon = readonly PhraseGroup<Tag>[];

export interface SignalOptions {
  readonly stage?: Stage;
  readonly weight?: 1 | 2 | 3;
  readonly needsName?: boolean;
}

/** Phrases of a kind; by default stage deal, weight 2, no name needed. */
export function signalPhrases(
  kind: SignalKind,
  { stage = "deal", weight = 2, needsName = false }: SignalOptions,
  phrases: readonly string[],
): PhraseGroup<Tag> {
  return { tag: { type: "signal", kind, stage, weight, needsName }, phrases };
}

export function noisePhrases(noise: NoiseClass, weight: 1 | 2 | 3 | 4, phrases: readonly string[]): PhraseGroup<Tag> {
  return { tag: { type: "noise", noise, weight }, phrases };
}

export function cuePhrases(cue: Cue, phrases: readonly string[]): PhraseGroup<Tag> {
  return { tag: { type: "cue", cue }, phrases };
}

export function blockPhrases(kinds: readonly SignalKind[] | "all", phrases: readonly string[]): PhraseGroup<Tag> {
  return { tag: { type: "block", kinds, over: "phrase" }, phrases };
}

export function blockSentences(kinds: readonly SignalKind[] | "all", phrases: readonly string[]): PhraseGroup<Tag> {
  return { tag: { type: "block", kinds, over: "sentence" }, phrases };
}
