/** The archive as people ask for it: the newest stories of a company, a pair or words, with the ladder on top; and one story whole. */
import { describePair, describeQuote } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import { foldWords } from "../core/fold.ts";
import type { Action, Document, ItemLine } from "../core/message.ts";
import { readQuotes } from "../core/quote.ts";
import { type EntityId, type ItemId, langs, type Pair, type StoryId, stages } from "../core/types.ts";
import { commandLine } from "./command-specs.ts";
import {
  type Ask,
  action,
  answer,
  bullets,
  code,
  type DeskDeps,
  hint,
  leadOf,
  lineOf,
  requireText,
  section,
  text,
} from "./desk.ts";
import { type About, type NameIndex, ownedBy, resolveAbout } from "./names.ts";
import type { ArchivedItem, ItemQuery, Store } from "./ports.ts";
import { decodeSearch, encodeSearch, type Search } from "./search-key.ts";
import { parseSince } from "./since.ts";
import { findStories, fits, storiesShown, wantedHere } from "./story-pages.ts";

export type LookupDeps = DeskDeps & { readonly names: NameIndex };

/** A search with its words understood. */
export interface Understood {
  readonly query: Omit<ItemQuery, "limit">;
  readonly title: string;
  readonly notes: readonly string[];
  /** Pairs whose ladder belongs on top. */
  readonly pairs: readonly Pair[];
}

const pairsShown = 3;
const quotesShown = 4;

export function latest(deps: LookupDeps, ask: Ask): Document {
  return latestPage(deps, ask, readSearch(ask), undefined);
}

/** The next page: `latest:<item>:<search>`; the search is in the key, so that an old button still works. */
export function latestFrom(deps: LookupDeps, ask: Ask, subject: string): Document {
  const [, before, key = ""] = subject.split(":");
  const id = Number(before);
  if (deps.store.items.get(id) === undefined) throw new AppError("not_found", ask.words.refusal.unknownButton);
  return latestPage(deps, ask, decodeSearch(key), id);
}

export function readSearch(ask: Ask): Search {
  const typed = ask.text("since");
  const since = typed === undefined ? undefined : parseSince(typed, ask.now);
  if (since === null) throw new AppError("invalid", ask.words.refusal.badSince(typed ?? ""));
  return {
    about: ask.text("about"),
    stage: stages.find((stage) => stage === ask.text("stage")),
    since,
    lang: langs.find((lang) => lang === ask.text("lang")),
  };
}

function latestPage(deps: LookupDeps, ask: Ask, search: Search, before: ItemId | undefined): Document {
  const { words } = ask;
  const understood = understand(deps, ask, search);
  const { title, notes, pairs } = understood;
  const isWanted = wantedHere(deps, ask.caller, search);
  const { stories, more } = findStories(deps.store, { search, query: understood.query, before, isWanted });
  if (stories.length === 0) return nothingFound(deps, ask, search, title);
  const shown = stories.slice(0, storiesShown);
  const lines = shown.map(([id, items]) => storyLine(deps, ask, search, id, items));
  const ladder = before === undefined ? ladderLines(deps, ask, pairs) : [];
  const last = shown.at(-1)?.[1][0];
  const key = last === undefined ? "" : `latest:${last.item.id}:${encodeSearch(search)}`;
  const canPage = more && key.length <= 60;
  return answer(
    title,
    [
      ...notes.map(text),
      ...(ladder.length === 0 ? [] : [bullets(ladder)]),
      { type: "items", items: lines },
      ...(more && !canPage ? [hint(words.lookup.refine)] : []),
      ...(isWanted === null ? [] : [hint(words.lookup.watchedOnly(exampleLookup(ask)))]),
      hint(words.lookup.refHint(commandLine(["why"], ask.caller.locale), lines[0]?.ref ?? "1")),
    ],
    { actions: canPage ? [action("page", key, words.alert.older)] : [] },
  );
}

