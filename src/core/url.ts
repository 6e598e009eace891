/** Addresses of articles and feeds as strings: one page has one canonical URL, whatever campaign, phone or search engine it was reached through. */

/** Query parameters that say how a reader came, never what is shown. */
const trackingParameters = new Set([
  "_ga",
  "_gl",
  "at_campaign",
  "at_medium",
  "cmp",
  "cmpid",
  "dclid",
  "fbclid",
  "feature",
  "gaa_at",
  "gaa_n",
  "gaa_sig",
  "gaa_ts",
  "gclid",
  "gclsrc",
  "guccounter",
  "guce_referrer",
  "guce_referrer_sig",
  "icid",
  "igshid",
  "mc_cid",
  "mc_eid",
  "mkt_tok",
  "msclkid",
  "ncid",
  "ocid",
  "origin_rss",
  "ref_src",
  "referrer",
  "rss",
  "smid",
  "spm",
  "taid",
  "twclid",
  "xtor",
  "yclid",
]);
const trackingPrefixes = ["utm_", "at_", "hsa_", "mtm_", "pk_", "piwik_", "wt_", "xts", "oly_", "vero_", "stm_"];

/** Words that a path or host carries for the same page on a phone. */
const ampParameters = new Set(["amp", "outputtype"]);

/** Search engines' click counters: host (without www and country) and the parameters that hold the page's own address. */
const redirectors: readonly {
  readonly host: RegExp;
  readonly path: RegExp;
  readonly parameters: readonly string[];
}[] = [
  { host: /(?:^|\.)google\.[a-z.]{2,6}$/, path: /^\/(?:url|search|alerts\/feeds)/, parameters: ["url", "q"] },
  { host: /(?:^|\.)bing\.com$/, path: /^\/news\/apiclick/, parameters: ["url"] },
  { host: /(?:^|\.)(?:facebook|instagram)\.com$/, path: /^\/l\.php/, parameters: ["u"] },
  { host: /^(?:lm?|l)\.(?:facebook|instagram)\.com$/, path: /^\//, parameters: ["u"] },
  { host: /(?:^|\.)duckduckgo\.com$/, path: /^\/l\//, parameters: ["uddg"] },
];

const redirectLimit = 3;

/** Longest address that is taken for one: what RFC 9110 4.1 asks servers to support. */
const lengthLimit = 8_000;

/** Reads an address; null unless it is http or https and of sane length. */
export function parseWebUrl(text: string): URL | null {
  const trimmed = text.trim();
  if (trimmed.length > lengthLimit || !/^https?:/i.test(trimmed) || !URL.canParse(trimmed)) return null;
  return new URL(trimmed);
}

/**
 * One address for one page: no tracking, fragment, default port, user name, AMP or phone spelling; search engines' redirects opened.
 * The scheme is kept, as some hosts serve one only. Idempotent.
 * @returns null where the text is no http or https address.
 */
export function canonicalUrl(text: string): string | null {
  const parsed = parseWebUrl(text);
  if (parsed === null) return null;
  const url = openRedirect(parsed, redirectLimit);
  url.username = "";
  url.password = "";
  if (!isRoute(url.hash)) url.hash = "";
  url.hostname = canonicalHost(url.hostname);
  url.pathname = canonicalPath(url.pathname);
  url.search = canonicalQuery(url.search);
  return url.href;
}

/** Host and port of an address, lower-case, as they are spaced and counted; null where it is no web address. */
export function hostOf(text: string): string | null {
  return parseWebUrl(text)?.host ?? null;
}

/**
 * A link as published against the address of its document (RFC 3986 5).
 * @returns the absolute http or https address; the link as published where there is no base to resolve it with; null where it leads elsewhere (mailto:, javascript:) or is malformed.
 */
export function resolveLink(link: string, base: string): string | null {
  const text = link.trim();
  if (text === "") return null;
  const absolute = parseWebUrl(text);
  if (absolute !== null) return text;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return null;
  if (!URL.canParse(base)) return text;
  if (!URL.canParse(text, base)) return null;
  return parseWebUrl(new URL(text, base).href)?.href ?? null;
}

/** Addresses where sites usually keep their feed, the likeliest first, for a site that names none. */
export function usualFeedUrls(site: string): readonly string[] {
  const url = parseWebUrl(site);
  if (url === null) return [];
  const folder = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
  const names = ["feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json"];
  const folders = folder === "/" ? ["/"] : [folder, "/"];
  return folders.flatMap((path) => names.map((name) => new URL(`${path}${name}`, url.origin).href));
}

function openRedirect(url: URL, left: number): URL {
  if (left === 0) return url;
  const known = redirectors.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
  for (const parameter of known?.parameters ?? []) {
    const target = parseWebUrl(url.searchParams.get(parameter) ?? "");
    if (target !== null) return openRedirect(target, left - 1);
  }
  return url;
}

/** Fragments that one-page sites use as an address: `#!/a`, `#/a`, `#s/a`. */
function isRoute(hash: string): boolean {
  return hash.startsWith("#!") || hash.includes("/");
}

function canonicalHost(host: string): string {
  const bare = host.replace(/\.$/, "");
  const labels = bare.split(".");
  const first = labels[0] ?? "";
  if (labels.length > 2 && (first === "m" || first === "amp" || first === "mobile")) {
    return ["www", ...labels.slice(1)].join(".");
  }
  return bare;
}

function canonicalPath(path: string): string {
  const plain = path
    .replace(/\/{2,}/g, "/")
    .replace(/^\/amp\//, "/")
    .replace(/(?:\/amp|\.amp)(\.html)?\/?$/, "$1")
    .replace(/\/index\.(?:html?|php)$/, "/");
  if (plain === "") return "/";
  // What one rule uncovers another may take; each pass shortens the path, so this ends.
  return plain === path ? plain : canonicalPath(plain);
}

/** Drops noise and sorts what is left, as the order of parameters means nothing; works on the text, so that the spelling of values stays. */
function canonicalQuery(search: string): string {
  const pairs = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !isNoise(pair.split("=", 1)[0] ?? ""));
  return pairs.length === 0 ? "" : `?${pairs.sort().join("&")}`;
}

function isNoise(rawName: string): boolean {
  const name = rawName.toLowerCase();
  return (
    trackingParameters.has(name) ||
    ampParameters.has(name) ||
    trackingPrefixes.some((prefix) => name.startsWith(prefix))
  );
}
