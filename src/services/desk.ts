/** What every use case behind a command is given, and how it answers: one ask in, one document out. */
import type { ArgumentValue, Caller, CommandSpec, OptionSpec } from "../core/command.ts";
import { stageShown } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import type { Action, Block, Document, ItemLine } from "../core/message.ts";
import type { Phrases } from "../core/phrase-book.ts";
import { phrases } from "../core/phrases.ts";

import type { DestinationId, FeedId, Locale, Millis, StoryId } from "../core/types.ts";

import { commandLine, findSpec } from "./command-specs.ts";
import type { ArchivedItem, Clock, Destination, FeedReader, FindByName, Log, Store } from "./ports.ts";
import type { ReachOf } from "./reach.ts";
import type { Ruleset } from "./ruleset.ts";

/** Draws the ladder over time as a PNG. */
export type DrawLadder = (chart: LadderChart) => Uint8Array;

export interface LadderChart {
  readonly title: string;
  /** Names of the rungs, lowest first; a point's `rung` is an index into it. */
  readonly rungs: readonly string[];
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly { readonly at: Millis; readonly rung: number }[];
  }[];
  /** Writes a date below the time axis. */
  readonly dateOf: (at: Millis) => string;
}

export interface DeskDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** See AnnounceDeps. */
  readonly nonceOf: (text: string) => string;
  readonly log: Pick<Log, "info" | "error">;
  readonly ruleset: Ruleset;
  readonly reader: Pick<FeedReader, "fetch" | "parse">;
  readonly findByName: FindByName;
  /** IANA zone of destinations that have chosen none. */
  readonly zone: string;
  /** How often a feed is read that a person adds, in ms. */
  readonly feedIntervalMs: Millis;
  /** Reads one feed now and takes its items in; left out, a new feed waits for the next round. */
  readonly pollFeed?: (id: FeedId) => Promise<void>;
  /** Left out, `/board chart:` answers that no picture can be had. */
  readonly drawLadder?: DrawLadder;
  /** Left out: never known. */
  readonly reachOf?: ReachOf;
  /** Where the packs' watches wait as long as no channel is configured; the first that is set up gets them. Left out: none wait. */
  readonly waiting?: DestinationId;
  /** Lets other work run between two pages of a long one; default: the next turn of the event loop. */
  readonly breathe?: () => Promise<void>;
}

/** A command as it is carried out: checked arguments, and `now` read once. */
export interface Ask {
  readonly caller: Caller;
  readonly now: Millis;
  readonly words: Phrases;
  /** Where the answer applies; made with defaults when a command first writes to it. */
  readonly zone: string;
  /** Trimmed; undefined where it was not given or is blank. */
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

export function createAsk(deps: DeskDeps, caller: Caller, args: Readonly<Record<string, ArgumentValue>> = {}): Ask {
  return {
    caller,
    now: deps.clock.now(),
    words: phrases(caller.locale),
    zone: deps.store.destinations.get(caller.destination)?.zone ?? deps.zone,
    text: (option) => {
      const value = args[option];
      const typed = value === undefined ? "" : String(value).trim();
      return typed === "" ? undefined : typed;
    },
    flag: (option) => args[option] === true || args[option] === "true",
  };
}

/** @throws AppError `invalid` where the option is missing. */
export function requireText(ask: Ask, path: CommandSpec["path"], option: string): string {
  const value = ask.text(option);
  if (value !== undefined) return value;
  const spec = findSpec(path);
  const wanted = spec?.options.find(({ name }) => name.en === option);
  if (spec === undefined || wanted === undefined) throw new Error(`${path.join(" ")} has no option ${option}`);
  throw missingOption(spec, wanted, ask.caller.locale);
}

/** The refusal of a command that lacks what it needs: what that is, and how to give it. */
export function missingOption({ path }: CommandSpec, { name, description }: OptionSpec, locale: Locale): AppError {
  const command = commandLine(path, locale);
  const meaning = description[locale].charAt(0).toLowerCase() + description[locale].slice(1);
  return new AppError("invalid", phrases(locale).refusal.missing(name[locale], command, meaning));
}

/** The destination that a command writes to, made with defaults where it is new. */
export function ensureDestination(deps: DeskDeps, { caller }: Ask): Destination {
  return deps.store.destinations.ensure(caller.destination, {
    guildId: caller.guildId,
    locale: caller.locale,
    zone: deps.zone,
  });
}

export function describeContext(deps: DeskDeps, ask: Ask) {
  return { locale: ask.caller.locale, nameOf: deps.ruleset.nameOf, zone: ask.zone };
}

export function answer(
  title: string,
  blocks: readonly Block[],
  more: Partial<Pick<Document, "tone" | "actions" | "file">> = {},
): Document {
  return { title, tone: "plain", blocks, actions: [], file: null, ...more };
}

export const text = (content: string): Block => ({ type: "text", text: content });
export const hint = (content: string): Block => ({ type: "hint", text: content });
export const heading = (content: string): Block => ({ type: "heading", text: content });
export const bullets = (lines: readonly string[]): Block => ({ type: "bullets", lines });
export const code = (content: string): Block => ({ type: "code", text: content });

/** Nothing where there are no lines. */
export const section = (title: string, lines: readonly string[]): readonly Block[] =>
  lines.length === 0 ? [] : [heading(title), bullets(lines)];

export const action = (verb: Action["verb"], subject: string | number, label: string): Action => ({
  verb,
  subject: String(subject),
  label,
});

/** One headline with its number. */
export function lineOf({ item, reading }: ArchivedItem, note: string | null = null): ItemLine {
  return {
    ref: String(item.id),
    stage: stageShown(reading),
    headline: item.title,
    url: item.url,
    publisher: item.publisher,
    at: item.publishedAt,
    note,
  };
}

/** Items by story, in the order in which the stories first come. */
export function byStory(items: readonly ArchivedItem[]): ReadonlyMap<StoryId, readonly ArchivedItem[]> {
  const stories = new Map<StoryId, ArchivedItem[]>();
  for (const item of items) {
    const known = stories.get(item.storyId);
    if (known === undefined) stories.set(item.storyId, [item]);
    else known.push(item);
  }
  return stories;
}

/** The story's lead where it is stored, else the first of its items at hand. */
export function leadOf(store: Store, storyId: StoryId, items: readonly ArchivedItem[]): ArchivedItem | undefined {
  const story = store.stories.get(storyId);
  return (story === undefined ? undefined : store.items.get(story.leadId)) ?? items[0];
}
