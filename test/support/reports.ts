/** Reports of one happening as a feed would bring them: talks, an echo of them, the deal; and 24 other happenings. */
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

/** Happenings between one pair each, in words of their own, so that no two are one story. */
const happenings: readonly (readonly [string, string])[] = [
  [
    "Monoprix signs deal with Amazon to sell organic wine in Lille",
    "Bottles from forty cellars can be ordered until midnight.",
  ],
  ["Ocado in talks to buy a stake in Carrefour", "Bankers expect a minority holding; the heirs meet on Friday."],
  [
    "Deliveroo launches ninety-minute dinners from Auchan around Lyon",
    "Couriers on electric bikes carry hot soup to students.",
  ],
  [
    "Alibaba approaches Franprix about taking over its corner shops",
    "Unions were told of a letter; surveyors measured the pavements.",
  ],
  [
    "Picard and Amazon agree partnership on frozen parcels",
    "Ice boxes of cardboard travel in night trains to Bordeaux.",
  ],
  [
    "Schiever chooses Ocado robots for automated depot near Auxerre",
    "Three hundred jobs and a solar roof come with the site under the platform deal.",
  ],
  [
    "Deliveroo opens talks with Monoprix on Sunday breakfast rounds",
    "Croissants before eight: a pilot could begin in Montmartre.",
  ],
  [
    "Alibaba launches Mandarin-language supermarket with Carrefour for tourists",
    "Perfume and cognac wait at the airport, paid by telephone.",
  ],
  [
    "Auchan signs agreement with Amazon for voice shopping",
    "Speakers in the kitchen will understand the dialect of Picardy.",
  ],
  [
    "Ocado approaches Franprix over licence of its routing software",
    "Vans lose an hour a day in the traffic of the ring road, a consultant found.",
  ],
  [
    "Deliveroo signs deal with Picard on ice cream at festivals",
    "Rock fans from Belfort to Carhaix get sorbet delivered to their tents.",
  ],
  [
    "Alibaba in talks with Schiever about Burgundy mustard exports",
    "Barrels would sail from Le Havre to Shanghai each spring.",
  ],
  [
    "Amazon launches pet food counters inside Carrefour hypermarkets",
    "Vets advise owners of old cats beside the aquariums.",
  ],
  [
    "Monoprix signs deal with Ocado for fashion returns by drone",
    "Dresses that do not fit fly back from balconies, regulators permitting.",
  ],
  [
    "Franprix in talks with Deliveroo over pharmacy deliveries",
    "Aspirin and plasters need a druggist aboard, say the chemists.",
  ],
  [
    "Auchan and Alibaba announce partnership on payment by palm",
    "A scanner reads veins of the hand; the privacy watchdog asks for papers.",
  ],
  [
    "Amazon approaches Schiever for its cold stores in the Jura",
    "Cheese wheels would make room for batteries and servers.",
  ],
  [
    "Ocado launches school canteen service with Picard",
    "Mayors order spinach gratin by the tonne for nine thousand pupils.",
  ],
  [
    "Deliveroo signs deal with Carrefour on rescued vegetables",
    "Crooked carrots and bruised pears sell at half price after nine.",
  ],
  ["Alibaba in talks to invest in Monoprix loyalty card", "Points would be worth yuan in the metro of Hangzhou."],
  [
    "Auchan opens talks with Ocado about robot bakers",
    "Dough rises in drawers; a patent from Hatfield folds the baguette.",
  ],
  [
    "Amazon signs deal with Franprix on evening bookshops",
    "Novels beside the noodles: three hundred addresses stay open late.",
  ],
  ["Alibaba launches oyster auctions with Picard", "Fishermen of Cancale bid against Arcachon on a live video."],
  [
    "Deliveroo approaches Schiever about village bread vans",
    "Horns sound again in hamlets that lost their last baker.",
  ],
];

/** The n-th of 24 happenings, younger than those before it. */
export function happening(n: number): Report {
  const [title, description] = happenings[n] ?? ["", ""];
  return report(`happening-${n}`, 300 - n, title, description);
}

/** The same happening as a second outlet tells it, without a source of its own. */
export function echoOf({ title, description, guid, publishedAt }: Report): Report {
  return {
    title: `${title}, according to Reuters`,
    description: `According to Reuters, ${description}`,
    link: `https://wire-b.example/${guid}`,
    guid: `echo-${guid}`,
    publishedAt: publishedAt + minuteMs / 2,
  };
}
