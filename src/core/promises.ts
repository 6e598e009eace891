/** Dates that a report promises something for: a lead-in ("by", "d'ici") and a period behind it, resolved against the day of the report. */
import type { DatedPromise, Millis } from "./types.ts";

const most = 4;
const dayMs = 24 * 60 * 60 * 1000;
/** Behind a weak lead-in ("in March") a month without a year is the next one only while it is this near; further on it was the last one. */
const nearMs = 270 * dayMs;

const numbers =
  "one two three four five six seven eight nine ten un deux trois quatre cinq six sept huit neuf dix".split(" ");
const months = [
  ["january", "jan", "janvier"],
  ["february", "feb", "février", "fevrier"],
  ["march", "mar", "mars"],
  ["april", "apr", "avril"],
  ["may", "mai"],
  ["june", "jun", "juin"],
  ["july", "jul", "juillet"],
  ["august", "aug", "août", "aout"],
  ["september", "sept", "sep", "septembre"],
  ["october", "oct", "octobre"],
  ["november", "nov", "novembre"],
  ["december", "dec", "décembre", "decembre"],
] as const;
/** Last day of each season, [month from 0, day]; winter ends in the year after the one it is named for. */
const seasons: Readonly<Record<string, readonly [number, number]>> = {
  spring: [5, 20],
  printemps: [5, 20],
  summer: [8, 22],
  été: [8, 22],
  ete: [8, 22],
  autumn: [11, 20],
  fall: [11, 20],
  automne: [11, 20],
  winter: [2, 19],
  hiver: [2, 19],
  christmas: [11, 25],
  noël: [11, 25],
  noel: [11, 25],
  rentrée: [8, 30],
  rentree: [8, 30],
};

interface Lead {
  /** Promises by itself; a weak one ("in", "en") only with what lies clearly ahead. */
  readonly strong: boolean;
  /** "before summer" ends where the summer begins. */
  readonly before: boolean;
}

interface Period {
  readonly pattern: RegExp;
  /** Null where the date cannot be told or lies behind. */
  readonly due: (found: Readonly<Record<string, string | undefined>>, at: Millis, lead: Lead) => Millis | null;
}

