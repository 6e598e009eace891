/** Turns Vigie's messages and documents into what Discord shows: embeds and buttons, escaped first and cut to Discord's limits afterwards. */
import { Buffer } from "node:buffer";
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { describeQuote } from "../../core/describe.ts";
import type { Action, AlertMessage, Document, Message } from "../../core/message.ts";
import type { Locale, Stage } from "../../core/types.ts";
import { toCustomId } from "./custom-id.ts";
import { cutText, escapeMarkdown, plainLine, safeUrl } from "./escape.ts";
import { documentChunks, relativeTime } from "./render-blocks.ts";
import { stageChip, words } from "./words.ts";

/** Discord's limits: characters of the parts of an embed, of all embeds of a message together, and buttons. */
const limits = {
  title: 256,
  description: 4096,
  fieldValue: 1024,
  author: 256,
  embedsTotal: 6000,
  label: 80,
  buttonsInRow: 5,
  rows: 5,
} as const;

/** Two sentences, with room: all parts of an alert at their longest stay within what Discord takes in all. */
const summaryLimit = 1000;

type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** The parts of a message body that are the same in a post, an edit and an answer to a command. */
export interface Rendered {
  readonly embeds: APIEmbed[];
  readonly components: ButtonRow[];
  readonly files: { name: string; data: Buffer }[];
}

/** @param nonce of the delivery, hidden in the message as its marker; null for answers, which are never looked for. */
export function renderMessage(message: Message, nonce: string | null): Rendered {
  return message.type === "alert"
    ? renderAlert(message, nonce)
    : renderDocument(message.document, message.locale, nonce);
}

const stageColours: Readonly<Record<Stage, number>> = {
  rumour: 0x95a5a6,
  approached: 0x3498db,
  talks: 0xf1c40f,
  deal: 0x2ecc71,
  launch: 0x1abc9c,
  expansion: 0x16a085,
  declined: 0xe74c3c,
  exit: 0x992d22,
};

const toneColours: Readonly<Record<Document["tone"], number>> = { plain: 0x5865f2, good: 0x2ecc71, warning: 0xe67e22 };

function renderAlert(alert: AlertMessage, nonce: string | null): Rendered {
  const text = words[alert.locale];
  const chip = alert.stage === null ? "" : `${stageChip(alert.stage, alert.locale)}  `;
  const { components, marked } = buttonRows(alert.actions, nonce);
  const language = alert.lang === "und" ? [] : [alert.lang.toUpperCase()];
  const footer = [
    cutText(plainLine(alert.outlet), 200),
    ...language,
    ...(nonce === null || marked ? [] : [nonce]),
  ].join(" · ");
  const url = safeUrl(alert.url);
  const embed: APIEmbed = {
    author: { name: cutText(`${chip}${plainLine(alert.who)}`, limits.author) },
    title: cutText(escapeMarkdown(alert.headline), limits.title),
    ...(url === null ? {} : { url }),
    description: cutText(alertDescription(alert), limits.description),
    color: alert.stage === null ? toneColours.plain : stageColours[alert.stage],
    fields: alertFields(alert, text.why, text.related),
    footer: { text: footer },
  };
  return { embeds: [embed], components, files: [] };
}

function alertDescription(alert: AlertMessage): string {
  const lines = [cutText(escapeMarkdown(alert.summary), summaryLimit)];
  if (alert.quote !== undefined)
    lines.push(`*${cutText(escapeMarkdown(describeQuote(alert.quote, alert.locale)), 400)}*`);
  if (alert.reversal !== null) lines.push(reversalLine(alert.reversal, alert.locale));
  const age = relativeTime(alert.publishedAt);
  lines.push(alert.members === null ? age : `${age} · ${cutText(escapeMarkdown(alert.members), 400)}`);
  return lines.filter((line) => line !== "").join("\n");
}

function reversalLine(reversal: { readonly text: string; readonly url: string | null }, locale: Locale): string {
  const url = safeUrl(reversal.url, 600);
  const link = url === null ? "" : ` · [${words[locale].read}](${url})`;
  const sentence = `${reversal.text.charAt(0).toLocaleUpperCase(locale)}${reversal.text.slice(1)}`;
  return `**${cutText(escapeMarkdown(sentence), 400)}**${link}`;
}

