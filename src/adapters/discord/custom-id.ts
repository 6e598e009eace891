/** What a button carries: version, verb, subject, and on one button of a message the delivery's nonce as the hidden marker. Stateless, so a button works for as long as its message stands. */

const version = "v1";
/** Discord's limit for a custom id. */
const idLimit = 100;

export interface ButtonId {
  readonly verb: string;
  readonly subject: string;
  /** Null on all buttons but the one that carries the marker. */
  readonly nonce: string | null;
}

/** Null where the id would be longer than Discord takes. */
export function toCustomId({ verb, subject, nonce }: ButtonId): string | null {
  const id = `${version}:${verb}:${subject}:${nonce ?? ""}`;
  return id.length <= idLimit ? id : null;
}

/** Null where the id is not one of ours, or of a version that this program does not know. */
export function parseCustomId(id: string): ButtonId | null {
  const parts = id.split(":");
  const [head, verb] = parts;
  const nonce = parts.at(-1);
  if (parts.length < 4 || head !== version || verb === undefined || verb === "" || nonce === undefined) return null;
  return { verb, subject: parts.slice(2, -1).join(":"), nonce: nonce === "" ? null : nonce };
}
