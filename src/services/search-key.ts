/** What `/latest` looks for, and the same as a key that a button carries: an old button goes on where it stood. */
import { type Lang, langs, type Stage, stages } from "../core/types.ts";

/** What `/latest`, `/brief` and their next pages look for. */
export interface Search {
  readonly about: string | undefined;
  readonly stage: Stage | undefined;
  readonly since: number | undefined;
  readonly lang: Lang | undefined;
}

/** `about.stage.since.lang` in characters that a button's key may hold; `_` and two hexadecimal digits stand for a byte. */
export function encodeSearch({ about, stage, since, lang }: Search): string {
  const parts = [about ?? "", stage ?? "", since === undefined ? "" : String(Math.floor(since / 60_000)), lang ?? ""];
  return parts.map(encodePart).join("-");
}

export function decodeSearch(key: string): Search {
  const [about = "", stage, minutes = "", lang] = key.split("-").map(decodePart);
  return {
    about: about === "" ? undefined : about,
    stage: stages.find((known) => known === stage),
    since: minutes === "" ? undefined : Number(minutes) * 60_000,
    lang: langs.find((known) => known === lang),
  };
}

const encodePart = (part: string): string =>
  [...new TextEncoder().encode(part)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");

function decodePart(part: string): string {
  const bytes = (part.match(/_[0-9a-f]{2}|[A-Za-z0-9]/g) ?? []).map((piece) =>
    piece.length === 1 ? piece.charCodeAt(0) : Number.parseInt(piece.slice(1), 16),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
