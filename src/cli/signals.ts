/** The end from outside: the first signal asks for an orderly stop, a second one ends the process at once. */

/** Resolves at the first SIGINT or SIGTERM. */
export function untilSignal(): Promise<"signal"> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(130));
        resolve("signal");
      });
    }
  });
}
