/** The blocks of a document as pieces of Markdown, each whole in itself, so that a long document is cut between pieces and never inside one. */
import type { Block, ItemLine, Place } from "../../core/message.ts";
import type { Locale, Millis } from "../../core/types.ts";
import { codeText, cutText, escapeMarkdown, safeUrl } from "./escape.ts";
import { stageChip, words } from "./words.ts";

/** Longest piece: a few of them still fit into one embed. */
const chunkLimit = 1500;
/** Widest table that a phone shows without breaking its lines. */
const tableWidthLimit = 56;

/** Pieces in order; joined by line breaks they are the document. */
export function documentChunks(blocks: readonly Block[], locale: Locale): string[] {
  return blocks.flatMap((block, index) => {
    const chunks = blockChunks(block, locale);
    return index > 0 && separated(block, blocks[index - 1]) ? ["", ...chunks] : chunks;
  });
}

/** Discord's relative time: each reader sees the age in their own language, and it stays true. */
export function relativeTime(at: Millis): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}

/** A blank line parts blocks, but not a heading from what it heads. */
function separated(block: Block, before: Block | undefined): boolean {
  return before !== undefined && before.type !== "heading" && block.type !== "hint";
}

function blockChunks(block: Block, locale: Locale): string[] {
  switch (block.type) {
    case "text":
      return lines(block.text).map((line) => cutText(escapeMarkdown(line), chunkLimit));
    case "hint":
      return lines(block.text).map((line) => `-# ${cutText(escapeMarkdown(line), chunkLimit)}`);
    case "heading":
      return [`**${cutText(escapeMarkdown(block.text), 250)}**`];
    case "bullets":
      return block.lines.map((line) => `- ${cutText(escapeMarkdown(line), chunkLimit)}`);
    case "table":
      return tableChunks(block.head, block.rows, words[locale].colon);
    case "items":
      return block.items.map((item) => itemChunk(item, locale));
    case "code":
      return codeChunks(lines(block.text));
    case "places":
      return block.places.map((place) => `${escapeMarkdown(place.label)}${words[locale].colon}${mentionOf(place)}`);
  }
}

/** Shown by its name, which rings nobody inside an embed; whatever is no id stays plain text. Source: Discord's reference, "Message Formatting". */
function mentionOf({ kind, id }: Place): string {
  if (!/^\d{1,20}$/.test(id)) return escapeMarkdown(id);
  return kind === "channel" ? `<#${id}>` : `<@&${id}>`;
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

function itemChunk(item: ItemLine, locale: Locale): string {
  const stage = item.stage === null ? "" : `**${stageChip(item.stage, locale)}** `;
  const url = safeUrl(item.url, 600);
  const link = url === null ? "" : ` · [${words[locale].read}](${url})`;
  const source = item.publisher === "" ? "" : `${cutText(escapeMarkdown(item.publisher), 80)} · `;
  const head = `- **\\#${escapeMarkdown(item.ref)}** ${stage}${cutText(escapeMarkdown(item.headline), 300)}`;
  const note = item.note === null ? "" : `\n  ${cutText(escapeMarkdown(item.note), 300)}`;
  return `${head}\n  ${source}${relativeTime(item.at)}${link}${note}`;
}

/** A monospace table; where it is too wide for that, one line a row with the column's name before each value. */
function tableChunks(head: readonly string[], rows: readonly (readonly string[])[], colon: string): string[] {
  const cells = [head, ...rows].map((row) => row.map((cell) => codeText(cell.replace(/\s+/g, " "))));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? "")].length)));
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  if (total > tableWidthLimit) return rows.map((row) => wideRow(head, row, colon));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => `${row[column] ?? ""}${" ".repeat(Math.max(0, width - [...(row[column] ?? "")].length))}`)
      .join("  ")
      .trimEnd();
  const [first = [], ...rest] = cells;
  return codeChunks([line(first), widths.map((width) => "─".repeat(width)).join("  "), ...rest.map(line)]);
}

function wideRow(head: readonly string[], row: readonly string[], colon: string): string {
  const [first = "", ...others] = row.map((cell) => cutText(escapeMarkdown(cell), 300));
  const details = others.map((cell, index) => `${escapeMarkdown(head[index + 1] ?? "")}${colon}${cell}`);
  return cutText(`- **${first}** ${details.join(" · ")}`, chunkLimit);
}

/** Code blocks of whole lines. */
function codeChunks(codeLines: readonly string[]): string[] {
  const chunks: string[] = [];
  let current = "";
  for (const line of codeLines.map((raw) => cutText(codeText(raw), chunkLimit))) {
    if (current !== "" && current.length + line.length > chunkLimit) {
      chunks.push(current);
      current = "";
    }
    current += `${current === "" ? "" : "\n"}${line}`;
  }
  if (current !== "") chunks.push(current);
  return chunks.map((chunk) => `\`\`\`\n${chunk}\n\`\`\``);
}
