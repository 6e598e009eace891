/** French typography: the sentence is written plainly in the source and set here; what it quotes from others is left as it came. */

/** U+202F, before : ; ! ? » and after «, as the Imprimerie nationale has it for narrow setting. */
const narrow = "\u202f";

/** Template tag: sets the literal parts, and takes the values as they are. A command's `option: value` keeps its ASCII colon, as it has no space before it. */
export function typeset(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((text, part, at) => `${text}${at === 0 ? "" : values[at - 1]}${set(part)}`, "");
}

function set(text: string): string {
  return text
    .replace(/ (?=[:;!?»])/g, narrow)
    .replace(/« /g, `«${narrow}`)
    .replaceAll("'", "’");
}
