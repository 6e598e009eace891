/** A loopback web server for feeds: tests and benchmarks set what each path answers, break it on purpose, and read back what was asked. */
import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

interface ServedEntry {
  readonly title: string;
  readonly link?: string;
  readonly guid?: string;
  readonly publishedAt?: number;
  readonly description?: string;
}

/** What one path answers. */
type Answer =
  | { readonly type: "body"; readonly body: string | Uint8Array; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: "status"; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** Takes the request and never answers. */
  | { readonly type: "stall" }
  /** Answers the headers and so much of the body, then nothing more. */
  | { readonly type: "stall-body"; readonly body: string }
  /** Sends without end. */
  | { readonly type: "endless"; readonly chunk: string }
  /** Sends a little at a time, without end. */
  | { readonly type: "trickle"; readonly chunk: string; readonly everyMs: number }
  /** Breaks the connection. */
  | { readonly type: "reset" };

interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly at: number;
  readonly status: number;
}

export interface FeedServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `127.0.0.1:<port>`, for `allowPrivateHosts`. */
  readonly host: string;
  url(path: string): string;
  /** Serves an RSS feed with ETag and Last-Modified, gzipped where asked for; 304 to whoever has it. */
  setFeed(
    path: string,
    feed: { readonly title: string; readonly language?: string; readonly entries: readonly ServedEntry[] },
  ): string;
  /** Serves a document as it is, conditionally like `setFeed`. */
  setBody(path: string, body: string | Uint8Array, headers?: Readonly<Record<string, string>>): string;
  setRedirect(path: string, location: string, status?: number): string;
  setStatus(path: string, status: number, headers?: Readonly<Record<string, string>>): string;
  setAnswer(path: string, answer: Answer): string;
  /** In order of arrival. */
  readonly requests: readonly SeenRequest[];
  forgetRequests(): void;
  close(): Promise<void>;
}

export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, Answer>();
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const answer = answers.get(path) ?? { type: "status", status: 404, headers: {} };
    respond(request, response, answer);
    requests.push({ path, headers: request.headers, at: Date.now(), status: response.statusCode });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const set = (path: string, answer: Answer): string => {
    answers.set(path, answer);
    return origin + path;
  };

  return {
    origin,
    host,
    url: (path) => origin + path,
    setFeed: (path, feed) =>
      set(path, { type: "body", body: toRss(feed), headers: { "content-type": "application/rss+xml; charset=utf-8" } }),
    setBody: (path, body, headers = {}) => set(path, { type: "body", body, headers }),
    setRedirect: (path, location, status = 302) => set(path, { type: "status", status, headers: { location } }),
    setStatus: (path, status, headers = {}) => set(path, { type: "status", status, headers }),
    setAnswer: set,
    requests,
    forgetRequests: () => {
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function respond(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  switch (answer.type) {
    case "body":
      sendBody(request, response, answer);
      return;
    case "status":
      response.writeHead(answer.status, answer.headers).end();
      return;
    case "stall":
      return;
    case "stall-body":
      response.writeHead(200, { "content-type": "application/rss+xml" }).write(answer.body);
      return;
    case "endless":
      response.writeHead(200, { "content-type": "application/rss+xml" });
      sendForever(response, answer.chunk);
      return;
    case "trickle": {
      response.writeHead(200, { "content-type": "application/rss+xml" });
      const timer = setInterval(() => response.write(answer.chunk), answer.everyMs);
      response.on("close", () => clearInterval(timer));
      return;
    }
    case "reset":
      request.socket.destroy();
      return;
  }
}

function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  { body, headers }: Extract<Answer, { readonly type: "body" }>,
): void {
  const bytes = Buffer.from(body);
  const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const isGzip = headers["content-encoding"] === undefined && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  response.writeHead(200, {
    etag,
    "last-modified": "Wed, 28 Feb 2018 08:00:00 GMT",
    ...(isGzip ? { "content-encoding": "gzip" } : {}),
    ...headers,
  });
  response.end(isGzip ? gzipSync(bytes) : bytes);
}

function sendForever(response: ServerResponse, chunk: string): void {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) {
      // Until the socket's buffer is full; `drain` calls again.
    }
  };
  response.on("drain", more);
  more();
}

function toRss(feed: {
  readonly title: string;
  readonly language?: string;
  readonly entries: readonly ServedEntry[];
}): string {
  const items = feed.entries.map((entry) => {
    const parts = [
      element("title", entry.title),
      element("link", entry.link),
      element("guid", entry.guid),
      element("pubDate", entry.publishedAt === undefined ? undefined : new Date(entry.publishedAt).toUTCString()),
      element("description", entry.description),
    ];
    return `<item>${parts.join("")}</item>`;
  });
  const head = element("title", feed.title) + element("language", feed.language);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>${head}${items.join("\n")}</channel></rss>`;
}

function element(name: string, text: string | undefined): string {
  if (text === undefined) return "";
  return `<${name}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</${name}>`;
}
