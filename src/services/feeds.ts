/** Feeds as people see them: what is read, how it does, one more, one less; a check reads a feed now and takes nothing in. */
import { AppError } from "../core/errors.ts";
import type { Block, Document } from "../core/message.ts";
import { parseWebUrl } from "../core/url.ts";
import { type Ask, answer, bullets, code, type DeskDeps, heading, hint, requireText, text } from "./desk.ts";
import { newFeed } from "./new-feed.ts";
import type { Feed, FetchOutcome, ParsedFeed } from "./ports.ts";

const shownItems = 5;
const noValidators = { etag: null, lastModified: null };

export function listFeeds(deps: DeskDeps, ask: Ask): Document {
  const say = ask.words.feed;
  const feeds = deps.store.feeds.list();
  if (feeds.length === 0) return answer(say.listTitle(0), [text(say.none), hint(say.noneHint)]);
  const failing = feeds.filter((feed) => feed.state === "gone" || (feed.state === "active" && feed.failureCount > 0));
  const rows = [...failing, ...feeds.filter((feed) => !failing.includes(feed))].map((feed) => [
    String(feed.id),
    feed.name,
    stateOf(ask, feed),
  ]);
  return answer(
    say.listTitle(feeds.length),
    [text(say.problems(failing.length)), { type: "table", head: say.listHead, rows }, hint(say.listHint)],
    { tone: failing.length === 0 ? "plain" : "warning" },
  );
}

function stateOf({ words, zone }: Ask, feed: Feed): string {
  const { feed: say, format } = words;
  if (feed.state === "gone") return say.gone;
  if (feed.state === "paused") return say.paused;
  if (feed.failureCount > 0 && feed.failingSince !== null) {
    return say.failing(feed.failureCount, format.date(feed.failingSince, zone), feed.lastError ?? "");
  }
  return feed.lastOkAt === null ? say.never : say.ok(format.dateTime(feed.lastOkAt, zone));
}

export async function checkFeed(deps: DeskDeps, ask: Ask): Promise<Document> {
  const feed = findFeed(deps, ask, requireText(ask, ["feed", "check"], "feed"));
  const { words } = ask;
  const title = words.feed.checkTitle(feed.name);
  const read = await readFeed(deps, ask, feed.url);
  if (read.type === "failed") {
    const links: readonly Block[] = read.links.length === 0 ? [] : [text(words.feed.feedLinks), bullets(read.links)];
    return answer(title, [text(read.problem), code(feed.url), ...links], { tone: "warning" });
  }
  const moved = read.movedTo === null ? [] : [text(words.feed.checkRedirect(read.movedTo))];
  return answer(
    title,
    [
      text(words.feed.checkItems(read.feed.entries.length, read.feed.step)),
      code(feed.url),
      ...moved,
      ...newest(ask, feed, read.feed),
    ],
    { tone: "good" },
  );
}

function newest({ now, words }: Ask, feed: Feed, { entries }: ParsedFeed): readonly Block[] {
  if (entries.length === 0) return [];
  const items = entries.slice(0, shownItems).map((entry) => ({
    ref: "",
    stage: null,
    headline: entry.title,
    url: entry.link,
    publisher: entry.publisher ?? feed.name,
    at: entry.publishedAt ?? now,
    note: null,
  }));
  return [heading(words.feed.latestItems), { type: "items", items }];
}

export async function addFeed(deps: DeskDeps, ask: Ask): Promise<Document> {
  const { words } = ask;
  const typed = requireText(ask, ["feed", "add"], "url");
  const url = parseWebUrl(typed)?.href;
  if (url === undefined) throw new AppError("invalid", words.refusal.badUrl(typed));
  refuseKnown(deps, ask, url);
  const read = await readFeed(deps, ask, url);
  if (read.type === "failed") {
    throw new AppError("unavailable", words.refusal.unreadableFeed(read.problem.replace(/[.\s]+$/, ""), read.links));
  }
  const finalUrl = read.movedTo ?? url;
  refuseKnown(deps, ask, finalUrl);
  const name = ask.text("name") ?? (read.feed.title === "" ? new URL(finalUrl).hostname : read.feed.title);
  const feed = deps.store.feeds.add(
    newFeed(
      { url: finalUrl, name, lang: read.feed.lang, origin: "person", state: "active", confirmed: null },
      { now: ask.now, intervalMs: deps.feedIntervalMs, spreadMs: 0 },
    ),
  );
  deps.log.info("feed added", { feed: feed.id, url: finalUrl, by: ask.caller.id });
  await deps.pollFeed?.(feed.id);
  return answer(
    words.feed.added(name),
    [
      code(finalUrl),
      ...newest(ask, feed, read.feed),
      hint(deps.pollFeed === undefined ? words.feed.addedUnread : words.feed.addedHint(read.feed.entries.length)),
    ],
    { tone: "good" },
  );
}

