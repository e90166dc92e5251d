import { describe, expect, test } from "bun:test";
import { runLuaSource } from "../../helpers/run-lua-source.ts";

const posix = process.platform !== "win32";

describe("the memory limit", () => {
  test.each(["1000", "4000000", "40000000"])("of %s bytes is an error that a script can catch", async (limit) => {
    const source = `
      function main()
        print(pcall(string.rep, "x", 50000000))
        local t = {}
        print(pcall(function() while true do t[#t + 1] = ("y"):rep(100) .. #t end end))
        t = nil collectgarbage() print("alive")
      end`;
    const run = await runLuaSource(source, { options: ["--memory", limit] });
    const refused = "false\tnot enough memory\n";
    expect(run).toEqual({ status: 0, signal: null, stdout: `${refused}${refused}alive\n`, stderr: "" });
  });

  test("has its own exit status if the script does not catch it", async () => {
    const run = await runLuaSource(`function main() return #("x"):rep(5e7) end`, { options: ["--memory", "20000000"] });
    expect(run).toMatchObject({
      status: 123,
      stderr: "luff: not enough memory\nError: memory limit reached (20000000 bytes) [limit-reached]\n",
    });
  });

  test("does not affect a script that stays below it", async () => {
    const run = await runLuaSource(`function main() print(#("x"):rep(5e6)) end`, { options: ["--memory", "40000000"] });
    expect(run).toMatchObject({ status: 0, stdout: "5000000\n" });
  });
});

describe("the output limit", () => {
  test("cuts what is written to stdout and stderr together", async () => {
    const source = `function main() io.stderr:write("12345") print("678") print("9abcdef") error("never") end`;
    const run = await runLuaSource(source, { options: ["--output", "11"] });
    expect(run).toEqual({
      status: 122,
      signal: null,
      stdout: "678\n9a",
      stderr: "12345\nError: output limit reached (11 bytes) [limit-reached]\n",
    });
  });

  test("does not count files", async () => {
    const source = `function main() local f = io.tmpfile() f:write(("x"):rep(1000)) f:close() print("ok") end`;
    expect(await runLuaSource(source, { options: ["--output", "3"] })).toMatchObject({ status: 0, stdout: "ok\n" });
  });

  test("cannot be caught", async () => {
    const run = await runLuaSource(`function main() while true do pcall(print, "x") end end`, {
      options: ["--output", "5"],
    });
    expect(run).toMatchObject({ status: 122, stdout: "x\nx\nx" });
  });
});

describe("the time limit", () => {
  test.each([
    ["a loop", "while true do end"],
    ["a loop that catches errors", "while true do pcall(function() while true do end end) end"],
    ["a loop in a coroutine", "coroutine.wrap(function() while true do end end)()"],
    ["a finaliser", "setmetatable({}, {__gc = function() while true do end end}) collectgarbage()"],
    ["a pattern", `string.find(("a"):rep(3e5), (".-"):rep(30) .. "b")`],
    ["a sort", "while true do table.sort({}, print) end"],
  ])("ends %s", async (_, statement) => {
    const run = await runLuaSource(`function main() ${statement} end`, { options: ["--time", "200"] });
    expect(run).toMatchObject({ status: 124, stderr: "Error: time limit reached (200 ms) [limit-reached]\n" });
  });

  test.if(posix).each([
    ["a read", "print(io.popen('exec sleep 9 2>&-'):read())"],
    ["a child", "print(os.execute('exec sleep 9 >&- 2>&-'))"],
    ["a close", "local p = io.popen('exec sleep 9 >&- 2>&-', 'w') print(p:close())"],
    ["a close at the end of the script", "p = io.popen('exec sleep 9 >&- 2>&-', 'w')"],
  ])("ends %s that blocks, and no line runs after it", async (_, statement) => {
    const run = await runLuaSource(`function main() ${statement} end`, { options: ["--time", "200"] });
    const stderr = "Error: time limit reached (200 ms) [limit-reached]\n";
    expect(run).toEqual({ status: 124, signal: null, stdout: "", stderr });
  });

  test.if(posix)("ends the child that the script waits for", async () => {
    const child = "sleep 4 >&- 2>&-; echo late";
    const run = await runLuaSource(`function main() os.execute(${JSON.stringify(child)}) end`, {
      options: ["--time", "500"],
    });
    expect(run).toMatchObject({ status: 124, stdout: "" });
  });

  test("does not affect a script that ends before", async () => {
    const run = await runLuaSource(`function main() print("done") end`, { options: ["--time", "60000"] });
    expect(run).toEqual({ status: 0, signal: null, stdout: "done\n", stderr: "" });
  });
});

describe.if(process.platform === "linux")("a signal", () => {
  const source = (statement: string): string => `
    local guard <close> = setmetatable({}, {__close = function() io.stderr:write("closed\\n") end})
    setmetatable({}, {__gc = function() io.stderr:write("collected\\n") end})
    print("ready")
    ${statement}`;
  const interrupt = async (statement: string, signal: NodeJS.Signals): ReturnType<typeof runLuaSource> =>
    runLuaSource(`function main() ${source(statement)} end`, { atFirstOutput: (child) => child.kill(signal) });

  test.each([
    ["SIGINT", 130, "interrupted!"],
    ["SIGTERM", 143, "terminated!"],
  ] as const)("%s is an error in a loop, so that variables are closed", async (signal, status, text) => {
    const run = await interrupt("while true do end", signal);
    expect(run.status).toBe(status);
    expect(run.stderr).toStartWith("closed\nluff: ");
    expect(run.stderr).toContain(text);
    expect(run.stderr).toEndWith("collected\n");
  });

  test("also stops C functions", async () => {
    const run = await interrupt(`string.find(("a"):rep(3e5), (".-"):rep(30) .. "b")`, "SIGINT");
    expect(run).toMatchObject({ status: 130 });
  });

  test("is not treated as the script's own text if it has no place and is rethrown", async () => {
    const run = await runLuaSource(
      // gsub prints its first match, and is still at work when the signal comes: there is never a line of Lua to name.
      `function main()
        local _, message = pcall(string.gsub, "b" .. ("a"):rep(3e5), (".-"):rep(30) .. "b", print)
        error(message, 0)
      end`,
      { options: ["--plugin", "total"], atFirstOutput: (child) => child.kill("SIGINT") },
    );
    expect(run.status).toBe(130);
    expect(run.stderr).toStartWith("total: interrupted!\nstack traceback:\n");
  });

  test("can be caught once", async () => {
    const run = await runLuaSource(
      `function main() print(pcall(function() print("ready") while true do end end)) end`,
      { atFirstOutput: (child) => child.kill("SIGINT") },
    );
    expect(run).toMatchObject({ status: 0 });
    expect(run.stdout).toContain("false\t");
    expect(run.stdout).toContain("interrupted!\n");
  });

  test("that comes twice ends the process", async () => {
    const run = await runLuaSource(
      `function main() print("ready") while true do pcall(function() while true do end end) end end`,
      {
        atFirstOutput: (child) => {
          const again = setInterval(() => child.kill("SIGINT"), 20);
          again.unref();
        },
      },
    );
    expect(run.signal).toBe("SIGINT");
  });
});
