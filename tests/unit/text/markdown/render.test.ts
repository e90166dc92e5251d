import { describe, expect, test } from "bun:test";
import { renderMarkdown } from "../../../../src/text/markdown/render.ts";

const plain = (markdown: string, width = 40): string => renderMarkdown(markdown, { width, styled: false });
const styled = (markdown: string, width = 40): string => renderMarkdown(markdown, { width, styled: true });

describe("Markdown in a terminal", () => {
  test("has headings at the left edge, and wrapped paragraphs", () => {
    expect(plain("# Title\n\nOne two three\nfour five six seven eight nine ten.\n\n## Next\ntext\n", 24)).toBe(
      "Title\n\n  One two three four\n  five six seven eight\n  nine ten.\n\nNext\n\n  text\n",
    );
  });

  test("keeps code as it is, fenced or indented", () => {
    expect(plain("```lua\nif x then\n\n  y()\nend\n```\n\ntext\n\n    sh a\n      b\n\nend", 8)).toBe(
      "      if x then\n\n        y()\n      end\n\n  text\n\n      sh a\n        b\n\n  end\n",
    );
  });

  test("hangs the lines of an item behind its mark, and puts no blank line between items", () => {
    expect(plain("- one two three\n  four\n- five\n  - six\n\ntext", 14)).toBe(
      "  - one two\n    three four\n  - five\n    - six\n\n  text\n",
    );
  });

  test("keeps the numbers of a list, and leaves out comments", () => {
    expect(plain("a\n<!-- begin -->\n\n1. one two three\n2. four\n\n<!-- end -->\nb", 14)).toBe(
      "  a\n\n  1. one two\n     three\n  2. four\n\n  b\n",
    );
  });

  test("shows a link as its text, with the address of another site", () => {
    expect(plain("see [there](#there), [it](https://a.b/c) or [`x`](y.md)", 80)).toBe(
      "  see there, it (https://a.b/c) or `x`\n",
    );
  });

  test("makes headings, code and strong text bold, across the lines that they fill", () => {
    expect(styled("# The `x`\n\na **b c d** e `f`", 6)).toBe(
      "\x1b[1mThe x\x1b[22m\n\n  a \x1b[1mb\x1b[22m\n  \x1b[1mc d\x1b[22m\n  e \x1b[1mf\x1b[22m\n",
    );
  });

  test("prints what a backslash keeps", () => {
    expect(plain(String.raw`a \*b\* \[c\]`)).toBe("  a *b* [c]\n");
  });

  const TABLE = "| code | meaning |\n|---|---|\n| `a` | one two three four five six seven |\n| `b\\|c` | six |\n";

  test("wraps the last column of a table", () => {
    expect(plain(TABLE, 42)).toBe("  code   meaning\n  `a`    one two three four five six seven\n  `b|c`  six\n");
    expect(plain(TABLE, 41)).toBe(
      "  code   meaning\n  `a`    one two three four five six\n         seven\n  `b|c`  six\n",
    );
  });

  test("prints a table row by row if the last column had no room", () => {
    expect(plain(TABLE, 30)).toBe(
      "  code: `a`\n    meaning: one two three\n    four five six seven\n\n  code: `b|c`\n    meaning: six\n",
    );
  });

  test("columns of bold text are as wide as their letters", () => {
    expect(styled("| a | b |\n|---|---|\n| `cd` | e |")).toBe(
      "  \x1b[1ma\x1b[22m   \x1b[1mb\x1b[22m\n  \x1b[1mcd\x1b[22m  e\n",
    );
  });
});
