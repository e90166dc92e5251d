import { describe, expect, test } from "bun:test";
import { adviceFor as adviceWith } from "../../../src/lua/error-advice.ts";
import { MODULES } from "../../../src/lua/library/modules.ts";
import type { LuaScript } from "../../../src/lua/lua-script.ts";
import { luaSearchPath } from "../../../src/run/lua-search-path.ts";

function scriptIn(...templates: readonly string[]): LuaScript {
  return {
    path: "main.lua",
    source: new Uint8Array(),
    args: [],
    packagePath: templates,
    environment: {},
    limits: {},
  };
}

const adviceFor = (script: LuaScript, message: string): string | undefined =>
  adviceWith({ script, commandLineTexts: new Map(), libraryModules: Object.keys(MODULES) }, message);
const missing = (name: string): string => `main.lua:1: module '${name}' not found:\n\tno field`;
const inPlugin = (os: string, folder: string): LuaScript => scriptIn(...luaSearchPath(os, folder));

describe("a missing module", () => {
  test.each([
    ["linux", "/p/total", "argparse", "--tree /p/total/lua_modules install argparse"],
    ["linux", "/p/total", "pl.path", "--tree /p/total/lua_modules install penlight"],
    ["linux", "/p/two words", "a.b.c", '--tree "/p/two words/lua_modules" install a'],
    ["windows", "C:\\p\\total", "argparse", "--tree C:\\p\\total\\lua_modules install argparse"],
  ])("on %s in %s: luarocks installs %s", (os, folder, name, line) => {
    expect(adviceFor(inPlugin(os, folder), missing(name))).toEndWith(`: luarocks --lua-version 5.4 ${line}`);
  });

  test.each(["x; rm -rf y", "$(x)", "-x", "a b"])("of the name %p is never part of a shell command", (name) => {
    expect(adviceFor(inPlugin("linux", "/p/total"), missing(name))).toBeUndefined();
  });

  test("of luff's own library is in no package of LuaRocks", () => {
    expect(adviceFor(inPlugin("linux", "/p/total"), missing("helm.file"))).toBe(
      'the library of this luff has no module "helm.file": check its name, or install a newer luff.',
    );
  });

  test("gets no advice if no luarocks tree is searched", () => {
    expect(adviceFor(scriptIn("./?.lua"), missing("x"))).toBeUndefined();
    expect(adviceFor(scriptIn("/p/lua_modules/share/lua/5.4/?.lua.d/?"), missing("x"))).toBeUndefined();
  });
});

describe("a beginner's mistake", () => {
  test.each([
    [
      "main.lua:2: attempt to index a nil value (global 'helm')",
      'write `local helm = require "helm"` at the top of the script.',
    ],
    ["main.lua:2: 'then' expected near '!'", "Lua writes `~=` for `!=`, and `not` for `!`."],
    ["main.lua:2: unexpected symbol near '!'", "Lua writes `~=` for `!=`, and `not` for `!`."],
    [missing("json"), 'luff\'s own module is `require "helm.json"`.'],
    ["main.lua:2: syntax error near 'x'", undefined],
    ["main.lua:2: attempt to index a nil value (global 'x')", undefined],
  ])("has advice: %s", (message, advice) => {
    expect(adviceFor(scriptIn(), message)).toBe(advice);
  });

  test.each([
    ["c += 1", true],
    ["c++", true],
    ["s ..= 'x'", true],
    ["c + 1", false],
  ])("has advice for a sign of other languages only: %s", (line, has) => {
    const script = { ...scriptIn(), source: new TextEncoder().encode(`local c = 1\n${line}\n`) };
    const expected = has ? "Lua has no `+=` and no `++`: write `x = x + 1`." : undefined;
    expect(adviceFor(script, "main.lua:2: syntax error near '+'")).toBe(expected);
  });

  test("is to leave out the name of each module that luff has", () => {
    const { helm: _, ...below } = MODULES;
    const short = Object.keys(below).map((name) => name.slice("helm.".length));
    const without = short.filter((name) => adviceFor(scriptIn(), missing(name)) === undefined);
    expect(without).toEqual([]);
  });
});

describe("a file in UTF-16", () => {
  test.each([
    ["x.lua:1: unexpected symbol near '<\\255>'", "x.lua"],
    ["error loading module 'x' from file './x.lua':\n\t./x.lua:1: unexpected symbol near '<\\254>'", "./x.lua"],
    ["x.lua:1: syntax error near '<\\0>'", "x.lua"],
  ])("is recognised in %p", (message, file) => {
    expect(adviceFor(scriptIn(), message)).toStartWith(`${file} looks like UTF-16`);
  });

  test.each([
    "x.lua:7: unexpected symbol near '<\\255>'",
    "x.lua:1: unexpected symbol near '<\\195>'",
    `[string "\xff"]:1: unexpected symbol near '<\\255>'`,
    "boom",
  ])("is not recognised in %p", (message) => {
    expect(adviceFor(scriptIn(), message)).toBeUndefined();
  });
});
