import { describe, expect, test } from "bun:test";
import { renderTable } from "../../../src/output/table.ts";

test.each<[string, readonly (readonly string[])[], string]>([
  ["nothing", [], ""],
  ["one row", [["a", "b"]], "a  b\n"],
  [
    "columns as wide as their widest cell",
    [
      ["NAME", "X"],
      ["a", "1"],
      ["longer", "22"],
    ],
    "NAME    X\na       1\nlonger  22\n",
  ],
  [
    "empty cells without spaces at the end",
    [
      ["a", "b", "c"],
      ["", "x", ""],
      ["", "", ""],
    ],
    "a  b  c\n   x\n\n",
  ],
  [
    "a long cell without moving other rows",
    [
      ["n".repeat(70), "x"],
      ["a", "y"],
    ],
    `${"n".repeat(70)}  x\na${" ".repeat(61)}y\n`,
  ],
  ["a very long cell cut", [["n".repeat(201), "x"]], `${"n".repeat(199)}…  x\n`],
  ["a very long last cell cut before a whole character", [[`${"n".repeat(4998)}😀x`]], `${"n".repeat(4998)}…\n`],
  ["rows of different lengths", [["a"], ["b", "c"]], "a\nb  c\n"],
])("renderTable writes %s", (_title, rows, expected) => {
  expect(renderTable(rows)).toBe(expected);
});

describe("the columns of a table", () => {
  test("are aligned as a terminal shows them: wide characters, emoji, marks", () => {
    const rows = [
      ["日本", "a"],
      ["ab", "b"],
      ["👩‍👩‍👧", "c"],
      ["e\u0301", "d"],
    ];
    expect(renderTable(rows)).toBe("日本  a\nab    b\n👩‍👩‍👧    c\ne\u0301     d\n");
  });

  const ROWS = [
    ["NAME", "SOURCE", "DESCRIPTION"],
    ["a", "https://example.com/a", "shows what an upgrade would change"],
  ];

  test("are whole if they fit, or if there is no width", () => {
    const whole =
      "NAME  SOURCE                 DESCRIPTION\na     https://example.com/a  shows what an upgrade would change\n";
    expect(renderTable(ROWS)).toBe(whole);
    expect(renderTable(ROWS, 63)).toBe(whole);
  });

  test.each([
    [62, "NAME  SOURCE                 DESCRIPTION\na     https://example.com/a  shows what an upgrade would…\n"],
    [50, "NAME  SOURCE                 DESCRIPTION\na     https://example.com/a  shows what an…\n"],
    [41, "NAME  SOURCE                 DESCRIPTION\na     https://example.com/a  shows what…\n"],
    [40, "NAME  SOURCE  DESCRIPTION\na     …       shows what an upgrade…\n"],
    [28, "NAME  SOURCE  DESCRIPTION\na     …       shows what an…\n"],
    [20, "NAME  SOURCE  …\na     …       shows…\n"],
    [5, "NAME  …  …\na     …  …\n"],
  ])("are cut between words, from the last one on, for a width of %d", (width, expected) => {
    expect(renderTable(ROWS, width)).toBe(expected);
  });

  test.each([
    [40, "NAME  SOURCE                 DESCRIPTION\na     https://example.com/a  shows what…\n"],
    [20, "NAME  SOURCE                 …\na     https://example.com/a  …\n"],
  ])("are not cut if they have to stay whole, for a width of %d", (width, expected) => {
    expect(renderTable(ROWS, width, { whole: 2 })).toBe(expected);
  });

  test.each([
    [62, "https://example.com/a"],
    [41, "https://example.com/a"],
    [39, "https://e…ple.com/a"],
    [31, "https:…com/a"],
    [20, "…"],
  ])("lose the middle of an address for a width of %d", (width, source) => {
    const line = renderTable(ROWS, width, { middle: 1 }).split("\n")[1] ?? "";
    expect(line.split(/ {2,}/)[1]).toBe(source);
    expect(line.length).toBeLessThanOrEqual(width);
  });

  test("lose the middle of an address in the last column, by the width of its characters", () => {
    const rows = [["a", "https://example.com/日本語日本語"]];
    expect(renderTable(rows, 3 + 16, { middle: 1 })).toBe("a  https://e…日本語\n");
  });

  test("count a wide character as two when they are cut", () => {
    expect(renderTable([["a", "日本 日本 日本"]], 3 + 13)).toBe("a  日本 日本…\n");
  });
});
