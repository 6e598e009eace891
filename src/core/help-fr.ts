/** The help in French: the same pages as in English, with the French names of commands and options. */
import type { HelpPhrases } from "./phrase-book.ts";
import { typeset as t } from "./typeset-fr.ts";

export const helpFr: HelpPhrases = {
  title: "Vigie",
  intro: t`Je lis l'actualité et je vous dis quand une entreprise avance sur un marché : une fois par sujet, avec la raison. Cours de Bourse, grèves et homonymes sont laissés de côté, et vous pouvez demander compte de chacun.`,
  startHead: "Trois choses pour commencer",
  commandsHead: "Commandes",
  topicsHint: t`Pour en savoir plus : /aide theme: start, watches, rules, alerts, ladder, feeds ou digest.`,
  topics: {
    start: {
      title: "Les premières minutes",
      lines: [
        {
          type: "text",
          text: t`Flux et veilles viennent avec le pack. Ce qui a paru avant mon démarrage est enregistré et consultable, mais non publié.`,
        },
        {
          type: "example",
          typed: "/dernieres monoprix",
          means: t`les derniers sujets sur une entreprise, avec son échelle`,
        },
        {
          type: "example",
          typed: "/veille ajouter terme: drive",
          means: t`une veille en une ligne ; la réponse montre ce qu'elle aurait donné, et s'annule d'un bouton`,
        },
        { type: "example", typed: "/pourquoi 12", means: t`pourquoi l'article 12 a été signalé, ou non` },
        {
          type: "text",
          text: t`Les réponses aux commandes sont pour vous seul. Alertes, tableau et synthèse sont pour tout le salon.`,
        },
      ],
    },
    watches: {
      title: "Les veilles",
      lines: [
        {
          type: "example",
          typed: "/veille ajouter terme: Ocado",
          means: t`un nom, un mot, une expression ou une entreprise`,
        },
        {
          type: "example",
          typed: "/veille ajouter regle: Amazon AND (épicerie OR supermarché) NOT Prime Video",
          means: t`une règle entière ; voir /aide theme: rules`,
        },
        {
          type: "example",
          typed: "/veille essayer regle: @french-retailers AND drive depuis: 90d",
          means: t`ce qu'une règle aurait donné, avant de rien enregistrer`,
        },
        { type: "example", typed: "/veille modifier veille: drive sauf: Formula Drive", means: "ajoute une exclusion" },
        {
          type: "text",
          text: t`Une veille qui nomme une entreprise ou une liste du pack alerte sur les signaux de marché et laisse le reste à la synthèse. Une veille de simples mots alerte sur chaque sujet trouvé. L'option niveau en décide autrement : signal, alert ou digest.`,
        },
        {
          type: "text",
          text: t`Une nouvelle veille commence maintenant. Ce qui est déjà enregistré se trouve avec /dernieres.`,
        },
      ],
    },
    rules: {
      title: "La langue des veilles",
      lines: [
        {
          type: "example",
          typed: "Carrefour",
          means: t`une majuscule en fait un nom : mot entier, accents et traits d'union compris, jamais accordé`,
        },
        { type: "example", typed: "épicerie", means: t`en minuscules, un mot : singulier et pluriel` },
        { type: "example", typed: "grande distribution", means: t`une expression : ces mots dans cet ordre` },
        { type: "example", typed: "=Casino", means: "seulement avec une majuscule" },
        {
          type: "example",
          typed: "=Casino (with groupe, magasin, Naouri)",
          means: t`seulement si l'un de ces mots est dans l'article`,
        },
        { type: "example", typed: "=Leclerc (not Charles, F1, Ferrari)", means: t`pas si l'un de ceux-ci y est` },
        { type: "example", typed: '"marché"', means: "les accents exactement comme ici" },
        { type: "example", typed: "~Intermarché", means: "une faute de frappe admise" },
        {
          type: "example",
          typed: "@french-retailers",
          means: t`une liste ou une entreprise du pack, avec ses autres noms, ses gardes et ses propriétaires`,
        },
        {
          type: "example",
          typed: "Amazon AND (épicerie OR supermarché)",
          means: t`des groupes : il faut quelque chose de chacun`,
        },
        { type: "example", typed: "Amazon AND épicerie NOT Prime Video, AWS", means: t`et aucun de ceux-ci` },
      ],
    },
    alerts: {
      title: "Les alertes",
      lines: [
        {
          type: "text",
          text: t`Une alerte par sujet. Quand d'autres médias en parlent, le premier message est complété. Une réponse ne vient que si l'étape change, ou si une deuxième source propre confirme.`,
        },
        {
          type: "example",
          typed: "/pourquoi 12",
          means: t`niveau, raisons, mots, veilles proches et sujet de l'article 12`,
        },
        { type: "example", typed: "/sujet 5", means: t`tous les articles d'un sujet, origines et échos` },
        {
          type: "example",
          typed: "/sourdine sujet: 5 duree: 7d",
          means: t`le silence sur un sujet, une entreprise ou une veille`,
        },
        {
          type: "text",
          text: t`Pertinent et Hors sujet m'apprennent : après quelques avis je propose une exclusion, avec ce qu'elle retirerait et ce qu'elle garderait.`,
        },
      ],
    },
    ladder: {
      title: "L’échelle",
      lines: [
        {
          type: "text",
          text: t`Pour chaque paire d'entrant et de cible je garde l'étape atteinte : rumeur, approche, discussions, accord, lancement, extension. À côté de l'échelle : refus et retrait.`,
        },
        {
          type: "text",
          text: t`Un pas en avant ou en arrière est une nouvelle. Un pas qui contredit un refus est un revirement : il est marqué, avec la date et le lien du refus.`,
        },
        { type: "example", typed: "/tableau", means: "où en est chaque paire" },
        { type: "example", typed: "/dernieres sur: amazon x monoprix", means: t`les articles d'une paire` },
      ],
    },
    feeds: {
      title: "Les flux",
      lines: [
        { type: "example", typed: "/flux liste", means: t`ce qui est lu, et ce qui ne peut pas l'être` },
        {
          type: "example",
          typed: "/flux ajouter adresse: https://example.org/rss",
          means: t`un flux, ou une page qui nomme le sien`,
        },
        { type: "example", typed: "/flux verifier flux: 3", means: t`en lit un tout de suite et montre ce qui vient` },
        { type: "text", text: t`La première lecture d'un flux est son état initial : enregistré, non publié.` },
      ],
    },
    digest: {
      title: "Synthèse, dossier et réglages",
      lines: [
        {
          type: "text",
          text: t`La synthèse rassemble l'actualité des entreprises suivies qui n'est pas un signal de marché, les signaux gardés en cas d'afflux, et ce que j'ai failli vous signaler.`,
        },
        { type: "example", typed: "/synthese", means: "ce que contient déjà la prochaine" },
        { type: "example", typed: "/reglages synthese: 08:00 fuseau: Europe/Paris", means: "quand elle arrive" },
        {
          type: "example",
          typed: "/reglages calme: 22:00-07:00",
          means: "les heures où les alertes viennent sans son",
        },
        {
          type: "example",
          typed: "/dossier sur: monoprix depuis: 90d",
          means: t`un fichier avec chaque sujet et ses sources`,
        },
      ],
    },
  },
};
