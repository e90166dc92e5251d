import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf, programFiles } from "../helpers/fixture-programs.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { programFromWithin } from "../helpers/shown-path.ts";

/** Commands that print on stdout, one for each kind of output that luff has. */
const PRINTING = [
  ["help"],
  ["version"],
  ["env"],
  ["plugin", "list"],
  ["plugin"],
  ["help", "version"],
  ["version", "-o", "yaml"],
];

/** For streams that only a POSIX shell can make: closed descriptors, pipes without a reader. */
const posixOnly = test.skipIf(testsWindows());
const linuxOnly = test.skipIf(process.platform !== "linux" || testsWindows());

describe("luff's own output", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    const hello = programFiles("echo hello\necho problem >&2", 'print("hello") io.stderr:write("problem\\n")');
    sandbox.addPlugin("hello", manifestOf("hello"), hello);
    sandbox.addPlugin("broken", "name: [\n");
  });
  afterAll(() => sandbox.remove());

  linuxOnly.each(PRINTING)("fails if the disk is full: %s %s %s", async (...args) => {
    const { exitCode, stderr } = await runInShell(
      sandbox,
      '"$@" >/dev/full',
      args.filter((word) => word !== undefined),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toEndWith("Error: cannot write to standard output: no space left on device [output-failed]\n");
  });

  linuxOnly("is lost if stderr is full, and luff continues", async () => {
    const listed = await runInShell(sandbox, '"$@" 2>/dev/full', ["plugin", "list"]);
    expect(listed.exitCode).toBe(0);
    expect(listed.stdout).toContain("hello");
    expect((await runInShell(sandbox, '"$@" 2>/dev/full', ["unknown"])).exitCode).toBe(1);
  });

  /** A pipe at descriptor 4 without a reader: the descriptor with both ends is closed after the write end is open. */
  const CLOSED_PIPE = "rm -f gone; mkfifo gone; exec 3<>gone 4>gone; exec 3>&-";

  posixOnly.each(PRINTING)("ends quietly if its reader is gone: %s %s %s", async (...args) => {
    const words = args.filter((word) => word !== undefined);
    const line = `${CLOSED_PIPE}; "$@" >&4 2>&1; echo "status $?"`;
    // Like any program that SIGPIPE ends.
    expect(await runInShell(sandbox, line, words)).toMatchObject({ stdout: "status 141\n", stderr: "" });
  });

  test("is complete if its reader is slow", async () => {
    for (let index = 0; index < 300; index++) {
      sandbox.addPlugin(`many-${index}`, manifestOf(`many-${index}`).replace("does", "x".repeat(500)));
    }
    const whole = await sandbox.run(["plugin", "list"]);
    // More than a pipe holds, so luff has to wait for its reader.
    expect(whole.stdout.length).toBeGreaterThan(131_072);
    const { process } = sandbox.start(["plugin", "list"]);
    const parts: Uint8Array[] = [];
    for await (const part of process.stdout) {
      if (parts.push(part) === 1) await Bun.sleep(200);
    }
    expect(Buffer.concat(parts).toString()).toBe(whole.stdout);
    expect(await process.exited).toBe(0);
  });

  test("ends quietly if its reader closes the pipe early", async () => {
    // More than a pipe holds: luff still writes when the reader closes it.
    sandbox.write("work/go-away.lua", "local list = io.popen(...)\nprint(list:read(4), list:close())\n");
    const command = [...programFromWithin().map((word) => `"${word}"`), "plugin list"].join(" ");
    expect(await sandbox.run(["go-away.lua", command])).toMatchObject({ stdout: "NAME\tnil\texit\t141\n" });
  });

  const python = findTool("python3");
  test.skipIf(python === null || testsWindows())(
    `is complete in a pipe that does not block${withoutTool(python, "python3")}`,
    async () => {
      const whole = await sandbox.run(["plugin", "list"]);
      const code = "import os, sys; os.set_blocking(1, False); os.execv(sys.argv[1], sys.argv[1:])";
      const line = `python3 -c "${code}" "$@" 2>/dev/null | { read -r first; echo "$first"; sleep 0.2; cat; }`;
      expect((await runInShell(sandbox, line, ["plugin", "list"])).stdout).toBe(whole.stdout);
    },
  );

  posixOnly.each(["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])("reaches no other file with %s", async (closed) => {
    for (const args of [["help"], ["version"], ["plugin", "list"]]) {
      const { exitCode, stdout, stderr } = await runInShell(sandbox, `"$@" ${closed}`, args);
      const hasOutput = !closed.includes(" >") && !closed.startsWith(">");
      expect(exitCode).toBe(hasOutput ? 0 : 1);
      if (hasOutput) expect(stdout).not.toBeEmpty();
      const failure = "Error: cannot write to standard output: bad file descriptor [output-failed]\n";
      if (!closed.includes("2>")) expect(stderr.includes(failure)).toBe(!hasOutput);
    }
  });

  posixOnly("is written to no file of the user if a stream is closed", async () => {
    sandbox.write("work/precious", "mine");
    const line = '"$@" >&- 2>&- <precious; "$@" >&- 2>&- 3<>precious 4<>precious; cat precious';
    expect((await runInShell(sandbox, line, ["unknown"])).stdout).toBe("mine");
  });

  posixOnly.each([
    ["<&-", "hello\n", "problem\n"],
    [">&-", "", undefined],
    ["2>&-", "hello\n", ""],
  ])("a plugin starts with %s", async (closed, stdout, stderr) => {
    const result = await runInShell(sandbox, `"$@" ${closed}`, ["hello"]);
    expect(result.stdout).toBe(stdout);
    // A shell may complain that it cannot write.
    if (stderr !== undefined) expect(result.stderr).toBe(stderr);
  });
});
