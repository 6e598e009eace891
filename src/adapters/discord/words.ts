/** The adapter's own sentences, in both languages: what only Discord needs to say. All else comes from the desk. */
import { phrases } from "../../core/phrases.ts";
import type { Locale, Stage } from "../../core/types.ts";

const en = {
  why: "Why",
  reversal: "Reversal",
  related: "Possibly related",
  read: "read",
  /** Between a label and its value. */
  colon: ": ",
  cut: "… cut here: the whole would be longer than Discord takes.",
  failed: (ref: string) => `Something went wrong (ref ${ref}). It has been logged.`,
  directMessage: "I work in a server's channels, not in direct messages. Please ask me there.",
  oldButton: "This button is from a version of Vigie that I no longer understand. Try /help.",
  unknownCommand: "I do not know this command any more. Discord shows the new list within a minute; try /help.",
  noAlert: "This message is none of my alerts. Use this on a message that I posted, or try /why.",
  noText: "I found no text in this message to watch for.",
  whyMenu: "Why this alert?",
  watchMenu: "Watch terms like this",
  formTitle: "New watch",
  formLabel: "What to watch for",
  formHint: "Every line must occur; commas within a line mean or. More in /help",
};

export type Words = typeof en;

const fr: Words = {
  why: "Pourquoi",
  reversal: "Revirement",
  related: "Peut-être lié",
  read: "lire",
  colon: "\u202f: ",
  cut: "… coupé ici : le tout dépasserait ce que Discord accepte.",
  failed: (ref) => `Une erreur est survenue (réf. ${ref}). Elle a été consignée.`,
  directMessage: "Je travaille dans les salons d’un serveur, pas en messages privés. Posez-moi la question là-bas.",
  oldButton: "Ce bouton vient d’une version de Vigie que je ne comprends plus. Essayez /help.",
  unknownCommand:
    "Je ne connais plus cette commande. Discord affiche la nouvelle liste sous une minute ; essayez /aide.",
  noAlert:
    "Ce message n’est pas une de mes alertes. Utilisez ceci sur un message que j’ai publié, ou essayez /pourquoi.",
  noText: "Je n’ai trouvé dans ce message aucun texte à surveiller.",
  whyMenu: "Pourquoi cette alerte ?",
  watchMenu: "Surveiller ces termes",
  formTitle: "Nouvelle veille",
  formLabel: "Que faut-il surveiller ?",
  formHint: "Chaque ligne doit figurer ; dans une ligne, la virgule veut dire ou. Voir /aide",
};

export const words: Readonly<Record<Locale, Words>> = { en, fr };

/** Discord's locale to Vigie's: French for every kind of French, English for the rest. */
export function localeOf(discordLocale: string): Locale {
  return discordLocale.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** The chip that opens an alert. */
export function stageChip(stage: Stage, locale: Locale): string {
  return phrases(locale).stage[stage].toLocaleUpperCase(locale);
}
