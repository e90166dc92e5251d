import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

const IGNORE = resolve(import.meta.dir, "../helpers/ignore-child-signal.ts");
/** Prints which signals it ignores, without a shell, which may change that. */
const SHOW = "grep SigIgn /proc/self/status";
const GETTER = `name: getter
version: 1.0.0
usage: u
command: ${SHOW}
downloaders:
  - command: run.sh
    protocols: [made]
`;
/** Each way of a script to start a program, which ends with a status of its own. */
const SCRIPT = `local process = require("helm.process")
local function sh(line) return { "sh", "-c", line } end
print(os.execute("exit 3"))
print(io.popen("exit 4"):close())
print(process.run(sh("exit 5")).code)
print(process.spawn(sh("exit 6")):wait().code)
print(process.pipe({ sh("echo text"), sh("cat; exit 7") }).code)
`;

describe.skipIf(testsWindows())("luff that is started with SIGCHLD ignored", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("getter", GETTER, { "run.sh": "#!/bin/sh\necho got\nexit $STATUS\n" });
    sandbox.write("work/hooked/plugin.yaml", `${manifestOf("hooked")}hooks:\n  install: echo hook; exit $STATUS\n`);
    sandbox.write("work/script.lua", SCRIPT);
    sandbox.write("work/show.lua", `os.execute("exec ${SHOW}")\n`);
  });
  afterAll(() => sandbox.remove());

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunResult> =>
    sandbox.run(args, { program: [process.execPath, IGNORE, ...programUnderTest()], env });

  test("gets what a getter prints, and knows that one fails", async () => {
    expect(await run(["get", "made://x"], { STATUS: "0" })).toMatchObject({ exitCode: 0, stdout: "got\n", stderr: "" });
    const { exitCode, stderr } = await run(["get", "made://x"], { STATUS: "9" });
    expect({ exitCode, stderr }).toEqual({ exitCode: 9, stderr: expect.stringContaining("status 9") });
  });

  test("runs hooks, and knows that one fails", async () => {
    const args = ["plugin", "install", "--force", "./hooked"];
    const good = await run(args, { STATUS: "0" });
    expect(good).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^hook\nInstalled plugin: hooked\n/) });
    const { exitCode, stderr } = await run(args, { STATUS: "9" });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining("status 9") });
  });

  test("tells a Lua script how the programs end that it starts", async () => {
    const stdout = "nil\texit\t3\nnil\texit\t4\n5\n6\n7\n";
    expect(await run(["./script.lua"])).toEqual({ exitCode: 0, signal: null, stdout, stderr: "" });
  });

  test.skipIf(process.platform !== "linux")(
    "leaves that to a plugin that takes its place, and to no other program",
    async () => {
      const ofPlugin = await run(["getter"]);
      expect(ignoresChildSignal(ofPlugin)).toBe(true);
      const ofCommand = await run(["./show.lua"]);
      expect(ignoresChildSignal(ofCommand)).toBe(false);
    },
  );
});

function ignoresChildSignal({ stdout }: RunResult): boolean {
  const [, mask = ""] = /^SigIgn:\t([0-9a-f]{16})\n$/.exec(stdout) ?? [];
  expect(mask).not.toBe("");
  return (BigInt(`0x${mask}`) & (1n << 16n)) !== 0n;
}
