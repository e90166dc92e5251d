import { describe, expect, test } from "bun:test";
import { join, resolve } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { ERROR_CODES } from "../../../src/errors/error-codes.ts";

const ROOT = resolve(import.meta.dir, "../../..");
const LIST = "src/errors/error-codes.ts";

describe("each error code", () => {
  test("has its meaning and its cure in the manual, in the order of the list", async () => {
    const manual = await Bun.file(join(ROOT, ".github/MANUAL.md")).text();
    const section = /^### Error codes\n([^]*?)^#/m.exec(manual)?.[1] ?? "";
    expect([...section.matchAll(/^\| `([a-z-]+)` \| \S.* \| \S.* \|$/gm)].map(([, code]) => code)).toEqual([
      ...ERROR_CODES,
    ]);
  });

  test("is used in the code of luff or its build, or in a start guard's own message", async () => {
    const files = [...new Bun.Glob("{src,build}/**/*.{ts,c,h}").scanSync({ cwd: ROOT })]
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => file !== LIST && !file.endsWith(".test.ts"));
    const texts = await Promise.all(files.map(async (file) => textsIn(file, await Bun.file(join(ROOT, file)).text())));
    const used = new Set(texts.flat());
    const printed = [...used].join("\n");
    expect(ERROR_CODES.filter((code) => !used.has(code) && !printed.includes(`[${code}]`))).toEqual([]);
  });

  test("does not count as used in a comment", () => {
    expect(textsIn("a.ts", '/* "usage" */ const a = "bug"; // "other"\nconst b = `x [made]`;')).toEqual([
      "bug",
      "x [made]",
    ]);
    expect(textsIn("a.c", '/* "usage" */ say("x [bug]"); // "other"\n')).toEqual(["x [bug]"]);
  });
});

/** The texts in a file's code, without those in its comments. */
function textsIn(file: string, source: string): string[] {
  const found: string[] = [];
  if (!file.endsWith(".ts")) {
    const code = source.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
    return [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, text = ""]) => text);
  }
  new Visitor({
    Literal({ value }) {
      if (typeof value === "string") found.push(value);
    },
    TemplateElement: ({ value }) => void found.push(value.raw),
  }).visit(parseSync(file, source).program);
  return found;
}
