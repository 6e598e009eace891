/** The catalogue of commands as data: names, options and choices in both languages, within Discord's limits; one list for every channel. */
import type { Choice, CommandSpec, Localised, OptionSpec } from "../core/command.ts";
import { helpTopics } from "../core/phrase-book.ts";
import { phrases } from "../core/phrases.ts";
import { langs, locales, stages, watchTiers } from "../core/types.ts";

type SpecChoice = NonNullable<OptionSpec["choices"]>[number];

const both = (en: string, fr: string): Localised => ({ en, fr });

const choice = (value: string, en: string, fr: string): SpecChoice => ({ value, label: both(en, fr) });

const option = (
  name: Localised,
  description: Localised,
  more: Partial<Omit<OptionSpec, "name" | "description">> = {},
): OptionSpec => ({ name, description, type: "string", required: false, ...more });

const since = option(
  both("since", "depuis"),
  both("How far back: 24h, 7d, 3w, 6m, 1y or a date", "Jusqu’où remonter : 24h, 7d, 3w, 6m, 1y ou une date"),
  { maxLength: 20 },
);
const lang = option(
  both("lang", "langue"),
  both("Only reports in this language", "Articles de cette langue seulement"),
  {
    choices: langs
      .filter((value) => value !== "und")
      .map((value) => choice(value, phrases("en").lang[value], phrases("fr").lang[value])),
  },
);
const about = (description: Localised): OptionSpec =>
  option(both("about", "sur"), description, { complete: "name", maxLength: 100 });
const term = option(
  both("term", "terme"),
  both("A name, word, phrase, company or @list", "Un nom, un mot, une expression, une entreprise ou une @liste"),
  { complete: "entity", maxLength: 200 },
);
const rule = option(
  both("rule", "regle"),
  both(
    "A whole rule: Amazon AND (grocery OR food) NOT AWS",
    "Une règle entière : Amazon AND (épicerie OR drive) NOT AWS",
  ),
  { maxLength: 2_000 },
);
const name = option(both("name", "nom"), both("What to call it", "Comment l’appeler"), { maxLength: 80 });
const none = option(
  both("none", "sauf"),
  both("Words that rule a report out, with commas between", "Mots qui excluent un article, séparés par des virgules"),
  { maxLength: 500 },
);
const tier = option(
  both("tier", "niveau"),
  both(
    "What comes at once: market signals, every story, or nothing",
    "Ce qui arrive aussitôt : signaux, chaque sujet, ou rien",
  ),
  {
    choices: watchTiers.map((value) =>
      choice(value, phrases("en").watch.tierShort[value], phrases("fr").watch.tierShort[value]),
    ),
  },
);
const watch = (required: boolean): OptionSpec =>
  option(both("watch", "veille"), both("Which watch", "Quelle veille"), {
    required,
    complete: "watch",
    maxLength: 100,
  });
const story = (required: boolean): OptionSpec =>
  option(
    both("story", "sujet"),
    both("Number of a story, or words of a headline", "Numéro d’un sujet, ou mots d’un titre"),
    {
      required,
      complete: "story",
      maxLength: 200,
    },
  );
const feed = option(
  both("feed", "flux"),
  both("Number, name or address of the feed", "Numéro, nom ou adresse du flux"),
  {
    required: true,
    complete: "feed",
    maxLength: 500,
  },
);

const watchWord = both("watch", "veille");
const feedWord = both("feed", "flux");
const addWord = both("add", "ajouter");
const listWord = both("list", "liste");
const pauseWord = both("pause", "suspendre");
const resumeWord = both("resume", "reprendre");
const removeWord = both("remove", "supprimer");

const spec = (
  names: readonly [Localised] | readonly [Localised, Localised],
  description: Localised,
  options: readonly OptionSpec[] = [],
  more: Partial<Pick<CommandSpec, "permission" | "visibility">> = {},
): CommandSpec => ({
  path: names.length === 1 ? [names[0].en] : [names[0].en, names[1].en],
  names,
  description,
  options,
  permission: "everyone",
  visibility: "private",
  ...more,
});

