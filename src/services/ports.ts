/** What the use cases need of the outside world. Store ports are synchronous, as better-sqlite3 is: nothing awaits inside a transaction. */
import type { FeedProblem } from "../core/feed-problem.ts";
import type { Message } from "../core/message.ts";
import type {
  AlertId,
  Decision,
  DestinationId,
  EntityId,
  FeedId,
  Item,
  ItemId,
  LadderMove,
  LadderStep,
  Lang,
  Locale,
  Millis,
  NewItem,
  Pair,
  RawEntry,
  Reading,
  Stage,
  Story,
  StoryId,
  Watch,
  WatchId,
} from "../core/types.ts";

// ---------------------------------------------------------------- time and log

export interface Clock {
  /** Read once per unit of work. */
  now(): Millis;
}

/** One event a line: a stable lower-case message and ids. */
export interface Log {
  debug(event: string, data?: Readonly<Record<string, unknown>>): void;
  info(event: string, data?: Readonly<Record<string, unknown>>): void;
  warn(event: string, data?: Readonly<Record<string, unknown>>): void;
  error(event: string, data?: Readonly<Record<string, unknown>>): void;
}

/** Counters kept where decisions are made. Label values come from closed sets. */
/** What is counted; each by its outcome. */
export type CounterName = "items" | "polls" | "deliveries" | "commands" | "articles" | "model";

export interface Metrics {
  count(name: CounterName, labels?: Readonly<Record<string, string>>, by?: number): void;
  gauge(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  time(name: string, ms: number, labels?: Readonly<Record<string, string>>): void;
}

// ---------------------------------------------------------------- feeds

/** ETag and Last-Modified, kept verbatim for the conditional GET (RFC 9110, section 13). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface Feed {
  readonly id: FeedId;
  readonly url: string;
  readonly name: string;
  readonly lang: Lang;
  /** IANA zone of dates that name none; null: that of its language (`zoneOf` in core/feed-zone.ts). */
  readonly zone: string | null;
  readonly origin: "pack" | "person";
  readonly state: "active" | "paused" | "gone";
  readonly validators: Validators;
  /** SHA-256 (hex) of the last body read; null before the first. */
  readonly bodyHash: string | null;
  readonly intervalMs: number;
  readonly nextCheckAt: Millis;
  readonly lastOkAt: Millis | null;
  readonly lastNewAt: Millis | null;
  readonly failureCount: number;
  readonly failingSince: Millis | null;
  readonly lastError: FeedProblem | null;
  /** Step of the reading ladder that read it last: `json`, `rss-parser`, `repaired`, `forgiving`. */
  readonly step: string | null;
  /** Permanent redirect seen, and how many times in a row. */
  readonly movedTo: string | null;
  readonly movedCount: number;
  /** Null until its first successful reading: the baseline. */
  readonly baselineAt: Millis | null;
  /** When somebody last recorded the address as working, ISO date; null: never. */
  readonly confirmed: string | null;
}

export interface FetchRequest {
  readonly url: string;
  readonly validators: Validators;
  /** Of the last body; a body with the same hash comes back as not-modified. */
  readonly bodyHash: string | null;
}

/** What the server asked about the next visit, already as a duration; null where it said nothing. */
export type FreshForMs = number | null;

export type FetchOutcome =
  | {
      readonly type: "ok";
      readonly body: Uint8Array;
      readonly contentType: string | null;
      readonly finalUrl: string;
      /** Set when every redirect of the chain was permanent (301, 308). */
      readonly permanentUrl: string | null;
      readonly validators: Validators;
      readonly bodyHash: string;
      readonly freshForMs: FreshForMs;
    }
  | {
      readonly type: "not-modified";
      /** As above; null as well where nothing but a date says that the document is the known one. */
      readonly permanentUrl: string | null;
      readonly validators: Validators;
      readonly freshForMs: FreshForMs;
    }
  | { readonly type: "gone" }
  | { readonly type: "rate-limited"; readonly retryAfterMs: number | null; readonly status: number }
  | { readonly type: "failed"; readonly status: number | null; readonly problem: FeedProblem };

export interface ParsedFeed {
  readonly title: string;
  readonly lang: Lang;
  readonly step: string;
  readonly entries: readonly RawEntry[];
  /** `ttl` or `sy:updatePeriod` as a duration; null where absent. */
  readonly freshForMs: FreshForMs;
}

