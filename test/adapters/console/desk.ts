/** A small desk of our own wording for the terminal's tests: it remembers what it was asked, and answers by echo. */
import type { Caller, CommandDesk, CommandSpec, Invocation, Localised, OptionSpec } from "../../../src/core/command.ts";
import { AppError } from "../../../src/core/errors.ts";
import type { Document } from "../../../src/core/message.ts";

const both = (en: string, fr: string): Localised => ({ en, fr });

const option = (name: Localised, more: Partial<OptionSpec> = {}): OptionSpec => ({
  name,
  description: name,
  type: "string",
  required: false,
  ...more,
});

const spec = (
  names: readonly [Localised] | readonly [Localised, Localised],
  options: readonly OptionSpec[],
): CommandSpec => ({
  path: names.length === 1 ? [names[0].en] : [names[0].en, names[1].en],
  names,
  description: names[0],
  options,
  permission: "everyone",
  visibility: "private",
});

const watch = both("watch", "veille");
export const specs: readonly CommandSpec[] = [
  spec(
    [watch, both("add", "ajouter")],
    [
      option(both("term", "terme"), { complete: "entity" }),
      option(both("name", "nom")),
      option(both("tier", "niveau")),
    ],
  ),
  spec([watch, both("remove", "supprimer")], [option(both("watch", "veille"), { required: true, complete: "watch" })]),
  spec(
    [both("latest", "dernières")],
    [
      option(both("about", "sur"), { complete: "name" }),
      option(both("stage", "étape"), {
        choices: [
          { value: "talks", label: both("in talks", "en pourparlers") },
          { value: "deal", label: both("deal", "accord") },
        ],
      }),
      option(both("limit", "limite"), { type: "integer" }),
    ],
  ),
  spec([both("why", "pourquoi")], [option(both("item", "article"), { required: true, complete: "item" })]),
  spec([both("board", "tableau")], [option(both("chart", "graphique"), { type: "boolean" })]),
  spec([both("help", "aide")], []),
];

export const caller: Caller = {
  id: "terminal",
  name: "terminal",
  locale: "en",
  canManage: true,
  destination: "console",
  guildId: null,
};

export const page = (title: string, more: Partial<Document> = {}): Document => ({
  title,
  tone: "plain",
  blocks: [],
  actions: [],
  file: null,
  ...more,
});

const companies = ["Amazon", "Monoprix", "Montagne"];

export function createDesk(): CommandDesk & { readonly asked: Invocation[]; readonly pressed: string[] } {
  const asked: Invocation[] = [];
  const pressed: string[] = [];
  return {
    asked,
    pressed,
    specs,
    async run(invocation) {
      asked.push(invocation);
      if (invocation.args["about"] === "refused") throw new AppError("invalid", "Not this one.");
      if (invocation.args["about"] === "broken") throw new Error("the wheel fell off");
      if (invocation.args["about"] === "file") return page("Brief", { file: { name: "../brief.md", content: "text" } });
      return page(`answer to ${invocation.path.join(" ")}`);
    },
    complete(_path, name, typed) {
      if (name === "item") return [12, 13].map((n) => ({ value: String(n), label: `${n} Headline` }));
      // As a desk that forgives spelling: one letter in common is enough, the best first.
      return companies
        .filter((each) => typed === "" || each.toLowerCase().startsWith(typed.slice(0, 2).toLowerCase()))
        .map((each) => ({ value: each, label: each }));
    },
    async act(verb, subject) {
      pressed.push(`${verb} ${subject}`);
      return page("pressed");
    },
  };
}
