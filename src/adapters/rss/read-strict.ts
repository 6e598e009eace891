/** Reading through rss-parser, by its documented options: elements whose own handling would lose or hang something are renamed and taken over raw. */
import Parser from "rss-parser";
import type { XmlDocument } from "./document.ts";
import type { NameOf } from "./names.ts";
import { headElements, itemElements, type SourceElement, type SourceFeed, type SourceItem } from "./source.ts";

type Raw = Record<string, unknown>;

/** Elements that rss-parser finds its way by, as it spells them. Everything else goes by a name that it does not know. */
const landmarks: Readonly<Record<string, string>> = {
  rss: "rss",
  "rdf:rdf": "rdf:RDF",
  feed: "feed",
  channel: "channel",
  item: "item",
  entry: "entry",
  title: "title",
  guid: "guid",
  pubdate: "pubDate",
  id: "id",
};
const prefix = "raw:";
const attributes: [string, string, { keepArray: true }] = ["$", `${prefix}$`, { keepArray: true }];

interface Named {
  readonly name: string;
  /** Where rss-parser leaves the element. */
  readonly key: string;
}
const headNames: readonly Named[] = headElements.map((name) => ({ name, key: `${prefix}${name}` }));
const itemNames: readonly Named[] = itemElements.map((name) => ({ name, key: `${prefix}${name}` }));

/** @throws where the document is no well-formed feed. */
export async function readStrict(document: XmlDocument): Promise<SourceFeed> {
  // One parser a document: an instance keeps the error of the last one and changes its verdict.
  const parser = new Parser<Raw, Raw>({
    defaultRSS: 2,
    customFields: {
      // Its types know renamings for items only; its reading takes both alike.
      feed: [attributes, ...headElements.map(takeOver)] as unknown as string[],
      item: [attributes, ...itemElements.map(takeOver)],
    },
    xml2js: {
      tagNameProcessors: [(name: string) => spell(document.nameOf(name))],
      attrNameProcessors: [(name: string) => attributeName(name, document.nameOf)],
    },
  });
  const feed = await parser.parseString(document.text);
  return {
    dialect: document.dialect,
    head: toSourceItem(feed, headNames),
    items: feed.items.map((item) => toSourceItem(item, itemNames)),
  };
}

function spell(name: string): string {
  return Object.hasOwn(landmarks, name) ? (landmarks[name] ?? name) : `${prefix}${name}`;
}

/** `xmlns:itunes` would send rss-parser into its podcast reading, which takes more for granted than feeds give. */
function attributeName(name: string, nameOf: NameOf): string {
  return name.startsWith("xmlns") ? `${prefix}${name}` : nameOf(name);
}

function takeOver(name: string): [string, string, { keepArray: true }] {
  return [spell(name), `${prefix}${name}`, { keepArray: true }];
}

function toSourceItem(raw: Raw, names: readonly Named[]): SourceItem {
  const elements = new Map<string, readonly SourceElement[]>();
  for (const { name, key } of names) {
    const values = raw[key];
    if (Array.isArray(values)) elements.set(name, values.map(toElement));
  }
  return { attributes: toAttributes(raw[`${prefix}$`]), elements };
}

/** xml2js gives a string, or an object with text in `_`, attributes in `$` and children by name. */
function toElement(value: unknown): SourceElement {
  if (typeof value === "string") return { text: value, attributes: {} };
  if (!isRecord(value)) return { text: "", attributes: {} };
  const text = typeof value["_"] === "string" ? value["_"] : "";
  const title: unknown = Array.isArray(value["title"]) ? value["title"][0] : undefined;
  const named = title === undefined ? text : toElement(title).text;
  return { text: text.trim() === "" ? named : text, attributes: toAttributes(value["$"]) };
}

function toAttributes(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

function isRecord(value: unknown): value is Raw {
  return typeof value === "object" && value !== null;
}
