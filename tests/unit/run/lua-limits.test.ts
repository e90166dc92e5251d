import { describe, expect, test } from "bun:test";
import { resolveLuaLimits, type LimitTexts } from "../../../src/run/lua-limits.ts";

const flag = (text: string): LimitTexts => ({ memory: { text, origin: "--memory-limit" } });
const manifest: LimitTexts = {
  memory: { text: "8MiB", origin: "runtimeConfig.limits.memory", setter: "--memory-limit" },
  time: { text: "10s", origin: "runtimeConfig.limits.time in plugin.yaml", setter: "--time-limit or LUFF_TIME_LIMIT" },
};

describe("resolveLuaLimits", () => {
  test("has no limits if none are set", () => {
    expect(resolveLuaLimits([{}, {}])).toEqual({ limits: {}, limitNotes: {} });
  });

  test("uses for each limit the first source that sets it", () => {
    expect(resolveLuaLimits([flag("64MiB"), manifest]).limits).toEqual({ memory: 67_108_864, time: 10_000 });
  });

  test("records who set a limit and how to change it", () => {
    expect(resolveLuaLimits([flag("64MiB"), manifest]).limitNotes).toEqual({
      memory: {
        source: "64MiB, set by --memory-limit",
        hint: 'Set --memory-limit to a larger value, or to "none" for no limit.',
      },
      time: {
        source: "10s, set by runtimeConfig.limits.time in plugin.yaml",
        hint: 'Set --time-limit or LUFF_TIME_LIMIT to a larger value, or to "none" for no limit.',
      },
    });
  });

  test("removes a weaker source's limit with the word none", () => {
    const { limits, limitNotes } = resolveLuaLimits([flag("none"), manifest]);
    expect(limits).toEqual({ time: 10_000 });
    expect(Object.keys(limitNotes)).toEqual(["time"]);
  });

  test("says safely for a terminal where a limit was set", () => {
    const { limitNotes } = resolveLuaLimits([{ time: { text: " 5s\n", origin: "a\u001B[31m/plugin.yaml" } }]);
    expect(limitNotes.time?.source).toBe(" 5s\uFFFD, set by a\uFFFD[31m/plugin.yaml");
  });

  test("refuses a text that is not a size, and names its source", () => {
    expect(() => resolveLuaLimits([flag("lots"), manifest])).toThrow(
      expect.objectContaining({ code: "limit-invalid", message: expect.stringContaining("--memory-limit") }),
    );
  });

  const MEMORY = "a size from 4MiB to 1024GiB, such as 64MiB";
  const TIME = "a duration from 1ms to 1000h, such as 10s or 1m30s";
  const OUTPUT = "a size from 1 to 1024GiB, such as 1MiB";
  test.each([
    ["memory", "1", MEMORY],
    ["memory", "4194303", MEMORY],
    ["memory", "1025G", MEMORY],
    ["time", "100000000000000000000s", TIME],
    ["time", "1000h0.001ms", TIME],
    ["time", "0.999ms", TIME],
    ["output", "999999999999G", OUTPUT],
  ] as const)("refuses a limit of %s that is %s, with the bounds", (kind, text, expected) => {
    const message = `VARIABLE is "${text}", expected ${expected} or "none"`;
    expect(() => resolveLuaLimits([{ [kind]: { text, origin: "VARIABLE" } }])).toThrow(
      expect.objectContaining({ code: "limit-invalid", message }),
    );
  });

  test.each([
    ["memory", "4MiB", 4 * 2 ** 20],
    ["memory", "1024G", 2 ** 40],
    ["time", "1ms", 1],
    ["time", "1000h", 3_600_000_000],
    ["output", "1", 1],
  ] as const)("accepts a limit of %s that is %s", (kind, text, value) => {
    expect(resolveLuaLimits([{ [kind]: { text, origin: "VARIABLE" } }]).limits).toEqual({ [kind]: value });
  });
});
