import { describe, expect, test } from "bun:test";
import { createLuaMachine, luaModule } from "./lua-machine.ts";

describe("errors and yields of the rewritten module", () => {
  test.each([
    [`return select(2, pcall(error, "message"))`, "message"],
    [`return tostring(pcall(error))`, "false"],
    [`local a, b = pcall(pcall, error, 1) return tostring(a) .. tostring(b)`, "truefalse"],
    [`error("uncaught")`, "error: x:1: uncaught"],
    [`return select(2, pcall(function() local t; t.x = 1 end))`, "x:1: attempt to index a nil value (local 't')"],
    [`return select(2, pcall(function() return {} < {} end))`, "x:1: attempt to compare two table values"],
    [`return select(2, pcall(string.rep, "x", 1 << 40))`, "resulting string too large"],
    [`return select(2, load("x = = 1", "=y"))`, "y:1: unexpected symbol near '='"],
    [`return select(2, load(function() error("in a reader") end))`, "x:1: in a reader"],
    [`return select(2, xpcall(error, function(m) return "handled " .. m end, "m"))`, "handled m"],
    [`return select(2, pcall(table.sort, { 3, 2, 1, 4 }, function() error("in sort") end))`, "x:1: in sort"],
    [`return select(2, pcall(string.gsub, "abc", "%w", function() error("in gsub") end))`, "x:1: in gsub"],
    [
      `local t = setmetatable({}, { __index = function(_, k) error("no " .. k) end })
      return select(2, pcall(function() return t.field end))`,
      "x:2: no field".replace("2", "1"),
    ],
    [
      `local log = ""
      local function close(name) return setmetatable({}, { __close = function() log = log .. name end }) end
      pcall(function() local a <close> = close("a") local b <close> = close("b") error("e") end) return log`,
      "ba",
    ],
    [
      `local function deep(n) if n == 0 then error("deep", 0) end local ok, e = pcall(deep, n - 1) error(e .. "!", 0) end
      return #select(2, pcall(deep, 100))`,
      "104",
    ],
    [`local function f() return f() + 1 end return (select(2, pcall(f)):match("stack overflow"))`, "stack overflow"],
    [
      `local mt = {} mt.__index = function(_, k) return setmetatable({}, mt)[k] end
      return (select(2, pcall(function() return setmetatable({}, mt).x end)):match("C stack overflow"))`,
      "C stack overflow",
    ],
    [
      `local co = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return a + b end) return co(1) + co(10)`,
      "13",
    ],
    [
      `local co = coroutine.create(function() coroutine.yield() error("in coroutine", 0) end)
      coroutine.resume(co) return select(2, coroutine.resume(co)) .. coroutine.status(co)`,
      "in coroutinedead",
    ],
    [
      `local co = coroutine.wrap(function() return pcall(function() coroutine.yield() error("later", 0) end) end)
      co() return select(2, co())`,
      "later",
    ],
    [
      `return select(2, pcall(coroutine.wrap(function() local t <close> = setmetatable({}, { __close = function()
        coroutine.yield() end }) error("e", 0) end)))`,
      "attempt to yield across a C-call boundary",
    ],
    [
      `local n = 0 for v in coroutine.wrap(function() for i = 1, 1000 do coroutine.yield(i) end end) do n = n + v end
      return n`,
      "500500",
    ],
    [
      `local function tower(n) if n == 0 then error("top", 0) end return coroutine.wrap(tower)(n - 1) end
      return (select(2, pcall(tower, 50)):match("top"))`,
      "top",
    ],
    [
      `debug.sethook(function() debug.sethook() error("hook", 0) end, "", 10)
      return select(2, pcall(function() while true do end end))`,
      "hook",
    ],
    [`setmetatable({}, { __gc = function() error("in gc") end }) collectgarbage() return "alive"`, "alive"],
    [`return #string.dump(load("return 1")) > 0`, "true"],
  ])("%s", (chunk, expected) => {
    expect(createLuaMachine().run(chunk)).toBe(expected);
  });

  test("need no JavaScript", () => {
    const machine = createLuaMachine();
    machine.run(`for _ = 1, 100 do pcall(error) end
      local co = coroutine.wrap(function() while true do coroutine.yield() end end) for _ = 1, 100 do co() end`);
    expect(machine.left()).toBe(0);
    expect(WebAssembly.Module.imports(luaModule).map(({ name }) => name)).not.toContain("invoke_vii");
  });

  test("do not change the C stack", () => {
    const machine = createLuaMachine();
    machine.run("pcall(error)");
    const before = machine.lua["stackSave"]!();
    machine.run(`for i = 1, 100 do pcall(string.rep, "x", 1 << 40) pcall(string.format, "%d", "x") end`);
    expect(machine.lua["stackSave"]!()).toBe(before);
    expect(machine.lua["luff_unwinding"]!()).toBe(0);
  });

  test("turn a refusal to grow into Lua's error for memory", () => {
    const machine = createLuaMachine({ emscripten_resize_heap: () => 0 });
    const chunk = `return select(2, pcall(function() local t = {} while true do t[#t + 1] = ("x"):rep(1 << 20) end end))`;
    expect(machine.run(chunk)).toBe("not enough memory");
    expect(machine.run("return 1")).toBe("1");
  });
});

describe("functions of the host", () => {
  test("end when they raise an error", () => {
    const machine = createLuaMachine();
    let reached = false;
    machine.define("raise", (state) => {
      machine.lua["lua_error"]!(state);
      reached = true;
      return 0;
    });
    expect(machine.run(`return select(2, pcall(raise, "from the host"))`)).toBe("from the host");
    expect(reached).toBe(false);
    expect(machine.left()).toBe(1);
  });

  test("end when an error passes through them", () => {
    const machine = createLuaMachine();
    const reached: string[] = [];
    machine.define("call", (state) => {
      reached.push("before");
      machine.lua["lua_callk"]!(state, 0, 0, 0, 0);
      reached.push("behind");
      return 0;
    });
    expect(machine.run(`return select(2, pcall(call, function() call(function() error("inner", 0) end) end))`)).toBe(
      "inner",
    );
    expect(reached).toEqual(["before", "before"]);
  });

  test("pass an error of a thread that is not running to the main thread's handler, past a coroutine", () => {
    const machine = createLuaMachine();
    machine.define("raiseElsewhere", (state) => {
      const other = machine.lua["lua_newthread"]!(state);
      machine.lua["lua_pushinteger"]!(other, 42n);
      return machine.lua["lua_error"]!(other);
    });
    const chunk = `return select(2, pcall(coroutine.wrap(function() pcall(raiseElsewhere) return "not here" end)))`;
    expect(machine.run(chunk)).toBe("42");
    expect(machine.run(`return select(2, pcall(error, "still alive"))`)).toBe("still alive");
  });
});
