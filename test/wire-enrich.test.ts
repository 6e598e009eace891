/** Article pages and the language model over loopback HTTP, as the running program joins them. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Config, Secret } from "../src/config.ts";
import { readEnvironment } from "../src/config-environment.ts";
import { loadConfig } from "../src/config-settings.ts";
import { buildEnrichers } from "../src/wire-enrich.ts";
import { type FeedServer, startFeedServer } from "./support/feed-server.ts";

/** Notes that last as long as the test. */
function kept() {
  const notes = new Map<string, string>();
  return { get: (key: string) => notes.get(key), set: (key: string, value: string) => void notes.set(key, value) };
}
const clock = { now: () => Date.now() };
const paragraph = "The grocer said on Monday that its vans would reach every district of the city before the autumn. ";
const html = `<!doctype html><html><head><title>Vans</title></head><body><article><h1>Vans</h1><p>${paragraph.repeat(3)}</p></article></body></html>`;

let web: FeedServer;
beforeEach(async () => {
  web = await startFeedServer();
});
afterEach(() => web.close());

function configured(change: Partial<Config>): Config {
  const config = loadConfig(readEnvironment({ VIGIE_ALLOW_PRIVATE_HOSTS: web.host }));
  return { ...config, ...change };
}

describe("article pages", () => {
  it("are read through the guarded fetch where they are switched on", async () => {
    const url = web.setBody("/deal", html, { "content-type": "text/html" });
    const { readArticle, close } = buildEnrichers(
      configured({ articles: { fetch: true } }),
      { clock, notes: kept() },
      1,
    );
    expect(await readArticle?.(url)).toEqual({ type: "ok", text: paragraph.repeat(3).trim() });
    expect(web.requests.map(({ path }) => path)).toEqual(["/robots.txt", "/deal"]);
    expect(web.requests[1]?.headers["user-agent"]).toMatch(/^Vigie\//);
    await close();
  });

  it("are left alone where robots.txt says so", async () => {
    web.setBody("/robots.txt", "User-agent: *\nDisallow: /deal", { "content-type": "text/plain" });
    const url = web.setBody("/deal", html, { "content-type": "text/html" });
    const { readArticle, close } = buildEnrichers(
      configured({ articles: { fetch: true } }),
      { clock, notes: kept() },
      1,
    );
    expect(await readArticle?.(url)).toEqual({ type: "none", why: "robots" });
    expect(web.requests.map(({ path }) => path)).toEqual(["/robots.txt"]);
    await close();
  });

  it("of this machine are refused unless it was allowed", async () => {
    const url = web.setBody("/deal", html, { "content-type": "text/html" });
    const closed = { ...loadConfig(readEnvironment({})), articles: { fetch: true } };
    const { readArticle, close } = buildEnrichers(closed, { clock, notes: kept() }, 1);
    expect(await readArticle?.(url)).toEqual({ type: "none", why: "robots" });
    expect(web.requests).toEqual([]);
    await close();
  });

  it("and the model are off as shipped", () => {
    const { readArticle, rewrite } = buildEnrichers(loadConfig(readEnvironment({})), { clock, notes: kept() }, 1);
    expect([readArticle, rewrite]).toEqual([null, null]);
  });
});

describe("a language model", () => {
  let server: Server;
  const keys: (string | undefined)[] = [];
  beforeEach(async () => {
    keys.length = 0;
    server = createServer((request, response) => {
      keys.push(request.headers.authorization);
      request.resume();
      const content = JSON.stringify({ summary: "Vans reach the city before the autumn." });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ choices: [{ message: { content } }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it("is asked at the configured address with its key, no more often than allowed", async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const model = { url, name: "small", apiKey: new Secret("k-1"), dailyLimit: 1 };
    const notes = kept();
    const { rewrite } = buildEnrichers(configured({ model }), { clock, notes }, 1);
    const told = { title: "Vans for the city", text: paragraph, lang: "en" } as const;
    expect(await rewrite?.(told)).toEqual({ type: "ok", text: "Vans reach the city before the autumn." });
    expect(await rewrite?.(told)).toEqual({ type: "none", why: "daily-limit" });
    const restarted = buildEnrichers(configured({ model }), { clock, notes }, 1);
    expect(await restarted.rewrite?.(told)).toEqual({ type: "none", why: "daily-limit" });
    expect(keys).toEqual(["Bearer k-1"]);
  });
});
