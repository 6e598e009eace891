/** Judges what is sent to Discord: by its own OpenAPI file where that is at hand, and always by the rules that the file misses. */
import { existsSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { commandProblems } from "./discord-command-rules.ts";
import { type Json, messageProblems } from "./discord-message-rules.ts";

const specFile = new URL("../../../shared/data/discord-openapi.pruned.json", import.meta.url);

/** Whether Discord's own file is at hand. Where it is not, tests judge by our own rules alone and should say so. */
export const hasSpec = existsSync(specFile);

/** Operations with a body that the bot uses, as the spec writes them. */
const operations = {
  "POST messages": "/channels/{channel_id}/messages",
  "PATCH messages": "/channels/{channel_id}/messages/{message_id}",
  "PUT commands": "/applications/{application_id}/commands",
  "PUT guild commands": "/applications/{application_id}/guilds/{guild_id}/commands",
  "POST callback": "/interactions/{interaction_id}/{interaction_token}/callback",
  "POST webhook": "/webhooks/{webhook_id}/{webhook_token}",
  "PATCH original": "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
} as const;

export type Operation = keyof typeof operations;

export interface DiscordSchema {
  /** By Discord's file; empty where it is absent. The first use of an operation compiles for most of a second, so never within a request. */
  bySpec(operation: Operation, body: unknown): readonly string[];
}

export function createDiscordSchema(): DiscordSchema {
  if (!hasSpec) return { bySpec: () => [] };
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  for (const format of ["snowflake", "nonce", "int32", "int64", "double"]) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "discord", ...(JSON.parse(readFileSync(specFile, "utf8")) as object) });
  const compiled = new Map<Operation, ValidateFunction>();
  const validatorOf = (operation: Operation): ValidateFunction => {
    const known = compiled.get(operation);
    if (known !== undefined) return known;
    const method = operation.split(" ")[0]?.toLowerCase() ?? "";
    const path = encodeURIComponent(operations[operation].replaceAll("~", "~0").replaceAll("/", "~1"));
    const $ref = `discord#/paths/${path}/${method}/requestBody/content/application~1json/schema`;
    const validate = ajv.compile({ $ref });
    compiled.set(operation, validate);
    return validate;
  };
  return {
    bySpec: (operation, body) => {
      const validate = validatorOf(operation);
      if (validate(forSpec(operation, body))) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${operation} ${instancePath} ${message}`);
    },
  };
}

/** The file has `default_member_permissions` as an integer, the wire has a decimal string. */
function forSpec(operation: Operation, body: unknown): unknown {
  if (!operation.endsWith("commands") || !Array.isArray(body)) return body;
  return body.map((command: Json) => {
    const { default_member_permissions: permissions, ...rest } = command;
    return typeof permissions === "string" ? { ...rest, default_member_permissions: Number(permissions) } : command;
  });
}

/** What Discord refuses, told by our own rules: fast, so it is asked within every request. */
export function ruleProblems(operation: Operation, body: unknown): readonly string[] {
  if (operation === "PUT commands" || operation === "PUT guild commands") return commandProblems(body);
  const object = (body ?? {}) as Json;
  if (operation === "POST callback") return callbackProblems(object);
  return messageProblems(object, {
    partial: operation.startsWith("PATCH"),
    webhook: /webhook|original/.test(operation),
  });
}

function callbackProblems({ type, data }: Json): readonly string[] {
  const content = (data ?? {}) as Json;
  switch (type) {
    case 4:
    case 7:
      return messageProblems(content, { partial: type === 7, webhook: true });
    case 5: {
      const extra = Object.keys(content).filter((key) => key !== "flags");
      return extra.map((key) => `a deferral takes flags only, not ${key}`);
    }
    case 6:
      return [];
    case 8:
      return choiceProblems(content["choices"]);
    case 9:
      return modalProblems(content);
    default:
      return [`unknown interaction response type ${String(type)}`];
  }
}

function choiceProblems(choices: unknown): readonly string[] {
  if (!Array.isArray(choices)) return ["choices must be a list"];
  const problems = choices.length > 25 ? ["more than 25 choices"] : [];
  for (const { name, value } of choices as Json[]) {
    if (typeof name !== "string" || name.length < 1 || name.length > 100) problems.push("choice name not 1-100");
    if (typeof value === "string" && (value.length < 1 || value.length > 100)) problems.push("choice value not 1-100");
  }
  return problems;
}

function modalProblems({ custom_id: id, title, components }: Json): readonly string[] {
  const problems: string[] = [];
  if (typeof id !== "string" || id.length < 1 || id.length > 100) problems.push("modal custom_id not 1-100");
  if (typeof title !== "string" || title.length < 1 || title.length > 45) problems.push("modal title not 1-45");
  if (!Array.isArray(components) || components.length < 1 || components.length > 5)
    return [...problems, "modal needs 1-5 components"];
  for (const { type, label, description, component } of components as Json[]) {
    if (type !== 18) problems.push("modal component is no label");
    if (typeof label !== "string" || label.length < 1 || label.length > 45) problems.push("modal label not 1-45");
    if (typeof description === "string" && description.length > 100) problems.push("modal description above 100");
    const { value, max_length: max = 4000 } = (component ?? {}) as Json;
    if (typeof value === "string" && value.length > Number(max))
      problems.push("modal value longer than its max_length");
  }
  return problems;
}
