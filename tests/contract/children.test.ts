import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { ChildStart } from "../../src/host/processes.ts";
import { canRunCompactHost, compactHostDriver } from "../helpers/compact-host.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

const STARTER = resolve(import.meta.dir, "../helpers/start-program.ts");

/** Programs that run another one with `runChild` while they watch signals, and print its status and the signal. */
const RUNNERS: Readonly<Record<string, () => readonly string[]>> = {
  "the Bun host": () => [process.execPath, STARTER, "tied"],
  ...(canRunCompactHost() ? { "the QuickJS host": () => [compactHostDriver(), "child"] } : {}),
};

// The programs here are shell scripts.
const onPosix = process.platform === "win32" ? () => {} : describe.each(Object.entries(RUNNERS));
onPosix("runChild and Signals of %s", (_name, runner) => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write("show", '#!/bin/sh\nprintf "[%s]\\n" "$@" "$X"\ncat\necho error >&2\nexit 7\n', 0o755);
    sandbox.write(
      "wait",
      "#!/bin/sh\ntrap 'echo told; exit 3' INT TERM HUP\ntouch started\nwhile :; do sleep 0.01; done\n",
      0o755,
    );
    const stubborn = "trap '' INT TERM HUP; echo ready >&9; while :; do sleep 0.01; done";
    sandbox.write(
      "tree",
      `#!/bin/sh\nexec 9>"$1"\nsh -c 'sh -c "${stubborn.replaceAll("'", "'\\''")}" & wait' & wait\n`,
      0o755,
    );
    const left = 'cd "$1"; while [ ! -e go ]; do sleep 0.01; done; touch done';
    sandbox.write("leave", `#!/bin/sh\n(${left}) >/dev/null 2>&1 &\n`, 0o755);
    sandbox.write("left/x", "");
    sandbox.write("text", "x");
  });
  afterAll(() => sandbox.remove());

  const startOf = (file: string, more: Partial<ChildStart> = {}): string =>
    JSON.stringify({ file: sandbox.path(file), name: file, args: [], variables: {}, stdout: "stdout", ...more });
  const run = (file: string, more: Partial<ChildStart> = {}): Promise<RunResult> =>
    sandbox.run([startOf(file, more)], { program: runner(), stdin: "not for the child\n" });

  test("a child gets its arguments and variables and no input, and its status is returned", async () => {
    const ended = await run("show", { args: ["a b", ""], variables: { X: "ü" } });
    expect(ended).toMatchObject({
      exitCode: 7,
      stdout: "[a b]\n[]\n[ü]\nstatus 7 signal undefined\n",
      stderr: "error\n",
    });
  });

  test("a child gets no variable that it is to be without, even if it is empty", async () => {
    sandbox.write("both", '#!/bin/sh\necho "${GONE-unset} ${EMPTY-unset} ${KEPT-unset} ${X-unset}"\n', 0o755);
    const started = [startOf("both", { variables: { X: "x" }, without: ["GONE", "EMPTY", "X", "ABSENT"] })];
    const env = { GONE: "a", EMPTY: "", KEPT: "k", X: "own" };
    const { stdout } = await sandbox.run(started, { program: runner(), env });
    expect(stdout).toBe("unset unset k x\nstatus 0 signal undefined\n");
  });

  test("a child writes to stderr if that is requested", async () => {
    const { stdout, stderr } = await run("show", { stdout: "stderr" });
    expect({ stdout, stderr }).toEqual({ stdout: "status 7 signal undefined\n", stderr: "[]\nerror\n" });
  });

  test("a child reads the caller's input where that is wanted", async () => {
    expect((await run("show", { hasInput: true })).stdout).toBe("[]\nnot for the child\nstatus 7 signal undefined\n");
  });

  test("a child writes to a new file where that is wanted", async () => {
    const stdout = { file: sandbox.path("work", "output ü") };
    rmSync(stdout.file, { force: true });
    expect(await run("show", { stdout, args: ["a"] })).toMatchObject({
      exitCode: 7,
      stdout: "status 7 signal undefined\n",
      stderr: "error\n",
    });
    expect(readFileSync(stdout.file, "utf8")).toBe("[a]\n[]\n");
    expect((await run("show", { stdout })).stderr).toBe("HostError exists\n");
    expect((await run("show", { stdout: { file: sandbox.path("absent", "x") } })).stderr).toBe("HostError not-found\n");
  });

  test("a child's stderr goes to a new file where that is wanted", async () => {
    const errorFile = sandbox.path("work", "errors ü");
    rmSync(errorFile, { force: true });
    expect(await run("show", { errorFile, args: ["a"] })).toMatchObject({
      stdout: "[a]\n[]\nstatus 7 signal undefined\n",
      stderr: "",
    });
    expect(readFileSync(errorFile, "utf8")).toBe("error\n");
    expect(await run("show", { errorFile })).toMatchObject({ stdout: "", stderr: "HostError exists\n" });
  });

  test("a child that writes more than the limit is ended with all that it has started", async () => {
    sandbox.write("endless", `#!/bin/sh\nsh -c 'while :; do echo more; done' & wait\n`, 0o755);
    const stdout = { file: sandbox.path("work", "endless output"), limit: 10_000 };
    rmSync(stdout.file, { force: true });
    expect(await run("endless", { stdout })).toMatchObject({ exitCode: 137, stdout: "status 137 signal undefined\n" });
    const { size } = statSync(stdout.file);
    expect(size).toBeGreaterThan(10_000);
    await Bun.sleep(100);
    expect(statSync(stdout.file).size).toBe(size);
  });

  test("a child that writes as much as the limit is not ended", async () => {
    sandbox.write("much", "#!/bin/sh\nprintf 1234567890\nsleep 0.1\nexit 5\n", 0o755);
    const stdout = { file: sandbox.path("work", "much output"), limit: 10 };
    rmSync(stdout.file, { force: true });
    expect(await run("much", { stdout })).toMatchObject({ exitCode: 5, stdout: "status 5 signal undefined\n" });
    expect(readFileSync(stdout.file, "utf8")).toBe("1234567890");
  });

  test("a child that is not a program is a HostError", async () => {
    expect((await run("absent")).stderr).toBe("HostError not-found\n");
    expect((await run("text")).stderr).toBe("HostError denied\n");
  });

  /** Starts a tree of programs of which the last ignores signals, and returns what they say until all of them have ended. */
  const startTree = async (): Promise<{ readonly process: Bun.Subprocess; readonly said: () => Promise<string> }> => {
    const fifo = sandbox.path(`fifo-${Math.random()}`);
    Bun.spawnSync(["mkfifo", fifo]);
    const said = Bun.spawn(["cat", fifo], { stdout: "pipe" }).stdout.getReader();
    const { process } = sandbox.start([startOf("tree", { args: [fifo] })], { program: runner() });
    let text = "";
    const more = async (): Promise<boolean> => {
      const { value, done } = await said.read();
      text += new TextDecoder().decode(value);
      return !done;
    };
    while (!text.includes("ready") && (await more()));
    return {
      process,
      said: async () => {
        while (await more());
        return text;
      },
    };
  };

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
    "%s ends all that the child has started",
    async (signal) => {
      const { process, said } = await startTree();
      process.kill(signal);
      expect(await said()).toBe("ready\n");
    },
  );

  test("what a child leaves running goes on without a signal", async () => {
    const { stdout } = await run("leave", { args: [sandbox.path("left")] });
    expect(stdout).toBe("status 0 signal undefined\n");
    await Bun.write(sandbox.path("left", "go"), "");
    while (!existsSync(sandbox.path("left", "done"))) await Bun.sleep(5);
  });

  test.each([
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ] as const)("%s is recorded, reaches the child, and does not end luff", async (signal, number) => {
    rmSync(sandbox.path("work", "started"), { force: true });
    const { process, result } = sandbox.start([startOf("wait")], { program: runner() });
    while (!existsSync(sandbox.path("work", "started"))) await Bun.sleep(5);
    process.kill(signal);
    expect(await result).toMatchObject({ exitCode: 3, stdout: `told\nstatus 3 signal ${number}\n` });
  });
});
