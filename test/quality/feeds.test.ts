/** Scores the reader on the Universal Feed Parser's test suite, read in place, against that parser's own readings. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainText } from "../../src/adapters/rss/plain-text.ts";
import { readFeed } from "../../src/adapters/rss/read-feed.ts";
import type { RawEntry } from "../../src/core/types.ts";
import type { ParseOutcome } from "../../src/services/ports.ts";
import { printScore } from "./scores.ts";

const folder = new URL("../../../shared/data/dev/", import.meta.url);
const suite = new URL("feeds-kurtmckee.dev.jsonl", folder);
const realFeeds = [
  "en_prof18_feedtest",
  "en_lede_aggregated",
  "fr_figaro",
  "fr_francetvinfo",
  "fr_googlenews_be",
  "fr_lemonde_a",
  "fr_lemonde_b",
  "fr_lemonde_sciences",
  "fr_test_b",
];
const isThere = existsSync(suite);
if (!isThere) console.warn("SKIPPED: the feed suite is not beside this checkout, so the reader is not scored.");

interface Reference {
  readonly title: string | null;
  readonly link: string | null;
  readonly guid: string | null;
  /** ISO 8601 to the second, UTC. */
  readonly date: string | null;
}

interface Row {
  readonly headers: Readonly<Record<string, string>>;
  readonly reference: { readonly items: readonly Reference[] };
  readonly base64: string;
}

describe.skipIf(!isThere)("on the Universal Feed Parser's suite", () => {
  it("documents are read, entries counted and fields told as the reference does", async () => {
    const rows = readFileSync(suite, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    const outcomes = await Promise.all(rows.map((row) => read(Buffer.from(row.base64, "base64"), row.headers)));
    const pairs = rows.map(({ reference }, index) => ({ wanted: reference.items, got: entriesOf(outcomes[index]) }));
    const parsed = pairs.filter(({ got }) => got !== null).length / rows.length;
    const counted = pairs.filter(({ wanted, got }) => got?.length === wanted.length);
    const items = counted.flatMap(({ wanted, got }) => wanted.map((item, index) => isEqual(item, got?.[index])));
    const equal = items.filter(Boolean).length / items.length;
    const right = counted.length / rows.length;
    printScore(`Feeds, ${rows.length} documents: parsed`, parsed, { must: 0.995 });
    printScore(`Feeds, ${rows.length} documents: number of entries`, right, { must: 0.995 });
    printScore(`Feeds, ${rows.length} documents: all four fields`, equal, { must: 0.97 });
    expect(parsed).toBeGreaterThanOrEqual(0.995);
    expect(right).toBeGreaterThanOrEqual(0.995);
    expect(equal).toBeGreaterThanOrEqual(0.97);
  });
});

describe.skipIf(!isThere)("real feeds", () => {
  it.each(realFeeds)("are read by rss-parser itself, every entry with title, link and date: %s", async (name) => {
    const body = readFileSync(new URL(`rss-${name}.xml`, folder));
    const outcome = await read(body, {});
    expect(outcome).toMatchObject({ type: "ok", feed: { step: "rss-parser" } });
    const entries = entriesOf(outcome) ?? [];
    expect(entries.length).toBe(body.toString().match(/<item[\s>]/g)?.length);
    const whole = entries.filter(
      ({ title, link, publishedAt }) => title !== "" && link !== null && publishedAt !== null,
    );
    expect(whole).toHaveLength(entries.length);
  });
});

function read(body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<ParseOutcome> {
  const contentType = headers["content-type"] ?? null;
  const baseUrl = headers["content-location"] ?? "";
  return readFeed({ body, contentType, baseUrl, zone: "UTC", entryLimit: 5_000 });
}

function entriesOf(outcome: ParseOutcome | undefined): readonly RawEntry[] | null {
  return outcome?.type === "ok" ? outcome.feed.entries : null;
}

/** The reference keeps a title's mark-up; both are compared as a reader would see them. */
function isEqual(wanted: Reference, got: RawEntry | undefined): boolean {
  const title = plainText(wanted.title ?? "", { limit: 2_000 }).replace(/\s+/g, " ");
  const date = got?.publishedAt == null ? null : new Date(got.publishedAt).toISOString().replace(".000Z", "Z");
  return (
    seen(got?.title ?? "") === seen(title) &&
    address(got?.link ?? null) === address(wanted.link) &&
    (got?.guid ?? null) === wanted.guid &&
    date === wanted.date
  );
}

function seen(title: string): string {
  return plainText(title, { limit: 2_000 }).replace(/\s+/g, " ");
}

function address(link: string | null): string | null {
  return link !== null && URL.canParse(link) ? new URL(link).href : link;
}
