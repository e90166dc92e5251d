import { expect, test } from "bun:test";
import { existsSync, statSync } from "node:fs";
import { createSandbox } from "./sandbox.ts";

const SHELL = ["/bin/sh", "-c"];

test("gives a program its own environment and nothing of this process's", async () => {
  process.env["LUFF_SANDBOX_LEAK"] = "1";
  using sandbox = createSandbox();
  const result = await sandbox.run(["env"], {
    program: SHELL,
    env: { EXTRA: "x", HELM_BIN: undefined },
  });
  delete process.env["LUFF_SANDBOX_LEAK"];

  expect(result.stdout).toContain(`HOME=${sandbox.home}\n`);
  expect(result.stdout).toContain("EXTRA=x\n");
  expect(result.stdout).not.toContain("HELM_BIN");
  expect(result.stdout).not.toContain("LUFF_SANDBOX_LEAK");
});

test("returns the exit status and both streams, and passes stdin", async () => {
  using sandbox = createSandbox();
  const result = await sandbox.run(["cat; echo oops >&2; pwd; exit 7"], {
    program: SHELL,
    stdin: "in\n",
  });

  expect(result).toEqual({
    exitCode: 7,
    signal: null,
    stdout: `in\n${sandbox.work}\n`,
    stderr: "oops\n",
  });
});

test("distinguishes a death by a signal from an exit status", async () => {
  using sandbox = createSandbox();
  const result = await sandbox.run(["kill -TERM $$"], { program: SHELL });

  expect(result).toEqual({ exitCode: null, signal: "SIGTERM", stdout: "", stderr: "" });
});

test("keeps stdin open for a started program until it is ended", async () => {
  using sandbox = createSandbox();
  const started = sandbox.start(["cat"], { program: SHELL });
  await started.process.stdin.write("later");
  await started.process.stdin.end();

  expect((await started.result).stdout).toBe("later");
});

test("marks a plugin's scripts executable, and leaves nothing behind", () => {
  const sandbox = createSandbox();
  const folder = sandbox.addPlugin("p", "name: p\n", { "run.sh": "#!/bin/sh\n", "data.txt": "x" });

  expect(statSync(`${folder}/run.sh`).mode & 0o111).toBe(0o111);
  expect(statSync(`${folder}/data.txt`).mode & 0o111).toBe(0);
  sandbox.remove();
  expect(existsSync(sandbox.root)).toBe(false);
});