function alertFields(alert: AlertMessage, why: string, related: string): NonNullable<APIEmbed["fields"]> {
  const fields = [{ name: why, value: cutText(escapeMarkdown(alert.why), limits.fieldValue) || "–" }];
  const lines = alert.related.slice(0, 3).map((line) => `- ${cutText(escapeMarkdown(line), 300)}`);
  if (lines.length > 0) fields.push({ name: related, value: lines.join("\n") });
  return fields;
}

/** A document as one to three embeds: all of their characters together stay within what Discord takes. */
export function renderDocument(document: Document, locale: Locale, nonce: string | null): Rendered {
  const { components, marked } = buttonRows(document.actions, nonce);
  const footer = nonce === null || marked ? null : `Vigie · ${nonce}`;
  const title = cutText(escapeMarkdown(document.title), limits.title);
  const room = limits.embedsTotal - title.length - (footer?.length ?? 0);
  const descriptions = pack(documentChunks(document.blocks, locale), room, escapeMarkdown(words[locale].cut));
  const color = toneColours[document.tone];
  const embeds = (descriptions.length === 0 ? [""] : descriptions).map((description, index, all): APIEmbed => {
    const isLast = index === all.length - 1;
    return {
      ...(index === 0 && title !== "" ? { title } : {}),
      ...(description === "" ? {} : { description }),
      color,
      ...(isLast ? pictureOf(document) : {}),
      ...(isLast && footer !== null ? { footer: { text: footer } } : {}),
    };
  });
  return { embeds, components, files: toFiles(document) };
}

/** Fills descriptions with whole chunks, as many as fit; where they do not all fit, says so. */
function pack(chunks: readonly string[], room: number, cutNote: string): string[] {
  const full: string[] = [];
  let current = "";
  let used = 0;
  const total = chunks.reduce((sum, chunk) => sum + chunk.length + 1, 0);
  const allowed = total <= room ? room : room - cutNote.length - 1;
  for (const chunk of chunks) {
    if (used + chunk.length + 1 > allowed) {
      current = current === "" ? cutNote : `${current}\n${cutNote}`;
      break;
    }
    used += chunk.length + 1;
    const joined = current === "" ? chunk : `${current}\n${chunk}`;
    if (joined.length + cutNote.length + 1 <= limits.description) current = joined;
    else {
      full.push(current);
      current = chunk;
    }
  }
  return current.trim() === "" ? full : [...full, current];
}

/** For an edit: these files and no others, where the message had some before. */
export function attachmentsOf(files: Rendered["files"]): { id: string; filename: string }[] {
  return files.map(({ name }, id) => ({ id: String(id), filename: name }));
}

/** A picture is shown in the message rather than offered for download. */
function pictureOf({ file }: Document): Pick<APIEmbed, "image"> {
  return file?.name.endsWith(".png") === true ? { image: { url: `attachment://${file.name}` } } : {};
}

function toFiles({ file }: Document): { name: string; data: Buffer }[] {
  if (file === null) return [];
  const data = typeof file.content === "string" ? Buffer.from(file.content, "utf8") : Buffer.from(file.content);
  return [{ name: file.name, data }];
}

/** The buttons in rows of five, without repeats; `marked` says whether one of them had room for the nonce. */
function buttonRows(actions: readonly Action[], nonce: string | null): { components: ButtonRow[]; marked: boolean } {
  const ids = new Set<string>();
  const buttons: APIButtonComponentWithCustomId[] = [];
  let marker = nonce;
  for (const { verb, subject, label } of actions) {
    const bare = toCustomId({ verb, subject, nonce: null });
    if (bare === null || ids.has(bare) || buttons.length === limits.rows * limits.buttonsInRow) continue;
    ids.add(bare);
    const withMarker = marker === null ? null : toCustomId({ verb, subject, nonce: marker });
    if (withMarker !== null) marker = null;
    buttons.push({
      type: ComponentType.Button,
      style: verb === "apply" ? ButtonStyle.Primary : ButtonStyle.Secondary,
      label: cutText(plainLine(label), limits.label) || verb,
      custom_id: withMarker ?? bare,
    });
  }
  const components: ButtonRow[] = [];
  for (let start = 0; start < buttons.length; start += limits.buttonsInRow) {
    components.push({ type: ComponentType.ActionRow, components: buttons.slice(start, start + limits.buttonsInRow) });
  }
  return { components, marked: nonce !== null && marker === null };
}
