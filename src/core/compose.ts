/** The alert as a message: what was told, why, and who else reports it. Posts, replies and edits are all composed here. */
import { describeReason } from "./describe.ts";
import type { Action, AlertMessage } from "./message.ts";
import { phrases } from "./phrases.ts";
import { pickQuote, readQuotes } from "./quote.ts";
import { summarise, summaryLimit } from "./summary.ts";
import type {
  AlertId,
  Decision,
  EntityId,
  Evidence,
  Item,
  ItemId,
  Locale,
  Mention,
  Pair,
  Reading,
  Reason,
  Stage,
  StoryId,
} from "./types.ts";

interface ReadItem {
  readonly item: Item;
  readonly reading: Reading;
}

export interface ComposeInput {
  readonly alert: {
    readonly id: AlertId;
    readonly storyId: StoryId;
    readonly stage: Stage | null;
    readonly pairs: readonly Pair[];
  };
  /** The item that caused the alert. */
  readonly told: ReadItem;
  /** Its summary in a model's words, accepted already; null: the report's own sentences are taken. */
  readonly rewritten?: string | null;
  /** All of the story, oldest first, the told one among them. */
  readonly members: readonly ReadItem[];
  readonly decision: Decision;
  /** Publisher of the report that an edit is for; left out where the message is new. */
  readonly arrived?: string;
  /** What the destination's watches matched. */
  readonly evidence: readonly Evidence[];
  readonly mentions: readonly Mention[];
  /** Headlines of stories in the grey zone. */
  readonly related: readonly string[];
  /** URL of an earlier report that a reversal refers to. */
  readonly urlOf: (item: ItemId) => string | null;
  readonly locale: Locale;
  readonly zone: string;
  readonly nameOf: (entity: EntityId) => string;
  readonly domainOf: (url: string) => string | null;
}

/** How many outlets, pairs and words a phone screen bears. */
const namedOutlets = 2;
const namedPairs = 3;
const namedWords = 6;
const namedReasons = 2;
/** Told by the chip, by a line of their own, or by there being an alert at all. */
const shownElsewhere: ReadonlySet<Reason["code"]> = new Set(["reversal", "signal", "new-story"]);

export function composeAlert(input: ComposeInput): AlertMessage {
  const { alert, told, locale } = input;
  const { item, reading } = told;
  const summary = input.rewritten ?? summarise({ ...item, names: surfaces(input), signal: reading.signal });
  const quote = pickQuote(
    readQuotes([item.description, item.body]),
    [item.title, summary],
    summaryLimit - summary.length,
  );
  return {
    type: "alert",
    locale,
    storyId: alert.storyId,
    itemId: item.id,
    alertId: alert.id,
    stage: alert.stage,
    who: whoOf(input),
    headline: item.title,
    url: item.url,
    summary,
    ...(quote === undefined ? {} : { quote }),
    why: whyOf(input),
    reversal: reversalOf(input),
    outlet: outletOf(input, item),
    publishedAt: item.publishedAt,
    lang: item.lang,
    ...membersOf(input),
    related: input.related,
    actions: actionsOf(input),
  };
}

/** Pairs that stand at the stage of the chip, by name ("Amazon x Système U"); the companies of a move without a partner; the first company named otherwise. */
function whoOf({ told, alert, mentions, nameOf }: ComposeInput): string {
  const stages = told.reading.signal?.pairStages;
  const atStage = alert.pairs.filter((_, index) => stages === undefined || stages[index] === alert.stage);
  const pairs = atStage.map(({ entrant, target }) =>
    target === null ? nameOf(entrant) : `${nameOf(entrant)} × ${nameOf(target)}`,
  );
  if (pairs.length > 0) return someOf(unique(pairs), namedPairs);
  const [first] = mentions;
  return first === undefined ? told.item.publisher : nameOf(first.entity);
}

function surfaces({ told, mentions }: ComposeInput): readonly string[] {
  return unique(mentions.map(({ evidence }) => told.item[evidence.field].slice(evidence.start, evidence.end)));
}

/** The words that matched, then every reason that has no line of its own. */
function whyOf({ told, evidence, decision, locale, zone, nameOf }: ComposeInput): string {
  const words = unique(evidence.map(({ field, start, end }) => told.item[field].slice(start, end)));
  const reasons = decision.reasons.filter(({ code }) => !shownElsewhere.has(code)).slice(0, namedReasons);
  return [
    ...(words.length > 0 ? [phrases(locale).alert.matched(words.slice(0, namedWords).join(", "))] : []),
    ...reasons.map((reason) => describeReason(reason, { locale, zone, nameOf })),
  ].join("; ");
}

function reversalOf({ decision, locale, zone, nameOf, urlOf }: ComposeInput): AlertMessage["reversal"] {
  const reversal = decision.reasons.find(
    (reason): reason is Extract<Reason, { code: "reversal" }> => reason.code === "reversal",
  );
  if (reversal === undefined) return null;
  const { from } = reversal.move;
  return {
    text: describeReason(reversal, { locale, zone, nameOf }),
    url: from === null ? null : urlOf(from.itemId),
  };
}

function outletOf({ domainOf }: ComposeInput, item: Item): string {
  return (item.url === null ? null : domainOf(item.url)) ?? item.publisher;
}

/** "also: LSA, RFI +3; 1 origin, 5 echoes"; and the same from the side of the report that has arrived. */
function membersOf({ members, told, arrived, locale }: ComposeInput): Pick<AlertMessage, "members" | "update"> {
  const own = told.item.publisher;
  const outlets = unique(members.map(({ item }) => item.publisher)).filter((name) => name !== own && name !== "");
  if (outlets.length === 0) return { members: null };
  const { origins, echoes } = countOutlets(members);
  const say = (named: readonly string[]): string =>
    phrases(locale).alert.members(named, outlets.length - named.length, origins, echoes);
  return {
    members: say(outlets.slice(0, namedOutlets)),
    ...(arrived !== undefined && outlets.includes(arrived) ? { update: say([arrived]) } : {}),
  };
}

/** Outlets, each once: origins have a report of their own, or one that says nothing of its source; echoes are the others. */
function countOutlets(members: ComposeInput["members"]): { readonly origins: number; readonly echoes: number } {
  const own = members.filter(({ reading }) => reading.signal?.attribution !== "echo");
  const origins = unique(own.map(({ item }) => item.publisher)).length;
  return { origins, echoes: unique(members.map(({ item }) => item.publisher)).length - origins };
}

function actionsOf({ told, locale, alert }: ComposeInput): readonly Action[] {
  const words = phrases(locale).alert;
  const item = String(told.item.id);
  return [
    { verb: "why", subject: item, label: words.why },
    { verb: "relevant", subject: item, label: words.relevant },
    { verb: "not-relevant", subject: item, label: words.notRelevant },
    { verb: "mute", subject: String(alert.storyId), label: words.muteStory },
  ];
}

/** The first ones, and how many more there are. */
function someOf(names: readonly string[], limit: number): string {
  const more = names.length - limit;
  return names.slice(0, limit).join(", ") + (more > 0 ? ` +${more}` : "");
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