export type ParseOutcome =
  | { readonly type: "ok"; readonly feed: ParsedFeed }
  /** `feedLinks`: feeds that an HTML page pointed to. */
  | { readonly type: "failed"; readonly problem: FeedProblem; readonly feedLinks: readonly string[] };

export interface FeedReader {
  /** Never rejects: every failure is an outcome. */
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome>;
  /** Runs outside the main thread; never rejects. `baseUrl` resolves relative links, `zone` (IANA) dates that name none. */
  parse(
    body: Uint8Array,
    context: { readonly contentType: string | null; readonly baseUrl: string; readonly zone: string },
  ): Promise<ParseOutcome>;
  close(): Promise<void>;
}

export interface FeedStore {
  add(feed: Omit<Feed, "id">): Feed;
  get(id: FeedId): Feed | undefined;
  findByUrl(url: string): Feed | undefined;
  list(): readonly Feed[];
  /** Active feeds whose nextCheckAt has come, the most overdue first. */
  listDue(now: Millis, limit: number): readonly Feed[];
  update(id: FeedId, change: Partial<Omit<Feed, "id">>): void;
  remove(id: FeedId): void;
}

// ---------------------------------------------------------------- archive

/** An item with all that was read from it. */
export interface ArchivedItem {
  readonly item: Item;
  readonly reading: Reading;
  readonly entities: readonly EntityId[];
  readonly storyId: StoryId;
}

export interface ItemQuery {
  /** Items that mention any of these. */
  readonly entities?: readonly EntityId[];
  /** Items whose title holds every one of these folded words. */
  readonly words?: readonly string[];
  readonly pair?: Pair;
  readonly stage?: Stage;
  readonly lang?: Lang;
  readonly since?: Millis;
  readonly before?: ItemId;
  readonly limit: number;
}

export interface ItemStore {
  /** Id of the item that has any of these keys. */
  findByKeys(keys: readonly string[]): ItemId | undefined;
  /** Also records the keys; with a duplicate's keys for `addKeys`. */
  add(item: NewItem): Item;
  addKeys(id: ItemId, keys: readonly string[]): void;
  setReading(id: ItemId, reading: Reading, entities: readonly EntityId[], storyId: StoryId): void;
  /** Writes the article's text once it is known. */
  setBody(id: ItemId, body: string): void;
  get(id: ItemId): ArchivedItem | undefined;
  /** Newest first: by second of publication, then by id. `before` pages on from an item. Only items that were read. */
  search(query: ItemQuery): readonly ArchivedItem[];
  /** Oldest first, in pages; for replay over the archive and for rebuilding the story index. */
  listSince(since: Millis, after: ItemId, limit: number): readonly ArchivedItem[];
  count(): number;
  /**
   * Removes items older than this that no alert, ladder step or verdict refers to; a story's lead only with its whole
   * story, where nothing refers to that either. Keys stay: what was seen stays seen, and `findByKeys` may name an item
   * that is gone. Deliveries settled before this time go too. Returns how many items went.
   */
  prune(before: Millis): number;
}

export interface StoryStore {
  open(leadId: ItemId, at: Millis): StoryId;
  /** Recomputes counts, stage, kind and pairs from its members. */
  refresh(id: StoryId): Story;
  /** Names another member as the one that speaks for the story. */
  setLead(id: StoryId, leadId: ItemId): void;
  get(id: StoryId): Story | undefined;
  /** Oldest first. */
  members(id: StoryId): readonly ArchivedItem[];
}

export interface LadderStore {
  history(pair: Pair): readonly LadderStep[];
  add(move: LadderMove): void;
  /** Last step of every pair, newest first. */
  latest(limit: number): readonly LadderStep[];
}

export interface DecisionStore {
  add(decision: Decision, at: Millis): void;
  /** All decisions about an item, newest first. */
  ofItem(id: ItemId): readonly (Decision & { readonly at: Millis })[];
  /** Digest-tier decisions of a destination, and alerts held back (first reason `held`), since a time that no digest has told yet; oldest first. */
  listForDigest(destination: DestinationId, since: Millis): readonly (Decision & { readonly at: Millis })[];
}

// ---------------------------------------------------------------- watches and destinations