/** Reads what the words of a search mean. */
export function understand(deps: LookupDeps, ask: Ask, { about, stage, since, lang }: Search): Understood {
  const { words } = ask;
  const base = {
    ...(stage === undefined ? {} : { stage }),
    ...(since === undefined ? {} : { since }),
    ...(lang === undefined ? {} : { lang }),
  };
  if (about === undefined) return { query: base, title: words.lookup.latestTitle, notes: [], pairs: [] };
  const meant = resolveAbout(
    deps.names,
    about,
    (folded) => deps.store.items.search({ words: folded, limit: 1 }).length > 0,
  );
  const label = labelOf(deps, meant);
  const title = words.lookup.latestAbout(label);
  const corrected = meant.type !== "words" && meant.corrected ? [words.lookup.understoodAs(about, label)] : [];
  switch (meant.type) {
    case "entity": {
      const ids = ownedBy(deps.ruleset.gazetteer, meant.entity.id, ask.now);
      const owned = ids.slice(1).map(deps.ruleset.nameOf);
      const notes =
        owned.length === 0 ? corrected : [...corrected, words.lookup.withOwned(label, words.format.and(owned))];
      return { query: { ...base, entities: ids }, title, notes, pairs: pairsOf(deps.store, ids) };
    }
    case "pair": {
      const pair = knownOrder(deps.store, meant.pair);
      return { query: { ...base, pair }, title, notes: corrected, pairs: [pair] };
    }
    case "words":
      return {
        query: { ...base, words: meant.words },
        title,
        notes: [words.lookup.wordsOnly(words.format.quote(about))],
        pairs: [],
      };
  }
}

function labelOf(deps: Pick<LookupDeps, "ruleset">, about: About): string {
  if (about.type === "entity") return about.entity.name;
  return about.type === "pair" ? describePair(about.pair, deps.ruleset.nameOf) : about.typed;
}

/** The pair the way round that the archive knows it. */
function knownOrder(store: Store, pair: Pair): Pair {
  if (pair.target === null || store.ladder.history(pair).length > 0) return pair;
  const turned = { entrant: pair.target, target: pair.entrant };
  return store.ladder.history(turned).length > 0 ? turned : pair;
}

/** Pairs that any of these takes part in, the latest moved first. */
function pairsOf(store: Store, ids: readonly EntityId[]): readonly Pair[] {
  const own = new Set(ids);
  return store.ladder
    .latest(1_000)
    .map(({ pair }) => pair)
    .filter(({ entrant, target }) => target !== null && (own.has(entrant) || own.has(target)))
    .slice(0, pairsShown);
}

/** "Amazon × Monoprix: talks 1 Mar 2018 → deal 26 Mar 2018". */
export function ladderLines(deps: DeskDeps, ask: Ask, pairs: readonly Pair[]): readonly string[] {
  const { format, stage } = ask.words;
  return pairs.flatMap((pair) => {
    const steps = deps.store.ladder.history(pair);
    const path = steps.map((step) => `${stage[step.stage]} ${format.date(step.at, ask.zone)}`);
    return path.length === 0
      ? []
      : [ask.words.lookup.ladderOf(describePair(pair, deps.ruleset.nameOf)) + path.join(" → ")];
  });
}

/** A story in one line: its lead, or its newest report that was asked for where the lead is none; and how many report it. */
function storyLine(deps: DeskDeps, ask: Ask, search: Search, id: StoryId, items: readonly ArchivedItem[]): ItemLine {
  const lead = leadOf(deps.store, id, items);
  const [first] = items;
  const shown = lead !== undefined && fits(lead, search) ? lead : first;
  if (shown === undefined) throw new Error(`story ${id} has no item`);
  const story = deps.store.stories.get(id);
  const facts =
    story === undefined || story.memberCount < 2
      ? `s${id}`
      : `s${id}, ${ask.words.lookup.storyFacts(story.memberCount, story.originCount, story.echoCount)}`;
  const line = lineOf(shown, facts);
  return { ...line, stage: line.stage ?? (shown.reading.noise === null ? (story?.stage ?? null) : null) };
}

