/** Feeds that an HTML page points to: its alternate links of feed types, then anchors that look like feeds. */
import { Parser } from "htmlparser2";
import { resolveLink } from "../../core/url.ts";

/** How much of a page is looked through, in UTF-16 units: links stand in the head. */
const pageLength = 1_000_000;
const linkLimit = 20;
const feedType =
  /^(?:application\/(?:rss|atom|rdf|feed|x-rss)\+(?:xml|json)|(?:application|text)\/(?:xml|json|rss))\s*(?:;|$)/i;
const feedPath = /(?:[/.](?:rss|atom|rdf|feed|feeds)(?:\.xml|\.json)?\/?|\.(?:rss|atom|rdf))(?:$|[?#])/i;

/** Absolute addresses, the page's own order, without repeats; links before anchors. */
export function discoverFeeds(html: string, baseUrl: string): readonly string[] {
  const links: string[] = [];
  const anchors: string[] = [];
  let base = baseUrl;
  const take = (into: string[], href: string | undefined): void => {
    const link = href === undefined ? null : resolveLink(href, base);
    if (link !== null && /^https?:/i.test(link)) into.push(link);
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "base") base = resolveLink(attributes["href"] ?? "", baseUrl) ?? base;
      if (name === "link" && isFeedLink(attributes)) take(links, attributes["href"]);
      if (name === "a" && feedPath.test(attributes["href"] ?? "")) take(anchors, attributes["href"]);
    },
  });
  parser.end(html.slice(0, pageLength));
  return [...new Set([...links, ...anchors])].slice(0, linkLimit);
}

function isFeedLink(attributes: Readonly<Record<string, string>>): boolean {
  const relations = (attributes["rel"] ?? "").toLowerCase().split(/\s+/);
  return relations.includes("alternate") && feedType.test((attributes["type"] ?? "").trim());
}
