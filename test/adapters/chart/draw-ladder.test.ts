import { Canvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { createDrawLadder } from "../../../src/adapters/chart/draw-ladder.ts";
import type { LadderChart } from "../../../src/services/desk.ts";

const chart = (rungs: readonly number[]): LadderChart => ({
  title: "Ladder",
  rungs: ["declined", "rumour", "approached", "talks", "deal", "launch", "expansion"],
  lines: [{ label: "Amazon × Monoprix", points: rungs.map((rung, at) => ({ at: at * 86_400_000, rung })) }],
  dateOf: (at) => `day ${at / 86_400_000}`,
});

/** How high the blue of the first line stands between two shares of the width, from 0 (bottom) to 1; null where there is none. */
async function heightBetween(png: Uint8Array, from: number, to: number): Promise<number | null> {
  const image = await loadImage(png);
  const canvas = new Canvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const width = Math.floor(image.width * (to - from));
  // The legend below is blue too.
  const { data } = context.getImageData(Math.floor(image.width * from), 0, width, Math.floor(image.height * 0.85));
  for (let at = 0; at < data.length / 4; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.slice(at * 4, at * 4 + 3);
    if (red < 40 && green > 90 && green < 140 && blue > 150) return 1 - Math.floor(at / width) / image.height;
  }
  return null;
}

const draw = createDrawLadder();

describe.skipIf(draw === null)("the ladder as a picture (skipped where the machine has no font)", () => {
  it("is a PNG on which a higher stage stands higher, from the day it was reached", async () => {
    const png = draw?.(chart([1, 4])) ?? new Uint8Array();
    expect([...png.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
    const flat = draw?.(chart([1, 1])) ?? new Uint8Array();
    const before = (await heightBetween(png, 0.4, 0.6)) ?? 0;
    expect(before).toBeGreaterThan(0);
    expect(await heightBetween(flat, 0.4, 0.6)).toBe(before);
    expect((await heightBetween(png, 0.6, 1)) ?? 0).toBeGreaterThan(before + 0.2);
    expect((await heightBetween(flat, 0.6, 1)) ?? 1).toBeLessThan(before + 0.05);
  });

  it("draws two charts one after the other, and one of a single step", () => {
    expect(() => [draw?.(chart([2])), draw?.(chart([1, 2, 3, 0]))]).not.toThrow();
  });
});
