import { describe, expect, it } from "vitest";
import { createPageFetch } from "../../../src/adapters/robots/page-fetch.ts";

interface Answer {
  readonly status?: number;
  readonly text?: string;
  readonly contentType?: string;
  readonly finalUrl?: string;
}

const hour = 3_600_000;

/** A web of a few addresses; what is not in it answers 404, `null` gives no answer at all. */
function createWeb(answers: Record<string, Answer | null>) {
  const asked: string[] = [];
  const waits: number[] = [];
  let now = Date.UTC(2018, 2, 26);
  const fetchPage = createPageFetch(
    {
      now: () => now,
      pause: async (ms) => {
        waits.push(ms);
        now += ms;
      },
      fetch: async ({ url }) => {
        asked.push(url);
        const answer = answers[url];
        if (answer === null) throw new Error("connection refused");
        const {
          status = answer === undefined ? 404 : 200,
          text = "",
          contentType = "text/html",
          finalUrl = url,
        } = answer ?? {};
        return { status, headers: { "content-type": contentType }, body: new TextEncoder().encode(text), finalUrl };
      },
    },
    { robotName: "Vigie", spacingMs: 2_000 },
  );
  return {
    asked,
    waits,
    answers,
    pass: (ms: number) => {
      now += ms;
    },
    read: async (url: string) => {
      const outcome = await fetchPage(url);
      return outcome.type === "ok" ? new TextDecoder().decode(outcome.body) : outcome.reason;
    },
  };
}

const robots = "https://paper.example/robots.txt";
const page = "https://paper.example/business/deal";

describe("a page of the web", () => {
  it.each([
    ["there is no robots.txt", undefined, "the page"],
    ["robots.txt allows it", { text: "User-agent: *\nDisallow: /private" }, "the page"],
    ["robots.txt forbids it to all", { text: "User-agent: *\nDisallow: /business" }, "robots"],
    [
      "robots.txt forbids it to us by name",
      { text: "User-agent: *\nAllow: /\n\nUser-agent: vigie\nDisallow: /" },
      "robots",
    ],
    ["robots.txt forbids it to somebody else", { text: "User-agent: Otherbot\nDisallow: /" }, "the page"],
    ["robots.txt itself is refused", { status: 403 }, "robots"],
    ["the server fails over robots.txt", { status: 503 }, "robots"],
    ["robots.txt cannot be had", null, "robots"],
    ["it wants pauses of an hour", { text: "User-agent: *\nCrawl-delay: 3600" }, "robots"],
  ] as const)("when %s is answered by: %o", async (_, rules, expected) => {
    const web = createWeb({ [page]: { text: "the page" }, ...(rules === undefined ? {} : { [robots]: rules }) });
    expect(await web.read(page)).toBe(expected);
    expect(web.asked.includes(page)).toBe(expected === "the page");
  });

  it.each([
    ["a refusal", { status: 403 }, "refused"],
    ["a demand for money", { status: 402 }, "refused"],
    ["a missing page", { status: 404 }, "failed"],
    ["a broken server", { status: 500 }, "failed"],
    ["no answer", null, "failed"],
    ["a picture", { contentType: "image/png" }, "not-a-page"],
  ] as const)("gives none for %s", async (_, answer, reason) => {
    expect(await createWeb({ [page]: answer }).read(page)).toBe(reason);
  });

  it("waits between two requests to one host, and longer where the host asks for it", async () => {
    const web = createWeb({ [page]: {}, [robots]: { text: "User-agent: *\nCrawl-delay: 7" } });
    await web.read(page);
    await web.read(page);
    expect(web.waits).toEqual([7_000, 7_000]);
    await web.read("https://other.example/");
    expect(web.waits).toEqual([7_000, 7_000, 2_000]);
  });

  it("asks for robots.txt once a day, or after an hour where it could not be had", async () => {
    const web = createWeb({ [page]: { text: "the page" }, [robots]: null });
    const rulesAsked = () => web.asked.filter((url) => url === robots).length;
    expect(await web.read(page)).toBe("robots");
    web.pass(hour / 2);
    expect(await web.read(page)).toBe("robots");
    expect(rulesAsked()).toBe(1);
    web.answers[robots] = { text: "" };
    web.pass(hour);
    expect(await web.read(page)).toBe("the page");
    web.pass(23 * hour);
    await web.read(page);
    expect(rulesAsked()).toBe(2);
    web.pass(2 * hour);
    await web.read(page);
    expect(rulesAsked()).toBe(3);
  });

  it("is not asked for again for a day where its host refused", async () => {
    const web = createWeb({ [page]: { status: 403 } });
    expect(await web.read(page)).toBe("refused");
    web.answers[page] = { text: "the page" };
    const before = web.asked.length;
    expect(await web.read("https://paper.example/another")).toBe("refused");
    expect(web.asked).toHaveLength(before);
    web.pass(25 * hour);
    expect(await web.read(page)).toBe("the page");
  });

  it("behind a redirect is left unread where robots.txt of that place forbids it", async () => {
    const elsewhere = "https://elsewhere.example/deal";
    const web = createWeb({
      [page]: { text: "the page", finalUrl: elsewhere },
      "https://elsewhere.example/robots.txt": { text: "User-agent: *\nDisallow: /" },
    });
    expect(await web.read(page)).toBe("robots");
  });

  it.each(["ftp://paper.example/", "not an address", "file:///etc/passwd"])(
    "has no other address than http: %s",
    async (url) => {
      const web = createWeb({});
      expect(await web.read(url)).toBe("failed");
      expect(web.asked).toEqual([]);
    },
  );
});
