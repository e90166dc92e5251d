import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { findNativeLua } from "../helpers/lua-program.ts";
import { programUnderTest } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

const SHOW_ARG =
  "local t = {} for k, v in pairs(arg) do t[#t + 1] = k .. '=' .. v end table.sort(t) print(table.concat(t, ' '))";
const TRACEBACK = "stack traceback:\n\t[C]: in function 'error'\n";

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
  sandbox.write("work/show.lua", `${SHOW_ARG} print(...) print(_G.given)`);
  sandbox.write("work/main.lua", "print(...) function main(...) print('main', ...) return 7 end");
  sandbox.write("work/part.lua", "return 'part'");
});
afterAll(() => sandbox.remove());

const done = (stdout: string): RunResult => ({ exitCode: 0, signal: null, stdout, stderr: "" });
const failed = (stderr: string, stdout = ""): RunResult => ({ exitCode: 1, signal: null, stdout, stderr });

describe("luff -e", () => {
  test.each<[string, readonly string[], string]>([
    ["runs code", ["-e", "print(1)"], "1\n"],
    ["runs code in the same word", ["-eprint(1)"], "1\n"],
    ["runs several pieces of code in turn", ["-e", "x = 1", "-e", "print(x)"], "1\n"],
    [
      "runs a script behind the code",
      ["-e", "given = 5", "show.lua", "-e", "b"],
      "-1=given = 5 -2=-e -3=luff 0=show.lua 1=-e 2=b\n-e\tb\n5\n",
    ],
    [
      "runs a script behind --",
      ["-e", "given = 5", "--", "show.lua"],
      "-1=-- -2=given = 5 -3=-e -4=luff 0=show.lua\n\n5\n",
    ],
    ["has all words in arg if there is no script", ["-e", SHOW_ARG], `0=luff 1=-e 2=${SHOW_ARG}\n`],
    ["does not call main", ["-e", "function main() print(1) end"], ""],
    [
      "finds modules in the current folder and in luff",
      ["-e", "print(require 'part', require 'helm.path'.base('a/b'))"],
      "part\tb\n",
    ],
    [
      "reads luff's flags before it",
      ["-n", "web", "--memory-limit", "64MiB", "-e", "print(os.getenv 'HELM_NAMESPACE')"],
      "web\n",
    ],
    ["has bytes as they are written", ["-e", "print(#'žπ€', '☃')"], "7\t☃\n"],
  ])("%s", async (_title, args, stdout) => {
    expect(await sandbox.run(args)).toEqual(done(stdout));
  });

  test("calls main of a script behind the code, and has its status", async () => {
    const result = { exitCode: 7, signal: null, stdout: "1\na\nmain\ta\n", stderr: "" };
    expect(await sandbox.run(["-e", "print(1)", "./main.lua", "a"])).toEqual(result);
  });

  test("ends at the first failure, with a traceback that ends as under lua", async () => {
    expect(await sandbox.run(["-e", "print(1)", "-e", "error 'x'", "-e", "print(2)", "show.lua"])).toEqual(
      failed(`luff: (command line):1: x\n${TRACEBACK}\t(command line):1: in main chunk\n\t[C]: in ?\n`, "1\n"),
    );
  });

  test.each<[string, readonly string[], string]>([
    ["without code", ["-e"], "the option -e needs Lua code, but no argument follows"],
    ["before another option", ["-e", "-i"], 'the option -e needs Lua code, but an option follows: "-i"'],
  ])("%s is an error", async (_title, args, message) => {
    const hint = "Hint: Write -e CODE; begin code that starts with a dash with a blank: -e ' -- a comment'.\n";
    expect(await sandbox.run(args)).toEqual(failed(`Error: ${message} [usage]\n${hint}`));
  });

  test("refuses luff's own flags behind it", async () => {
    expect(await sandbox.run(["-e", "print(1)", "--debug", "show.lua"])).toEqual(
      failed(
        "Error: unknown option --debug among -e, -i and - [usage]\n" +
          "Hint: Write luff's own flags before them, and a script's arguments behind its path.\n",
      ),
    );
  });

  test("reports a script that is not there before it runs anything", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["-e", "print(1)", "none.lua"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("cannot read the Lua script none.lua");
    expect(stderr).toContain("[script-not-found]");
  });

  test("ends at the time limit", async () => {
    const { exitCode, stderr } = await sandbox.run(["--time-limit", "100ms", "-e", "while true do end"]);
    expect(exitCode).toBe(124);
    expect(stderr).toStartWith("Error: time limit reached (100ms, set by --time-limit) [limit-reached]\n");
  });
});

