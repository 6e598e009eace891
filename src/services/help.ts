/** `/help`: what there is to type, in the person's language; every command of the catalogue stands in it by construction. */
import { AppError } from "../core/errors.ts";
import type { Block, Document } from "../core/message.ts";
import { type HelpLine, helpTopics } from "../core/phrase-book.ts";
import { commandLine, commandSpecs } from "./command-specs.ts";
import { type Ask, answer, bullets, code, type DeskDeps, heading, hint, text } from "./desk.ts";

export function help(_deps: DeskDeps, ask: Ask): Document {
  const typed = ask.text("topic");
  return typed === undefined ? overview(ask) : page(ask, typed);
}

function overview({ words: { help: say }, caller: { locale } }: Ask): Document {
  const examples = say.topics.start.lines.filter((line) => line.type === "example");
  const lines = commandSpecs.map((spec) => `${commandLine(spec.path, locale)} – ${spec.description[locale]}`);
  return answer(say.title, [
    text(say.intro),
    heading(say.startHead),
    ...exampleBlocks(examples),
    heading(say.commandsHead),
    bullets(lines),
    hint(say.topicsHint),
  ]);
}

function page({ words }: Ask, typed: string): Document {
  const topic = helpTopics.find((known) => known === typed);
  if (topic === undefined) throw new AppError("not_found", words.refusal.noTopic(typed));
  const { title, lines } = words.help.topics[topic];
  return answer(title, exampleBlocks(lines));
}

function exampleBlocks(lines: readonly HelpLine[]): readonly Block[] {
  return lines.flatMap((line) => (line.type === "text" ? [text(line.text)] : [code(line.typed), hint(line.means)]));
}
