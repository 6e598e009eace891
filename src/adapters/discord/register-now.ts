/** Registers the commands at an operator's word, over REST alone: for servers that still show an old definition. */
import { Routes } from "discord.js";
import type { CommandSpec } from "../../core/command.ts";
import { AppError } from "../../core/errors.ts";
import type { Log, NoteStore } from "../../services/ports.ts";
import { describeError } from "./failures.ts";
import { askToStart } from "./gateway-start.ts";
import { registerCommands } from "./register.ts";
import { apiBases, createPostingRest } from "./rest.ts";

export interface RegisterNowOptions {
  readonly token: string;
  /** Null: Discord's own. */
  readonly apiUrl: string | null;
  /** Server whose members alone see the commands; null: every server. */
  readonly guildId: string | null;
  readonly specs: readonly CommandSpec[];
  readonly notes: NoteStore;
  readonly log: Log;
}

/** @throws AppError `invalid` where the token is wrong, `unavailable` where Discord refuses or cannot be reached. */
export async function registerNow(options: RegisterNowOptions): Promise<void> {
  const bases = apiBases(options.apiUrl);
  const rest = createPostingRest(bases[0], options.token);
  await askToStart(rest, bases);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { readonly id: string };
    const { guildId, specs } = options;
    await registerCommands({ ...options, rest }, { applicationId: id, guildId, specs, force: true });
  } catch (error) {
    const said = String(describeError(error)["error"]);
    throw new AppError(
      "unavailable",
      `Discord did not take the commands: ${said}. Check DISCORD_GUILD_ID and DISCORD_API_URL.`,
      { cause: error },
    );
  }
}
