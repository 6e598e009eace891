import { describe, expect, it } from "vitest";
import { decodePage, depthLimit, nestingDepth, pageLimit } from "../../../src/adapters/article/page-guard.ts";
import { createArticleReader } from "../../../src/adapters/article/read-article.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sentence =
  "The grocer said its vans would reach every district of the city before the autumn, and hire drivers for it. ";
const page = (body: string): string =>
  `<!doctype html><html><head><title>Grocer plans vans</title></head><body><nav><a href="/">Home</a> <a href="/eco">Business</a></nav>${body}<footer>All rights reserved</footer></body></html>`;

describe("reading the article of a page", () => {
  const reader = createArticleReader();

  it("answers the paragraphs and leaves out navigation, captions and pleas to subscribe", async () => {
    const html = page(
      `<article><h1>Grocer plans vans</h1><figure><img src="van.jpg"><figcaption>A van, seen from the side, in a street.</figcaption></figure>
       <p>${sentence.repeat(3)}</p><p>Read more: our guide to vans</p><p>${sentence.repeat(2)}Prices stay <b>as they are</b>.</p>
       <div class="newsletter-box">Sign up for our newsletter, every morning at seven o'clock sharp, in your mail box.</div><p>${sentence.repeat(2)}</p></article>`,
    );
    const outcome = await reader.read(bytes(html), "text/html; charset=utf-8");
    expect(outcome.type).toBe("ok");
    const text = outcome.type === "ok" ? outcome.text : "";
    expect(text.split("\n")).toHaveLength(3);
    expect(text).toContain("Prices stay as they are.");
    expect(text).not.toMatch(/newsletter|Read more|seen from the side|rights reserved|Home/);
  });

  it("says that there is no article on a page of links", async () => {
    const html = page('<ul><li><a href="/a">One</a></li><li><a href="/b">Two</a></li></ul>');
    expect(await reader.read(bytes(html), "text/html")).toEqual({ type: "none", reason: "no-article" });
  });

  it.each([
    ["an empty page", ""],
    ["no mark-up at all", "plain words"],
    ["bytes that are no text", String.fromCharCode(...Array.from({ length: 200 }, (_, at) => at % 32))],
    ["an unfinished tag", "<html><body><p"],
  ])("holds for %s", async (_, html) => {
    expect((await reader.read(bytes(html), null)).type).toBe("none");
  });

  it("refuses a page above the size limit", async () => {
    const outcome = await reader.read(new Uint8Array(pageLimit + 1).fill(0x20), "text/html");
    expect(outcome).toEqual({ type: "none", reason: "too-large" });
  });

  it.each([
    ["nested blocks", "<div>".repeat(40_000)],
    ["unclosed inline tags", "<b><i>".repeat(5_000)],
  ])("refuses %s before parsing them", async (_, body) => {
    expect(await reader.read(bytes(page(body)), "text/html")).toEqual({ type: "none", reason: "too-deep" });
  });

  it("gives up on a page that takes too long and reads the next one all the same", async () => {
    const hasty = createArticleReader({ killMs: 1 });
    expect(await hasty.read(bytes(page(`<p>${sentence}</p>`)), null)).toEqual({ type: "none", reason: "too-slow" });
    const html = page(`<article><p>${sentence.repeat(4)}</p></article>`);
    expect((await reader.read(bytes(html), null)).type).toBe("ok");
  });
});

describe("the depth of a page", () => {
  it.each([
    ["<div><p>a</p></div>", 1],
    ["<ul><li>a<li>b<li>c</ul>", 1],
    ["<div><br><img src=x><hr></div>", 1],
    ["<script>if (a<b) document.write('<div><div>')</script><p>x", 0],
    ["<!-- <div><div> --><b>x</b>", 1],
    ["<svg><g><path d='x'/><path d='y'/></g></svg>", 2],
    ["a < b and <3", 0],
    ["</div></div><i>x", 1],
  ])("of %j is %i", (html, depth) => {
    expect(nestingDepth(html)).toBe(depth);
  });

  it("stops counting above the limit", () => {
    expect(nestingDepth("<div>".repeat(100_000))).toBe(depthLimit + 1);
  });

  it.each(["<".repeat(200_000), "<a ".repeat(100_000), "<!--".repeat(60_000), "<script>".repeat(60_000)])(
    "is found in one pass however hostile the page",
    (html) => {
      expect(nestingDepth(html)).toBeLessThanOrEqual(depthLimit + 1);
    },
  );
});

describe("the charset of a page", () => {
  const latin = Uint8Array.from([0x53, 0x79, 0x73, 0x74, 0xe8, 0x6d, 0x65, 0x20, 0x55]);
  it.each([
    ["the header's", latin, "text/html; charset=ISO-8859-1"],
    ["Windows-1252 where UTF-8 does not fit", latin, null],
    ["UTF-8 by default", bytes("Système U"), null],
    ["what fits although the header names an unknown one", bytes("Système U"), "text/html; charset=klingon"],
    ["UTF-8 where the header is wrong about it", latin, "text/html; charset=utf-8"],
  ])("is %s", (_, body, contentType) => {
    expect(decodePage(body, contentType)).toBe("Système U");
  });

  it("is the one that the page declares", () => {
    const body = Uint8Array.from([...bytes('<meta charset="windows-1252">'), ...latin]);
    expect(decodePage(body, "text/html")).toMatch(/Système U$/);
  });
});
