/** The sentences of a language: the one door to the phrase book's two versions. */
import type { Phrases } from "./phrase-book.ts";
import { en } from "./phrases-en.ts";
import { fr } from "./phrases-fr.ts";
import type { Locale } from "./types.ts";

export function phrases(locale: Locale): Phrases {
  return locale === "fr" ? fr : en;
}
