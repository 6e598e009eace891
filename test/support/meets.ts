/** Whether what is typed meets an item, as both matchers say: the fast one and the reference must agree. */
import { compileMatcher } from "../../src/core/match.ts";
import { createReference } from "../../src/core/match-reference.ts";
import { parseRule } from "../../src/core/rule-text.ts";
import type { Gazetteer, MatchInput } from "../../src/core/types.ts";

/** What is typed, a title, and whether they meet. */
export type Case = readonly [typed: string, text: string, meets: boolean];

const noPack: Gazetteer = { entities: [], lists: [], contextTerms: [], market: { home: [], region: [] } };

/** @throws Error where the two matchers differ. */
export function meets(typed: string, item: Partial<MatchInput>): boolean {
  const rules = [parseRule(typed)];
  const input: MatchInput = { title: "", description: "", lang: "und", at: 0, ...item };
  const fast = compileMatcher(rules, noPack).match(input).rules.length > 0;
  const slow = createReference(rules, noPack).match(input).rules.length > 0;
  if (fast !== slow) throw new Error(`${typed}: the matcher says ${fast}, the reference ${slow}`);
  return fast;
}
