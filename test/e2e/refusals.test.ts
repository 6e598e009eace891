/** What the command line refuses: one clear sentence on standard error, an exit status other than 0, and nothing damaged. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DiscordDouble, startDiscordDouble } from "../support/discord-double.ts";
import { createWorld, endAll, linesOf, runVigie, type World, withDatabase } from "../support/run-vigie.ts";

interface Refusal {
  readonly name: string;
  /** Prepares the world; answers what to run in it. */
  readonly given: (world: World) => {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  };
  readonly says: RegExp;
}

const item = '{"id":"1","title":"Amazon in talks with Monoprix over groceries"}';

const refusals: readonly Refusal[] = [
  {
    name: "settings that are no YAML",
    given: (world) => ({ args: ["run", "--once"], env: { VIGIE_CONFIG: world.write("bad.yaml", "packs: [seeds\n") } }),
    says: /bad\.yaml:\d+: /,
  },
  {
    name: "a schedule that names no time",
    given: (world) => ({
      args: ["check"],
      env: { VIGIE_CONFIG: world.write("cron.yaml", 'poll: { cron: "99 * * * * *" }\n') },
    }),
    says: /Schedule of poll\.cron: expected a cron expression such as .*, got "99 \* \* \* \* \*"/,
  },
  {
    name: "a shortest interval below the least, once",
    given: (world) => ({
      args: ["check"],
      env: { VIGIE_CONFIG: world.write("floor.yaml", "poll: { floor: 5 min }\n") },
    }),
    says: /^vigie: 1 problem in the settings:\n.*poll\.floor: expected 15 min to 24 h, given "5 min"/,
  },
  {
    name: "a key that the settings do not know",
    given: (world) => {
      const shipped = readFileSync(join(import.meta.dirname, "../../config/vigie.yaml"), "utf8");
      return { args: ["check"], env: { VIGIE_CONFIG: world.write("key.yaml", `${shipped}\ncolour: red\n`) } };
    },
    says: /key\.yaml:\d+ colour: expected one of the keys .*, given "colour"/,
  },
  {
    name: "a variable that nobody knows",
    given: () => ({ args: ["check"], env: { VIGIE_DATADIR: "x" } }),
    says: /environment VIGIE_DATADIR: expected one of VIGIE_DATA_DIR, /,
  },
  {
    name: "a pack that is broken",
    given: (world) => {
      const pack = readFileSync(join(world.dir, "pack/pack.yaml"), "utf8");
      world.write("pack/pack.yaml", pack.replace("- entrant\n", "- intruder\n"));
      return { args: ["run", "--once"] };
    },
    says: /pack\.yaml:\d+ entities\.0\.roles\.0: expected one of entrant, .*, given "intruder"/,
  },
  {
    name: "every feed, without --once",
    given: () => ({ args: ["run", "--all"] }),
    says: /--all goes with --once/,
  },
  {
    name: "an option that nobody knows",
    given: () => ({ args: ["run", "--onse"] }),
    says: /unknown option '--onse'[\s\S]*Did you mean --once/,
  },
  { name: "a command that nobody knows", given: () => ({ args: ["rnu"] }), says: /unknown command 'rnu'/ },
  { name: "a missing argument", given: () => ({ args: ["explain"] }), says: /missing required argument 'items'/ },
  {
    name: "a file in the place of the data folder",
    given: (world) => ({ args: ["run", "--once"], env: { VIGIE_DATA_DIR: world.write("file", "x") } }),
    says: /Cannot write to .*file .*set VIGIE_DATA_DIR to another folder/,
  },
  {
    name: "a database that is none",
    given: (world) => ({ args: ["run", "--once"], env: { VIGIE_DATA_DIR: folderWith(world, "no database at all") } }),
    says: /vigie\.db is damaged or no SQLite database .*restore a backup/,
  },
  {
    name: "a file of items that is not there",
    given: () => ({ args: ["explain", "nowhere.jsonl"] }),
    says: /Expected a readable file of JSON lines, got nowhere\.jsonl/,
  },
  {
    name: "a recording that is not there",
    given: () => ({ args: ["replay", "nowhere.jsonl"] }),
    says: /nowhere\.jsonl/,
  },
  {
    name: "headlines that are not there",
    given: (world) => ({
      args: ["match", "nowhere.jsonl", "--rules", world.write("rules.yaml", "- {name: a, all: [[wine]]}\n")],
    }),
    says: /Expected a readable file of JSON lines, got nowhere\.jsonl/,
  },
  {
    name: "a feed's file that is not there",
    given: () => ({ args: ["feed", "nowhere.xml"] }),
    says: /nowhere\.xml: Expected/,
  },
  {
    name: "a page where a feed should be",
    given: (world) => ({ args: ["feed", world.write("page.html", "<!doctype html><html><body>Hello</body></html>")] }),
    says: /page\.html: .*web page, not a feed/,
  },
  {
    name: "rules that are not there",
    given: (world) => ({ args: ["match", world.write("items.jsonl", item), "--rules", "nowhere.yaml"] }),
    says: /nowhere\.yaml: expected a YAML file, given nothing: no such file/,
  },
  {
    name: "a rule that is wrong",
    given: (world) => ({
      args: [
        "match",
        world.write("items.jsonl", item),
        "--rules",
        world.write("rules.yaml", "- {name: a, every: 3}\n"),
      ],
    }),
    says: /rules\.yaml:1 .*every: no such key; expected one of name, all/,
  },
  {
    name: "registering without a token",
    given: () => ({ args: ["register"] }),
    says: /Expected DISCORD_TOKEN in the environment, found none/,
  },
  {
    name: "a health check without a worker",
    given: () => ({ args: ["healthcheck"] }),
    says: /Is "vigie run" running\?/,
  },
  {
    name: "a backup of nothing",
    given: () => ({ args: ["backup", "x.db"] }),
    says: /No database at .*Start `vigie run` once/,
  },
];

