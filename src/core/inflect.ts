/** Singular and plural of a lower-case word in English and French, from the grammar of both: no stemming, so courses never becomes cours. */

/** Words that look like plurals and are none, or whose other number means something else. */
const invariable: ReadonlySet<string> = new Set(
  (
    "news means series species goods arms customs politics economics logistics analytics headquarters plus yes this thus us is was has his its " +
    "cours discours concours parcours recours secours toujours prix voix choix croix paix taux faux chaux deux mieux vieux gaz bras pays mois fois bois repas temps corps " +
    "procès succès accès excès progrès abus avis colis commis compromis permis congrès cas bas dos fils gens jus mais mars os pas poids propos puits refus relais repos " +
    "sens sous tapis tas univers vers dès dans sans sous très près après lors alors ailleurs moins dehors hors puis depuis"
  ).split(" "),
);
/** Words of grammar: they have no plural, and a phrase keeps them as typed. */
const grammatical: ReadonlySet<string> = new Set(
  "a an the of in on at for to by with and or from as le la les de des du d l un une en au aux et ou où à pour sur par chez est".split(
    " ",
  ),
);
const irregular: readonly (readonly [string, string])[] = [
  ["man", "men"],
  ["woman", "women"],
  ["child", "children"],
  ["foot", "feet"],
  ["tooth", "teeth"],
  ["mouse", "mice"],
  ["shelf", "shelves"],
  ["half", "halves"],
  ["knife", "knives"],
  ["life", "lives"],
  ["wife", "wives"],
  ["leaf", "leaves"],
  ["loaf", "loaves"],
  ["thief", "thieves"],
  ["wolf", "wolves"],
  ["calf", "calves"],
  ["bus", "buses"],
  ["gas", "gases"],
  ["lens", "lenses"],
  ["salesman", "salesmen"],
  ["saleswoman", "saleswomen"],
  ["œil", "yeux"],
  ["travail", "travaux"],
  ["bail", "baux"],
  ["corail", "coraux"],
  ["vitrail", "vitraux"],
  ["bijou", "bijoux"],
  ["caillou", "cailloux"],
  ["chou", "choux"],
  ["genou", "genoux"],
  ["hibou", "hiboux"],
  ["joujou", "joujoux"],
  ["pou", "poux"],
];
/** Singulars in -us: most other words in -us are French plurals (menus). */
const latin: ReadonlySet<string> = new Set(
  "virus bonus malus campus census consensus focus status surplus corpus prospectus processus terminus stimulus".split(
    " ",
  ),
);
/** French takes -s after these endings where English would take -es. */
const borrowed: ReadonlySet<string> = new Set(["match", "sandwich", "ranch", "punch", "flash", "crash"]);

/**
 * The word itself first, then its other number wherever a rule of either language gives one, both ways alike: as news is not new, new is
 * not news. Accents are kept.
 * Two languages at once give a few forms that neither has (`épicery`): they meet no text.
 */
export function inflect(word: string): readonly string[] {
  if (word.length < 3 || invariable.has(word) || grammatical.has(word) || /\d/.test(word)) return [word];
  const other = irregular.filter((pair) => pair.includes(word)).flat();
  const forms = other.length > 0 ? other : [...singulars(word), ...plurals(word)];
  return [...new Set([word, ...forms.filter((form) => !invariable.has(form))])];
}

function singulars(word: string): string[] {
  const [, stem, ending] = /^(.+?)(ies|eaux|aux|eux|(?:ch|sh|x|ss|o)es|uses|s)$/.exec(word) ?? [];
  if (stem === undefined || ending === undefined || word.endsWith("ss")) return [];
  switch (ending) {
    case "ies":
      return /[éèêàçôûî]/.test(stem) ? [`${stem}ie`] : [`${stem}y`, `${stem}ie`];
    case "aux":
      return [`${stem}al`, `${stem}au`];
    case "eaux":
    case "eux":
      return [word.slice(0, -1)];
    case "uses":
      return stem.length > 2 ? [`${stem}us`, `${stem}use`] : [`${stem}use`];
    case "s":
      return stem.length < 3 || latin.has(word) ? [] : [stem];
    default:
      return [word.slice(0, -2), word.slice(0, -1)];
  }
}

function plurals(word: string): string[] {
  if (/[szx]$/.test(word)) return /ss$|[^aeiou]x$|[oa]x$/.test(word) || latin.has(word) ? [`${word}es`] : [];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(ch|sh)$/.test(word)) return borrowed.has(word) ? [`${word}es`, `${word}s`] : [`${word}es`];
  if (/eau$/.test(word)) return [`${word}x`];
  if (/[ae]u$/.test(word)) return [`${word}x`, `${word}s`];
  if (/al$/.test(word)) return [`${word}s`, `${word.slice(0, -1)}ux`];
  if (/[^aeiou]o$/.test(word)) return [`${word}s`, `${word}es`];
  return [`${word}s`];
}
