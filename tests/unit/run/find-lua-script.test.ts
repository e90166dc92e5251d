import { describe, expect, test } from "bun:test";
import { findLuaScript, isLuaFile, locateScript } from "../../../src/run/find-lua-script.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

describe("findLuaScript", () => {
  test.each([
    ["linux", "main.lua", ["a"], { script: "main.lua", args: ["a"] }],
    ["linux", "/p/MAIN.LUA", [], { script: "/p/MAIN.LUA", args: [] }],
    ["linux", "luff", ["/p/x.lua", "a", "b"], { script: "/p/x.lua", args: ["a", "b"] }],
    ["linux", "/usr/bin/luff", ["x.lua"], { script: "x.lua", args: [] }],
    ["windows", "C:\\bin\\LUFF.exe", ["x.lua"], { script: "x.lua", args: [] }],
    ["linux", "/p/bin/luff", ["x.lua", "a"], { script: "x.lua", args: ["a"] }],
    ["windows", "C:\\p\\bin\\luff.cmd", ["x.lua"], { script: "x.lua", args: [] }],
    ["linux", "luff", [], undefined],
    ["linux", "luff", ["plugin", "list"], undefined],
    ["linux", "luff", ["-n", "x.lua"], undefined],
    ["linux", "lua", ["x.lua"], undefined],
    ["linux", "fluff", ["x.lua"], undefined],
    ["linux", "C:\\bin\\luff", ["x.lua"], undefined],
    ["linux", "x.lua.sh", [], undefined],
    ["linux", "lua", [], undefined],
  ])("on %s reads %j with %j as %j", (os, program, args, expected) => {
    expect(findLuaScript(os, program, args)).toEqual(expected);
  });
});

describe("isLuaFile", () => {
  test.each([
    ["x.lua", true],
    ["X.Lua", true],
    [".lua", true],
    ["lua", false],
    ["x.lua ", false],
    ["", false],
  ])("of %j: %p", (word, expected) => {
    expect(isLuaFile(word)).toBe(expected);
  });
});

describe("locateScript", () => {
  const host = createMemoryHost({
    files: {
      "/p/in.lua": "",
      "/p/both.lua": "",
      "/wd/both.lua": "",
      "/wd/out.lua": "",
      "/p/loop.lua": { kind: "link", target: "loop.lua" },
      "/wd/loop.lua": "",
    },
  });

  test.each([
    ["/any/x.lua", "/any/x.lua"],
    ["in.lua", "/p/in.lua"],
    ["./in.lua", "/p/in.lua"],
    ["both.lua", "/p/both.lua"],
    ["out.lua", "out.lua"],
    ["none.lua", "/p/none.lua"],
    // The manifest means this file, even if it cannot be read.
    ["loop.lua", "/p/loop.lua"],
  ])("finds %j at %j", (script, expected) => {
    expect(locateScript(host, "/p", script)).toBe(expected);
  });
});
