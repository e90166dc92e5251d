import { expect, test } from "bun:test";
import { matchHost } from "../../../src/extism/match-host.ts";

test.each([
  ["example.com", "example.com", true],
  ["Example.COM", "example.com", true],
  ["example.com", "EXAMPLE.com", true],
  ["example.com", "www.example.com", false],
  ["example.com", "example.com.evil.org", false],
  ["example.com", "exampleXcom", false],
  ["*.example.com", "a.b.example.com", true],
  ["*.example.com", "example.com", false],
  ["*", "anything.org", true],
  ["**", "anything.org", true],
  ["10.0.0.?", "10.0.0.7", true],
  ["10.0.0.?", "10.0.0.17", false],
  ["[a-c].org", "b.org", true],
  ["[!a-c].org", "b.org", false],
  ["[!a-c].org", "d.org", true],
  ["{a,*.b}.org", "x.b.org", true],
  ["{a,*.b}.org", "b.org", false],
  ["::1", "[::1]", true],
  [String.raw`\*.org`, "a.org", false],
  ["a(b|c).org", "ab.org", false],
  ["a+.org", "aa.org", false],
  ["[", "[", false],
  ["[a&b].x", "a.x", true],
  ["[a&&b].x", "&.x", true],
  ["[~].x", "~.x", true],
  ["[-a].x", "-.x", true],
  ["[^a].x", "^.x", true],
  ["[^a].x", "b.x", false],
  ["a[[].x", "a[.x", true],
  ["[z-a].x", "b.x", false],
  ["{a,[z-a]}.x", "a.x", false],
  ["", "", true],
  ["[!].x", "!.x", true],
  ["x[]a].x", "x[]a].x", true],
  ["a{b,c", "a{b,c", true],
  ["{a{b,c}d}", "{abd}", true],
  ["a\\", "a\\", true],
  ["{,*.}a.org", "x.a.org", true],
  ["{,*.}a.org", "a.org", true],
])("the pattern %j for the host %j: %j", (pattern, host, expected) => {
  expect(matchHost([pattern], host)).toBe(expected);
});

test("one of several patterns is enough, and none allows none", () => {
  expect(matchHost(["a.org", "*.b.org"], "x.b.org")).toBe(true);
  expect(matchHost([], "a.org")).toBe(false);
});

test.each([
  ["stars", "*a".repeat(200), "a".repeat(3000)],
  ["choices", "{*a,a*}".repeat(60), "a".repeat(1000)],
])("the time for many %s grows only with the lengths", (_, pattern, host) => {
  const before = performance.now();
  expect(matchHost([`${pattern}b`], `${host}c`)).toBe(false);
  expect(matchHost([`${pattern}b`], `${host}b`)).toBe(true);
  expect(performance.now() - before).toBeLessThan(20_000);
});
