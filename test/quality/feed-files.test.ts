/** `vigie feed FILE --json` over documents of the labelled suite: a file, whose content type nobody knows, reads as the same bytes do from the web. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readFeed } from "../../src/adapters/rss/read-feed.ts";

const root = resolve(import.meta.dirname, "../..");
const suite = join(root, "../shared/data/dev/feeds-kurtmckee.dev.jsonl");
const present = existsSync(suite);
if (!present) console.warn("SKIPPED: the labelled feeds are not beside this checkout.");
/** One document of so many. */
const every = 20;

interface Labelled {
  readonly base64: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly reference: { readonly items: readonly unknown[] };
}

interface Answer {
  readonly status: "ok" | "error";
  readonly items: readonly { readonly title: string; readonly id: string | null; readonly text: string }[];
}

describe.skipIf(!present)("feeds read from files", () => {
  it("hold the items that the reference holds, with the texts that the same bytes give from the web", async () => {
    const lines = readFileSync(suite, "utf8").trim().split("\n");
    const sample = lines.filter((_, index) => index % every === 0).map((line): Labelled => JSON.parse(line));
    const dir = mkdtempSync(join(tmpdir(), "vigie-files-"));
    const files = sample.map(({ base64 }, index) => {
      const file = join(dir, `${index}.xml`);
      writeFileSync(file, Buffer.from(base64, "base64"));
      return file;
    });
    const env = { ...process.env, VIGIE_DATA_DIR: join(dir, "data") };
    const { stdout } = spawnSync(process.execPath, [join(root, "dist/main.js"), "feed", ...files, "--json"], {
      cwd: root,
      encoding: "utf8",
      env,
      maxBuffer: 1e9,
      timeout: 60_000,
    });
    rmSync(dir, { recursive: true });
    const answers = stdout
      .trim()
      .split("\n")
      .map((line): Answer => JSON.parse(line));
    expect(answers).toHaveLength(sample.length);
    expect(sample.length).toBeGreaterThan(30);
    for (const [index, { base64, headers, reference }] of sample.entries()) {
      const body = Buffer.from(base64, "base64");
      const contentType = headers["content-type"] ?? null;
      const fromWeb = await readFeed({ body, contentType, baseUrl: "", zone: "UTC", entryLimit: 5_000 });
      const entries = fromWeb.type === "ok" ? fromWeb.feed.entries : [];
      const items = answers[index]?.items ?? [];
      expect(items).toHaveLength(reference.items.length);
      expect(items.map(({ title, id, text }) => [title, id, text])).toEqual(
        entries.map(({ title, guid, text }) => [title, guid, text]),
      );
    }
  }, 90_000);
});
