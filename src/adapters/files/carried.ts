/** The file of `vigie export` and `vigie import`: strict, so that a hand-edited file is refused before anything is changed. */
import { z } from "zod";
import { AppError } from "../../core/errors.ts";
import { ruleFromModel, ruleToModel } from "../../core/rule-model.ts";
import { langs, locales, type Rule, watchTiers } from "../../core/types.ts";
import type { Carried } from "../../services/transfer.ts";

const rule = z.unknown().transform((model, context): Rule => {
  try {
    const { tier: _tier, destination: _destination, ...read } = ruleFromModel(model);
    return read;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "expected a time such as 08:00" });

const schema = z.strictObject({
  vigie: z.literal(1, { error: "expected 1, the version of this format" }),
  destinations: z.array(
    z.strictObject({
      id: z.string().min(1),
      guildId: z.string().nullable(),
      locale: z.enum(locales),
      zone: z.string().min(1),
      digestAt: clockTime.nullish(),
      quiet: z.tuple([clockTime, clockTime]).nullish(),
      urgentRoleId: z.string().nullish(),
    }),
  ),
  watches: z.array(
    z.strictObject({
      destination: z.string().min(1),
      rule,
      tier: z.enum(watchTiers),
      state: z.enum(["active", "paused"]),
      addedBy: z.string(),
    }),
  ),
  feeds: z.array(
    z.strictObject({
      url: z.url({ protocol: /^https?$/ }),
      name: z.string(),
      lang: z.enum(langs),
      zone: z.string().min(1).nullish(),
      state: z.enum(["active", "paused", "gone"]),
    }),
  ),
});

export function renderCarried({ destinations, watches, feeds }: Carried): string {
  const models = watches.map((watch) => ({ ...watch, rule: ruleToModel(watch.rule) }));
  return `${JSON.stringify({ vigie: 1, destinations, watches: models, feeds }, null, 2)}\n`;
}

/** @throws AppError `invalid`, one line a problem with its place. */
export function parseCarried(text: string): Carried {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError(
      "invalid",
      `Expected the JSON that "vigie export" writes, or OPML: ${(error as Error).message}.`,
      {
        cause: error,
      },
    );
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new AppError(
    "invalid",
    read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
  );
}
