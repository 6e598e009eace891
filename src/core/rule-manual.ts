/** The manual of the watch language, as data: `/help` shows it, docs/watch-language.md prints it, and tests hold every example to what it claims. */
import type { Localised } from "./command.ts";

export interface ManualEntry {
  /** As typed. */
  readonly typed: string;
  readonly meaning: Localised;
  /** Texts that the typed rule meets, and texts that it does not. Empty where the meaning depends on a pack. */
  readonly meets: readonly string[];
  readonly misses: readonly string[];
}

/** What can be typed as one term. */
export const termManual: readonly ManualEntry[] = [
  {
    typed: "Carrefour",
    meaning: {
      en: "A name (it has a capital): the whole word in any letter case; accents, apostrophes, hyphens and joined spellings do not matter; never inflected.",
      fr: "Un nom (il a une majuscule) : le mot entier, quelle que soit la casse ; accents, apostrophes, traits d’union et graphies soudées indifférents ; jamais fléchi.",
    },
    meets: ["Carrefour ouvre un entrepôt", "CARREFOUR RECRUTE", "Le plan d’avenir de Carrefour"],
    misses: ["Deux carrefours fermés à Nantes"],
  },
  {
    typed: "supermarché",
    meaning: {
      en: "A word (lower case): its singular and its plural.",
      fr: "Un mot (en minuscules) : au singulier et au pluriel.",
    },
    meets: ["Les supermarchés de quartier reviennent", "Un supermarche sans caisse"],
    misses: ["Le marché se tasse"],
  },
  {
    typed: "grande distribution",
    meaning: {
      en: "A phrase: the words in this order, side by side; each may be singular or plural.",
      fr: "Une expression : les mots dans cet ordre, côte à côte ; chacun au singulier ou au pluriel.",
    },
    meets: ["La grande distribution négocie", "#GrandeDistribution"],
    misses: ["Une grande chaîne de distribution"],
  },
  {
    typed: "=Casino",
    meaning: {
      en: "Must be written with a capital; a headline all in capitals always passes.",
      fr: "Doit être écrit avec une majuscule ; un titre tout en capitales convient toujours.",
    },
    meets: ["Casino vend des murs", "CASINO VEND DES MURS"],
    misses: ["Un casino à Deauville"],
  },
  {
    typed: "=Casino (with groupe, magasin)",
    meaning: {
      en: "Counts only where one of these words stands in the same item.",
      fr: "Ne compte que si l’un de ces mots figure dans la même dépêche.",
    },
    meets: ["Casino cède dix magasins"],
    misses: ["Casino Royale repasse au cinéma"],
  },
  {
    typed: "=Leclerc (not Charles, F1, char)",
    meaning: {
      en: "Does not count where one of these words stands in the same item.",
      fr: "Ne compte pas si l’un de ces mots figure dans la même dépêche.",
    },
    meets: ["Leclerc ouvre un drive"],
    misses: ["Charles Leclerc en tête des essais"],
  },
  {
    typed: '"marché"',
    meaning: { en: "Accents count as typed.", fr: "Les accents comptent tels quels." },
    meets: ["Le marché se tasse"],
    misses: ["Il marche vers la gare"],
  },
  {
    typed: "~Intermarché",
    meaning: {
      en: "One typing error is allowed in a word of four letters or more. Off unless asked for: neighbours are real words (aldi, audi).",
      fr: "Une faute de frappe est admise dans un mot d’au moins quatre lettres. Seulement sur demande : les voisins sont de vrais mots (aldi, audi).",
    },
    meets: ["Intermaché baisse ses prix", "Intermarché baisse ses prix"],
    misses: ["Inter bat Milan"],
  },
  {
    typed: "@french-retailers",
    meaning: {
      en: "A company or a list from a pack, with its aliases, guards and owners.",
      fr: "Une entreprise ou une liste d’un pack, avec ses alias, ses garde-fous et ses propriétaires.",
    },
    meets: [],
    misses: [],
  },
];

/** What can be typed around terms. */
export const ruleManual: readonly ManualEntry[] = [
  {
    typed: "Amazon AND Monoprix OR Auchan",
    meaning: {
      en: "AND (ET, or a new line) asks for every group; OR (OU, or a comma) gives alternatives within a group.",
      fr: "ET (AND, ou un retour à la ligne) exige chaque groupe ; OU (OR, ou une virgule) donne le choix dans un groupe.",
    },
    meets: ["Amazon livre pour Monoprix", "Auchan discute avec Amazon"],
    misses: ["Monoprix et Auchan négocient"],
  },
  {
    typed: "Amazon NOT Prime Video, AWS",
    meaning: {
      en: "NOT (SAUF, none of) excludes the item where one of these stands.",
      fr: "SAUF (NOT, aucun de) écarte la dépêche où figure l’un de ces termes.",
    },
    meets: ["Amazon ouvre un dépôt"],
    misses: ["Amazon relève le prix de Prime Video"],
  },
  {
    typed: "Amazon AND Monoprix; near 1~2 within 4 words",
    meaning: {
      en: "A term of group 1 and one of group 2 at most so many words apart in one field; neighbours are 1 apart.",
      fr: "Un terme du groupe 1 et un du groupe 2 à cette distance au plus, en mots, dans un même champ ; deux voisins sont à 1.",
    },
    meets: ["Amazon va livrer Monoprix"],
    misses: ["Amazon recrute à Lille pendant que son rival de toujours attend Monoprix"],
  },
  {
    typed: "Amazon; title only",
    meaning: {
      en: "Reads the title only (or: description only). Without it, both are read.",
      fr: "Ne lit que le titre (titre seul ; ou : description seule). Sinon, les deux.",
    },
    meets: ["Amazon ouvre un dépôt"],
    misses: ["Un dépôt ouvre"],
  },
  {
    typed: "Amazon; languages fr, en",
    meaning: {
      en: "Reads these languages only; an item whose language could not be told always passes.",
      fr: "Ne lit que ces langues (langues fr, en) ; une dépêche de langue indéterminée passe toujours.",
    },
    meets: ["Amazon ouvre un dépôt"],
    misses: ["Un dépôt ouvre"],
  },
  {
    typed: "Amazon; tier digest",
    meaning: {
      en: "What a match becomes: signal (alerts on market signals, the default of rules that name a company or list of a pack), alert (every match, the default of plain words), digest (none at once).",
      fr: "Ce que devient une dépêche trouvée : signal (alerte si signal de marché, par défaut quand la règle nomme une entreprise ou une liste d'un pack), alert (toujours, par défaut pour de simples mots), digest (jamais tout de suite).",
    },
    meets: ["Amazon ouvre un dépôt"],
    misses: ["Un dépôt ouvre"],
  },
];
