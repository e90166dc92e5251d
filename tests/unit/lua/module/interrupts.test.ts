import { expect, test } from "bun:test";
import { join } from "node:path";

const program = join(import.meta.dir, "run-until-interrupted.ts");

/** Ends a chunk that ignores the word; far more than any chunk needs. */
const patience = 60_000;

test.each([
  ["while", "while true do end"],
  ["for", "for i = 1, math.maxinteger do end"],
  ["generic for", "for _ in function() return 1 end do end"],
  ["repeat", "repeat until false"],
  ["goto", "::a:: goto a"],
  ["tail calls", "local function f() return f() end f()"],
  ["tail calls with varargs", "local function f(...) return f(...) end f(1)"],
  ["recursion", "local function f(n) return n < 2 and n or f(n - 1) + f(n - 2) end f(80)"],
  ["a coroutine", "coroutine.wrap(function() while true do end end)()"],
  [
    "coroutines by turns",
    "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
  ],
  ["a metamethod", "local t = setmetatable({}, { __index = function() while true do end end }) return t.x"],
  ["a hook", `debug.sethook(function() while true do end end, "", 1) local x = 1`],
  ["a comparator", "table.sort({ 1, 2, 3 }, function() while true do end end)"],
  ["a pattern", `(("a"):rep(40)):find((".-"):rep(40) .. "b")`],
  ["a pattern in gsub", `(("a"):rep(40)):gsub((".-"):rep(40) .. "b", "")`],
  ["table.move", "table.move({}, 1, math.maxinteger - 1, 2)"],
  ["string.rep", `string.rep("", math.maxinteger)`],
])("stops %s", (_, chunk) => {
  const { stdout, stderr } = Bun.spawnSync([process.execPath, program, chunk], { timeout: patience });
  expect({ stdout: stdout.toString(), stderr: stderr.toString() }).toEqual({ stdout: "error: 1234 1\n", stderr: "" });
});

test("lets a script continue that catches the error", () => {
  const chunk = "local ok, e = pcall(function() while true do end end) return tostring(ok) .. e";
  expect(stoppedInside(chunk)).toBe("false1234 1\n");
});

test("closes variables on the way", () => {
  const chunk = `local closed
    local ok = pcall(function()
      local a <close> = setmetatable({}, { __close = function(_, e) closed = e end })
      local b, c, d = 1, 2, 3
      while true do b, c, d = c, d, b end
    end) return closed`;
  expect(stoppedInside(chunk)).toBe("1234 1\n");
});

test("stops a finalizer, whose errors Lua swallows", () => {
  const chunk = `setmetatable({}, { __gc = function() while true do end end }) collectgarbage() return "on"`;
  expect(stoppedInside(chunk)).toBe("on 1\n");
});

/** The chunk's output when it is stopped inside its pcall or finalizer. A busy machine may not have got there after a short delay. */
function stoppedInside(chunk: string): string {
  for (const delay of [20, 500, 10_000]) {
    const { stdout } = Bun.spawnSync([process.execPath, program, chunk, String(delay)], { timeout: patience });
    if (stdout.toString() !== "error: 1234 1\n") return stdout.toString();
  }
  return "stopped before its pcall";
}
