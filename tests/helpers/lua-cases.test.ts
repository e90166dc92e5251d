import { expect, test } from "bun:test";
import { parseLuaCases } from "./lua-cases.ts";
import { luffLua, runLua } from "./lua-program.ts";
import { runCase } from "./lua-outcome.ts";

const TEXT = `--@ case one
--@ args ["a", ""]
--@ env TZ=UTC=0
--@ stdin "\\u00ff\\n"
--@ file in.txt "two words"
print(1)

--@ case two
print(2)
`;

test("splits a file into cases with their arguments, variables and files", () => {
  const [one, two] = parseLuaCases("topic", TEXT);

  expect(one).toEqual({
    name: "topic/one",
    source: "print(1)\n",
    args: ["a", ""],
    env: { TZ: "UTC=0" },
    stdin: Buffer.from([0xff, 0x0a]),
    files: { "in.txt": Buffer.from("two words") },
  });
  expect(two).toMatchObject({ name: "topic/two", source: "print(2)\n", args: [] });
});

test("refuses two cases of one name", () => {
  expect(() => parseLuaCases("topic", `${TEXT}\n--@ case two\nprint(3)\n`)).toThrow("two cases have one name");
});

test("returns streams and status of a case, without the program's name and the outer frames", async () => {
  const source = '--@ case fails\n--@ stdin "in"\nprint(io.read("a"), {})\nerror("broken")\n';
  const [one] = parseLuaCases("topic", source);
  if (one === undefined) throw new Error("no case");

  expect(await runCase(luffLua(), one)).toEqual({
    stdout: "in\ttable: 0x…\n",
    stderr: "./case.lua:2: broken\nstack traceback:\n\t[C]: in function 'error'\n\t<main>\n",
    status: 1,
  });
});

test("kills a run that takes too long and reports the signal", async () => {
  const sleeper = { ...luffLua(), command: ["/bin/sh", "-c", "exec sleep 60"] };
  const run = await runLua(sleeper, { path: "unused", cwd: "/", killAfterMs: 50 });

  expect(run).toMatchObject({ exitCode: null, signal: "SIGKILL", stdout: "", stderr: "" });
});
