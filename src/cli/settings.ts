/** Settings for a command: the environment as it stands, read once. */
import type { Config } from "../config.ts";
import { readEnvironment } from "../config-environment.ts";
import { loadConfig } from "../config-settings.ts";
import type { Terminal } from "./output.ts";

/** @throws AppError naming every problem at once. */
export function readSettings({ env }: Pick<Terminal, "env">): Config {
  return loadConfig(readEnvironment(env));
}
