/** What Vigie says of itself unasked: the first baseline, what was held back, a feed in trouble, coverage lost. One document each, in both languages. */
import type { Block, Document, ItemLine } from "./message.ts";
import type { Lang, Locale } from "./types.ts";

interface NoticePhrases {
  readonly welcome: (feeds: number) => string;
  readonly wouldHaveTold: (days: number, stories: number) => string;
  readonly nothingToTell: (days: number) => string;
  readonly firstSteps: string;
  readonly held: (count: number) => string;
  readonly heldWhy: string;
  readonly feedFailing: (feed: string) => string;
  readonly feedFailingWhy: (failures: number, since: string, error: string) => string;
  readonly feedFailingHint: string;
  readonly feedRecovered: (feed: string) => string;
  readonly feedRecoveredWhy: (since: string) => string;
  readonly coverage: (lang: string, before: number, now: number) => string;
  readonly coverageHint: string;
  readonly langs: Readonly<Record<Lang, string>>;
}

const en: NoticePhrases = {
  welcome: (feeds) => `Watching ${feeds} feed${feeds === 1 ? "" : "s"}`,
  wouldHaveTold: (days, stories) =>
    `Of the last ${days} days I would have told you ${stories === 1 ? "1 story" : `${stories} stories`}:`,
  nothingToTell: (days) =>
    `The last ${days} days held no story that I would have told you. From now on I speak up when one comes.`,
  firstSteps:
    "Add a term: /watch add term: carrefour drive · ask for the latest: /latest monoprix · ask why: /why and a number · everything else: /help",
  held: (count) => `${count} older alert${count === 1 ? " is" : "s are"} held for the digest`,
  heldWhy: "They were news while I was away, or came too many at once. Read them now with /digest.",
  feedFailing: (feed) => `${feed} cannot be read`,
  feedFailingWhy: (failures, since, error) => `${failures} tries since ${since} failed. Last answer: ${error}`,
  feedFailingHint: "I keep trying, ever more rarely. Look yourself with /feed check; stop it with /feed pause.",
  feedRecovered: (feed) => `${feed} can be read again`,
  feedRecoveredWhy: (since) =>
    `It had failed since ${since}. What it published meanwhile is read as far as the feed still lists it.`,
  coverage: (lang, before, now) => `${lang} coverage fell from ${before} feeds to ${now}`,
  coverageHint: "A watch can only find what a feed brings. See /feed list; add one with /feed add.",
  langs: { en: "English", fr: "French", und: "Other" },
};

const fr: NoticePhrases = {
  welcome: (feeds) => `${feeds} flux sous surveillance`,
  wouldHaveTold: (days, stories) =>
    `Sur les ${days} derniers jours, je vous aurais signalé ${stories === 1 ? "1 sujet" : `${stories} sujets`}\u00A0:`,
  nothingToTell: (days) =>
    `Rien à vous signaler sur les ${days} derniers jours. À partir de maintenant, je parle dès qu’un sujet se présente.`,
  firstSteps:
    "Ajouter un terme\u00A0: /veille ajouter terme: carrefour drive · les dernières nouvelles\u00A0: /dernieres monoprix · la raison\u00A0: /pourquoi et un numéro · le reste\u00A0: /aide",
  held: (count) =>
    count === 1
      ? "1 alerte plus ancienne attend dans la synthèse"
      : `${count} alertes plus anciennes attendent dans la synthèse`,
  heldWhy:
    "Elles sont parues pendant mon absence, ou trop nombreuses à la fois. Lisez-les dès maintenant avec /synthese.",
  feedFailing: (feed) => `${feed} est illisible`,
  feedFailingWhy: (failures, since, error) =>
    `${failures} essais en échec depuis le ${since}. Dernière réponse\u00A0: ${error}`,
  feedFailingHint:
    "Je continue d’essayer, de plus en plus rarement. Vérifiez avec /flux verifier\u202F; arrêtez-le avec /flux suspendre.",
  feedRecovered: (feed) => `${feed} est de nouveau lisible`,
  feedRecoveredWhy: (since) =>
    `Il était en échec depuis le ${since}. Ce qu’il a publié entre-temps est lu dans la mesure où il le liste encore.`,
  coverage: (lang, before, now) => `Couverture en ${lang.toLowerCase()}\u00A0: de ${before} flux à ${now}`,
  coverageHint:
    "Une veille ne trouve que ce qu’un flux apporte. Voyez /flux liste\u202F; ajoutez-en un avec /flux ajouter.",
  langs: { en: "Anglais", fr: "Français", und: "Autre" },
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
  },
): Document {
  const say = words(locale);
  const told: readonly Block[] =
    facts.stories === 0
      ? [{ type: "text", text: say.nothingToTell(facts.days) }]
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

/** An incident opens. `since` and `error` are ready to read. */
export function feedFailingNotice(
  locale: Locale,
  facts: { readonly feed: string; readonly failures: number; readonly since: string; readonly error: string },
): Document {
  const say = words(locale);
  return notice(say.feedFailing(facts.feed), "warning", [
    { type: "text", text: say.feedFailingWhy(facts.failures, facts.since, facts.error) },
    { type: "hint", text: say.feedFailingHint },
  ]);
}

/** The same incident closes: replaces the message that opened it. */
export function feedRecoveredNotice(
  locale: Locale,
  facts: { readonly feed: string; readonly since: string },
): Document {
  const say = words(locale);
  return notice(say.feedRecovered(facts.feed), "good", [{ type: "text", text: say.feedRecoveredWhy(facts.since) }]);
}

/** Feeds of one language that can be read fell from one count to another. */
export function coverageNotice(
  locale: Locale,
  facts: { readonly lang: Lang; readonly before: number; readonly now: number },
): Document {
  const say = words(locale);
  return notice(say.coverage(say.langs[facts.lang], facts.before, facts.now), "warning", [
    { type: "hint", text: say.coverageHint },
  ]);
}

function notice(title: string, tone: Document["tone"], blocks: readonly Block[]): Document {
  return { title, tone, blocks, actions: [], file: null };
}
