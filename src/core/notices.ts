/** What Vigie says of itself unasked: the first baseline, what was held back, a feed in trouble, coverage lost. One document each, in both languages. */
import type { Block, Document, ItemLine } from "./message.ts";
import type { Lang, Locale } from "./types.ts";

interface NoticePhrases {
  readonly welcome: (feeds: number) => string;
  readonly wouldHaveTold: (days: number, stories: number) => string;
  readonly nothingToTell: (days: number) => string;
  readonly noWatch: string;
  readonly firstSteps: string;
  readonly held: (count: number) => string;
  readonly heldWhy: string;
  readonly failing: (count: number) => string;
  readonly recovered: string;
  readonly feedHead: readonly [string, string, string];
  readonly readable: string;
  readonly stopped: string;
  readonly failingHint: string;
  readonly coverage: (lang: Lang, watches: readonly string[], before: number, now: number) => string;
  readonly coverageOf: (watches: readonly string[]) => string;
  readonly coverageHint: string;
}

const en: NoticePhrases = {
  welcome: (feeds) => `Watching ${feeds} feed${feeds === 1 ? "" : "s"}`,
  wouldHaveTold: (days, stories) =>
    `Of the last ${days} days I would have told you ${stories === 1 ? "1 story" : `${stories} stories`}:`,
  nothingToTell: (days) =>
    `The last ${days} days held no story that I would have told you. From now on I speak up when one comes.`,
  noWatch: "Nothing is watched here yet. Add a first watch, and I speak up when a story meets it.",
  firstSteps:
    "Add a term: /watch add term: carrefour drive · ask for the latest: /latest monoprix · ask why: /why and a number · everything else: /help",
  held: (count) => `${count} older alert${count === 1 ? " is" : "s are"} held for the digest`,
  heldWhy: "They were news while I was away, or came too many at once. Read them now with /digest.",
  failing: (count) => (count === 1 ? "A feed cannot be read" : `${count} feeds cannot be read`),
  recovered: "No feed of this notice fails any more",
  feedHead: ["Feed", "Since", "What it answers"],
  readable: "can be read again",
  stopped: "paused: no longer asked",
  failingHint: "I keep trying, ever more rarely. Look yourself with /feed check; stop a feed with /feed pause.",
  coverage: (lang, watches, before, now) => {
    const language = { en: "English coverage", fr: "French coverage", und: "Coverage in other languages" }[lang];
    const of = watches.length === 1 ? `“${watches[0]}”` : `${watches.length} watches`;
    return `${language} of ${of} fell from ${before} feeds to ${now}`;
  },
  coverageOf: (watches) => `Concerned: ${watches.map((name) => `“${name}”`).join(", ")}.`,
  coverageHint: "A watch can only find what a feed brings. See /feed list; add one with /feed add.",
};

const fr: NoticePhrases = {
  welcome: (feeds) => `${feeds} flux sous surveillance`,
  wouldHaveTold: (days, stories) =>
    `Sur les ${days} derniers jours, je vous aurais signalé ${stories === 1 ? "1 sujet" : `${stories} sujets`}\u00A0:`,
  nothingToTell: (days) =>
    `Rien à vous signaler sur les ${days} derniers jours. À partir de maintenant, je parle dès qu’un sujet se présente.`,
  noWatch: "Aucune veille n’est encore posée ici. Ajoutez-en une, et je parlerai dès qu’un sujet y répond.",
  firstSteps:
    "Ajouter un terme\u00A0: /veille ajouter terme: carrefour drive · les dernières nouvelles\u00A0: /dernieres monoprix · la raison\u00A0: /pourquoi et un numéro · le reste\u00A0: /aide",
  held: (count) =>
    count === 1
      ? "1 alerte plus ancienne attend dans la synthèse"
      : `${count} alertes plus anciennes attendent dans la synthèse`,
  heldWhy:
    "Elles sont parues pendant mon absence, ou trop nombreuses à la fois. Lisez-les dès maintenant avec /synthese.",
  failing: (count) => (count === 1 ? "Un flux est illisible" : `${count} flux sont illisibles`),
  recovered: "Plus aucun flux de cet avis n’est en échec",
  feedHead: ["Flux", "Depuis", "Ce qu’il répond"],
  readable: "de nouveau lisible",
  stopped: "suspendu\u00A0: n’est plus interrogé",
  failingHint:
    "Je continue d’essayer, de plus en plus rarement. Vérifiez avec /flux verifier\u202F; arrêtez un flux avec /flux suspendre.",
  coverage: (lang, watches, before, now) => {
    const language = { en: "en anglais", fr: "en français", und: "dans d’autres langues" }[lang];
    const of = watches.length === 1 ? `«\u00A0${watches[0]}\u00A0»` : `${watches.length} veilles`;
    return `Couverture ${language} de ${of}\u00A0: de ${before} flux à ${now}`;
  },
  coverageOf: (watches) => `Veilles concernées\u00A0: ${watches.map((name) => `«\u00A0${name}\u00A0»`).join(", ")}.`,
  coverageHint:
    "Une veille ne trouve que ce qu’un flux apporte. Voyez /flux liste\u202F; ajoutez-en un avec /flux ajouter.",
};

