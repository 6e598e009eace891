/** One outlet, one registrable domain. */
import { expect, it } from "vitest";
import { registrableDomain } from "../../../src/adapters/domains/registrable-domain.ts";

it.each([
  ["https://www.gazette.fr/a", "gazette.fr"],
  ["https://eco.gazette.co.uk/a", "gazette.co.uk"],
  ["https://lea.blogspot.com/a", "lea.blogspot.com"],
  ["http://127.0.0.1:8080/a", null],
  ["http://localhost/a", null],
  ["", null],
])("the outlet of %j is %j", (url, expected) => {
  expect(registrableDomain(url)).toBe(expected);
});
