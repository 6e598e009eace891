/** Every sentence Vigie says to people, as one interface implemented once a language: a sentence that is missing in one of them does not compile. */
import type { Field, Lang, Locale, Millis, NoiseClass, Place, SignalKind, Stage, Tier, WatchTier } from "./types.ts";

/** Numbers, dates and lists as the language writes them. `zone` is an IANA time zone. */
export interface Formats {
  /** "4 Oct 2017". */
  date(at: Millis, zone: string): string;
  /** "4 Oct 2017, 14:05". */
  dateTime(at: Millis, zone: string): string;
  /** Grouped; at most `digits` decimals (default 0). */
  number(value: number, digits?: number): string;
  /** "a, b and c". */
  and(words: readonly string[]): string;
  /** "a, b or c". */
  or(words: readonly string[]): string;
  quote(text: string): string;
}

/** Sentences for reasons, without a closing full stop: they are read in lists and behind a colon. */
interface ReasonPhrases {
  signal(kind: string, stage: string): string;
  everyMatch(watch: string): string;
  noSignal: string;
  noise(noise: string): string;
  elsewhere: string;
  watchDigest(watch: string): string;
  unmatched: string;
  unmatchedNearest(watch: string, cause: string): string;
  newStory: string;
  firstMeeting(entrant: string, target: string): string;
  ownMove(entrant: string): string;
  moveUp(from: string, date: string, to: string): string;
  moveDown(from: string, date: string, to: string): string;
  /** A stage reached without an earlier one to compare with. */
  reached(stage: string): string;
  reversal(stage: string, date: string): string;
  secondOrigin(publisher: string): string;
  sameStory(story: number, echo: boolean): string;
  duplicate(of: number): string;
  baselineFeed: string;
  baselineWatch: string;
  muted(until: string): string;
  heldCatchUp: string;
  heldPaused: string;
  heldStale: string;
  quiet(pair: string, days: number): string;
  overdue(pair: string, promise: string, due: string): string;
}

/** Why a rule did not match, and the smallest change that would make it match. */
interface MissPhrases {
  group(group: number, terms: string): string;
  guardExcluded(term: string, word: string): string;
  guardNoContext(term: string): string;
  guardLowerCase(term: string): string;
  excluded(term: string): string;
  near(first: number, second: number, distance: number, limit: number): string;
  language(language: string): string;
  field(field: string): string;
  changeGroup(group: number): string;
  changeGuard(term: string, word: string): string;
  changeContext(term: string): string;
  changeCase(term: string): string;
  changeExcluded(term: string): string;
  changeNear(distance: number): string;
  changeLanguage(language: string): string;
  changeField(field: string): string;
}

/** Pieces of an alert and labels of buttons (at most 80 characters, Discord's limit). */
interface AlertPhrases {
  readonly why: string;
  readonly relevant: string;
  readonly notRelevant: string;
  readonly muteStory: string;
  readonly shouldAlert: string;
  readonly showStory: string;
  readonly undo: string;
  readonly apply: string;
  readonly older: string;
  matched(words: string): string;
  /** "also: LSA, RFI +3; 1 origin, 5 echoes". `more` is what the named outlets leave out. */
  members(outlets: readonly string[], more: number, originCount: number, echoCount: number): string;
}

interface WatchPhrases {
  added(name: string): string;
  testTitle(name: string): string;
  changed(name: string): string;
  removed(name: string): string;
  paused(name: string): string;
  resumed(name: string): string;
  understoodName(text: string): string;
  understoodCased(text: string): string;
  understoodWord(text: string, forms: readonly string[]): string;
  understoodPhrase(text: string): string;
  understoodTypo(text: string): string;
  understoodCompany(name: string, names: readonly string[]): string;
  understoodList(name: string, companies: number, terms: number): string;
  withOneOf(words: string): string;
  withoutAny(words: string): string;
  groupHead(group: number, of: number): string;
  noneHead: string;
  nearLine(first: number, second: number, words: number): string;
  langsLine(languages: string): string;
  fieldsLine(fields: string): string;
  readonly tier: Readonly<Record<WatchTier, string>>;
  readonly tierShort: Readonly<Record<WatchTier, string>>;
  readonly pausedShort: string;
  /** What a backtest found; `perWeek` counts stories. */
  hits(hits: number, stories: number, perWeek: string, days: number): string;
  tiers(alerts: number, digests: number): string;
  lead(days: number, pair: string): string;
  noHits(days: number, read: number): string;
  /** Said where a short look back found nothing, though more is stored. */
  lookFurther(date: string, command: string): string;
  emptyArchive: string;
  cutShort(read: number): string;
  baseline: string;
  testHint(command: string): string;
  /** `rest`: what the term says beside the name. */
  didYouMean(word: string, company: string, rest: string | null): string;
  watchCompany(company: string, rest: string | null): string;
  listTitle(count: number): string;
  listHead: readonly [string, string, string, string];
  fromPack(pack: string): string;
  fromPerson: string;
  none: string;
  listHint: string;
  removedHint(command: string): string;
}

