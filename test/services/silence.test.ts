import { describe, expect, it } from "vitest";
import { sendDueDigests } from "../../src/services/digest.ts";
import { createDeskWorld, day, manager, read } from "./desk-world.ts";

async function createQuietWorld() {
  const world = createDeskWorld();
  await world.run("watch add", { term: "@french-retailers", name: "Retailers" }, manager);
  world.store.destinations.update("discord:1", { digestAt: "08:00", lastDigestAt: world.now() });
  const sendDigest = () => {
    const deps = {
      store: world.store,
      ruleset: { nameOf: (id: string) => id },
      nonceOf: (text: string) => text.replace(/[^A-Za-z0-9]/g, "").slice(-25),
      isQuiet: () => false,
    };
    const queued = sendDueDigests(deps, world.now());
    const documents = world.store.outbox.listDue(world.now()).flatMap(({ id, message }) => {
      world.store.outbox.markSent(id, `m${id}`, world.now());
      return message.type === "document" ? [read(message.document)] : [];
    });
    return queued === 0 ? null : documents.join("\n");
  };
  return { ...world, sendDigest };
}

describe("what did not happen", () => {
  it("talks that nobody reports on for two months are raised in one digest, and not again", async () => {
    const { tell, pass, sendDigest } = await createQuietWorld();
    tell({ title: "Amazon in talks with Carrefour over groceries in France" });
    pass(59 * day);
    expect(sendDigest()).toBeNull();
    pass(2 * day);
    expect(sendDigest()).toContain(
      "Gone quiet, or overdue\n1 [talks] Amazon in talks with Carrefour over groceries in France, The Daily Test (no news of amazon × carrefour for 61 days)",
    );
    pass(day);
    expect(sendDigest()).toBeNull();
  });

  it("a report that moves nothing is word of the pair all the same", async () => {
    const { tell, pass, sendDigest } = await createQuietWorld();
    tell({ title: "Amazon in talks with Carrefour over groceries in France" });
    pass(30 * day);
    tell({ title: "Amazon still in talks with Carrefour, says the chairman" });
    sendDigest();
    pass(40 * day);
    expect(sendDigest()).toBeNull();
  });

  it("talks that end in a deal are not quiet", async () => {
    const { tell, pass, sendDigest } = await createQuietWorld();
    tell({ title: "Amazon in talks with Carrefour over groceries in France" });
    pass(day);
    tell({ title: "Amazon signs a deal with Carrefour to deliver groceries in France" });
    sendDigest();
    pass(90 * day);
    expect(sendDigest() ?? "").not.toContain("Gone quiet");
  });

  it("a promise whose date has passed is raised once, with its words", async () => {
    const { tell, pass, sendDigest, run, now } = await createQuietWorld();
    tell({ title: "Amazon signs a deal with Monoprix and will deliver in Paris by the end of June 2018" });
    expect(sendDigest() ?? "").not.toContain("overdue:");
    pass(Date.UTC(2018, 6, 2, 9) - now());
    expect(read(await run("digest"))).toContain("overdue: Amazon × Monoprix promised “by the end of June 2018”");
    expect(sendDigest()).toContain("overdue: amazon × monoprix");
    pass(day);
    expect(sendDigest()).toBeNull();
  });

  it("a promise that was kept is not raised", async () => {
    const { tell, pass, sendDigest } = await createQuietWorld();
    tell({ title: "Amazon signs a deal with Monoprix and will deliver in Paris by the end of June 2018" });
    pass(60 * day);
    tell({ title: "Amazon launches deliveries with Monoprix in Paris" });
    sendDigest();
    pass(90 * day);
    expect(sendDigest() ?? "").not.toContain("overdue:");
  });

  it("of companies that no watch here is about is not raised", async () => {
    const world = createDeskWorld();
    world.tell({ title: "Amazon in talks with Carrefour over groceries in France" });
    world.pass(70 * day);
    expect(read(await world.run("digest"))).not.toContain("no news");
  });
});
