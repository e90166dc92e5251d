import { describe, expect, test } from "bun:test";
import { resolveLuaLimits, type LimitTexts } from "../../../src/run/lua-limits.ts";

const flag = (text: string): LimitTexts => ({ memory: { text, origin: "--memory-limit" } });
const manifest: LimitTexts = {
  memory: { text: "1MiB", origin: "runtimeConfig.limits.memory", setter: "--memory-limit" },
  time: { text: "10s", origin: "runtimeConfig.limits.time in plugin.yaml", setter: "--time-limit or LUFF_TIME_LIMIT" },
};

describe("resolveLuaLimits", () => {
  test("limits nothing where nothing is said", () => {
    expect(resolveLuaLimits([{}, {}])).toEqual({ limits: {}, limitNotes: {} });
  });

  test("takes each limit from the first source that sets it", () => {
    expect(resolveLuaLimits([flag("64KiB"), manifest]).limits).toEqual({ memory: 65_536, time: 10_000 });
  });

  test("notes who set a limit and what lifts it", () => {
    expect(resolveLuaLimits([flag("64KiB"), manifest]).limitNotes).toEqual({
      memory: {
        source: "64KiB, set by --memory-limit",
        hint: 'Give --memory-limit a larger value, or "none" to lift the limit.',
      },
      time: {
        source: "10s, set by runtimeConfig.limits.time in plugin.yaml",
        hint: 'Give --time-limit or LUFF_TIME_LIMIT a larger value, or "none" to lift the limit.',
      },
    });
  });

  test("lifts a weaker source's limit by the word none", () => {
    const { limits, limitNotes } = resolveLuaLimits([flag("none"), manifest]);
    expect(limits).toEqual({ time: 10_000 });
    expect(Object.keys(limitNotes)).toEqual(["time"]);
  });

  test("refuses a text that is no size, naming where it stands", () => {
    expect(() => resolveLuaLimits([flag("lots"), manifest])).toThrow(
      expect.objectContaining({ code: "limit-invalid", message: expect.stringContaining("--memory-limit") }),
    );
  });
});
