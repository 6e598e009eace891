/** Near misses: watches that failed on exactly one condition, where another condition held. A watch whose only group is absent is not near anything. */
import type { MissCause, Rule, RuleMiss } from "./types.ts";

export interface NearMiss<R extends Rule = Rule> {
  readonly rule: R;
  readonly cause: MissCause;
}

/** In the order given. */
export function nearMissesOf<R extends Rule>(misses: readonly RuleMiss<R>[]): readonly NearMiss<R>[] {
  return misses.flatMap(({ rule, causes }) => {
    const [cause, ...more] = causes;
    if (cause === undefined || more.length > 0) return [];
    return cause.code === "group" && rule.all.length === 1 ? [] : [{ rule, cause }];
  });
}