function folderWith(world: World, content: string): string {
  world.write("vigie.db", content);
  return world.dir;
}

afterAll(endAll);

describe("refused with one sentence", () => {
  it.concurrent.each(refusals)("$name", async ({ given, says }) => {
    const world = createWorld();
    const { args, env } = given(world);
    const { status, stdout, stderr } = await runVigie({ env: { ...world.env, ...env } }, args);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(linesOf(stderr).length).toBeLessThanOrEqual(4);
    expect(stdout).toBe("");
    expect(status).toBe(1);
    world.remove();
  });
});

describe("an installation that works", () => {
  let world: World;

  beforeAll(async () => {
    world = createWorld();
    await runVigie(world, ["run", "--once"]);
  });

  afterAll(() => world.remove());

  it("keeps a file that stands where the backup should go", async () => {
    const file = world.write("precious.txt", "precious");
    const { status, stderr } = await runVigie(world, ["backup", file]);
    expect(status).toBe(1);
    expect(stderr).toContain("precious.txt");
    expect(linesOf(stderr)).toHaveLength(1);
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  it("keeps a file that stands where the export should go", async () => {
    const file = world.write("kept.json", "{}");
    const { status, stderr } = await runVigie(world, ["export", file]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/kept\.json exists already/);
    expect(readFileSync(file, "utf8")).toBe("{}");
  });

  it.each([
    ["text that is neither", "hello"],
    ["another program's JSON", '{"version":3}'],
    [
      "an export with a rule that is wrong",
      '{"vigie":1,"destinations":[],"watches":[{"destination":"console","rule":{"name":"x"},"tier":"signal","state":"active","addedBy":"me"}],"feeds":[]}',
    ],
  ])("imports nothing from %s", async (_, content) => {
    const before = await runVigie(world, ["export"]);
    const { status, stderr } = await runVigie(world, ["import", world.write("in.json", content)]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^vigie: /);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect((await runVigie(world, ["export"])).stdout).toBe(before.stdout);
  });

  it("leaves a newer version's database as it is, whatever the command", async () => {
    withDatabase(world.database, (db) => db.pragma("user_version = 99"));
    for (const args of [["run", "--once"], ["export"], ["backup", join(world.dir, "never.db")]]) {
      const { status, stderr } = await runVigie(world, args);
      expect(stderr).toMatch(/was written by a newer Vigie \(schema 99; .*restore a backup/);
      expect(status).toBe(1);
    }
    expect(withDatabase(world.database, (db) => db.pragma("user_version", { simple: true }))).toBe(99);
    expect(existsSync(join(world.dir, "never.db"))).toBe(false);
  });
});

describe("a token that Discord does not know", () => {
  let double: DiscordDouble;
  let world: World;

  beforeAll(async () => {
    double = await startDiscordDouble();
    world = createWorld({ double, env: { DISCORD_TOKEN: "wrong" } });
  });

  afterAll(async () => {
    await double.stop();
    world.remove();
  });

  it.each([["run"], ["run --once"], ["register"]])(
    "ends `vigie %s` with what to do, and does not show the token",
    async (command) => {
      const { status, stdout, stderr } = await runVigie(world, command.split(" "));
      expect(stderr).toMatch(/^vigie: .*DISCORD_TOKEN.*\n$/m);
      expect(stdout + stderr).not.toContain('wrong"');
      expect(status).toBe(1);
      expect(double.gateway.identifies()).toBe(0);
    },
  );
});
