/** What an item is found by, as words of the inverted index, and a query as an expression over them. Both ends are folded by core/fold. */
import { foldWords } from "../../core/fold.ts";
import type { EntityId, Lang, Pair, Stage } from "../../core/types.ts";
import type { ItemQuery } from "../../services/ports.ts";

export interface IndexEntry {
  readonly title: string;
  readonly entities: string;
  readonly pairs: string;
  readonly stage: string;
  readonly lang: string;
}

export function toIndexEntry(item: {
  readonly title: string;
  readonly entities: readonly EntityId[];
  readonly pairs: readonly Pair[];
  readonly stage: Stage | null;
  readonly lang: Lang;
}): IndexEntry {
  return {
    title: foldWords(item.title).join(" "),
    entities: item.entities.join(" "),
    pairs: item.pairs.map(pairWord).join(" "),
    stage: item.stage ?? "",
    lang: item.lang,
  };
}

/** The FTS5 expression of a query's filters; null where it has none. An empty list of entities is met by no item. */
export function toMatchExpression(query: ItemQuery): string | null {
  const parts: string[] = [];
  for (const word of (query.words ?? []).flatMap(foldWords)) parts.push(`title:${quote(word)}`);
  if (query.entities)
    parts.push(`entities:(${(query.entities.length > 0 ? query.entities : [nobody]).map(quote).join(" OR ")})`);
  if (query.pair) parts.push(`pairs:${quote(pairWord(query.pair))}`);
  if (query.stage) parts.push(`stage:${quote(query.stage)}`);
  if (query.lang) parts.push(`lang:${quote(query.lang)}`);
  return parts.length > 0 ? parts.join(" AND ") : null;
}

/** A word that no column of entities holds: ids are letters, digits and hyphens. */
const nobody = ">";

function pairWord(pair: Pair): string {
  return `${pair.entrant}>${pair.target ?? ""}`;
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