const words = (locale: Locale): NoticePhrases => (locale === "fr" ? fr : en);

/** The one message of the first baseline: what is watched, what would have been told, what to type. */
export function welcomeNotice(
  locale: Locale,
  facts: {
    readonly feeds: number;
    readonly days: number;
    readonly stories: number;
    readonly items: readonly ItemLine[];
    /** Watches of the place. */
    readonly watches: number;
  },
): Document {
  const say = words(locale);
  const told: readonly Block[] =
    facts.stories === 0
      ? [{ type: "text", text: facts.watches === 0 ? say.noWatch : say.nothingToTell(facts.days) }]
      : [
          { type: "text", text: say.wouldHaveTold(facts.days, facts.stories) },
          { type: "items", items: facts.items },
        ];
  return notice(say.welcome(facts.feeds), "good", [...told, { type: "hint", text: say.firstSteps }]);
}

/** Alerts that a pause or a flood held back, so that nothing is dropped unsaid. */
export function heldNotice(locale: Locale, count: number, items: readonly ItemLine[]): Document {
  const say = words(locale);
  return notice(say.held(count), "plain", [
    { type: "items", items },
    { type: "hint", text: say.heldWhy },
  ]);
}

/** One incident: the feeds that began to fail together. The same notice, with fewer errors, replaces it as they recover. */
export function incidentNotice(
  locale: Locale,
  feeds: readonly {
    readonly name: string;
    readonly since: string;
    /** What it answers; null where it fails no longer. */
    readonly error: string | null;
    readonly isPaused: boolean;
  }[],
): Document {
  const say = words(locale);
  const failing = feeds.filter(({ error }) => error !== null).length;
  const rows = feeds.map(({ name, since, error, isPaused }) => [
    name,
    since,
    error ?? (isPaused ? say.stopped : say.readable),
  ]);
  const table: Block = { type: "table", head: say.feedHead, rows };
  return failing === 0
    ? notice(say.recovered, "good", rows.length === 0 ? [] : [table])
    : notice(say.failing(failing), "warning", [table, { type: "hint", text: say.failingHint }]);
}

/** The feeds of a language that `watches` (at least one) read fell from one count to another. */
export function coverageNotice(
  locale: Locale,
  facts: { readonly lang: Lang; readonly before: number; readonly now: number; readonly watches: readonly string[] },
): Document {
  const say = words(locale);
  const concerned: readonly Block[] =
    facts.watches.length === 1 ? [] : [{ type: "text", text: say.coverageOf(facts.watches) }];
  return notice(say.coverage(facts.lang, facts.watches, facts.before, facts.now), "warning", [
    ...concerned,
    { type: "hint", text: say.coverageHint },
  ]);
}

function notice(title: string, tone: Document["tone"], blocks: readonly Block[]): Document {
  return { title, tone, blocks, actions: [], file: null };
}
