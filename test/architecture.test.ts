/** The walls have teeth: each planted violation must be found by the linter that guards the real tree, and a clean file must pass. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
let plot = "";

beforeAll(() => {
  plot = mkdtempSync(join(tmpdir(), "vigie-walls-"));
  cpSync(join(root, "biome.json"), join(plot, "biome.json"));
  cpSync(join(root, "lint"), join(plot, "lint"), { recursive: true });
  cpSync(join(root, "package.json"), join(plot, "package.json"));
});

afterAll(() => rmSync(plot, { recursive: true, force: true }));

function lint(file: string, source: string): string {
  const path = join(plot, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  try {
    const run = spawnSync(
      process.execPath,
      [
        join(root, "node_modules/@biomejs/biome/bin/biome"),
        "lint",
        "--vcs-enabled=false",
        "--colors=off",
        "--reporter=json",
        file,
      ],
      { cwd: plot, encoding: "utf8" },
    );
    return run.stdout + run.stderr;
  } finally {
    rmSync(path);
  }
}

const imports = (from: string, type = false) =>
  `import ${type ? "type " : ""}{ thing } from "${from}";\nexport const use = thing;\n`;

const violations: readonly (readonly [wall: string, file: string, source: string, rule: string])[] = [
  ["core may not import node:", "src/core/planted.ts", imports("node:fs"), "noRestrictedImports"],
  ["core may not import a package", "src/core/planted.ts", imports("zod"), "noRestrictedImports"],
  [
    "core may not import a type of services",
    "src/core/planted.ts",
    imports("../services/ports.ts", true),
    "noRestrictedImports",
  ],
  ["core may not read the clock", "src/core/planted.ts", "export const now = () => Date.now();\n", "plugin"],
  ["core may not draw lots", "src/core/planted.ts", "export const draw = () => Math.random();\n", "plugin"],
  ["services may not import node:", "src/services/planted.ts", imports("node:crypto"), "noRestrictedImports"],
  [
    "services may not import an adapter",
    "src/services/planted.ts",
    imports("../adapters/sqlite/db.ts"),
    "noRestrictedImports",
  ],
  ["services may not read the clock", "src/services/planted.ts", "export const now = () => new Date();\n", "plugin"],
  [
    "adapters may not import each other",
    "src/adapters/cron/planted.ts",
    imports("../sqlite/db.ts"),
    "noRestrictedImports",
  ],
  [
    "adapters may not import the wiring",
    "src/adapters/cron/planted.ts",
    imports("../../wire.ts"),
    "noRestrictedImports",
  ],
  ["config may not import services", "src/config.ts", imports("./services/ports.ts"), "noRestrictedImports"],
  ["config may not import a package of the outside", "src/config.ts", imports("pino"), "noRestrictedImports"],
  [
    "a reader of settings may not import services",
    "src/config-settings.ts",
    imports("./services/ports.ts", true),
    "noRestrictedImports",
  ],
  [
    "readers of settings may not import each other",
    "src/config-settings.ts",
    imports("./config-environment.ts"),
    "noRestrictedImports",
  ],
  [
    "a reader of settings may not import an adapter",
    "src/config-pack.ts",
    imports("./adapters/files/recorded.ts"),
    "noRestrictedImports",
  ],
  [
    "a reader of settings may not import the wiring",
    "src/config-rules.ts",
    imports("./wire.ts"),
    "noRestrictedImports",
  ],
  [
    "the command line may not open the store itself",
    "src/cli/planted.ts",
    imports("../adapters/sqlite/store.ts"),
    "noRestrictedImports",
  ],
  [
    "the command line may not speak to Discord itself",
    "src/cli/planted.ts",
    imports("../adapters/discord/client.ts", true),
    "noRestrictedImports",
  ],
  ["nothing may have a default export", "src/core/planted.ts", "export default 1;\n", "noDefaultExport"],
  ["nothing may use any", "src/core/planted.ts", "export const x = (y: any): number => y;\n", "noExplicitAny"],
];

describe("the layer law", () => {
  it.each(violations)("%s", (_wall, file, source, rule) => {
    expect(lint(file, source)).toContain(rule);
  });

  it("lets each layer import what it may", () => {
    expect(lint("src/core/planted.ts", imports("./types.ts"))).toContain('"errors":0');
    expect(lint("src/services/planted.ts", imports("../core/types.ts"))).toContain('"errors":0');
    expect(lint("src/adapters/cron/planted.ts", imports("../../core/types.ts"))).toContain('"errors":0');
    expect(lint("src/config-settings.ts", imports("./config.ts"))).toContain('"errors":0');
    expect(lint("src/cli/planted.ts", imports("../adapters/console/render.ts"))).toContain('"errors":0');
    expect(lint("src/cli/planted.ts", imports("../wire.ts"))).toContain('"errors":0');
  });
});
