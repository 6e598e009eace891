/** The long version of the crash test: kills the running program at 204 random moments and counts what was lost, doubled or out of order. */
import { crashAndRecover } from "../test/support/crashes.ts";

const rounds = 17;
const killsARound = 12;

/** One row a round; throws where an alert was lost, doubled or out of order. */
export async function run(): Promise<void> {
  const hits: Record<string, number> = {};
  for (let round = 1; round <= rounds; round += 1) {
    const late = round % 2 === 0;
    const { published, told, kills } = await crashAndRecover({ kills: killsARound, random: Math.random, late });
    if (told.join("\n") !== published.join("\n")) {
      throw new Error(`round ${round}: expected\n${published.join("\n")}\ngot\n${told.join("\n")}`);
    }
    for (const [moment, count] of Object.entries(kills)) hits[moment] = (hits[moment] ?? 0) + count;
    console.log(
      `round ${round} of ${rounds}: ${told.length} alerts, each once and in order${late ? ", back after the nonce window" : ""}`,
    );
  }
  console.table(hits);
}
