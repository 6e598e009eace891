/** Sums of money, jobs, shops and shares of a company in a text, with their units, in English and French conventions. */
import type { Amount, Lang } from "./types.ts";

/** At most this many amounts are read from one item. */
const most = 12;

const number = String.raw`\d{1,3}(?:[ \u00a0\u202f.,] ?\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,] ?\d{1,3})?`;
const scale = String.raw`(?:\s{0,2}(trillions?|billions?|bn|bln|milliards?|mds?|mrds?|millions?|mln|mio|m|k|thousand|mille|milliers)(?![\p{L}\p{N}]))?`;
const before = new RegExp(String.raw`(US\$|\$|€|£|\b(?:USD|EUR|GBP)) {0,2}(${number})${scale}`, "giu");
const after = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,])(${number})${scale}\s{0,2}(?:d['’]|de\s|of\s)?\s{0,2}(€|\$|£|euros?\b|dollars?\b|dlrs?\b|pounds?\b|livres\s(?:sterling)?|stg\b|EUR\b|USD\b|GBP\b|M€|Md€|Mds€|k€)`,
  "giu",
);
const countedJobs = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,])(${number})\s{1,2}(?:[\p{L}-]{1,14}\s{1,2}){0,3}?(jobs?|positions|posts|roles|hires|emplois?|postes?|CDI|CDD|embauches|recrutements)(?![\p{L}\p{N}])`,
  "giu",
);
/** "recruter 3 000 personnes", "hire 500 people": people who are taken on are jobs. */
const countedHires = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:recrut\p{L}{1,8}|embauch\p{L}{1,8}|hires?|hired|hiring|recruits?|recruiting|taking on)\s{1,2}(?:[\p{L}’'-]{1,12}\s{1,2}){0,3}?(${number})\s{1,2}(?:[\p{L}-]{1,14}\s{1,2}){0,2}?(personnes|people|workers|staff|employees|salariés|collaborateurs|temps plein)(?![\p{L}\p{N}])`,
  "giu",
);
const countedStores = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,])(${number})\s{1,2}(?:[\p{L}-]{1,14}\s{1,2}){0,2}?(stores?|shops?|supermarkets?|hypermarkets?|outlets?|magasins?|boutiques?|supermarchés?|hypermarchés?|supérettes?|points de vente)(?![\p{L}\p{N}])`,
  "giu",
);
const percents = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,])(${number})\s{0,2}(%|percent\b|per cent\b|pct\b|pour cent\b|p\. ?c\.)`,
  "giu",
);

const currencies: Readonly<Record<string, "EUR" | "USD" | "GBP">> = {
  $: "USD",
  us$: "USD",
  usd: "USD",
  dollar: "USD",
  dlr: "USD",
  "€": "EUR",
  eur: "EUR",
  euro: "EUR",
  "m€": "EUR",
  "md€": "EUR",
  "mds€": "EUR",
  "k€": "EUR",
  "£": "GBP",
  gbp: "GBP",
  pound: "GBP",
  stg: "GBP",
  livre: "GBP",
};

/** Amounts of the texts in order, each once. */
export function readAmounts(texts: readonly string[], lang: Lang): readonly Amount[] {
  const found: Amount[] = [];
  for (const text of texts) {
    for (const amount of [...money(text, lang), ...counted(text, lang)].sort((a, b) => a.at - b.at)) {
      const { at: _, ...rest } = amount;
      if (!found.some(({ value, unit }) => value === rest.value && unit === rest.unit)) found.push(rest);
    }
  }
  return found.slice(0, most);
}

interface Placed extends Amount {
  readonly at: number;
}

function money(text: string, lang: Lang): Placed[] {
  const found: Placed[] = [];
  for (const match of text.matchAll(before)) {
    if (found.length === most) break;
    const [whole, sign = "", digits = "", unit] = match;
    const currency = toCurrency(sign);
    if (currency === undefined) continue;
    found.push({ value: toNumber(digits, lang) * factor(unit), unit: currency, text: whole.trim(), at: match.index });
  }
  for (const match of text.matchAll(after)) {
    if (found.length === most) break;
    const [whole, digits = "", unit, sign = ""] = match;
    const currency = toCurrency(sign);
    const taken = found.some(
      ({ at, text: other }) => match.index < at + other.length && at < match.index + whole.length,
    );
    if (currency === undefined || taken) continue;
    const glued = /^(m|md|mds|k)€$/i.exec(sign)?.[1];
    const value = toNumber(digits, lang) * factor(unit ?? (glued === undefined ? undefined : glued));
    found.push({ value, unit: currency, text: whole.trim(), at: match.index });
  }
  return found;
}

function counted(text: string, lang: Lang): Placed[] {
  const patterns = [
    [countedJobs, "jobs"],
    [countedHires, "jobs"],
    [countedStores, "stores"],
    [percents, "percent"],
  ] as const;
  return patterns.flatMap(([pattern, unit]) =>
    [...text.matchAll(pattern)].map((match) => ({
      value: toNumber(match[1] ?? "", lang),
      unit,
      text: match[0].trim(),
      at: match.index,
    })),
  );
}

function toCurrency(sign: string): "EUR" | "USD" | "GBP" | undefined {
  const key = sign.toLowerCase().trim();
  return currencies[key] ?? currencies[key.split(/\s/)[0]?.replace(/s$/, "") ?? ""];
}

/** Number by the conventions of the language; groups of three after a separator are thousands unless English writes a point. */
function toNumber(digits: string, lang: Lang): number {
  const plain = digits.replace(/[ \u00a0\u202f]/g, "");
  const decimal = decimalMark(plain, lang);
  const whole = decimal === null ? plain : plain.slice(0, plain.lastIndexOf(decimal));
  const fraction = decimal === null ? "" : plain.slice(plain.lastIndexOf(decimal) + 1);
  return Number(`${whole.replace(/[.,]/g, "")}${fraction === "" ? "" : `.${fraction}`}`);
}

function decimalMark(plain: string, lang: Lang): "." | "," | null {
  const marks = plain.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last !== "." && last !== ",") return null;
  const tail = plain.length - plain.lastIndexOf(last) - 1;
  if (marks.length > 1) return marks.every((mark) => mark === last) ? null : last;
  if (tail !== 3) return last;
  if (plain.startsWith("0")) return last;
  return lang === "en" && last === "." ? "." : null;
}

function factor(unit: string | undefined): number {
  const key = (unit ?? "").toLowerCase();
  if (key === "") return 1;
  if (key.startsWith("trillion")) return 1e12;
  if (/^(billions?|bn|bln|milliards?|mds?|mrds?)$/.test(key)) return 1e9;
  if (/^(millions?|mln|mio|m)$/.test(key)) return 1e6;
  return 1e3;
}
