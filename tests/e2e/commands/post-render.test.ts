import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { commandOf, manifestOf, programFile, programFiles } from "../../helpers/fixture-programs.ts";
import { testsWindows } from "../../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const INPUT = "kind: A\nname: ü\n";
const render = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["post-render", ...args], { stdin: INPUT, ...options });
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const leftOver = (): string[] => readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"));

const v1 = (command: string, type = "postrenderer/v1"): string =>
  `apiVersion: v1\nname: render\nversion: 1.0.0\ntype: ${type}\nruntime: subprocess\n` +
  `runtimeConfig:\n  platformCommand:\n    - command: ${JSON.stringify(command)}\n      args: [own]\n`;

const SHOW = programFiles(
  'for word in "$@"; do echo "[$word]"; done; cat; echo "from $HELM_PLUGIN_NAME in $HELM_NAMESPACE"',
  `for _, word in ipairs(arg) do print("[" .. word .. "]") end
   io.write(io.read("a"))
   print("from " .. (os.getenv("HELM_PLUGIN_NAME") or "") .. " in " .. os.getenv("HELM_NAMESPACE"))`,
);

describe("luff post-render", () => {
  test("passes stdin and all arguments to a post-renderer, and prints its output", async () => {
    sandbox.addPlugin("render", v1(commandOf("run")), SHOW);
    const args = ["a b", "", "-n", "x", "--debug", "--", "--help"];
    const { exitCode, stdout, stderr } = await sandbox.run(["-n", "web", "post-render", "render", ...args], {
      stdin: INPUT,
    });
    const words = ["own", ...args].map((word) => `[${word}]\n`).join("");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(`${words}${INPUT}from render in web\n`);
    expect(leftOver()).toEqual([]);
  });

  test("accepts a legacy plugin that is a command", async () => {
    sandbox.addPlugin("render", manifestOf("render"), SHOW);
    expect(await render(["render", "a"])).toMatchObject({
      exitCode: 0,
      stdout: `[a]\n${INPUT}from render in default\n`,
    });
  });

  test("a post-renderer in Lua has the limits of the flags", async () => {
    const manifest = v1("x")
      .replace("subprocess", "lua/v1")
      .replace(/runtimeConfig[\s\S]*/, "");
    sandbox.addPlugin("render", manifest, { "main.lua": 'function main(...) io.write(io.read("a"), ...) end\n' });
    expect(await render(["render", "end\n"])).toMatchObject({ exitCode: 0, stdout: `${INPUT}end\n` });
    const limited = await sandbox.run(["--output-limit", "5B", "post-render", "render"], { stdin: INPUT });
    expect({ status: limited.exitCode, code: codeOf(limited) }).toEqual({ status: 122, code: "limit-reached" });
    expect(limited.stderr).toContain("[post-renderer-failed]");
  });

  test("accepts a post-renderer that does not read its input", async () => {
    sandbox.addPlugin("render", v1(commandOf("run")), programFiles("echo done", 'print("done")'));
    const stdin = "x".repeat(4 << 20);
    expect(await render(["render"], { stdin })).toMatchObject({ exitCode: 0, stdout: "done\n", stderr: "" });
  });

  test("passes megabytes through", async () => {
    sandbox.addPlugin("render", v1(commandOf("run")), programFiles("cat", 'io.write(io.read("a"))'));
    const stdin = "0123456789abcdef".repeat(1 << 17);
    const { exitCode, stdout } = await render(["render"], { stdin });
    expect({ exitCode, same: stdout === stdin }).toEqual({ exitCode: 0, same: true });
  });

  test("prints only stderr of a post-renderer that fails, and returns its status", async () => {
    sandbox.addPlugin(
      "render",
      v1(commandOf("run")),
      programFiles("echo part; echo reason >&2; exit 9", 'print("part") io.stderr:write("reason\\n") os.exit(9)'),
    );
    const ended = await render(["render"]);
    expect({ status: ended.exitCode, stdout: ended.stdout, code: codeOf(ended) }).toEqual({
      status: 9,
      stdout: "",
      code: "post-renderer-failed",
    });
    expect(ended.stderr).toMatch(/^reason\r?\n/);
    expect(leftOver()).toEqual([]);
  });

  test.each([
    ["nothing", ":", ""],
    ["white space", "printf '\\n \\t\\n'", 'io.write("\\n \\t\\n")'],
  ])("treats %s as a failure, like Helm 4", async (_what, sh, lua) => {
    sandbox.addPlugin("render", v1(commandOf("run")), programFiles(sh, lua));
    const ended = await render(["render"]);
    expect({ status: ended.exitCode, stdout: ended.stdout, code: codeOf(ended) }).toEqual({
      status: 1,
      stdout: "",
      code: "post-renderer-empty",
    });
  });

  test("refuses what is not a post-renderer, not installed or not named", async () => {
    sandbox.addPlugin("render", v1("x", "cli/v1"));
    expect(codeOf(await render(["render"]))).toBe("not-a-post-renderer");
    expect(codeOf(await render(["absent"]))).toBe("plugin-not-found");
    expect(codeOf(await render([]))).toBe("usage");
    expect(codeOf(await render(["--exec"]))).toBe("usage");
  });

  test("prints its help", async () => {
    for (const words of [
      ["post-render", "--help"],
      ["post-render", "-h"],
      ["help", "post-render"],
    ]) {
      expect(await sandbox.run(words)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("--exec") });
    }
  });
});

