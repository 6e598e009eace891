/** Recorded items through the real pipeline on a virtual clock: `explain` and `replay` read what ingest itself decided. */
import { readAmounts } from "../core/amounts.ts";
import { toItem } from "../core/item.ts";
import { type Quote, readQuotes } from "../core/quote.ts";
import { summarise } from "../core/summary.ts";
import type {
  AlertAction,
  Amount,
  Decision,
  Evidence,
  Item,
  ItemId,
  ItemMatch,
  Lang,
  Millis,
  NewItem,
  Reading,
  Reason,
  StoryId,
  Tier,
  Watch,
} from "../core/types.ts";
import { type IngestDeps, type ItemOutcome, ingest } from "./ingest.ts";
import type { DetectLang, RegistrableDomain } from "./ports.ts";

/** Of an article's text, in UTF-16 units. */
const bodyRead = 5_000;

/** One line of a recorded file, with what it left out filled in. */
export interface RecordedItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly url: string | null;
  readonly publisher: string;
  /** Null: the time of the line before it. */
  readonly publishedAt: Millis | null;
  /** `und`: to be told from the text. */
  readonly lang: Lang;
  readonly body: string;
}

/** What the pipeline made of one recorded item. */
export interface ReplayedItem {
  readonly recorded: RecordedItem;
  readonly at: Millis;
  readonly tier: Tier;
  readonly action: AlertAction;
  readonly reasons: readonly Reason[];
  readonly watches: readonly string[];
  readonly entities: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly reading: Reading | null;
  readonly storyId: StoryId | null;
  readonly storyAction: "open" | "join";
  readonly lang: Lang;
  readonly summary: string;
  /** What the report quotes, and every figure in it; empty where it was rejected. */
  readonly quotes: readonly Quote[];
  readonly numbers: readonly Amount[];
  /** Set where the line could not become an item, e.g. for want of a title. */
  readonly rejected: string | null;
}

export interface ReplayDeps extends IngestDeps {
  readonly detectLang: DetectLang;
  readonly registrableDomain: RegistrableDomain;
}

/**
 * Takes the items in by order of their time (equal times: in the order given), each at its own time; answers in the order given.
 *
 * @param startAt time of leading items that have none
 */
export function replay(
  deps: ReplayDeps,
  recorded: readonly RecordedItem[],
  options: { readonly startAt: Millis; readonly onProgress?: (done: number) => void },
): readonly ReplayedItem[] {
  const answers: ReplayedItem[] = new Array(recorded.length);
  const timed = withTimes(recorded, options.startAt);
  timed.forEach(({ item, at, index }, done) => {
    answers[index] = replayOne(deps, item, at);
    options.onProgress?.(done + 1);
  });
  return answers;
}

function withTimes(recorded: readonly RecordedItem[], startAt: Millis) {
  let last = startAt;
  const timed = recorded.map((item, index) => {
    last = item.publishedAt ?? last;
    return { item, at: last, index };
  });
  return timed.sort((a, b) => a.at - b.at || a.index - b.index);
}

function replayOne(deps: ReplayDeps, recorded: RecordedItem, at: Millis): ReplayedItem {
  const made = toNewItem(deps, recorded, at);
  if ("reject" in made) return rejected(recorded, at, made.reject);
  const [outcome] = ingest(deps, { items: [made], baseline: false, feed: null, now: at });
  if (outcome === undefined) throw new Error("ingest answered nothing for one item");
  return outcome.type === "new"
    ? answer(deps, recorded, at, { ...outcome, itemId: outcome.item.id })
    : answerDuplicate(deps, recorded, at, outcome);
}

function toNewItem(deps: ReplayDeps, recorded: RecordedItem, at: Millis): NewItem | { readonly reject: string } {
  const made = toItem(
    {
      title: recorded.title,
      link: recorded.url,
      guid: null,
      publishedAt: at,
      text: recorded.description,
      publisher: recorded.publisher === "" ? null : recorded.publisher,
    },
    { feed: null, now: at, detectLang: deps.detectLang, registrableDomain: deps.registrableDomain },
  );
  if ("reject" in made) return made;
  return { ...made, body: recorded.body, lang: recorded.lang === "und" ? made.lang : recorded.lang };
}

