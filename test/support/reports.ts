/** Reports of one happening as a feed would bring them: talks, an echo of them, the deal; and news of as many other pairs as wanted. */
import { entrants, retailers } from "./run-vigie.ts";

export interface Report {
  readonly title: string;
  readonly description: string;
  readonly link: string;
  readonly guid: string;
  readonly publishedAt: number;
}

const minuteMs = 60_000;

function report(name: string, minutesAgo: number, title: string, description: string, site = "press"): Report {
  return {
    title,
    description,
    link: `https://${site}.example/${name}`,
    guid: name,
    publishedAt: Date.now() - minutesAgo * minuteMs,
  };
}

export const oldNews = () =>
  report(
    "old",
    600,
    "Carrefour signs grocery delivery deal with Ocado in France",
    "Carrefour will use the platform of Ocado for its online grocery orders.",
  );

export const talks = () =>
  report(
    "talks",
    60,
    "Monoprix in talks with Amazon over grocery deliveries in Paris",
    "The French supermarket chain Monoprix is in talks with Amazon to sell its groceries in Paris. A decision is expected in spring.",
  );

export const echoOfTalks = () =>
  report(
    "echo",
    30,
    "Monoprix in talks with Amazon about grocery deliveries in Paris, according to Reuters",
    "According to Reuters, the French supermarket chain Monoprix is in talks with Amazon to sell groceries in Paris.",
    "wire-b",
  );

export const deal = () =>
  report(
    "deal",
    5,
    "Monoprix signs deal with Amazon to sell groceries in Paris",
    "Monoprix and Amazon said that they have signed a deal: groceries of the French supermarket chain will be sold through Amazon in Paris.",
    "wire-b",
  );

const places = [
  "Lille",
  "Lyon",
  "Nantes",
  "Brest",
  "Metz",
  "Nice",
  "Dijon",
  "Reims",
  "Tours",
  "Rouen",
  "Caen",
  "Nancy",
];
const things = [
  "wine",
  "bread",
  "cheese",
  "flowers",
  "fish",
  "pasta",
  "coffee",
  "fruit",
  "olives",
  "frozen meals",
  "tea",
];

/** The n-th of a row of happenings, each between another pair, about other goods and in another town; later ones are younger. */
export function happening(n: number): Report {
  const entrant = entrants[n % entrants.length] ?? "";
  const retailer = retailers[Math.floor(n / entrants.length) % retailers.length] ?? "";
  const place = places[(n * 7) % places.length] ?? "";
  const thing = things[(n * 5) % things.length] ?? "";
  return report(
    `happening-${n}`,
    300 - n,
    `${retailer} signs deal with ${entrant} to sell ${thing} in ${place}`,
    `${retailer} and ${entrant} have signed: ${thing} from its shops in ${place} can be ordered from autumn on. Case ${n}.`,
  );
}
