/** Random rules and gazetteers over a given stock of words, with every operator of the watch language. */
import fc from "fast-check";
import type { Entity, Gazetteer, Rule, Term } from "../../src/core/types.ts";

/** What random terms are made from. */
export interface Stock {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
}

const market = { home: ["FR"], region: ["DE"] };

function textArbitrary({ words, phrases }: Stock): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words);
  const capital = word.map((text) => text.charAt(0).toUpperCase() + text.slice(1));
  return fc.oneof(
    { weight: 4, arbitrary: word },
    { weight: 3, arbitrary: capital },
    { weight: 3, arbitrary: fc.constantFrom(...phrases) },
    { weight: 1, arbitrary: fc.tuple(capital, word).map(([left, right]) => `${left}-${right}`) },
  );
}

function termArbitrary(stock: Stock): fc.Arbitrary<Term> {
  const text = textArbitrary(stock).filter((typed) => /[\p{L}\p{N}]/u.test(typed));
  const flag = (weight: number) =>
    fc.oneof({ weight: 10 - weight, arbitrary: fc.constant({}) }, { weight, arbitrary: fc.constant({ on: true }) });
  const guards = fc.array(fc.constantFrom(...stock.words), { minLength: 1, maxLength: 4 });
  return fc
    .record({
      text,
      cased: flag(2),
      exact: flag(1),
      typo: flag(1),
      with: fc.option(guards, { freq: 6 }),
      not: fc.option(guards, { freq: 6 }),
    })
    .map((drawn) => ({
      text: drawn.text,
      ...("on" in drawn.cased ? { cased: true } : {}),
      ...("on" in drawn.exact ? { exactAccents: true } : {}),
      ...("on" in drawn.typo ? { typo: true } : {}),
      ...(drawn.with ? { with: drawn.with } : {}),
      ...(drawn.not ? { not: drawn.not } : {}),
    }));
}

export function ruleArbitrary(stock: Stock, references: readonly string[] = []): fc.Arbitrary<Rule> {
  const plain = termArbitrary(stock);
  const term =
    references.length === 0
      ? plain
      : fc.oneof(
          { weight: 6, arbitrary: plain },
          { weight: 1, arbitrary: fc.constantFrom(...references).map((text) => ({ text })) },
        );
  return fc
    .record({
      all: fc.array(fc.array(term, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      none: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(term, { maxLength: 3 }) },
      ),
      near: fc.option(fc.integer({ min: 1, max: 8 }), { freq: 2 }),
      fields: fc.option(fc.constantFrom(["title" as const], ["description" as const]), { freq: 2 }),
      langs: fc.option(fc.constantFrom(["fr" as const], ["en" as const]), { freq: 2 }),
    })
    .map(({ all, none, near, fields, langs }) => ({
      name: all.map((group) => group.map(({ text }) => text).join("|")).join(" & "),
      all,
      none,
      ...(near && all.length > 1 ? { near: [[0, 1, near]] as const } : {}),
      ...(fields ? { fields } : {}),
      ...(langs ? { langs } : {}),
    }));
}

/** A gazetteer of eight companies that own each other in a row, in two lists. */
export function gazetteerArbitrary(stock: Stock): fc.Arbitrary<Gazetteer> {
  const aliases = fc.array(termArbitrary(stock), { minLength: 1, maxLength: 3 });
  const people = fc.array(fc.constantFrom(...stock.words), { maxLength: 1 });
  const drafts = fc.array(fc.record({ aliases, people }), { minLength: 8, maxLength: 8 });
  return fc
    .record({ drafts, context: fc.array(termArbitrary(stock), { maxLength: 3 }) })
    .map(({ drafts: drawn, context }) => ({
      entities: drawn.map(
        (draft, index): Entity => ({
          id: `e${index}`,
          name: `E${index}`,
          ...draft,
          tickers: [`E${index}X.PA`],
          owners:
            index === 0
              ? []
              : [{ owner: `e${index - 1}`, from: index % 2 === 0 ? 0 : null, to: index % 3 === 0 ? 100 : null }],
          roles: [],
          home: null,
        }),
      ),
      lists: [
        { name: "first", entities: ["e0", "e1", "e2"], terms: [] },
        { name: "mixed", entities: ["e5", "e6"], terms: context },
      ],
      contextTerms: context.map(({ text }) => ({ text })),
      market,
    }));
}

export const references: readonly string[] = ["@e0", "@e3", "@e7", "@first", "@mixed", "@nothing"];
