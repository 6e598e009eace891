/** What is asked of Discord before every login: is the token good, may a session be started now, and under which base does the interface answer. */
import { DiscordAPIError, type REST, type RESTGetAPIGatewayBotResult, Routes } from "discord.js";
import { AppError } from "../../core/errors.ts";
import { describeError } from "./failures.ts";

export type StartPermit =
  | { readonly type: "go"; readonly api: string }
  /** `afterMs` null: as the back-off says. */
  | { readonly type: "wait"; readonly afterMs: number | null; readonly note: string };

/** The one sentence for a token that Discord does not take. */
export function wrongToken(): AppError {
  return new AppError(
    "invalid",
    "Discord refuses the token in DISCORD_TOKEN: copy the bot's token anew from the Discord developer portal (Bot, Reset Token), then start again.",
  );
}

/** Throws AppError where the token is wrong. Leaves `rest` set to the base that answered. */
export async function askToStart(rest: REST, bases: readonly string[]): Promise<StartPermit> {
  for (const [index, api] of bases.entries()) {
    rest.options.api = api;
    try {
      return toPermit(api, (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult);
    } catch (error) {
      const isAnswer = error instanceof DiscordAPIError;
      if (isAnswer && error.status === 401) throw wrongToken();
      const another = isAnswer && error.status === 404 && index < bases.length - 1;
      if (!another) return { type: "wait", afterMs: null, note: noteOf(error) };
    }
  }
  return { type: "wait", afterMs: null, note: "no address to try" };
}

/** Discord resets the token of a bot that starts more sessions a day than it is granted, so the last one is not used up blindly. */
function toPermit(api: string, answer: Partial<RESTGetAPIGatewayBotResult>): StartPermit {
  const { session_start_limit: limit, shards = 1 } = answer;
  if (limit === undefined || limit.remaining >= Math.max(1, shards)) return { type: "go", api };
  return { type: "wait", afterMs: limit.reset_after, note: "no sessions left to start today" };
}

function noteOf(error: unknown): string {
  const { status, code, error: message } = describeError(error);
  return [status, code, message].filter((part) => part !== undefined).join(" ");
}
