/** What a person means by a name: an entity, a pair, or plain words; exact spellings win over words, words that are in the archive over misspelt names. */
import { fold, foldWords } from "../core/fold.ts";
import type { Entity, EntityId, Gazetteer, Pair } from "../core/types.ts";
import type { FindByName } from "./ports.ts";

/** An entity under all that names it; `names` is what is searched. */
interface Named {
  readonly entity: Entity;
  readonly names: readonly string[];
}

export interface NameIndex {
  readonly all: readonly Named[];
  /** The entity of exactly this name, alias, ticker or id; accents, case, spaces and hyphens aside. */
  exact(typed: string): Entity | undefined;
  /** Best first; misspellings allowed. */
  near(typed: string, limit: number): readonly Entity[];
}

export type About =
  | { readonly type: "entity"; readonly entity: Entity; readonly typed: string; readonly corrected: boolean }
  | { readonly type: "pair"; readonly pair: Pair; readonly typed: string; readonly corrected: boolean }
  | { readonly type: "words"; readonly words: readonly string[]; readonly typed: string };

/** Names shorter than this are not corrected: at that length every name is near to another. */
const correctableLength = 4;
/** Letters that a misspelling leaves out or adds at most. */
const lengthSlack = 2;

/** Built once: a gazetteer does not change. */
export function createNameIndex(gazetteer: Gazetteer, findByName: FindByName): NameIndex {
  const all = gazetteer.entities.map((entity): Named => ({ entity, names: namesOf(entity) }));
  const byKey = new Map<string, Entity>();
  for (const { entity, names } of all) {
    for (const name of [...names, ...entity.tickers, entity.id]) {
      const key = keyOf(name);
      if (key !== "" && !byKey.has(key)) byKey.set(key, entity);
    }
  }
  return {
    all,
    exact: (typed) => byKey.get(keyOf(typed)),
    near: (typed, limit) => findByName(all, typed, limit).map(({ entity }) => entity),
  };
}

/** Its name and every alias as people write them, without operators. */
export function namesOf(entity: Entity): readonly string[] {
  return [...new Set([entity.name, ...entity.aliases.map(({ text }) => text)])];
}

/** `isKnownWord`: whether the archive has a headline with these words; asked only where no name fits exactly. */
export function resolveAbout(
  index: NameIndex,
  typed: string,
  isKnownWord: (words: readonly string[]) => boolean,
): About {
  const entity = index.exact(typed);
  if (entity !== undefined) return { type: "entity", entity, typed, corrected: false };
  const exactPair = splitPair(typed, index.exact);
  if (exactPair !== undefined) return { type: "pair", pair: exactPair, typed, corrected: false };
  const words = foldWords(typed);
  if (words.length > 0 && isKnownWord(words)) return { type: "words", words, typed };
  const guess = typed.length < correctableLength ? undefined : correct(index, typed);
  if (guess !== undefined) return { type: "entity", entity: guess, typed, corrected: true };
  const nearPair = splitPair(typed, (name) =>
    name.length < correctableLength ? index.exact(name) : (index.exact(name) ?? correct(index, name)),
  );
  if (nearPair !== undefined) return { type: "pair", pair: nearPair, typed, corrected: true };
  return { type: "words", words, typed };
}

/** The nearest entity with a name of about this length: a part of a longer name is no misspelling of it. */
function correct(index: NameIndex, typed: string): Entity | undefined {
  const { length } = keyOf(typed);
  return index
    .near(typed, 5)
    .find((entity) => namesOf(entity).some((name) => Math.abs(keyOf(name).length - length) <= lengthSlack));
}

/** The entity and all that it owns, directly or through others, as of a time. */
export function ownedBy(gazetteer: Gazetteer, owner: EntityId, at: number): readonly EntityId[] {
  const found = new Set<EntityId>([owner]);
  for (const id of found) {
    for (const entity of gazetteer.entities) {
      const owned = entity.owners.some(
        (ownership) =>
          ownership.owner === id &&
          (ownership.from === null || ownership.from <= at) &&
          (ownership.to === null || at < ownership.to),
      );
      if (owned) found.add(entity.id);
    }
  }
  return [...found];
}

/** Spelling in which two names are the same one. */
export const keyOf = (name: string): string => foldWords(name).join("");

/** "Amazon x Monoprix", "Amazon and Monoprix", or the two names side by side. The entrant stands first where only one of them is one. */
function splitPair(typed: string, find: (name: string) => Entity | undefined): Pair | undefined {
  const parted = fold(typed).split(/\s+(?:x|et|and|vs|with|avec)\s+|\s*[×&,/+]\s*/u);
  if (parted.length === 2) return pairOf(find(parted[0] ?? ""), find(parted[1] ?? ""));
  const words = typed.trim().split(/\s+/);
  for (let cut = 1; cut < words.length; cut += 1) {
    const pair = pairOf(find(words.slice(0, cut).join(" ")), find(words.slice(cut).join(" ")));
    if (pair !== undefined) return pair;
  }
  return undefined;
}

function pairOf(first: Entity | undefined, second: Entity | undefined): Pair | undefined {
  if (first === undefined || second === undefined || first.id === second.id) return undefined;
  const turned = !first.roles.includes("entrant") && second.roles.includes("entrant");
  return turned ? { entrant: second.id, target: first.id } : { entrant: first.id, target: second.id };
}