export function setFeedState(state: "active" | "paused") {
  return (deps: DeskDeps, ask: Ask): Document => {
    const feed = findFeed(deps, ask, requireText(ask, ["feed", state === "paused" ? "pause" : "resume"], "feed"));
    deps.store.feeds.update(feed.id, state === "active" ? { state, nextCheckAt: ask.now } : { state });
    deps.log.info("feed state changed", { feed: feed.id, state, by: ask.caller.id });
    const say = ask.words.feed;
    return answer(state === "paused" ? say.pausedNow(feed.name) : say.resumedNow(feed.name), [code(feed.url)], {
      tone: "good",
    });
  };
}

/** A feed of a pack would come back at the next start, so it is paused rather than removed. */
export function removeFeed(deps: DeskDeps, ask: Ask): Document {
  const feed = findFeed(deps, ask, requireText(ask, ["feed", "remove"], "feed"));
  if (feed.origin === "pack") throw new AppError("conflict", ask.words.refusal.packFeed(feed.name));
  deps.store.feeds.remove(feed.id);
  deps.log.info("feed removed", { feed: feed.id, url: feed.url, by: ask.caller.id });
  return answer(ask.words.feed.removed(feed.name), [code(feed.url)]);
}

/** By number, by address, then by name however it is spelt. */
function findFeed({ store, findByName }: DeskDeps, { words }: Ask, typed: string): Feed {
  const feeds = store.feeds.list();
  const found =
    feeds.find(({ id }) => String(id) === typed) ??
    feeds.find(({ url, name }) => url === typed || name === typed) ??
    feeds.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
  if (found !== undefined) return found;
  const near = findByName(
    feeds.map(({ name }) => ({ names: [name] })),
    typed,
    3,
  );
  throw new AppError(
    "not_found",
    words.refusal.noFeed(
      typed,
      near.flatMap(({ names }) => names),
    ),
  );
}

function refuseKnown({ store }: DeskDeps, { words }: Ask, url: string): void {
  const known = store.feeds.findByUrl(url);
  if (known !== undefined) throw new AppError("conflict", words.refusal.knownFeed(known.name));
}

type ReadOutcome =
  | { readonly type: "ok"; readonly feed: ParsedFeed; readonly movedTo: string | null }
  | { readonly type: "failed"; readonly problem: string; readonly links: readonly string[] };

/** One unconditional reading, so that there is something to show. */
async function readFeed({ reader }: DeskDeps, ask: Ask, url: string): Promise<ReadOutcome> {
  const fetched = await reader.fetch({ url, validators: noValidators, bodyHash: null });
  if (fetched.type !== "ok") return { type: "failed", problem: problemOf(ask, fetched), links: [] };
  const { body, contentType, finalUrl, permanentUrl } = fetched;
  const parsed = await reader.parse(body, { contentType, baseUrl: finalUrl });
  if (parsed.type === "ok") return { type: "ok", feed: parsed.feed, movedTo: permanentUrl };
  return { type: "failed", problem: ask.words.feed.checkFailed(parsed.error), links: parsed.feedLinks };
}

function problemOf({ words: { feed: say } }: Ask, outcome: Exclude<FetchOutcome, { type: "ok" }>): string {
  switch (outcome.type) {
    case "not-modified":
      return say.checkNotModified;
    case "gone":
      return say.checkGone;
    case "rate-limited":
      return say.checkRateLimited(outcome.retryAfterMs === null ? null : Math.ceil(outcome.retryAfterMs / 60_000));
    case "failed":
      return say.checkFailed(outcome.error);
  }
}
