/** The demonstration's press: a loopback HTTP server that publishes recorded items as RSS feeds, one an outlet, with conditional GET. */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { generateRssFeed } from "feedsmith";
import type { Lang } from "../../core/types.ts";
import type { RecordedItem } from "../../services/replay.ts";

interface PressFeed {
  readonly url: string;
  readonly name: string;
  readonly lang: Lang;
}

export interface Press {
  /** One a publisher, in the order of their first item. */
  readonly feeds: readonly PressFeed[];
  /** `host:port` of the server. */
  readonly host: string;
  /** Adds an item to its outlet's feed. */
  publish(item: RecordedItem): void;
  close(): Promise<void>;
}

/** A feed lists its newest items, as real ones do. */
const listed = 15;

/** @param items all that will be published: they tell which outlets there are. */
export async function startPress(items: readonly RecordedItem[]): Promise<Press> {
  const outlets = new Map<string, { readonly name: string; readonly lang: Lang; readonly items: RecordedItem[] }>();
  for (const { publisher, lang } of items) {
    const path = pathOf(publisher);
    if (!outlets.has(path)) outlets.set(path, { name: publisher, lang, items: [] });
  }
  const server = createServer((request, response) => {
    const outlet = outlets.get(request.url ?? "");
    if (outlet === undefined) {
      response.writeHead(404).end();
      return;
    }
    const body = render(outlet.name, outlet.items.slice(-listed).reverse());
    const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, "content-type": "application/rss+xml; charset=utf-8" }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    feeds: [...outlets].map(([path, { name, lang }]) => ({ url: `http://${host}${path}`, name, lang })),
    host,
    publish: (item) => outlets.get(pathOf(item.publisher))?.items.push(item),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A path of ASCII letters for any name. */
function pathOf(publisher: string): string {
  const slug = publisher
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return `/${slug}.xml`;
}

function render(name: string, items: readonly RecordedItem[]): string {
  return generateRssFeed({
    title: name,
    link: "https://press.example/",
    description: name,
    items: items.map(({ id, title, description, url, publishedAt }) => ({
      title,
      description,
      ...(url === null ? {} : { link: url }),
      guid: { value: id, isPermaLink: false },
      ...(publishedAt === null ? {} : { pubDate: new Date(publishedAt) }),
    })),
  });
}
