export function readPromises(_t: readonly string[], _at: number): readonly import("./types.ts").DatedPromise[] {
  return [];
}
