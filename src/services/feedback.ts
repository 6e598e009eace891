/** Verdicts on reports: kept with who and when, answered with what they lead to; a proposal is applied and undone by a button. */
import { describeChange } from "../core/describe.ts";
import { AppError } from "../core/errors.ts";
import { type Judged, type Proposal, proposeExclusion } from "../core/feedback.ts";
import { fold } from "../core/fold.ts";
import type { Action, Block, Document } from "../core/message.ts";
import type { Term, Watch } from "../core/types.ts";
import { commandLine } from "./command-specs.ts";
import { type Ask, action, answer, code, type DeskDeps, describeContext, hint, text } from "./desk.ts";
import type { ArchivedItem, Feedback } from "./ports.ts";
import { refuseStranger } from "./watch-input.ts";
import { nearMisses } from "./why.ts";

/** Verdicts older than this no longer count. */
const learnMs = 90 * 86_400_000;
const companiesNamed = 3;

type Verdict = Feedback["verdict"];

export function recordVerdict(verdict: Verdict) {
  return (deps: DeskDeps, ask: Ask, subject: string): Document => {
    const read = deps.store.items.get(Number(subject));
    if (read === undefined) throw new AppError("not_found", ask.words.refusal.noItem(subject));
    const { caller, now, words } = ask;
    deps.store.feedback.add({ destination: caller.destination, itemId: read.item.id, verdict, by: caller.id, at: now });
    deps.log.info("feedback recorded", { destination: caller.destination, item: read.item.id, verdict, by: caller.id });
    if (verdict === "should-alert") return shouldAlert(deps, ask, read);
    const given = deps.store.feedback.list(caller.destination, now - learnMs);
    const countOf = (kind: Verdict): number =>
      new Set(given.filter((each) => each.verdict === kind).map(({ itemId }) => itemId)).size;
    const proposal = verdict === "not-relevant" ? propose(deps, given, read) : null;
    return answer(
      verdict === "relevant" ? words.feedback.thanks : words.feedback.thanksNot,
      [
        text(read.item.title),
        hint(words.feedback.thanksHint(countOf("relevant"), countOf("not-relevant"))),
        ...(proposal === null ? [] : [text(say(ask, proposal))]),
      ],
      { tone: "good", actions: proposal === null ? [] : [applyButton(ask, proposal)] },
    );
  };
}

interface Proposed extends Proposal {
  readonly watch: Watch;
}

function say({ words }: Ask, { word, watch, ...counts }: Proposed): string {
  return words.feedback.proposal(
    word,
    watch.name,
    counts.dismissedRemoved,
    counts.dismissedCount,
    counts.keptRemoved,
    counts.keptCount,
  );
}

function applyButton({ words }: Ask, { word, watch }: Proposed): Action {
  return action("apply", `exclude:${watch.id}:${word}`, words.feedback.applyExclusion(word));
}

/** Looks at the watches that brought this report, the one with the most to gain first. */
function propose(deps: DeskDeps, given: readonly Feedback[], read: ArchivedItem): Proposed | null {
  const matcher = deps.ruleset.current();
  const judged = given.flatMap(({ itemId, verdict, destination }) => {
    const item = verdict === "should-alert" ? undefined : deps.store.items.get(itemId)?.item;
    if (item === undefined || verdict === "should-alert") return [];
    const matched = matcher.match({ ...item, at: item.publishedAt }).matched();
    return [{ item, verdict, matched: matched.filter(({ rule }) => rule.destination === destination) }];
  });
  const own = judged.find(({ item }) => item.id === read.item.id)?.matched.map(({ rule }) => rule) ?? [];
  const proposals = own.flatMap((watch): readonly Proposed[] => {
    const reports = judged.flatMap(({ item, verdict, matched }): readonly Judged[] => {
      const match = matched.find(({ rule }) => rule.id === watch.id);
      if (match === undefined) return [];
      const spans = match.evidence.map(({ field, start, end }) => item[field].slice(start, end));
      return [{ title: item.title, description: item.description, matched: spans, verdict }];
    });
    const proposal = proposeExclusion(reports);
    return proposal === null ? [] : [{ ...proposal, watch }];
  });
  return proposals.sort((a, b) => b.dismissedRemoved - a.dismissedRemoved)[0] ?? null;
}

/** What would have brought it: the nearest watch with its smallest change, or watches of the companies it names. */
function shouldAlert(deps: DeskDeps, ask: Ask, { item, entities }: ArchivedItem): Document {
  const { words, caller } = ask;
  const [near] = nearMisses(deps, ask, item);
  const lines = entities
    .slice(0, companiesNamed)
    .map((entity) => commandLine(["watch", "add"], caller.locale, [["term", `@${entity}`]]));
  const next: readonly Block[] =
    near === undefined
      ? [text(words.feedback.noWatchNear), ...(lines.length === 0 ? [] : [code(lines.join("\n"))])]
      : [text(words.feedback.smallestChange(near.rule.name, describeChange(near.cause, describeContext(deps, ask))))];
  const excluded = near?.cause.code === "excluded" ? fold(near.cause.term) : null;
  const button =
    near !== undefined && excluded !== null && /^[a-z0-9]{1,40}$/.test(excluded)
      ? [action("apply", `include:${near.rule.id}:${excluded}`, words.alert.apply)]
      : [];
  return answer(words.feedback.thanksShould, [text(item.title), ...next], { tone: "good", actions: button });
}

/** `exclude:<watch>:<word>`. */
export function applyExclusion(deps: DeskDeps, ask: Ask, subject: string): Document {
  const { watch, word } = readSubject(deps, ask, subject);
  const known = watch.none.some((term) => fold(term.text) === word);
  const none: readonly Term[] = known ? watch.none : [...watch.none, { text: word }];
  setNone(deps, ask, watch, none);
  return answer(ask.words.feedback.applied(word, watch.name), [], {
    tone: "good",
    actions: [action("apply", `include:${watch.id}:${word}`, ask.words.alert.undo)],
  });
}

/** `include:<watch>:<word>`: takes an exclusion away. */
export function undoExclusion(deps: DeskDeps, ask: Ask, subject: string): Document {
  const { watch, word } = readSubject(deps, ask, subject);
  const none = watch.none.filter((term) => fold(term.text) !== word);
  setNone(deps, ask, watch, none);
  return answer(ask.words.feedback.undone(word, watch.name), [], {
    tone: "good",
    actions: [action("apply", `exclude:${watch.id}:${word}`, ask.words.alert.undo)],
  });
}

function readSubject(deps: DeskDeps, ask: Ask, subject: string): { readonly watch: Watch; readonly word: string } {
  const [, id, word] = /^(?:ex|in)clude:(\d{1,15}):([a-z0-9]{1,40})$/.exec(subject) ?? [];
  const watch = deps.store.watches.get(Number(id));
  if (watch === undefined || word === undefined || watch.destination !== ask.caller.destination) {
    throw new AppError("not_found", ask.words.refusal.goneWatch);
  }
  refuseStranger(ask, watch);
  return { watch, word };
}

/** A pack's watch that a person changes is that person's from then on: the pack would take the change back. */
function setNone(deps: DeskDeps, { caller }: Ask, watch: Watch, none: readonly Term[]): void {
  deps.store.watches.update(watch.id, { none, origin: "person", addedBy: caller.id });
  deps.ruleset.reload();
  deps.log.info("watch changed", { watch: watch.id, by: caller.id });
}
