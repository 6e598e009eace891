/** Dates as feeds write them, in any order, language and punctuation; a date without a zone is read in the feed's, never in the server's. */
import type { Millis } from "../../core/types.ts";

export interface DateContext {
  /** IANA zone of dates that name none, e.g. `Europe/Paris`. */
  readonly zone: string;
  /** Whether 03/04/2018 is the third of April; the other way round in American feeds. */
  readonly dayFirst: boolean;
}

/** Hours east of Greenwich of the zone names that feeds use; RFC 822 5.1 and Europe's. */
const zoneHours: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  sgt: 8,
  hkt: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  nst: -3.5,
  ast: -4,
  adt: -3,
  edt: -4,
  est: -5,
  et: -5,
  cdt: -5,
  cst: -6,
  ct: -6,
  mdt: -6,
  mst: -7,
  mt: -7,
  pdt: -7,
  pst: -8,
  pt: -8,
  akdt: -8,
  akst: -9,
  hst: -10,
};

/** RFC 822 with a numeric zone and RFC 3339, to the letter, on days that every month has: the platform's own reading of these is right. */
const standard =
  /^(?:[A-Z][a-z]{2}, (?:[01]\d|2[0-8]) [A-Z][a-z]{2} \d{4} [0-2]\d:[0-5]\d:[0-5]\d (?:GMT|[+-]\d{4})|\d{4}-\d\d-(?:[01]\d|2[0-8])T[0-2]\d:[0-5]\d:[0-5]\d(?:Z|[+-]\d\d:\d\d))$/;

const monthLanguages = ["en", "fr", "de", "es", "it", "pt", "nl", "el", "hu", "pl"];
const months = monthNames();

interface Moment {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of Greenwich; null where the date names no zone. */
  readonly offset: number | null;
}

/** @returns null where the text is no date, or one before 1970. */
export function parseDate(text: string, context: DateContext): Millis | null {
  const quick = standard.test(text) ? Date.parse(text) : Number.NaN;
  if (quick >= 0) return quick;
  const tidy = fold(text.slice(0, 100)).replace(/\s+/g, " ").trim();
  const moment = parseIso(tidy) ?? parseNumeric(tidy, context.dayFirst) ?? parseWords(tidy);
  const at = moment === null ? parseEpoch(tidy) : toMillis(moment, context.zone);
  return at === null || Number.isNaN(at) || at < 0 ? null : at;
}

/** ISO 8601 and its profile W3C-DTF, with every part after the year optional; also YYYY-DDD and YY-MM-DD. */
function parseIso(text: string): Moment | null {
  const ordinal = /^(\d{4})-?(\d{3})(?![\d-])(.*)$/.exec(text);
  if (ordinal !== null && Number(ordinal[2]) <= 366) {
    return withTime({ year: Number(ordinal[1]), month: 1, day: Number(ordinal[2]) }, ordinal[3] ?? "", true);
  }
  const date =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})(?!\d)(.*)$/.exec(text) ??
    /^(\d{4})-(\d{2})()()$/.exec(text) ??
    /^(\d{4})()()()$/.exec(text) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(.*)$/.exec(text);
  if (date !== null) {
    return withTime({ year: Number(date[1]), month: Number(date[2] || 1), day: Number(date[3] || 1) }, date[4] ?? "");
  }
  const short = /^(\d{2})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (short === null) return null;
  return withTime({ year: fullYear(Number(short[1])), month: Number(short[2]), day: Number(short[3] ?? 1) }, "");
}

/** 28/02/2018, 28.02.2018 and the American order. */
function parseNumeric(text: string, dayFirst: boolean): Moment | null {
  const date = /^(?:[a-z]+\.?,? )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/.exec(text);
  if (date === null) return null;
  const first = Number(date[1]);
  const second = Number(date[3]);
  const isDayFirst = first > 12 || (second <= 12 && (dayFirst || date[2] !== "/"));
  return withTime(
    {
      year: fullYear(Number(date[4]), (date[4] ?? "").length),
      month: isDayFirst ? second : first,
      day: isDayFirst ? first : second,
    },
    date[5] ?? "",
  );
}

/** Dates with the month in letters: RFC 822, asctime, "28 février 2018 à 10h30", "Feb 28, 2018 10:00 AM EST". */
function parseWords(text: string): Moment | null {
  const word = text.match(/[\p{L}]{3,}/gu)?.find((candidate) => months.has(candidate));
  const month = word === undefined ? undefined : months.get(word);
  if (word === undefined || month === undefined) return null;
  const at = text.indexOf(word);
  const before = text.slice(0, at);
  const after = text.slice(at + word.length).replace(/^[\s.,/-]+/, "");
  const yearFirst = /(?:^|\D)(\d{4})\D*$/.exec(before)?.[1];
  if (yearFirst !== undefined) {
    const rest = /^(\d{1,2})(?!\d)(.*)$/.exec(after);
    if (rest === null) return null;
    return withTime({ year: Number(yearFirst), month, day: Number(rest[1]) }, rest[2] ?? "");
  }
  const dayBefore = /(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|e|º)?[\s.,/-]*(?:(?:de|of) )?$/.exec(before)?.[1];
  return dayBefore === undefined ? monthFirst(month, after) : dayFirst({ month, day: Number(dayBefore) }, after);
}

