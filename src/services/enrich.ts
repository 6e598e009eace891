/** After an alert is out: its article is read and the model asked, where they are switched on; a better summary edits the message. Nothing here delays or stops an alert. */
import { isArticleOf } from "../core/article.ts";
import type { Item, ItemId, Lang, Millis, StoryId } from "../core/types.ts";
import { type AnnounceDeps, amendTold, rewrittenKey } from "./announce.ts";
import type { ItemOutcome } from "./ingest.ts";
import type { Clock, Log, Metrics } from "./ports.ts";

/** Reads the article at an address; `why` names the reason where there is none. Never rejects. */
export type ReadArticle = (
  url: string,
  signal?: AbortSignal,
) => Promise<{ readonly type: "ok"; readonly text: string } | { readonly type: "none"; readonly why: string }>;

/** Words a report anew; only what the report itself holds. Never rejects. */
export type Rewrite = (report: { readonly title: string; readonly text: string; readonly lang: Lang }) => Promise<
  | { readonly type: "ok"; readonly text: string }
  | {
      readonly type: "none";
      readonly why: string;
      /** What went wrong, where a person may have to mend it: a wrong address, a refused key. */
      readonly error?: string;
    }
>;

export interface EnrichDeps extends AnnounceDeps {
  readonly clock: Clock;
  readonly log: Pick<Log, "debug" | "warn" | "error">;
  readonly metrics: Pick<Metrics, "count">;
  /** Null: switched off. */
  readonly readArticle: ReadArticle | null;
  /** Null: switched off. */
  readonly rewrite: Rewrite | null;
}

/** An item that was told, with the stories shown as possibly related. */
export interface ToldItem {
  readonly itemId: ItemId;
  readonly related: readonly StoryId[];
}

/** The items of a batch that a message was written for. */
export function toldItems(outcomes: readonly ItemOutcome[]): readonly ToldItem[] {
  return outcomes.flatMap((outcome) => {
    const isTold =
      outcome.type === "new" && outcome.decisions.some(({ action }) => action === "new" || action === "stage-change");
    return isTold ? [{ itemId: outcome.item.id, related: outcome.related }] : [];
  });
}

/** One item after the other; answers how many edits were queued. An abort leaves the rest as it was told. */
export async function enrich(deps: EnrichDeps, told: readonly ToldItem[], signal?: AbortSignal): Promise<number> {
  let edits = 0;
  for (const one of told) {
    if (signal?.aborted === true) break;
    try {
      edits += await enrichOne(deps, one, signal);
    } catch (error) {
      deps.log.error("alert could not be enriched", { item: one.itemId, error });
    }
  }
  return edits;
}

async function enrichOne(deps: EnrichDeps, told: ToldItem, signal?: AbortSignal): Promise<number> {
  const item = deps.store.items.get(told.itemId)?.item;
  if (item === undefined) return 0;
  const article = await findArticle(deps, item, signal);
  const afterArticle =
    article === null ? 0 : amend(deps, told, "article", () => deps.store.items.setBody(item.id, article));
  const text = article ?? (item.body === "" ? item.description : item.body);
  const summary = text === "" ? null : await askModel(deps, item, text, signal);
  if (summary === null) return afterArticle;
  return afterArticle + amend(deps, told, "model", () => deps.store.notes.set(rewrittenKey(item.id), summary));
}

function amend(deps: EnrichDeps, { itemId, related }: ToldItem, by: "article" | "model", change: () => void): number {
  const now: Millis = deps.clock.now();
  return deps.store.transact(() => amendTold(deps, { itemId, related, by, now, change }));
}

async function findArticle(deps: EnrichDeps, item: Item, signal?: AbortSignal): Promise<string | null> {
  if (deps.readArticle === null || item.url === null || item.body !== "") return null;
  const read = await deps.readArticle(item.url, signal);
  const why = read.type === "none" ? read.why : isArticleOf(item.title, read.text) ? null : "another-text";
  deps.metrics.count("articles", { outcome: why ?? "ok" });
  deps.log.debug("article visited", { item: item.id, url: item.url, outcome: why ?? "ok" });
  return read.type === "ok" && why === null ? read.text : null;
}

async function askModel(deps: EnrichDeps, item: Item, text: string, signal?: AbortSignal): Promise<string | null> {
  if (deps.rewrite === null || signal?.aborted === true) return null;
  const { title, lang } = item;
  const answer = await deps.rewrite({ title, text, lang });
  deps.metrics.count("model", { outcome: answer.type === "ok" ? "ok" : answer.why });
  deps.log.debug("model asked", { item: item.id, outcome: answer.type === "ok" ? "ok" : answer.why });
  if (answer.type === "ok") return answer.text;
  if (answer.error !== undefined) deps.log.warn("model failed", { item: item.id, error: answer.error });
  return null;
}