export interface Destination {
  readonly id: DestinationId;
  readonly guildId: string | null;
  readonly locale: Locale;
  /** IANA time zone for digests and quiet hours. */
  readonly zone: string;
  readonly state: "active" | "paused";
  /** Why it is paused; null while active. */
  readonly note: string | null;
  /** Local hour and minute `HH:MM` of the daily digest; null: none. */
  readonly digestAt: string | null;
  readonly lastDigestAt: Millis | null;
  /** Local quiet hours `[HH:MM, HH:MM]`; messages then come without a push; null: none. */
  readonly quiet: readonly [string, string] | null;
  /** Role to name on urgent alerts; null: none. */
  readonly urgentRoleId: string | null;
  /** Message id of the pinned board; null: none. */
  readonly boardMessageId: string | null;
  /** Null until its first baseline message was written. */
  readonly welcomedAt: Millis | null;
}

export interface DestinationStore {
  /** Adds it with defaults when it is new. */
  ensure(
    id: DestinationId,
    defaults: { readonly guildId: string | null; readonly locale: Locale; readonly zone: string },
  ): Destination;
  get(id: DestinationId): Destination | undefined;
  list(): readonly Destination[];
  ofGuild(guildId: string): Destination | undefined;
  update(id: DestinationId, change: Partial<Omit<Destination, "id">>): void;
}

export interface WatchStore {
  add(watch: Omit<Watch, "id">): Watch;
  get(id: WatchId): Watch | undefined;
  /** Case- and accent-sensitive exact name within one destination. */
  findByName(destination: DestinationId, name: string): Watch | undefined;
  list(destination?: DestinationId): readonly Watch[];
  update(id: WatchId, change: Partial<Omit<Watch, "id">>): void;
  remove(id: WatchId): void;
}

export interface Mute {
  readonly destination: DestinationId;
  readonly subject:
    | { readonly type: "story"; readonly id: StoryId }
    | { readonly type: "entity"; readonly id: EntityId }
    | { readonly type: "watch"; readonly id: WatchId };
  readonly until: Millis;
  readonly by: string;
}

export interface MuteStore {
  add(mute: Mute): void;
  list(destination: DestinationId, now: Millis): readonly Mute[];
  remove(destination: DestinationId, subject: Mute["subject"]): void;
}

// ---------------------------------------------------------------- alerts and outbox

export interface Alert {
  readonly id: AlertId;
  readonly destination: DestinationId;
  readonly storyId: StoryId;
  /** The item that caused it. */
  readonly itemId: ItemId;
  readonly stage: Stage | null;
  /** Pairs and stages told so far are those of all alerts of the story at the destination. */
  readonly pairs: readonly Pair[];
  /** `post` opens the story at the destination; `reply` tells a stage change or a second origin. */
  readonly form: "post" | "reply";
  readonly createdAt: Millis;
  /** Message id at the destination; null until sent. */
  readonly messageId: string | null;
}

export interface AlertStore {
  add(alert: Omit<Alert, "id" | "messageId">): Alert;
  get(id: AlertId): Alert | undefined;
  /** Alerts of a story at a destination, oldest first. */
  ofStory(destination: DestinationId, storyId: StoryId): readonly Alert[];
  /** Newest first. */
  list(destination: DestinationId, since: Millis, limit: number): readonly Alert[];
  /** How many stories were told at a destination since a time. */
  countSince(destination: DestinationId, since: Millis): number;
}

/** `crosspost` publishes an alert to followers, `pin` pins a board: deliveries of their own, so that a stop between the two loses neither. */
const deliveryForms = ["post", "reply", "edit", "crosspost", "board", "pin"] as const;
export type DeliveryForm = (typeof deliveryForms)[number];

/** A message on its way: one row of the outbox. */
export interface Delivery {
  readonly id: number;
  readonly destination: DestinationId;
  readonly form: DeliveryForm;
  readonly message: Message;
  /** At most 25 characters (Discord's limit), unique, derived from what is told, where, and which revision. Also the marker in the posted message. */
  readonly nonce: string;
  /** Alert that this posts; its message id is filled in when sent. Edits and replies find their target through it. */
  readonly alertId: AlertId | null;
  readonly silent: boolean;
  readonly state: "pending" | "sending" | "sent" | "dead";
  readonly createdAt: Millis;
  readonly firstTryAt: Millis | null;
  readonly nextTryAt: Millis;
  readonly tries: number;
  readonly messageId: string | null;
  readonly note: string | null;
}

