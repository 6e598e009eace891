import { describe, expect, it } from "vitest";
import type { CommandSpec } from "../../src/core/command.ts";
import { locales } from "../../src/core/types.ts";
import { commandLine, commandSpecs } from "../../src/services/command-specs.ts";

const nameRule = /^[-_'\p{L}\p{N}]{1,32}$/u;
const length = (text: string): number => [...text].length;
const tops = [...new Set(commandSpecs.map(({ path }) => path[0]))];
const title = ({ path }: CommandSpec): string => path.join(" ");

describe.each(locales)("the catalogue in %s, by Discord's limits", (locale) => {
  it.each(commandSpecs.map((spec) => [title(spec), spec] as const))("%s", (_title, spec) => {
    const options = spec.options.map(({ name }) => name[locale]);
    for (const name of [...spec.names.map((each) => each[locale]), ...options]) {
      expect(name).toMatch(nameRule);
      expect(name).toBe(name.toLocaleLowerCase(locale));
    }
    expect(new Set(options).size).toBe(options.length);
    expect(options.length).toBeLessThanOrEqual(25);
    const required = spec.options.map((option) => option.required);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    for (const { description, choices = [], complete, maxLength, type } of [...spec.options]) {
      expect(length(description[locale])).toBeGreaterThan(0);
      expect(length(description[locale])).toBeLessThanOrEqual(100);
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(choices.length > 0 && complete !== undefined).toBe(false);
      expect(maxLength ?? 1).toBeLessThanOrEqual(6000);
      if (type === "string" && choices.length === 0) expect(maxLength).toBeDefined();
      for (const { label, value } of choices) {
        expect(length(label[locale])).toBeGreaterThan(0);
        expect(length(label[locale])).toBeLessThanOrEqual(100);
        expect(length(value)).toBeLessThanOrEqual(100);
      }
    }
    expect(length(spec.description[locale])).toBeLessThanOrEqual(100);
  });

  it("gives every command a name of its own", () => {
    const names = commandSpecs.map(({ names: words }) => words.map((word) => word[locale]).join(" "));
    expect(new Set(names).size).toBe(commandSpecs.length);
    const paired = commandSpecs.map(({ path, names: words }) => `${path[0]} ${words[0]?.[locale]}`);
    expect(new Set(paired).size).toBe(tops.length);
  });

  it("stays within 25 subcommands, 100 commands and 8,000 characters a command", () => {
    expect(tops.length).toBeLessThanOrEqual(100);
    for (const top of tops) {
      const specs = commandSpecs.filter(({ path }) => path[0] === top);
      expect(specs.length).toBeLessThanOrEqual(25);
      const texts = specs.flatMap(({ names, description, options }) => [
        ...names.map((name) => name[locale]),
        description[locale],
        ...options.flatMap((option) => [
          option.name[locale],
          option.description[locale],
          ...(option.choices ?? []).flatMap(({ label, value }) => [label[locale], value]),
        ]),
      ]);
      expect(length(texts.join(""))).toBeLessThanOrEqual(8000);
    }
  });
});

describe("a command as typed", () => {
  it("uses the language's own words", () => {
    expect(commandLine(["watch", "add"], "en", [["term", "drive"]])).toBe("/watch add term: drive");
    expect(commandLine(["watch", "add"], "fr", [["term", "drive"]])).toBe("/veille ajouter terme: drive");
  });

  it("has a path in English words, equal to its English names", () => {
    for (const { path, names } of commandSpecs) expect(names.map((name) => name.en)).toEqual(path);
  });
});
