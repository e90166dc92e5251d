import { describe, expect, test } from "bun:test";
import { runLuaSource } from "../../helpers/run-lua-source.ts";

describe("main", () => {
  test.each([
    ["nothing", "", 0],
    ["nil", "return nil", 0],
    ["true", "return true", 0],
    ["false", "return false", 1],
    ["zero", "return 0", 0],
    ["an integer", "return 7", 7],
    ["a float with an integer value", "return 7.0", 7],
    ["the largest status of POSIX", "return 255", 255],
    ["256, which POSIX cannot give,", "return 256", 1],
    ["a negative integer, which POSIX cannot give,", "return -1", 1],
    ["an integer of which 32 bits are zero", "return 1 << 32", 1],
  ])("that returns %s sets the exit status", async (_, statement, status) => {
    const run = await runLuaSource(`function main() ${statement} end`);
    expect(run).toEqual({ status, signal: null, stdout: "", stderr: "" });
  });

  test.each([
    ["false, 'boom'", "luff: boom\n"],
    ["pcall(error, 'boom')", "luff: boom\n"],
    ["false", ""],
    ["false, {}", ""],
    ["false, ''", "luff: (the error message is empty)\n"],
    ["nil, ''", "luff: (the error message is empty)\n"],
  ])("that returns %s fails", async (values, stderr) => {
    const run = await runLuaSource(`function main() return ${values} end`);
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 1, stderr });
  });

  test("that returns nil and a message fails with the message", async () => {
    const run = await runLuaSource(`function main() return nil, "no such release" end`);
    expect(run).toMatchObject({ status: 1, stdout: "", stderr: "luff: no such release\n" });
  });

  test.each(["'text'", "{}", "1.5", "nil, {}"])(
    "that returns %s is an error that says what it may return",
    async (value) => {
      const run = await runLuaSource(`function main() return ${value} end`);
      expect(run.status).toBe(1);
      expect(run.stderr).toContain("main returned");
    },
  );

  test("gets the arguments byte for byte, as do the chunk and arg", async () => {
    const source = `
      local chunk = table.concat({...}, "|")
      function main(...) print(chunk, table.concat({...}, "|"), table.concat(arg, "|"), arg[0], #arg) end`;
    const run = await runLuaSource(source, { args: ["a b", "", "žπ€", "--x"] });
    const words = Buffer.from("a b||žπ€|--x").toString("latin1");
    expect(run.stdout).toBe(`${words}\t${words}\t${words}\tscript.lua\t4\n`);
  });

  test.each([{}, { env: { LUFF_TEST_PLAIN: "1" } }])("that is not a function is an error", async (run) => {
    const { status, stdout, stderr } = await runLuaSource(`main = 5 print("ran")`, run);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "ran\n" });
    expect(stderr).toEndWith(
      ": script.lua: the script defines no global function 'main'; its global 'main' is a number\n",
    );
  });

  test("that is missing is an error that says so", async () => {
    const run = await runLuaSource(`print("ran")`);
    expect(run).toMatchObject({
      status: 1,
      stdout: "ran\n",
      stderr: "luff: script.lua: the script defines no global function 'main'\n",
    });
  });

  test.each(["local function main() end", "local main = function() end", "  local main <const>, other = f, g"])(
    "that is local is an error that says so: %s",
    async (source) => {
      const { stderr } = await runLuaSource(`local f, g\n${source}\n`);
      const cure = "its 'main' is local: leave out the word 'local'";
      expect(stderr).toBe(`luff: script.lua: the script defines no global function 'main'; ${cure}\n`);
    },
  );

  test("gets other random numbers in each run", async () => {
    const source = "function main() print(math.random(0)) math.randomseed() print(math.random(0)) end";
    const draw = async (): Promise<string[]> => (await runLuaSource(source)).stdout.trim().split("\n");
    const numbers = [...(await draw()), ...(await draw()), ...(await draw())];
    for (const number of numbers) expect(number).toMatch(/^-?\d+$/);
    expect(new Set(numbers).size).toBe(6);
  });

  test("is found even if the globals refuse unknown names", async () => {
    const run = await runLuaSource(`setmetatable(_G, {__index = function(_, name) error("unknown " .. name) end})`);
    expect(run.stderr).toContain("defines no global function");
  });
});

