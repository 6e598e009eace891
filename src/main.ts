#!/usr/bin/env node
/** The command line: arguments in, exit status out. What each command does lives in cli/. */
import { Command, CommanderError } from "commander";
import { demo } from "./cli/demo.ts";
import { explain, replayFile } from "./cli/explain.ts";
import { feed } from "./cli/feed.ts";
import { match } from "./cli/match.ts";
import { backup, check, exportState, healthcheck, importState, register } from "./cli/operate.ts";
import { printError, type Terminal } from "./cli/output.ts";
import { run } from "./cli/run.ts";
import { packageVersion } from "./config-read.ts";

/** Runs one command line; answers the exit status. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  const program = buildProgram(terminal, async (work) => {
    status = await work;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    return printError(terminal, error);
  }
}

/** Takes the exit status that a command comes to. */
type Finish = (work: number | Promise<number>) => Promise<void>;

function buildProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command("vigie")
    .description(
      "A lookout for market-entry signals: reads the news in English and French, posts one explained alert a story.",
    )
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError("(see vigie --help)")
    .showSuggestionAfterError();
  addDailyCommands(program, terminal, finish);
  addInspection(program, terminal, finish);
  addOperations(program, terminal, finish);
  return program;
}

function addDailyCommands(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("run")
    .description("the worker: polls, reads, tells; with DISCORD_TOKEN to Discord, otherwise to this terminal")
    .option("--once", "one cycle: poll the feeds that are due, deliver what is pending, exit")
    .option("--all", "with --once: poll every feed, due or not")
    .action((options: { once?: boolean; all?: boolean }) => finish(run(terminal, options)));
  program
    .command("demo")
    .description("plays the seed case through the whole program, with nothing outside")
    .option("--stay", "leave a prompt open at the end")
    .action((options: { stay?: boolean }) =>
      finish(demo(terminal, { ...options, paceMs: terminal.stdout.isTTY ? 250 : 0 })),
    );
}

function addInspection(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("feed")
    .description("fetches or reads feeds and prints their items")
    .argument("<source...>", "feed addresses or files")
    .option("--json", "one JSON object a feed")
    .action((sources: string[], options: { json?: boolean }) => finish(feed(terminal, sources, options)));
  program
    .command("match")
    .description("tries rules on headlines without touching any setting")
    .argument("<headlines>", "file of JSON lines; - reads standard input")
    .requiredOption("--rules <file>", "YAML or JSON list of rules")
    .option("--json", "one JSON object an item")
    .action((file: string, options: { rules: string; json?: boolean }) => finish(match(terminal, file, options)));
  program
    .command("explain")
    .description("says of every item: companies, matches, signal, story, tier, reason, summary")
    .argument("<items>", "file of JSON lines; - reads standard input")
    .option("--json", "one JSON object an item")
    .action((file: string, options: { json?: boolean }) => finish(explain(terminal, file, options)));
  program
    .command("replay")
    .description("runs recorded items through the real pipeline on a virtual clock")
    .argument("<items>", "file of JSON lines; - reads standard input")
    .option("--json", "one JSON object an item")
    .option("--db <file>", "keep the result in this database")
    .action((file: string, options: { json?: boolean; db?: string }) => finish(replayFile(terminal, file, options)));
}

function addOperations(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("check")
    .description("validates settings, environment and packs, and shows what is in force")
    .action(() => finish(check(terminal)));
  program
    .command("register")
    .description("registers the slash commands with Discord")
    .action(() => finish(register(terminal)));
  program
    .command("healthcheck")
    .description("exit status 0 where the worker is alive")
    .action(() => finish(healthcheck(terminal)));
  program
    .command("backup")
    .description("writes a consistent copy of the database, also while the worker runs")
    .argument("<file>", "a file that does not exist yet")
    .action((file: string) => finish(backup(terminal, file)));
  program
    .command("export")
    .description("writes watches, feeds and settings as JSON, or the feeds as OPML")
    .argument("[file]", "default: standard output")
    .option("--opml", "the feeds, as OPML")
    .action((file: string | undefined, options: { opml?: boolean }) => finish(exportState(terminal, file, options)));
  program
    .command("import")
    .description("adds the watches and feeds of an exported JSON or an OPML file")
    .argument("<file>")
    .action((file: string) => finish(importState(terminal, file)));
}

// A reader that has seen enough (`| head`) closes the pipe: no reason to complain.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
});
