import { describe, expect, test } from "bun:test";
import { parseDocument } from "yaml";
import { explainYaml } from "../../../src/manifest/explain-yaml.ts";

const explain = (text: string): string | undefined => {
  const [error] = parseDocument(text).errors;
  return error && explainYaml(error).message;
};

describe("explainYaml", () => {
  test.each([
    ["a: b: c", "the value has a second `key: value` in it"],
    ["a: 1\n b: 2", "the value has a second `key: value` in it"],
    ["a: - b", "an item of a list is where none was expected"],
    ["a:\n  - b\n - c", "an item of a list is where none was expected"],
    ["a: @x", "text begins with @"],
    ["a: %x", "text begins with %"],
    ["a: `x`", "text begins with `"],
    ['a: "\\d"', "there is no escape \\d in double quotes"],
    ["a:\n\tb: 1", "the line is indented with a tab"],
    ["a: [", "[...] or {...} does not end"],
    ["a: {b: 1", "[...] or {...} does not end"],
    ["a: 1\nb 2\n", "a line is neither `key: value` nor `- item`"],
    ["a\nb: 1", "text goes on where a new `key: value` was expected"],
    ["a: 'x", "text in quotes does not end"],
    ['a: "x\nb: y\n', "text in quotes does not end"],
    ["a: 'b'#c", "a space is missing before the # of a comment"],
    ["a: 1\na: 2", "the key is there twice"],
    ['a: "x" y', "more text follows where the value had its end"],
    ["a: |x\n b", "text is on the line of | or >"],
    ["a: ]", "a closing bracket has no opening one"],
  ])("says of %j: %s", (text, message) => {
    expect(explain(text)).toBe(message);
  });

  test("leaves out the place and the excerpt of a message that it does not know", () => {
    const message = "Something New at line 1, column 2:\n\na: b\n ^\n";
    expect(explainYaml({ message })).toEqual({ message: "something New" });
  });

  test("says what to do", () => {
    const [error] = parseDocument("a: [1").errors;
    expect(error && explainYaml(error).hint).toBe("add the closing ]");
  });
});