describe("an uncaught error", () => {
  test("shows the message and Lua's traceback, never a stack of JavaScript", async () => {
    const source = "local function inner()\n  error('boom')\nend\nfunction main()\n  inner()\nend\n";
    const run = await runLuaSource(source);
    expect(run).toMatchObject({
      status: 1,
      stderr: [
        "luff: script.lua:2: boom",
        "stack traceback:",
        "\t[C]: in function 'error'",
        "\tscript.lua:2: in upvalue 'inner'",
        "\tscript.lua:5: in function 'main'",
        "\t[C]: in ?",
        "",
      ].join("\n"),
    });
  });

  test.each([
    ["error()", "(error object is a nil value)"],
    ["error({})", "(error object is a table value)"],
    ["error(setmetatable({}, {__tostring = function() return 'as text' end}))", "as text"],
    ["error('plain', 0)", "plain"],
    ["local x <close> = 5", "variable 'x' got a non-closable value"],
  ])("of %p is reported like by the interpreter", async (statement, text) => {
    const run = await runLuaSource(`function main() ${statement} end`);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(text);
  });

  test("in the syntax has no traceback", async () => {
    const run = await runLuaSource("function main() x x end");
    expect(run).toMatchObject({ status: 1, stderr: "luff: script.lua:1: syntax error near 'x'\n" });
  });

  describe("of a plugin", () => {
    const options = ["--plugin", "total"];

    test.each([
      ["error('usage: total FILE', 0)", "usage: total FILE\n"],
      ["error('usage: total FILE\\n', 0)", "usage: total FILE\n"],
      ["error('no server at http://localhost:80: refused', 0)", "no server at http://localhost:80: refused\n"],
      ["local x <close> = setmetatable({}, {__close = function() error('late', 0) end}) error('first')", "late\n"],
      ["local function inner() error('from within', 0) end inner()", "from within\n"],
    ])("by %s is only the text", async (statement, stderr) => {
      const run = await runLuaSource(`function main() ${statement} end`, { options });
      expect(run).toMatchObject({ status: 1, stdout: "", stderr });
    });

    test.each([
      ["error('boom')", "total: script.lua:1: boom\nstack traceback:\n"],
      ["error('a b/c.lua:3: boom', 0)", "total: a b/c.lua:3: boom\nstack traceback:\n"],
      ["load('error(...)', '=chunk')('boom')", "total: chunk:1: boom\nstack traceback:\n"],
      ["load('error(...)', 'of source')('boom')", 'total: [string "of source"]:1: boom\nstack traceback:\n'],
      ["error('', 0)", "total: (the error message is empty)\nstack traceback:\n"],
      ["error({})", "total: (error object is a table value)\nstack traceback:\n"],
      ["error(setmetatable({}, {__tostring = function() return 'as text' end}))", "total: as text\n"],
      ["error(5, 0)", "total: 5\nstack traceback:\n"],
      [
        "local x <close> = setmetatable({}, {__close = function() error({}) end}) error('text', 0)",
        "total: (error object is a table value)\nstack traceback:\n",
      ],
    ])("by %s has the plugin's name and Lua's additions", async (statement, start) => {
      const run = await runLuaSource(`function main() ${statement} end`, { options });
      expect(run.status).toBe(1);
      expect(run.stderr).toStartWith(start);
    });

    test("is a message of main under the plugin's name", async () => {
      const run = await runLuaSource("function main() return nil, 'could not open it' end", { options });
      expect(run).toMatchObject({ status: 1, stderr: "total: could not open it\n" });
    });
  });

  test("also closes the state", async () => {
    const run = await runLuaSource(
      `setmetatable({}, {__gc = function() print("collected") end}) function main() error() end`,
    );
    expect(run.stdout).toBe("collected\n");
  });
});

