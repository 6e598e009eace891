/** A desk over a real in-memory database and the real pipeline, with a gazetteer small enough to read. */
import { createFindByName } from "../../src/adapters/fuse/find-by-name.ts";
import { nonceOf } from "../../src/adapters/ops/nonce.ts";
import { openStore } from "../../src/adapters/sqlite/store.ts";
import type { ArgumentValue, Caller } from "../../src/core/command.ts";
import { AppError } from "../../src/core/errors.ts";
import type { Block, Document } from "../../src/core/message.ts";
import { parseTerm } from "../../src/core/rule-term.ts";
import { createStoryIndex } from "../../src/core/story.ts";
import type { Entity, Gazetteer, Lang, Millis, NewItem, Role } from "../../src/core/types.ts";
import { createCommandDesk } from "../../src/services/commands.ts";
import type { DeskDeps } from "../../src/services/desk.ts";
import { type IngestDeps, ingest } from "../../src/services/ingest.ts";
import type { FetchOutcome, ParseOutcome } from "../../src/services/ports.ts";
import { createRuleset } from "../../src/services/ruleset.ts";

export const day = 86_400_000;
const startAt = Date.UTC(2018, 2, 1, 9);

function entity(id: string, name: string, roles: readonly Role[], aliases: readonly string[], owner?: string): Entity {
  return {
    id,
    name,
    aliases: aliases.map(parseTerm),
    tickers: [],
    people: [],
    owners: owner === undefined ? [] : [{ owner, from: null, to: null }],
    roles,
    home: roles.includes("retailer") ? "FR" : null,
  };
}

const entities = [
  entity("amazon", "Amazon", ["entrant"], ["Amazon (not rainforest, forêt)"]),
  entity("ocado", "Ocado", ["entrant", "platform"], ["Ocado"]),
  entity("casino", "Casino", ["retailer"], ["=Casino (not Macau, roulette)", "Groupe Casino"]),
  entity("monoprix", "Monoprix", ["retailer"], ["Monoprix"], "casino"),
  entity("carrefour", "Carrefour", ["retailer"], ["=Carrefour"]),
  entity("systeme-u", "Système U", ["retailer"], ["Système U", "Super U"]),
];

const gazetteer: Gazetteer = {
  entities,
  lists: [
    {
      name: "french-retailers",
      entities: ["casino", "monoprix", "carrefour", "systeme-u"],
      terms: [],
    },
  ],
  contextTerms: [parseTerm("supermarché"), parseTerm("retailer")],
  market: { home: ["FR"], region: ["DE"] },
};

export const analyst: Caller = {
  id: "u1",
  name: "Ada",
  locale: "en",
  canManage: false,
  destination: "discord:1",
  guildId: "9",
};
export const manager: Caller = { ...analyst, id: "u2", name: "Max", canManage: true };

export interface Told {
  readonly title: string;
  readonly description?: string;
  readonly publisher?: string;
  readonly at?: Millis;
  readonly lang?: Lang;
  readonly baseline?: boolean;
}

/** What the network answers, by address. */
export type Web = Readonly<Record<string, { readonly fetch?: FetchOutcome; readonly parse?: ParseOutcome }>>;

export function createDeskWorld(web: Web = {}, more: Partial<DeskDeps> = {}) {
  let now = startAt;
  const store = openStore({ file: ":memory:" });
  store.destinations.ensure("discord:1", { guildId: "9", locale: "en", zone: "Europe/Paris" });
  const ruleset = createRuleset(store, gazetteer);
  const pipeline: IngestDeps = {
    store,
    ruleset,
    stories: createStoryIndex({ background: { n: 1, df: {} } }),
    announce: () => undefined,
    metrics: { count: () => undefined },
    settings: { staleMs: 3 * day, alertCap: { count: 50, windowMs: day } },
  };
  const logged: string[] = [];
  const deps: DeskDeps = {
    store,
    clock: { now: () => now },
    nonceOf,
    log: {
      info: (event) => logged.push(event),
      error: (event, data) => logged.push(`${event} ${String(data?.["error"])}`),
    },
    ruleset,
    reader: {
      fetch: async ({ url }) =>
        web[url]?.fetch ?? { type: "failed", status: 404, problem: { code: "status", status: 404 } },
      parse: async (_body, { baseUrl }) =>
        web[baseUrl]?.parse ?? { type: "failed", problem: { code: "web-page", feeds: 0 }, feedLinks: [] },
    },
    findByName: createFindByName(),
    zone: "Europe/Paris",
    feedIntervalMs: 900_000,
    breathe: async () => undefined,
    ...more,
  };
  const desk = createCommandDesk(deps);
  let told = 0;
  return {
    store,
    desk,
    logged,
    now: () => now,
    pass(ms: Millis) {
      now += ms;
    },
    /** Takes one report in through the real pipeline; its number comes back. */
    tell(report: Told): number {
      told += 1;
      const item: NewItem = {
        keys: [`key ${told}`],
        title: report.title,
        description: report.description ?? "",
        body: "",
        url: `https://news.example/${told}`,
        publisher: report.publisher ?? "The Daily Test",
        feedId: null,
        publishedAt: report.at ?? now,
        seenAt: now,
        dateBasis: "published",
        lang: report.lang ?? "en",
      };
      const [outcome] = ingest(pipeline, { items: [item], baseline: report.baseline ?? false, feed: null, now });
      if (outcome?.type !== "new") throw new Error("the report was a duplicate");
      return outcome.item.id;
    },
    run: (path: string, args: Readonly<Record<string, ArgumentValue>> = {}, caller: Caller = analyst) =>
      desk.run({ path: path.split(" "), args, caller }),
    press: (verb: string, subject: string | number, caller: Caller = analyst) =>
      desk.act(verb, String(subject), caller),
  };
}

/** The refusal's sentence, with its code in front. */
export async function refusal(work: Promise<Document>): Promise<string> {
  try {
    const document = await work;
    return `not refused: ${document.title}`;
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** A document as lines of text. */
export function read(document: Document): string {
  const file = document.file === null ? [] : [`file ${document.file.name}`];
  const actions = document.actions.map(({ verb, subject, label }) => `[${label}](${verb} ${subject})`);
  return [document.title, ...document.blocks.map(readBlock), ...file, ...actions].join("\n");
}

function readBlock(block: Block): string {
  switch (block.type) {
    case "bullets":
      return block.lines.map((line) => `- ${line}`).join("\n");
    case "table":
      return [block.head, ...block.rows].map((row) => row.join(" | ")).join("\n");
    case "items":
      return block.items
        .map(
          ({ ref, stage, headline, publisher, note }) =>
            `${ref} [${stage ?? ""}] ${headline}, ${publisher} (${note ?? ""})`,
        )
        .join("\n");
    case "places":
      return block.places.map(({ label, kind, id }) => `${label}: ${kind} ${id}`).join("\n");
    default:
      return block.text;
  }
}
