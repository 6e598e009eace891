/** Reading by htmlparser2, which never gives up: takes what elements it finds, however they are closed, prefixed or nested. */
import { Parser } from "htmlparser2";
import type { XmlDocument } from "./document.ts";
import {
  entryNames,
  headElements,
  itemElements,
  type SourceElement,
  type SourceFeed,
  type SourceItem,
  textElements,
} from "./source.ts";

/** Open elements beyond this are refused: htmlparser2 looks through all of them at every closing tag. */
const depthLimit = 2_000;

/** How many elements of one item may have lost their end. */
const leftOpenLimit = 8;

interface Growing {
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: Map<string, SourceElement[]>;
}

interface Leaf {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly depth: number;
  readonly into: Growing;
  text: string;
}

/** @throws RangeError where elements are nested too deep. */
export function readForgiving(document: XmlDocument): SourceFeed {
  const inItem = new Set<string>(itemElements);
  const inHead = new Set<string>(headElements);
  const open: string[] = [];
  const items: Growing[] = [];
  let head: Growing = { attributes: {}, elements: new Map() };
  let item: { readonly growing: Growing; readonly depth: number } | null = null;
  let leaf: Leaf | null = null;

  const endLeaf = (): void => {
    if (leaf === null) return;
    const { name, text, attributes, into } = leaf;
    into.elements.set(name, [...(into.elements.get(name) ?? []), { text, attributes }]);
    leaf = null;
  };
  // A short element that still stands open when the next one begins has lost its end.
  const isLeftOpen = (name: string): boolean => inItem.has(name) && !mayHoldElements(name);
  const isChild = (name: string, parent: string): boolean => {
    if (item === null) return inHead.has(name) && (parent === "channel" || parent === "feed");
    const between = open.length - item.depth - 2;
    return inItem.has(name) && between <= leftOpenLimit && open.slice(item.depth + 1, -1).every(isLeftOpen);
  };
  const begin = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const parent = open.at(-1) ?? "";
    open.push(name);
    if (open.length > depthLimit) throw new RangeError(`Elements are nested deeper than ${depthLimit}.`);
    if (entryNames.has(name)) {
      endLeaf();
      item = { growing: { attributes, elements: new Map() }, depth: open.length - 1 };
      items.push(item.growing);
    } else if (isChild(name, parent)) {
      endLeaf();
      leaf = { name, attributes, depth: open.length, into: item?.growing ?? head, text: "" };
    } else if (leaf !== null) {
      leaf.text += textElements.has(leaf.name) ? `<${name}>` : "";
    } else if (item === null) {
      head = headWith(head, name, { attributes, isRoot: open.length === 1 });
    }
  };
  const finish = (): void => {
    if (leaf !== null && open.length <= leaf.depth) endLeaf();
    open.pop();
    if (item !== null && open.length <= item.depth) {
      endLeaf();
      item = null;
    }
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => begin(document.nameOf(name), byName(attributes, document)),
      onclosetag: finish,
      ontext: (text) => {
        if (leaf !== null) leaf.text += text;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(document.text);
  return { dialect: document.dialect, head, items: items satisfies readonly SourceItem[] };
}

/** The root and the channel lend their attributes (base, language) to the head. */
function headWith(
  head: Growing,
  name: string,
  { attributes, isRoot }: { readonly attributes: Growing["attributes"]; readonly isRoot: boolean },
): Growing {
  if (!isRoot && name !== "channel" && name !== "feed") return head;
  return { attributes: { ...head.attributes, ...attributes }, elements: head.elements };
}

/** Elements that hold other elements by right: texts mark-up, an Atom `source` a feed's head. */
function mayHoldElements(name: string): boolean {
  return (textElements.has(name) && !name.endsWith("title")) || name === "source" || name === "author";
}

function byName(attributes: Readonly<Record<string, string>>, document: XmlDocument): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [document.nameOf(name), value]));
}
