/** `/feed add`: from the address of a site or a feed to a feed that is read; what is here already is refused by name, and what it would bring is shown. */
import { AppError } from "../core/errors.ts";
import type { Block, Document } from "../core/message.ts";
import { parseWebUrl, usualFeedUrls } from "../core/url.ts";
import { type Ask, answer, bullets, code, type DeskDeps, heading, hint, requireText, text } from "./desk.ts";
import { newFeed } from "./new-feed.ts";
import type { ParsedFeed } from "./ports.ts";
import { type ReadingNow, readFeedNow } from "./read-feed-now.ts";

/** Items that are shown before the rest of the feed comes. */
const previewItems = 3;
/** Feeds named by a page that are tried. */
const triedLinks = 5;
/** Usual places that are tried: requests to one site keep their distance, and somebody waits. */
const triedPlaces = 6;
/** Characters of an item's text that watches read. */
const readLimit = 2_000;

interface Found {
  readonly url: string;
  readonly feed: ParsedFeed;
  /** Other feeds that the page names. */
  readonly others: readonly string[];
}

export async function addFeed(deps: DeskDeps, ask: Ask): Promise<Document> {
  const { words } = ask;
  const typed = requireText(ask, ["feed", "add"], "url");
  const url = parseWebUrl(typed)?.href;
  if (url === undefined) throw new AppError("invalid", words.refusal.badUrl(typed));
  const found = await findAt(deps, ask, url);
  const name = ask.text("name") ?? (found.feed.title === "" ? new URL(found.url).hostname : found.feed.title);
  const feed = deps.store.feeds.add(
    newFeed(
      { url: found.url, name, lang: found.feed.lang, zone: null, origin: "person", state: "active", confirmed: null },
      { now: ask.now, intervalMs: deps.feedIntervalMs, spreadMs: 0 },
    ),
  );
  deps.log.info("feed added", { feed: feed.id, url: found.url, by: ask.caller.id });
  await deps.pollFeed?.(feed.id);
  const others: readonly Block[] =
    found.others.length === 0 ? [] : [text(words.feed.otherFeeds), bullets(found.others)];
  return answer(
    words.feed.added(name),
    [
      code(found.url),
      ...preview(deps, ask, name, found.feed),
      ...others,
      hint(deps.pollFeed === undefined ? words.feed.addedUnread : words.feed.addedHint(found.feed.entries.length)),
    ],
    { tone: "good" },
  );
}

/** The address itself, else the first feed that its page names, else the first of the usual places, one after the other. */
async function findAt(deps: DeskDeps, ask: Ask, url: string): Promise<Found> {
  const first = await tryAt(deps, ask, url);
  if (first.type === "ok") return { ...first, others: [] };
  const links = [...new Set(first.links)];
  for (const link of links.slice(0, triedLinks)) {
    const read = await tryAt(deps, ask, link);
    if (read.type === "ok") return { ...read, others: links.filter((other) => other !== link) };
  }
  if (links.length === 0 && first.isElsewhere) {
    for (const usual of usualFeedUrls(url).slice(0, triedPlaces)) {
      if (usual === url) continue;
      const read = await tryAt(deps, ask, usual);
      if (read.type === "ok") return { ...read, others: [] };
    }
  }
  throw new AppError(
    "unavailable",
    ask.words.refusal.unreadableFeed(first.problem.replace(/[.\s]+$/, ""), first.links),
  );
}

/** Reads one address; refuses it where it, or what it leads to, is a feed that is here already. */
async function tryAt(
  deps: DeskDeps,
  ask: Ask,
  url: string,
): Promise<
  { readonly type: "ok"; readonly url: string; readonly feed: ParsedFeed } | Extract<ReadingNow, { type: "failed" }>
> {
  refuseKnown(deps, ask, url);
  const read = await readFeedNow(deps, ask, { url });
  if (read.type === "failed") return read;
  refuseKnown(deps, ask, read.finalUrl);
  return { type: "ok", url: read.movedTo ?? url, feed: read.feed };
}

function refuseKnown({ store }: DeskDeps, { words }: Ask, url: string): void {
  const known = store.feeds.findByUrl(url);
  if (known !== undefined) throw new AppError("conflict", words.refusal.knownFeed(known.name));
}

/** The newest items, each with the watches here that it would have matched. */
function preview({ ruleset }: DeskDeps, ask: Ask, name: string, { entries, lang }: ParsedFeed): readonly Block[] {
  const { words, now, caller } = ask;
  if (entries.length === 0) return [text(words.feed.previewEmpty)];
  const matcher = ruleset.current();
  const items = [...entries]
    .sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))
    .slice(0, previewItems)
    .map(({ title, text: description, link, publisher, publishedAt }) => {
      const at = publishedAt ?? now;
      const { rules } = matcher.match({ title, description: description.slice(0, readLimit), lang, at });
      const watches = rules.filter(({ destination }) => destination === caller.destination).map((rule) => rule.name);
      const note = watches.length === 0 ? words.feed.previewUnmatched : words.feed.previewMatched(watches);
      return { ref: "", stage: null, headline: title, url: link, publisher: publisher ?? name, at, note };
    });
  return [heading(words.feed.latestItems), { type: "items", items }];
}
