import { describe, expect, test } from "bun:test";
import { importMath } from "../../../../src/lua/module/compatible-math.ts";
import { createLuaMachine } from "./lua-machine.ts";
import { makeSmallModule, types } from "./small-module.ts";

const machine = createLuaMachine({
  cosh: (x = 0) => x + 0.25,
  sinh: (x = 0) => x + 0.5,
  tanh: (x = 0) => x + 0.75,
});

describe("the functions of math that Lua 5.3 still had", () => {
  test("call the host if the C function is not in the module", () => {
    expect(machine.run("return table.concat({math.cosh(1), math.sinh(1), math.tanh(1)}, ' ')")).toBe("1.25 1.5 1.75");
  });

  test.each([
    ["math.pow(2, 0.5) == 2 ^ 0.5 and math.pow(2, 3)", "8.0"],
    ["table.concat({math.frexp(-10)}, ' ')", "-0.625 4"],
    ["table.concat({math.frexp(-1/0)}, ' ')", "-inf 0"],
    ["table.concat({math.frexp(2^-1074)}, ' ')", "0.5 -1073"],
    ["math.ldexp(0.75, 1026)", "inf"],
    ["math.ldexp(0.75, 1 << 32)", "0.75"],
    ["math.log10('1000')", "3.0"],
    ["math.log10(1000, 2)", "3.0"],
    ["math.atan2 == math.atan", "true"],
  ])("%s is %s", (expression, result) => {
    expect(machine.run(`return ${expression}`)).toBe(result);
  });

  test.each([
    ["math.cosh()", "bad argument #1 to 'cosh' (number expected, got no value)"],
    ["math.log10({})", "bad argument #1 to 'log10' (number expected, got table)"],
    ["math.pow({}, 'x')", "bad argument #1 to 'pow' (number expected, got table)"],
    ["math.pow(1, 'x')", "bad argument #2 to 'pow' (number expected, got string)"],
    ["math.frexp(nil)", "bad argument #1 to 'frexp' (number expected, got nil)"],
    ["math.ldexp(1, 1.5)", "bad argument #2 to 'ldexp' (number has no integer representation)"],
  ])("%s raises Lua's own error", (call, message) => {
    expect(machine.run(`return select(2, pcall(function() return ${call}, 1 end))`)).toBe(`x:1: ${message}`);
  });

  test("do not change C's stack, even if they fail", () => {
    const at = (): number => machine.lua["stackSave"]!();
    const before = at();
    machine.run("for i = 1, 1000 do math.frexp(i) pcall(math.frexp, {}) end");
    expect(at()).toBe(before);
  });
});

test("importMath refuses a module without the placeholder functions of the imports", () => {
  const module = makeSmallModule([]);
  const hyperbolic = { parameters: types.f64.results, results: types.f64.results };
  expect(() => importMath({ ...module, types: [hyperbolic] })).toThrow("luff_cosh");
});
