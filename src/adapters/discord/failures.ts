/** What a failed request to Discord means for a message: one table over its error codes and HTTP statuses. Nothing here repeats a request; that is the outbox's decision. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { SendOutcome } from "../../services/ports.ts";

/** Discord's JSON error codes, and those that only this table tells apart. */
export const codes = {
  unknownMessage: 10008,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
} as const;

type Meaning =
  /** Nothing can be posted to the place until a person changes something there. */
  | { readonly type: "destination"; readonly todo: string }
  /** This message will never be taken. */
  | { readonly type: "message"; readonly todo: string }
  /** Nothing at all can be posted until a person changes something. */
  | { readonly type: "all"; readonly todo: string }
  | { readonly type: "done"; readonly todo: string }
  | { readonly type: "wait"; readonly scope: "message" | "destination" | "all"; readonly afterMs: number | null };

const tenMinutesMs = 600_000;

/** Source: Discord's list of JSON error codes, as it bears on somebody who posts. */
const byCode: Readonly<Record<number, Meaning>> = {
  10003: { type: "destination", todo: "the channel no longer exists: choose another with /settings" },
  10004: { type: "destination", todo: "the server is gone or I am no longer in it: invite me again" },
  50001: { type: "destination", todo: "I cannot see the channel: give me View Channel there" },
  50013: { type: "destination", todo: "I may not post: give me Send Messages and Embed Links in the channel" },
  50008: { type: "destination", todo: "this is no text channel: choose another with /settings" },
  50024: { type: "destination", todo: "this kind of channel takes no such message: choose another with /settings" },
  160005: { type: "destination", todo: "the thread is locked: unlock it or choose another with /settings" },

  50035: { type: "message", todo: "Discord found the message malformed" },
  50006: { type: "message", todo: "Discord found the message empty" },
  40005: { type: "message", todo: "the message is too large" },
  50109: { type: "message", todo: "Discord could not read the message" },
  200000: { type: "message", todo: "the server's AutoMod blocked the message" },
  200001: { type: "message", todo: "the server's AutoMod blocked the title" },
  240000: { type: "message", todo: "Discord takes a link in it for harmful" },
  40067: { type: "message", todo: "the forum asks for a tag" },
  160006: { type: "message", todo: "the channel has too many active threads" },
  50005: { type: "message", todo: "the message to change is somebody else's" },

  40001: { type: "all", todo: "Discord refuses the token: check DISCORD_TOKEN" },
  50014: { type: "all", todo: "Discord refuses the token: check DISCORD_TOKEN" },
  50027: { type: "all", todo: "Discord refuses the token: check DISCORD_TOKEN" },

  10008: { type: "done", todo: "posted, and deleted by somebody since" },
  40033: { type: "done", todo: "was published before" },

  20016: { type: "wait", scope: "destination", afterMs: null },
  20022: { type: "wait", scope: "destination", afterMs: null },
  20028: { type: "wait", scope: "destination", afterMs: null },
  20029: { type: "wait", scope: "destination", afterMs: null },
  30046: { type: "wait", scope: "message", afterMs: null },
  130000: { type: "wait", scope: "all", afterMs: null },
  40333: { type: "wait", scope: "all", afterMs: tenMinutesMs },
};

/** For codes that the table above does not name. */
function byStatus(status: number): Meaning {
  if (status === 401) return { type: "all", todo: "Discord refuses the token: check DISCORD_TOKEN" };
  // Cloudflare answers 403 with a page instead of a code: many refused requests in a row lead to a ban of the address.
  if (status === 403) return { type: "wait", scope: "all", afterMs: tenMinutesMs };
  if (status === 404) return { type: "destination", todo: "the channel was not found: choose another with /settings" };
  if (status === 429) return { type: "wait", scope: "destination", afterMs: null };
  return { type: "message", todo: "Discord refused the message" };
}

/** Failures of the connection before a request could leave: certainly not carried out. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** What became of a message whose request failed with `error`. */
export function toSendOutcome(error: unknown): SendOutcome {
  if (error instanceof RateLimitError) return fromRateLimit(error);
  if (error instanceof DiscordAPIError) return fromAnswer(error);
  // The answer is lost, or Discord failed while it worked: the message may stand in the channel all the same.
  if (error instanceof HTTPError) return { type: "uncertain", note: `Discord answered ${error.status}` };
  const { code, name } = causeOf(error);
  if (code !== null && neverSent.has(code)) {
    return { type: "retry", afterMs: null, scope: "all", note: `Discord cannot be reached (${code})` };
  }
  if (name === "AbortError") return { type: "uncertain", note: "Discord did not answer in time" };
  if (code !== null) return { type: "uncertain", note: `the connection broke (${code})` };
  if (error instanceof Error && error.message.startsWith("Expected token to be set")) {
    return { type: "rejected", scope: "all", note: "Discord refused the token: check DISCORD_TOKEN" };
  }
  return { type: "uncertain", note: `unexpected failure (${name})` };
}

function fromRateLimit(error: RateLimitError): SendOutcome {
  const afterMs = Math.ceil(Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout, 0));
  const scope = error.global ? "all" : "destination";
  return { type: "retry", afterMs, scope, note: `Discord asks to wait ${Math.ceil(afterMs / 1000)} s` };
}

function fromAnswer(error: DiscordAPIError): SendOutcome {
  const code = Number(error.code);
  // A 403 with a code that the table does not know is Discord's refusal of this place; without one it is no answer of Discord's.
  const unknownRefusal: Meaning | undefined =
    error.status === 403 && code > 0 ? { type: "destination", todo: "I lack a permission in the channel" } : undefined;
  const meaning = byCode[code] ?? unknownRefusal ?? byStatus(error.status);
  const suffix = code > 0 ? `Discord ${error.status}, code ${code}` : `HTTP ${error.status}`;
  switch (meaning.type) {
    case "done":
      return { type: "done", note: meaning.todo };
    case "wait":
      return {
        type: "retry",
        afterMs: meaning.afterMs,
        scope: meaning.scope,
        note: `Discord asks to wait (${suffix})`,
      };
    default:
      return { type: "rejected", scope: meaning.type, note: `${meaning.todo} (${suffix})` };
  }
}

/** The system's error code of a network failure, wherever undici put it. */
function causeOf(error: unknown): { readonly code: string | null; readonly name: string } {
  if (!(error instanceof Error)) return { code: null, name: typeof error };
  const own = "code" in error && typeof error.code === "string" ? error.code : null;
  const inner = error.cause === undefined ? null : causeOf(error.cause).code;
  return { code: own ?? inner, name: error.name };
}

/** True where Discord says that the interaction is answered already, or too late to answer. */
export function isDiscordCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && Number(error.code) === code;
}

/** What of an error may be logged: never the request's body, nor its address, which holds interaction tokens. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof DiscordAPIError) {
    return { status: error.status, code: error.code, method: error.method, error: withoutTokens(error.message) };
  }
  if (error instanceof HTTPError) return { status: error.status, method: error.method, error: "HTTP error" };
  const { code, name } = causeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return { ...(code === null ? {} : { code }), error: withoutTokens(`${name}: ${message}`) };
}

/** Bot tokens and interaction tokens as they look, wherever they stand in a text. */
function withoutTokens(text: string): string {
  return text
    .replace(/[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g, "<token>")
    .replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/\s?]+/g, "$1<token>");
}
