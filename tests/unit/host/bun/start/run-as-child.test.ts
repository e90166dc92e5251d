import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../../helpers/sandbox.ts";

const STARTER = resolve(import.meta.dir, "../../../../helpers/start-program.ts");

describe.skipIf(process.platform === "win32")("runAsChild", () => {
  let sandbox: Sandbox;
  beforeAll(() => (sandbox = createSandbox()));
  afterAll(() => sandbox.remove());

  /** Runs a line of `sh` as the child of a process that only waits. */
  const run = (line: string, options: RunOptions = {}): Promise<RunResult> => {
    const start = { file: "/bin/sh", name: "sh", args: ["-c", line], variables: { SET: "by us" } };
    return sandbox.run([JSON.stringify(start)], { program: [process.execPath, STARTER, "child"], ...options });
  };

  test("passes the three streams to the child, and does not read stdin", async () => {
    expect(await run("cat; echo problem >&2; exit 3", { stdin: "in\n" })).toEqual({
      exitCode: 3,
      signal: null,
      stdout: "in\n",
      stderr: "problem\n",
    });
  });

  test.skipIf(process.platform !== "linux")("gives the child the same files as streams", async () => {
    const links = "readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2";
    const line = `exec 3>fds 4<&0; (exec </dev/zero >>out 2>err; sh -c '${links}' >&3; "$@") 3>&3; cat fds`;
    const start = { file: "/bin/sh", name: "sh", args: ["-c", `${links} >>fds`], variables: {} };
    const program = ["/bin/sh", "-c", line, "sh", process.execPath, STARTER, "child", JSON.stringify(start)];
    const { stdout } = await sandbox.run([], { program });
    const seen = stdout.trimEnd().split("\n");
    expect(seen).toHaveLength(6);
    expect(seen.slice(3)).toEqual(seen.slice(0, 3));
  });

  test("adds variables to its own environment", async () => {
    const { stdout } = await run('echo "$SET $KEPT"', { env: { KEPT: "kept", SET: "before" } });
    expect(stdout).toBe("by us kept\n");
  });

  test.each([
    ["TERM", 143],
    ["KILL", 137],
    ["INT", 130],
    ["SEGV", 139],
  ])("returns 128 + n after a death by SIG%s", async (signal, status) => {
    expect(await run(`kill -${signal} $$`)).toMatchObject({ exitCode: status, signal: null });
  });

  test.skipIf(process.platform !== "linux")("starts the child with default dispositions of signals", async () => {
    const { stdout } = await run("exec cat /proc/self/status");
    expect(stdout).toMatch(/^SigIgn:\t0+$/m);
    expect(stdout).toMatch(/^SigBlk:\t0+$/m);
  });

  test("keeps a pipeline in the child quiet", async () => {
    expect(await run("yes | head -n 1")).toMatchObject({ exitCode: 0, stdout: "y\n", stderr: "" });
  });
});
