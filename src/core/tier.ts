/** Whether an item is told at once, held for the digest, or left out: a market signal in the watch's market alerts, news about a watched company is held. */
import type {
  Entity,
  Gazetteer,
  GuardHit,
  Mention,
  MissCause,
  Pair,
  Reading,
  Reason,
  Signal,
  Tier,
  WatchTier,
} from "./types.ts";

export interface TierInput {
  /** Watches that the item met, of one destination. */
  readonly matched: readonly { readonly name: string; readonly tier: WatchTier }[];
  readonly mentions: readonly Mention[];
  readonly guards: readonly GuardHit[];
  readonly reading: Reading;
  readonly gazetteer: Gazetteer;
  /** The watch that failed on one condition only; null where there is none. */
  readonly nearest: { readonly watch: string; readonly cause: MissCause } | null;
}

export interface TierDecision {
  readonly tier: Tier;
  /** At least one, the decisive one first. */
  readonly reasons: readonly Reason[];
}

/** Decides the tier. A watch that alerts on every match outranks one that waits for signals, which outranks one that only digests. */
export function decideTier(input: TierInput): TierDecision {
  const { matched, guards, mentions, nearest } = input;
  const [hit] = guards;
  if (matched.length === 0) {
    const otherSense = mentions.length === 0 && hit !== undefined;
    return { tier: "none", reasons: [otherSense ? { code: "other-sense", hit } : { code: "unmatched", nearest }] };
  }
  const always = matched.find(({ tier }) => tier === "alert");
  if (always !== undefined) return { tier: "alert", reasons: [{ code: "every-match", watch: always.name }] };
  const onSignal = matched.some(({ tier }) => tier === "signal");
  if (onSignal) return readTier(input);
  return { tier: "digest", reasons: matched.map(({ name }) => ({ code: "watch-digest", watch: name })) };
}

function readTier({ reading, gazetteer }: TierInput): TierDecision {
  const { signal, noise } = reading;
  if (signal === null || noise !== null) return { tier: "digest", reasons: [{ code: "no-signal", noise }] };
  // A ruling is news of a move where one is named; alone it is a matter for the courts.
  const isRuling = signal.kinds.every((kind) => kind === "regulatory");
  if (isRuling) return { tier: "digest", reasons: [{ code: "no-signal", noise: "legal" }] };
  if (!inMarket(signal, reading, gazetteer)) return { tier: "digest", reasons: [{ code: "elsewhere" }] };
  return { tier: "alert", reasons: [{ code: "signal", kind: signal.kind, stage: signal.stage }] };
}

function inMarket(signal: Signal, { place }: Reading, gazetteer: Gazetteer): boolean {
  const known = new Map(gazetteer.entities.map((entity) => [entity.id, entity]));
  if (signal.pairs.some((pair) => meetsHome(pair, known, gazetteer))) return true;
  if (place === "home" || place === "region") return true;
  return signal.kind === "acquisition" && signal.pairs.some((pair) => buysRetailer(pair, known));
}

/** An entrant that takes over a retailer anywhere has armed itself for the next market. */
function buysRetailer({ entrant, target }: Pair, known: ReadonlyMap<string, Entity>): boolean {
  const bought = target === null ? undefined : known.get(target);
  if (bought === undefined || !bought.roles.includes("retailer") || bought.roles.includes("entrant")) return false;
  return known.get(entrant)?.roles.includes("entrant") === true;
}

/**
 * An entrant that moves on a company of the home market is news wherever it plays out. Where that company goes to the
 * entrant's own country, it is the newcomer, and the pair is named the other way round: news of that country.
 */
function meetsHome({ entrant, target }: Pair, known: ReadonlyMap<string, Entity>, { market }: Gazetteer): boolean {
  const home = target === null ? undefined : known.get(target)?.home;
  return home != null && market.home.includes(home) && known.get(entrant)?.roles.includes("entrant") === true;
}
