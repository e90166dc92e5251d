import { describe, expect, test } from "bun:test";
import type { SpecResult, TestResult } from "../../../../src/author/specs/spec-result.ts";
import { renderCoverageTable } from "../../../../src/output/specs/coverage-table.ts";
import { renderSpecJunit } from "../../../../src/output/specs/spec-junit.ts";
import { renderSpecTap } from "../../../../src/output/specs/spec-tap.ts";
import { renderSpecText } from "../../../../src/output/specs/spec-text.ts";

function resultOf(test: Partial<TestResult>, output = ""): SpecResult {
  const whole: TestResult = { name: "n", status: "failed", seconds: 0, line: 1, message: "", trace: "", ...test };
  return { file: "spec/a_spec.lua", tests: [whole], others: [], output, otherOutput: output, seconds: 0, coverage: [] };
}

describe("the text", () => {
  test("has colours only where they are wanted", () => {
    const result = resultOf({ message: "m" });
    expect(renderSpecText(result, { colours: true })).toStartWith("\u001B[31mFAIL\u001B[0m spec/a_spec.lua");
    expect(renderSpecText(result, { colours: false })).not.toContain("\u001B");
  });

  test("controls no terminal, whatever a test says or writes", () => {
    const text = renderSpecText(resultOf({ name: "\u001B[2J", message: "\u001B[1A" }, "\u001B[0m\n"), {
      colours: false,
    });
    expect(text).not.toContain("\u001B");
    expect(text).toContain("  it wrote:\n    \uFFFD[0m\n");
  });
});

test("TAP has no directive but luff's own", () => {
  const text = renderSpecTap([resultOf({ name: "is #TODO", message: "one\ntwo" })]);
  expect(text).toBe(
    "TAP version 13\n1..1\nnot ok 1 - spec/a_spec.lua: is \\#TODO\n# spec/a_spec.lua:1:\n#   one\n#   two\n",
  );
});

test("XML has no character that XML cannot have", () => {
  const text = renderSpecJunit([resultOf({ name: '<&">', message: "\u0000\u001Bm" }, "]]>\u0007")]);
  expect(text).toContain('name="&lt;&amp;&quot;&gt;"');
  expect(text).toContain('<failure message="\uFFFD\uFFFDm">\uFFFD\uFFFDm</failure>');
  expect(text).toContain("<system-out>]]&gt;\uFFFD</system-out>");
});

test("XML keeps line ends and tabs, in attributes too", () => {
  const text = renderSpecJunit([resultOf({ name: "a\tb\nc", message: "one\r\ntwo\tthree" }, "x\ry\r\n")]);
  expect(text).toContain(' name="a&#9;b&#10;c" ');
  expect(text).toContain('<failure message="one&#13;">one&#13;\ntwo\tthree</failure>');
  expect(text).toContain("<system-out>x&#13;y&#13;\n</system-out>");
});

test("the table of coverage joins missing lines unless a line between them ran", () => {
  const lines = [
    [1, 1],
    [2, 0],
    [4, 0],
    [5, 2],
    [6, 0],
  ] as const;
  expect(renderCoverageTable([{ file: "a.lua", lines }])).toBe(
    "FILE   LINES  MISSED  COVERED  MISSING LINES\na.lua  5      3       40 %     2-4, 6\nall    5      3       40 %\n",
  );
});