function dayFirst({ month, day }: { readonly month: number; readonly day: number }, after: string): Moment | null {
  const year = /^(?:de |del )?'?(\d{4}|\d{2})(?![\d:h])(.*)$/.exec(after);
  if (year === null) return null;
  return withTime({ year: fullYear(Number(year[1]), (year[1] ?? "").length), month, day }, year[2] ?? "");
}

/** "Feb 28, 2018 10:00" and asctime's "Feb 28 10:00:00 [EST] 2018". */
function monthFirst(month: number, after: string): Moment | null {
  const parts = /^(\d{1,2})(?:st|nd|rd|th)?(?!\d)(.*)$/.exec(after);
  if (parts === null) return null;
  const rest = parts[2] ?? "";
  const year = /(?:^|[^\d:+-])(\d{4})(?![\d:])/.exec(rest);
  if (year === null) return null;
  const around = `${rest.slice(0, year.index)} ${rest.slice(year.index + year[0].length)}`;
  return withTime({ year: Number(year[1]), month, day: Number(parts[1]) }, around);
}

/** Reads the time and zone in what is left beside the date. Without a time, midnight. */
function withTime(
  date: { readonly year: number; readonly month: number; readonly day: number },
  beside: string,
  isOrdinal = false,
): Moment | null {
  // A dash that parts date and time is no sign of an offset.
  const rest = beside.replace(/^[\s,]*[\u2013-] (?=\d)/, " ");
  const time = /(?:^|[^\d+-])(\d{1,2})(?: ?[:h] ?(\d{1,2}))?(?: ?[:m] ?(\d{1,2}))?(?:[.,]\d+)?(?: ?([ap])\.?m\b)?/.exec(
    rest,
  );
  const compact = /^[t ](\d{2})(\d{2})(\d{2})?(?=\D|$)/.exec(rest);
  const [, hours, minutes, seconds, half] = compact ?? time ?? [];
  const moment = {
    ...date,
    hour: twentyFour(Number(hours ?? 0), compact === null ? half : undefined),
    minute: Number(minutes ?? 0),
    second: Math.min(Number(seconds ?? 0), 59),
    offset: offsetIn(rest),
  };
  const isReal = moment.hour <= 24 && moment.minute < 60 && (isOrdinal || isCalendarDay(moment));
  return isReal ? moment : null;
}

function twentyFour(hour: number, half: string | undefined): number {
  if (half === "p") return hour < 12 ? hour + 12 : hour;
  return half === "a" && hour === 12 ? 0 : hour;
}

/** `+0100`, `+01:00`, `+1`, `GMT+2`, `EST`, `Z`. */
function offsetIn(rest: string): number | null {
  const numeric = /([+\u2212-]) ?(\d{1,2}):?(\d{2})?(?!\d)\D*$/.exec(rest);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 24 * 60 ? null : numeric[1] === "+" ? minutes : -minutes;
  }
  const names = rest.match(/(?<![\p{L}])\p{L}{1,4}(?![\p{L}])/gu) ?? rest.match(/z$/) ?? [];
  const name = names.findLast((candidate) => Object.hasOwn(zoneHours, candidate));
  const joined = name ?? /\d ?(z)$/.exec(rest)?.[1];
  return joined === undefined ? null : (zoneHours[joined] ?? 0) * 60;
}

function isCalendarDay({ year, month, day }: Pick<Moment, "year" | "month" | "day">): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** RFC 2822 4.3 for two digits, with the turn at 1970, before which no feed was written. */
function fullYear(year: number, digits = 2): number {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function toMillis(moment: Moment, zone: string): Millis {
  const { year, month, day, hour, minute, second, offset } = moment;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  if (offset !== null) return wall - offset * 60_000;
  if (zone === "UTC") return wall;
  // Twice, as the offset at the wall clock read as UTC may be that of the other side of a change of clocks.
  const guess = wall - zoneOffsetMs(wall, zone);
  return wall - zoneOffsetMs(guess, zone);
}

function zoneOffsetMs(at: Millis, zone: string): number {
  const shown = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).format(at);
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(shown) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -ms : ms;
}

/** Seconds or milliseconds since 1970. */
function parseEpoch(text: string): Millis | null {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1_000;
  return /^\d{12,13}$/.test(text) ? Number(text) : null;
}

/** Month names and abbreviations of the feeds' languages; the earlier language keeps a name that two give to different months. */
function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const add = (name: string, month: number): void => {
    if (name.length >= 3 && !names.has(name)) names.set(name, month);
  };
  for (const language of monthLanguages) {
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, day: "numeric", timeZone: "UTC" });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2001, month - 1, 15));
        const name = fold(parts.find(({ type }) => type === "month")?.value ?? "").replace(/\.$/, "");
        add(name, month);
        if (language === "en") add(name.slice(0, 3), month);
      }
    }
  }
  return names.set("sept", 9).set("fev", 2).set("avr", 4).set("juil", 7).set("aou", 8);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
