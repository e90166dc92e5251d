import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsCompactHost, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

describe.skipIf(process.platform === "win32" || testsWindows())("a script with 300 open files", () => {
  test("runs a program that reads its input to the end", async () => {
    sandbox.write(
      "work/many.lua",
      `local files = {}
for i = 1, 300 do files[i] = assert(io.open("/dev/null")) end
print(require("helm.process").run({"cat"}, {stdin = "x"}).stdout)
`,
    );
    const ended = await runInShell(sandbox, 'ulimit -Sn 1000; "$@"', ["./many.lua"]);
    expect(ended).toEqual({ exitCode: 0, signal: null, stdout: "x\n", stderr: "" });
  });
});

const bash = findTool("bash");

describe.skipIf(process.platform !== "linux" || testsWindows() || bash === null)(
  `programs of luff's own get no descriptor that its caller opened${withoutTool(bash, "bash")}`,
  () => {
    /** Luff's caller has opened some descriptors, one of them beyond the limit of open files that luff gets. */
    const CALLER = 'ulimit -Sn 1000; exec "$@" 7</dev/zero 99</dev/zero 200</dev/zero 900</dev/zero';
    const LOWERED = 'exec 7</dev/zero 200</dev/zero 900</dev/zero; ulimit -Sn 100; exec "$@"';
    /** Writes which of them it has, and fails. */
    const STATE = `#!/bin/sh
echo "$1" >>"$OUT"
for each in 7 99 200 900; do [ ! -e /proc/$$/fd/$each ] || echo $each >>"$OUT"; done
exit 3
`;
    const run = async (line: string, args: readonly string[]): Promise<string> => {
      sandbox.write("bin/git", STATE, 0o755);
      sandbox.write("bin/curl", STATE, 0o755);
      const out = sandbox.write("out", "");
      const env = { PATH: `${sandbox.path("bin")}:/usr/bin:/bin`, OUT: out };
      const program = [bash ?? "", "-c", line, "bash", ...programUnderTest()];
      await sandbox.run(args, { program, env });
      return readFileSync(out, "utf8");
    };

    test.each([CALLER, LOWERED])("git that luff waits for: %s", async (line) => {
      expect(await run(line, ["plugin", "install", "git+file:///none"])).toBe("-c\n");
    });

    test.each([CALLER, LOWERED])("git that luff asks what is new: %s", async (line) => {
      sandbox.addPlugin("cloned", manifestOf("cloned", "/bin/true"), {
        ".git/config": '[remote "origin"]\n\turl = file:///none\n',
        ".git/HEAD": `${"0".repeat(40)}\n`,
      });
      expect(await run(line, ["plugin", "list", "--outdated"])).toBe("-c\n");
    });

    const needsCurl = testsCompactHost();
    const without = needsCurl ? "" : " (skipped: Bun's host needs no curl)";
    test.skipIf(!needsCurl).each([CALLER, LOWERED])(`curl${without}: %s`, async (line) => {
      expect(await run(line, ["get", "http://127.0.0.1:9/x"])).toBe("-q\n");
    });
  },
);
