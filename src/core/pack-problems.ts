/** What must be true of a pack that no schema can say: names that mean one thing, references to something, owners without a circle. */
import { fold } from "./fold.ts";
import type { ListSource, Pack, PackPath, PackProblem } from "./pack.ts";
import type { Entity, EntityId, Gazetteer, Group, Millis, Ownership, TermList } from "./types.ts";

/** Everything that a schema cannot say: names that clash, references to nothing, owners in a circle. Empty: the pack is sound. */
export function checkPack(pack: Pack): readonly PackProblem[] {
  const { entities } = pack.gazetteer;
  return [
    ...clashes(
      "entity",
      placed(entities, "entities", (entity) => entity.id),
    ),
    ...nameClashes(pack.gazetteer),
    ...clashes("ticker", tickerPlaces(entities)),
    ...ownerProblems(entities),
    ...watchProblems(pack),
    ...clashes(
      "watch",
      placed(pack.watches, "watches", (watch) => watch.name),
    ),
    ...clashes(
      "feed address",
      placed(pack.feeds, "feeds", (feed) => feed.url),
    ),
    ...pack.feeds.flatMap((feed, index) =>
      feed.on && feed.confirmed === "never"
        ? [problem(["feeds", index, "on"], `expected a feed that is on to have a date in "confirmed", given "never"`)]
        : [],
    ),
    ...factProblems(pack),
  ];
}

/** Aliases and `@names` that would mean two things; packs that are merged may clash where each alone is sound. */
export function nameClashes(gazetteer: Gazetteer): readonly PackProblem[] {
  return [...clashes("alias", aliasPlaces(gazetteer.entities)), ...clashes("name", namePlaces(gazetteer))];
}

/** Replaces `@name` by the entities of that list; each entity stands once, in the order of first mention. */
export function expandLists(
  sources: readonly ListSource[],
  entities: readonly Entity[],
): { readonly lists: readonly TermList[]; readonly problems: readonly PackProblem[] } {
  const ids = new Set(entities.map((entity) => entity.id));
  const above = new Map<string, readonly EntityId[]>();
  const lists: TermList[] = [];
  const problems: PackProblem[] = [];
  sources.forEach((source, index) => {
    const members = source.entities.flatMap((name, at) => {
      const found = name.startsWith("@") ? above.get(name.slice(1)) : ids.has(name) ? [name] : undefined;
      if (found === undefined) {
        const expected = name.startsWith("@") ? "a list that stands above" : "the id of an entity of this pack";
        problems.push(problem(["lists", index, "entities", at], `expected ${expected}, given "${name}"`));
      }
      return found ?? [];
    });
    const unique = [...new Set(members)];
    above.set(source.name, unique);
    lists.push({ name: source.name, entities: unique, terms: source.terms });
  });
  return { lists, problems };
}

/** Spelling under which two aliases are the same one: folded, spaces and hyphens aside. */
export function aliasKey(text: string): string {
  return fold(text).replace(/[ -]/g, "");
}

interface Place {
  readonly key: string;
  readonly shown: string;
  readonly path: PackPath;
}

function clashes(what: string, places: readonly Place[]): PackProblem[] {
  const seen = new Map<string, Place>();
  return places.flatMap((place) => {
    const first = seen.get(place.key);
    if (first)
      return [
        { path: place.path, other: first.path, message: `expected each ${what} once, given "${place.shown}" again` },
      ];
    seen.set(place.key, place);
    return [];
  });
}

function placed<T>(items: readonly T[], key: string, nameOf: (item: T) => string): Place[] {
  return items.map((item, index) => ({ key: nameOf(item), shown: nameOf(item), path: [key, index] }));
}

function aliasPlaces(entities: readonly Entity[]): Place[] {
  return entities.flatMap((entity, index) =>
    entity.aliases.map((alias, at) => ({
      key: aliasKey(alias.text),
      shown: alias.text,
      path: ["entities", index, "aliases", at],
    })),
  );
}

function tickerPlaces(entities: readonly Entity[]): Place[] {
  return entities.flatMap((entity, index) =>
    entity.tickers.map((text, at) => ({ key: text, shown: text, path: ["entities", index, "tickers", at] })),
  );
}

/** `@name` means one thing: a list or an entity. */
function namePlaces(gazetteer: Gazetteer): Place[] {
  return [
    ...gazetteer.entities.map((entity, index) => ({
      key: entity.id,
      shown: entity.id,
      path: ["entities", index, "id"],
    })),
    ...gazetteer.lists.map((list, index) => ({ key: list.name, shown: list.name, path: ["lists", index, "name"] })),
  ];
}

function ownerProblems(entities: readonly Entity[]): PackProblem[] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  return entities.flatMap((entity, index) =>
    entity.owners.flatMap((ownership, at) => {
      const path = ["entities", index, "owners", at];
      if (!byId.has(ownership.owner)) {
        return [problem(path, `expected the id of an entity of this pack, given "${ownership.owner}"`)];
      }
      if (isEmpty(ownership)) return [problem(path, `expected "from" to lie before "to"`)];
      const circle = findCircle(entity.id, ownership, byId);
      return circle ? [problem(path, `expected owners without a circle, given ${circle.join(" owned by ")}`)] : [];
    }),
  );
}

/** The owners of `start` by way of `first` that lead back to it while all of those ownerships hold; null where none do. */
function findCircle(
  start: EntityId,
  first: Ownership,
  byId: ReadonlyMap<EntityId, Entity>,
): readonly EntityId[] | null {
  const walk = (current: Ownership, trail: readonly EntityId[]): readonly EntityId[] | null => {
    const next = [...trail, current.owner];
    if (current.owner === start) return next;
    if (trail.includes(current.owner)) return null;
    for (const above of byId.get(current.owner)?.owners ?? []) {
      const both = overlap(current, above);
      const found = isEmpty(both) ? null : walk(both, next);
      if (found) return found;
    }
    return null;
  };
  return walk(first, [start]);
}

function overlap(a: Ownership, b: Ownership): Ownership {
  const later = (x: Millis | null, y: Millis | null) => (x === null ? y : y === null ? x : Math.max(x, y));
  const earlier = (x: Millis | null, y: Millis | null) => (x === null ? y : y === null ? x : Math.min(x, y));
  return { owner: b.owner, from: later(a.from, b.from), to: earlier(a.to, b.to) };
}

function isEmpty({ from, to }: Ownership): boolean {
  return from !== null && to !== null && from >= to;
}

function watchProblems(pack: Pack): PackProblem[] {
  const names = new Set(namePlaces(pack.gazetteer).map((place) => place.key));
  const unknown = (terms: Group, path: PackPath) =>
    terms.flatMap((term, at) =>
      term.text.startsWith("@") && !names.has(term.text.slice(1))
        ? [problem([...path, at], `expected a list or entity of this pack, given "${term.text}"`)]
        : [],
    );
  return pack.watches.flatMap((watch, index) => [
    ...watch.all.flatMap((group, at) => unknown(group, ["watches", index, "all", at])),
    ...unknown(watch.none, ["watches", index, "none"]),
  ]);
}

function factProblems(pack: Pack): PackProblem[] {
  const ids = new Set(pack.gazetteer.entities.map((entity) => entity.id));
  return pack.facts.flatMap((fact, index) =>
    fact.steps.flatMap((step, at) =>
      [step.entrant, step.target]
        .filter((id) => id !== null && !ids.has(id))
        .map((id) =>
          problem(["facts", index, "steps", at], `expected the id of an entity of this pack, given "${id}"`),
        ),
    ),
  );
}

function problem(path: PackPath, message: string): PackProblem {
  return { path, other: null, message };
}
