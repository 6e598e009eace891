/** Silence for a story, a company or a watch at one destination, always with an end. */
import { AppError } from "../core/errors.ts";
import type { Document } from "../core/message.ts";
import type { EntityId, Millis } from "../core/types.ts";
import { commandLine } from "./command-specs.ts";
import { type Ask, answer, ensureDestination, hint, text } from "./desk.ts";
import { findStory, type LookupDeps } from "./lookup.ts";
import type { Mute } from "./ports.ts";
import { parsePeriod } from "./since.ts";
import { findWatch } from "./watch-input.ts";

const defaultMs = 7 * 86_400_000;
/** Longest mute: one year. What should be silent for good is a paused watch or an exclusion. */
const longestMs = 365 * 86_400_000;

type Subject = Mute["subject"];

export function mute(deps: LookupDeps, ask: Ask): Document {
  const subject = readSubject(deps, ask);
  const lifting = ask.flag("lift");
  if (subject === undefined) {
    if (lifting) throw new AppError("invalid", ask.words.refusal.nothingToMute);
    return listMutes(deps, ask);
  }
  return lifting ? lift(deps, ask, subject) : muteFor(deps, ask, subject, readPeriod(ask));
}

/** The Mute button of an alert. */
export function muteStory(deps: LookupDeps, ask: Ask, subject: string): Document {
  const id = Number(subject);
  if (deps.store.stories.get(id) === undefined)
    throw new AppError("not_found", ask.words.refusal.noStory(`s${subject}`));
  return muteFor(deps, ask, { type: "story", id }, defaultMs);
}

function muteFor(deps: LookupDeps, ask: Ask, subject: Subject, ms: Millis): Document {
  const { words, caller, now, zone } = ask;
  const { id: destination } = ensureDestination(deps, ask);
  const until = now + ms;
  deps.store.mutes.add({ destination, subject, until, by: caller.id });
  deps.log.info("muted", { destination, subject: `${subject.type} ${subject.id}`, until, by: caller.id });
  return answer(
    words.mute.muted(nameOf(deps, ask, subject), words.format.date(until, zone)),
    [hint(words.mute.liftHint(liftLine(deps, ask, subject)))],
    { tone: "good" },
  );
}

function lift(deps: LookupDeps, ask: Ask, subject: Subject): Document {
  const { words, caller, now } = ask;
  const name = nameOf(deps, ask, subject);
  const isSame = (known: Subject): boolean => known.type === subject.type && known.id === subject.id;
  if (!deps.store.mutes.list(caller.destination, now).some((known) => isSame(known.subject))) {
    throw new AppError("not_found", words.refusal.notMuted(name));
  }
  deps.store.mutes.remove(caller.destination, subject);
  deps.log.info("unmuted", {
    destination: caller.destination,
    subject: `${subject.type} ${subject.id}`,
    by: caller.id,
  });
  return answer(words.mute.unmuted(name), [], { tone: "good" });
}

function listMutes(deps: LookupDeps, ask: Ask): Document {
  const { words, caller, now, zone } = ask;
  const mutes = deps.store.mutes.list(caller.destination, now);
  if (mutes.length === 0) return answer(words.mute.listTitle(0), [text(words.mute.none), hint(words.mute.hint)]);
  const rows = mutes.map(({ subject, until }) => [nameOf(deps, ask, subject), words.format.dateTime(until, zone)]);
  const [first] = mutes;
  return answer(words.mute.listTitle(mutes.length), [
    { type: "table", head: words.mute.listHead, rows },
    ...(first === undefined ? [] : [hint(words.mute.liftHint(liftLine(deps, ask, first.subject)))]),
  ]);
}

function readSubject(deps: LookupDeps, ask: Ask): Subject | undefined {
  const story = ask.text("story");
  if (story !== undefined) return { type: "story", id: findStory(deps, ask, story) };
  const about = ask.text("about");
  if (about !== undefined) return { type: "entity", id: findEntity(deps, ask, about) };
  const watch = ask.text("watch");
  return watch === undefined ? undefined : { type: "watch", id: findWatch(deps, ask, watch).id };
}

/** A mute hides things, so a misspelt name is asked about rather than guessed. */
function findEntity({ names }: LookupDeps, { words }: Ask, typed: string): EntityId {
  const entity = names.exact(typed);
  if (entity !== undefined) return entity.id;
  throw new AppError(
    "not_found",
    words.refusal.noCompany(
      typed,
      names.near(typed, 3).map(({ name }) => name),
    ),
  );
}

function readPeriod(ask: Ask): Millis {
  const typed = ask.text("for");
  if (typed === undefined) return defaultMs;
  const ms = parsePeriod(typed);
  if (ms === null) throw new AppError("invalid", ask.words.refusal.badSince(typed));
  return Math.min(ms, longestMs);
}

function nameOf({ ruleset, store }: LookupDeps, { words }: Ask, subject: Subject): string {
  if (subject.type === "entity") return ruleset.nameOf(subject.id);
  if (subject.type === "story") return words.mute.story(subject.id);
  return words.mute.watch(store.watches.get(subject.id)?.name ?? String(subject.id));
}

function liftLine({ store }: LookupDeps, { caller }: Ask, subject: Subject): string {
  const [option, value] =
    subject.type === "story"
      ? ["story", `s${subject.id}`]
      : subject.type === "entity"
        ? ["about", subject.id]
        : ["watch", store.watches.get(subject.id)?.name ?? String(subject.id)];
  return commandLine(["mute"], caller.locale, [
    [option, value],
    ["lift", "true"],
  ]);
}
