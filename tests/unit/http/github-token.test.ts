import { expect, test } from "bun:test";
import { parseAddress, type Address } from "../../../src/http/address.ts";
import { findApiToken } from "../../../src/http/github-token.ts";

const tokenFor = (url: string, variables: Readonly<Record<string, string>>): string | undefined =>
  findApiToken({ get: (name) => variables[name] }, parseAddress(url) as Address)?.value;

test("findApiToken prefers GH_TOKEN, and takes no token without a text", () => {
  const url = "https://api.github.com/repos";
  expect(tokenFor(url, { GH_TOKEN: "one", GITHUB_TOKEN: "two" })).toBe("one");
  expect(tokenFor(url, { GH_TOKEN: " ", GITHUB_TOKEN: "two\n" })).toBe("two");
  expect(tokenFor(url, { GH_ENTERPRISE_TOKEN: "three" })).toBeUndefined();
});

test.each([
  ["https://api.github.com/", "t"],
  ["https://api.acme.ghe.com/", "t"],
  ["http://api.github.com/", undefined],
  ["https://github.com/", undefined],
  ["https://api.github.com.example/", undefined],
  ["https://api.example.com/", undefined],
  ["https://xapi.github.com/", undefined],
])("findApiToken for %s is %p", (url, expected) => {
  expect(tokenFor(url, { GITHUB_TOKEN: "t" })).toBe(expected as string);
});