function nothingFound(deps: LookupDeps, ask: Ask, search: Search, title: string): Document {
  const say = ask.words.lookup;
  const { locale } = ask.caller;
  if (deps.store.items.count() === 0) return answer(title, [text(say.archiveEmpty)]);
  if (search.about === undefined)
    return answer(title, [text(say.nothing), hint(say.nothingHint), hint(say.watchedOnly(exampleLookup(ask)))]);
  const near = deps.names.near(search.about, 3).map(({ name }) => commandLine(["latest"], locale, [["about", name]]));
  const watch = commandLine(["watch", "add"], locale, [["term", search.about]]);
  return answer(title, [
    text(say.nothingAbout(search.about)),
    hint(say.nothingHint),
    code([...new Set([...near, watch])].join("\n")),
  ]);
}

const exampleLookup = ({ caller, words }: Ask): string =>
  commandLine(["latest"], caller.locale, [["about", words.lookup.exampleWord]]);

// ---------------------------------------------------------------- one story

export function story(deps: LookupDeps, ask: Ask): Document {
  return storyDocument(deps, ask, findStory(deps, ask, requireText(ask, ["story"], "story")));
}

export function storyDocument(deps: LookupDeps, ask: Ask, id: StoryId): Document {
  const { words } = ask;
  const found = deps.store.stories.get(id);
  const members = deps.store.stories.members(id);
  if (found === undefined || members.length === 0) throw new AppError("not_found", words.refusal.noStory(`s${id}`));
  const items = members.map((member) => lineOf(member, roleOf(ask, member)));
  const ladder = ladderLines(deps, ask, found.pairs);
  return answer(
    words.lookup.storyTitle(id),
    [
      text(words.lookup.storyFacts(found.memberCount, found.originCount, found.echoCount)),
      ...(ladder.length === 0 ? [] : [bullets(ladder)]),
      { type: "items", items },
      ...section(words.lookup.quotesHead, quotesIn(ask, members)),
    ],
    { actions: storyActions(ask, found.leadId, id) },
  );
}

/** What the reports of a story quote, the oldest first: quotes of somebody named before the rest. */
function quotesIn({ words }: Ask, members: readonly ArchivedItem[]): readonly string[] {
  const quotes = readQuotes(members.flatMap(({ item }) => [item.description, item.body]));
  const named = quotes.filter(({ speaker }) => speaker !== null);
  return [...named, ...quotes.filter(({ speaker }) => speaker === null)]
    .slice(0, quotesShown)
    .map((quote) => describeQuote(quote, words.locale));
}

function storyActions({ words }: Ask, leadId: ItemId, id: StoryId): readonly Action[] {
  return [action("why", leadId, words.alert.why), action("mute", id, words.alert.muteStory)];
}

function roleOf({ words }: Ask, { reading: { signal } }: ArchivedItem): string {
  if (signal === null) return words.lookup.readingNothing;
  return signal.attribution === "origin" ? words.lookup.origin : words.lookup.echoOf(signal.citing);
}

/** A story by `s5`, by its number, or by words of a headline in it. A bare number is a story's. */
export function findStory(deps: LookupDeps, ask: Ask, typed: string): StoryId {
  const number = /^s?\s*#?(\d{1,15})$/i.exec(typed)?.[1];
  if (number !== undefined) {
    if (deps.store.stories.get(Number(number)) === undefined) {
      throw new AppError("not_found", ask.words.refusal.noStory(typed));
    }
    return Number(number);
  }
  const [hit] = deps.store.items.search({ words: foldWords(typed), limit: 1 });
  if (hit === undefined) throw new AppError("not_found", ask.words.refusal.noStory(typed));
  return hit.storyId;
}
