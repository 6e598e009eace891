/** Registers the commands with Discord, only when their definition has changed: Discord allows few such changes a day. */
import { createHash } from "node:crypto";
import { DiscordAPIError, type REST, Routes } from "discord.js";
import type { CommandSpec } from "../../core/command.ts";
import type { Log, NoteStore } from "../../services/ports.ts";
import { toApplicationCommands } from "./commands.ts";
import { describeError } from "./failures.ts";

export interface RegisterDeps {
  readonly rest: Pick<REST, "put">;
  readonly notes: NoteStore;
  readonly log: Log;
}

export interface RegisterTask {
  readonly applicationId: string;
  /** Server whose members alone see the commands, at once; null: every server. */
  readonly guildId: string | null;
  readonly specs: readonly CommandSpec[];
  /** Registers although nothing has changed. */
  readonly force?: boolean;
}

const scopeKey = "discord.commands.scope";

/** True where Discord was told, false where it knew already. Rejects with Discord's error. */
export async function registerCommands({ rest, notes, log }: RegisterDeps, task: RegisterTask): Promise<boolean> {
  const { applicationId, guildId } = task;
  const commands = toApplicationCommands(task.specs);
  const hash = createHash("sha256")
    .update(JSON.stringify([applicationId, commands]))
    .digest("hex");
  const scope = guildId ?? "global";
  const key = `discord.commands.${scope}`;
  await clearFormerScope({ rest, notes, log }, applicationId, scope);
  if (notes.get(key) === hash && task.force !== true) return false;
  await rest.put(commandsRoute(applicationId, scope), { body: commands });
  notes.set(key, hash);
  notes.set(scopeKey, scope);
  log.info("commands registered", { scope, count: commands.length });
  return true;
}

/** Commands that stay registered in the former scope would be listed twice. */
async function clearFormerScope(
  { rest, notes, log }: RegisterDeps,
  applicationId: string,
  scope: string,
): Promise<void> {
  const former = notes.get(scopeKey);
  if (former === undefined || former === scope) return;
  try {
    await rest.put(commandsRoute(applicationId, former), { body: [] });
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    log.warn("former commands could not be removed", { scope: former, ...describeError(error) });
  }
  notes.remove(`discord.commands.${former}`);
  notes.remove(scopeKey);
}

function commandsRoute(applicationId: string, scope: string): `/${string}` {
  return scope === "global"
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, scope);
}