interface LookupPhrases {
  latestTitle: string;
  latestAbout(about: string): string;
  understoodAs(typed: string, meant: string): string;
  withOwned(owner: string, owned: string): string;
  wordsOnly(words: string): string;
  ladderOf(pair: string): string;
  nothing: string;
  nothingAbout(about: string): string;
  nothingHint: string;
  archiveEmpty: string;
  refine: string;
  /** Said of a list that leaves out what no watch meets. */
  watchedOnly(command: string): string;
  /** A word to look up, for an example. */
  exampleWord: string;
  refHint(command: string, number: string): string;
  storyTitle(story: number): string;
  storyFacts(members: number, origins: number, echoes: number): string;
  origin: string;
  echoOf(outlet: string | null): string;
  whyTold: string;
  whyDigest: string;
  whyNotTold: string;
  whyNoDecision: string;
  whyElsewhereTold: string;
  reasonsHead: string;
  wordsHead: string;
  wordsLine(watch: string, words: string): string;
  ownedLine(owned: string, owner: string): string;
  companiesHead: string;
  readingHead: string;
  readingSignal(kind: string, stage: string, who: string): string;
  readingNoise(noise: string): string;
  readingNothing: string;
  readingAmounts(amounts: string): string;
  readingHedged: string;
  quotesHead: string;
  matchesNow(watches: string): string;
  nearHead: string;
  nearLine(watch: string, cause: string, change: string): string;
  inStory(story: number, members: number): string;
  otherHits: string;
}

interface BoardPhrases {
  title: string;
  head: readonly [string, string, string];
  empty: string;
  emptyHint: string;
  more(count: number): string;
  from(stage: string, date: string): string;
  reversalFrom(stage: string, date: string): string;
  updated(date: string): string;
  chartTitle: string;
  pinned: string;
  pinnedHint: string;
  unpinned: string;
}

interface DigestPhrases {
  title(date: string): string;
  preview: string;
  held: string;
  news: string;
  /** Above pairs that went quiet and promises that are overdue. */
  silent: string;
  near: string;
  nearHint: string;
  empty: string;
  count(stories: number): string;
  more(count: number): string;
  scheduled(time: string, zone: string): string;
  unscheduled: string;
}

interface FeedPhrases {
  listTitle(count: number): string;
  listHead: readonly [string, string, string];
  none: string;
  noneHint: string;
  ok(date: string): string;
  silent(date: string, since: string): string;
  never: string;
  failing(times: number, since: string, error: string): string;
  gone: string;
  paused: string;
  problems(count: number): string;
  listHint: string;
  added(name: string): string;
  addedHint(items: number): string;
  addedUnread: string;
  checkTitle(name: string): string;
  checkItems(count: number, step: string): string;
  checkNotModified: string;
  checkRedirect(url: string): string;
  checkFailed(error: string): string;
  checkGone: string;
  checkRateLimited(minutes: number | null): string;
  checkState(state: string): string;
  checkDates(from: string, to: string, undated: number): string;
  checkUndated: string;
  feedLinks: string;
  otherFeeds: string;
  previewEmpty: string;
  previewMatched(watches: readonly string[]): string;
  previewUnmatched: string;
  latestItems: string;
  pausedNow(name: string): string;
  resumedNow(name: string): string;
  removed(name: string): string;
}

interface MutePhrases {
  muted(what: string, until: string): string;
  unmuted(what: string): string;
  listTitle(count: number): string;
  listHead: readonly [string, string];
  none: string;
  hint: string;
  liftHint(command: string): string;
  story(id: number): string;
  watch(name: string): string;
}

/** What posting takes, by Discord's own names. */
export type PostingRight =
  | "View Channel"
  | "Send Messages"
  | "Embed Links"
  | "Read Message History"
  | "Send Messages in Threads";

