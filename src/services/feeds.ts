/** Feeds as people see them: what is read, how it does, one less; a check reads a feed now and takes nothing in. */
import { AppError } from "../core/errors.ts";
import { describeProblem } from "../core/feed-problem.ts";
import type { Block, Document } from "../core/message.ts";
import { isSilent } from "../core/schedule.ts";
import { type Ask, answer, bullets, code, type DeskDeps, heading, hint, requireText, text } from "./desk.ts";
import type { Feed, ParsedFeed } from "./ports.ts";
import { readFeedNow } from "./read-feed-now.ts";

const shownItems = 5;

export function listFeeds(deps: DeskDeps, ask: Ask): Document {
  const say = ask.words.feed;
  const feeds = deps.store.feeds.list();
  if (feeds.length === 0) return answer(say.listTitle(0), [text(say.none), hint(say.noneHint)]);
  const failing = feeds.filter((feed) => feed.state === "gone" || (feed.state === "active" && feed.failureCount > 0));
  const silent = feeds.filter((feed) => !failing.includes(feed) && isSilent(feed, ask.now));
  const first = [...failing, ...silent];
  const rows = [...first, ...feeds.filter((feed) => !first.includes(feed))].map((feed) => [
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

function stateOf({ words, caller, zone, now }: Ask, feed: Feed): string {
  const { feed: say, format } = words;
  if (feed.state === "gone") return say.gone;
  if (feed.state === "paused") return say.paused;
  if (feed.failureCount > 0 && feed.failingSince !== null) {
    const problem = feed.lastError === null ? "" : describeProblem(feed.lastError, caller.locale);
    return say.failing(feed.failureCount, format.date(feed.failingSince, zone), problem);
  }
  if (feed.lastOkAt === null) return say.never;
  const readAt = format.dateTime(feed.lastOkAt, zone);
  return isSilent(feed, now) && feed.lastNewAt !== null
    ? say.silent(readAt, format.date(feed.lastNewAt, zone))
    : say.ok(readAt);
}

export async function checkFeed(deps: DeskDeps, ask: Ask): Promise<Document> {
  const feed = findFeed(deps, ask, requireText(ask, ["feed", "check"], "feed"));
  const { words } = ask;
  const title = words.feed.checkTitle(feed.name);
  const state = text(words.feed.checkState(stateOf(ask, feed)));
  const read = await readFeedNow(deps, ask, feed);
  if (read.type === "failed") {
    const links: readonly Block[] = read.links.length === 0 ? [] : [text(words.feed.feedLinks), bullets(read.links)];
    return answer(title, [text(read.problem), code(feed.url), state, ...links], { tone: "warning" });
  }
  const moved = read.movedTo === null ? [] : [text(words.feed.checkRedirect(read.movedTo))];
  return answer(
    title,
    [
      text(words.feed.checkItems(read.feed.entries.length, read.feed.step)),
      ...dates(ask, read.feed),
      code(feed.url),
      ...moved,
      state,
      ...newest(ask, feed, read.feed),
    ],
    { tone: "good" },
  );
}

/** From when to when its items are, and how many say nothing of it. */
function dates({ words, zone }: Ask, { entries }: ParsedFeed): readonly Block[] {
  const known = entries.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]));
  if (entries.length === 0) return [];
  const { feed: say, format } = words;
  if (known.length === 0) return [text(say.checkUndated)];
  const [from, to] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  return [text(say.checkDates(format.date(from, zone), format.date(to, zone), entries.length - known.length))];
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
