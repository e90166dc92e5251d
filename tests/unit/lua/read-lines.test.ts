import { expect, test } from "bun:test";
import { runLuaSource } from "../../helpers/run-lua-source.ts";

/** Lines of every length around the sizes at which the module reads in another way, with bytes similar to the newline. */
const BYTES = [0x09, 0x0b, 0x8a, 0x00, 0xff, 0x80, 0x41, 0x0d];
const lengths = [
  ...Array.from({ length: 40 }, (_, length) => length),
  503,
  504,
  510,
  511,
  512,
  513,
  1024,
  16383,
  16384,
  40000,
];
const lines = lengths.map((length) => Buffer.from(Array.from({ length }, (_, at) => BYTES[(at * 7 + length) % 8]!)));
const text = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));

test.each([
  ["io.lines", `for line in io.lines("text") do print(#line, line) end`],
  [
    "file:read",
    `local f = io.open("text", "rb") for line in function() return f:read("l") end do print(#line, line) end`,
  ],
  ["unbuffered", `local f = io.open("text", "rb") f:setvbuf("no") for line in f:lines() do print(#line, line) end`],
  ["with their newlines", `for line in io.lines("text", "L") do io.write(#line - 1, "\\t", line) end`],
])("lines are complete with %s", async (_, statement) => {
  const run = await runLuaSource(`function main() ${statement} end`, { files: { text } });
  const expected = lines.map((line) => `${line.length}\t${line.toString("latin1")}\n`).join("");
  expect(run).toMatchObject({ status: 0, stdout: expected });
});

test("a last line without a newline is a line, and an empty rest is not", async () => {
  const source = `function main() for _, name in ipairs{"a", "b"} do print(io.open(name):read("l", "l", "L")) end end`;
  const run = await runLuaSource(source, { files: { a: "one\ntwo", b: "one\n" } });
  expect(run.stdout).toBe("one\ttwo\tnil\none\tnil\n");
});
