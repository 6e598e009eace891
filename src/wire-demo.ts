/** What the demonstration needs beside the program itself: the packs' timeline, and a press that publishes it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { decodeEntities, readRecorded } from "./adapters/files/recorded.ts";
import type { Config } from "./config.ts";
import { AppError } from "./core/errors.ts";
import type { RecordedItem } from "./services/replay.ts";

/** Recorded items of the configured packs, oldest first. Throws AppError where no pack has any. */
export async function readTimeline(config: Config): Promise<readonly RecordedItem[]> {
  const files = config.packs.map((pack) => join(pack, "timeline.jsonl")).filter((file) => existsSync(file));
  const read = await Promise.all(files.map((file) => readRecorded(file, process.stdin)));
  const items = read.flatMap((file) => file.items).map(decodeEntities);
  if (items.length === 0)
    throw new AppError("not_found", `Expected a timeline.jsonl in ${config.packs.join(" or ")}, found none.`);
  return items.toSorted((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0));
}
