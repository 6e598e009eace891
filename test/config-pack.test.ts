/** Packs as files: read through the watch language, refused with the lines that matter. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPack } from "../src/config-pack.ts";
import { AppError } from "../src/core/errors.ts";

const minimal = `name: topic
title: { en: Topic, fr: Sujet }
market: { home: [FR], region: [BE] }
facts: []
senses:
  tools: &tools [hammer, saw]
contextTerms: [shop]
entities:
  - id: acme
    name: Acme
    roles: [entrant]
    home: US
    aliases:
      - Acme
      - { text: =Anvil, with: [steel], not: [*tools, music] }
      - "=Bolt (with screw; not lightning)"
    tickers: [ACME.N]
    people: [Ada Smith]
    owners:
      - { owner: holding, from: "2017-08-28", to: "2020-01-01" }
  - id: holding
    name: Holding
    roles: [supplier]
    aliases: [Holding Corp]
lists:
  - name: all
    entities: [acme, holding]
    terms: [grocery]
watches:
  - name: Acme moves
    all: [["@acme"], ["@all", shops]]
    tier: digest
  - name: Everything
    all: ["@all"]
feeds:
  - name: Example
    url: https://press.example/feed
    lang: en
    confirmed: "2026-10-06"
    on: true
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-pack-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  writeFileSync(join(folder, "pack.yaml"), text);
  return loadPack(folder);
}

function refusalOf(from: string, to: string): string {
  expect(minimal).toContain(from);
  try {
    load(minimal.replace(from, to));
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

const lineOf = (text: string) => minimal.split("\n").findIndex((line) => line.includes(text)) + 1;

describe("a pack's file", () => {
  it("gives terms and guards as the watch language reads them, shared guard words joined in", () => {
    expect(load(minimal).gazetteer.entities[0]?.aliases).toEqual([
      { text: "Acme" },
      { text: "Anvil", cased: true, with: ["steel"], not: ["hammer", "saw", "music"] },
      { text: "Bolt", cased: true, with: ["screw"], not: ["lightning"] },
    ]);
  });

  it("gives owners with the days on which they began and ended, in UTC", () => {
    expect(load(minimal).gazetteer.entities[0]?.owners).toEqual([
      { owner: "holding", from: Date.UTC(2017, 7, 28), to: Date.UTC(2020, 0, 1) },
    ]);
  });

  it("gives watches the tier `signal` unless they say otherwise", () => {
    expect(load(minimal).watches).toEqual([
      {
        name: "Acme moves",
        all: [[{ text: "@acme" }], [{ text: "@all" }, { text: "shops" }]],
        none: [],
        tier: "digest",
      },
      { name: "Everything", all: [[{ text: "@all" }]], none: [], tier: "signal" },
    ]);
  });

  it("gives a home of null where none is written", () => {
    expect(load(minimal).gazetteer.entities.map(({ home }) => home)).toEqual(["US", null]);
  });

  it("that is absent is told by name", () => {
    expect(() => loadPack(join(folder, "nowhere"))).toThrow(
      /nowhere.pack\.yaml: expected a YAML file, given nothing: no such file/,
    );
  });

  it.each([
    [
      "an unknown key",
      "    home: US",
      "    house: US",
      "house",
      /expected one of the keys id, name, roles.*given "house"/,
    ],
    [
      "an id with capitals",
      "id: acme",
      "id: Acme",
      "id: acme",
      /expected an id: lower-case words joined by hyphens, given "Acme"/,
    ],
    ["an unknown role", "[entrant]", "[intruder]", "roles: [entrant]", /expected one of entrant, .*given "intruder"/],
    [
      "a term without a word",
      "[shop]",
      '["="]',
      "contextTerms",
      /expected what the watch language allows \(.*word, a name or a phrase/s,
    ],
    [
      "a rule of no group",
      '    all: ["@all"]',
      "    all: []",
      "name: Everything",
      /expected what the watch language allows \(all: expected a list/,
    ],
    ["a tier that is none", "tier: digest", "tier: shout", "name: Acme moves", /tier: expected one of/],
    [
      "a day that does not exist",
      "2017-08-28",
      "2017-02-30",
      "owner: holding",
      /expected a day that exists, as YYYY-MM-DD, given "2017-02-30"/,
    ],
    ["an owner that is not in it", "owner: holding", "owner: stranger", "owner: holding", /given "stranger"/],
    [
      "an address that is none",
      "https://press.example/feed",
      "press.example",
      "url:",
      /expected an http or https address, given "press.example"/,
    ],
    [
      "a feed's date that is none",
      '"2026-10-06"',
      "soon",
      "confirmed:",
      /expected a day that exists, as YYYY-MM-DD, or never, given "soon"/,
    ],
    [
      "a list's member that is not in it",
      "[acme, holding]",
      "[acme, stranger]",
      "[acme, holding]",
      /expected the id of an entity of this pack, given "stranger"/,
    ],
    [
      "a watch's list that is not in it",
      '["@acme"]',
      '["@nobody"]',
      '["@acme"]',
      /expected a list or entity of this pack, given "@nobody"/,
    ],
    [
      "a guard within a guard",
      "with: [steel]",
      'with: ["steel (not iron)"]',
      "=Anvil",
      /expected a plain term within a guard/,
    ],
  ])("is refused with its line for %s", (_what, from, to, where, expected) => {
    const message = refusalOf(from, to);
    expect(message).toMatch(expected);
    const line = where === "house" ? lineOf("home: US") : lineOf(where);
    expect(message).toContain(`pack.yaml:${line} `);
  });

  it("names both lines where two places clash", () => {
    const message = refusalOf("[Holding Corp]", "[ACME]");
    expect(message).toContain(`pack.yaml:${lineOf("[Holding Corp]")} entities.1.aliases.0`);
    expect(message).toContain(`given "ACME" again; it stands already at`);
    expect(message).toContain(`pack.yaml:${lineOf("      - Acme")} entities.0.aliases.0`);
  });

  it("tells all problems at once", () => {
    const message = refusalOf("[entrant]\n    home: US", "[intruder]\n    home: France");
    expect(message).toContain("2 problems in the pack");
  });
});
