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

/** Reads the stage of one phrase among all phrases and cues of its field. */
export function readStage(
  hit: SignalHit,
  all: { readonly cues: readonly CueHit[] },
  words: readonly Word[],
): StageReading {
  const near = (cue: Cue): CueHit | undefined =>
    all.cues.find((one) => one.tag.cue === cue && inReach(one, hit, words));
  const hearsay = all.cues.find((one) => one.tag.cue === "hearsay");
  const hedge = near("hedge") ?? conditional(hit, words);
  const declined = all.cues.find(
    (one) =>
      one.tag.cue === "declined" && inReach(one, hit, words) && !(hit.tag.stage === "exit" && overlaps(one, hit)),
  );
  const talks = near("talks");
  const approached = near("approached");
  const settled = all.cues.find(
    (one) =>
      one.tag.cue === "settled" &&
      inReach(one, hit, words) &&
      !all.cues.some((other) => (other.tag.cue === "talks" || other.tag.cue === "declined") && overlaps(one, other)),
  );
  const hedged = hedge !== undefined || hearsay !== undefined;
  const say = (stage: Stage, ...cues: (CueHit | undefined)[]): StageReading => ({
    stage,
    hedged,
    cues: cues.filter((one) => one !== undefined),
  });
  if (declined !== undefined) return say("declined", declined);
  if (settled === undefined && talks !== undefined) return say("talks", talks);
  const own = hit.tag.stage;
  if (settled === undefined && (approached !== undefined || own === "approached")) return say("approached", approached);
  if (own === "talks" || own === "rumour") return say(own);
  if (settled === undefined && hedged) return say("rumour", hedge, hearsay);
  if (own !== "deal" || hit.tag.kind === "acquisition") return say(own, settled);
  return say(furtherStage(hit, all, words), settled);
}

/** A deal that is told together with its opening or its widening stands on that rung. */
function furtherStage(hit: SignalHit, all: { readonly cues: readonly CueHit[] }, words: readonly Word[]): Stage {
  if (all.cues.some((one) => one.tag.cue === "wider" && inReach(one, hit, words))) return "expansion";
  const live = all.cues.some((one) => one.tag.cue === "live" && inReach(one, hit, words));
  return live ? "launch" : "deal";
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
