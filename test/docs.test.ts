/** The words around the program are true: tables equal their source, and whatever a document names is there. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { CommandSpec, OptionSpec } from "../src/core/command.ts";
import { commandSpecs } from "../src/services/command-specs.ts";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const markdown = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file));
const documents = ["README.md", "CHANGELOG.md", "data/README.md", ...markdown("docs"), ...markdown("seeds")];

const readme = read("README.md");
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? "");
const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

const optionOf = ({ name, required }: OptionSpec): string => (required ? `\`${name.en}\`` : `[\`${name.en}\`]`);
const rowOf = ({ path, options, description, permission }: CommandSpec): string =>
  `| \`/${path.join(" ")}\`${permission === "manage" ? " ¹" : ""} | ${options.map(optionOf).join(" ")} | ${description.en} |`;

/** The addresses of Markdown links, code left out: an example in a fence links to nothing. */
function linksOf(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return all(prose, /\]\(([^)\s]+)\)/g);
}

function headingsOf(file: string): string[] {
  return all(readFileSync(file, "utf8"), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function isBroken(document: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? join(root, document) : join(root, dirname(document), path);
  if (!existsSync(target) || relative(root, target).startsWith("..")) return true;
  return anchor !== undefined && !headingsOf(target).includes(anchor);
}

/** The settings of a file by their dotted keys, values as text. */
function flatten(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return [[path, `[${value.join(", ")}]`]];
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => flatten(part, path === "" ? key : `${path}.${key}`));
}

/** Names of the commands as the program itself lists them. */
const helped = spawnSync(process.execPath, [join(root, "dist/main.js"), "--help"], { encoding: "utf8" });
if (helped.status !== 0) throw new Error(`vigie --help failed: ${helped.stderr}`);
const shown = helped.stdout;
const cliCommands = unique(
  all(shown.slice(shown.indexOf("Commands:")), /^ {2}([a-z]+)/gm).filter((name) => name !== "help"),
);

/** Variables that the settings read: those named in texts of config-environment.ts, and the file that each secret may stand in. */
const config = read("src/config-environment.ts");
const secrets = all(config, /readSecret\(env, "([A-Z_]+)"/g).map((name) => `${name}_FILE`);
const variables = unique([...all(config, /"((?:DISCORD|VIGIE|LOG)_[A-Z_]*[A-Z])"/g), ...secrets]);
const variableNames = /\b((?:DISCORD|VIGIE|LOG)_[A-Z][A-Z_]*)\b/g;

describe("the README", () => {
  it("has the table of commands that the catalogue makes", () => {
    const table = readme.split("\n").filter((line) => line.startsWith("| `/"));
    expect(table).toEqual(commandSpecs.map(rowOf));
  });

  it("has a row for every command of the command line", () => {
    const rows = all(readme, /^\| `vigie ([a-z]+)/gm);
    expect(cliCommands.length).toBeGreaterThan(10);
    expect(unique(rows)).toEqual(cliCommands);
  });

  it.each(["README.md", "docs/operate.md"])("and the manual have a row for every variable that is read: %s", (file) => {
    expect(variables).toContain("DISCORD_TOKEN_FILE");
    expect(unique(all(read(file), /^\| `((?:DISCORD|VIGIE|LOG)_[A-Z_]+)` \|/gm))).toEqual(variables);
  });

  it("has a row for every setting, with its default", () => {
    const shipped = new Map(flatten(parse(read("config/vigie.yaml")), ""));
    const rows = [...readme.matchAll(/^\| `([a-z]+(?:\.[a-zA-Z]+)?)` \| .* \| (`[^`]+`|none) \|$/gm)];
    const settings = rows.map(([, key = "", usual = ""]) => [key, usual === "none" ? "" : usual.slice(1, -1)] as const);
    expect(new Map(settings)).toEqual(shipped);
  });

  it("shows the version's changes: the changelog has the version of the package", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(all(read("CHANGELOG.md"), /^## (\d+\.\d+\.\d+), \d{4}-\d{2}-\d{2}$/gm)).toContain(version);
  });
});

describe.each(documents)("%s", (document) => {
  const text = read(document);

  it("links to what is there", () => {
    expect(linksOf(text).filter((link) => isBroken(document, link))).toEqual([]);
  });

  it("names only commands that the command line has", () => {
    const named = all(text, /`vigie ([a-z]+)/g).concat(all(text, /dist\/main\.js ([a-z]+)/g));
    expect(named.filter((name) => !cliCommands.includes(name))).toEqual([]);
  });

  it("names only commands that the catalogue has", () => {
    const words = commandSpecs.map(({ path }) => path[0]);
    const buttons = ["relevant", "not-relevant", "should-alert", "undo-watch", "more", "apply"];
    const pages = ["healthz", "readyz", "metrics", "data"];
    const named = all(text, /`\/([a-z-]+)(?=[ `])/g);
    expect(named.filter((name) => ![...words, ...buttons, ...pages].includes(name))).toEqual([]);
  });

  it("names only scripts that the package has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(all(text, /npm run (?:-s )?([a-z-]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });

  it("names only variables that are read", () => {
    expect(all(text, variableNames).filter((name) => !variables.includes(name))).toEqual([]);
  });

  it("names only files that are there, and no place on somebody's machine", () => {
    const paths = all(text, /`((?:src|test|docs|config|seeds|bench|lint)\/[^`\s*<]+)`/g);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(all(text, /(\/(?:home|Users|root|work|mnt)\/\S+)/g)).toEqual([]);
  });
});
