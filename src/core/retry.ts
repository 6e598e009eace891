/** How long to wait before the next attempt: exponential with full jitter, bounded. */
import type { Millis } from "./types.ts";

export interface Backoff {
  /** Wait after the first failure, in ms. */
  readonly baseMs: Millis;
  /** Longest wait, in ms. */
  readonly capMs: Millis;
}

/**
 * Wait before attempt `tries + 1`: half of `base * 2^(tries-1)` (capped) plus a random half ("equal jitter",
 * M. Brooker, AWS Architecture Blog, 2015), so that it never falls to nothing.
 *
 * @param tries failures so far, from 1
 * @param random uniform in [0, 1)
 */
export function backoffMs(tries: number, { baseMs, capMs }: Backoff, random: number): Millis {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(30, Math.max(0, tries - 1)));
  return Math.round(full / 2 + (full / 2) * random);
}
