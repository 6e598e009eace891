/** The address of Discord's REST interface and the client that posts through it: one try a call, since only the outbox may decide to repeat. */
import { REST } from "discord.js";

/** Where Discord's own interface is. */
const discordApi = "https://discord.com/api";
/** Version of the interface that this adapter speaks. */
export const apiVersion = "10";
/** Longest wait for an answer to a post, in ms. */
export const requestTimeoutMs = 10_000;
/** A wait for a rate limit up to this long, in ms, is sat out; a longer one comes back as an outcome. */
const patienceMs = 5_000;

/**
 * Bases to try in order, without the version, as discord.js wants them: `https://host/api`. Takes an address with or
 * without `/v10`; a bare host means its `/api`, or else the host itself.
 *
 * @param url null: Discord's own.
 */
export function apiBases(url: string | null): readonly [string, ...string[]] {
  if (url === null) return [discordApi];
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, "").replace(/\/v\d+$/, "");
  return path === "" ? [`${origin}/api`, origin] : [`${origin}${path}`];
}

/** For posts, edits and look-ups of the outbox. */
export function createPostingRest(api: string, token: string): REST {
  return new REST({
    api,
    version: apiVersion,
    retries: 0,
    timeout: requestTimeoutMs,
    rejectOnRateLimit: ({ timeToReset, retryAfter, sublimitTimeout }) =>
      Math.max(timeToReset, retryAfter, sublimitTimeout) > patienceMs,
  }).setToken(token);
}
