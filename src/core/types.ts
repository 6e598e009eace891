/** The words of the domain as types: what flows from a feed to an alert. Data only; every value is readonly. */

/** Milliseconds since 1970-01-01 UTC, an integer. */
export type Millis = number;

/** Language of a text as read; `und` where it could not be told (BCP 47's undetermined). */
export const langs = ["en", "fr", "und"] as const;
export type Lang = (typeof langs)[number];

/** Language in which Vigie speaks to people. */
export const locales = ["en", "fr"] as const;
export type Locale = (typeof locales)[number];

export type ItemId = number;
export type StoryId = number;
export type FeedId = number;
export type WatchId = number;
export type AlertId = number;
/** Canonical id of an entity in a pack: lower-case ASCII words joined by hyphens, e.g. `systeme-u`. */
export type EntityId = string;
/** Where messages go: `console`, or `discord:<channel id>`. */
export type DestinationId = string;

// ---------------------------------------------------------------- items

/** An entry as parsed from a feed. Texts are plain (no mark-up, entities decoded), untrusted, of any content. */
export interface RawEntry {
  readonly title: string;
  readonly link: string | null;
  /** guid, Atom id or rdf:about, as published. */
  readonly guid: string | null;
  /** As published; null where absent or unreadable. */
  readonly publishedAt: Millis | null;
  /** Description or content as plain text, at most 20,000 characters. */
  readonly text: string;
  /** The `source` element's title, where an aggregator names the publisher. */
  readonly publisher: string | null;
}

/** A normalised entry, before it has a place in the archive. */
export interface NewItem {
  /** Item keys: any one seen before means that the item was seen. At least one, most reliable first. */
  readonly keys: readonly string[];
  /** Plain text, at most 300 code points. */
  readonly title: string;
  /** Plain text, at most 2,000 code points; empty where the feed gave none. */
  readonly description: string;
  /** Text of the article where it is known; otherwise empty. */
  readonly body: string;
  /** Canonical URL (http or https); null where the entry had none. */
  readonly url: string | null;
  readonly publisher: string;
  readonly feedId: FeedId | null;
  readonly publishedAt: Millis;
  readonly seenAt: Millis;
  /** `published`: the entry's own date. `seen`: it had none. `clamped`: it lay in the future. */
  readonly dateBasis: "published" | "seen" | "clamped";
  readonly lang: Lang;
}

export interface Item extends NewItem {
  readonly id: ItemId;
}

// ---------------------------------------------------------------- rules

export const fields = ["title", "description"] as const;
export type Field = (typeof fields)[number];

/** One term of the watch language, parsed. See docs/watch-language.md. */
export interface Term {
  /** Word, phrase or name as typed, without its operators; or `@list` / `@entity` when it is a reference. */
  readonly text: string;
  /** `=X`: must be written with a capital (ignored in an ALL-CAPS text). */
  readonly cased?: boolean;
  /** `"x"`: accents count as typed. */
  readonly exactAccents?: boolean;
  /** `~X`: one typing error allowed. */
  readonly typo?: boolean;
  /** Counts only where one of these stands in the same item. */
  readonly with?: readonly string[];
  /** Does not count where one of these stands in the same item. */
  readonly not?: readonly string[];
}

/** Any of these terms satisfies the group. */
export type Group = readonly Term[];

/** What a watch asks of an item: every group, no excluded term, and the options. */
export interface Rule {
  readonly name: string;
  readonly all: readonly Group[];
  readonly none: readonly Term[];
  /** `[i, j, words]`: a term of group i and one of group j (0-based) at most so many words apart in one field. */
  readonly near?: readonly (readonly [number, number, number])[];
  /** Fields that are read; default both. */
  readonly fields?: readonly Field[];
  /** Languages that are read; default all. An undetermined language always passes. */
  readonly langs?: readonly Lang[];
}

/** How a watch turns matches into tiers: `signal` (default) alerts on market signals and digests the rest; `alert` alerts on every match; `digest` never alerts. */
export const watchTiers = ["signal", "alert", "digest"] as const;
export type WatchTier = (typeof watchTiers)[number];

export interface Watch extends Rule {
  readonly id: WatchId;
  readonly destination: DestinationId;
  readonly tier: WatchTier;
  readonly origin: "pack" | "person";
  readonly state: "active" | "paused";
  /** Who added it (a Discord user id, `terminal` or the pack's name). */
  readonly addedBy: string;
  readonly addedAt: Millis;
}

// ---------------------------------------------------------------- entities

export const roles = ["entrant", "retailer", "platform", "supplier", "regulator"] as const;
export type Role = (typeof roles)[number];

export interface Ownership {
  readonly owner: EntityId;
  /** Inclusive; null: since ever. */
  readonly from: Millis | null;
  /** Exclusive; null: still. */
  readonly to: Millis | null;
}

