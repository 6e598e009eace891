/** The article of a page as plain paragraphs: Readability finds it, our own walk over its blocks leaves out what is not prose. */
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

/** Elements beyond which Readability is not tried. */
const elementLimit = 20_000;
/** Longest text that is answered, in UTF-16 units. */
const articleLimit = 20_000;
/** Shorter texts are navigation or a notice, not an article. */
const shortestArticle = 200;

/** What the walk needs of a DOM node. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  getAttribute?(name: string): string | null;
}

/** Null where the page holds no article. Throws on pages that the parsers cannot cope with: run it in a worker. */
export function extractArticle(html: string): string | null {
  const { document } = parseHTML(html);
  const article = new Readability<PageNode>(document, {
    maxElemsToParse: elementLimit,
    serializer: (element) => element as unknown as PageNode,
  }).parse();
  const root = article?.content;
  if (root === null || root === undefined) return null;
  const text = blocksOf(root).filter(isProse).join("\n").slice(0, articleLimit);
  return text.length < shortestArticle ? null : text;
}

const elementNode = 1;
const textNode = 3;
const blockTags: ReadonlySet<string> = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DIV DL DT DD FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN NAV OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);
const skippedTags: ReadonlySet<string> = new Set(
  "SCRIPT STYLE NOSCRIPT TEMPLATE FIGURE FIGCAPTION ASIDE NAV FOOTER FORM BUTTON SELECT SVG IFRAME TABLE H1".split(" "),
);
const junkName =
  /\b(?:share|partage|related|newsletter|promo|advert|caption|credit|comment|cookie|paywall|breadcrumb)/i;

/** Texts of the blocks in reading order, white space joined. Walks with its own stack: depth cannot overflow it. */
function blocksOf(root: PageNode): readonly string[] {
  const blocks: string[] = [];
  let current = "";
  const flush = (): void => {
    const text = current.replace(/\s+/g, " ").trim();
    if (text !== "") blocks.push(text);
    current = "";
  };
  const stack: (PageNode | "end")[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === "end") flush();
    else if (node.nodeType === textNode) current += node.textContent ?? "";
    else if (node.nodeType === elementNode && !isJunk(node)) {
      const children = [...node.childNodes].reverse();
      if (blockTags.has(node.nodeName) || node.nodeName === "BR") {
        flush();
        stack.push("end");
      }
      stack.push(...children);
    }
  }
  flush();
  return blocks;
}

function isJunk(node: PageNode): boolean {
  if (skippedTags.has(node.nodeName)) return true;
  const name = `${node.getAttribute?.("class") ?? ""} ${node.getAttribute?.("id") ?? ""}`;
  return junkName.test(name.slice(0, 300));
}

const junkText =
  /^(?:lire aussi|à lire|voir aussi|read more|read also|related|advertisement|publicité|share|partager|suivez|follow us|photo|crédits?|©|by [A-Z]\S+ [A-Z]\S+$|par [A-Z]\S+ [A-Z]\S+$)|all rights reserved|tous droits réservés|abonnez-vous|sign up for|newsletter/i;

/** Prose has an end mark or some length, and is none of the pleas around an article. */
function isProse(text: string): boolean {
  if (text.length < 240 && junkText.test(text)) return false;
  return text.length >= 80 || (text.length >= 20 && /[.!?…]["”»)\]]*$/.test(text));
}