interface Answered {
  readonly itemId: ItemId;
  readonly match: ItemMatch<Watch>;
  readonly reading: Reading;
  readonly storyId: StoryId;
  readonly storyAction: "open" | "join";
  readonly decisions: readonly Decision[];
}

function answer(deps: ReplayDeps, recorded: RecordedItem, at: Millis, read: Answered): ReplayedItem {
  const { match, reading, decisions } = read;
  const decisive = mostTold(decisions);
  const found = deps.store.items.get(read.itemId);
  return {
    recorded,
    at,
    tier: decisive.tier,
    action: decisive.action,
    reasons: decisive.reasons,
    watches: [...new Set(decisions.flatMap(({ watches }) => watches))],
    entities: [...new Set(match.mentions.map(({ entity }) => entity))],
    evidence: distinct([
      ...match.matched().flatMap(({ evidence }) => evidence),
      ...match.mentions.map(({ evidence }) => evidence),
    ]),
    reading,
    storyId: read.storyId,
    storyAction: read.storyAction,
    lang: found?.item.lang ?? "und",
    summary:
      found === undefined
        ? ""
        : summarise({ ...found.item, names: namesIn(found.item, match), signal: reading.signal }),
    quotes: found === undefined ? [] : readQuotes(textsOf(found.item)),
    numbers: found === undefined ? [] : readAmounts(textsOf(found.item), found.item.lang),
    rejected: null,
  };
}

/** A repeat reads as its first sight did, and is told to nobody. */
function answerDuplicate(
  deps: ReplayDeps,
  recorded: RecordedItem,
  at: Millis,
  { of }: Extract<ItemOutcome, { type: "duplicate" }>,
): ReplayedItem {
  const known = deps.store.items.get(of);
  if (known === undefined) throw new Error(`item ${of} is not in the archive`);
  const match = deps.ruleset.current().match({ ...known.item, at: known.item.publishedAt });
  const decisions = deps.store.decisions.ofItem(of);
  const { reading, storyId } = known;
  const read = answer(deps, recorded, at, { itemId: of, match, reading, storyId, storyAction: "join", decisions });
  return { ...read, action: "none", reasons: [{ code: "duplicate", of }, ...read.reasons] };
}

function rejected(recorded: RecordedItem, at: Millis, why: string): ReplayedItem {
  return {
    recorded,
    at,
    tier: "none",
    action: "none",
    reasons: [],
    watches: [],
    entities: [],
    evidence: [],
    reading: null,
    storyId: null,
    storyAction: "open",
    lang: "und",
    summary: "",
    quotes: [],
    numbers: [],
    rejected: why,
  };
}

const tierRank: Readonly<Record<Tier, number>> = { alert: 0, digest: 1, none: 2 };

function mostTold(decisions: readonly Decision[]): Decision {
  const [first] = [...decisions].sort((a, b) => tierRank[a.tier] - tierRank[b.tier]);
  if (first === undefined) throw new Error("an item was ingested without a decision");
  return first;
}

/** Names of the mentioned companies as this item spells them. */
function namesIn(item: { readonly title: string; readonly description: string }, match: ItemMatch): readonly string[] {
  return [...new Set(match.mentions.map(({ evidence }) => item[evidence.field].slice(evidence.start, evidence.end)))];
}

/** What is searched for quotes and figures: of an article's text what is read of a report at a glance. */
const textsOf = ({ title, description, body }: Item): readonly string[] => [
  title,
  description,
  body.slice(0, bodyRead),
];

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Map(evidence.map((span) => [`${span.field}:${span.start}:${span.end}:${span.term}`, span]));
  return [...seen.values()].sort((a, b) => b.field.localeCompare(a.field) || a.start - b.start);
}
