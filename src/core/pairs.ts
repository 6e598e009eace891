/** Who moves in on whom: the companies of a sentence, told apart by role first and by grammar where roles say nothing. */
import { fold } from "./fold.ts";
import type { Word } from "./signal-words.ts";
import type { Entity, EntityId, Gazetteer, Millis, Pair, Reading, SignalKind } from "./types.ts";

export interface PairInput {
  /** Words of the sentence or field that carries the signal. */
  readonly words: readonly Word[];
  /** Span of the deciding phrase in `words`, end exclusive. */
  readonly trigger: { readonly from: number; readonly to: number };
  readonly kind: SignalKind;
  /** Countries in which the move plays out, as far as the text says. */
  readonly countries: readonly string[];
  /** Date of the item: ownership is judged as of it. */
  readonly at: Millis;
  readonly gazetteer: Gazetteer;
}

interface Party {
  readonly entity: Entity;
  readonly at: number;
}

/** Words that set a company apart as the rival rather than a party: "to fend off Amazon", "face à Amazon". */
const rivalry = new Set(
  "against versus vs take takes taking chase chases chasing rival rivals rivalling counter fend challenge challenges challenged compete competes competing competition battle fight fights beat beating tackle threat threatened contre contrer face concurrencer concurrence concurrencent concurrent concurrents defier menace menaces rivaliser style former ex formerly ancien like unlike comme contrairement".split(
    " ",
  ),
);
/** "Ocado rival AutoStore" is about AutoStore. */
const apposed = new Set(["style", "rival", "competitor"]);
const rivalryReach = 4;
/** Words that may stand between a word of rivalry and the rival. */
const between = new Set(
  "off on with to by from of posed and de d du des par a au aux avec geant l online us retail giant group groupe".split(
    " ",
  ),
);
const passiveBy = new Set(["by", "par"]);
const participles = /(?:ed|bought|sold|taken|é|ée|és|e|ee|es|ees)$/;

/** The pairs of a signal; a company that moves by itself is paired with null. Empty where no watched company takes part. */
export function readPairs(input: PairInput): readonly Pair[] {
  const parties = findParties(input);
  const [first] = parties;
  if (first === undefined) return [];
  if (parties.length === 1) return [{ entrant: first.entity.id, target: null }];
  const { movers, targets } = split(parties, input);
  const pairs = movers.flatMap((mover) => targets.map((target) => ({ mover, target })));
  const foreign = pairs.filter(({ mover, target }) => !owns(mover.entity.id, target.entity, input.at));
  return (foreign.length > 0 ? foreign : pairs).map(({ mover, target }) => ({
    entrant: mover.entity.id,
    target: target.entity.id,
  }));
}

/**
 * Two companies of which neither is an entrant have one ladder, whichever is named first: a pair that is known the other
 * way round only is turned to the order of its history.
 */
export function alignPairs(reading: Reading, gazetteer: Gazetteer, isKnown: (pair: Pair) => boolean): Reading {
  const { signal } = reading;
  if (signal === null || signal.pairs.every(({ target }) => target === null)) return reading;
  const entrants = new Set(gazetteer.entities.filter(({ roles }) => roles.includes("entrant")).map(({ id }) => id));
  const pairs = signal.pairs.map((pair) => {
    const { entrant, target } = pair;
    if (target === null || entrants.has(entrant) || entrants.has(target) || isKnown(pair)) return pair;
    const turned = { entrant: target, target: entrant };
    return isKnown(turned) ? turned : pair;
  });
  return { ...reading, signal: { ...signal, pairs } };
}

function findParties({ words, gazetteer, at, kind }: PairInput): readonly Party[] {
  const known = new Map(gazetteer.entities.map((entity) => [entity.id, entity]));
  const seen = new Map<EntityId, Party>();
  for (const [index, word] of words.entries()) {
    const entity = word.entity === null ? undefined : known.get(word.entity);
    if (entity === undefined || seen.has(entity.id) || onlyRegulates(entity)) continue;
    if (!isRival(words, index)) seen.set(entity.id, { entity, at: index });
  }
  const parties = [...seen.values()];
  return parties.filter(({ entity }) => kind === "acquisition" || !belongsToEntrant(entity, parties, at));
}

function onlyRegulates(entity: Entity): boolean {
  return entity.roles.length > 0 && entity.roles.every((role) => role === "regulator");
}

function isRival(words: readonly Word[], index: number): boolean {
  if (apposed.has(words[index + 1]?.text ?? "")) return true;
  // "buys rival Gorillas" names who is bought.
  if (words[index - 1]?.text === "rival" && words[index - 2]?.entity === null) return false;
  if (words[index - 1]?.text === "not" && words[index - 2]?.text === ",") return true;
  for (let before = index - 1; before >= index - rivalryReach; before -= 1) {
    const word = words[before];
    if (word === undefined || word.sentence !== words[index]?.sentence) return false;
    if (rivalry.has(word.text)) return true;
    if (!between.has(word.text)) return false;
  }
  return false;
}

/** A brand that the entrant owns already acts for it: it is no target of its owner's. */
function belongsToEntrant(entity: Entity, parties: readonly Party[], at: Millis): boolean {
  return parties.some((party) => isEntrant(party) && owns(party.entity.id, entity, at));
}

function owns(owner: EntityId, { owners }: Entity, at: Millis): boolean {
  return owners.some(
    (ownership) =>
      ownership.owner === owner && (ownership.from ?? at) <= at && at < (ownership.to ?? Number.POSITIVE_INFINITY),
  );
}

const isEntrant = ({ entity }: Party): boolean => entity.roles.includes("entrant");

