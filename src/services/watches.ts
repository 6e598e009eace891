/** Watches as people add, try, change and drop them; every answer says what was understood and what it would have brought. */
import { describePair } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import type { Action, Block, Document } from "../core/message.ts";
import type { Group, Term, Watch } from "../core/types.ts";
import { type Backtest, backtest, type Draft } from "./backtest.ts";
import { commandLine } from "./command-specs.ts";
import { type Ask, action, answer, code, ensureDestination, hint, lineOf, requireText, text } from "./desk.ts";
import { defaultTier, describeRule, type Offer, offersFor } from "./understand.ts";
import {
  findWatch,
  optional,
  ownWatch,
  parse,
  readDraft,
  readLangs,
  readName,
  readNone,
  readSince,
  readTier,
  refuseName,
  refuseStranger,
  refuseTwin,
  refuseUnknown,
  ruleLine,
  type WatchDeps,
} from "./watch-input.ts";

const dayMs = 86_400_000;
/** How far back an answer looks where nothing was said. */
const defaultDays = 30;

export async function addWatch(deps: WatchDeps, ask: Ask): Promise<Document> {
  const draft = readDraft(deps, ask);
  refuseTwin(deps, ask, draft);
  const { id: destination } = ensureDestination(deps, ask);
  const watch = deps.store.transact(() =>
    deps.store.watches.add({
      ...draft,
      destination,
      origin: "person",
      state: "active",
      addedBy: ask.caller.id,
      addedAt: ask.now,
    }),
  );
  deps.ruleset.reload();
  deps.log.info("watch added", { watch: watch.id, destination, by: ask.caller.id });
  return watchAnswer(deps, ask, watch, ask.words.watch.added(watch.name), true);
}

export async function testWatch(deps: WatchDeps, ask: Ask): Promise<Document> {
  const named = ask.text("watch");
  const draft = named === undefined ? readDraft(deps, ask) : findWatch(deps, ask, named);
  const since = readSince(ask) ?? ask.now - defaultDays * dayMs;
  const tried = await tryDraft(deps, draft, since, ask.now);
  const save = commandLine(["watch", "add"], ask.caller.locale, [
    ["rule", ruleLine(draft)],
    ...(draft.tier === defaultTier(draft, deps.names) ? [] : [["tier", draft.tier] as const]),
  ]);
  return answer(ask.words.watch.testTitle(draft.name), [
    ...describeRule(draft, deps.ruleset.gazetteer, ask.words),
    text(ask.words.watch.tier[draft.tier]),
    ...outcome(deps, ask, { draft, tried, since }),
    ...(named === undefined ? [hint(ask.words.watch.testHint(save))] : []),
  ]);
}

export function listWatches(deps: WatchDeps, ask: Ask): Document {
  const say = ask.words.watch;
  const watches = deps.store.watches.list(ask.caller.destination);
  if (watches.length === 0) {
    const example = commandLine(["watch", "add"], ask.caller.locale, [["term", "Monoprix"]]);
    return answer(say.listTitle(0), [text(say.none), code(example)]);
  }
  const rows = watches.map((watch) => [
    watch.name,
    ruleLine(watch),
    watch.state === "paused" ? say.pausedShort : say.tierShort[watch.tier],
    watch.origin === "pack" ? say.fromPack(watch.addedBy) : say.fromPerson,
  ]);
  return answer(say.listTitle(watches.length), [{ type: "table", head: say.listHead, rows }, hint(say.listHint)]);
}

