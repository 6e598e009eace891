/** Names found by fuse.js although they are misspelt: blind to accents, case and punctuation, prefixes first. */
import Fuse from "fuse.js";
import { fold } from "../../core/fold.ts";
import type { FindByName } from "../../services/ports.ts";

/** Share of the typed letters that may be wrong: two of seven (`carfour` for Carrefour), one of four. */
const threshold = 0.3;
/** Longest text that is searched for: fuse.js' pattern limit. */
const typedLimit = 32;

interface Named {
  readonly names: readonly string[];
}

/** Keeps one index a list, for as long as somebody holds the list: hand in the same array for speed. */
export function createFindByName(): FindByName {
  const indexes = new WeakMap<readonly Named[], Fuse<Named>>();
  const indexOf = (among: readonly Named[]): Fuse<Named> => {
    const known = indexes.get(among);
    if (known !== undefined) return known;
    const made = new Fuse<Named>(among, {
      keys: ["names"],
      getFn: ({ names }) => names.map(fold),
      threshold,
      ignoreLocation: true,
      includeScore: true,
    });
    indexes.set(among, made);
    return made;
  };
  return (among, typed, limit) => {
    const folded = fold(typed).slice(0, typedLimit);
    if (folded === "") return among.slice(0, limit);
    const found = indexOf(among).search(folded);
    const opens = ({ item }: { readonly item: Named }): boolean =>
      item.names.some((name) => fold(name).startsWith(folded));
    const [prefixes, others] = [found.filter(opens), found.filter((hit) => !opens(hit))];
    return [...prefixes, ...others]
      .slice(0, limit)
      .map(({ refIndex }) => among[refIndex])
      .filter((item) => item !== undefined);
  };
}
