/** What an answer's headers ask of the next visit, as durations: RFC 9111 5.2 and 5.3, RFC 9110 10.2.3. */

type Headers = Readonly<Record<string, string>>;

/** How long the answer stays fresh; null where the server does not say or forbids caching. */
export function freshForMs(headers: Headers, now: number): number | null {
  const control = (headers["cache-control"] ?? "").toLowerCase();
  if (/(?:^|[\s,])no-(?:cache|store)(?=$|[\s,;])/.test(control)) return null;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/.exec(control)?.[1];
  if (maxAge !== undefined) return positive(Number(maxAge) * 1_000 - ageMs(headers));
  const expiresAt = Date.parse(headers["expires"] ?? "");
  if (Number.isNaN(expiresAt)) return null;
  const sentAt = Date.parse(headers["date"] ?? "");
  return positive(expiresAt - (Number.isNaN(sentAt) ? now : sentAt));
}

/** `Retry-After` in either form, seconds or a date; null where absent or unreadable. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const value = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,10}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(at - now, 0);
}

function ageMs(headers: Headers): number {
  const age = Number(headers["age"] ?? "0");
  return Number.isFinite(age) && age > 0 ? age * 1_000 : 0;
}

function positive(ms: number): number | null {
  return ms > 0 ? ms : null;
}
