/** Short names for long texts: a truncated SHA-256, within Discord's 25 characters for a nonce. */
import { createHash } from "node:crypto";

/** 22 characters of base64url, 132 bits: equal texts give equal names. */
export function nonceOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
