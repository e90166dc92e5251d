import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { ensureLinkedLibraries } from "../../../../build/c-libraries/ensure-linked-libraries.ts";
import { leaveOutExports } from "../../../../src/lua/module/leave-out-exports.ts";
import { glueFile, rewriteLuaModule } from "../../../../src/lua/module/make-lua-module.ts";
import { parseLibraries } from "../../../../src/lua/module/parse-libraries.ts";
import { openState } from "../../../../src/lua/module/open-state.ts";

const LUA_TTABLE = 5;
const linked = parseLibraries(readFileSync(await ensureLinkedLibraries()));
const rewritten = rewriteLuaModule(readFileSync(glueFile), linked);

describe("openState", () => {
  test("starts each machine with a state whose libraries are open", () => {
    const module = new WebAssembly.Module(readFileSync(new URL("../../../../dist/lua.wasm", import.meta.url)));
    const imports = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, () => 0]));
    const { exports } = new WebAssembly.Instance(module, { env: imports, wasi_snapshot_preview1: imports });
    const lua = exports as unknown as Readonly<Record<string, (...args: readonly number[]) => number>>;
    const memory = new Uint8Array((exports["memory"] as WebAssembly.Memory).buffer);
    lua["__wasm_call_ctors"]!();
    const state = lua["luff_state"]!();
    const name = lua["malloc"]!(16);
    for (const library of ["string", "io", "coroutine", "_G"]) {
      memory.set(new TextEncoder().encode(`${library}\0`), name);
      expect(lua["lua_getglobal"]!(state, name)).toBe(LUA_TTABLE);
    }
    expect(lua["lua_gettop"]!(state)).toBe(4);
  });

  test("refuses a module that calls more of the host than the clock", () => {
    const imports = rewritten.imports.map((each) =>
      each.name === "emscripten_date_now" ? { ...each, name: "random_get" } : each,
    );
    expect(() => openState({ ...rewritten, imports })).toThrow("random_get");
  });
});

describe("leaveOutExports", () => {
  test("keeps the exports that the hosts call, and drops functions that only removed exports called", () => {
    const { exports, functions } = leaveOutExports(openState(rewritten));
    const names = exports.map(({ name }) => name);
    expect(names).toContain("lua_pcallk");
    expect(names).toContain("__indirect_function_table");
    expect(names).not.toContain("luaL_openlibs");
    expect(functions.length).toBeLessThan(rewritten.functions.length);
  });

  test("names the missing exports", () => {
    expect(() => leaveOutExports(rewritten)).toThrow("luff_state");
  });
});
