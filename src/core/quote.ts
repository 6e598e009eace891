/** What people said, verbatim, and who said it: a quotation stands between marks, and its speaker beside it in the same breath; where nobody is named there, nobody is guessed. */
import { contentWords } from "./story-terms.ts";

export interface Quote {
  /** Verbatim, without the marks. */
  readonly text: string;
  /** The name as written: "Serge Papin", "Carrefour". Null where the sentence names nobody. */
  readonly speaker: string | null;
}

/** Of a text so much is searched, in UTF-16 units: people are quoted early, and a page can be long. */
const readLimit = 20_000;
/** At most so many quotes of one report. */
const most = 8;
/** Fewer words are a quoted word, a title or irony, no statement. */
const leastWords = 3;
/** Quotations looked at in one text. */
const examined = 40;
/** How far from its marks the speaker of a quote is looked for, in UTF-16 units. */
const reach = 140;

/** English and French marks, straight ones, and the single ones of headlines, in which an apostrophe stands before a letter. */
const quoted =
  /“([^“”\n]{2,400})”|«\s?([^«»\n]{2,400})»|(?<![\p{L}\p{N}])"([^"\n]{2,400})"(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[‘']((?:[^‘’'\n]|[’'](?=\p{L})){2,400})[’'](?!\p{L})/gu;

/** The quotes of the texts in order, each once. */
export function readQuotes(texts: readonly string[]): readonly Quote[] {
  const found = new Map<string, Quote>();
  for (const quote of texts.flatMap(quotesIn)) {
    const known = found.get(quote.text);
    if (known === undefined || known.speaker === null) found.set(quote.text, quote);
  }
  return [...found.values()].slice(0, most);
}

function quotesIn(whole: string): readonly Quote[] {
  const text = whole.slice(0, readLimit);
  const marked = [...text.matchAll(quoted)].slice(0, examined);
  return marked.flatMap((match) => {
    const said = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? "").trim().replace(/,$/, "");
    if (said.split(/\s+/).length < leastWords || isTitle(said)) return [];
    return [{ text: said, speaker: speakerOf(text, match.index, match.index + match[0].length) }];
  });
}

