import { expect, test } from "bun:test";
import { runLuaSource } from "../../helpers/run-lua-source.ts";

const REST = "LC_COLLATE=C;LC_MONETARY=C;LC_MESSAGES=C;LC_PAPER=C;LC_NAME=C;LC_ADDRESS=C;LC_TELEPHONE=C";

test("os.setlocale keeps the locale of each category, of those that behave like C", async () => {
  const source = `
    function main()
      print(os.setlocale())
      print(os.setlocale("C.UTF-8", "time"))
      print(os.setlocale(nil, "time"), os.setlocale(nil, "ctype"))
      print(os.setlocale())
      print(os.setlocale("de_DE", "ctype"), os.setlocale("", "ctype"), os.setlocale(nil, "ctype"))
      print(os.setlocale("", "numeric"), os.setlocale(nil, "numeric"))
      print(os.setlocale("", "all"), os.setlocale("POSIX"), os.setlocale())
      print(pcall(os.setlocale, {}))
      print(pcall(os.setlocale, "C", "messages"))
    end`;
  const run = await runLuaSource(source, { env: { LC_ALL: "", LC_NUMERIC: "C.utf8", LANG: "de_DE" } });
  expect(run.stdout.split("\n")).toEqual([
    "C",
    "C.UTF-8",
    "C.UTF-8\tC",
    `LC_CTYPE=C;LC_NUMERIC=C;LC_TIME=C.UTF-8;${REST};LC_MEASUREMENT=C;LC_IDENTIFICATION=C`,
    "nil\tnil\tC",
    "C.utf8\tC.utf8",
    "nil\tC\tC",
    expect.stringContaining("bad argument #1"),
    expect.stringContaining("bad argument #2"),
    "",
  ]);
  expect(run.status).toBe(0);
});
