/** `/why`: everything that was read and decided about one report, told or not, and what would have changed it. */
import { readAmounts } from "../core/amounts.ts";
import { describeCause, describeChange, describePair, describeQuote, describeReasons } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import { foldWords } from "../core/fold.ts";
import type { Block, Document } from "../core/message.ts";
import { type NearMiss, nearMissesOf } from "../core/near-miss.ts";
import { readQuotes } from "../core/quote.ts";
import type { Decision, Evidence, Item, ItemMatch, Watch } from "../core/types.ts";
import {
  type Ask,
  action,
  answer,
  type DeskDeps,
  describeContext,
  hint,
  lineOf,
  requireText,
  section,
  text,
} from "./desk.ts";
import type { ArchivedItem } from "./ports.ts";

/** Near misses named; the rest is left to `/watch list`. */
const shownMisses = 5;
const shownOthers = 4;
const shownQuotes = 3;

export function why(deps: DeskDeps, ask: Ask): Document {
  const { item, others } = findItem(deps, ask, requireText(ask, ["why"], "item"));
  return whyDocument(deps, ask, item, others);
}

/** The Why? button; a year later too. */
export function whyItem(deps: DeskDeps, ask: Ask, subject: string): Document {
  const item = deps.store.items.get(Number(subject));
  if (item === undefined) throw new AppError("not_found", ask.words.refusal.noItem(subject));
  return whyDocument(deps, ask, item, []);
}

function whyDocument(deps: DeskDeps, ask: Ask, read: ArchivedItem, others: readonly ArchivedItem[]): Document {
  const { words } = ask;
  const { item } = read;
  const here = decisionHere(deps, ask, read);
  const match = deps.ruleset.current().match({ ...item, at: item.publishedAt });
  const reasons = here === undefined ? [] : describeReasons(here.reasons, describeContext(deps, ask));
  const told = here !== undefined && here.action !== "none";
  const known = deps.store.stories.get(read.storyId);
  return answer(
    item.title,
    [
      text(verdict(deps, ask, read, here)),
      { type: "items", items: [lineOf(read)] },
      ...section(words.lookup.reasonsHead, reasons),
      ...evidenceOf(deps, ask, item, match, here),
      ...section(words.lookup.readingHead, readingOf(deps, ask, read)),
      ...section(
        words.lookup.quotesHead,
        readQuotes([item.description, item.body])
          .slice(0, shownQuotes)
          .map((quote) => describeQuote(quote, words.locale)),
      ),
      ...section(words.lookup.nearHead, missLines(deps, ask, nearMisses(deps, ask, item))),
      text(words.lookup.inStory(read.storyId, known?.memberCount ?? 1)),
      ...(others.length === 0
        ? []
        : ([hint(words.lookup.otherHits), { type: "items", items: others.map((other) => lineOf(other)) }] as const)),
    ],
    {
      actions: [
        action("relevant", item.id, words.alert.relevant),
        action("not-relevant", item.id, words.alert.notRelevant),
        ...(told ? [] : [action("should-alert", item.id, words.alert.shouldAlert)]),
        ...((known?.memberCount ?? 1) > 1 ? [action("story", read.storyId, words.alert.showStory)] : []),
      ],
    },
  );
}

/** The decision taken for this destination; failing that the one taken where no watch of anyone matched. */
function decisionHere({ store }: DeskDeps, { caller }: Ask, { item }: ArchivedItem): Decision | undefined {
  const decisions = store.decisions.ofItem(item.id);
  return (
    decisions.find(({ destination }) => destination === caller.destination) ??
    decisions.find(({ destination }) => destination === null)
  );
}

function verdict(deps: DeskDeps, ask: Ask, { item }: ArchivedItem, here: Decision | undefined): string {
  const say = ask.words.lookup;
  if (here === undefined) {
    const elsewhere = deps.store.decisions.ofItem(item.id).some(({ action: done }) => done !== "none");
    return elsewhere ? say.whyElsewhereTold : say.whyNoDecision;
  }
  if (here.action !== "none") return say.whyTold;
  return here.tier === "digest" ? say.whyDigest : say.whyNotTold;
}

