import { expect, test } from "bun:test";
import { acceptanceOf } from "./accepted-survivors.ts";
import { changeOf, renderDiff } from "./mutation.ts";

const SOURCE = "first\n  if (a) b();\n  c(\n    d,\n  );\nlast\n";
const inLine = {
  operator: "o",
  file: "f.ts",
  start: SOURCE.indexOf("(a)"),
  end: SOURCE.indexOf("(a)") + 3,
  text: "(!a)",
};

test("a change names the line and shows it before and after", () => {
  expect(changeOf(SOURCE, inLine)).toEqual({ line: 2, before: "  if (a) b();", after: "  if (!a) b();" });
  expect(renderDiff(SOURCE, inLine)).toBe("o at f.ts:2\n-   if (a) b();\n+   if (!a) b();");
});

test("a change over several lines shows all of them", () => {
  const start = SOURCE.indexOf("c(");
  const mutation = { ...inLine, start, end: SOURCE.indexOf("\nlast"), text: ";" };
  expect(renderDiff(SOURCE, mutation)).toBe("o at f.ts:3\n-   c(\n-     d,\n-   );\n+   ;");
});

test("a change at either end of the file is shown", () => {
  expect(changeOf("ab", { ...inLine, start: 0, end: 1, text: "" })).toEqual({ line: 1, before: "ab", after: "b" });
  expect(changeOf("ab\n", { ...inLine, start: 2, end: 2, text: ";" })).toEqual({ line: 1, before: "ab", after: "ab;" });
});

test("a survivor is accepted by its file and its lines, at any line number", () => {
  const accepted = [{ file: "f.ts", before: "if (a) b();", after: "if (!a) b();", reason: "why" }];
  expect(acceptanceOf(inLine, changeOf(SOURCE, inLine), accepted)).toBe("why");
  expect(acceptanceOf({ file: "g.ts" }, changeOf(SOURCE, inLine), accepted)).toBeUndefined();
  expect(acceptanceOf(inLine, { line: 2, before: "if (a) b();", after: "b();" }, accepted)).toBeUndefined();
});
