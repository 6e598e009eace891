/** Wall-clock arithmetic in a named zone, by Intl's own time zone data. */
import type { Millis } from "./types.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(zone, made);
  return made;
}

/** Minutes since local midnight, 0..1439. Throws RangeError on an unknown IANA zone. */
function localMinutes(at: Millis, zone: string): number {
  const [hours = "0", minutes = "0"] = formatFor(zone).format(at).split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Minutes of a wall-clock time written `HH:MM`. */
function minutesOf(clock: string): number {
  const [hours = "0", minutes = "0"] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Whether a moment lies in `[from, to)` of local time; a window may run over midnight, an empty one holds nothing. */
export function isWithin(at: Millis, zone: string, [from, to]: readonly [string, string]): boolean {
  const minute = localMinutes(at, zone);
  const start = minutesOf(from);
  const end = minutesOf(to);
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** Last moment not after `now` at which the local clock showed `clock`; exact to the minute. */
export function lastAt(clock: string, zone: string, now: Millis): Millis {
  const minute = 60_000;
  const since = (localMinutes(now, zone) - minutesOf(clock) + 1_440) % 1_440;
  return Math.floor(now / minute) * minute - since * minute;
}
