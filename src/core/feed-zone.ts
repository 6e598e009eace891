/** In which time zone a feed's dates are read where they name none: the one that is set for it, else its language's. */
import type { Lang } from "./types.ts";

/** Where most feeds of a language are written. English is written everywhere, so that no clock fits. */
const zonesByLang: Readonly<Record<Lang, string>> = { fr: "Europe/Paris", en: "UTC", und: "UTC" };

/** IANA name, as `Intl` takes it. */
export function zoneOf({ zone, lang }: { readonly zone: string | null; readonly lang: Lang }): string {
  return zone ?? zonesByLang[lang];
}
