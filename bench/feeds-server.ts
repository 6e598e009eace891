/** Serves the feeds of the poll benchmark from a process of its own: any path `/f/N` is a feed; a message says which round of news it is. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

const subjects = [
  "Le conseil",
  "La mairie",
  "The council",
  "Un musée",
  "The harbour",
  "L'école",
  "A museum",
  "La ligne 7",
];
const verbs = ["rouvre", "reporte", "plans", "présente", "delays", "étudie", "shows", "prolonge"];
const objects = [
  "son jardin",
  "the east wing",
  "la piscine",
  "its timetable",
  "le tramway",
  "a new bridge",
  "les horaires",
  "the old market",
];
const started = Date.UTC(2018, 1, 28);
const requests = new Map<string, number>();
const made = new Map<string, Buffer>();
let round = 0;

/** Every tenth feed has something new in a later round. */
function roundOf(feed: number): number {
  return feed % 10 === 0 ? round : 0;
}

function documentOf(feed: number): Buffer {
  const key = `${feed}/${roundOf(feed)}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const items = Array.from({ length: 20 }, (_, index) => {
    const number = index + roundOf(feed);
    const pick = (words: readonly string[], step: number): string => words[(feed * step + number) % words.length] ?? "";
    const title = `${pick(subjects, 3)} ${pick(verbs, 5)} ${pick(objects, 7)} (${feed}-${number})`;
    const text = `${title}. `.repeat(8);
    return `<item><title>${title}</title><link>http://outlet${feed % 250}.example/${feed}/${number}</link><guid isPermaLink="false">${feed}-${number}</guid><pubDate>${new Date(started + number * 600_000).toUTCString()}</pubDate><description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`;
  });
  const body = gzipSync(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${feed}</title>${items.join("\n")}</channel></rss>`,
  );
  made.set(key, body);
  return body;
}

const server = createServer((request, response) => {
  const host = (request.headers.host ?? "").split(":")[0] ?? "";
  requests.set(host, (requests.get(host) ?? 0) + 1);
  const feed = Number(/^\/f\/(\d+)$/.exec(request.url ?? "")?.[1]);
  const etag = `"${feed}-${roundOf(feed)}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { etag, "content-type": "application/rss+xml", "content-encoding": "gzip" });
  response.end(documentOf(feed));
});
server.listen(0, "0.0.0.0", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", (message: { readonly round: number }) => {
  round = message.round;
  process.send?.({ requests: [...requests.values()] });
  requests.clear();
});
