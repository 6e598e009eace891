/** `/brief`: what the archive holds on a subject as a file that can be passed on. */
import { type Brief, briefCsv, briefMarkdown } from "../core/brief.ts";
import type { Document } from "../core/message.ts";
import { type Ask, answer, byStory, describeContext, text } from "./desk.ts";
import { type LookupDeps, ladderLines, readSearch, understand } from "./lookup.ts";
import { keyOf } from "./names.ts";

/** Most reports in one file: some 500 kB of Markdown, well below what a message may carry. */
const reportLimit = 1_000;

export function brief(deps: LookupDeps, ask: Ask): Document {
  const { words } = ask;
  const search = readSearch(ask);
  const about = search.about ?? words.brief.all;
  const { query, pairs, notes } = understand(deps, ask, search);
  const found = deps.store.items.search({ ...query, limit: reportLimit });
  if (found.length === 0) return answer(words.brief.title(about), [text(words.brief.empty(about))]);
  const stories = [...byStory(found)].map(([id, reports]) => ({ id, reports: reports.toReversed() }));
  const content: Brief = { about, ladder: ladderLines(deps, ask, pairs), stories };
  const context = { ...describeContext(deps, ask), now: ask.now };
  const isCsv = ask.text("format") === "csv";
  return answer(words.brief.title(about), [...notes.map(text), text(words.brief.ready(stories.length, found.length))], {
    tone: "good",
    file: {
      name: `${fileName(about)}.${isCsv ? "csv" : "md"}`,
      content: isCsv ? briefCsv(content, context) : briefMarkdown(content, context),
    },
  });
}

const fileName = (about: string): string =>
  `vigie-${
    keyOf(about)
      .replace(/[^a-z0-9]/g, "")
      .slice(0, 40) || "brief"
  }`;
