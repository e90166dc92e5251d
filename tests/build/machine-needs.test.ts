import { describe, expect, test } from "bun:test";
import { requireTarget } from "../../build/compile.ts";
import { machineNeeds, needsSentence } from "../../build/machine-needs.ts";

const PROCESSOR = "a processor with SSE4.2 (x86-64-v2)";

describe("machineNeeds", () => {
  test.each([
    ["linux/amd64", [PROCESSOR, "/proc"]],
    ["linux/amd64-musl", [PROCESSOR]],
    ["linux/arm64", ["/proc"]],
    ["linux/arm64-musl", []],
    ["darwin/amd64", []],
    ["windows/amd64", [PROCESSOR]],
    ["windows/arm64", []],
    ["linux/386", []],
    ["linux/amd64-compact", []],
  ])("returns the needs of the executable for %s", (name, expected) => {
    expect(machineNeeds(requireTarget(name))).toEqual(expected);
  });
});

describe("needsSentence", () => {
  test("joins the needs, and is empty without one", () => {
    expect(needsSentence(requireTarget("linux/amd64"))).toBe(`It needs ${PROCESSOR} and /proc.`);
    expect(needsSentence(requireTarget("linux/386"))).toBe("");
  });
});
