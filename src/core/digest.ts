/** The digest: signals held back, news of watched companies, what did not happen, and near misses; one phone screen or two. */
import { describeReason, stageShown } from "./describe.ts";
import type { Action, Block, Document, ItemLine } from "./message.ts";
import { phrases } from "./phrases.ts";
import type { EntityId, Item, Locale, Millis, Reading, Reason, StoryId } from "./types.ts";

export interface DigestEntry {
  readonly item: Item;
  readonly reading: Reading;
  readonly storyId: StoryId;
  /** The decisive one first. */
  readonly reasons: readonly Reason[];
}

export interface DigestInput {
  /** What waited: digest-tier items and alerts held back, in any order. */
  readonly waiting: readonly DigestEntry[];
  /** Last reports of pairs that went quiet or whose promise is overdue, with that reason; in the order in which they are shown. */
  readonly silent?: readonly DigestEntry[];
  /** Items that failed on exactly one condition of a watch. */
  readonly near: readonly DigestEntry[];
}

export interface DigestContext {
  readonly locale: Locale;
  readonly zone: string;
  readonly nameOf: (entity: EntityId) => string;
  readonly now: Millis;
}

const storiesShown = 8;
const nearShown = 3;

/** Null where there is nothing to tell: an empty digest is not sent. */
export function composeDigest(input: DigestInput, context: DigestContext): Document | null {
  const words = phrases(context.locale);
  const say = words.digest;
  const stories = firstOfStories(input.waiting);
  const held = stories.filter(({ reasons: [first] }) => first?.code === "held");
  const news = stories.filter(({ reasons: [first] }) => first?.code !== "held");
  const near = firstOfStories(input.near).slice(0, nearShown);
  const silent = input.silent ?? [];
  if (stories.length + near.length + silent.length === 0) return null;
  const blocks: readonly Block[] = [
    ...part(say.held, held, context),
    ...part(say.news, news, context),
    ...part(say.silent, silent, context),
    ...part(say.near, near, context),
    ...(near.length === 0 ? [] : [{ type: "hint", text: say.nearHint } as const]),
  ];
  return {
    title: say.title(words.format.date(context.now, context.zone)),
    tone: "plain",
    blocks,
    actions: near.map(({ item }): Action => {
      const label = `${words.alert.shouldAlert} · #${item.id}`;
      return { verb: "should-alert", subject: String(item.id), label };
    }),
    file: null,
  };
}

function part(title: string, entries: readonly DigestEntry[], context: DigestContext): readonly Block[] {
  if (entries.length === 0) return [];
  const say = phrases(context.locale).digest;
  const shown = entries.slice(0, storiesShown);
  const left = entries.length - shown.length;
  return [
    { type: "heading", text: title },
    { type: "items", items: shown.map((entry) => lineOf(entry, context)) },
    ...(left > 0 ? [{ type: "text", text: say.more(left) } as const] : []),
  ];
}

function lineOf({ item, reading, reasons }: DigestEntry, context: DigestContext): ItemLine {
  const [first] = reasons;
  return {
    ref: String(item.id),
    stage: stageShown(reading),
    headline: item.title,
    url: item.url,
    publisher: item.publisher,
    at: item.publishedAt,
    note: first === undefined ? null : describeReason(first, context),
  };
}

/** The first report of every story, the newest story first. */
function firstOfStories(entries: readonly DigestEntry[]): readonly DigestEntry[] {
  const first = new Map<StoryId, DigestEntry>();
  for (const entry of entries) {
    const known = first.get(entry.storyId);
    if (known === undefined || entry.item.publishedAt < known.item.publishedAt) first.set(entry.storyId, entry);
  }
  return [...first.values()].sort((a, b) => b.item.publishedAt - a.item.publishedAt || b.item.id - a.item.id);
}