function split(parties: readonly Party[], input: PairInput): { movers: readonly Party[]; targets: readonly Party[] } {
  const entrants = parties.filter(isEntrant);
  const others = parties.filter((party) => !isEntrant(party));
  if (entrants.length > 0 && others.length > 0) return byRole(entrants, others, input);
  const platforms = parties.filter(({ entity }) => entity.roles.includes("platform"));
  const rest = parties.filter((party) => !platforms.includes(party));
  const buys = input.kind === "acquisition";
  if (platforms.length > 0 && rest.length > 0 && entrants.length === 0 && !buys)
    return byPlatform(platforms, rest, input);
  return byGrammar(parties, input);
}

/** The entrant moves on the retailer, unless the retailer goes to the entrant's own country: there it is the newcomer. */
function byRole(
  entrants: readonly Party[],
  others: readonly Party[],
  { countries, gazetteer: { market } }: PairInput,
): { movers: readonly Party[]; targets: readonly Party[] } {
  const watched = [...market.home, ...market.region];
  const abroad = entrants.every(
    ({ entity }) => entity.home !== null && countries.includes(entity.home) && !watched.includes(entity.home),
  );
  const locals = others.every(({ entity }) => entity.home !== null && watched.includes(entity.home));
  return abroad && locals ? { movers: others, targets: entrants } : { movers: entrants, targets: others };
}

/** A platform of the watched market moves into the shops; one of another part of the world that is no entrant is gone to. */
function byPlatform(
  platforms: readonly Party[],
  rest: readonly Party[],
  { gazetteer: { market } }: PairInput,
): { movers: readonly Party[]; targets: readonly Party[] } {
  const near = platforms.some(
    ({ entity: { home } }) => home === null || market.home.includes(home) || market.region.includes(home),
  );
  return near ? { movers: platforms, targets: rest } : { movers: rest, targets: platforms };
}

/** Who is named first moves on the others; a passive turns it round: "bought by", "approached by", "racheté par". Where neither moves on the other, the alphabet says who comes first. */
function byGrammar(
  parties: readonly Party[],
  input: PairInput,
): { movers: readonly Party[]; targets: readonly Party[] } {
  const { words, trigger } = input;
  const agent = parties.find(({ at }) => isAgent(words, at, trigger)) ?? findBuyer(parties, input);
  const together = agent === undefined ? jointBuyers(parties, input) : [];
  const mover = agent ?? (isMutual(parties, input) ? alphabetical(parties)[0] : parties[0]);
  const movers = together.length > 0 ? together : parties.filter((party) => party === mover);
  return { movers, targets: parties.filter((party) => !movers.includes(party)) };
}

const selling = /^(?:sell|sold|sale|offload|cede|cedent|ceder|cession|vend|vendu|vente)/;
const recipient = new Set(["to", "a", "à", "au", "aux"]);

/** "Casino sells Leader Price to Aldi": who is sold to moves in on the others. */
function findBuyer(parties: readonly Party[], { words, trigger, kind }: PairInput): Party | undefined {
  const sells = words.slice(trigger.from, trigger.to).some(({ text }) => selling.test(fold(text)));
  if (kind !== "acquisition" || !sells) return undefined;
  return parties.find(
    ({ at }) =>
      at > trigger.from && [at - 1, at - 2].some((before) => before >= trigger.from && isRecipient(words, before)),
  );
}

/** "To Aldi", "to rival Leclerc"; not "to sell Leader Price". */
function isRecipient(words: readonly Word[], index: number): boolean {
  const next = words[index + 1];
  return recipient.has(words[index]?.text ?? "") && (next?.entity !== null || next.text === "rival");
}

/** "Intermarché and Auchan take over Casino's stores": those who are named first, side by side, buy from the others. */
function jointBuyers(parties: readonly Party[], { words, kind }: PairInput): readonly Party[] {
  const [first, second, third] = parties;
  if (kind !== "acquisition" || first === undefined || second === undefined || third === undefined) return [];
  const between = words.slice(first.at, second.at).filter(({ entity }) => entity === null);
  const sideBySide = between.length === 1 && ["and", "et", "&"].includes(between[0]?.text ?? "");
  return sideBySide ? [first, second] : [];
}

const alphabetical = (parties: readonly Party[]): readonly Party[] =>
  parties.toSorted((a, b) => (a.entity.id < b.entity.id ? -1 : 1));

/** Words for what companies do with each other rather than one to the other. */
const mutual =
  /^(?:merg|fusion|combin|rapproch|allian|allied|alli[eé]|partner|parten|team|union|unit|tie$|joint|commun)/;
const mutualReach = 4;

/** Whether the companies do the same: a word of mutual doing by the phrase, or all of them named on one side of it. */
function isMutual(parties: readonly Party[], { words, trigger }: PairInput): boolean {
  const { sentence } = words[trigger.from] ?? {};
  const near = words.slice(Math.max(0, trigger.from - mutualReach), trigger.to + mutualReach);
  if (near.some((word) => word.sentence === sentence && word.entity === null && mutual.test(word.text))) return true;
  return parties.every(({ at }) => at >= trigger.to);
}

function isAgent(words: readonly Word[], at: number, trigger: { readonly from: number; readonly to: number }): boolean {
  const by = [at - 1, at - 2, at - 3].find((index) => passiveBy.has(words[index]?.text ?? ""));
  if (by === undefined || by < trigger.from) return false;
  return words
    .slice(trigger.from, by)
    .some(({ text }) => participles.test(text) || /^(?:takeover|rachat|acquisition|reprise)$/.test(text));
}