describe("luff post-render --exec", () => {
  test("runs a program by its path", async () => {
    for (const [name, text] of Object.entries(SHOW)) sandbox.write(`work/${name}`, text, 0o755);
    const { exitCode, stdout } = await render(["--exec", `./${programFile("run")}`, "a", "-n", "b"]);
    const words = ["a", "-n", "b"].map((word) => `[${word}]\n`).join("");
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${words}${INPUT}from  in default\n` });
  });

  test("a post-renderer in Lua by its path needs no run bit", async () => {
    sandbox.write("work/render.lua", "function main(word) io.write(word, io.read('a')) end\n");
    expect(await render(["--exec", "render.lua", "a:"])).toMatchObject({ exitCode: 0, stdout: `a:${INPUT}` });
  });

  test("reports what it cannot start, and an empty output", async () => {
    expect(codeOf(await render(["--exec", "no-such-program"]))).toBe("start-failed");
    for (const [name, text] of Object.entries(programFiles(":", ""))) sandbox.write(`work/${name}`, text, 0o755);
    expect(codeOf(await render(["--exec", `./${programFile("run")}`]))).toBe("post-renderer-empty");
  });
});

test("a post-renderer of the template postrenderer-exec runs the program that its first argument names, without a luff on PATH", async () => {
  const plugin = sandbox.path("plugins", "exec");
  expect((await sandbox.run(["plugin", "create", "--template", "postrenderer-exec", "../plugins/exec"])).exitCode).toBe(
    0,
  );
  expect(existsSync(plugin)).toBe(true);
  for (const [name, text] of Object.entries(SHOW)) sandbox.write(`work/${name}`, text, 0o755);
  expect(await render(["exec", `./${programFile("run")}`, "a b", "", "--help"])).toMatchObject({
    exitCode: 0,
    stdout: `[a b]\n[]\n[--help]\n${INPUT}from exec in default\n`,
    stderr: "",
  });
  expect(await sandbox.run(["../plugins/exec", `./${programFile("run")}`, "a"], { stdin: INPUT })).toMatchObject({
    exitCode: 0,
    stdout: `[a]\n${INPUT}from exec in default\n`,
    stderr: "",
  });
});

test("a command luff of a post-renderer is started with the luff that runs now", async () => {
  sandbox.addPlugin("render", v1("luff").replace("[own]", `[post-render, --exec, ./${programFile("run")}]`));
  for (const [name, text] of Object.entries(SHOW)) sandbox.write(`work/${name}`, text, 0o755);
  expect(await render(["render", "a"])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\[a\]\n/) });
});

describe.skipIf(testsWindows())("luff post-render that a signal ends", () => {
  test("prints nothing, and leaves nothing", async () => {
    sandbox.addPlugin(
      "render",
      v1(commandOf("run")),
      programFiles("echo part; touch started; while :; do sleep 0.01; done", ""),
    );
    const { process, result } = sandbox.start(["post-render", "render"]);
    while (!existsSync(sandbox.path("work", "started"))) await Bun.sleep(5);
    process.kill("SIGTERM");
    const ended = await result;
    expect({ status: ended.exitCode, stdout: ended.stdout, code: codeOf(ended) }).toEqual({
      status: 143,
      stdout: "",
      code: "interrupted",
    });
    expect(leftOver()).toEqual([]);
  });
});
