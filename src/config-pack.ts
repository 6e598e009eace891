/** Reads a pack: a folder with `pack.yaml`. Terms and rules are in the watch language, and every problem is told with its line. */
import { join } from "node:path";
import { z } from "zod";
import { deepFreeze, isZone, problemsError, readYaml, section, shownPath, text, zoneText } from "./config-read.ts";
import { AppError } from "./core/errors.ts";
import type { Pack, PackProblem, PackWatch } from "./core/pack.ts";
import { checkPack, expandLists } from "./core/pack-problems.ts";
import { ruleFromModel, termFromModel } from "./core/rule-model.ts";
import { langs, type Millis, type Ownership, roles, stages } from "./core/types.ts";

/** Reads every pack, so that the problems of all of them are told at once. @throws AppError `invalid`, one line a problem. */
export function loadPacks(dirs: readonly string[]): readonly Pack[] {
  const problems: string[] = [];
  const packs = dirs.flatMap((dir) => {
    try {
      return [loadPack(dir)];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new AppError("invalid", problems.join("\n"));
  return packs;
}

/** @throws AppError `invalid`, one line a problem; where two places clash, the line names both. */
export function loadPack(dir: string): Pack {
  const file = join(dir, "pack.yaml");
  const { value, problems, where } = readYaml(file, packSchema);
  if (!value) throw problemsError(`pack ${shownPath(dir)}`, problems);
  const { lists, problems: listProblems } = expandLists(value.lists, value.entities);
  const { name, title, watches, feeds, facts } = value;
  const gazetteer = { entities: value.entities, lists, contextTerms: value.contextTerms, market: value.market };
  const pack: Pack = { name, title, gazetteer, watches, feeds, facts };
  const found = [...listProblems, ...checkPack(pack)];
  if (found.length > 0)
    throw problemsError(
      `pack ${shownPath(dir)}`,
      found.map((problem) => describe(problem, where)),
    );
  return deepFreeze(pack);
}

function describe({ path, other, message }: PackProblem, where: (path: PackProblem["path"]) => string): string {
  return `${where(path)}: ${message}${other ? `; it stands already at ${where(other)}` : ""}`;
}

// ---------------------------------------------------------------- the file's schema

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const tickerPattern = /^[A-Z0-9]{1,6}\.[A-Z]{1,3}$/;
const countryPattern = /^[A-Z]{2}$/;

function list<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, { error: `a list of ${what}` });
}

const plain = text("a text", (value) => value.trim() !== "");
const id = text("an id: lower-case words joined by hyphens", (value) => idPattern.test(value));
const country = text("a country as two capital letters (ISO 3166-1)", (value) => countryPattern.test(value));
const localised = section({ en: plain, fr: plain });

/** Guard words. A list inside the list is taken apart: that is how an anchor's shared words are joined with others. */
const guardWords = z
  .array(z.union([plain, z.array(plain)], { error: "a word, or a list of words" }), { error: "a list of words" })
  .transform((words) => [...new Set(words.flat())]);

/** `"=Casino"`, or `{ text: "=Casino", with: [...], not: [...] }` where the guards are long or shared. */
const term = z
  .union([plain, z.looseObject({ with: guardWords.optional(), not: guardWords.optional() })], {
    error: "a term of the watch language, or a mapping with the keys text, with, not",
  })
  .transform((written, context) => orProblem(() => termFromModel(written), context));

/** What the watch language refuses becomes a problem at this place in the file. */
function orProblem<T>(read: () => T, context: z.core.$RefinementCtx): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    context.addIssue({
      code: "custom",
      message: `what the watch language allows (${error.message.replace(/\n/g, "\n    ")})`,
    });
    return z.NEVER;
  }
}

const day = text("a day that exists, as YYYY-MM-DD", isDay);
const dayOrNever = text("a day that exists, as YYYY-MM-DD, or never", (value) => value === "never" || isDay(value));
const partDay = text("a date as YYYY, YYYY-MM or YYYY-MM-DD", (value) =>
  [value, `${value}-01`, `${value}-01-01`].some(isDay),
);

const owner = section({ owner: id, from: day.optional(), to: day.optional() }).transform(
  ({ owner, from, to }): Ownership => ({ owner, from: from ? toMillis(from) : null, to: to ? toMillis(to) : null }),
);

const entity = section({
  id,
  name: plain,
  roles: list(z.enum(roles, { error: `one of ${roles.join(", ")}` }), "roles").min(1, { error: "at least one role" }),
  home: country.optional(),
  aliases: list(term, "aliases").min(1, { error: "at least one alias" }),
  tickers: list(
    text("an exchange symbol such as CARR.PA", (value) => tickerPattern.test(value)),
    "symbols",
  ).default([]),
  people: list(plain, "people").default([]),
  owners: list(owner, "owners").default([]),
}).transform((written) => ({ ...written, home: written.home ?? null }));

const termList = section({
  name: id,
  entities: list(
    text("an entity's id, or @ and a list's name", (value) => idPattern.test(value.replace(/^@/, ""))),
    "entities",
  ).default([]),
  terms: list(term, "terms").default([]),
});

const watch = z.unknown().transform((model, context): PackWatch => {
  const { tier = "signal", destination: _chosenWhenAdded, ...rule } = orProblem(() => ruleFromModel(model), context);
  return { ...rule, tier };
});

const feed = section({
  name: plain,
  url: text("an http or https address", (value) => /^https?:\/\/\S+$/.test(value) && URL.canParse(value)),
  lang: z.enum(langs, { error: `one of ${langs.join(", ")}` }),
  zone: text(zoneText, isZone).optional(),
  confirmed: dayOrNever,
  on: z.boolean({ error: "true or false" }),
});

const step = section({
  entrant: id,
  target: id.nullable(),
  stage: z.enum(stages, { error: `one of ${stages.join(", ")}` }),
});

const packSchema = section({
  name: id,
  title: localised,
  market: section({ home: list(country, "countries"), region: list(country, "countries") }),
  facts: list(
    section({ date: partDay, text: localised, steps: list(step, "steps"), reportedBy: list(plain, "outlets") }),
    "facts",
  ),
  // Holds shared guard words under YAML anchors; nothing reads it by itself.
  senses: z.record(z.string(), z.array(plain, { error: "a list of words" }), { error: "lists of words" }).optional(),
  contextTerms: list(term, "terms"),
  entities: list(entity, "entities"),
  lists: list(termList, "lists"),
  watches: list(watch, "watches"),
  feeds: list(feed, "feeds"),
});

function isDay(value: string): boolean {
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function toMillis(value: string): Millis {
  return Date.parse(`${value}T00:00:00Z`);
}
