import { describe, expect, test } from "bun:test";
import { testEnvironment } from "../../build/test-environment.ts";
import { testSeed } from "../../build/test-seed.ts";

describe("testEnvironment", () => {
  test("leaves out what changes luff or Helm, in any case, and keeps the rest and what tests ask for", () => {
    const kept = { PATH: "/bin", MY_HELM_X: "1", LUFF_TEST_SEED: "7", LUFF_HELM3: "/h3", LUFF_HELM4: "/h4" };
    const dropped = { LUFF_SHELL: "s", luff_time_limit: "1s", LUFF_TEST_CASES: "c", HELM_PLUGINS: "p", Helm_Bin: "b" };
    expect(testEnvironment({}, { ...kept, ...dropped })).toEqual(kept);
  });

  test("adds the test's own variables, which win", () => {
    const shell = { LUFF_BINARY: "/other", LUFF_TEST_SEED: "7", HOME: "/h" };
    const own = { LUFF_BINARY: "/this", LUFF_TEST_SEED: "8" };
    expect(testEnvironment(own, shell)).toEqual({ HOME: "/h", ...own });
  });
});

test("testSeed is the same number each time", () => {
  expect(testSeed()).toMatch(/^\d+$/);
  expect(testSeed()).toBe(testSeed());
});
