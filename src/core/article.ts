/** Whether the text of a page is the article that a headline announced: a wall of consent or a page that moved on is not. */
import { contentWords, stemOf } from "./story-terms.ts";

/** Share of the title's words that the article has to hold: papers rewrite headlines, but not all of their words. */
const sharedWords = 0.4;

/** Whether the text holds enough of the title's words to be its article. */
export function isArticleOf(title: string, text: string): boolean {
  const asked = new Set(contentWords(title).map(stemOf));
  const held = new Set(contentWords(text).map(stemOf));
  if (asked.size === 0) return false;
  return [...asked].filter((stem) => held.has(stem)).length >= sharedWords * asked.size;
}
