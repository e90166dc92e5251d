import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { ll_searchpath, math_fmod, os_exit, searcher_C } from "../../../../src/lua/binary-facts.ts";
import { lookAtLastArgumentFirst } from "../../../../src/lua/module/argument-order.ts";
import { instruction } from "../../../../src/lua/module/instructions.ts";
import { glueFile } from "../../../../src/lua/module/make-lua-module.ts";
import { op } from "../../../../src/lua/module/opcodes.ts";
import { parseModule } from "../../../../src/lua/module/parse-module.ts";
import { silenceSearchers } from "../../../../src/lua/module/silence-searchers.ts";
import { replaceFunction, type WasmModule } from "../../../../src/lua/module/wasm-module.ts";
import { keepExitStatusWhole } from "../../../../src/lua/module/whole-exit-status.ts";
import { createLuaMachine } from "./lua-machine.ts";

/** No file is found. */
const NO_FILES = { __syscall_openat: () => -2 };

const glue = parseModule(readFileSync(glueFile));
const without = (index: number, opcode: number): WasmModule =>
  replaceFunction(glue, index, (found) => ({
    ...found,
    body: found.body.map((each) => (each.opcode === opcode ? instruction(op.nop) : each)),
  }));

describe("math.fmod and package.searchpath", () => {
  const machine = createLuaMachine(NO_FILES);
  test.each([
    ["math.fmod({}, 'x')", "bad argument #2 to 'fmod' (number expected, got string)"],
    ["math.fmod()", "bad argument #2 to 'fmod' (number expected, got no value)"],
    ["math.fmod({}, 1)", "bad argument #1 to 'fmod' (number expected, got table)"],
    ["package.searchpath()", "bad argument #2 to 'searchpath' (string expected, got no value)"],
    ["package.searchpath({}, 'x', 'y', {})", "bad argument #4 to 'searchpath' (string expected, got table)"],
    ["package.searchpath({}, {}, {})", "bad argument #3 to 'searchpath' (string expected, got table)"],
    ["package.searchpath({}, 'x')", "bad argument #1 to 'searchpath' (string expected, got table)"],
  ])("%s names the last wrong argument", (call, message) => {
    expect(machine.run(`return select(2, pcall(function() return ${call}, 1 end))`)).toBe(`x:1: ${message}`);
  });

  test.each([
    ["math.fmod(-7, 3) .. ' ' .. math.fmod(-7.5, 2) .. ' ' .. math.fmod(7, -1)", "-1 -1.5 0"],
    ["select(2, package.searchpath('a-b', '?;c?', '-', '+'))", "no file 'a+b'\n\tno file 'ca+b'"],
  ])("%s is unchanged", (expression, result) => {
    expect(machine.run(`return ${expression}`)).toBe(result);
  });

  test("are refused if they do not have the expected shape", () => {
    expect(() => lookAtLastArgumentFirst(without(math_fmod.index, op.call))).toThrow("does not check 2 arguments");
    const apart = replaceFunction(glue, ll_searchpath.index, (found) => ({
      ...found,
      body: found.body.flatMap((each) => (each.opcode === op.call ? [each, instruction(op.nop)] : [each])),
    }));
    expect(() => lookAtLastArgumentFirst(apart)).toThrow("between two checks");
  });
});

describe("os.exit", () => {
  test.each([
    ["0", 0],
    ["7", 7],
    ["-1", -1],
    ["0x7fffffff", 0x7fffffff],
    ["-0x80000000", -0x80000000],
    ["0xffffffff", -1],
    ["0xc0000005", 0xc0000005 - 2 ** 32],
    ["1 << 32", 1],
    ["-1 << 32", 1],
    ["-0x80000001", 1],
    ["math.maxinteger", 1],
    ["math.mininteger", 1],
    ["true", 0],
    ["false", 1],
  ])("of %s ends with %d", (value, status) => {
    const statuses: number[] = [];
    expect(() => createLuaMachine({ exit: leave(statuses) }).run(`os.exit(${value})`)).toThrow("exit");
    expect(statuses).toEqual([status]);
  });

  test("is refused if it does not have the expected shape", () => {
    expect(() => keepExitStatusWhole(without(os_exit.index, 0xa7))).toThrow("casts 0 integers");
  });
});

function leave(statuses: number[]): (status?: number) => never {
  return (status = NaN) => {
    statuses.push(status);
    throw new Error("exit");
  };
}

describe("the searchers of libraries in C", () => {
  const machine = createLuaMachine(NO_FILES);
  const searched = (cpath: string): string =>
    machine.run(`package.path, package.cpath = "", ${cpath}
      local function first(...) return select("#", ...) .. tostring((...)) end
      return first(package.searchers[3]("a.b")) .. " " .. first(package.searchers[4]("a.b"))`);

  test("report nothing if package.cpath is empty", () => {
    expect(searched("''")).toBe("0nil 0nil");
  });

  test("report where they looked otherwise", () => {
    expect(searched("'./?.so'")).toBe("1no file './a/b.so' 1no file './a.so'");
    expect(searched("5")).toBe("1no file '5' 1no file '5'");
    expect(machine.run("package.cpath = nil return select(2, pcall(package.searchers[3], 'x'))")).toBe(
      "'package.cpath' must be a string",
    );
  });

  test("are refused if they do not have the expected shape", () => {
    expect(() => silenceSearchers(without(searcher_C.index, op.i32Const))).toThrow("cpath");
  });
});
