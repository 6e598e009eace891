/** The archive story by story, a page at a time: each story is listed once, where the newest of its reports that fits stands. */
import type { Caller } from "../core/command.ts";
import type { Item, ItemId, StoryId } from "../core/types.ts";
import { byStory, type DeskDeps } from "./desk.ts";
import type { ArchivedItem, ItemQuery, Store } from "./ports.ts";
import type { Search } from "./search-key.ts";

/** Stories on a page. */
export const storiesShown = 6;
/** Items read at a time, and how often, to find that many. */
const itemsRead = 120;
const readsAtMost = 8;

type ItemTest = (read: ArchivedItem) => boolean;

/** Whose stories are listed where nobody says what about: those that a watch here meets, as it is today. Null: everything. */
export function wantedHere(
  { store, ruleset }: Pick<DeskDeps, "store" | "ruleset">,
  caller: Caller,
  { about }: Search,
): ItemTest | null {
  const hasWatch = store.watches.list(caller.destination).some(({ state }) => state === "active");
  if (about !== undefined || !hasWatch) return null;
  const matcher = ruleset.current();
  return ({ item }) =>
    matcher
      .match({ ...item, at: item.publishedAt })
      .rules.some(({ destination }) => destination === caller.destination);
}

/** Whether a report is in the language and at the stage that were asked for. */
export function fits({ item, reading }: ArchivedItem, { lang, stage }: Search): boolean {
  return (lang === undefined || item.lang === lang) && (stage === undefined || reading.signal?.stage === stage);
}

export interface PageQuery {
  readonly search: Search;
  /** The same, understood. */
  readonly query: Omit<ItemQuery, "limit" | "before">;
  /** Newest report of the last story on the page before; undefined: the first page. */
  readonly before: ItemId | undefined;
  readonly isWanted: ItemTest | null;
}

export interface StoryPage {
  /** Newest first, with the items that were found of each, newest first; one more than a page holds, or several. */
  readonly stories: readonly (readonly [StoryId, readonly ArchivedItem[]])[];
  /** Whether older ones may follow. */
  readonly more: boolean;
}

/** Reads until there are stories enough for a page, and at most some 1,000 reports. */
export function findStories(store: Store, { search, query, before, isWanted }: PageQuery): StoryPage {
  const wasShown = before === undefined ? () => false : shownEarlier(store, search, before);
  const found: ArchivedItem[] = [];
  let from = before;
  for (let reads = 1; ; reads += 1) {
    const read = store.items.search({ ...query, ...(from === undefined ? {} : { before: from }), limit: itemsRead });
    found.push(...(isWanted === null ? read : read.filter(isWanted)));
    from = read.at(-1)?.item.id;
    const stories = [...byStory(found)].filter(([id]) => !wasShown(id));
    const isEnd = read.length < itemsRead;
    if (isEnd || stories.length > storiesShown || reads === readsAtMost)
      return { stories, more: !isEnd || stories.length > storiesShown };
  }
}

/** Whether a report of a story that fits stands on an earlier page. Order as in `ItemStore.search`: by second, then by id. */
function shownEarlier({ items, stories }: Store, search: Search, before: ItemId): (id: StoryId) => boolean {
  const from = items.get(before)?.item;
  if (from === undefined) return () => false;
  const second = ({ publishedAt }: Item): number => Math.floor(publishedAt / 1_000);
  const isEarlier = (item: Item): boolean =>
    second(item) === second(from) ? item.id >= from.id : second(item) > second(from);
  return (id) => stories.members(id).some((member) => isEarlier(member.item) && fits(member, search));
}
