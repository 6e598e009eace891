/** Visits to a feed over real HTTP on loopback: conditional, bounded, and never anything but an outcome. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFetchFeed } from "../../../src/adapters/http/fetch-feed.ts";
import { createGuardedFetch, type GuardedFetcher } from "../../../src/adapters/http/guarded-fetch.ts";
import type { FetchOutcome, FetchRequest } from "../../../src/services/ports.ts";
import { type FeedServer, startFeedServer } from "../../support/feed-server.ts";

const now = Date.UTC(2018, 1, 28, 12);
const nothingKnown = { validators: { etag: null, lastModified: null }, bodyHash: null };
const document = "<rss version='2.0'><channel><title>Sound</title></channel></rss>";

let server: FeedServer;
let guarded: GuardedFetcher;
let visit: (request: Pick<FetchRequest, "url"> & Partial<FetchRequest>, signal?: AbortSignal) => Promise<FetchOutcome>;

beforeAll(async () => {
  server = await startFeedServer();
  guarded = createGuardedFetch({
    userAgent: "Vigie/1.2.3 (+https://vigie.example; mail@vigie.example)",
    allowPrivateHosts: [server.host],
    limits: { bodyBytes: 1024 * 1024, totalMs: 1_500, silenceMs: 400, connectMs: 400 },
  });
  const fetchFeed = createFetchFeed({ fetch: guarded.fetch, clock: { now: () => now } });
  visit = (request, signal) => fetchFeed({ ...nothingKnown, ...request }, signal);
});
afterAll(async () => {
  await guarded.close();
  await server.close();
});
beforeEach(() => server.forgetRequests());

const textOf = (outcome: FetchOutcome): string =>
  outcome.type === "ok" ? new TextDecoder().decode(outcome.body) : JSON.stringify(outcome);

describe("a visit", () => {
  it("says who asks and what for, and brings no cookies", async () => {
    await visit({ url: server.setBody("/plain", document, { "set-cookie": "a=b" }) });
    await visit({ url: server.url("/plain") });
    for (const { headers } of server.requests) {
      expect(headers["user-agent"]).toBe("Vigie/1.2.3 (+https://vigie.example; mail@vigie.example)");
      expect(headers["accept-encoding"]).toBe("gzip, br");
      expect(headers.accept).toContain("application/rss+xml");
      expect(headers.cookie).toBeUndefined();
    }
  });

  it.each([
    ["gzip", gzipSync(document)],
    ["br", brotliCompressSync(document)],
    ["identity", Buffer.from(document)],
  ])("reads %s", async (encoding, body) => {
    const url = server.setBody(`/${encoding}`, body, { "content-encoding": encoding });
    expect(textOf(await visit({ url }))).toBe(document);
  });

  it("sends both validators back as they came, and takes a 304 for what it is", async () => {
    const url = server.setFeed("/known", { title: "Known", entries: [] });
    const first = await visit({ url });
    expect(first).toMatchObject({ type: "ok", contentType: "application/rss+xml; charset=utf-8" });
    if (first.type !== "ok") return;
    const { validators } = first;
    const known = { type: "not-modified", permanentUrl: null, validators, freshForMs: null };
    expect(await visit({ url, validators })).toEqual(known);
    expect(server.requests.at(-1)?.headers).toMatchObject({
      "if-none-match": validators.etag,
      "if-modified-since": validators.lastModified,
    });
  });

  it("takes the same bytes for no news, although the server has no validators", async () => {
    const url = server.setBody("/same", document, { etag: "", "last-modified": "" });
    const first = await visit({ url });
    const bodyHash = first.type === "ok" ? first.bodyHash : "";
    expect(bodyHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await visit({ url, bodyHash })).toMatchObject({ type: "not-modified" });
  });

  it.each([
    [200, {}, { type: "failed", problem: { code: "empty-answer" } }],
    [204, {}, { type: "failed", status: 204 }],
    [300, {}, { type: "failed", status: 300 }],
    [304, { etag: '"new"' }, { type: "not-modified", validators: { etag: '"new"', lastModified: null } }],
    [400, {}, { type: "failed", status: 400 }],
    [401, {}, { type: "failed", problem: { code: "status", status: 401 } }],
    [403, {}, { type: "failed", problem: { code: "status", status: 403 } }],
    [404, {}, { type: "failed", problem: { code: "status", status: 404 } }],
    [410, {}, { type: "gone" }],
    [429, {}, { type: "rate-limited", retryAfterMs: null, status: 429 }],
    [429, { "retry-after": "120" }, { type: "rate-limited", retryAfterMs: 120_000 }],
    [429, { "retry-after": "Wed, 28 Feb 2018 13:00:00 GMT" }, { type: "rate-limited", retryAfterMs: 3_600_000 }],
    [429, { "retry-after": "soon" }, { type: "rate-limited", retryAfterMs: null }],
    [500, {}, { type: "failed", problem: { code: "status", status: 500 } }],
    [503, {}, { type: "failed", status: 503 }],
    [503, { "retry-after": "60" }, { type: "rate-limited", retryAfterMs: 60_000, status: 503 }],
  ])("with status %i and %j ends as it should", async (status, headers, expected) => {
    const url = server.setStatus(`/status-${status}`, status, headers as Record<string, string>);
    expect(await visit({ url })).toMatchObject(expected);
  });

  it.each([
    [{ "cache-control": "max-age=600" }, 600_000],
    [{ "cache-control": "public, max-age=600", age: "100" }, 500_000],
    [{ "cache-control": "no-cache, max-age=600" }, null],
    [{ "cache-control": "max-age=0" }, null],
    [{ expires: "Wed, 28 Feb 2018 12:30:00 GMT", date: "Wed, 28 Feb 2018 12:00:00 GMT" }, 1_800_000],
    [{ expires: "0" }, null],
    [{ "cache-control": "max-age=60", expires: "Wed, 28 Feb 2018 13:00:00 GMT" }, 60_000],
    [{}, null],
  ])("takes %j for a wish of %s ms", async (headers, freshForMs) => {
    const url = server.setBody("/fresh", document, headers as Record<string, string>);
    expect(await visit({ url })).toMatchObject({ type: "ok", freshForMs });
  });
});

describe("redirects", () => {
  it("are followed, and told as permanent only where each of them is", async () => {
    const end = server.setBody("/end", document);
    const permanent = server.setRedirect("/moved", "/moved-2", 301);
    server.setRedirect("/moved-2", end, 308);
    expect(await visit({ url: permanent })).toMatchObject({ type: "ok", finalUrl: end, permanentUrl: end });
    const mixed = server.setRedirect("/mixed", "/moved", 302);
    expect(await visit({ url: mixed })).toMatchObject({ type: "ok", finalUrl: end, permanentUrl: null });
    expect(await visit({ url: end })).toMatchObject({ type: "ok", finalUrl: end, permanentUrl: null });
  });

  it("to what has not changed are told where its ETag or its bytes prove that it is the feed", async () => {
    const end = server.setBody("/end", document);
    const url = server.setRedirect("/moved", "/end", 301);
    const first = await visit({ url });
    if (first.type !== "ok") throw new Error("the feed was not read");
    const { validators, bodyHash } = first;
    const unchanged = { type: "not-modified", permanentUrl: end };
    expect(await visit({ url, validators })).toMatchObject(unchanged);
    expect(await visit({ url, bodyHash })).toMatchObject(unchanged);
    server.setStatus("/end", 304);
    const byDate = await visit({ url, validators: { ...validators, etag: null } });
    expect(byDate).toMatchObject({ type: "not-modified", permanentUrl: null });
  });

  it("are not followed for ever", async () => {
    const url = server.setRedirect("/loop", "/loop");
    expect(await visit({ url })).toMatchObject({ type: "failed", problem: { code: "redirects", limit: 5 } });
    expect(server.requests).toHaveLength(6);
  });

  it.each(["http://[", "http://", "ht!tp://x", "//", "\u00ff\u00fe"])("to %j fail with a reason", async (location) => {
    const url = server.setRedirect("/bad", location);
    expect(await visit({ url })).toMatchObject({ type: "failed" });
  });

  it("take credentials along within their origin only", async () => {
    const other = await startFeedServer();
    const wide = createGuardedFetch({ userAgent: "Vigie", allowPrivateHosts: ["127.0.0.1"] });
    const target = other.setBody("/end", document);
    server.setRedirect("/away", target);
    server.setRedirect("/within", "/away");
    const url = server.url("/within").replace("//", "//lea:s%C3%A9same@");
    const { finalUrl } = await wide.fetch({ url });
    const basic = `Basic ${Buffer.from("lea:sésame").toString("base64")}`;
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(finalUrl).toBe(target);
    await wide.close();
    await other.close();
  });
});

describe("a hostile or broken server", () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));

  it.each([
    [
      "a gzip bomb",
      { type: "body", body: bomb, headers: { "content-encoding": "gzip" } },
      { code: "too-large", limit: 1 },
    ],
    ["an endless body", { type: "endless", chunk: "x".repeat(65_536) }, { code: "too-large", limit: 1 }],
    ["no answer", { type: "stall" }, { code: "no-headers" }],
    ["a body that stops", { type: "stall-body", body: "<rss>" }, { code: "stopped" }],
    ["a broken connection", { type: "reset" }, { code: "broken-off" }],
    [
      "damaged gzip",
      { type: "body", body: "no gzip", headers: { "content-encoding": "gzip" } },
      { code: "compression" },
    ],
    [
      "damaged brotli",
      { type: "body", body: "no brotli", headers: { "content-encoding": "br" } },
      { code: "compression" },
    ],
    [
      "an unknown encoding",
      { type: "body", body: "x", headers: { "content-encoding": "zzz" } },
      { code: "encoding", given: "zzz" },
    ],
  ] as const)("ends in a reason: %s", async (name, answer, problem) => {
    const url = server.setAnswer(`/hostile-${name.replaceAll(" ", "-")}`, answer);
    expect(await visit({ url })).toMatchObject({ type: "failed", problem });
    expect(await visit({ url: server.setBody("/next", document) })).toMatchObject({ type: "ok" });
  });

  it("cannot keep a slow trickle up beyond the total time", async () => {
    const url = server.setAnswer("/trickle", { type: "trickle", chunk: "x", everyMs: 50 });
    const outcome = await visit({ url });
    expect(outcome).toMatchObject({ type: "failed", problem: { code: "late", limit: 2 } });
  });

  it("is not waited for when nobody listens any more", async () => {
    const url = server.setAnswer("/slow", { type: "stall" });
    const outcome = await visit({ url }, AbortSignal.timeout(50));
    expect(outcome).toMatchObject({ type: "failed", problem: { code: "given-up" } });
  });

  it("that is not there is told as such", async () => {
    const gone = await startFeedServer();
    await gone.close();
    const wide = createGuardedFetch({ userAgent: "Vigie", allowPrivateHosts: ["127.0.0.1"] });
    await expect(wide.fetch({ url: gone.url("/") })).rejects.toMatchObject({
      code: "unavailable",
      message: "The server refused the connection.",
    });
    await wide.close();
  });
});
