import { describe, expect, test } from "bun:test";
import { resolveLuaLimits, type LimitTexts } from "../../../src/run/lua-limits.ts";

const flag = (text: string): LimitTexts => ({ memory: { text, origin: "--memory-limit" } });
const manifest: LimitTexts = {
  memory: { text: "1MiB", origin: "runtimeConfig.limits.memory" },
  time: { text: "10s", origin: "runtimeConfig.limits.time" },
};

describe("resolveLuaLimits", () => {
  test("limits nothing where nothing is said", () => {
    expect(resolveLuaLimits([{}, {}])).toEqual({});
  });

  test("takes each limit from the first source that sets it", () => {
    expect(resolveLuaLimits([flag("64KiB"), manifest])).toEqual({ memory: 65_536, time: 10_000 });
  });

  test("lifts a weaker source's limit by the word none", () => {
    expect(resolveLuaLimits([flag("none"), manifest])).toEqual({ time: 10_000 });
  });

  test("refuses a text that is no size, naming where it stands", () => {
    expect(() => resolveLuaLimits([flag("lots"), manifest])).toThrow(
      expect.objectContaining({ code: "limit-invalid", message: expect.stringContaining("--memory-limit") }),
    );
  });
});
