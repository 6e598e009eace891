/** Packets that make no sense: the worker says so at most, and goes on answering people. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DiscordDouble, startDiscordDouble } from "../../support/discord-double.ts";
import { textOf } from "../../support/discord-double-state.ts";
import type { Json } from "../../support/discord-message-rules.ts";
import { createWorld, endAll, type Running, startVigie, until, type World } from "../../support/run-vigie.ts";

let double: DiscordDouble;
let world: World;
let worker: Running;

beforeAll(async () => {
  double = await startDiscordDouble();
  world = createWorld({ double });
  worker = startVigie(world, ["run"]);
  await until(
    () => double.state.commands.size > 0,
    20_000,
    () => `the commands; ${worker.stdout()}${worker.stderr()}`,
  );
});

afterAll(async () => {
  await endAll();
  await double.stop();
  world.remove();
});

it.each<readonly [string, unknown]>([
  ["INTERACTION_CREATE", {}],
  ["INTERACTION_CREATE", { type: 2, id: "1", token: "x" }],
  ["INTERACTION_CREATE", null],
  ["GUILD_CREATE", {}],
  ["GUILD_CREATE", { id: "810000000000000001", roles: 7, channels: [null] }],
  ["CHANNEL_UPDATE", { id: "820000000000000001", guild_id: "810000000000000001" }],
  ["GUILD_ROLE_UPDATE", { guild_id: "810000000000000001" }],
  ["NO_SUCH_EVENT", { what: [] }],
])("%s with %j ends nothing", async (name, data) => {
  double.gateway.emit(name, data as Json);
  const help = await double.people.slash("help");
  expect(textOf(help.message)).toContain("/watch add");
  expect(worker.hasEnded()).toBe(false);
});

it.each(["{", "null", "7", '{"op":0}', '{"op":0,"t":"READY","s":3,"d":null}', '{"op":99,"d":{}}'])(
  "the frame %s ends nothing",
  async (frame) => {
    double.gateway.raw(frame);
    await until(
      () => double.gateway.connected(),
      10_000,
      () => "the connection",
    );
    const help = await double.people.slash("help");
    expect(textOf(help.message)).toContain("/watch add");
    expect(worker.hasEnded()).toBe(false);
  },
);
