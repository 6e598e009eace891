/** Article pages and a language model through the whole program: the alert goes out first, by itself; what is found afterwards edits it, and nothing that goes wrong there costs more than the better words. */
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { type ModelDouble, startModelDouble, type Turn } from "../support/model-double.ts";
import { happening, oldNews, type Report } from "../support/reports.ts";
import { createWorld, type Ended, endAll, runVigie, type World, withDatabase } from "../support/run-vigie.ts";

afterEach(endAll);

const pageHeaders = { "content-type": "text/html; charset=utf-8" };
const told = "Shoppers of Monoprix will find eight hundred bottles beside the bread from June.";
const paragraphs = [
  "Monoprix and Amazon signed a deal on organic wine for shoppers in Lille, the two said on Monday.",
  `${told} Growers from forty cellars take part, and the cellar masters choose the bottles themselves.`,
  "The vans leave a depot near the station every hour until midnight, and riders carry the last mile.",
];
const article = `<!doctype html><html lang="en"><head><title>Wine</title></head><body><nav>Home</nav><article><h1>Wine</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("")}</article></body></html>`;

interface Scene {
  readonly web: FeedServer;
  readonly model: ModelDouble | null;
  readonly world: World;
  /** Serves the old news and these reports, each linked to its page here, and runs one cycle. */
  run(...reports: readonly Report[]): Promise<Ended>;
  /** All messages of alerts in the order in which they were queued. */
  messages(): readonly {
    readonly form: string;
    readonly summary: string;
    readonly headline: string;
    readonly settledAt: number;
  }[];
  /** Paths of the web server that were asked for, the feed's left out. */
  visited(): readonly string[];
  close(): Promise<void>;
}

/** A worker that has seen its feed before, so that every new report is told. */
async function openScene(options: {
  readonly articles: boolean;
  readonly turns?: readonly Turn[];
  readonly dailyLimit?: number;
}): Promise<Scene> {
  const web = await startFeedServer();
  const model = options.turns === undefined ? null : await startModelDouble(options.turns);
  const url = web.setFeed("/feed.xml", { title: "Wire", entries: [oldNews()] });
  const env = { VIGIE_MODEL_KEY: "secret-key" };
  const world = createWorld({ feeds: [{ name: "Wire", url }], servers: [web], ...(model === null ? {} : { env }) });
  const file = world.env["VIGIE_CONFIG"] ?? "";
  const settings = parse(readFileSync(file, "utf8")) as Record<string, object>;
  const chosen = {
    articles: { fetch: options.articles ? "on" : "off" },
    ...(model === null
      ? {}
      : { model: { ...settings["model"], url: model.url, name: "small", dailyLimit: options.dailyLimit ?? 200 } }),
  };
  world.write("vigie.yaml", stringify({ ...settings, ...chosen }));
  const served: Report[] = [oldNews()];
  const run = (...reports: readonly Report[]): Promise<Ended> => {
    served.unshift(...reports.map((report) => ({ ...report, link: web.url(`/${report.guid}.html`) })));
    web.setFeed("/feed.xml", { title: "Wire", entries: served });
    return runVigie(world, ["run", "--once", "--all"]);
  };
  await run();
  return {
    web,
    model,
    world,
    run,
    messages: () =>
      withDatabase(world.database, (db) =>
        db
          .prepare<[], { form: string; message: string; settled_at: number }>(
            "SELECT form, message, settled_at FROM outbox WHERE alert_id IS NOT NULL ORDER BY id",
          )
          .all()
          .map(({ form, message, settled_at }) => ({ form, settledAt: settled_at, ...JSON.parse(message) })),
      ),
    visited: () => web.requests.map(({ path }) => path).filter((path) => path !== "/feed.xml"),
    async close() {
      await Promise.all([web.close(), model?.close()]);
      world.remove();
    },
  };
}

