/** Serves the feeds of the poll benchmark from a process of its own: any path `/f/N` is a feed; a message says which round of news it is. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

const syllables = "ba ce di fo gu la me ni ro su tra pel vin cor den mal".split(" ");
const started = Date.UTC(2018, 1, 28);
const requests = new Map<string, number>();
const made = new Map<string, Buffer>();
let round = 0;

/** A word out of some 4,000, so that headlines differ as headlines do. */
function word(seed: number): string {
  const mixed = Math.imul(seed, 0x9e37_79b1) >>> 0;
  return [mixed >>> 28, (mixed >>> 24) & 15, (mixed >>> 20) & 15].map((index) => syllables[index] ?? "").join("");
}

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
    const words = Array.from({ length: 7 }, (_, place) => word(feed * 10_007 + number * 101 + place));
    const title = `${words.join(" ")} ${feed}-${number}`;
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
