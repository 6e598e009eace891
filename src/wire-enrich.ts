/** Joins what may make an alert's summary better after it is out: the page of its article, and a language model. Both are off unless configured. */
import { setTimeout as sleep } from "node:timers/promises";
import { pageLimit } from "./adapters/article/page-guard.ts";
import { createArticleReader } from "./adapters/article/read-article.ts";
import { createGuardedFetch } from "./adapters/http/guarded-fetch.ts";
import { createChatModel, type Tally } from "./adapters/model/chat-model.ts";
import { createPageFetch } from "./adapters/robots/page-fetch.ts";
import { type Config, userAgentOf } from "./config.ts";
import type { Millis } from "./core/types.ts";
import type { EnrichDeps, ReadArticle, Rewrite } from "./services/enrich.ts";
import type { Clock, NoteStore } from "./services/ports.ts";

interface Enrichers extends Pick<EnrichDeps, "readArticle" | "rewrite"> {
  close(): Promise<void>;
}

export function buildEnrichers(
  config: Config,
  { clock, notes }: { readonly clock: Clock; readonly notes: Pick<NoteStore, "get" | "set"> },
  spacingMs: Millis,
): Enrichers {
  const pages = config.articles.fetch ? buildArticles(config, clock, spacingMs) : null;
  return {
    readArticle: pages?.read ?? null,
    rewrite: config.model === null ? null : buildRewrite(config.model, clock, createTally(notes)),
    close: async () => pages?.close(),
  };
}

function buildArticles(config: Config, clock: Clock, spacingMs: Millis) {
  const { timeoutMs, maxBytes, maxRedirects, allowPrivateHosts } = config.fetch;
  const guarded = createGuardedFetch({
    userAgent: userAgentOf(config),
    allowPrivateHosts,
    limits: { bodyBytes: Math.min(maxBytes, pageLimit), totalMs: timeoutMs, redirects: maxRedirects },
  });
  const pause = (ms: Millis, signal?: AbortSignal) =>
    sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  const fetchPage = createPageFetch({ fetch: guarded.fetch, now: clock.now, pause }, { robotName: "Vigie", spacingMs });
  const reader = createArticleReader();
  const read: ReadArticle = async (url, signal) => {
    const page = await fetchPage(url, signal);
    if (page.type === "none") return { type: "none", why: page.reason };
    const article = await reader.read(page.body, page.contentType);
    return article.type === "ok" ? article : { type: "none", why: article.reason };
  };
  return { read, close: guarded.close };
}

const tallyKey = "model requests";

/** Keeps the count of the latest day alone: `<day> <count>`. */
function createTally(notes: Pick<NoteStore, "get" | "set">): Tally {
  const count = (day: number): number => {
    const [noted, counted] = (notes.get(tallyKey) ?? "").split(" ");
    return Number(noted) === day ? Number(counted) : 0;
  };
  return { count, add: (day) => notes.set(tallyKey, `${day} ${count(day) + 1}`) };
}

function buildRewrite(settings: NonNullable<Config["model"]>, clock: Clock, tally: Tally): Rewrite {
  const model = createChatModel(
    { fetch, now: clock.now, tally },
    {
      baseUrl: settings.url,
      model: settings.name,
      apiKey: settings.apiKey?.reveal() ?? null,
      dailyLimit: settings.dailyLimit,
    },
  );
  return async (report) => {
    const answer = await model.summarise(report);
    if (answer.type === "ok") return answer;
    return answer.type === "failed"
      ? { type: "none", why: "failed", error: answer.error }
      : { type: "none", why: answer.because };
  };
}
