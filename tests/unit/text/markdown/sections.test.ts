import { expect, test } from "bun:test";
import { sectionsOf } from "../../../../src/text/markdown/sections.ts";

test("a section has what is below its heading, and a # in a fence is code", () => {
  const markdown = "# A\na\n## B\nb\n```sh\n# c\n```\n### D\nd\n\n## E\ne\n";
  expect(sectionsOf(markdown)).toEqual([
    { level: 1, heading: "A", text: markdown },
    { level: 2, heading: "B", text: "## B\nb\n```sh\n# c\n```\n### D\nd\n" },
    { level: 3, heading: "D", text: "### D\nd\n" },
    { level: 2, heading: "E", text: "## E\ne\n" },
  ]);
});
