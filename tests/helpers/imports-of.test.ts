import { describe, expect, test } from "bun:test";
import { importsIn } from "./imports-of.ts";

describe("importsIn", () => {
  test.each([
    ['import { a } from "./a.ts";\na();', false],
    ['import {\n  a,\n  b,\n} from "./a.ts";\na(b);', false],
    ['import "./a.ts";', false],
    ['export { a } from "./a.ts";', false],
    ['const { a } = await import("./a.ts");\na();', false],
    ['import type { A } from "./a.ts";', true],
    ['import { type A } from "./a.ts";\nexport const a: A = 1;', true],
    ['export type { A } from "./a.ts";', true],
    ['export type A = import("./a.ts").A;', true],
    ['import type {\n  A,\n} from "./a.ts";', true],
  ])("finds %j, types only: %p", (source, typeOnly) => {
    expect(importsIn(source)).toEqual([{ specifier: "./a.ts", typeOnly }]);
  });

  test("treats a specifier with a type and a value as a value", () => {
    expect(importsIn('import { type A, b } from "./a.ts";\nb();')).toEqual([{ specifier: "./a.ts", typeOnly: false }]);
  });

  test("ignores strings and comments", () => {
    expect(importsIn('const text = "from \\"x\\"";\n// import { a } from "./a.ts";\n')).toEqual([]);
  });
});