interface SettingsPhrases {
  title: string;
  changed: string;
  head: readonly [string, string];
  channel: string;
  language: string;
  zone: string;
  digest: string;
  quiet: string;
  urgent: string;
  board: string;
  publish: string;
  on: string;
  state: string;
  off: string;
  active: string;
  /** As people find it in the permissions of a channel. */
  readonly permissionName: Readonly<Record<PostingRight, string>>;
  lacks(missing: string): string;
  paused(note: string): string;
  hint: string;
  moved(watches: number): string;
  languageName: Readonly<Record<Locale, string>>;
}

interface FeedbackPhrases {
  thanks: string;
  thanksNot: string;
  thanksShould: string;
  thanksHint(kept: number, dismissed: number): string;
  smallestChange(watch: string, change: string): string;
  noWatchNear: string;
  proposal(word: string, watch: string, dismissed: number, ofDismissed: number, kept: number, ofKept: number): string;
  applyExclusion(word: string): string;
  applied(word: string, watch: string): string;
  undone(word: string, watch: string): string;
}

interface BriefPhrases {
  title(about: string): string;
  all: string;
  made(date: string): string;
  ladder: string;
  stories: string;
  ready(stories: number, items: number): string;
  empty(about: string): string;
  csvHead: readonly string[];
  why: string;
}

/** Refusals: what was expected, what was given, what to do. */
interface RefusalPhrases {
  unknownCommand(given: string): string;
  unknownButton: string;
  forbidden: string;
  notYours(watch: string): string;
  /** `meaning`: what the option takes, as a phrase in lower case without a full stop. */
  missing(option: string, command: string, meaning: string): string;
  tooLong(option: string, limit: number, given: number): string;
  notOneOf(option: string, given: string, allowed: string): string;
  noTerm: string;
  termAndRule: string;
  /** `problem`: what the parser says, which points at the character below it. */
  badRule(problem: string): string;
  sameName(name: string): string;
  sameRule(name: string): string;
  noWatch(given: string, near: readonly string[]): string;
  noFeed(given: string, near: readonly string[]): string;
  noItem(given: string): string;
  noStory(given: string): string;
  noCompany(given: string, near: readonly string[]): string;
  badUrl(given: string): string;
  knownFeed(name: string): string;
  unreadableFeed(error: string, links: readonly string[]): string;
  badTime(given: string): string;
  badQuiet(given: string): string;
  badZone(given: string): string;
  badSince(given: string): string;
  nothingToChange: string;
  nothingToMute: string;
  notMuted(what: string): string;
  packWatch(name: string): string;
  packFeed(name: string): string;
  goneWatch: string;
  noTopic(given: string): string;
  notHere(what: string): string;
  badRole(given: string): string;
  roleOfAll: string;
  /** @param missing see `permissionName`. */
  cannotPost(missing: string): string;
  readonly noForum: string;
}

export interface HelpPhrases {
  title: string;
  intro: string;
  commandsHead: string;
  topicsHint: string;
  startHead: string;
  readonly topics: Readonly<Record<HelpTopic, { readonly title: string; readonly lines: readonly HelpLine[] }>>;
}

/** A paragraph, or something to type with what it does. */
export type HelpLine =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "example"; readonly typed: string; readonly means: string };

export const helpTopics = ["start", "watches", "rules", "alerts", "ladder", "feeds", "digest"] as const;
type HelpTopic = (typeof helpTopics)[number];

export interface Phrases {
  readonly locale: Locale;
  readonly format: Formats;
  readonly stage: Readonly<Record<Stage, string>>;
  readonly kind: Readonly<Record<SignalKind, string>>;
  readonly noise: Readonly<Record<NoiseClass, string>>;
  readonly place: Readonly<Record<Place, string>>;
  readonly tier: Readonly<Record<Tier, string>>;
  readonly lang: Readonly<Record<Lang, string>>;
  readonly field: Readonly<Record<Field, string>>;
  readonly reason: ReasonPhrases;
  readonly miss: MissPhrases;
  readonly alert: AlertPhrases;
  readonly watch: WatchPhrases;
  readonly lookup: LookupPhrases;
  readonly board: BoardPhrases;
  readonly digest: DigestPhrases;
  readonly feed: FeedPhrases;
  readonly mute: MutePhrases;
  readonly settings: SettingsPhrases;
  readonly feedback: FeedbackPhrases;
  readonly brief: BriefPhrases;
  readonly refusal: RefusalPhrases;
  readonly help: HelpPhrases;
}
