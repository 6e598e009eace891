/** How far a move has got: the stage that a phrase says by itself, changed by the cues in its reach. */
import type { Cue, Tag } from "./lexicon.ts";
import type { Hit } from "./lexicon-compile.ts";
import { unconditional } from "./lexicon-fr-cues.ts";
import type { Word } from "./signal-words.ts";
import type { Stage } from "./types.ts";

export type SignalHit = Hit<Extract<Tag, { type: "signal" }>>;
export type CueHit = Hit<Extract<Tag, { type: "cue" }>>;

export interface StageReading {
  readonly stage: Stage;
  readonly hedged: boolean;
  /** The cues that decided. */
  readonly cues: readonly CueHit[];
}

/** Words between a cue and the phrase it bears on; about sixty characters. */
const reach = 11;
/** A hedge stands before its verb, and closer. */
const hedgeReach = 8;
/** What is negated stands inside the phrase, or this many words before it at most. */
const negationReach = 2;
/** Verbs that make even an offer a mere possibility, when they stand at the phrase: "may bid". */
const modals = new Set(["may", "might", "could", "pourrait", "pourraient"]);
const modalReach = 2;
/** Stages below a deal, which no hedge lowers. */
const early: ReadonlySet<Stage> = new Set(["rumour", "approached", "talks"]);

/** Reads the stage of one phrase among all phrases and cues of its field. */
export function readStage(
  hit: SignalHit,
  all: { readonly cues: readonly CueHit[] },
  words: readonly Word[],
): StageReading {
  const near = (cue: Cue): CueHit | undefined =>
    all.cues.find((one) => one.tag.cue === cue && inReach(one, hit, words));
  const hearsay = all.cues.find((one) => one.tag.cue === "hearsay");
  const hedge = near("hedge") ?? near("left-open") ?? conditional(hit, words);
  const declined = refusal(hit, all.cues, words) ?? negation(hit, all.cues, words);
  const settled = agreement(hit, all.cues, words);
  const hedged = hedge !== undefined || hearsay !== undefined;
  const say = (stage: Stage, ...cues: (CueHit | undefined)[]): StageReading => ({
    stage,
    hedged,
    cues: cues.filter((one) => one !== undefined),
  });
  if (declined !== undefined) return say("declined", declined);
  const open = settled === undefined ? openStage(hit, near, isModal(hedge, hit, words)) : undefined;
  if (open !== undefined) return say(open.stage, open.stage === "rumour" ? hedge : open.cue);
  const own = hit.tag.stage;
  if (early.has(own)) return say(own);
  if (settled === undefined && hedged) return say("rumour", hedge, hearsay);
  if (own !== "deal" || hit.tag.kind === "acquisition") return say(own, settled);
  return say(furtherStage(hit, all, words), settled);
}

/** What has begun and is not agreed: talks, an approach, or an offer that may come. */
function openStage(
  { tag }: SignalHit,
  near: (cue: Cue) => CueHit | undefined,
  isMere: boolean,
): { readonly stage: Stage; readonly cue?: CueHit } | undefined {
  const talks = near("talks");
  if (talks !== undefined) return { stage: "talks", cue: talks };
  if (tag.stage === "approached" && isMere) return { stage: "rumour" };
  const approached = near("approached");
  return approached && { stage: "approached", cue: approached };
}

/**
 * A business given up is no refusal: what "abandons its service" says is told by the phrase itself, and so is what a court "rejects".
 * Nor is what is not ruled out.
 */
function refusal(hit: SignalHit, cues: readonly CueHit[], words: readonly Word[]): CueHit | undefined {
  const leftOpen = cues.filter(({ tag }) => tag.cue === "left-open");
  return cues.find(
    (one) =>
      one.tag.cue === "declined" &&
      inReach(one, hit, words) &&
      !((hit.tag.stage === "exit" || hit.tag.kind === "regulatory") && overlaps(one, hit)) &&
      !leftOpen.some((other) => overlaps(one, other)),
  );
}

/** Signed or agreed, unless the same words say that it is not, or only may be: "pas signé", "might sign". */
function agreement(hit: SignalHit, cues: readonly CueHit[], words: readonly Word[]): CueHit | undefined {
  const open = cues.filter(({ tag }) => tag.cue === "talks" || tag.cue === "declined");
  return cues.find(
    (one) =>
      one.tag.cue === "settled" &&
      inReach(one, hit, words) &&
      !modals.has(words[one.from - 1]?.text ?? "") &&
      !open.some((other) => overlaps(one, other)),
  );
}

/** A deal that is told together with its opening or its widening stands on that rung. */
function furtherStage(hit: SignalHit, all: { readonly cues: readonly CueHit[] }, words: readonly Word[]): Stage {
  if (all.cues.some((one) => one.tag.cue === "wider" && inReach(one, hit, words))) return "expansion";
  const live = all.cues.some((one) => one.tag.cue === "live" && inReach(one, hit, words));
  return live ? "launch" : "deal";
}

/** "Has not bought", "n'a pas racheté"; "has not yet" and "has not ruled out" leave it open. */
function negation(hit: SignalHit, cues: readonly CueHit[], words: readonly Word[]): CueHit | undefined {
  const open = cues.filter(({ tag }) => tag.cue === "talks" || tag.cue === "left-open");
  return cues.find(
    (one) =>
      one.tag.cue === "negated" &&
      sameSentence(one, hit, words) &&
      one.from < hit.to &&
      one.to >= hit.from - negationReach &&
      !open.some((other) => overlaps(one, other)),
  );
}

function isModal(hedge: CueHit | undefined, hit: SignalHit, words: readonly Word[]): boolean {
  return hedge !== undefined && hedge.from >= hit.from - modalReach && modals.has(words[hedge.from]?.text ?? "");
}

function inReach(cue: CueHit, hit: SignalHit, words: readonly Word[]): boolean {
  if (!sameSentence(cue, hit, words)) return false;
  if (cue.tag.cue === "hedge") return cue.from < hit.to && cue.from >= hit.from - hedgeReach;
  return cue.from < hit.to + reach && cue.to > hit.from - reach;
}

function sameSentence(a: Hit<unknown>, b: Hit<unknown>, words: readonly Word[]): boolean {
  return words[a.from]?.sentence === words[b.from]?.sentence;
}

function overlaps(a: Hit<unknown>, b: Hit<unknown>): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The French conditional (-rait, -raient) in or before the phrase: what a paper has heard and does not vouch for. */
function conditional(hit: SignalHit, words: readonly Word[]): CueHit | undefined {
  for (let at = Math.max(0, hit.from - hedgeReach); at < hit.to; at += 1) {
    const word = words[at];
    if (word === undefined || word.sentence !== words[hit.from]?.sentence) continue;
    if (/.{3}rai(?:t|ent)$/.test(word.text) && !unconditional.has(word.text)) {
      return { tag: { type: "cue", cue: "hedge" }, from: at, to: at + 1 };
    }
  }
  return undefined;
}
