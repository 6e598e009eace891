/** From an entry as parsed to an item for the archive: texts cut, address and date made sound, and the keys by which it is known again. */
import { fold } from "./fold.ts";
import type { FeedId, Lang, Millis, NewItem, RawEntry } from "./types.ts";
import { canonicalUrl, hostOf, parseWebUrl } from "./url.ts";

const titleLimit = 300;
const descriptionLimit = 2_000;
/** How much of a title made from the text is kept: about one headline. */
const madeTitleLimit = 120;
/** How much of the text tells two entries of one title apart. */
const keyTextLimit = 100;
/** Dates further ahead than this are a clock or a time zone gone wrong. */
const futureToleranceMs = 48 * 3_600_000;

export interface ItemContext {
  /** Null where the item comes from no feed: replay, explain. */
  readonly feed: { readonly id: FeedId; readonly name: string; readonly lang: Lang; readonly url: string } | null;
  readonly now: Millis;
  readonly detectLang: (text: string, prior: Lang) => Lang;
  readonly registrableDomain: (url: string) => string | null;
}

export type ItemOrReject = NewItem | { readonly reject: string };

/** Normalises one entry by itself; the entries of a feed's document go through {@link toItems}. */
export function toItem(entry: RawEntry, context: ItemContext): ItemOrReject {
  return build(entry, context, new Set());
}

/**
 * Normalises the entries of one document, in their order, each when it is asked for. A guid or address that entries of different titles share
 * identifies none of them and is no key of theirs: otherwise the first would swallow the rest.
 */
export function* toItems(entries: readonly RawEntry[], context: ItemContext): Generator<ItemOrReject, undefined> {
  const titlesByKey = new Map<string, Set<string>>();
  for (const entry of entries) {
    for (const key of publishedKeys(entry, context)) {
      const titles = titlesByKey.get(key) ?? new Set();
      titlesByKey.set(key, titles.add(fold(titleOf(entry))));
    }
  }
  const shared = new Set([...titlesByKey].filter(([, titles]) => titles.size > 1).map(([key]) => key));
  for (const entry of entries) yield build(entry, context, shared);
}

function build(entry: RawEntry, context: ItemContext, shared: ReadonlySet<string>): ItemOrReject {
  const title = titleOf(entry);
  if (title === "") return { reject: "The entry has neither a title nor a text." };
  const text = textOf(entry, title);
  const url = entry.link === null ? null : canonicalUrl(entry.link);
  const keys = publishedKeys(entry, context).filter((key) => !shared.has(key));
  const textKey = wordsKey(title, text, url ?? context.feed?.url ?? null, entry.publisher, context);
  const isEnough = keys.length > 0 && text === "";
  const description = cut(text, descriptionLimit);
  return {
    keys: isEnough ? keys : [...keys, textKey],
    title,
    description,
    body: description === text ? "" : text,
    url,
    publisher: publisherOf(entry, url, context),
    feedId: context.feed?.id ?? null,
    ...dateOf(entry.publishedAt, context.now),
    seenAt: context.now,
    lang: context.detectLang(`${title}\n${description}`, context.feed?.lang ?? "und"),
  };
}

/** Keys from what the publisher gave: the guid within the feed's host, and the address unless it is a mere front page. */
function publishedKeys(entry: RawEntry, context: ItemContext): readonly string[] {
  const url = entry.link === null ? null : canonicalUrl(entry.link);
  const feedUrl = context.feed === null ? null : canonicalUrl(context.feed.url);
  const isArticle = (address: string | null): boolean =>
    address !== null && address !== feedUrl && !isFrontPage(address);
  const guid = entry.guid?.trim() ?? "";
  const guidUrl = canonicalUrl(guid);
  const scope = hostOf(context.feed?.url ?? entry.link ?? "") ?? "";
  return [
    ...(guid !== "" && (guidUrl === null || isArticle(guidUrl)) ? [`guid:${scope}|${guid}`] : []),
    ...(url !== null && isArticle(url) ? [`url:${withoutScheme(url)}`] : []),
  ];
}

/**
 * Key from the words: catches a report that comes again under another address and guid. It is left out where there is
 * no text and a better key, since columns use one title every day.
 */
function wordsKey(
  title: string,
  text: string,
  address: string | null,
  publisher: string | null,
  context: ItemContext,
): string {
  const host = address === null ? null : (context.registrableDomain(address) ?? hostOf(address));
  const scope = host ?? tidy(publisher ?? "");
  return `words:${scope}|${fold(title)}|${cut(fold(text), keyTextLimit)}`;
}

function isFrontPage(address: string): boolean {
  const url = parseWebUrl(address);
  return url !== null && url.pathname === "/" && url.search === "" && url.hash === "";
}

/** One page is often linked by http in one feed and by https in another. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, "");
}

function publisherOf(entry: RawEntry, url: string | null, context: ItemContext): string {
  const named = tidy(entry.publisher ?? "");
  if (named !== "") return named;
  return (url === null ? null : context.registrableDomain(url)) ?? context.feed?.name ?? "";
}

function dateOf(publishedAt: Millis | null, now: Millis): Pick<NewItem, "publishedAt" | "dateBasis"> {
  if (publishedAt === null || publishedAt < 0) return { publishedAt: now, dateBasis: "seen" };
  if (publishedAt > now + futureToleranceMs) return { publishedAt: now, dateBasis: "clamped" };
  return { publishedAt, dateBasis: "published" };
}

/** The title as published, without its outlet; an entry without one is called by the first sentence of its text. */
function titleOf(entry: RawEntry): string {
  const title = withoutOutlet(tidy(entry.title), tidy(entry.publisher ?? ""));
  if (title !== "") return cut(title, titleLimit);
  const text = tidy(entry.text);
  const sentence = /^.*?[.!?…](?=\s|$)/u.exec(text)?.[0] ?? text;
  return cut(sentence, madeTitleLimit);
}

/** Aggregators append the outlet, which they also name apart: "Headline - Les Echos". */
function withoutOutlet(title: string, outlet: string): string {
  const end = [" - ", " – ", " — ", " | "].map((dash) => dash + outlet).find((each) => title.endsWith(each));
  return outlet === "" || end === undefined || end.length === title.length ? title : title.slice(0, -end.length).trim();
}

/** The text; empty where it is the title once more, with or without the outlet. */
function textOf(entry: RawEntry, title: string): string {
  const text = tidy(entry.text);
  const repeated = [title, `${title} ${tidy(entry.publisher ?? "")}`].map(fold);
  return repeated.includes(fold(text)) ? "" : text;
}

/** One line without control and bidirectional-override characters, which can reorder what a reader sees. */
function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** First `limit` code points: never half of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (let count = 0; count < limit && end < text.length; count += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end).trimEnd();
}
