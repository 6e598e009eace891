/** The watches as one compiled machine: rebuilt when a watch changes, swapped whole, so that no item sees half of a change. */
import { createMatcherCompiler } from "../core/match.ts";
import type { Gazetteer, Matcher, Watch } from "../core/types.ts";
import type { Store } from "./ports.ts";

export interface Ruleset {
  /** The machine in force. Cheap: it is rebuilt by `reload` only. */
  current(): Matcher<Watch>;
  readonly gazetteer: Gazetteer;
  /** Display name of an entity; its id where the packs no longer know it. */
  nameOf(entity: string): string;
  /** Compiles the active watches anew; call it in the unit of work that changed one. */
  reload(): void;
}

export function createRuleset(store: Pick<Store, "watches">, gazetteer: Gazetteer): Ruleset {
  const names = new Map(gazetteer.entities.map((entity) => [entity.id, entity.name]));
  const compiler = createMatcherCompiler();
  const compile = () =>
    compiler.compile(
      store.watches.list().filter((watch) => watch.state === "active"),
      gazetteer,
    );
  let matcher = compile();
  return {
    current: () => matcher,
    gazetteer,
    nameOf: (entity) => names.get(entity) ?? entity,
    reload: () => {
      matcher = compile();
    },
  };
}