const leads =
  /(?<![\p{L}\p{N}])(?:(?<strong>by|no later than|until|within|over the|within the|in the|d['’]ici à|d['’]ici|sous|courant|pour|dans les)|(?<before>before|avant)|(?<weak>in|on|from|starting|dans|dès|en|au|à|le|à partir de|à partir du))\s{1,2}|(?=\b(?:next |this |Q[1-4] |l['’]an(?:née)? prochain|cet(?:te)? (?:année|été|automne|hiver)))/giu;

const periods: readonly Period[] = [
  {
    pattern:
      /(?:(?:the|next|coming|les|prochaines?|prochains)\s){0,3}(?<count>\d{1,3}|[a-zé]{2,6})\s(?:prochaine?s\s)?(?<unit>years?|months?|weeks?|days?|ans?|années?|mois|semaines?|jours?)(?![\p{L}])(?!\s(?:ago|earlier|old|low|high))/iuy,
    due: ({ count = "", unit = "" }, at) => {
      const written = numbers.indexOf(count.toLowerCase());
      const amount = /^\d/.test(count) ? Number(count) : written < 0 ? 0 : (written % 10) + 1;
      return amount === 0 ? null : addUnits(at, amount, unit.toLowerCase());
    },
  },
  {
    pattern:
      /(?:(?:the\s|this\s)?(?:end of (?<next>next )?(?:the |this )?year|year[’']?s?[- ]end)|(?:la\s)?fin (?:de l['’]|d['’])(?:année|exercice)(?<prochaine> prochaine)?)/iuy,
    due: ({ next, prochaine }, at) => endOfYear(yearOf(at) + (next === undefined && prochaine === undefined ? 0 : 1)),
  },
  {
    pattern:
      /(?:the\s|le\s)?(?<rank>first|second|third|fourth|last|1st|2nd|3rd|4th|1er|premier|deuxième|troisième|quatrième|dernier)\s(?<part>half|quarter|semestre|trimestre)(?:\s(?:of\s|de\s)?(?:(?<year>\d{4})|(?<next>next year|l['’]an prochain|l['’]année prochaine)))?/iuy,
    due: ({ rank = "", part = "", year, next }, at) => {
      const length = /half|semestre/i.test(part) ? 6 : 3;
      const index = rankOf(rank, 12 / length);
      const named = year === undefined ? yearOf(at) + (next === undefined ? 0 : 1) : Number(year);
      const end = Date.UTC(named, index * length, 1) - 1;
      return end > at || year !== undefined ? end : Date.UTC(named + 1, index * length, 1) - 1;
    },
  },
  {
    pattern: /Q(?<quarter>[1-4])\s(?<year>\d{4})/iuy,
    due: ({ quarter, year }) => Date.UTC(Number(year), Number(quarter) * 3, 1) - 1,
  },
  {
    pattern:
      /(?:(?:the|this|next|l['’]|le|cet|la)\s?)?(?<end>end of (?:the )?|fin (?:de l['’])?)?(?<season>spring|summer|autumn|fall|winter|printemps|été|ete|automne|hiver|christmas|noël|noel|rentrée|rentree)(?![\p{L}])(?:\sprochain)?(?:\s(?:of\s|de\s)?(?<year>\d{4}))?/iuy,
    due: ({ season = "", year, end }, at, { before }) =>
      shift(endOfSeason(season.toLowerCase(), year, at), before && end === undefined ? monthsOf(season) : 0),
  },
  {
    pattern:
      /(?<part>(?:the\s)?(?:end of |early |late |mid-? ?)|(?:la\s)?(?:fin |début |mi-? ?))?(?:(?:le\s|the\s)?(?<dayBefore>\d{1,2})(?:er|st|nd|rd|th)?\s)?(?<month>[a-zéû]{3,9})\.?(?:\s(?<dayAfter>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,?\s(?<year>20\d{2}))?(?![\p{L}\d])(?!\s(?:dernier|last))/iuy,
    due: ({ part, dayBefore, month = "", dayAfter, year }, at, { strong, before }) => {
      const day = dayBefore ?? dayAfter;
      const end = endOfMonth(month.toLowerCase(), day, year, at);
      if (!strong && year === undefined && (end ?? 0) - at > nearMs) return null;
      return shift(end, before && part === undefined && day === undefined ? 1 : 0);
    },
  },
  {
    pattern:
      /(?<part>(?:the\s)?(?:end of |end[- ]|early |late |mid-? ?|start of )|(?:la\s)?(?:fin |début |mi-? ?))?(?<year>20\d{2})(?![\d%.,]\d|\d)/iuy,
    due: ({ part, year }, at, { strong, before }) =>
      Number(year) > yearOf(at) || (strong && Number(year) === yearOf(at))
        ? shift(endOfYear(Number(year)), /mid?-?\s?$/i.test(part ?? "") ? 6 : before && part === undefined ? 12 : 0)
        : null,
  },
  {
    pattern: /(?<next>next year|l['’]an prochain|l['’]année prochaine)|(?:later\s)?this year|cette année/iuy,
    due: ({ next }, at) => endOfYear(yearOf(at) + (next === undefined ? 0 : 1)),
  },
];

/** Promised dates that lay ahead when the report was published, in order of mention, each once. */
export function readPromises(texts: readonly string[], publishedAt: Millis): readonly DatedPromise[] {
  const found: DatedPromise[] = [];
  for (const text of texts) {
    let readTo = 0;
    for (const match of text.matchAll(leads)) {
      if (match.index < readTo) continue;
      const promise = readPeriod(text, match, publishedAt);
      if (promise === null) continue;
      readTo = match.index + promise.text.length;
      if (!found.some(({ dueAt }) => dueAt === promise.dueAt)) found.push(promise);
    }
  }
  return found.slice(0, most);
}

function readPeriod(text: string, { 0: opening, index, groups }: RegExpExecArray, at: Millis): DatedPromise | null {
  const lead = { strong: groups?.["weak"] === undefined, before: groups?.["before"] !== undefined };
  for (const { pattern, due } of periods) {
    pattern.lastIndex = index + opening.length;
    const match = pattern.exec(text);
    if (match === null) continue;
    const dueAt = due(match.groups ?? {}, at, lead);
    if (dueAt !== null && dueAt > at)
      return { text: text.slice(index, pattern.lastIndex).replace(/[\s.]+$/u, ""), dueAt };
  }
  return null;
}

/** How long before its end a season begins, in months; a feast is no season. */
function monthsOf(season: string): number {
  return /^(?:christmas|no[eë]l)$/i.test(season) ? 0 : /^rentr/i.test(season) ? 1 : 3;
}

const yearOf = (at: Millis): number => new Date(at).getUTCFullYear();

function endOfYear(year: number): Millis {
  return Date.UTC(year + 1, 0, 1) - 1;
}

/** The end of the month that lies so many months before. */
function shift(end: Millis | null, monthsBack: number): Millis | null {
  if (end === null || monthsBack === 0) return end;
  const next = new Date(end + 1);
  return Date.UTC(next.getUTCFullYear(), next.getUTCMonth() - monthsBack, next.getUTCDate()) - 1;
}

function addUnits(at: Millis, amount: number, unit: string): Millis {
  if (/^(?:week|semaine)/.test(unit)) return at + amount * 7 * dayMs;
  if (/^(?:day|jour)/.test(unit)) return at + amount * dayMs;
  const date = new Date(at);
  const perUnit = /^(?:month|mois)/.test(unit) ? 1 : 12;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + amount * perUnit, date.getUTCDate() + 1) - 1;
}

function rankOf(rank: string, parts: number): number {
  const ranks = [/^(?:first|1st|1er|premier)/i, /^(?:second|2nd|deuxième)/i, /^(?:third|3rd|troisième)/i];
  const index = ranks.findIndex((pattern) => pattern.test(rank));
  return index < 0 ? parts : index + 1;
}

/** Without a year, the next one that is still to end. */
function endOfSeason(season: string, year: string | undefined, at: Millis): Millis | null {
  const [month, day] = seasons[season] ?? [0, 0];
  if (day === 0) return null;
  const shift = month === 2 ? 1 : 0;
  if (year !== undefined) return Date.UTC(Number(year) + shift, month, day + 1) - 1;
  const end = Date.UTC(yearOf(at), month, day + 1) - 1;
  return end > at ? end : Date.UTC(yearOf(at) + 1, month, day + 1) - 1;
}

function endOfMonth(name: string, day: string | undefined, year: string | undefined, at: Millis): Millis | null {
  const month = months.findIndex((names) => (names as readonly string[]).includes(name));
  if (month < 0 || Number(day ?? 1) > 31) return null;
  const end = (inYear: number): Millis =>
    day === undefined ? Date.UTC(inYear, month + 1, 1) - 1 : Date.UTC(inYear, month, Number(day) + 1) - 1;
  if (year !== undefined) return end(Number(year));
  return end(yearOf(at)) > at ? end(yearOf(at)) : end(yearOf(at) + 1);
}
