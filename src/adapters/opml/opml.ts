/** Lists of feeds as OPML 2.0 (opml.org), through feedsmith: what other readers write is read, what Vigie writes they read. */
import { generateOpml, parseOpml } from "feedsmith";
import { AppError } from "../../core/errors.ts";
import type { Lang } from "../../core/types.ts";
import { parseWebUrl } from "../../core/url.ts";

export interface OpmlFeed {
  readonly url: string;
  readonly name: string;
  readonly lang: Lang;
}

interface Outline {
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly xmlUrl?: string | undefined;
  readonly language?: string | undefined;
  readonly outlines?: readonly Outline[] | undefined;
}

/**
 * Feeds of a list, folders flattened, in its order, each address once; outlines that are no feeds are passed over.
 * @throws AppError `invalid` where the text is no OPML or lists no feed.
 */
export function readOpml(text: string): readonly OpmlFeed[] {
  const feeds = new Map<string, OpmlFeed>();
  for (const outline of flatten(parse(text))) {
    const url = parseWebUrl((outline.xmlUrl ?? "").replace(/^feed:(?:\/\/)?(?=https?:)|^feed:(?=\/\/)/i, ""))?.href;
    if (url === undefined || feeds.has(url)) continue;
    const name = (outline.title ?? outline.text ?? "").trim();
    feeds.set(url, { url, name: name === "" ? url : name, lang: langOf(outline.language ?? "") });
  }
  if (feeds.size === 0) throw new AppError("invalid", "The OPML lists no feed with an http or https address.");
  return [...feeds.values()];
}

/** A list that every feed reader imports. */
export function writeOpml(title: string, feeds: readonly OpmlFeed[]): string {
  return generateOpml({
    head: { title },
    body: {
      outlines: feeds.map(({ url, name, lang }) => ({
        text: name,
        title: name,
        type: "rss",
        xmlUrl: url,
        ...(lang === "und" ? {} : { language: lang }),
      })),
    },
  });
}

function parse(text: string): readonly Outline[] {
  try {
    return parseOpml(text).body?.outlines ?? [];
  } catch (error) {
    throw new AppError("invalid", "An OPML list was expected, but the text is none.", { cause: error });
  }
}

function flatten(outlines: readonly Outline[]): readonly Outline[] {
  return outlines.flatMap((outline) => [outline, ...flatten(outline.outlines ?? [])]);
}

function langOf(tag: string): Lang {
  const primary = tag.trim().toLowerCase().slice(0, 2);
  return primary === "en" || primary === "fr" ? primary : "und";
}