/** "The Odd Couple": the name of a work, every longer word of it in capitals. */
function isTitle(said: string): boolean {
  const long = said.match(/[\p{L}'’-]{4,}/gu) ?? [];
  return long.length > 0 && long.every((one) => /^\p{Lu}/u.test(one));
}

const word = String.raw`(?:(?:\p{Lu}\.){1,3}\s?)?\p{Lu}[\p{L}\p{M}\p{N}&-]{0,24}(?:['’]\p{Lu}[\p{L}-]{1,24})?`;
/** "Alexandre Bompard", "Michel-Édouard Leclerc", "Système U", "Jean-Charles de Castelbajac". */
const name = String.raw`(?:${word})(?:\s(?:(?:de|du|des|la|le|van|von|der|den|bin|al)\s|d['’])?${word}){0,4}`;
const person = String.raw`(?:${word})(?:\s(?:(?:de|du|des|la|le|van|von|der|den|bin|al)\s|d['’])?${word}){1,4}`;
/** "chief executive", "le PDG de Carrefour,": lower-case words and offices between the verb and the name. */
const office = String.raw`(?:(?:M\.|Mme|Mr\.?|Mrs\.?|Ms\.?)\s|(?:PDG|DG|CEO|CFO|Chairman|President)\s|[\p{Ll}\d][\p{Ll}\d'’-]{0,20}\s|[ld]['’]){0,6}`;
const saysEn = `(?:said|says|added|adds|explained|explains|warned|insisted|stated|declared|noted|confirmed|promised|concluded)`;
const saysFr = String.raw`(?:(?:a|ont|avait)\s(?:déclaré|affirmé|expliqué|indiqué|assuré|précisé|ajouté|souligné|confié|dit|lancé|annoncé|insisté|promis|prévenu|résumé|reconnu|répondu|martelé|estimé|rappelé|conclu)|déclare|affirme|explique|indique|assure|précise|ajoute|souligne|confie|dit|lance|annonce|insiste|promet|prévient|résume|reconnaît|répond|martèle|estime|rappelle|conclut|poursuit|dénonce|regrette|s['’]inquiète|se réjouit|déclarait|expliquait|ajoutait)`;
/** "a dit à l'agence", "said on Tuesday", "said he met": what follows is to whom, where, when or what, not who. */
const noListener = String.raw`(?!(?:à|au|aux|sur|dans|devant|lors|mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|to|on|in|at|during|after|of|he|she|it|they|we|that|il|elle|ils|elles|que|qu)(?:\s|['’]))`;

/** Behind the quote: ", said chief executive Alexandre Bompard", ", a déclaré le PDG de Carrefour, Alexandre Bompard". */
const behind = [
  new RegExp(
    String.raw`^[\s,.]{0,3}(?:${saysEn}|${saysFr})\s${noListener}[^.,!?“«"\n]{3,60},\s(?:M\.\s|Mme\s)?(?<who>${person})`,
    "u",
  ),
  new RegExp(String.raw`^[\s,.]{0,3}(?:${saysEn}|${saysFr})\s${noListener}${office}(?<who>${name})`, "u"),
  // ", Bompard said", ", chief executive Alexandre Bompard told the paper"
  new RegExp(
    String.raw`^[\s,.]{0,3}${office}(?<who>${name})(?:,[^.!?“«"\n,]{2,60},)?\s(?:${saysEn}|told|tells)(?!\p{L})`,
    "u",
  ),
  // ", selon Serge Papin"; ", according to Serge Papin"; a headline's " - Leclerc"
  new RegExp(String.raw`^[\s,]{0,3}(?:selon|according to|d['’]après)\s${office}(?<who>${name})`, "u"),
  new RegExp(String.raw`^\s{0,2}[-–—]\s(?<who>${name})\s{0,2}$`, "u"),
];
/** Before it: "Bompard said: ", "Le PDG de Système U, Serge Papin, a déclaré : ". */
const before = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<who>${name})(?:,[^.!?”»"\n,]{2,60},)?\s(?:${saysEn}|told|tells|${saysFr})(?!\p{L})[^.!?”»"\n]{0,60}$`,
    "u",
  ),
  new RegExp(
    String.raw`(?:[Ss]elon|[Aa]ccording to|[Dd]['’]après)\s${office}(?<who>${name})[\s,:]{1,4}(?:(?:the|le|la|les|this|ce|cette|il|elle)\s[^.!?”»"\n]{0,40})?$`,
    "u",
  ),
];
/** "Serge Papin : “...”", with nothing behind it; a company before a colon is as often what is spoken of. */
const heading = new RegExp(String.raw`(?:^|[.!?\n]\s{0,2})(?<who>${person})\s{0,2}:\s{0,2}$`, "u");
const closes = /^\s*(?:[.\n]|$)/;

/** Capitals that open a clause, and where people are heard: neither has said anything. */
const nobody =
  /^(?:As|In|If|When|While|After|For|You|Who|What|At|So|Yet|Comme|Si|Dans|Pour|Selon|Vous|Qui|AFP|Reuters|AP|CNN|BBC|BFM|BFMTV|RTL|Twitter|Facebook|Instagram|He|She|It|They|We|I|The|This|That|There|And|But|Il|Elle|Ils|Elles|On|Nous|Je|Le|La|Les|Ce|Cela|Un|Une|Mais|Et|A|An|M|Mr|Mme|PDG|CEO|DG)\.?$/u;

function speakerOf(text: string, start: number, end: number): string | null {
  const after = text.slice(end, end + reach);
  const ahead = text.slice(Math.max(0, start - reach), start);
  for (const [patterns, around] of [
    [behind, after],
    [before, ahead],
    [closes.test(after) ? [heading] : [], ahead],
  ] as const) {
    for (const pattern of patterns) {
      const who = tidy(pattern.exec(around)?.groups?.["who"] ?? "");
      if (who !== "") return who;
    }
  }
  return null;
}

/** The name without an article or pronoun that the sentence opened with; empty where nothing else is left. */
function tidy(who: string): string {
  const words = who.replace(/\.$/, "").split(/\s/);
  while (words[0] !== undefined && nobody.test(words[0])) words.shift();
  return words.join(" ");
}

/** Longest quote that is shown beside a summary, in UTF-16 units, and the fewest words worth a line. */
const shownLength = 180;
const shownWords = 5;

/**
 * The quote that adds most to what is said already: of a named speaker first, then the earliest. Undefined where none
 * adds anything, or none fits into `room` UTF-16 units.
 */
export function pickQuote(quotes: readonly Quote[], said: readonly string[], room: number): Quote | undefined {
  const known = new Set(said.flatMap(contentWords));
  const fit = quotes.filter(({ text, speaker }) => {
    const length = text.length + (speaker?.length ?? 0);
    const words = contentWords(text);
    const fresh = words.filter((one) => !known.has(one));
    return (
      length <= Math.min(shownLength, room) &&
      text.split(/\s+/).length >= shownWords &&
      2 * fresh.length >= words.length &&
      fresh.length > 0
    );
  });
  return fit.find(({ speaker }) => speaker !== null) ?? fit[0];
}
