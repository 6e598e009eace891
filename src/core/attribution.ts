export function readAttribution(_t: string, _d: string): { attribution: "origin" | "echo"; citing: string | null } {
  return { attribution: "origin", citing: null };
}
