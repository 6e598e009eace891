/** Whether a sentence that a model wrote says only what its source says: no address, no mention, no number and no name that the source lacks. */
import { fold } from "./fold.ts";
import { contentWords, stemOf } from "./story-terms.ts";

/** Longest text that is accepted, in UTF-16 units. */
const longest = 500;

export type Ungrounded = "empty" | "too-long" | "address" | "mention" | "number" | "name";

const address = /https?:|www\.|\b[\p{L}\p{N}-]+\.(?:com|net|org|fr|uk|co|io|eu|info|biz|ru|cn|gg|me|ly)\b/iu;
const mention = /@|<[#@:]|\]\(|```/;
const number = /\d(?:[\d.,\u00a0\u202f ]*\d)?/gu;
const name = /\p{Lu}[\p{L}\p{N}]+/gu;

/** Null where the text is grounded; otherwise the first thing that is not. Numbers are compared by their digits, names by their stems. */
export function groundingProblem(text: string, source: string): Ungrounded | null {
  if (text.trim() === "") return "empty";
  if (text.length > longest) return "too-long";
  // An address is refused even where the source has it: nobody should click on what a model wrote.
  if (address.test(text)) return "address";
  if (mention.test(text)) return "mention";
  const numbers = new Set(digitsOf(source));
  if (digitsOf(text).some((digits) => !numbers.has(digits))) return "number";
  const known = new Set((fold(source).match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf));
  const named = (text.match(name) ?? []).flatMap(contentWords);
  return named.some((word) => !known.has(stemOf(word))) ? "name" : null;
}

const digitsOf = (text: string): readonly string[] =>
  (text.match(number) ?? []).map((written) => written.replace(/\D/g, ""));
