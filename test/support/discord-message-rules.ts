/** Discord's limits on a message, by our own reading of its reference: those that its OpenAPI file misses, and those that hold without the file. */

export type Json = Readonly<Record<string, unknown>>;

const createKeys = [
  "content",
  "nonce",
  "enforce_nonce",
  "tts",
  "embeds",
  "allowed_mentions",
  "message_reference",
  "components",
  "sticker_ids",
  "attachments",
  "flags",
  "poll",
];
const editKeys = ["content", "embeds", "flags", "allowed_mentions", "components", "attachments"];
const webhookKeys = [
  "content",
  "username",
  "avatar_url",
  "tts",
  "embeds",
  "allowed_mentions",
  "components",
  "attachments",
  "flags",
  "thread_name",
  "applied_tags",
  "poll",
];
const embedKeys = [
  "title",
  "type",
  "description",
  "url",
  "timestamp",
  "color",
  "footer",
  "image",
  "thumbnail",
  "author",
  "fields",
];
/** SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2: all that may be set. */
const settableFlags = 4 | 64 | 4096 | 32768;

/** @param options.partial an edit, which may leave everything out. */
export function messageProblems(
  body: Json,
  options: { readonly partial: boolean; readonly webhook: boolean },
): string[] {
  const known = options.webhook ? webhookKeys : options.partial ? editKeys : createKeys;
  const embeds = list(body["embeds"]);
  return [
    ...unknownKeys("message", body, known),
    ...(text(body["content"]).length > 2000 ? ["content above 2000"] : []),
    ...(!options.partial && isEmpty(body) ? ["empty message"] : []),
    ...(embeds.length > 10 ? ["more than 10 embeds"] : []),
    ...embeds.flatMap(embedProblems),
    ...(embeds.reduce((sum, embed) => sum + embedLength(embed), 0) > 6000 ? ["embeds above 6000 in all"] : []),
    ...componentProblems(list(body["components"])),
    ...(Number(body["flags"] ?? 0) & ~settableFlags ? ["flags that may not be set"] : []),
    ...nonceProblems(body),
    ...mentionProblems(body),
  ];
}

function isEmpty(body: Json): boolean {
  return (
    text(body["content"]) === "" &&
    list(body["embeds"]).length === 0 &&
    list(body["attachments"]).length === 0 &&
    list(body["components"]).length === 0
  );
}

function nonceProblems({ nonce, enforce_nonce: enforce }: Json): string[] {
  if (nonce === undefined) return enforce === true ? ["enforce_nonce without a nonce"] : [];
  const problems = String(nonce).length > 25 ? ["nonce above 25"] : [];
  return enforce === true ? problems : [...problems, "nonce without enforce_nonce"];
}

/** House rule: without this, Discord's defaults let a text ring people. */
function mentionProblems({ allowed_mentions: allowed }: Json): string[] {
  const parse = (allowed as Json | undefined)?.["parse"];
  return Array.isArray(parse) && parse.length === 0 ? [] : ["allowed_mentions does not forbid all"];
}

function embedProblems(embed: Json): string[] {
  const { title, description, url, footer, author, fields } = embed;
  const all = list(fields);
  return [
    ...unknownKeys("embed", embed, embedKeys),
    ...tooLong("embed title", title, 256),
    ...tooLong("embed description", description, 4096),
    ...tooLong("embed footer", (footer as Json | undefined)?.["text"], 2048),
    ...tooLong("embed author", (author as Json | undefined)?.["name"], 256),
    ...(footer !== undefined && text((footer as Json)["text"]) === "" ? ["empty footer"] : []),
    ...(author !== undefined && text((author as Json)["name"]) === "" ? ["empty author"] : []),
    ...(url === undefined ? [] : urlProblems("embed url", url, ["http:", "https:"])),
    ...(all.length > 25 ? ["more than 25 fields"] : []),
    ...all.flatMap(({ name, value }) => [
      ...(text(name).trim() === "" || text(value).trim() === "" ? ["empty field"] : []),
      ...tooLong("field name", name, 256),
      ...tooLong("field value", value, 1024),
    ]),
    ...(embedLength(embed) === 0 && embed["image"] === undefined ? ["empty embed"] : []),
  ];
}

function embedLength({ title, description, footer, author, fields }: Json): number {
  const parts = [title, description, (footer as Json | undefined)?.["text"], (author as Json | undefined)?.["name"]];
  const inFields = list(fields).flatMap(({ name, value }) => [name, value]);
  return [...parts, ...inFields].reduce<number>((sum, part) => sum + text(part).length, 0);
}

function componentProblems(rows: readonly Json[]): string[] {
  const nested = rows.flatMap((row) => list(row["components"]));
  const ids = nested.flatMap(({ custom_id: id }) => (typeof id === "string" ? [id] : []));
  return [
    ...(rows.length > 5 ? ["more than 5 rows"] : []),
    ...(rows.length + nested.length > 40 ? ["more than 40 components"] : []),
    ...(new Set(ids).size < ids.length ? ["custom_id used twice"] : []),
    ...rows.flatMap((row) =>
      list(row["components"]).length < 1 || list(row["components"]).length > 5 ? ["row without 1-5 buttons"] : [],
    ),
    ...nested.flatMap(buttonProblems),
  ];
}

function buttonProblems({ type, style, label, custom_id: id, url }: Json): string[] {
  if (type !== 2) return [];
  const isLink = style === 5;
  return [
    ...(text(label).trim() === "" ? ["button without a label"] : []),
    ...tooLong("button label", label, 80),
    ...(isLink === (id !== undefined) || isLink !== (url !== undefined)
      ? ["a button has either a custom_id or a link"]
      : []),
    ...(id !== undefined && (text(id).length < 1 || text(id).length > 100) ? ["custom_id not 1-100"] : []),
    ...(url === undefined ? [] : urlProblems("button url", url, ["http:", "https:", "discord:"])),
  ];
}

function urlProblems(what: string, url: unknown, schemes: readonly string[]): string[] {
  if (typeof url !== "string" || !URL.canParse(url)) return [`${what} is none`];
  if (url.length > 2048) return [`${what} above 2048`];
  return schemes.includes(new URL(url).protocol) ? [] : [`${what} has a scheme that is not allowed`];
}

function unknownKeys(what: string, body: Json, known: readonly string[]): string[] {
  return Object.keys(body)
    .filter((key) => !known.includes(key))
    .map((key) => `${what} has an unknown property ${key}`);
}

function tooLong(what: string, value: unknown, limit: number): string[] {
  return text(value).length > limit ? [`${what} above ${limit}`] : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