/** What the edit does not say stays as it was; distances between groups go with the groups they were set for. */
export async function editWatch(deps: WatchDeps, ask: Ask): Promise<Document> {
  const watch = ownWatch(deps, ask, requireText(ask, ["watch", "edit"], "watch"));
  const typed = ask.text("rule");
  const given = typed === undefined ? watch : { ...parse(ask, typed), name: watch.name };
  const change = {
    all: given.all,
    none: [...given.none, ...readNone(ask)],
    near: given.near ?? [],
    ...optional("fields", given.fields),
    ...optional("langs", readLangs(ask) ?? given.langs),
    name: readName(ask) ?? watch.name,
    tier: readTier(ask) ?? ("tier" in given ? given.tier : undefined) ?? watch.tier,
  };
  if (["rule", "name", "none", "tier", "lang"].every((option) => ask.text(option) === undefined)) {
    throw new AppError("invalid", ask.words.refusal.nothingToChange);
  }
  refuseUnknown(deps, ask, change);
  if (change.name !== watch.name) refuseName(deps, ask, change.name);
  deps.store.transact(() =>
    deps.store.watches.update(watch.id, { ...change, origin: "person", addedBy: ask.caller.id }),
  );
  deps.ruleset.reload();
  deps.log.info("watch changed", { watch: watch.id, by: ask.caller.id });
  return watchAnswer(deps, ask, { ...watch, ...change }, ask.words.watch.changed(change.name), false);
}

export function setWatchState(state: Watch["state"]) {
  return (deps: WatchDeps, ask: Ask): Document => {
    const verb = state === "paused" ? "pause" : "resume";
    const watch = ownWatch(deps, ask, requireText(ask, ["watch", verb], "watch"));
    deps.store.watches.update(watch.id, { state });
    deps.ruleset.reload();
    deps.log.info("watch state changed", { watch: watch.id, state, by: ask.caller.id });
    const title = state === "paused" ? ask.words.watch.paused(watch.name) : ask.words.watch.resumed(watch.name);
    return answer(title, [code(ruleLine(watch))], { tone: "good" });
  };
}

export function removeWatch(deps: WatchDeps, ask: Ask): Document {
  return drop(deps, ask, ownWatch(deps, ask, requireText(ask, ["watch", "remove"], "watch")));
}

/** The undo button below a new watch; also by someone else who may manage, and long after. */
export function undoWatch(deps: WatchDeps, ask: Ask, subject: string): Document {
  const watch = deps.store.watches.get(Number(subject));
  if (watch === undefined || watch.destination !== ask.caller.destination) {
    throw new AppError("not_found", ask.words.refusal.goneWatch);
  }
  refuseStranger(ask, watch);
  return drop(deps, ask, watch);
}

/**
 * Turns a plain term into the company it names; what else the term says becomes a group of its own: `carrefour drive` is then
 * the company Carrefour and the word drive. `subject`: `<watch>:<group>:<term>:<entity>`. A pack's watch is the person's from then on.
 */
export async function watchEntity(deps: WatchDeps, ask: Ask, subject: string): Promise<Document> {
  const [id, group, term] = subject.split(":").map(Number);
  const watch = deps.store.watches.get(id ?? 0);
  const isOffered = (offer: Offer): boolean => `${id}:${offer.group}:${offer.term}:${offer.entity.id}` === subject;
  const offer = watch === undefined ? undefined : offersFor(watch, deps.names).find(isOffered);
  if (watch === undefined || offer === undefined || watch.destination !== ask.caller.destination) {
    throw new AppError("not_found", ask.words.refusal.goneWatch);
  }
  refuseStranger(ask, watch);
  const company: Term = { text: `@${offer.entity.id}` };
  const all = watch.all.map((terms, at) =>
    at === group ? terms.map((old, position) => (position === term ? company : old)) : terms,
  );
  const rest: readonly Group[] = offer.rest === null ? [] : [[{ text: offer.rest }]];
  const change = { all: [...all, ...rest], tier: "signal", origin: "person", addedBy: ask.caller.id } as const;
  deps.store.watches.update(watch.id, change);
  deps.ruleset.reload();
  deps.log.info("watch changed", { watch: watch.id, by: ask.caller.id });
  return watchAnswer(deps, ask, { ...watch, ...change }, ask.words.watch.changed(watch.name), true);
}

