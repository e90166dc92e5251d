import { describe, expect, test } from "bun:test";
import { importsIn } from "./imports-of.ts";

describe("importsIn", () => {
  test.each([
    ['import { a } from "./a.ts";\na();', false],
    ['import {\n  a,\n  b,\n} from "./a.ts";\na(b);', false],
    ['import "./a.ts";', false],
    ['export { a } from "./a.ts";', false],
    ['export * from "./a.ts";', false],
    ['export type * from "./a.ts";', true],
    ['import type { A } from "./a.ts";', true],
    ['import { type A } from "./a.ts";\nexport const a: A = 1;', true],
    ['export type { A } from "./a.ts";', true],
    ['export type A = import("./a.ts").A;', true],
    ['import type {\n  A,\n} from "./a.ts";', true],
  ])("finds %j, types only: %p", (source, typeOnly) => {
    expect(importsIn(source)).toEqual([{ specifier: "./a.ts", typeOnly }]);
  });

  test.each([
    'const { a } = await import("./a.ts");\na();',
    'const { a } = require("./a.ts");\na();',
    'import type { A } from "./a.ts";\nexport const a = async (): Promise<A> => import("./a.ts");',
  ])("finds %j, and says that it is loaded on demand", (source) => {
    expect(importsIn(source)).toEqual([{ specifier: "./a.ts", typeOnly: false, onDemand: true }]);
  });

  test("treats a specifier that is loaded at once and on demand as loaded at once", () => {
    const source = 'import { a } from "./a.ts";\na(await import("./a.ts"));';
    expect(importsIn(source)).toEqual([{ specifier: "./a.ts", typeOnly: false }]);
  });

  test("treats a specifier with a type and a value as a value", () => {
    expect(importsIn('import { type A, b } from "./a.ts";\nb();')).toEqual([{ specifier: "./a.ts", typeOnly: false }]);
  });

  test.each([
    "await import(path)",
    "import(`./${name}.ts`)",
    "import(`./a.ts`)",
    'import("./a" + ".ts")',
    "require(path)",
    "import.meta.require",
  ])("finds %j, and says that what it imports is hidden", (call) => {
    const specifier = call.replace("await ", "");
    expect(importsIn(`const a = ${call};`)).toEqual([{ specifier, typeOnly: false, isHidden: true }]);
  });

  test("finds a call of import.meta.require, and a require that gets another name", () => {
    expect(importsIn('import.meta.require("./a.ts")')).toMatchObject([{ isHidden: true }]);
    expect(importsIn("const load = require;")).toMatchObject([{ isHidden: true }]);
  });

  test("ignores strings and comments", () => {
    expect(importsIn('const text = "from \\"x\\"";\n// import { a } from "./a.ts";\n')).toEqual([]);
  });
});
