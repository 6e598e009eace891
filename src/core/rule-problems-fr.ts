/** What the watch language's parser complains of, in French; a sentence without a translation stays as it is, and the caret below it too. */
import { typeset as t } from "./typeset-fr.ts";

/** The parser's sentence, and how it is said in French with what the sentence names. */
const sentences: readonly (readonly [english: RegExp, french: (given: string) => string])[] = [
  [/^Expected AND, OR, NOT or an option\.$/, () => t`Il faut ici ET, OU, SAUF ou une option.`],
  [/^Expected OR or a closing parenthesis\.$/, () => t`Il faut ici OU ou une parenthèse fermante.`],
  [/^Expected a closing quotation mark\.$/, () => t`Il manque un guillemet fermant.`],
  [/^Expected a comma or a closing parenthesis\.$/, () => t`Il faut ici une virgule ou une parenthèse fermante.`],
  [/^Expected a plain term within a guard\.$/, () => t`Il faut un terme simple entre ces parenthèses.`],
  [/^Expected a word, a name or a phrase\.$/, () => t`Il faut ici un mot, un nom ou une expression.`],
  [
    /^Expected no = or ~ before a reference: .*$/,
    () => t`Pas de = ni de ~ devant une référence : sa liste a les siens.`,
  ],
  [/^Expected no guard behind a reference: .*$/, () => t`Pas de garde après une référence : sa liste a les siennes.`],
  [/^Expected the end of the term\.$/, () => t`Le terme devrait s'arrêter ici.`],
  [
    /^Expected the name of a list or company behind @\.$/,
    () => t`Il faut le nom d'une liste ou d'une entreprise après @.`,
  ],
  [/^Expected with or not\.$/, () => t`Il faut ici avec ou sans.`],
  [
    /^Expected a distance of (.+) words\.$/,
    (range) => t`Il faut une distance de ${range.replace(" to ", " à ")} mots.`,
  ],
  [/^Expected a term of at most (.+) characters\.$/, (limit) => t`Il faut un terme de ${limit} caractères au plus.`],
  [/^Expected a tier among (.+)\.$/, (tiers) => t`Il faut un niveau parmi ${tiers}.`],
  [/^Expected an option: (.+)\.$/, (forms) => t`Il faut une option : ${forms}.`],
  [/^Expected languages among (.+)\.$/, (langs) => t`Il faut des langues parmi ${langs}.`],
  [
    /^Expected the numbers of two different groups, (.+)\.$/,
    (range) => t`Il faut les numéros de deux groupes différents, ${range.replace(" to ", " à ")}.`,
  ],
];

/** @param problem the parser's sentence on the first line; the lines below it are kept. */
export function ruleProblemInFrench(problem: string): string {
  const [first = "", ...below] = problem.split("\n");
  for (const [english, french] of sentences) {
    const found = english.exec(first);
    if (found !== null) return [french(found[1] ?? ""), ...below].join("\n");
  }
  return problem;
}