/** A company or body that is watched, with everything that names it. */
export interface Entity {
  readonly id: EntityId;
  readonly name: string;
  /** Names in the watch language, each with its own guards. The first is the usual one. */
  readonly aliases: readonly Term[];
  /** Exchange symbols, e.g. `CARR.PA`. */
  readonly tickers: readonly string[];
  /** People whose name stands for the company and gives context to its ambiguous aliases. */
  readonly people: readonly string[];
  readonly owners: readonly Ownership[];
  readonly roles: readonly Role[];
  /** ISO 3166-1 alpha-2 of the home market; null where worldwide or unknown. */
  readonly home: string | null;
}

/** A shared list of a pack, written `@name` in a rule: entities, plain terms, or both. */
export interface TermList {
  readonly name: string;
  readonly entities: readonly EntityId[];
  readonly terms: readonly Term[];
}

/** All that names things: what `@references` mean and what gives context. */
export interface Gazetteer {
  readonly entities: readonly Entity[];
  readonly lists: readonly TermList[];
  /** Trade words that count as context for ambiguous aliases (supermarket, magasin, retailer, ...). */
  readonly contextTerms: readonly Term[];
  /** Countries and regions of the watched market, ISO 3166-1 alpha-2, e.g. FR first, then the rest of Europe. */
  readonly market: { readonly home: readonly string[]; readonly region: readonly string[] };
}

// ---------------------------------------------------------------- matches

/** Where a term was found: UTF-16 offsets into the field as published, end exclusive. */
export interface Evidence {
  readonly term: string;
  readonly field: Field;
  readonly start: number;
  readonly end: number;
}

export interface Mention {
  readonly entity: EntityId;
  readonly by: "alias" | "ticker" | "person";
  readonly evidence: Evidence;
}

/** An alias that was found but refused. */
export interface GuardHit {
  readonly entity: EntityId;
  readonly evidence: Evidence;
  /** `excluded`: a word of another sense stood by. `no-context`: none of the required words did. `lower-case`: written small. */
  readonly guard: "excluded" | "no-context" | "lower-case";
  /** The excluding word as found; null for the other guards. */
  readonly word: string | null;
}

export interface RuleMatch<R extends Rule = Rule> {
  readonly rule: R;
  /** At least one span a group, in the order of the groups. */
  readonly evidence: readonly Evidence[];
  /** Set where an owned company met the rule in its owner's name: Monoprix for Casino. */
  readonly owned: readonly { readonly entity: EntityId; readonly owner: EntityId }[];
}

/** Why a rule did not match. */
export type MissCause =
  | { readonly code: "group"; readonly group: number; readonly terms: readonly string[] }
  | {
      readonly code: "guard";
      readonly group: number;
      readonly hit:
        | GuardHit
        | { readonly term: string; readonly guard: GuardHit["guard"]; readonly word: string | null };
    }
  | { readonly code: "excluded"; readonly term: string; readonly evidence: Evidence }
  | {
      readonly code: "near";
      readonly groups: readonly [number, number];
      readonly limit: number;
      readonly distance: number;
    }
  | { readonly code: "language"; readonly lang: Lang }
  | { readonly code: "field"; readonly field: Field };

export interface RuleMiss<R extends Rule = Rule> {
  readonly rule: R;
  /** Every condition that failed; a near miss has exactly one. */
  readonly causes: readonly MissCause[];
}

/** What the matcher reads. */
export interface MatchInput {
  readonly title: string;
  readonly description: string;
  readonly lang: Lang;
  /** Date of the item: ownership is judged as of it. */
  readonly at: Millis;
}

export interface ItemMatch<R extends Rule = Rule> {
  /** In order of field and offset; one entity may be mentioned several times. */
  readonly mentions: readonly Mention[];
  readonly guards: readonly GuardHit[];
  /** The rules that the item meets, in their order. */
  readonly rules: readonly R[];
  /** The same with their evidence, worked out when it is first asked for. */
  matched(this: void): readonly RuleMatch<R>[];
}

/** Many rules compiled into one machine; immutable: a change of rules makes a new one. */
export interface Matcher<R extends Rule = Rule> {
  match(input: MatchInput): ItemMatch<R>;
  /** The slower way that also says, for every rule that did not match, why. */
  explain(input: MatchInput): readonly RuleMiss<R>[];
}

// ---------------------------------------------------------------- signals

