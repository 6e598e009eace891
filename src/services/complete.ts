/** Completions from memory: lists are read from the store at most every few seconds, and searched by the port that forgives spelling. */
import type { Caller, Choice, Completion } from "../core/command.ts";
import type { DestinationId, Millis } from "../core/types.ts";
import { lineOf } from "./desk.ts";
import type { LookupDeps } from "./lookup.ts";
import { namesOf } from "./names.ts";

/** Discord's limits for one answer and for a label or value, in characters. */
const choiceLimit = 25;
const labelLimit = 100;
/** How long a list read from the store is used again. */
const keepMs = 5_000;
const recentItems = 200;

interface Candidate {
  readonly names: readonly string[];
  readonly choice: Choice;
}

interface Kept {
  readonly at: Millis;
  readonly list: readonly Candidate[];
}

export function createCompleter(deps: LookupDeps) {
  const kept = new Map<string, Kept>();
  const keep = (key: string, read: () => readonly Candidate[]): readonly Candidate[] => {
    const now = deps.clock.now();
    const known = kept.get(key);
    if (known !== undefined && Math.abs(now - known.at) < keepMs) return known.list;
    const list = read();
    kept.set(key, { at: now, list });
    return list;
  };
  const names = deps.names.all.map(({ entity }) => candidate(namesOf(entity), entity.name, entity.name));
  const references = [
    ...deps.names.all.map(({ entity }) =>
      candidate(namesOf(entity), `${entity.name} (@${entity.id})`, `@${entity.id}`),
    ),
    ...deps.ruleset.gazetteer.lists.map(({ name }) => candidate([name], `@${name}`, `@${name}`)),
  ];
  const listOf = (from: Completion, destination: DestinationId): readonly Candidate[] => {
    switch (from) {
      case "name":
        return names;
      case "entity":
        return references;
      case "watch":
        return keep(`watch ${destination}`, () =>
          deps.store.watches.list(destination).map(({ name }) => candidate([name], name, name)),
        );
      case "feed":
        return keep("feed", () =>
          deps.store.feeds.list().map(({ id, name, url }) => candidate([name, url], `${id} ${name}`, String(id))),
        );
      case "item":
        return keep("item", () => recent(deps, "item"));
      case "story":
        return keep("story", () => recent(deps, "story"));
    }
  };
  return (from: Completion, typed: string, { destination }: Caller): readonly Choice[] =>
    deps.findByName(listOf(from, destination), typed.replace(/^@/, ""), choiceLimit).map(({ choice }) => choice);
}

function recent({ store }: LookupDeps, what: "item" | "story"): readonly Candidate[] {
  const seen = new Set<string>();
  return store.items.search({ limit: recentItems }).flatMap((read) => {
    const { headline, ref } = lineOf(read);
    const key = what === "item" ? ref : `s${read.storyId}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [candidate([headline, key], `${key} ${headline}`, key)];
  });
}

function candidate(names: readonly string[], label: string, value: string): Candidate {
  return { names, choice: { label: cut(label), value: cut(value) } };
}

const cut = (text: string): string => [...text].slice(0, labelLimit).join("");
