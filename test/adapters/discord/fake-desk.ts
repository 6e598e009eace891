/** A small desk, notes and log for tests of the adapter: every answer is made from what was asked, so that a test can see what arrived. */
import type { CommandDesk, CommandSpec, Invocation, OptionSpec } from "../../../src/core/command.ts";
import { AppError } from "../../../src/core/errors.ts";
import type { Document } from "../../../src/core/message.ts";
import type { Log, NoteStore } from "../../../src/services/ports.ts";

function option(name: string, fr: string, extra: Partial<OptionSpec> = {}): OptionSpec {
  const description = { en: `The ${name}`, fr: `Le ${fr}` };
  return { name: { en: name, fr }, description, type: "string", required: false, ...extra };
}

const watchNames = { en: "watch", fr: "veille" };

export const fakeSpecs: readonly CommandSpec[] = [
  {
    path: ["watch", "add"],
    names: [watchNames, { en: "add", fr: "ajouter" }],
    description: { en: "Adds a watch", fr: "Ajoute une veille" },
    options: [
      option("term", "terme", { maxLength: 200, complete: "entity" }),
      option("rule", "regle", { maxLength: 500 }),
      option("channel", "salon", { type: "channel" }),
    ],
    permission: "manage",
    visibility: "private",
  },
  {
    path: ["watch", "list"],
    names: [watchNames, { en: "list", fr: "liste" }],
    description: { en: "Lists the watches", fr: "Liste les veilles" },
    options: [],
    permission: "everyone",
    visibility: "private",
  },
  {
    path: ["latest"],
    names: [{ en: "latest", fr: "actualités" }],
    description: { en: "The latest on a company", fr: "Les dernières nouvelles d’une entreprise" },
    options: [
      option("stage", "étape", { choices: [{ value: "talks", label: { en: "talks", fr: "pourparlers" } }] }),
      option("about", "sujet", { required: true, complete: "name" }),
    ],
    permission: "everyone",
    visibility: "public",
  },
  {
    path: ["settings"],
    names: [{ en: "settings", fr: "réglages" }],
    description: { en: "Settings", fr: "Réglages" },
    options: [],
    permission: "manage",
    visibility: "private",
  },
];

export function plainDocument(title: string, text: string): Document {
  return { title, tone: "plain", blocks: [{ type: "text", text }], actions: [], file: null };
}

export interface FakeDesk extends CommandDesk {
  readonly runs: Invocation[];
  readonly acts: { readonly verb: string; readonly subject: string; readonly by: string }[];
}

/** `about: "refuse"` is refused, `about: "bug"` is a bug, `about: "slow"` takes its time, `about: "file"` brings a file. */
export function createFakeDesk(specs: readonly CommandSpec[] = fakeSpecs): FakeDesk {
  const runs: Invocation[] = [];
  const acts: FakeDesk["acts"] = [];
  return {
    specs,
    runs,
    acts,
    run: async (invocation) => {
      const spec = specs.find(({ path }) => path.join(" ") === invocation.path.join(" "));
      if (spec?.permission === "manage" && !invocation.caller.canManage) {
        throw new AppError("forbidden", "This needs the Manage Server permission.");
      }
      runs.push(invocation);
      const about = invocation.args["about"];
      if (about === "refuse") throw new AppError("not_found", "Nothing is known of *refuse*.");
      if (about === "bug") throw new TypeError("undefined is not a story");
      if (about === "slow") await new Promise((resolve) => setTimeout(resolve, 300));
      if (about === "file")
        return { ...plainDocument("Brief", "See the file."), file: { name: "brief.csv", content: "a,b" } };
      const actions = [{ verb: "page" as const, subject: "latest:2", label: "Older" }];
      return { ...plainDocument(invocation.path.join(" "), JSON.stringify(invocation.args)), actions };
    },
    complete: (path, name, typed) => [
      { label: `${path.join(" ")} ${name} ${typed}`, value: "monoprix" },
      { label: "too long", value: "x".repeat(101) },
    ],
    act: async (verb, subject, caller) => {
      acts.push({ verb, subject, by: caller.id });
      if (subject === "bug") throw new TypeError("undefined is not an item");
      return plainDocument(`${verb} ${subject}`, `for ${caller.name} in ${caller.locale}`);
    },
  };
}

export function createNotes(): NoteStore {
  const notes = new Map<string, string>();
  return {
    get: (key) => notes.get(key),
    set: (key, value) => void notes.set(key, value),
    remove: (key) => void notes.delete(key),
  };
}

export interface RecordingLog extends Log {
  readonly lines: {
    readonly level: string;
    readonly event: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
}

export function createRecordingLog(): RecordingLog {
  const lines: RecordingLog["lines"] = [];
  const at =
    (level: string) =>
    (event: string, data: Readonly<Record<string, unknown>> = {}) =>
      void lines.push({ level, event, data });
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
