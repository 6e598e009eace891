/** Alerts and documents as lines of a terminal. All text of theirs is made plain first; buttons appear as what can be typed instead. */
import { describeQuote } from "../../core/describe.ts";
import type { Action, AlertMessage, Block, Document, ItemLine } from "../../core/message.ts";
import { phrases } from "../../core/phrases.ts";
import type { Lang, Locale } from "../../core/types.ts";
import { typedLines } from "./buttons.ts";
import { columns, paintFor, stageChip, type View, wrap } from "./layout.ts";
import { toPlainLine, toPlainLines } from "./plain.ts";
import { words } from "./words.ts";

const inset = "  ";

/** No line break at the end. */
export function renderDocument(document: Document, view: View): string {
  const paint = paintFor(view);
  const title = toPlainLine(document.title);
  const toned = { plain: paint.bold, good: paint.green, warning: paint.yellow }[document.tone];
  const parts = document.blocks.map((block) => blockLines(block, view));
  const lines = [...wrap(paint.bold(toned(title)), view)];
  for (const [index, part] of parts.entries()) {
    if (standsApart(document.blocks[index - 1], document.blocks[index])) lines.push("");
    lines.push(...part);
  }
  if (document.actions.length > 0) lines.push("", ...actionLines(document.actions, view));
  return lines.join("\n");
}

/** Headings open a section; tables and headlines want air unless their heading gives it. */
function standsApart(before: Block | undefined, block: Block | undefined): boolean {
  if (block?.type === "heading") return true;
  const wide = (type: Block["type"] | undefined) => type === "table" || type === "items";
  if (before?.type === "heading") return false;
  return wide(block?.type) || wide(before?.type);
}

function blockLines(block: Block, view: View): readonly string[] {
  const paint = paintFor(view);
  switch (block.type) {
    case "text":
      return toPlainLines(block.text).flatMap((line) => wrap(line, view));
    case "hint":
      return toPlainLines(block.text).flatMap((line) => wrap(paint.dim(line), view));
    case "heading":
      return wrap(paint.bold(toPlainLine(block.text)), view);
    case "bullets":
      return block.lines.flatMap((line) => wrap(toPlainLine(line), view, inset, "• "));
    case "table":
      return columns(
        block.head.map(toPlainLine),
        block.rows.map((row) => row.map(toPlainLine)),
        view,
      );
    case "items":
      return block.items.flatMap((item) =>
        itemLines(item, view, Math.max(...block.items.map(({ ref }) => ref.length))),
      );
    case "code":
      return toPlainLines(block.text).flatMap((line) => wrap(paint.cyan(line), view, inset));
    case "places":
      return block.places.flatMap(({ label, id }) =>
        wrap(words[view.locale].labelled(toPlainLine(label), toPlainLine(id)), view),
      );
  }
}

function itemLines(item: ItemLine, view: View, refWidth: number): readonly string[] {
  const paint = paintFor(view);
  const chip = item.stage === null ? "" : `${stageChip(item.stage, view)} `;
  const ref = `${toPlainLine(item.ref).padEnd(refWidth)}  `;
  const indent = " ".repeat(ref.length);
  const date = phrases(view.locale).format.date(item.at, view.zone);
  const facts = [toPlainLine(item.publisher), date, ...(item.note === null ? [] : [toPlainLine(item.note)])];
  return [
    ...wrap(chip + paint.bold(toPlainLine(item.headline)), view, indent, paint.cyan(ref)),
    ...wrap(paint.dim(facts.join(" · ")), view, indent),
    ...(item.url === null ? [] : [indent + paint.dim(toPlainLine(item.url))]),
  ];
}

/** Buttons as the lines that do the same. */
function actionLines(actions: readonly Action[], view: View): readonly string[] {
  const paint = paintFor(view);
  const typed = typedLines(actions, view.locale);
  return actions.flatMap(({ label }, index) =>
    wrap(words[view.locale].labelled(toPlainLine(label), paint.cyan(typed[index] ?? "")), view),
  );
}

/**
 * One alert, ending without a line break. `isReply`: it hangs on an earlier alert of the same story.
 * With the report's own date: what is printed stays, and an age would be wrong when it is read.
 */
export function renderAlert(message: AlertMessage, view: View, { isReply }: { readonly isReply: boolean }): string {
  const paint = paintFor(view);
  const say = words[view.locale];
  const chip = message.stage === null ? "" : `${stageChip(message.stage, view)} `;
  const follows = isReply ? [paint.dim(`↳ ${say.followsUp(message.storyId)}`)] : [];
  const { reversal } = message;
  const footer = [
    toPlainLine(message.outlet),
    phrases(view.locale).format.dateTime(message.publishedAt, view.zone),
    ...language(message.lang, view.locale),
  ];
  const related = message.related.map(toPlainLine).join("; ");
  return [
    ...follows,
    ...wrap(chip + paint.bold(toPlainLine(message.who)), view),
    ...wrap(paint.bold(toPlainLine(message.headline)), view),
    ...(message.url === null ? [] : [paint.dim(paint.underline(toPlainLine(message.url)))]),
    ...(message.summary === "" ? [] : wrap(toPlainLine(message.summary), view, inset)),
    ...(message.quote === undefined ? [] : wrap(toPlainLine(describeQuote(message.quote, view.locale)), view, inset)),
    ...wrap(say.labelled(paint.dim(say.why), toPlainLine(message.why)), view, inset),
    ...(reversal === null ? [] : wrap(paint.yellow(`↺ ${toPlainLine(reversal.text)}`), view, inset)),
    ...(reversal?.url ? [inset + paint.dim(toPlainLine(reversal.url))] : []),
    ...(message.members === null ? [] : wrap(toPlainLine(message.members), view, inset)),
    ...(related === "" ? [] : wrap(paint.dim(say.labelled(say.related, related)), view, inset)),
    ...wrap(paint.dim(footer.join(" · ")), view, inset),
    ...(message.actions.length === 0
      ? []
      : wrap(
          typedLines(message.actions, view.locale)
            .map((line) => paint.cyan(line))
            .join(" · "),
          view,
          inset,
        )),
  ].join("\n");
}

/** The one dim line that an edit of an earlier alert leaves. */
export function renderUpdate(message: AlertMessage, view: View): string {
  const what = [message.who, message.update ?? message.summary].map(toPlainLine).join(" · ");
  const { updated, labelled } = words[view.locale];
  return wrap(paintFor(view).dim(labelled(updated(message.storyId), what)), view).join("\n");
}

function language(lang: Lang, locale: Locale): readonly string[] {
  return lang === "und" ? [] : [phrases(locale).lang[lang]];
}
