/** Element names by what they mean: prefixes resolved through the namespaces that the document declares, letter case evened out. */

const prefixesByNamespace: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/www\.w3\.org\/2005\/atom\/?$/, "atom"],
  [/^https?:\/\/purl\.org\/atom\/ns#?/, "atom"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/?$/, ""],
  [/^https?:\/\/my\.netscape\.com\/rdf\/simple\/0\.9\/?$/, ""],
  [/^https?:\/\/channel\.netscape\.com\/rdf\/simple\/0\.9\/?$/, ""],
  [/^https?:\/\/backend\.userland\.com\/rss/, ""],
  [/^https?:\/\/(?:blogs\.law|cyber)\.harvard\.edu\/(?:tech\/)?rss/, ""],
  [/^https?:\/\/purl\.org\/net\/rss/, ""],
  [/^https?:\/\/purl\.org\/dc\/elements\//, "dc"],
  [/^https?:\/\/purl\.org\/dc\/terms/, "dcterms"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/, "content"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/syndication/, "sy"],
  [/^https?:\/\/search\.yahoo\.com\/mrss/, "media"],
  [/^https?:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/, "rdf"],
  [/^https?:\/\/www\.w3\.org\/1999\/xhtml/, "xhtml"],
  [/^https?:\/\/www\.itunes\.com\/dtds\/podcast/, "itunes"],
  [/^https?:\/\/rssnamespace\.org\/feedburner/, "feedburner"],
];
const usualPrefixes = new Set(prefixesByNamespace.map(([, prefix]) => prefix).concat("xml"));

export type Dialect = "rss" | "atom";

/** Gives an element's or attribute's canonical name: lower case, the usual prefix, none for the dialect's own elements. */
export type NameOf = (name: string) => string;

/** Reads the prefixes that a document declares, wherever it does. */
export function createNameOf(text: string, dialect: Dialect): NameOf {
  const prefixes = declaredPrefixes(text);
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const canonical = canonicalName(name.toLowerCase(), prefixes, dialect);
    known.set(name, canonical);
    return canonical;
  };
}

function canonicalName(name: string, prefixes: ReadonlyMap<string, string>, dialect: Dialect): string {
  const colon = name.indexOf(":");
  if (colon <= 0) return name;
  const written = name.slice(0, colon);
  const local = name.slice(colon + 1);
  const prefix = prefixes.get(written) ?? (usualPrefixes.has(written) || written !== "rss" ? written : "");
  if (prefix === "" || (prefix === "atom" && dialect === "atom")) return local;
  return `${prefix}:${local}`;
}

function declaredPrefixes(text: string): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  const declaration = /xmlns:([\w.-]{1,40})\s{0,40}=\s{0,40}["']\s{0,40}([^"'<>\s]{1,200})/iy;
  for (let at = text.indexOf("xmlns:"); at !== -1; at = text.indexOf("xmlns:", at + 6)) {
    declaration.lastIndex = at;
    const [, prefix, uri] = declaration.exec(text) ?? [];
    if (prefix === undefined || uri === undefined) continue;
    const meaning = prefixesByNamespace.find(([pattern]) => pattern.test(uri.toLowerCase()))?.[1];
    if (meaning !== undefined) prefixes.set(prefix.toLowerCase(), meaning);
  }
  return prefixes;
}
