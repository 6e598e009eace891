/** Problems of feeds, said in both languages. */
import { describe, expect, it } from "vitest";
import { describeProblem, type FeedProblem, toldProblem } from "../../src/core/feed-problem.ts";

describe("a problem", () => {
  it.each<[FeedProblem, string, string]>([
    [{ code: "refused" }, "The server refused the connection.", "Le serveur a refusé la connexion."],
    [
      { code: "status", status: 404 },
      "There is nothing at this address (404).",
      "Il n’y a rien à cette adresse (404).",
    ],
    [{ code: "status", status: 418 }, "The server answered with status 418.", "Le serveur a répondu par le code 418."],
    [
      { code: "web-page", feeds: 0 },
      "This is a web page, not a feed, and it names no feed.",
      "C’est une page web, pas un flux\u202F; elle n’en indique aucun.",
    ],
    [
      { code: "read-late", limit: 0.5 },
      "The feed could not be read within 0.5 s.",
      "Le flux n’a pas pu être lu en 0,5 s.",
    ],
    [
      { code: "xml", detail: "Unclosed root tag" },
      "The feed cannot be read: Unclosed root tag",
      "Ce flux est illisible\u00A0: Unclosed root tag",
    ],
  ])("%j is one sentence in English and one in French", (problem, en, fr) => {
    expect([describeProblem(problem, "en"), describeProblem(problem, "fr")]).toEqual([en, fr]);
  });

  it("names the address that was refused, and what to do", () => {
    const problem = { code: "private", host: "box.example", address: "10.0.0.7" } as const;
    expect(describeProblem(problem, "fr")).toContain("box.example (10.0.0.7)");
    expect(describeProblem({ ...problem, host: "10.0.0.7" }, "en")).toMatch(/^10\.0\.0\.7 is not a public/);
  });

  it("in a library's words stays on one line and within its limit", () => {
    const problem = toldProblem("xml", new Error(`line one\nline two ${"x".repeat(900)}`));
    expect(describeProblem(problem, "en")).toMatch(/^The feed cannot be read: line one line two x+$/);
    expect(describeProblem(problem, "en").length).toBeLessThan(240);
  });
});