describe("luff -", () => {
  test.each<[string, readonly string[], string, string]>([
    ["runs the script on standard input", ["-", "a", "-e"], `${SHOW_ARG} print(...)`, "-1=luff 0=- 1=a 2=-e\na\t-e\n"],
    ["ignores a first line for the system", ["-"], "#!/usr/bin/env luff\nprint(1)", "1\n"],
    ["runs an empty script", ["-"], "", ""],
    ["runs what code has left of standard input", ["-e", "print(io.read())", "-"], "line\nprint(2)\n", "line\n2\n"],
    ["leaves nothing to read", ["-"], "print(io.read())", "nil\n"],
    ["runs a script longer than a block", ["-"], `local s = "${"x".repeat(200_000)}" print(#s)`, "200000\n"],
  ])("%s", async (_title, args, stdin, stdout) => {
    expect(await sandbox.run(args, { stdin })).toEqual(done(stdout));
  });

  test("calls main, and has its status", async () => {
    const result = await sandbox.run(["-", "a"], { stdin: "function main(...) print(...) return false, 'no' end" });
    expect(result).toEqual(failed("luff: no\n", "a\n"));
  });

  test("calls the script stdin in messages", async () => {
    expect(await sandbox.run(["-"], { stdin: "\nx x" })).toEqual(failed("luff: stdin:2: syntax error near 'x'\n"));
  });
});

describe("luff -i", () => {
  /** What a session prints behind its first line, on both streams. */
  const talk = async (stdin: string, args: readonly string[] = ["-i"]): Promise<Omit<RunResult, "signal">> => {
    const { exitCode, stdout, stderr } = await sandbox.run(args, { stdin });
    const [, greeting = "", rest = ""] = /^(.*\n)([^]*)$/.exec(stdout) ?? [];
    expect(greeting).toMatch(/^luff \S+, Lua 5\.4\.\S+\n$/);
    return { exitCode, stdout: rest, stderr };
  };

  test.each<[string, string, string]>([
    ["prints the values of an expression", "1 + 1\n=3, nil\n'a', 'b'\n", "> 2\n> 3\tnil\n> a\tb\n> \n"],
    ["runs statements", "x = 5\nx\nlocal y = 1\ny\n", "> > 5\n> > nil\n> \n"],
    [
      "goes on with code that is incomplete",
      "for i = 1, 2 do\nprint(i)\nend\nx =\n6\nx",
      "> >> >> 1\n2\n> >> > 6\n> \n",
    ],
    ["prints nothing for an empty line", "\n\n", "> > > \n"],
    ["prints by the script's own print", "print = function(...) io.write('p', ..., '\\n') end\n1\n", "> > p1\n> \n"],
    ["reads with the script from standard input", "io.read()\nhello\n1\n", "> hello\n> 1\n> \n"],
    ["prompts as _PROMPT and _PROMPT2 say", "_PROMPT = 'a' _PROMPT2 = 5\nx =\n1\n", "> a5a\n"],
    ["prompts by default if _PROMPT cannot be a text", "_PROMPT = setmetatable({}, {__tostring = error})\n", "> > \n"],
    [
      "does not ask a strict environment for the prompts",
      "setmetatable(_G, {__index = error})\n1\n",
      "> table: 0\n> 1\n> \n",
    ],
    ["ends without input", "", "> \n"],
  ])("%s", async (_title, stdin, stdout) => {
    const said = await talk(stdin);
    expect({ ...said, stdout: said.stdout.replace(/table: 0x\w+/, "table: 0") }).toEqual({
      exitCode: 0,
      stdout,
      stderr: "",
    });
  });

  test("goes on after errors, with their messages on stderr", async () => {
    const lines = [
      "x x",
      "error 'a'",
      "error()",
      "error(setmetatable({}, {__tostring = function() return 'obj' end}))",
      "print(('x'):rep(-1) .. nil)",
      "1",
    ];
    expect(await talk(`${lines.join("\n")}\n`)).toEqual({
      exitCode: 0,
      stdout: "> > > > > > 1\n> \n",
      stderr:
        "stdin:1: syntax error near 'x'\n" +
        `stdin:1: a\n${TRACEBACK}\tstdin:1: in main chunk\n\t[C]: in ?\n` +
        `(error object is a nil value)\n${TRACEBACK}\tstdin:1: in main chunk\n\t[C]: in ?\n` +
        "obj\n" +
        "stdin:1: attempt to concatenate a nil value\nstack traceback:\n\tstdin:1: in main chunk\n\t[C]: in ?\n",
    });
  });

  test.each<[string, string, string]>([
    ["code that ends too early", "x =", "stdin:1: unexpected symbol near <eof>\n"],
    ["a print that fails", "print = nil\n1\n", "error calling 'print' (attempt to call a nil value)\n"],
    ["an error of helm.fail", "require 'helm.fail' ('no', 3)\n", "no\n"],
    ["more values than there is room for", "table.unpack({}, 1, 999990)\n", "too many results to print\n"],
  ])("reports %s", async (_title, stdin, stderr) => {
    expect(await talk(stdin)).toMatchObject({ exitCode: 0, stderr });
  });

  test("says how to get a missing module", async () => {
    const { stderr } = await talk("require 'nope'\n");
    expect(stderr).toContain("\nHint: if this module is in a LuaRocks package");
  });

  test("ends with the status of os.exit, and calls what was deferred", async () => {
    const { exitCode, stdout } = await talk("require 'helm.defer' (function() print 'end' end)\nos.exit(3)\n");
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "> > end\n" });
  });

  test("closes the state at its end", async () => {
    const { stdout } = await talk("x = setmetatable({}, {__gc = function() print 'gc' end})\n");
    expect(stdout).toBe("> > \ngc\n");
  });

  test.each<[string, readonly string[], string]>([
    ["code", ["-i", "-e", "given = 5", "-e", "print(given)"], "5\n> 5\n> \n"],
    ["code before -i", ["-e", "given = 5", "-i"], "> 5\n> \n"],
    [
      "a script",
      ["-i", "-e", "given = 5", "show.lua", "a"],
      "-1=given = 5 -2=-e -3=-i -4=luff 0=show.lua 1=a\na\n5\n> 5\n> \n",
    ],
  ])("begins behind %s", async (_title, args, stdout) => {
    expect(await talk("given\n", args)).toEqual({ exitCode: 0, stdout, stderr: "" });
  });

  test.each<[string, readonly string[], number]>([
    ["code", ["-i", "-e", "error('x', 0)"], 1],
    ["main", ["-i", "main.lua"], 7],
  ])("does not begin if %s fails", async (_title, args, exitCode) => {
    const said = await talk("print 'begun'\n", args);
    expect(said.exitCode).toBe(exitCode);
    expect(said.stdout).not.toContain("> ");
  });

  test("ends at the time limit of the whole session", async () => {
    const { exitCode, stderr } = await talk("while true do end\n", ["--time-limit", "1s", "-i"]);
    expect(exitCode).toBe(124);
    expect(stderr).toStartWith("Error: time limit reached (1s, set by --time-limit) [limit-reached]\n");
  });

  test("a session that is sent SIGTERM ends", async () => {
    const started = Bun.spawn([...programUnderTest(), "-i"], {
      cwd: sandbox.work,
      env: sandbox.env,
      stdio: ["pipe", "pipe", "pipe"],
    });
    for await (const _ of started.stdout) started.kill("SIGTERM");
    expect(await started.exited).toBe(143);
  });
});

