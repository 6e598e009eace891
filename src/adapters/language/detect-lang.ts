/** Tells English from French with eld: the feed's own language tips the balance of close calls, and a clearly third language is undetermined. */
import { eld } from "eld/extrasmall";
import type { Lang } from "../../core/types.ts";
import type { DetectLang } from "../../services/ports.ts";

/** Characters that are read; the language of a report shows early. */
const readLimit = 1_000;
/** What the feed's language adds to its side of the scores (0..1). Small: feeds often declare a language that they do not write. */
const priorBonus = 0.05;
/** How far a third language must lead over both, and in how many words, to be believed: names alone look like any language. */
const foreignLead = 0.15;
const foreignWords = 4;

/** The detector; its data (about 1 MB) is loaded once with the module. Takes some 30 microseconds a headline. */
export function createDetectLang(): DetectLang {
  const detector = eld.newInstance();

  return (text: string, prior: Lang): Lang => {
    const read = text.slice(0, readLimit);
    const result = detector.detect(read);
    const scores = result.getScores();
    const english = scores["en"] ?? 0;
    const french = scores["fr"] ?? 0;
    const top = scores[result.language] ?? 0;
    const foreign = top - Math.max(english, french) >= foreignLead && result.isReliable();
    if (foreign && read.trim().split(/\s+/).length >= foreignWords) return "und";
    const lead = english + (prior === "en" ? priorBonus : 0) - french - (prior === "fr" ? priorBonus : 0);
    if (lead === 0) return prior;
    return lead > 0 ? "en" : "fr";
  };
}
