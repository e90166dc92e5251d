import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

/** Lines of a git whose server steers the terminal, and which does not hide a password. */
const GIT = `#!/bin/sh
printf 'remote: \\033[31mred\\033[0m \\342\\200\\256txt.exe\\r\\n' >&2
printf "fatal: unable to access 'https://us:SECRET@host/r.git/': refused\\n" >&2
echo "on stdout https://us:SECRET@host/"
exit 128
`;
const SHOWN = "remote: \uFFFD[31mred\uFFFD[0m \uFFFDtxt.exe\nfatal: unable to access 'https://host/r.git/': refused\n";

// The git is a script.
describe.skipIf(process.platform === "win32" || testsWindows())("messages of git are shown", () => {
  const run = async (...args: readonly string[]): Promise<RunResult> => {
    sandbox.write("bin/git", GIT, 0o755);
    const result = await sandbox.run(args, { env: { PATH: `${sandbox.path("bin")}:/usr/bin:/bin` } });
    expect(readdirSync(sandbox.path("tmp"))).toEqual([]);
    return result;
  };

  test("without what steers a terminal and without passwords, where git clones", async () => {
    const { stderr, ...rest } = await run("plugin", "install", "https://us:SECRET@host/r.git");
    expect(rest).toEqual({ exitCode: 1, signal: null, stdout: "" });
    expect(stderr).toStartWith(`${SHOWN}Error: cannot clone https://host/r.git: git clone ended with status 128`);
    expect(stderr).not.toContain("SECRET");
  });

  test("so too where luff asks for versions", async () => {
    const { stderr, ...rest } = await run("plugin", "install", "--version", "^1", "https://us:SECRET@host/r.git");
    expect(rest).toEqual({ exitCode: 1, signal: null, stdout: "" });
    expect(stderr).toStartWith(`${SHOWN}Error: cannot ask https://host/r.git: git ls-remote ended with status 128`);
    expect(stderr).not.toContain("SECRET");
  });

  test("so too where luff asks several repositories what is new", async () => {
    sandbox.addPlugin("cloned", manifestOf("cloned", "/bin/true"), {
      ".git/config": '[remote "origin"]\n\turl = https://us:SECRET@host/r.git\n',
      ".git/HEAD": `${"0".repeat(40)}\n`,
    });
    const { stderr, exitCode } = await run("plugin", "list", "--outdated");
    expect(exitCode).toBe(1);
    expect(stderr).toStartWith(SHOWN);
    expect(stderr).not.toContain("SECRET");
  });
});
