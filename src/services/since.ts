/** Periods as people type them: `24h`, `7d`, `3w`, `6m`, `1y`, or a date. French letters (j, s, a) are understood too. */
import type { Millis } from "../core/types.ts";

const dayMs = 86_400_000;
const unitMs: Readonly<Record<string, Millis>> = {
  h: 3_600_000,
  d: dayMs,
  j: dayMs,
  w: 7 * dayMs,
  s: 7 * dayMs,
  m: 30 * dayMs,
  y: 365 * dayMs,
  a: 365 * dayMs,
};

/** Length of a period in ms; null where it cannot be read or is empty. */
export function parsePeriod(typed: string): Millis | null {
  const [, count, unit] = /^(\d{1,4})\s*([hdjwsmya])[a-zé]*$/i.exec(typed.trim()) ?? [];
  const ms = Number(count) * (unitMs[unit?.toLowerCase() ?? ""] ?? Number.NaN);
  return ms > 0 ? ms : null;
}

/** The moment that a period before `now`, or a date `YYYY[-MM[-DD]]` (its first moment, UTC), stands for; null where it cannot be read. */
export function parseSince(typed: string, now: Millis): Millis | null {
  const period = parsePeriod(typed);
  if (period !== null) return now - period;
  const [, year, month = "01", day = "01"] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(typed.trim()) ?? [];
  if (year === undefined) return null;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = new Intl.DateTimeFormat("en-CA", { timeZone: "UTC" }).format(at) === `${year}-${month}-${day}`;
  return isReal ? at : null;
}
