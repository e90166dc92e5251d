import { describe, expect, test } from "bun:test";
import { renderRoff } from "../../../build/companions/render-roff.ts";

describe("renderRoff", () => {
  test.each([
    ["## Exit statuses\n\nA status.", '.SH "EXIT STATUSES"\nA status.\n'],
    ["### A `word` of it\n\nText.", '.SS "A word of it"\nText.\n'],
    ["One\ntwo.\n\nThree.", "One two.\n.PP\nThree.\n"],
    ["Run `luff -e CODE`, **now**.", "Run \\fBluff \\-e CODE\\fR, \\fBnow\\fR.\n"],
    ["A [page](https://x.example/y).", "A page (https://x.example/y).\n"],
    ["`.lua` begins it", "\\fB.lua\\fR begins it\n"],
    [".lua begins it", "\\&.lua begins it\n"],
    ["'a' ^ ~ \\\\ …", "\\(aqa\\(aq \\(ha \\(ti \\e \\[u2026]\n"],
    [
      "- one\n  more\n  - inner\n- two",
      ".IP \\(bu 2\none more\n.RS 2\n.PD 0\n.IP \\(bu 2\ninner\n.PD\n.RE\n.PD 0\n.IP \\(bu 2\ntwo\n.PD\n",
    ],
    [`1. ${"long ".repeat(15).trim()}\n2. two`, `.IP 1. 3\n${"long ".repeat(15).trim()}\n.IP 2. 3\ntwo\n`],
    ["Text:\n\n    a  b\n\n    .c", "Text:\n.sp\n.RS 4\n.EX\na  b\n\n\\&.c\n.EE\n.RE\n"],
    ["| a | b |\n|---|---|\n| `x` | y |\n| z | |", ".TP\n\\fIa\\fR\n\\fIb\\fR\n.TP\n\\fBx\\fR\ny\n.TP\nz\n\\&\n"],
    ["| a | b | c |\n|---|---|---|\n| x | y | z |", ".TP\nx\nb: y\n.br\nc: z\n"],
  ])("writes %j", (markdown, roff) => {
    expect(renderRoff(markdown, 2)).toBe(roff);
  });

  test("breaks long lines between words, in bold text too", () => {
    const word = "abcdefghi";
    const line = Array.from({ length: 7 }, () => word).join(" ");
    expect(renderRoff(`\`${line} ${word} ${word}\``, 2)).toBe(`\\fB${line}\\fR\n\\fB${word} ${word}\\fR\n`);
  });
});
