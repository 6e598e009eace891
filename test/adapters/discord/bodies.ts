/** Bodies as Discord gets them, and two judges of them: Discord's own file with the rules it misses, and somebody else's reader of Discord's Markdown. */
import { parse } from "discord-markdown-parser";
import fc from "fast-check";
import { expect } from "vitest";
import { type Answerable, type Answers, createAnswers } from "../../../src/adapters/discord/answer.ts";
import { createDiscordNotifier } from "../../../src/adapters/discord/notifier.ts";
import type { Message } from "../../../src/core/message.ts";
import { createDiscordSchema, hasSpec, type Operation, ruleProblems } from "../../support/discord-schema.ts";
import { delivery } from "./messages.ts";

if (!hasSpec) console.warn("SKIPPED: Discord's OpenAPI file is absent; bodies are judged by our own rules alone");
const schema = createDiscordSchema();

/** What Discord would object to in a body. */
export function problemsOf(operation: Operation, body: unknown): readonly string[] {
  // As it goes over the wire.
  const sent: unknown = JSON.parse(JSON.stringify(body));
  return [...ruleProblems(operation, sent), ...schema.bySpec(operation, sent)];
}

/** The bodies that the notifier sends for a message: as a post and as an edit. */
export async function bodiesOf(message: Message): Promise<{ readonly post: unknown; readonly edit: unknown }> {
  const bodies: unknown[] = [];
  const take = async (_: string, options?: { readonly body?: unknown }) => {
    bodies.push(options?.body);
    return { id: "1" };
  };
  const rest = { get: take, post: take, patch: take, put: take };
  const notifier = createDiscordNotifier({ rest });
  expect(await notifier.send(delivery("820000000000000001", { message, silent: true }), null)).toMatchObject({
    type: "sent",
  });
  expect(await notifier.send(delivery("820000000000000001", { message, form: "edit" }), "1")).toMatchObject({
    type: "sent",
  });
  return { post: bodies[0], edit: bodies[1] };
}

/** The body of one answer to an interaction. */
export async function answerBody(work: (answers: Answers, to: Answerable) => Promise<unknown>): Promise<unknown> {
  const bodies: unknown[] = [];
  const take = async (_: string, options?: { readonly body?: unknown }) => {
    bodies.push(options?.body);
    return {};
  };
  const answers = createAnswers({ post: take, patch: take, delete: take });
  await work(answers, { id: "1", token: "t", applicationId: "2" });
  return bodies.at(-1);
}

/** Pieces of text that mean something to Discord, and some that only look odd. */
export const hostilePiece = fc.oneof(
  fc.constantFrom(
    "@everyone",
    "<@1>",
    "[Reuters](https://evil.example)",
    "**",
    "__",
    "||",
    "`",
    "```",
    "\n",
    "> ",
    "# ",
    "-# ",
    "https://evil.example/x",
    "<t:1:R>",
    "\\",
    "🛒",
    "\u202e",
    "Carrefour ",
    "l’épicerie ",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);

export interface ActiveNode {
  readonly type: string;
  /** All text within. */
  readonly text: string;
  /** Address of a link, id of a mention, second of a time; empty for the rest. */
  readonly to: string;
}

interface Node {
  readonly type: string;
  readonly content?: unknown;
  readonly target?: unknown;
  readonly id?: unknown;
  readonly timestamp?: unknown;
}

/** What is more than text in a piece of Markdown, the outermost first. */
export function activeNodes(markdown: string): readonly ActiveNode[] {
  return walk(parse(markdown, "extended"));
}

function walk(nodes: unknown): ActiveNode[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as Node[]).flatMap(({ type, content, target, id, timestamp }) => [
    ...(["text", "br", "twemoji"].includes(type)
      ? []
      : [{ type, text: plain(content), to: String(target ?? id ?? timestamp ?? "") }]),
    ...walk(content),
  ]);
}

function plain(content: unknown): string {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? (content as Node[]).map((node) => plain(node.content)).join("") : "";
}
