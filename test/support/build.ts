/** Builds dist/ once before the tests: the command line and the worker threads run from there. Type errors are the type check's to report. */
import { spawnSync } from "node:child_process";

export function setup(): void {
  spawnSync("npm", ["run", "--silent", "build"], { stdio: "ignore" });
}
