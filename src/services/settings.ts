/** What a destination is set to: language, zone, digest hour, quiet hours, urgent role, and which channel it is. */
import { AppError } from "../core/errors.ts";
import type { Document, Place } from "../core/message.ts";
import type { Phrases } from "../core/phrase-book.ts";
import { locales } from "../core/types.ts";
import { isBoardPinned } from "./board.ts";
import { type Ask, answer, type DeskDeps, ensureDestination, hint, text } from "./desk.ts";
import { claimHome, moveDestination } from "./home.ts";
import type { Destination } from "./ports.ts";
import { isPublished, setPublished } from "./publish.ts";
import { type Reach, resumeReachable } from "./reach.ts";

const optionNames = ["channel", "language", "zone", "digest", "quiet", "urgent", "publish"];

export function settings(deps: DeskDeps, ask: Ask): Document {
  const before = resumeReachable(deps, ensureDestination(deps, ask));
  if (optionNames.every((option) => ask.text(option) === undefined))
    return shown(deps, ask, before, ask.words.settings.title);
  const change = readChange(ask);
  const channel = ask.text("channel");
  if (channel !== undefined) refuseWherePostingFails(deps, ask, channel);
  let claimed = 0;
  const moved = deps.store.transact(() => {
    const target = channel === undefined ? before : moveTo(deps, ask, before, channel);
    claimed = claimHome(deps.store, deps.waiting, target.id);
    deps.store.destinations.update(target.id, change);
    if (ask.text("publish") !== undefined) setPublished(deps.store, target.id, ask.flag("publish"));
    return target;
  });
  deps.ruleset.reload();
  deps.log.info("settings changed", { destination: moved.id, by: ask.caller.id });
  const after = { ...(deps.store.destinations.get(moved.id) ?? moved) };
  const document = shown(deps, ask, after, ask.words.settings.changed);
  if (moved.id === before.id && claimed === 0) return { ...document, tone: "good" };
  const count = deps.store.watches.list(moved.id).length;
  const note = text(ask.words.settings.moved(count));
  return { ...document, tone: "good", blocks: [note, ...document.blocks] };
}

type Change = Partial<Omit<Destination, "id">>;

/** Reads every option before anything is written: one that is wrong changes nothing. */
function readChange(ask: Ask): Change {
  const language = locales.find((locale) => locale === ask.text("language"));
  const zone = ask.text("zone");
  const digest = ask.text("digest");
  const quiet = ask.text("quiet");
  const urgent = ask.text("urgent");
  return {
    ...(language === undefined ? {} : { locale: language }),
    ...(zone === undefined ? {} : { zone: readZone(ask, zone) }),
    ...(digest === undefined ? {} : { digestAt: readClock(ask, digest) }),
    ...(quiet === undefined ? {} : { quiet: readQuiet(ask, quiet) }),
    ...(urgent === undefined ? {} : { urgentRoleId: readRole(ask, urgent) }),
  };
}

/** A role's id, as chosen or as typed; the role that everybody has rings a whole server. */
function readRole({ words, caller }: Ask, typed: string): string | null {
  if (isOff(typed)) return null;
  const id = /^(?:<@&)?(\d{15,21})>?$/.exec(typed)?.[1];
  if (id === undefined) throw new AppError("invalid", words.refusal.badRole(typed));
  if (id === caller.guildId) throw new AppError("invalid", words.refusal.roleOfAll);
  return id;
}

function refuseWherePostingFails({ reachOf }: DeskDeps, { words }: Ask, channel: string): void {
  const reach = reachOf?.(`discord:${channel}`);
  if (reach?.type === "lacks") throw new AppError("unavailable", words.refusal.cannotPost(listed(reach, words)));
  if (reach?.type === "forum") throw new AppError("invalid", words.refusal.noForum);
}

function listed({ permissions }: Reach & { readonly type: "lacks" }, words: Phrases): string {
  return words.format.and(permissions.map((name) => words.settings.permissionName[name]));
}

/** Why a destination rests: what is wanting now where that is known, else what its last message met. */
function pauseReason({ reachOf }: DeskDeps, words: Phrases, { id, note }: Destination): string {
  const reach = reachOf?.(id);
  return reach?.type === "lacks" ? words.settings.lacks(listed(reach, words)) : (note ?? "");
}

const isOff = (typed: string): boolean => /^(?:off|non|aucune?|none)$/i.test(typed);
const clock = /^([01]?\d|2[0-3])[:h]([0-5]\d)$/i;

/** `8:00` and `8h00` are `08:00`. */
function toClock(typed: string): string | null {
  const [, hours, minutes] = clock.exec(typed.trim()) ?? [];
  return hours === undefined || minutes === undefined ? null : `${hours.padStart(2, "0")}:${minutes}`;
}

function readClock(ask: Ask, typed: string): string | null {
  if (isOff(typed)) return null;
  const at = toClock(typed);
  if (at === null) throw new AppError("invalid", ask.words.refusal.badTime(typed));
  return at;
}

function readQuiet(ask: Ask, typed: string): readonly [string, string] | null {
  if (isOff(typed)) return null;
  const [from, to, ...more] = typed.split(/\s*[-–]\s*/).map(toClock);
  if (from == null || to == null || from === to || more.length > 0) {
    throw new AppError("invalid", ask.words.refusal.badQuiet(typed));
  }
  return [from, to];
}

/** The zone as Intl knows it. */
function readZone(ask: Ask, typed: string): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: typed }).resolvedOptions().timeZone;
  } catch (error) {
    throw new AppError("invalid", ask.words.refusal.badZone(typed), { cause: error });
  }
}

/** Made where it is new; the same one where nothing moves. */
function moveTo({ store }: DeskDeps, { caller, now }: Ask, from: Destination, channel: string): Destination {
  const id = `discord:${channel}` as const;
  if (id === from.id) return from;
  const { guildId, locale, zone } = from;
  const to = store.destinations.ensure(id, { guildId: guildId ?? caller.guildId, locale, zone });
  moveDestination(store, from, to, now);
  return to;
}

function shown(deps: DeskDeps, { words }: Ask, destination: Destination, title: string): Document {
  const say = words.settings;
  const { store } = deps;
  const { id, urgentRoleId } = destination;
  const state = destination.state === "active" ? say.active : say.paused(pauseReason(deps, words, destination));
  const onOff = (on: boolean): string => (on ? say.on : say.off);
  const rows = [
    [say.language, say.languageName[destination.locale]],
    [say.zone, destination.zone],
    [say.digest, destination.digestAt ?? say.off],
    [say.quiet, destination.quiet === null ? say.off : destination.quiet.join("–")],
    ...(urgentRoleId === null ? [[say.urgent, say.off]] : []),
    [say.board, onOff(isBoardPinned(store, id))],
    [say.publish, onOff(isPublished(store, id))],
    [say.state, state],
  ];
  const places: readonly Place[] = [
    { label: say.channel, kind: "channel", id: id.replace(/^discord:/, "") },
    ...(urgentRoleId === null ? [] : [{ label: say.urgent, kind: "role", id: urgentRoleId } as const]),
  ];
  return answer(title, [{ type: "places", places }, { type: "table", head: say.head, rows }, hint(say.hint)]);
}
