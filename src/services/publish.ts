/** Which destinations pass their alerts on to the servers that follow them (Discord's announcement channels), kept as a note: publishing is a delivery of its own behind each alert. */
import type { DestinationId } from "../core/types.ts";
import type { Store } from "./ports.ts";

const keyOf = (id: DestinationId): string => `publish ${id}`;

export function isPublished({ notes }: Pick<Store, "notes">, id: DestinationId): boolean {
  return notes.get(keyOf(id)) !== undefined;
}

export function setPublished({ notes }: Pick<Store, "notes">, id: DestinationId, on: boolean): void {
  if (on) notes.set(keyOf(id), "on");
  else notes.remove(keyOf(id));
}
