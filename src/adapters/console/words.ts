/** The adapter's own sentences, in both languages: what only the terminal needs to say. All else comes from the desk. */
import type { Action } from "../../core/message.ts";
import type { Locale } from "../../core/types.ts";

interface Opening {
  readonly version: string;
  readonly feeds: number;
  readonly watches: number;
  readonly dataDir: string;
}

const en = {
  /** What is typed for each button of a message. */
  buttons: {
    why: "why",
    relevant: "relevant",
    "not-relevant": "not-relevant",
    mute: "mute",
    "undo-watch": "undo-watch",
    apply: "apply",
    page: "more",
    "should-alert": "should-alert",
    story: "story",
  } satisfies Readonly<Record<Action["verb"], string>> as Readonly<Record<Action["verb"], string>>,
  notOffered: (typed: string) => `${typed} goes on with the answer above it, and that one offers nothing of the kind.`,
  /** A label and what it stands for. */
  labelled: (label: string, value: string) => `${label}: ${value}`,
  why: "why",
  related: "possibly related",
  updated: (story: number) => `story ${story} updated`,
  boardUpdated: "the board has changed: /board",
  followsUp: (story: number) => `follows up on story ${story}`,
  saved: (file: string) => `Saved as ${file}`,
  attached: (name: string) => `With a file, ${name}, which the terminal cannot show here.`,
  welcome: "Type /help for what I do, Tab to complete, /quit to leave.",
  /** At the start: what is read, and where it is kept. */
  opening: ({ version, feeds, watches, dataDir }: Opening) =>
    `Vigie ${version} with ${feeds === 1 ? "1 feed" : `${feeds} feeds`} and ${watches === 1 ? "1 watch" : `${watches} watches`}; what it finds is printed here. Data: ${dataDir}. Ctrl-C ends it.`,
  cannotRead: (feed: string, url: string, problem: string) => `cannot read ${feed} (${url}): ${problem}`,
  /** After the worker has asked every feed once. */
  round: (read: number, feeds: number) => {
    if (read === feeds) return `First round done: ${read} of ${feeds} feeds read.`;
    const again = "What cannot be read is tried again, more and more seldom.";
    return read === 0
      ? `First round done: none of ${feeds} feeds could be read. Is this machine online? ${again}`
      : `First round done: ${read} of ${feeds} feeds read. ${again}`;
  },
  didYouMean: (commands: string) => `Did you mean ${commands}?`,
  lookUp: (command: string) => `To look something up: ${command}`,
  needsOneOf: (command: string, commands: string) => `${command} wants a second word: ${commands}.`,
  takesNothing: (command: string, given: string) => `${command} takes nothing more; “${given}” was left over.`,
  takesOne: (command: string) => `${command} wants one number behind it and nothing else, for example ${command} 12.`,
  noOption: (given: string, command: string, options: string) =>
    `“${given}” was read as part of the text: ${command} ${options === "" ? "takes no options" : `takes ${options}`}.`,
  givenTwice: (option: string) => `“${option}” was given twice. Give it once.`,
  badValue: (option: string, given: string, expected: string) => `${option} should be ${expected}; “${given}” is not.`,
  yesOrNo: "yes or no",
  wholeNumber: "a whole number",
  failed: (detail: string) => `Something went wrong: ${detail}`,
};

export type Words = typeof en;

const fr: Words = {
  buttons: {
    why: "pourquoi",
    relevant: "pertinent",
    "not-relevant": "pas-pertinent",
    mute: "sourdine",
    "undo-watch": "annuler-veille",
    apply: "appliquer",
    page: "suite",
    "should-alert": "aurait-du",
    story: "sujet",
  },
  notOffered: (typed) => `${typed} continue la réponse qui précède, et celle-ci ne propose rien de tel.`,
  labelled: (label, value) => `${label}\u00a0: ${value}`,
  why: "pourquoi",
  related: "peut-être lié",
  updated: (story) => `sujet ${story} mis à jour`,
  boardUpdated: "le tableau a changé : /tableau",
  followsUp: (story) => `fait suite au sujet ${story}`,
  saved: (file) => `Enregistré sous ${file}`,
  attached: (name) => `Avec un fichier, ${name}, que le terminal ne peut pas montrer ici.`,
  welcome: "Tapez /aide pour savoir ce que je fais, Tab pour compléter, /quitter pour partir.",
  opening: ({ version, feeds, watches, dataDir }) =>
    `Vigie ${version}, ${feeds} flux et ${watches === 1 ? "1 veille" : `${watches} veilles`} ; ce qui est trouvé s’affiche ici. Données : ${dataDir}. Ctrl-C pour arrêter.`,
  cannotRead: (feed, url, problem) => `${feed} (${url}) ne peut être lu : ${problem}`,
  round: (read, feeds) => {
    if (read === feeds) return `Premier tour achevé : ${read} flux lus sur ${feeds}.`;
    const again = "Ce qui ne peut être lu est retenté, de plus en plus rarement.";
    return read === 0
      ? `Premier tour achevé : aucun des ${feeds} flux n’a pu être lu. Cette machine est-elle en ligne ? ${again}`
      : `Premier tour achevé : ${read} flux lus sur ${feeds}. ${again}`;
  },
  didYouMean: (commands) => `Vouliez-vous dire ${commands} ?`,
  lookUp: (command) => `Pour chercher quelque chose : ${command}`,
  needsOneOf: (command, commands) => `${command} attend un second mot : ${commands}.`,
  takesNothing: (command, given) => `${command} ne prend rien de plus ; il restait « ${given} ».`,
  takesOne: (command) => `${command} attend un seul numéro, par exemple ${command} 12.`,
  noOption: (given, command, options) =>
    `« ${given} » a été lu comme du texte : ${command} ${options === "" ? "ne prend pas d’option" : `prend ${options}`}.`,
  givenTwice: (option) => `« ${option} » est donné deux fois. Donnez-le une fois.`,
  badValue: (option, given, expected) => `${option} attend ${expected} ; « ${given} » ne l’est pas.`,
  yesOrNo: "oui ou non",
  wholeNumber: "un nombre entier",
  failed: (detail) => `Une erreur est survenue : ${detail}`,
};

export const words: Readonly<Record<Locale, Words>> = { en, fr };
