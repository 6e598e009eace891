/** Turns a headline into the terms that stories are compared by: folded, without function words, cut to six letters; and to the concepts that both languages share. */
import { conceptOf } from "./bilingual.ts";
import { fold } from "./fold.ts";
import type { EntityId, Lang } from "./types.ts";

/** Letters kept of a word. Six is how the background frequencies were counted, and joins inflections in both languages. */
export const stemLetters = 6;

/** Function words of both languages and the verbs of saying that headlines hang on every report. */
const stopWords: ReadonlySet<string> = new Set(
  `a about after again all also am an and any are as at be because been before being between both but by can could did do does
  for from get gets had has have he her here him his how i if in into is it its just may me might more most must my new no not now of on once one
  only or other our out over own said same say says she should so some still such than that the their them then there these they this those
  through to too under until up very via was we were what when where which while who whom why will with would you your yet
  ai afin ainsi alors apres au aucun aucune aussi autre autres aux avait avant avec avoir c ca car ce ceci cela celle celles celui ces cet cette ceux chez
  ci comme comment d dans de depuis des dit deux donc dont du elle elles en encore entre es est et etaient etait ete etre eu eux fait faire font
  il ils j je l la le les leur leurs lors lorsque lui m ma mais malgre me meme memes mes moi moins mon n ne ni nos notre nous on ont ou
  par parce pas pendant peu peut peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront ses si
  son sont sous sur t ta tandis te tes toi ton tous tout toute toutes tres tu un une va vers veut vos votre vous y`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Folded words of a text, function words left out, in order. */
export function contentWords(text: string): readonly string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !stopWords.has(word) && (word.length > 1 || /\p{N}/u.test(word)));
}

/** The word cut to its stem. */
export const stemOf = (word: string): string => word.slice(0, stemLetters);

/** The concept that both languages share, or else the stem. */
export const termOf = (word: string, lang: Lang): string => conceptOf(word, lang) ?? stemOf(word);

/** Stems of the words of a company's name, as its id spells them. */
export const nameStems = (entity: EntityId): ReadonlySet<string> => new Set(entity.split("-").map(stemOf));

/** What makes two titles the same title: their folded words, function words included. */
export const titleKey = (title: string): string => (fold(title).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
