/** What Vigie says, free of any channel: alerts and documents. Texts are plain and untrusted; adapters escape, colour and cut them. */
import type { Quote } from "./quote.ts";
import type { AlertId, ItemId, Lang, Locale, Millis, Stage, StoryId } from "./types.ts";

/** A button or command completion that a person can act on later. Stateless: all it needs is in it. */
export interface Action {
  readonly verb:
    | "why"
    | "relevant"
    | "not-relevant"
    | "mute"
    | "undo-watch"
    | "apply"
    | "page"
    | "should-alert"
    | "story";
  /** What it acts on: an item, story, watch or proposal id, or a page key; at most 60 characters of `[A-Za-z0-9:_-]`. */
  readonly subject: string;
  readonly label: string;
}

/** A piece of a document. */
export type Block =
  | { readonly type: "text"; readonly text: string }
  /** Small print that teaches or explains. */
  | { readonly type: "hint"; readonly text: string }
  | { readonly type: "heading"; readonly text: string }
  | { readonly type: "bullets"; readonly lines: readonly string[] }
  | { readonly type: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Headlines with what is known of each. */
  | { readonly type: "items"; readonly items: readonly ItemLine[] }
  /** Commands or code, to be shown as typed. */
  | { readonly type: "code"; readonly text: string }
  /** Rooms and roles of the channel's own world, each by its id: an adapter shows its name where it can. Never from a feed. */
  | { readonly type: "places"; readonly places: readonly Place[] };

export interface Place {
  readonly label: string;
  readonly kind: "channel" | "role";
  readonly id: string;
}

export interface ItemLine {
  /** Number by which `/why` and `/story` know it. */
  readonly ref: string;
  readonly stage: Stage | null;
  readonly headline: string;
  readonly url: string | null;
  readonly publisher: string;
  readonly at: Millis;
  readonly note: string | null;
}

/** Answer to a command, a digest, a notice, the board: a titled list of blocks. */
export interface Document {
  readonly title: string;
  readonly tone: "plain" | "good" | "warning";
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  readonly file: { readonly name: string; readonly content: string | Uint8Array } | null;
}

export interface AlertMessage {
  readonly type: "alert";
  readonly locale: Locale;
  readonly storyId: StoryId;
  readonly itemId: ItemId;
  readonly alertId: AlertId;
  readonly stage: Stage | null;
  /** "Amazon x Système U", or one company's name. */
  readonly who: string;
  readonly headline: string;
  readonly url: string | null;
  /** At most two sentences, cut from the report. */
  readonly summary: string;
  /** What somebody said, where the summary leaves room for it and does not say it already. */
  readonly quote?: Quote;
  /** One line: the words that matched and why it is told. */
  readonly why: string;
  /** "Reversal: declined on 4 Oct 2017", with the earlier report. */
  readonly reversal: { readonly text: string; readonly url: string | null } | null;
  /** Registrable domain of the outlet, or the publisher's name where the item has no URL. */
  readonly outlet: string;
  readonly publishedAt: Millis;
  readonly lang: Lang;
  /** "also: LSA, RFI +3; 1 origin, 5 echoes"; null while it is alone. */
  readonly members: string | null;
  /** The same with the outlet first that the edit is for: all that is new, for channels that print and cannot edit. */
  readonly update?: string;
  readonly related: readonly string[];
  /** Role to be named, so that its members are rung; only on urgent alerts, never on an edit. */
  readonly urgentRoleId?: string;
  readonly actions: readonly Action[];
}

export interface DocumentMessage {
  readonly type: "document";
  readonly locale: Locale;
  readonly document: Document;
}

export type Message = AlertMessage | DocumentMessage;
