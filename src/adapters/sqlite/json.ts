/** JSON columns: what the store wrote itself, so that reading back is a matter of trust in the CHECK and in the types. */

const bytesKey = "$base64";

/** Bytes (a document's attached picture) are kept as base64; everything else as JSON has it. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner instanceof Uint8Array ? { [bytesKey]: Buffer.from(inner).toString("base64") } : inner,
  );
}

/** The inverse of `toJson`; T is what the same column was written with. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text, (_key, inner: unknown) => toBytes(inner) ?? inner) as T;
}

function toBytes(value: unknown): Uint8Array | undefined {
  if (typeof value !== "object" || value === null || !(bytesKey in value)) return undefined;
  const encoded = value[bytesKey];
  return typeof encoded === "string" ? new Uint8Array(Buffer.from(encoded, "base64")) : undefined;
}
