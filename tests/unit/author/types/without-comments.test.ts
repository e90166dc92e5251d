import { expect, test } from "bun:test";
import { withoutComments } from "../../../../src/author/types/without-comments.ts";

test("comments and a comma behind the last item are taken away, and texts stay", () => {
  const text = '{ // a\n "x": "// no /* no", /* b\n */ "y": [1, 2, /* c */ // d\n],\n}';
  expect(JSON.parse(withoutComments(text))).toEqual({ x: "// no /* no", y: [1, 2] });
});

test("many comments behind a comma take no time that doubles with each", () => {
  const text = `[1, ${"/* c */ ".repeat(5000)} 2]`;
  expect(JSON.parse(withoutComments(text))).toEqual([1, 2]);
});
