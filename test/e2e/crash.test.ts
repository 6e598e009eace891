/** The running program is killed at random moments, or started twice: nothing is lost, nothing comes twice. */
import { existsSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { crashAndRecover } from "../support/crashes.ts";
import { createWorld, endAll, startVigie } from "../support/run-vigie.ts";

afterEach(endAll);

describe("kill -9 between and within ingest and deliver", () => {
  it("leaves every alert told exactly once, in order, and every echo written into its alert", async () => {
    const report = await crashAndRecover({ kills: 12, random: Math.random });
    expect(report.told).toEqual(report.published);
    expect(report.echoed).toEqual(report.published.slice(0, 11));
    expect(Object.keys(report.outbox)).toEqual(["sent"]);
    expect(Object.values(report.kills).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(5);
  }, 60_000);
});

describe("a second process on one data directory", () => {
  it("is refused with exit status 1 and the first one's process id, and the first goes on unharmed", async () => {
    const world = createWorld();
    const first = startVigie(world, ["run"]);
    await expect.poll(() => existsSync(world.database), { timeout: 10_000 }).toBe(true);
    for (const command of [["run"], ["run", "--once"]]) {
      const second = await startVigie(world, command).ended;
      expect(second.status).toBe(1);
      expect(second.stderr).toMatch(new RegExp(`^vigie: Another Vigie \\(process ${first.pid}, since .*\\n$`));
    }
    expect(first.hasEnded()).toBe(false);
    expect(await first.stop()).toMatchObject({ status: 0, stderr: "" });
    world.remove();
  });
});