const signalKinds = [
  "acquisition",
  "partnership",
  "supply_deal",
  "platform_deal",
  "launch",
  "expansion",
  "investment",
  "jobs",
  "alliance",
  "exit",
  "regulatory",
  "other",
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** Rungs of the ladder in order, then the two side steps. */
export const stages = ["rumour", "approached", "talks", "deal", "launch", "expansion", "declined", "exit"] as const;
export type Stage = (typeof stages)[number];

/** Who moves in on whom; target null: a move of one company by itself. */
export interface Pair {
  readonly entrant: EntityId;
  readonly target: EntityId | null;
}

export interface Amount {
  readonly value: number;
  /** ISO 4217 code for money, or what is counted. */
  readonly unit: "EUR" | "USD" | "GBP" | "jobs" | "stores" | "percent";
  /** As written. */
  readonly text: string;
}

/** A date that the report promises something for. */
export interface DatedPromise {
  /** As written: "by the summer of 2022". */
  readonly text: string;
  /** Last moment at which the promise still holds. */
  readonly dueAt: Millis;
}

/** Where the move plays out, seen from the watched market. */
const places = ["home", "region", "elsewhere", "unknown"] as const;
export type Place = (typeof places)[number];

/** What a headline says happened. */
export interface Signal {
  readonly kind: SignalKind;
  /** Every kind that was read, the decisive one first. */
  readonly kinds: readonly SignalKind[];
  readonly stage: Stage;
  readonly pairs: readonly Pair[];
  /** Stage of each pair, in their order, where the headline's clauses tell them apart; left out where all stand on `stage`. */
  readonly pairStages?: readonly Stage[];
  readonly amounts: readonly Amount[];
  readonly promises: readonly DatedPromise[];
  /** Origin: its own source. Echo: it cites another outlet, named in `citing` where it could be read. */
  readonly attribution: "origin" | "echo";
  readonly citing: string | null;
  readonly hedged: boolean;
  /** The words that carried the reading. */
  readonly evidence: readonly Evidence[];
}

/** News about a company that is no market signal. */
const noiseClasses = [
  "results",
  "share-price",
  "labour",
  "recall",
  "promotion",
  "legal",
  "management",
  "incident",
  "closure",
  "product",
  "media",
  "tax",
  "opinion",
] as const;
export type NoiseClass = (typeof noiseClasses)[number];

/** The whole reading of one item. */
export interface Reading {
  readonly signal: Signal | null;
  /** Set where the item reads as company news of this class rather than as a market signal. */
  readonly noise: NoiseClass | null;
  readonly place: Place;
}

// ---------------------------------------------------------------- stories and ladder

export interface Placement {
  /** Null: the item opens a story of its own. */
  readonly storyId: StoryId | null;
  /** 0..1; of the story joined, or of the nearest one where none was joined. */
  readonly similarity: number;
  readonly because: "words" | "structure" | "alone";
  /** Stories in the grey zone: near, but not near enough to merge. */
  readonly related: readonly StoryId[];
}

export interface Story {
  readonly id: StoryId;
  readonly leadId: ItemId;
  readonly openedAt: Millis;
  readonly lastAt: Millis;
  readonly memberCount: number;
  /** Distinct publishers whose report is an origin. */
  readonly originCount: number;
  readonly echoCount: number;
  readonly stage: Stage | null;
  readonly kind: SignalKind | null;
  readonly pairs: readonly Pair[];
}

/** One rung reached by a pair. */
export interface LadderStep {
  readonly pair: Pair;
  readonly stage: Stage;
  readonly at: Millis;
  readonly itemId: ItemId;
  readonly storyId: StoryId;
}

/** What a step means against the pair's history. `repeat`: the stage it stood on already. */
export interface LadderMove {
  readonly move: "first" | "up" | "down" | "reversal" | "repeat";
  readonly step: LadderStep;
  /** The step before; null for a first one. */
  readonly from: LadderStep | null;
}

// ---------------------------------------------------------------- decisions

const tiers = ["alert", "digest", "none"] as const;
export type Tier = (typeof tiers)[number];

/** Why an item was told, held or dropped. One code, one sentence in core/phrases. */
export type Reason =
  // the tier
  | { readonly code: "signal"; readonly kind: SignalKind; readonly stage: Stage }
  | { readonly code: "every-match"; readonly watch: string }
  | { readonly code: "no-signal"; readonly noise: NoiseClass | null }
  | { readonly code: "elsewhere" }
  | { readonly code: "watch-digest"; readonly watch: string }
  | { readonly code: "unmatched"; readonly nearest: { readonly watch: string; readonly cause: MissCause } | null }
  | { readonly code: "other-sense"; readonly hit: GuardHit }
  // what was done about it
  | { readonly code: "new-story" }
  | { readonly code: "first-meeting"; readonly pair: Pair }
  | { readonly code: "stage-change"; readonly move: LadderMove }
  | { readonly code: "reversal"; readonly move: LadderMove }
  | { readonly code: "second-origin"; readonly publisher: string }
  | { readonly code: "same-story"; readonly storyId: StoryId; readonly echo: boolean }
  | { readonly code: "duplicate"; readonly of: ItemId }
  | { readonly code: "baseline"; readonly of: "feed" | "watch" }
  | { readonly code: "muted"; readonly until: Millis }
  | { readonly code: "held"; readonly why: "catch-up" | "paused" | "stale" }
  | { readonly code: "quiet"; readonly pair: Pair; readonly days: number }
  | { readonly code: "overdue"; readonly pair: Pair; readonly promise: DatedPromise };

/** `new` posts, `stage-change` replies to the first post, `update` edits it, `none` says nothing. */
const alertActions = ["new", "stage-change", "update", "none"] as const;
export type AlertAction = (typeof alertActions)[number];

/** What was decided for one item at one destination (destination null: no watch of any destination matched). */
export interface Decision {
  readonly itemId: ItemId;
  readonly destination: DestinationId | null;
  readonly watches: readonly string[];
  readonly tier: Tier;
  readonly action: AlertAction;
  /** At least one; the decisive one first. */
  readonly reasons: readonly Reason[];
}
