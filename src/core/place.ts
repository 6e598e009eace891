/** Where a move plays out, seen from the watched market: "in India" outweighs "Indian", and a company's own nationality says nothing. */
import { locatives, placeNames } from "./lexicon-places.ts";
import type { Word } from "./signal-words.ts";
import type { Entity, EntityId, Gazetteer, Lang, Place } from "./types.ts";

interface PlaceFound {
  readonly country: string;
  /** "in France" rather than "French". */
  readonly located: boolean;
}

export interface PlaceReading {
  readonly place: Place;
  /** Countries that the text names (a company's own nationality left out), located ones only where there are any. */
  readonly countries: readonly string[];
}

const byName: ReadonlyMap<string, string> = new Map(
  Object.entries(placeNames).flatMap(([country, names]) => names.map((name) => [name, country] as const)),
);
/** What the press of a language leaves unsaid is its own country; English is written in too many to tell. */
const pressOf: Readonly<Partial<Record<Lang, string>>> = { fr: "FR" };
/** Words between a nationality and the company it describes: "the British online grocer Ocado". */
const appositionReach = 7;

/** What a report calls a company that it has named already: "the US company", "the Canadian group". */
const companyNouns: ReadonlySet<string> = new Set(
  `company group giant retailer grocer firm chain operator discounter startup start tycoon billionaire investor owner parent player
  rival platform titan behemoth supermarket conglomerate wholesaler unicorn specialist marketplace business founder`.split(
    /\s+/,
  ),
);
/** Words between a nationality and such a noun: "the US e-commerce giant". */
const nounReach = 4;

/** Reads the place from the fields in order: the first that names one decides; failing all, the homes of the companies. */
export function readPlace(
  fields: readonly (readonly Word[])[],
  entities: readonly EntityId[],
  gazetteer: Gazetteer,
  lang: Lang,
): PlaceReading {
  const known = new Map(gazetteer.entities.map((entity) => [entity.id, entity]));
  const parties = entities.flatMap((id) => known.get(id) ?? []);
  const homesOfParties = new Set(parties.flatMap(({ home }) => home ?? []));
  for (const words of fields) {
    const found = findPlaces(words, known, homesOfParties);
    const located = found.filter((one) => one.located);
    const countries = (located.length > 0 ? located : found).map((one) => one.country);
    if (countries.length > 0) {
      const homes = parties.filter(({ roles }) => roles.includes("retailer"));
      const athome = countries.filter((country) => homes.some(({ home }) => home === country));
      return { place: decide(athome.length > 0 ? athome : countries, gazetteer), countries };
    }
  }
  const place = decideHomes(parties, gazetteer);
  const unsaid = pressOf[lang];
  const home = place === "unknown" && unsaid !== undefined && gazetteer.market.home.includes(unsaid);
  return { place: home ? "home" : place, countries: [] };
}

/** Shops stand where they stand: a retailer's home says where; those who come from elsewhere only tell of a region they live in. */
function decideHomes(entities: readonly Entity[], { market }: Gazetteer): Place {
  const settled = entities.filter(({ roles }) => roles.includes("retailer"));
  const homes = (settled.length > 0 ? settled : entities).flatMap(({ home }) => home ?? []);
  if (homes.some((home) => market.home.includes(home))) return "home";
  if (homes.some((home) => market.region.includes(home))) return "region";
  return settled.length > 0 && homes.length > 0 ? "elsewhere" : "unknown";
}

function decide(countries: readonly string[], { market }: Gazetteer): Place {
  if (countries.some((country) => market.home.includes(country))) return "home";
  if (countries.some((country) => !isRegion(country, market.region))) return "elsewhere";
  return "region";
}

function isRegion(country: string, region: readonly string[]): boolean {
  return country === "EU" || region.includes(country);
}

function findPlaces(
  words: readonly Word[],
  known: ReadonlyMap<EntityId, Entity>,
  homes: ReadonlySet<string>,
): PlaceFound[] {
  const found: PlaceFound[] = [];
  for (const [at, word] of words.entries()) {
    const country = countryAt(words, at);
    if (country === undefined || !word.capital) continue;
    const before = words[at - 1]?.text ?? "";
    const located = locatives.has(before);
    if (!located && describesCompany(words, at, country, known)) continue;
    if (!located && homes.has(country) && standsForCompany(words, at)) continue;
    found.push({ country, located });
  }
  return found;
}

function countryAt(words: readonly Word[], at: number): string | undefined {
  const [one, two, three] = [words[at], words[at + 1], words[at + 2]];
  if (one === undefined) return undefined;
  const dotted = two?.text === "." && three !== undefined ? byName.get(`${one.text} ${three.text}`) : undefined;
  return dotted ?? (two && byName.get(`${one.text} ${two.text}`)) ?? byName.get(one.text);
}

/** Whether a nationality stands for a company that was named before, or says where it sits ("the Seattle-based company"). */
function standsForCompany(words: readonly Word[], at: number): boolean {
  for (let next = at + 1; next <= at + nounReach; next += 1) {
    const word = words[next];
    if (word === undefined || word.sentence !== words[at]?.sentence || locatives.has(word.text)) return false;
    if (word.text === "based" || companyNouns.has(word.text)) return true;
  }
  return false;
}

function describesCompany(
  words: readonly Word[],
  at: number,
  country: string,
  known: ReadonlyMap<EntityId, Entity>,
): boolean {
  for (let next = at + 1; next <= at + appositionReach; next += 1) {
    const word = words[next];
    if (word === undefined || word.sentence !== words[at]?.sentence || locatives.has(word.text)) return false;
    if (word.entity === null) continue;
    const home = known.get(word.entity)?.home ?? null;
    return home === null ? country !== "FR" : home === country;
  }
  return false;
}