function drop(deps: WatchDeps, ask: Ask, watch: Watch): Document {
  const say = ask.words;
  if (watch.origin === "pack") throw new AppError("conflict", say.refusal.packWatch(watch.name));
  deps.store.watches.remove(watch.id);
  deps.ruleset.reload();
  deps.log.info("watch removed", { watch: watch.id, by: ask.caller.id });
  const again = commandLine(["watch", "add"], ask.caller.locale, [
    ["rule", ruleLine(watch)],
    ["name", watch.name],
    ["tier", watch.tier],
  ]);
  return answer(say.watch.removed(watch.name), [hint(say.watch.removedHint(again))]);
}

async function watchAnswer(
  deps: WatchDeps,
  ask: Ask,
  watch: Watch,
  title: string,
  undoable: boolean,
): Promise<Document> {
  const say = ask.words.watch;
  const since = ask.now - defaultDays * dayMs;
  const tried = await tryDraft(deps, watch, since, ask.now);
  const offers = offersFor(watch, deps.names).slice(0, 2);
  const actions: readonly Action[] = [
    ...(undoable ? [action("undo-watch", watch.id, ask.words.alert.undo)] : []),
    ...offers.map(({ group, term, entity, rest }) =>
      action("apply", `entity:${watch.id}:${group}:${term}:${entity.id}`, say.watchCompany(entity.name, rest)),
    ),
  ];
  return answer(
    title,
    [
      ...describeRule(watch, deps.ruleset.gazetteer, ask.words),
      text(say.tier[watch.tier]),
      ...outcome(deps, ask, { draft: watch, tried, since }),
      ...offers.map(({ typed, entity, rest }) => hint(say.didYouMean(typed, entity.name, rest))),
      hint(say.baseline),
    ],
    { tone: "good", actions: actions.filter(({ subject }) => subject.length <= 60) },
  );
}

function tryDraft(deps: WatchDeps, draft: Draft, since: number, now: number): Promise<Backtest> {
  const { store, ruleset } = deps;
  const breathe = deps.breathe ?? (() => new Promise<void>((resume) => setImmediate(resume)));
  return backtest({ store, gazetteer: ruleset.gazetteer, breathe }, draft, since, now);
}

/** How to look through all that is stored, where there is more than was looked through. */
function lookFurther(
  { store }: WatchDeps,
  { words, caller, zone }: Ask,
  draft: Draft,
  since: number,
): readonly Block[] {
  const [oldest] = store.items.listSince(0, 0, 1);
  if (oldest === undefined || oldest.item.publishedAt >= since) return [];
  const { publishedAt } = oldest.item;
  const command = commandLine(["watch", "test"], caller.locale, [
    ["rule", ruleLine(draft)],
    ["since", new Date(publishedAt).toISOString().slice(0, 10)],
  ]);
  return [hint(words.watch.lookFurther(words.format.date(publishedAt, zone), command))];
}

function outcome(
  deps: WatchDeps,
  ask: Ask,
  { draft, tried, since }: { readonly draft: Draft; readonly tried: Backtest; readonly since: number },
): readonly Block[] {
  const { words } = ask;
  const say = words.watch;
  const days = Math.max(1, Math.round((ask.now - since) / dayMs));
  if (tried.hitCount === 0) {
    const found = tried.readCount === 0 ? say.emptyArchive : say.noHits(days, tried.readCount);
    return [text(found), ...lookFurther(deps, ask, draft, since)];
  }
  const lead =
    tried.lead === null
      ? []
      : [say.lead(Math.floor(tried.lead.ms / dayMs), describePair(tried.lead.pair, deps.ruleset.nameOf))];
  const sentences = [
    say.hits(tried.hitCount, tried.storyCount, words.format.number(tried.perWeek, 1), days),
    say.tiers(tried.alertCount, tried.digestCount),
    ...lead,
    ...(tried.complete ? [] : [say.cutShort(tried.readCount)]),
  ];
  return [text(sentences.join(" ")), { type: "items", items: tried.samples.map((read) => lineOf(read)) }];
}