describe("an alert whose article may be read and whose summary a model may word", () => {
  const wine = happening(0);
  const written = "Monoprix sells organic wine through Amazon in Lille; eight hundred bottles wait from June.";
  let scene: Scene;
  let first: Ended;

  beforeAll(async () => {
    const refusal = { status: 400, text: "response_format json_schema is not supported" };
    scene = await openScene({ articles: true, turns: [refusal, written] });
    scene.web.setBody("/robots.txt", "User-agent: *\nDisallow: /private\n", { "content-type": "text/plain" });
    scene.web.setBody(`/${wine.guid}.html`, article, pageHeaders);
    first = await scene.run(wine);
  }, 60_000);
  afterAll(() => scene.close());

  it("goes out in the report's own words first; what is found afterwards is one edit", () => {
    expect([first.status, first.stderr]).toEqual([0, ""]);
    expect(scene.messages().map(({ form, summary }) => [form, summary])).toEqual([
      ["post", wine.description],
      ["edit", written],
    ]);
    const printed = first.stdout.replace(/\s+/g, " ");
    expect(printed).toContain("eight hundred bottles wait");
    expect(printed.indexOf(wine.description)).toBeLessThan(printed.indexOf("eight hundred bottles wait"));
    expect(printed).toContain(wine.description);
  });

  it("is out before anybody is asked for more", () => {
    const [post] = scene.messages();
    const page = scene.web.requests.find(({ path }) => path === `/${wine.guid}.html`);
    expect(post?.settledAt).toBeGreaterThan(0);
    expect(page?.at).toBeGreaterThanOrEqual(post?.settledAt ?? Number.POSITIVE_INFINITY);
    expect(scene.model?.asked[0]?.at).toBeGreaterThanOrEqual(page?.at ?? Number.POSITIVE_INFINITY);
  });

  it("costs its host one look at robots.txt and one at the page, a pause apart, by a visitor with a name", () => {
    expect(scene.visited()).toEqual(["/robots.txt", `/${wine.guid}.html`]);
    const [rules, page] = scene.web.requests.filter(({ path }) => path !== "/feed.xml");
    expect((page?.at ?? 0) - (rules?.at ?? 0)).toBeGreaterThanOrEqual(950);
    expect(page?.headers["user-agent"]).toMatch(/^Vigie\//);
  });

  it("asks the model with its key for the article, once more without the schema where the server does not know it", () => {
    expect(scene.model?.asked.map(({ path, key, withSchema }) => [path, key, withSchema])).toEqual([
      ["/v1/chat/completions", "Bearer secret-key", true],
      ["/v1/chat/completions", "Bearer secret-key", false],
    ]);
    expect(scene.model?.asked[1]?.report).toContain(told);
    expect(`${first.stdout}${first.stderr}`).not.toContain("secret-key");
  });

  it("is neither read nor asked about again when the feed shows it again", async () => {
    const before = scene.visited().length;
    expect(await scene.run()).toMatchObject({ status: 0 });
    expect(scene.visited()).toHaveLength(before);
    expect(scene.model?.asked).toHaveLength(2);
    expect(scene.messages()).toHaveLength(2);
  }, 30_000);
});

describe("pages of articles", () => {
  const wine = happening(0);
  const [forbidden, deep, huge, other, gone] = [1, 2, 3, 4, 5].map(happening) as [
    Report,
    Report,
    Report,
    Report,
    Report,
  ];
  const reports = [wine, forbidden, deep, huge, other, gone];
  let scene: Scene;
  let ended: Ended;

  beforeAll(async () => {
    scene = await openScene({ articles: true });
    const { web } = scene;
    const page = (report: Report, html: string) => web.setBody(`/${report.guid}.html`, html, pageHeaders);
    web.setBody("/robots.txt", `User-agent: Vigie\nDisallow: /${forbidden.guid}\n`, { "content-type": "text/plain" });
    page(wine, article);
    page(forbidden, article);
    page(deep, `<html><body>${"<div>".repeat(40_000)}<p>${paragraphs.join(" ")}</p>`);
    page(huge, article.replace("</article>", `${"<p>More of it. </p>".repeat(180_000)}</article>`));
    page(other, article);
    web.setStatus(`/${gone.guid}.html`, 404);
    ended = await scene.run(...reports);
  }, 90_000);
  afterAll(() => scene.close());

  it("better a summary by a sentence of theirs, behind the whole description", () => {
    const edits = scene.messages().filter(({ form }) => form === "edit");
    expect(edits.map(({ headline }) => headline)).toEqual([wine.title]);
    const [edit] = edits;
    expect(edit?.summary.startsWith(`${wine.description} `)).toBe(true);
    expect(paragraphs.join(" ")).toContain(edit?.summary.slice(wine.description.length + 1));
  });

  it("leave the alert with its description where they are forbidden, hostile, about something else, or gone", () => {
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    const posts = scene.messages().filter(({ form }) => form === "post");
    expect(posts.map(({ summary }) => summary).sort()).toEqual(reports.map(({ description }) => description).sort());
  });

  it("are asked for once each; a forbidden one never", () => {
    const pages = reports.filter((report) => report !== forbidden).map(({ guid }) => `/${guid}.html`);
    expect([...scene.visited()].sort()).toEqual(["/robots.txt", ...pages].sort());
  });
});

describe("a model that is not to be believed or not to be had", () => {
  const scenes: Scene[] = [];
  const scene = async (turns: readonly Turn[], dailyLimit = 200): Promise<Scene> => {
    const opened = await openScene({ articles: false, turns, dailyLimit });
    scenes.push(opened);
    return opened;
  };
  afterAll(() => Promise.all(scenes.map((opened) => opened.close())));

  it("changes nothing with a number that the report does not hold", async () => {
    const { run, messages, model } = await scene(["Bottles from ninety-nine cellars, 99 in all, can be ordered."]);
    expect(await run(happening(0))).toMatchObject({ status: 0 });
    expect(model?.asked).toHaveLength(1);
    expect(messages().map(({ form }) => form)).toEqual(["post"]);
  }, 30_000);

  it("is left alone after three failures in a row", async () => {
    const { run, messages, model } = await scene([{ status: 500, text: "overloaded" }]);
    expect(await run(...[0, 1, 2, 3, 4].map(happening))).toMatchObject({ status: 0 });
    expect(messages().map(({ form }) => form)).toEqual(["post", "post", "post", "post", "post"]);
    expect(model?.asked).toHaveLength(3);
  }, 30_000);

  it("is asked no more often a day than allowed, however often the program is started", async () => {
    const { run, messages, model } = await scene(["more is said to follow."], 2);
    await run(happening(0), happening(1), happening(2));
    expect(model?.asked).toHaveLength(2);
    await run(happening(3));
    expect(model?.asked).toHaveLength(2);
    expect(messages().map(({ form }) => form)).toEqual(["post", "post", "post", "edit", "edit", "post"]);
  }, 30_000);
});
