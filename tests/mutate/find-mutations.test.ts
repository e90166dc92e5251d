import { describe, expect, test } from "bun:test";
import { findMutations } from "./find-mutations.ts";
import { applyEdit } from "./mutation.ts";
import { OPERATORS } from "./operators.ts";

/** For each operator a text and all of its mutations. */
const CASES: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  "negate a condition": [
    ["if (a) b();", ["if (!(a)) b();"]],
    ["x = a < b ? c : d;", ["x = !(a < b) ? c : d;"]],
    ["while (a) b();", ["while (!(a)) b();"]],
    ["for (; a; ) b();", ["for (; !(a); ) b();"]],
    ["for (;;) b();", []],
  ],
  "drop a negation": [
    ["x = !a;", ["x = a;"]],
    ["x = -a;", []],
  ],
  "swap a comparison": [
    ["x = a < b;", ["x = a <= b;"]],
    ["x = (a >= b) === c;", ["x = (a > b) === c;", "x = (a >= b) !== c;"]],
    ["x = a instanceof b;", []],
  ],
  "swap a calculation": [
    ["x = a + b * c;", ["x = a - b * c;", "x = a + b / c;"]],
    ["x += 1;", ["x -= 1;"]],
    ["x++;", ["x--;"]],
    ["--x;", ["++x;"]],
    ["x = a ** b;", []],
  ],
  "swap && and ||": [["x = a && (b || c);", ["x = a || (b || c);", "x = a && (b && c);"]]],
  "drop an operand": [["x = a ?? b;", ["x = b;", "x = a;"]]],
  "add one to a number": [
    ["x = 0x10;", ["x = 17;"]],
    ["x = 7n;", ["x = 8n;"]],
  ],
  "take one from a number": [["x = 1;", ["x = 0;"]]],
  "change a boolean": [["x = true;", ["x = false;"]]],
  "change a text": [
    ['x = "a";', ['x = "";']],
    ['x = "";', ['x = "mutated";']],
    ["x = `a${b}`;", ['x = "";']],
    ['import a from "a"; export { b } from "b"; type A = "c"; x = { "d": 1 }; import("e");', []],
  ],
  "change a pattern": [["x = /^a+$/i;", ["x = /a+$/i;", "x = /^a+/i;", "x = /^a*$/i;", "x = /^a+$/;"]]],
  "drop a statement": [
    ["a();", [";"]],
    ["if (a) b();", [";", "if (a) ;"]],
    ["if (a) throw b; else c = d;", ["if (a) ; else c = d;", "if (a) throw b; else ;"]],
    ["for (;;) break;", ["for (;;) ;"]],
    ['"use strict";', []],
  ],
  "return nothing": [
    ["function f() { return a; }", ["function f() { return undefined; }"]],
    ["function f() { return [a]; }", ["function f() { return []; }"]],
    ["function f() { return; }", []],
    ["function f() { return undefined; }", []],
    ["function f() { return []; }", []],
    ["x = () => a;", ["x = () => undefined;"]],
    ["x = () => { a(); };", []],
  ],
  "drop an await": [["x = await a;", ["x = a;"]]],
  "drop an element": [["x = [a, b, c];", ["x = [b, c];", "x = [a, c];", "x = [a, b];"]]],
  "drop a property": [["x = { a: 1, ...b };", ["x = { ...b };", "x = { a: 1 };"]]],
  "drop an argument": [
    ["x = f(a, b);", ["x = f(a);"]],
    ["x = f(a);", ["x = f();"]],
    ["x = f();", []],
  ],
  "swap a method": [
    ["x = a.some(b);", ["x = a.every(b);"]],
    ["x = a[some](b.other);", []],
  ],
};

const TABLE = Object.entries(CASES).flatMap(([operator, cases]) => cases.map((one) => [operator, ...one] as const));

describe("findMutations", () => {
  test.each(TABLE)("can %s in %j", (operator, source, expected) => {
    const found = findMutations("a.ts", source).filter((one) => one.operator === operator);
    expect(found.map((mutation) => applyEdit(source, mutation)).toSorted()).toEqual([...expected].toSorted());
  });

  test("has a case for each operator", () => {
    expect(OPERATORS.map(({ name }) => name)).toEqual(Object.keys(CASES));
  });

  test("refuses what is not TypeScript", () => {
    expect(() => findMutations("a.ts", "x = ;")).toThrow("a.ts: ");
  });
});
