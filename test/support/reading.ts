/** A small market to read signals in: a few companies of our own choosing and a plain finder of their names. */
import type { Entity, Gazetteer, Mention, Role } from "../../src/core/types.ts";

const entity = (
  id: string,
  name: string,
  roles: readonly Role[],
  home: string | null,
  more: Partial<Entity> = {},
): Entity => ({
  id,
  name,
  aliases: [{ text: name }],
  tickers: [],
  people: [],
  owners: [],
  roles,
  home,
  ...more,
});

export const readingGazetteer: Gazetteer = {
  entities: [
    entity("amazon", "Amazon", ["entrant", "platform"], "US"),
    entity("ocado", "Ocado", ["entrant", "platform"], "GB"),
    entity("tencent", "Tencent", ["entrant", "platform"], "CN"),
    entity("wechat", "WeChat", ["platform"], "CN"),
    entity("deliveroo", "Deliveroo", ["platform"], "GB"),
    entity("walmart", "Walmart", ["entrant", "retailer"], "US"),
    entity("kroger", "Kroger", ["retailer"], "US"),
    entity("whole-foods", "Whole Foods", ["retailer"], "US", {
      owners: [{ owner: "amazon", from: Date.UTC(2017, 7, 28), to: null }],
    }),
    entity("casino", "Casino", ["retailer"], "FR"),
    entity("monoprix", "Monoprix", ["retailer"], "FR", { owners: [{ owner: "casino", from: null, to: null }] }),
    entity("leclerc", "Leclerc", ["retailer"], "FR"),
    entity("carrefour", "Carrefour", ["retailer"], "FR"),
    entity("auchan", "Auchan", ["retailer"], "FR"),
    entity("systeme-u", "Système U", ["retailer"], "FR", { people: ["Serge Papin"] }),
    entity("fauchon", "Fauchon", ["retailer", "supplier"], "FR"),
    entity("lavinia", "Lavinia", ["retailer", "supplier"], "FR"),
    entity("tesco", "Tesco", ["retailer"], "GB"),
    entity("asda", "Asda", ["retailer"], "GB"),
    entity("watchdog", "Autorité de la concurrence", ["regulator"], "FR"),
  ],
  lists: [],
  contextTerms: [],
  market: { home: ["FR"], region: ["GB", "DE", "BE", "ES", "IT"] },
};

/** Every place where a name, or a person who stands for one, is written exactly so. */
export function findMentions(title: string, description = ""): readonly Mention[] {
  const fields = { title, description } as const;
  return readingGazetteer.entities.flatMap(({ id, name, people }) =>
    [name, ...people].flatMap((term, index) =>
      (["title", "description"] as const).flatMap((field) =>
        [...fields[field].matchAll(new RegExp(`(?<!\\p{L})${term}(?!\\p{L})`, "gu"))].map(({ index: start }) => ({
          entity: id,
          by: index === 0 ? ("alias" as const) : ("person" as const),
          evidence: { term, field, start, end: start + term.length },
        })),
      ),
    ),
  );
}
