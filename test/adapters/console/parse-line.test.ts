import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLine } from "../../../src/adapters/console/parse-line.ts";
import { createFindByName } from "../../../src/adapters/fuse/find-by-name.ts";
import { AppError } from "../../../src/core/errors.ts";
import { specs } from "./desk.ts";

const en = { specs, locale: "en", findByName: createFindByName() } as const;

describe("a typed line", () => {
  it.each<[string, string, Record<string, unknown>]>([
    ["/latest monoprix", "latest", { about: "monoprix" }],
    ["latest", "latest", {}],
    ["  /LATEST   monoprix  ", "latest", { about: "monoprix" }],
    ["/dernieres étape: accord", "latest", { stage: "deal" }],
    ["/dernières sur : Système U étape : en pourparlers", "latest", { about: "Système U", stage: "talks" }],
    ["/latest stage: whatever", "latest", { stage: "whatever" }],
    ["/latest Amazon x Monoprix limit: 5", "latest", { about: "Amazon x Monoprix", limit: 5 }],
    ["/watch add carrefour drive", "watch add", { term: "carrefour drive" }],
    ["/watch add term: carrefour drive name: Drive", "watch add", { term: "carrefour drive", name: "Drive" }],
    ["/veille ajouter terme: drive", "watch add", { term: "drive" }],
    ['/watch add "marché"', "watch add", { term: '"marché"' }],
    ['/watch add term: "name: x" name: "My watch"', "watch add", { term: '"name: x"', name: "My watch" }],
    ["/watch add name: « Ma veille »", "watch add", { name: "Ma veille" }],
    ["/watch add term: https://a.example/x:y", "watch add", { term: "https://a.example/x:y" }],
    ["/watch add =Casino (with groupe: magasin)", "watch add", { term: "=Casino (with groupe: magasin)" }],
    ['/watch remove "Amazon x French grocery"', "watch remove", { watch: "Amazon x French grocery" }],
    ["/why 12", "why", { item: "12" }],
    ["/board", "board", {}],
    ["/board chart", "board", { chart: true }],
    ["/board chart: non", "board", { chart: false }],
    ["/tableau graphique: oui", "board", { chart: true }],
  ])("%s", (line, path, args) => {
    expect(parseLine(line, en)).toEqual({ type: "run", path: path.split(" "), args, doubt: null });
  });

  it.each(["", "   ", "/", " / "])("%j is empty", (line) => {
    expect(parseLine(line, en)).toEqual({ type: "empty" });
  });

  it.each(["/quit", "exit", "/QUITTER"])("%s leaves", (line) => {
    expect(parseLine(line, en)).toEqual({ type: "quit" });
  });

  it.each([
    ["/relevant 12", "relevant", "12"],
    ["/pas-pertinent 12", "not-relevant", "12"],
    ["/more", "page", ""],
    ["/suite", "page", ""],
    ["/page latest:22:", "page", "latest:22:"],
    ["/undo-watch 3", "undo-watch", "3"],
    ["/page latest:40:amazon", "page", "latest:40:amazon"],
  ])("%s presses a button", (line, verb, subject) => {
    expect(parseLine(line, en)).toEqual({ type: "act", verb, subject });
  });

  it.each([
    ["/wach add drive", /\/wach.*Did you mean \/watch add/s],
    ["/latets monoprix", /\/latets.*Did you mean \/latest\?/s],
    ["monoprix news", /To look something up: \/latest monoprix news/],
    ["/watch", /^\/watch wants a second word: add, remove\.$/],
    ["/watch rmove x", /wants a second word.*Did you mean .*\/watch remove/s],
    ["/help me", /\/help takes nothing more; “me” was left over/],
    ["/board chart: perhaps", "chart should be yes or no; “perhaps” is not."],
    ["/latest limit: many", "limit should be a whole number; “many” is not."],
    ["/latest a about: b", /“about” was given twice/],
    ["/relevant", "/relevant wants one number behind it and nothing else, for example /relevant 12."],
    ["/not-relevant 12 note: vague", /^\/not-relevant wants one number/],
  ])("%s is refused with what to do", (line, message) => {
    expect(() => parseLine(line, en)).toThrow(AppError);
    expect(() => parseLine(line, en)).toThrow(message);
  });

  it.each([
    ["/latest amazon with: monoprix", /^“with:” was read as part of the text: \/latest takes about:/],
    ["/why text: Amazon buys", /^“text:” was read as part of the text: \/why takes/],
  ])("%s says that the word with a colon is no option", (line, doubt) => {
    expect(parseLine(line, en)).toMatchObject({ doubt: expect.stringMatching(doubt) });
  });

  it.each(["/why Casino: the sale goes on", '/watch add "drive: piéton"', "/watch add https://a.example"])(
    "%s raises no doubt",
    (line) => {
      expect(parseLine(line, en)).toMatchObject({ doubt: null });
    },
  );

  it("is refused in the person's language", () => {
    expect(() => parseLine("/veille", { ...en, locale: "fr" })).toThrow(
      "/veille attend un second mot : ajouter, supprimer.",
    );
  });

  it("never fails otherwise than by a refusal, whatever is typed", () => {
    const piece = fc.constantFrom("/watch", " add", " term:", ' "', "«", ":", " about :", "\\", "é", "\u001b[2J", " ");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join("")),
        ),
        (line) => {
          try {
            parseLine(line, en);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
    );
  });
});
