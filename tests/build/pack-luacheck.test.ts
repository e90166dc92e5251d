import { beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { ensureLuaModule, PACKED_LUACHECK } from "../../build/ensure-lua-module.ts";
import { luacheckSource } from "../../build/luacheck/luacheck-source.ts";
import { luacheckModules, packLuacheck, withoutRemarks } from "../../build/luacheck/pack-luacheck.ts";

describe("packLuacheck", () => {
  beforeAll(ensureLuaModule);

  test("packs a script that has each module which another one loads, or that lint replaces", () => {
    const modules = luacheckModules(luacheckSource());
    const names = new Set(modules.map(({ name }) => name));
    const required = modules.flatMap(({ text }) =>
      [...text.matchAll(/require "([^"]+)"/g)].map(([, name = ""]) => name),
    );
    expect([...new Set(required)].filter((name) => !names.has(name)).toSorted()).toEqual(["lfs", "luacheck.cache"]);
    const packed = packLuacheck(luacheckSource());
    const script = gunzipSync(Buffer.from(packed, "base64")).toString();
    expect([...script.matchAll(/^package\.preload\["([^"]+)"\]=/gm)].map(([, name]) => name)).toEqual([...names]);
    expect(readFileSync(PACKED_LUACHECK, "utf8")).toBe(packed);
  });
});

describe("withoutRemarks", () => {
  test("removes remarks and empty lines, and what stands before a line", () => {
    expect(withoutRemarks('-- a\n\n   local a = "--" -- b\n  --c\nreturn a')).toBe('local a = "--" -- b\nreturn a');
  });

  test("refuses a string of several lines, whose lines are its content", () => {
    expect(() => withoutRemarks("local a = [[\n -- b\n]]")).toThrow(
      "cannot pack a string of several lines: local a = [[",
    );
    expect(withoutRemarks('local a = [[ -- b ]] .. "[["')).toBe('local a = [[ -- b ]] .. "[["');
  });
});
