import { describe, expect, it } from "vitest";
import { isWithin, lastAt } from "../../src/core/local-time.ts";

const at = (iso: string): number => Date.parse(iso);

describe("quiet hours", () => {
  it.each<[string, string, readonly [string, string], string, boolean]>([
    ["inside a window of the day", "2026-07-01T11:30:00Z", ["12:00", "14:00"], "Europe/Paris", true],
    ["at its end", "2026-07-01T12:00:00Z", ["12:00", "14:00"], "Europe/Paris", false],
    ["over midnight, late", "2026-01-01T22:30:00Z", ["22:00", "07:00"], "Europe/Paris", true],
    ["over midnight, early", "2026-01-02T05:59:00Z", ["22:00", "07:00"], "Europe/Paris", true],
    ["over midnight, by day", "2026-01-02T12:00:00Z", ["22:00", "07:00"], "Europe/Paris", false],
    ["an empty window holds nothing", "2026-01-02T12:00:00Z", ["07:00", "07:00"], "UTC", false],
  ])("%s", (_name, iso, window, zone, expected) => {
    expect(isWithin(at(iso), zone, window)).toBe(expected);
  });
});

describe("the last time a clock showed an hour", () => {
  it("is today's where it has come", () => {
    expect(lastAt("08:00", "Europe/Paris", at("2026-07-01T09:15:20Z"))).toBe(at("2026-07-01T06:00:00Z"));
  });

  it("is yesterday's where it has not", () => {
    expect(lastAt("08:00", "Europe/Paris", at("2026-07-01T05:00:00Z"))).toBe(at("2026-06-30T06:00:00Z"));
  });

  it("is now, at that minute", () => {
    expect(lastAt("08:00", "UTC", at("2026-07-01T08:00:59Z"))).toBe(at("2026-07-01T08:00:00Z"));
  });
});