describe("the source", () => {
  test.each([
    ["a first line that starts with #", "#!/usr/bin/env luff\nfunction main() error('x') end", "script.lua:2: x"],
    ["a byte order mark", "\u{feff}function main() error('x') end", "script.lua:1: x"],
    ["both", "\u{feff}#!luff\nfunction main() error('x') end", "script.lua:2: x"],
  ])("may begin with %s", async (_, source, text) => {
    expect((await runLuaSource(source)).stderr).toContain(text);
  });

  test("may be a comment only", async () => {
    expect((await runLuaSource("#nothing")).stderr).toContain("no global function");
  });
});

describe("os.exit", () => {
  test.each([
    ["os.exit()", 0],
    ["os.exit(true)", 0],
    ["os.exit(false)", 1],
    ["os.exit(255)", 255],
    ["os.exit(256)", 1],
    ["os.exit(-1)", 1],
    ["pcall(os.exit, 9)", 9],
    ["coroutine.wrap(function() os.exit(9) end)()", 9],
  ])("by %s ends at once, and keeps the written output", async (statement, status) => {
    const run = await runLuaSource(`function main() io.write("kept") ${statement} print("never") end`);
    expect(run).toMatchObject({ status, stdout: "kept", stderr: "" });
  });

  test("runs finalisers only if it is asked to close the state", async () => {
    const source = (close: string): string =>
      `setmetatable({}, {__gc = function() print("collected") end}) function main() os.exit(3, ${close}) end`;
    expect((await runLuaSource(source("false"))).stdout).toBe("");
    expect(await runLuaSource(source("true"))).toMatchObject({ status: 3, stdout: "collected\n" });
  });
});

describe("require", () => {
  test("finds modules along the given path and nowhere else", async () => {
    const source = `function main() print(require("own").name, package.cpath == "") print(pcall(require, "other")) end`;
    const run = await runLuaSource(source, { files: { "own.lua": "return { name = ... }" } });
    expect(run.stdout).toStartWith("own\ttrue\nfalse\tmodule 'other' not found:");
    expect(run.stdout).not.toContain("/usr/");
  });
});

describe("a module", () => {
  test("in UTF-16 that fails to load is named with a hint", async () => {
    const wide = Uint8Array.of(0xff, 0xfe, ...Buffer.from("return 1\n", "utf16le"));
    const run = await runLuaSource(`require("wide")`, { files: { "wide.lua": wide } });
    expect(run.status).toBe(1);
    expect(run.stderr).toEndWith("\nHint: ./wide.lua looks like UTF-16, but Lua reads UTF-8: save it as UTF-8.\n");
  });
});

describe("binary chunks", () => {
  const source = `
    local text = "return 5"
    local binary = string.dump(load(text))
    io.open("chunk.lua", "wb"):write(binary):close()
    function main()
      print((load(text))(), pcall(load(binary)))
      print(loadfile("chunk.lua") == nil, pcall(dofile, "chunk.lua"))
      print(pcall(require, "chunk"))
      print(load(text, "", "b") == nil, load(function() return nil end) ~= nil, load("return x", "", "t", {x = 1})())
    end`;

  test("load as in plain Lua", async () => {
    const { stdout } = await runLuaSource(source);
    expect(stdout).toBe("5\ttrue\t5\nfalse\ttrue\t5\ntrue\t5\t./chunk.lua\ntrue\ttrue\t1\n");
  });

  test("are refused everywhere if that is requested", async () => {
    const { stdout } = await runLuaSource(source, { options: ["--text-chunks"] });
    const refused = "attempt to load a binary chunk (mode is 't')";
    expect(stdout.split("\n")).toEqual([
      "5\tfalse\tattempt to call a nil value",
      `true\tfalse\t${refused}`,
      "false\terror loading module 'chunk' from file './chunk.lua':",
      `\t${refused}`,
      "true\ttrue\t1",
      "",
    ]);
  });

  test("are not accepted as the script", async () => {
    const chunk = Buffer.from("\u{1b}LuaR");
    const run = await runLuaSource(chunk, { options: ["--text-chunks"] });
    expect(run).toMatchObject({ status: 1 });
    expect(run.stderr).toContain("attempt to load a binary chunk");
  });
});
