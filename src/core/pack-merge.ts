/** Several packs as one gazetteer. */
import { AppError } from "./errors.ts";
import type { Pack } from "./pack.ts";
import { aliasKey, nameClashes } from "./pack-problems.ts";
import type { Entity, EntityId, Gazetteer, Term, TermList } from "./types.ts";

/** Several packs as one: an entity or list of the same name is united, the first pack's wording leading. @throws AppError where an alias would name two entities. */
export function mergePacks(packs: readonly Pick<Pack, "name" | "gazetteer">[]): Gazetteer {
  const entities = new Map<EntityId, Entity>();
  const lists = new Map<string, TermList>();
  const gazetteers = packs.map((pack) => pack.gazetteer);
  for (const entity of gazetteers.flatMap((gazetteer) => gazetteer.entities)) {
    const first = entities.get(entity.id);
    entities.set(entity.id, first ? uniteEntities(first, entity) : entity);
  }
  for (const list of gazetteers.flatMap((gazetteer) => gazetteer.lists)) {
    const first = lists.get(list.name);
    lists.set(list.name, first ? uniteLists(first, list) : list);
  }
  const merged: Gazetteer = {
    entities: [...entities.values()],
    lists: [...lists.values()],
    contextTerms: uniteTerms(gazetteers.map((gazetteer) => gazetteer.contextTerms)),
    market: {
      home: unite(gazetteers.map((gazetteer) => gazetteer.market.home)),
      region: unite(gazetteers.map((gazetteer) => gazetteer.market.region)),
    },
  };
  const clash = nameClashes(merged);
  if (clash.length > 0) {
    const names = packs.map((pack) => pack.name).join(", ");
    throw new AppError("invalid", clash.map((each) => `packs ${names}: ${each.message}`).join("\n"));
  }
  return merged;
}

function uniteEntities(first: Entity, second: Entity): Entity {
  return {
    ...first,
    aliases: uniteTerms([first.aliases, second.aliases]),
    tickers: unite([first.tickers, second.tickers]),
    people: unite([first.people, second.people]),
    owners: uniteBy([first.owners, second.owners], (each) => `${each.owner} ${each.from} ${each.to}`),
    roles: unite([first.roles, second.roles]),
    home: first.home ?? second.home,
  };
}

function uniteLists(first: TermList, second: TermList): TermList {
  return {
    name: first.name,
    entities: unite([first.entities, second.entities]),
    terms: uniteTerms([first.terms, second.terms]),
  };
}

function uniteTerms(groups: readonly (readonly Term[])[]): readonly Term[] {
  return uniteBy(groups, (term) => aliasKey(term.text));
}

function unite<T>(groups: readonly (readonly T[])[]): readonly T[] {
  return [...new Set(groups.flat())];
}

/** Of those with one key the first stays. */
function uniteBy<T>(groups: readonly (readonly T[])[], keyOf: (item: T) => string): readonly T[] {
  const byKey = new Map<string, T>();
  for (const item of groups.flat()) {
    if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  }
  return [...byKey.values()];
}