const NATIVE = findNativeLua()?.command;

describe.skipIf(NATIVE === undefined)(`beside lua5.4${NATIVE === undefined ? ": needs lua5.4" : ""}`, () => {
  test.each<[readonly string[], string]>([
    [["-e", "print(1)", "-e", "error({})"], ""],
    [["-e", "print(...) error(nil)"], ""],
    [["-e", "x x"], ""],
    [["-e", "error(setmetatable({}, {__tostring = function() return 'obj' end}))"], ""],
    [["-e", "os.exit(false)"], ""],
    [["-e", "local function f() error('deep') end f()", "show.lua"], ""],
    [["-e", "given = 1", "show.lua", "a", "-", "-e"], ""],
    [["-e", "given = 1", "-", "a"], `${SHOW_ARG} print(...)`],
    [["-"], "error('y')"],
    [["-"], "local x <close> = nil\nreturn 5"],
    [["-e", "io.read('n')", "-"], "12 print(3)"],
    [["-", "-i"], "print(...)"],
  ])("%j has the same output and status", async (args, stdin) => {
    const luff = await sandbox.run(args, { stdin });
    const lua = await sandbox.run(args, { stdin, program: NATIVE ?? [] });
    const named = (text: string): string => text.replaceAll(NATIVE?.[0] ?? "", "luff").replaceAll("lua5.4:", "luff:");
    expect(luff).toEqual({ ...lua, stdout: named(lua.stdout), stderr: named(lua.stderr) });
  });
});

test("the examples of luff's help run", async () => {
  const { stdout } = await sandbox.run(["help"]);
  const examples = [...stdout.matchAll(/^ {2}luff -e '(.*?)' {2}/gm)].map(([, code = ""]) => code);
  expect(examples).toHaveLength(1);
  expect(await sandbox.run(["-e", examples[0] ?? ""])).toEqual(done("42\n"));
});
