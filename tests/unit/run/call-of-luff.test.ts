import { expect, test } from "bun:test";
import { callOfLuff, luaFlags } from "../../../src/run/call-of-luff.ts";
import type { LuaSettings } from "../../../src/run/lua-settings.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

test("a script in its own process is called by this luff, with its flags before the script", () => {
  const host = createMemoryHost({});
  const [word, ...own] = host.environment.ownCommand;
  expect(callOfLuff(host, "x.lua", ["a"])).toEqual({ word, args: [...own, "x.lua", "a"] });
  expect(callOfLuff(host, "x.lua", [], ["--f"])).toEqual({ word, args: [...own, "--f", "x.lua"] });
});

const text = (value: string) => ({ text: value, origin: "a flag" });

test.each<[Omit<LuaSettings, "version">, readonly string[]]>([
  [{ limits: [], allowBinaryChunks: true }, []],
  [{ limits: [], allowBinaryChunks: false }, ["--no-binary-chunks"]],
  [
    { limits: [{ time: text("1s") }, { time: text("2s"), memory: text("8MiB") }], allowBinaryChunks: false },
    ["--memory-limit=8MiB", "--time-limit=1s", "--no-binary-chunks"],
  ],
  [{ limits: [{ output: text("none") }], allowBinaryChunks: true }, ["--output-limit=none"]],
])("the settings %j are the flags %j", (settings, flags) => {
  expect(luaFlags({ ...settings, version: "1.0.0" })).toEqual([...flags]);
});
