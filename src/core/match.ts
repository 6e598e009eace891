/** Matching: many rules, compiled once, against each item. */
import { createReference } from "./match-reference.ts";
import type { Gazetteer, Matcher, Rule } from "./types.ts";

/**
 * Compiles rules and a gazetteer into one matcher; immutable, so a change of rules compiles a new one.
 * References that name nothing are met by nothing: `unknownReferences` tells them.
 */
export function compileMatcher<R extends Rule>(rules: readonly R[], gazetteer: Gazetteer): Matcher<R> {
  return createReference(rules, gazetteer);
}