/** All commands, in the order in which help lists them. */
export const commandSpecs: readonly CommandSpec[] = [
  spec(
    [watchWord, addWord],
    both(
      "Watch a term or rule; shows what it would have brought",
      "Suivre un terme ou une règle ; montre ce que cela aurait donné",
    ),
    [term, rule, name, none, tier, lang],
  ),
  spec(
    [watchWord, both("test", "essayer")],
    both(
      "Try a term, rule or watch on the archive; saves nothing",
      "Essayer un terme, une règle ou une veille sur les archives",
    ),
    [term, rule, watch(false), none, since],
  ),
  spec([watchWord, listWord], both("The watches here", "Les veilles d’ici")),
  spec([watchWord, both("edit", "modifier")], both("Change a watch", "Modifier une veille"), [
    watch(true),
    rule,
    name,
    none,
    tier,
    lang,
  ]),
  spec([watchWord, pauseWord], both("Pause a watch", "Suspendre une veille"), [watch(true)]),
  spec([watchWord, resumeWord], both("Resume a paused watch", "Reprendre une veille suspendue"), [watch(true)]),
  spec([watchWord, removeWord], both("Remove a watch", "Supprimer une veille"), [watch(true)]),
  spec(
    [both("latest", "dernieres")],
    both(
      "The newest stories, of a company, a pair or a word",
      "Les derniers sujets, d’une entreprise, d’une paire ou d’un mot",
    ),
    [
      about(
        both(
          "A company, a pair (Amazon x Monoprix), or words",
          "Une entreprise, une paire (Amazon x Monoprix), ou des mots",
        ),
      ),
      option(both("stage", "etape"), both("How far the move has got", "Étape du mouvement"), {
        choices: stages.map((value) => choice(value, phrases("en").stage[value], phrases("fr").stage[value])),
      }),
      since,
      lang,
    ],
  ),
  spec([both("story", "sujet")], both("Every report of one story", "Tous les articles d’un sujet"), [story(true)]),
  spec([both("why", "pourquoi")], both("Why a report was told, or not", "Pourquoi un article a été signalé, ou non"), [
    option(
      both("item", "article"),
      both(
        "Its number, s5 for a story, or words of its headline",
        "Son numéro, s5 pour un sujet, ou des mots du titre",
      ),
      {
        required: true,
        complete: "item",
        maxLength: 200,
      },
    ),
  ]),
  spec(
    [both("board", "tableau")],
    both("Where every pair stands on the ladder", "Où en est chaque paire sur l’échelle"),
    [
      option(
        both("chart", "graphique"),
        both("With a picture of the ladder over time", "Avec une image de l’échelle au fil du temps"),
        {
          type: "boolean",
        },
      ),
      option(
        both("pin", "epingle"),
        both(
          "Keep it here as one pinned message (Manage Server)",
          "Le tenir ici en un message épinglé (Gérer le serveur)",
        ),
        {
          type: "boolean",
        },
      ),
    ],
    { visibility: "public" },
  ),
  spec(
    [feedWord, addWord],
    both("Read a further feed", "Lire un flux de plus"),
    [
      option(
        both("url", "adresse"),
        both("Address of a feed, or of a page that names one", "Adresse d’un flux, ou d’une page qui en nomme un"),
        {
          required: true,
          maxLength: 2_000,
        },
      ),
      name,
    ],
    { permission: "manage" },
  ),
  spec([feedWord, listWord], both("The feeds and how they do", "Les flux et leur état")),
  spec(
    [feedWord, both("check", "verifier")],
    both("Read a feed now and show what comes", "Lire un flux tout de suite et montrer ce qui vient"),
    [feed],
  ),
  spec([feedWord, pauseWord], both("Pause a feed", "Suspendre un flux"), [feed], { permission: "manage" }),
  spec([feedWord, resumeWord], both("Resume a paused feed", "Reprendre un flux suspendu"), [feed], {
    permission: "manage",
  }),
  spec([feedWord, removeWord], both("Stop reading a feed", "Ne plus lire un flux"), [feed], { permission: "manage" }),
  spec(
    [both("digest", "synthese")],
    both("What the next digest holds so far", "Ce que contient déjà la prochaine synthèse"),
    [since],
  ),
  spec(
    [both("brief", "dossier")],
    both("A file of stories with their receipts", "Un fichier de sujets avec leurs sources"),
    [
      about(
        both("A company, a pair, or words; all if left out", "Une entreprise, une paire, ou des mots ; tout sinon"),
      ),
      since,
      option(both("format", "format"), both("Markdown (default) or CSV", "Markdown (par défaut) ou CSV"), {
        choices: [choice("markdown", "Markdown", "Markdown"), choice("csv", "CSV", "CSV")],
      }),
    ],
  ),
  spec(
    [both("mute", "sourdine")],
    both(
      "Silence a story, a company or a watch; without options: what is muted",
      "Taire un sujet, une entreprise ou une veille ; sans option : la liste",
    ),
    [
      story(false),
      option(both("about", "sur"), both("A company", "Une entreprise"), { complete: "entity", maxLength: 100 }),
      watch(false),
      option(
        both("for", "duree"),
        both("How long: 24h, 7d, 3w (7 days if left out)", "Combien de temps : 24h, 7d, 3w (7 jours par défaut)"),
        { maxLength: 20 },
      ),
      option(both("lift", "lever"), both("Lift the mute instead", "Lever la sourdine"), { type: "boolean" }),
    ],
  ),
  spec(
    [both("settings", "reglages")],
    both(
      "Language, time zone, digest, quiet hours; without options: what is set",
      "Langue, fuseau, synthèse, heures calmes ; sans option : l’état",
    ),
    [
      option(both("channel", "salon"), both("Where alerts go", "Où vont les alertes"), { type: "channel" }),
      option(both("language", "langue"), both("Language of what I post here", "Langue de ce que je publie ici"), {
        choices: locales.map((value) =>
          choice(value, phrases("en").settings.languageName[value], phrases("fr").settings.languageName[value]),
        ),
      }),
      option(both("zone", "fuseau"), both("Time zone, such as Europe/Paris", "Fuseau horaire, comme Europe/Paris"), {
        maxLength: 60,
      }),
      option(
        both("digest", "synthese"),
        both("Time of the daily digest, such as 08:00, or off", "Heure de la synthèse, comme 08:00, ou off"),
        {
          maxLength: 5,
        },
      ),
      option(
        both("quiet", "calme"),
        both("Hours without a sound, such as 22:00-07:00, or off", "Heures sans son, comme 22:00-07:00, ou off"),
        {
          maxLength: 11,
        },
      ),
      option(both("urgent", "urgence"), both("Role to name on urgent alerts", "Rôle à nommer en cas d’urgence"), {
        type: "role",
      }),
      option(
        both("publish", "diffusion"),
        both("Publish alerts to followers of an announcement channel", "Publier aux abonnés d’un salon d’annonces"),
        {
          type: "boolean",
        },
      ),
    ],
    { permission: "manage" },
  ),
  spec([both("help", "aide")], both("What I do and what to type", "Ce que je fais et quoi taper"), [
    option(both("topic", "theme"), both("A page on one subject", "Une page sur un sujet"), {
      choices: helpTopics.map((topic) =>
        choice(topic, phrases("en").help.topics[topic].title, phrases("fr").help.topics[topic].title),
      ),
    }),
  ]),
];

/** The spec of a path of English words; undefined where there is none. */
export function findSpec(path: readonly string[]): CommandSpec | undefined {
  return commandSpecs.find((known) => known.path.join(" ") === path.join(" "));
}

/** A command as typed in a language: `/watch add term: drive`. */
export function commandLine(
  path: CommandSpec["path"],
  locale: "en" | "fr",
  args: readonly (readonly [option: string, value: string])[] = [],
): string {
  const known = findSpec(path);
  const words = known?.names.map((word) => word[locale]) ?? path;
  const typed = args.map(([key, value]) => {
    const label = known?.options.find((each) => each.name.en === key)?.name[locale] ?? key;
    return ` ${label}: ${value}`;
  });
  return `/${words.join(" ")}${typed.join("")}`;
}

/** Completions of an option that has choices, in the person's language. */
export function choicesOf(spec: OptionSpec, locale: "en" | "fr"): readonly Choice[] {
  return (spec.choices ?? []).map(({ value, label }) => ({ value, label: label[locale] }));
}
