/** Discord's rules on application commands that its OpenAPI file misses: names, order of options, sizes, counts. */
import type { Json } from "./discord-message-rules.ts";

/** Source: Discord's reference, "Application Command Naming". */
const chatName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

export function commandProblems(body: unknown): readonly string[] {
  if (!Array.isArray(body)) return ["commands must be a list"];
  const commands = body as Json[];
  const chat = commands.filter(({ type }) => type === undefined || type === 1);
  return [
    ...(chat.length > 100 ? ["more than 100 commands"] : []),
    ...(commands.filter(({ type }) => type === 3).length > 5 ? ["more than 5 message menus"] : []),
    ...twice(
      "command",
      commands.map(({ name, type }) => `${String(type ?? 1)} ${String(name)}`),
    ),
    ...chat.flatMap((command) => [...nodeProblems(command), ...sizeProblems(command)]),
    ...commands.filter(({ type }) => type === 3).flatMap(menuProblems),
  ];
}

function menuProblems({ name, description, options }: Json): string[] {
  return [
    ...(String(name).length < 1 || String(name).length > 32 ? ["menu name not 1-32"] : []),
    ...(description !== undefined || options !== undefined ? ["a menu has neither description nor options"] : []),
  ];
}

/** 8000 characters over names, descriptions and values of a command, the longest localisation counted. */
function sizeProblems(command: Json): string[] {
  return weigh(command) > 8000 ? [`/${String(command["name"])} above 8000 characters`] : [];
}

function weigh(node: Json): number {
  const own =
    longest(node["name"], node["name_localizations"]) + longest(node["description"], node["description_localizations"]);
  const value = typeof node["value"] === "string" ? node["value"].length : 0;
  const inner = [...list(node["options"]), ...list(node["choices"])];
  return own + value + inner.reduce((sum, child) => sum + weigh(child), 0);
}

function longest(text: unknown, localised: unknown): number {
  const others = Object.values((localised ?? {}) as Record<string, string>);
  return Math.max(...[text, ...others].map((one) => (typeof one === "string" ? one.length : 0)));
}

function nodeProblems(node: Json): string[] {
  const { options, choices, description } = node;
  const at = String(node["name"]);
  const all = list(options);
  const plain = all.filter(({ type }) => type !== 1 && type !== 2);
  const lastRequired = plain.findLastIndex(({ required }) => required === true);
  const firstOptional = plain.findIndex(({ required }) => required !== true);
  return [
    ...nameProblems(node),
    ...(String(description).length < 1 || String(description).length > 100 ? [`${at}: description not 1-100`] : []),
    ...localisedLengths(node),
    ...(all.length > 25 ? [`${at}: more than 25 options`] : []),
    ...(plain.length > 0 && plain.length < all.length ? [`${at}: options and subcommands mixed`] : []),
    ...(firstOptional !== -1 && firstOptional < lastRequired ? [`${at}: required options must come first`] : []),
    ...twice(
      `${at} option`,
      all.map(({ name }) => String(name)),
    ),
    ...choiceListProblems(at, list(choices), node["autocomplete"]),
    ...all.flatMap(nodeProblems),
  ];
}

function nameProblems({ name, name_localizations: localised }: Json): string[] {
  const names = [name, ...Object.values((localised ?? {}) as Record<string, unknown>)].map(String);
  return names.filter((one) => !chatName.test(one) || one !== one.toLowerCase()).map((one) => `bad name ${one}`);
}

function localisedLengths({ name, description_localizations: localised }: Json): string[] {
  const texts = Object.values((localised ?? {}) as Record<string, unknown>).map(String);
  return texts
    .filter((one) => one.length < 1 || one.length > 100)
    .map(() => `${String(name)}: localised description not 1-100`);
}

function choiceListProblems(at: string, choices: readonly Json[], autocomplete: unknown): string[] {
  return [
    ...(choices.length > 25 ? [`${at}: more than 25 choices`] : []),
    ...(choices.length > 0 && autocomplete === true ? [`${at}: choices and autocomplete exclude each other`] : []),
    ...twice(
      `${at} choice`,
      choices.map(({ name }) => String(name)),
    ),
    ...choices.flatMap(({ name, value }) =>
      longest(name, undefined) < 1 || longest(name, undefined) > 100 || longest(value, undefined) > 100
        ? [`${at}: choice not 1-100`]
        : [],
    ),
  ];
}

function twice(what: string, names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index).map((name) => `${what} ${name} twice`);
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
