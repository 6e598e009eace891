/** A pack: starting content on one topic. What one holds, what must be true of it, and how several become one gazetteer. */
import type { Localised } from "./command.ts";
import { AppError } from "./errors.ts";
import { fold } from "./fold.ts";
import type {
  Entity,
  EntityId,
  Gazetteer,
  Group,
  Lang,
  Millis,
  Ownership,
  Rule,
  Stage,
  Term,
  TermList,
  WatchTier,
} from "./types.ts";

/** A feed that a pack brings along. */
export interface PackFeed {
  readonly name: string;
  readonly url: string;
  readonly lang: Lang;
  /** IANA zone of its dates that name none; default that of its language (`zoneOf` in feed-zone.ts). */
  readonly zone?: string | undefined;
  /** ISO date on which somebody recorded the address as working, or `never`. */
  readonly confirmed: string;
  /** Whether it is polled from the start. */
  readonly on: boolean;
}

/** Something that is known to have happened: what a replay of the pack's timeline must find. */
interface PackFact {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as it is known. */
  readonly date: string;
  readonly text: Localised;
  readonly steps: readonly { readonly entrant: EntityId; readonly target: EntityId | null; readonly stage: Stage }[];
  /** Outlets that reported it. */
  readonly reportedBy: readonly string[];
}

export type PackWatch = Rule & { readonly tier: WatchTier };

export interface Pack {
  readonly name: string;
  readonly title: Localised;
  readonly gazetteer: Gazetteer;
  readonly watches: readonly PackWatch[];
  readonly feeds: readonly PackFeed[];
  readonly facts: readonly PackFact[];
}

/** Where in a pack something stands, as keys and indexes from its top. */
type PackPath = readonly (string | number)[];

export interface PackProblem {
  readonly path: PackPath;
  /** The other place that it clashes with; null where there is none. */
  readonly other: PackPath | null;
  /** What was expected and what was given, without a full stop. */
  readonly message: string;
}

/** A list as written: `@name` among its entities stands for the entities of a list above it. */
export interface ListSource {
  readonly name: string;
  readonly entities: readonly string[];
  readonly terms: readonly Term[];
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

/** Everything that a schema cannot say: names that clash, references to nothing, owners in a circle. Empty: the pack is sound. */
export function checkPack(pack: Pack): readonly PackProblem[] {
  const { entities } = pack.gazetteer;
  return [
    ...clashes(
      "entity",
      placed(entities, "entities", (entity) => entity.id),
    ),
    ...clashes("alias", aliasPlaces(entities)),
    ...clashes("ticker", listPlaces(entities, "tickers")),
    ...clashes("name", namePlaces(pack.gazetteer)),
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
  const clash = [...clashes("alias", aliasPlaces(merged.entities)), ...clashes("name", namePlaces(merged))];
  if (clash.length > 0) {
    const names = packs.map((pack) => pack.name).join(", ");
    throw new AppError("invalid", clash.map((each) => `packs ${names}: ${each.message}`).join("\n"));
  }
  return merged;
}

/** Spelling under which two aliases are the same one: folded, spaces and hyphens aside. */
function aliasKey(text: string): string {
  return fold(text).replace(/[ -]/g, "");
}

// ---------------------------------------------------------------- checks

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

function listPlaces(entities: readonly Entity[], field: "tickers"): Place[] {
  return entities.flatMap((entity, index) =>
    entity[field].map((text, at) => ({ key: text, shown: text, path: ["entities", index, field, at] })),
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

// ---------------------------------------------------------------- merging

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
