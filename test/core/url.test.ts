/** One page, one canonical URL. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalUrl, hostOf, resolveLink, usualFeedUrls } from "../../src/core/url.ts";

describe("the canonical URL", () => {
  it.each([
    ["https://www.gazette.example/a", "https://www.gazette.example/a"],
    ["  https://www.gazette.example/a \n", "https://www.gazette.example/a"],
    ["HTTPS://WWW.Gazette.Example:443/a", "https://www.gazette.example/a"],
    ["http://www.gazette.example:80/a", "http://www.gazette.example/a"],
    ["http://www.gazette.example:8080/a", "http://www.gazette.example:8080/a"],
    ["https://www.gazette.example./a", "https://www.gazette.example/a"],
    ["https://lea:secret@www.gazette.example/a", "https://www.gazette.example/a"],
    ["https://www.gazette.example/a#comments", "https://www.gazette.example/a"],
    ["https://app.example/#!/story/7", "https://app.example/#!/story/7"],
    ["https://app.example/list/#s/c710", "https://app.example/list/#s/c710"],
    ["https://www.gazette.example/a?utm_source=rss&utm_medium=feed", "https://www.gazette.example/a"],
    ["https://www.gazette.example/a?xtor=RSS-3208", "https://www.gazette.example/a"],
    ["https://www.gazette.example/a?fbclid=1&id=2&gclid=3", "https://www.gazette.example/a?id=2"],
    ["https://www.gazette.example/a?b=2&a=1", "https://www.gazette.example/a?a=1&b=2"],
    ["https://www.gazette.example/a?q=%C3%A9t%C3%A9+chaud", "https://www.gazette.example/a?q=%C3%A9t%C3%A9+chaud"],
    ["https://m.gazette.example/a", "https://www.gazette.example/a"],
    ["https://amp.gazette.example/a", "https://www.gazette.example/a"],
    ["https://m.example/a", "https://m.example/a"],
    ["https://www.gazette.example/amp/a", "https://www.gazette.example/a"],
    ["https://www.gazette.example/a/amp/", "https://www.gazette.example/a"],
    ["https://www.gazette.example/a.amp.html", "https://www.gazette.example/a.html"],
    ["https://www.gazette.example/a?amp", "https://www.gazette.example/a"],
    ["https://www.gazette.example/lamp", "https://www.gazette.example/lamp"],
    ["https://www.gazette.example//a///b", "https://www.gazette.example/a/b"],
    ["https://www.gazette.example/a/index.html", "https://www.gazette.example/a/"],
    ["https://www.gazette.example/amp/amp/a/index.amp.html", "https://www.gazette.example/a/"],
    ["https://www.gazette.example/??", "https://www.gazette.example/??"],
    ["https://www.gazette.example/?", "https://www.gazette.example/"],
    [
      "https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Fwww.gazette.example%2Fa%3Fid%3D1&ct=ga",
      "https://www.gazette.example/a?id=1",
    ],
    ["https://www.google.fr/url?q=https://www.gazette.example/a&sa=D", "https://www.gazette.example/a"],
    [
      "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url=https%3a%2f%2fwww.gazette.example%2fa&c=1",
      "https://www.gazette.example/a",
    ],
    ["https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.gazette.example%2Fa&h=1", "https://www.gazette.example/a"],
    ["https://www.google.com/url?url=javascript:alert(1)", "https://www.google.com/url?url=javascript:alert(1)"],
    ["https://news.google.com/rss/articles/CBMi?oc=5", "https://news.google.com/rss/articles/CBMi?oc=5"],
    ["https://bücher.example/a", "https://xn--bcher-kva.example/a"],
  ])("of %s is %s", (given, expected) => {
    expect(canonicalUrl(given)).toBe(expected);
  });

  it.each([
    "",
    "/a",
    "www.gazette.example",
    "ftp://gazette.example/a",
    "javascript:alert(1)",
    "mailto:lea@gazette.example",
    "http://",
    "https://[",
    "tag:gazette.example,2018:1",
  ])("does not exist for %j", (given) => {
    expect(canonicalUrl(given)).toBeNull();
  });

  it("is its own canonical URL", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url);
        expect(once === null ? null : canonicalUrl(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it("does not exist for what is too long to be an address, and stands long ones", () => {
    expect(canonicalUrl(`https://www.gazette.example/${"x".repeat(8_000)}`)).toBeNull();
    expect(canonicalUrl(`https://www.gazette.example${"/index.html/amp".repeat(500)}`)).toBe(
      "https://www.gazette.example/",
    );
  });

  it("does not depend on campaign parameters or their place", () => {
    const noise = fc.constantFrom("utm_source=a", "xtor=b", "fbclid=c", "at_medium=d");
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, after) => {
        const query = [...before, "id=1", ...after].join("&");
        expect(canonicalUrl(`https://www.gazette.example/a?${query}`)).toBe("https://www.gazette.example/a?id=1");
      }),
    );
  });
});

describe("a link", () => {
  it.each([
    ["/a", "https://www.gazette.example/feeds/x.xml", "https://www.gazette.example/a"],
    ["a", "https://www.gazette.example/feeds/x.xml", "https://www.gazette.example/feeds/a"],
    ["//cdn.example/a", "https://www.gazette.example/", "https://cdn.example/a"],
    ["https://other.example/a", "https://www.gazette.example/", "https://other.example/a"],
    ["/a", "", "/a"],
    ["", "https://www.gazette.example/", null],
    ["javascript:alert(1)", "https://www.gazette.example/", null],
    ["mailto:lea@gazette.example", "https://www.gazette.example/", null],
    ["http://[", "https://www.gazette.example/", null],
  ])("%j in %j leads to %j", (link, base, expected) => {
    expect(resolveLink(link, base)).toBe(expected);
  });
});

it("hosts are told with their port, in lower case", () => {
  expect(hostOf("https://WWW.Gazette.example:8443/a")).toBe("www.gazette.example:8443");
  expect(hostOf("https://www.gazette.example:443/a")).toBe("www.gazette.example");
  expect(hostOf("not an address")).toBeNull();
});

it("feeds are looked for below the page that was given, then at the root", () => {
  const urls = usualFeedUrls("https://www.gazette.example/eco?x=1");
  expect(urls[0]).toBe("https://www.gazette.example/eco/feed");
  expect(urls).toContain("https://www.gazette.example/rss.xml");
  expect(new Set(urls).size).toBe(urls.length);
  expect(usualFeedUrls("nothing")).toEqual([]);
});
