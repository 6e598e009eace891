/** Words of business and grocery news that English and French share in meaning: our own list, by knowledge of the languages. */
import type { Lang } from "./types.ts";

/** One concept a line: English stems, a bar, French stems; folded. A stem ending in `*` stands for every word that begins so. */
const table = `
alliance alliances ally allies | alliance alliances allie allies allier allient
`;

interface Side {
  readonly whole: ReadonlyMap<string, string>;
  readonly begins: ReadonlyMap<string, string>;
}

function readSide(which: 0 | 1): Side {
  const whole = new Map<string, string>();
  const begins = new Map<string, string>();
  for (const line of table.trim().split("\n")) {
    const sides = line.split("|").map((side) =>
      side
        .trim()
        .split(/\s+/)
        .filter((word) => word !== ""),
    );
    const concept = `=${sides[0]?.[0] ?? ""}`;
    for (const stem of sides[which] ?? []) {
      if (stem.endsWith("*")) begins.set(stem.slice(0, -1), concept);
      else whole.set(stem, concept);
    }
  }
  return { whole, begins };
}

const english = readSide(0);
const french = readSide(1);

function lookUp(side: Side, word: string): string | undefined {
  const exact = side.whole.get(word);
  if (exact !== undefined) return exact;
  for (let length = Math.min(word.length, 12); length >= 3; length -= 1) {
    const concept = side.begins.get(word.slice(0, length));
    if (concept !== undefined) return concept;
  }
  return undefined;
}

/** The shared term of a folded word, beginning with `=`; undefined where the list has none. An undetermined language is read as English, then French. */
export function conceptOf(word: string, lang: Lang): string | undefined {
  if (lang === "en") return lookUp(english, word);
  if (lang === "fr") return lookUp(french, word);
  return lookUp(english, word) ?? lookUp(french, word);
}
