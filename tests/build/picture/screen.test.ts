import { describe, expect, test } from "bun:test";
import { linesOf } from "../../../build/picture/screen.ts";

describe("linesOf", () => {
  test("returns a run for each part of a line that looks the same", () => {
    expect(linesOf("\x1b[32mok\x1b[0m  two\n\n\x1b[1mbold\x1b[22m\n")).toEqual([
      [
        { text: "ok", column: 0, look: "green" },
        { text: "  two", column: 2, look: "plain" },
      ],
      [],
      [{ text: "bold", column: 0, look: "bold" }],
    ]);
  });

  test("returns what stands on a line after it was overwritten, without blanks at its end", () => {
    expect(linesOf("\r0 of 1 file\r           \rok\n")).toEqual([[{ text: "ok", column: 0, look: "plain" }]]);
  });

  test.each(["\x1b[2J", "\x07", "\t"])("refuses %j, which it cannot show", (output) => {
    expect(() => linesOf(output)).toThrow("the picture cannot show");
  });
});