export interface OutboxStore {
  /** A second row with the same nonce is ignored and answers false. A pending edit of the same alert is replaced. */
  add(
    delivery: Pick<
      Delivery,
      "destination" | "form" | "message" | "nonce" | "alertId" | "silent" | "createdAt" | "nextTryAt"
    > & {
      /** Message that an edit without an alert replaces. */
      readonly editOf?: string;
    },
  ): boolean;
  get(id: number): Delivery | undefined;
  findByNonce(nonce: string): Delivery | undefined;
  /** The oldest unsent row of every active destination, where its time has come: order per destination is kept. */
  listDue(now: Millis): readonly Delivery[];
  /** When `listDue` will next have a row, at the earliest: rows that wait behind another, or for a paused destination, do not count. Null when there is none. */
  nextDueAt(): Millis | null;
  markSending(id: number, now: Millis): void;
  /** Also writes the message id to the alert (post and reply), or to the destination (board), where a board that is a new message gets a row for its pin. */
  markSent(id: number, messageId: string, now: Millis): void;
  markRetry(id: number, nextTryAt: Millis, note: string): void;
  markDead(id: number, note: string): void;
  /** Message that this delivery is about: an edit's own alert, a reply's first post of the story, the board that stands; null where it was never sent. */
  targetOf(delivery: Delivery): string | null;
  counts(): Readonly<Record<Delivery["state"], number>>;
}

export type SendOutcome =
  | { readonly type: "sent"; readonly messageId: string }
  /** Nothing more to do although no message id can be had: deleted meanwhile, already crossposted. */
  | { readonly type: "done"; readonly note: string }
  | {
      readonly type: "retry";
      readonly afterMs: number | null;
      readonly scope: "message" | "destination" | "all";
      readonly note: string;
    }
  | { readonly type: "rejected"; readonly scope: "message" | "destination" | "all"; readonly note: string }
  /** The request may or may not have been carried out. */
  | { readonly type: "uncertain"; readonly note: string };

export type FindOutcome =
  | { readonly type: "found"; readonly messageId: string }
  | { readonly type: "absent" }
  | { readonly type: "unknown"; readonly note: string };

/** Delivers messages to the destinations of one kind. Never rejects. */
export interface Notifier {
  handles(destination: DestinationId): boolean;
  send(delivery: Delivery, target: string | null): Promise<SendOutcome>;
  /** Looks for a delivery's marker in what was posted since its first try. */
  find(delivery: Delivery): Promise<FindOutcome>;
  /** How long a repeat with the same nonce is known to be harmless, in ms; 0 where it never is. */
  readonly nonceWindowMs: number;
  /** Longest time for which a lost request may still be under way, in ms: it is not repeated or searched for before. */
  readonly requestTimeoutMs: Millis;
}

// ---------------------------------------------------------------- feedback and the rest

export interface Feedback {
  readonly destination: DestinationId;
  readonly itemId: ItemId;
  readonly verdict: "relevant" | "not-relevant" | "should-alert";
  readonly by: string;
  readonly at: Millis;
}

export interface FeedbackStore {
  /** A person's later verdict on the same item replaces the earlier. */
  add(feedback: Feedback): void;
  list(destination: DestinationId, since: Millis): readonly Feedback[];
}

/** Small facts that outlive a run: hash of the registered commands, shape of the last digest, proposals. */
export interface NoteStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export interface Store {
  readonly feeds: FeedStore;
  readonly items: ItemStore;
  readonly stories: StoryStore;
  readonly ladder: LadderStore;
  readonly decisions: DecisionStore;
  readonly destinations: DestinationStore;
  readonly watches: WatchStore;
  readonly mutes: MuteStore;
  readonly alerts: AlertStore;
  readonly outbox: OutboxStore;
  readonly feedback: FeedbackStore;
  readonly notes: NoteStore;
  /** Runs `work` in one transaction; a throw rolls it back. Synchronous: nothing can await inside. */
  transact<T>(work: () => T): T;
  /** Writes a consistent copy while running. Refuses to overwrite. */
  backup(file: string): void;
  close(): void;
}

// ---------------------------------------------------------------- text helpers that live in packages

/** Tells English from French; `und` where it is neither or too short to say. `prior` is the feed's language. */
export type DetectLang = (text: string, prior: Lang) => Lang;

/** Registrable domain of a URL (RFC 9110 host; public suffix list), e.g. `lefigaro.fr`. */
export type RegistrableDomain = (url: string) => string | null;

/** Finds names although they are misspelt; best first. */
export type FindByName = <T extends { readonly names: readonly string[] }>(
  among: readonly T[],
  typed: string,
  limit: number,
) => readonly T[];
