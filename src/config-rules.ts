/** Reads a file of rules for `vigie match`: a YAML or JSON list in the model of docs/watch-language.md. */
import { z } from "zod";
import { problemsError, readYaml, shownPath } from "./config-read.ts";
import { AppError } from "./core/errors.ts";
import { ruleFromModel } from "./core/rule-model.ts";
import type { Rule } from "./core/types.ts";

const advice = "Correct this and try again; docs/watch-language.md has the model.";

/** @throws AppError `invalid`, one line a problem with its rule; two rules of one name are a problem. */
export function loadRules(file: string): readonly Rule[] {
  const shown = shownPath(file);
  const { value, problems, where } = readYaml(file, z.array(z.unknown(), { error: "a list of rules" }));
  if (value === undefined) throw problemsError(`rules ${shown}`, problems, advice);
  const found: string[] = [];
  const rules = value.flatMap((model, index) => {
    try {
      return [ruleFromModel(model)];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      found.push(`${where([index])}: ${error.message}`);
      return [];
    }
  });
  const names = new Set<string>();
  for (const { name } of rules) {
    if (names.has(name)) found.push(`${shown}: expected rules of different names, given "${name}" twice`);
    names.add(name);
  }
  if (found.length > 0) throw problemsError(`rules ${shown}`, found, advice);
  return rules;
}
