/** What a message offers as the beginning of a watch: the companies of one of our alerts, or the words of anybody's message. */
import type { Message } from "discord.js";
import { plainLine } from "./escape.ts";
import { stageChips } from "./words.ts";

const lengthLimit = 200;
const chips = Object.values(stageChips).flatMap((byStage) => Object.values(byStage));

/** Null where the message holds no text. Terms of one line are joined by a comma, as `/watch add` reads them. */
export function watchableText({ embeds, content }: Pick<Message, "embeds" | "content">): string | null {
  const who = embeds[0]?.author?.name;
  if (who !== undefined && who !== "")
    return withoutChip(who)
      .split(/ [x×] |, /)
      .join(", ");
  const text = plainLine(content !== "" ? content : (embeds[0]?.title ?? "")).replace(/\\(?=[^\p{L}\p{N}\s])/gu, "");
  return text === "" ? null : [...text].slice(0, lengthLimit).join("");
}

function withoutChip(author: string): string {
  const chip = chips.find((candidate) => author.startsWith(`${candidate}  `));
  return chip === undefined ? author : author.slice(chip.length + 2);
}
