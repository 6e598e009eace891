/** How an interaction comes to its answer: acknowledged, worked on, filled in; whatever fails on the way is said to the asker alone. */
import { randomBytes } from "node:crypto";
import type { Caller } from "../../core/command.ts";
import { AppError } from "../../core/errors.ts";
import type { Document } from "../../core/message.ts";
import type { Log } from "../../services/ports.ts";
import type { Answerable, Answers } from "./answer.ts";
import { describeError } from "./failures.ts";
import { type Rendered, renderDocument } from "./render.ts";
import { words } from "./words.ts";

interface RespondDeps {
  readonly answers: Answers;
  readonly log: Log;
}

/** Defers, works, fills in; a refusal or a failure is always for the asker's eyes alone. */
export async function answer(
  deps: RespondDeps,
  to: Answerable,
  caller: Caller,
  ephemeral: boolean,
  work: () => Promise<Document>,
): Promise<void> {
  const { answers } = deps;
  if (!(await answers.deferReply(to, ephemeral))) return tooLate(deps, to);
  const { document, failed } = await attempt(deps, to, caller, work);
  await show(deps, to, caller, document, failed && !ephemeral ? answers.replacePrivately : answers.edit);
}

/** Changes the message that the button stands on, and leaves it as it is where the work fails. */
export async function update(
  deps: RespondDeps,
  to: Answerable,
  caller: Caller,
  work: () => Promise<Document>,
): Promise<void> {
  const { answers } = deps;
  if (!(await answers.deferUpdate(to))) return tooLate(deps, to);
  const { document, failed } = await attempt(deps, to, caller, work);
  await show(deps, to, caller, document, failed ? answers.followUp : answers.edit);
}

/** Nobody can see an answer any more, so nothing is done either. */
function tooLate({ log }: RespondDeps, { id }: Answerable): void {
  log.debug("interaction came too late", { interaction: id });
}

/** An answer that Discord does not take must not leave the asker waiting: they get the failure's reference instead. */
async function show(
  deps: RespondDeps,
  to: Answerable,
  caller: Caller,
  document: Document,
  by: (to: Answerable, content: Rendered) => Promise<void>,
): Promise<void> {
  try {
    await by(to, renderDocument(document, caller.locale, null));
  } catch (error) {
    await by(to, renderDocument(failureNotice(deps, to, caller, error), caller.locale, null));
  }
}

async function attempt(
  deps: RespondDeps,
  to: Answerable,
  caller: Caller,
  work: () => Promise<Document>,
): Promise<{ readonly document: Document; readonly failed: boolean }> {
  try {
    return { document: await work(), failed: false };
  } catch (error) {
    const document = error instanceof AppError ? notice(error.message) : failureNotice(deps, to, caller, error);
    return { document, failed: true };
  }
}

/** Logs what went wrong under a reference that the person is given. */
function failureNotice({ log }: RespondDeps, { id }: Answerable, caller: Caller, error: unknown): Document {
  const ref = randomBytes(3).toString("hex");
  const stack = error instanceof Error ? error.stack?.split("\n").slice(1, 6).join("\n") : undefined;
  log.error("interaction failed", { ref, interaction: id, ...describeError(error), stack });
  return notice(words[caller.locale].failed(ref));
}

export function notice(text: string): Document {
  return { title: "", tone: "warning", blocks: [{ type: "text", text }], actions: [], file: null };
}