/** The words that matched, a line a watch, and every company read in the item. */
function evidenceOf(
  deps: DeskDeps,
  ask: Ask,
  item: Item,
  match: ItemMatch<Watch>,
  here: Decision | undefined,
): readonly Block[] {
  const { words, caller } = ask;
  const own = match.matched().filter(({ rule }) => rule.destination === caller.destination);
  const lines = own.flatMap(({ rule, evidence, owned }) => [
    words.lookup.wordsLine(rule.name, quoteAll(ask, item, evidence)),
    ...owned.map(({ entity, owner }) =>
      words.lookup.ownedLine(deps.ruleset.nameOf(entity), deps.ruleset.nameOf(owner)),
    ),
  ]);
  const companies = [...new Set(match.mentions.map(({ entity }) => entity))].map((entity) => {
    const spans = match.mentions.filter((mention) => mention.entity === entity).map(({ evidence }) => evidence);
    return `${deps.ruleset.nameOf(entity)} (${quoteAll(ask, item, spans)})`;
  });
  const newer = own.filter(({ rule }) => here?.watches.includes(rule.name) !== true).map(({ rule }) => rule.name);
  return [
    ...section(words.lookup.wordsHead, lines),
    ...(newer.length === 0 ? [] : [text(words.lookup.matchesNow(words.format.and(newer.map(words.format.quote))))]),
    ...section(words.lookup.companiesHead, companies),
  ];
}

/** Spans in the spelling of the report, each once. */
function quoteAll({ words }: Ask, item: Item, evidence: readonly Evidence[]): string {
  const spans = evidence.map(({ field, start, end }) => item[field].slice(start, end));
  return [...new Set(spans)].map(words.format.quote).join(", ");
}

function readingOf({ ruleset }: DeskDeps, { words }: Ask, { item, reading }: ArchivedItem): readonly string[] {
  const { signal, noise, place } = reading;
  const amounts = signal?.amounts ?? readAmounts([item.title, item.description], item.lang);
  const figures =
    amounts.length === 0 ? [] : [words.lookup.readingAmounts(amounts.map((amount) => amount.text).join(", "))];
  if (signal === null || noise !== null) {
    return [noise === null ? words.lookup.readingNothing : words.lookup.readingNoise(words.noise[noise]), ...figures];
  }
  const who = signal.pairs.map((pair) => describePair(pair, ruleset.nameOf)).join(", ");
  return [
    words.lookup.readingSignal(words.kind[signal.kind], words.stage[signal.stage], who),
    words.place[place],
    signal.attribution === "origin" ? words.lookup.origin : words.lookup.echoOf(signal.citing),
    ...(signal.hedged ? [words.lookup.readingHedged] : []),
    ...figures,
  ];
}

/** Watches of the asker's destination that came near. */
export function nearMisses(deps: DeskDeps, { caller }: Ask, item: Item): readonly NearMiss<Watch>[] {
  const misses = deps.ruleset.current().explain({ ...item, at: item.publishedAt });
  return nearMissesOf(misses.filter(({ rule }) => rule.destination === caller.destination));
}

function missLines(deps: DeskDeps, ask: Ask, misses: readonly NearMiss<Watch>[]): readonly string[] {
  const context = describeContext(deps, ask);
  return misses
    .slice(0, shownMisses)
    .map(({ rule, cause }) =>
      ask.words.lookup.nearLine(rule.name, describeCause(cause, context), describeChange(cause, context)),
    );
}

/** An item by its number, by a story (`s5`: its lead), an alert (`a3`: what caused it), or words of its headline (the newest that has them all). */
function findItem(
  deps: DeskDeps,
  ask: Ask,
  typed: string,
): { readonly item: ArchivedItem; readonly others: readonly ArchivedItem[] } {
  const [, kind = "", number] = /^([sa]?)\s*#?(\d{1,15})$/i.exec(typed) ?? [];
  const [item, ...others] =
    number === undefined ? byWords(deps, typed) : byNumber(deps, kind.toLowerCase(), Number(number));
  if (item === undefined) throw new AppError("not_found", ask.words.refusal.noItem(typed));
  return { item, others };
}

function byNumber({ store }: DeskDeps, kind: string, id: number): readonly ArchivedItem[] {
  const itemId = kind === "s" ? store.stories.get(id)?.leadId : kind === "a" ? store.alerts.get(id)?.itemId : id;
  const item = itemId === undefined ? undefined : store.items.get(itemId);
  return item === undefined ? [] : [item];
}

function byWords({ store }: DeskDeps, typed: string): readonly ArchivedItem[] {
  const words = foldWords(typed);
  return words.length === 0 ? [] : store.items.search({ words, limit: shownOthers + 1 });
}
