/** What a message offers as the beginning of a watch: the companies of one of our alerts, or the words of anybody's message. */
import type { Message } from "discord.js";
import { locales, stages } from "../../core/types.ts";
import { plainLine } from "./escape.ts";
import { stageChip } from "./words.ts";

/** Longest text of somebody else's that is offered, in code points. */
const lengthLimit = 200;
const chips = locales.flatMap((locale) => stages.map((stage) => `${stageChip(stage, locale)}  `));

/** In the language of rules: every line must occur, a comma means or. Null where the message holds no text. */
export function watchableText({ embeds, content }: Pick<Message, "embeds" | "content">): string | null {
  const who = embeds[0]?.author?.name;
  if (who !== undefined && who !== "") return pairsAsRule(withoutChip(who));
  const shown = content === "" ? (embeds[0]?.title ?? "") : content;
  const text = plainLine(shown.replace(/\\(?=[^\p{L}\p{N}\s])/gu, ""));
  return text === "" ? null : [...text].slice(0, lengthLimit).join("");
}

function withoutChip(author: string): string {
  return author.slice(chips.find((chip) => author.startsWith(chip))?.length ?? 0);
}

/** "Amazon × Casino, Amazon × Monoprix": the entrants on one line, whom they approach on the next. */
function pairsAsRule(who: string): string {
  const sides = who.split(", ").map((pair) => pair.split(/ [x×] /));
  const line = (side: 0 | 1) => [...new Set(sides.flatMap((names) => names[side] ?? []))].join(", ");
  return [line(0), line(1)].filter((names) => names !== "").join("\n");
}
