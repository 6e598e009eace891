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
};
const prefix = "raw:";
const attributes: [string, string, { keepArray: true }] = ["$", `${prefix}$`, { keepArray: true }];

/** @throws where the document is no well-formed feed. */
export async function readStrict(document: XmlDocument): Promise<SourceFeed> {
  // rss-parser looks for every field in every item: those that the document never opens need no looking for.
  const inHead = headElements.filter((name) => document.names.has(name));
  const inItems = itemElements.filter((name) => document.names.has(name));
  // One parser a document: an instance keeps the error of the last one and changes its verdict.
  const parser = new Parser<Raw, Raw>({
    defaultRSS: 2,
    customFields: {
      // Its types know renamings for items only; its reading takes both alike.
      feed: [attributes, ...inHead.map(takeOver)] as unknown as string[],
      item: [attributes, ...inItems.map(takeOver)],
    },
    xml2js: {
      tagNameProcessors: [createSpell(document.nameOf)],
      attrNameProcessors: [(name: string) => attributeName(name, document.nameOf)],
    },
  });
  const feed = await parser.parseString(document.text);
  return {
    dialect: document.dialect,
    head: toSourceItem(feed, inHead),
    items: feed.items.map((item) => toSourceItem(item, inItems)),
  };
}

function createSpell(nameOf: NameOf): (name: string) => string {
  const known = new Map<string, string>();
  return (written) => {
    const before = known.get(written);
    if (before !== undefined) return before;
    const spelt = spell(nameOf(written));
    known.set(written, spelt);
    return spelt;
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

function toSourceItem(raw: Raw, names: readonly string[]): SourceItem {
  const elements = new Map<string, readonly SourceElement[]>();
  for (const name of names) {
    const values = raw[`${prefix}${name}`];
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
