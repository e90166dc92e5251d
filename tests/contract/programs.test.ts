import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, readFileSync } from "node:fs";
import { programs as bunPrograms } from "../../src/host/bun/programs.ts";
import type { ProgramToStart } from "../../src/host/programs.ts";
import { canRunCompactHost, pumpCompactPrograms } from "../helpers/compact-host.ts";
import { pumpPrograms, type PumpCase, type Pumped } from "../helpers/pump-program.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

setDefaultTimeout(120_000);

const ENOENT = 2;
const EACCES = 13;
const SIGKILL = 9;
const SIGTERM = 15;

const PUMPS: Readonly<Record<string, (given: PumpCase) => Pumped[]>> = {
  "the Bun host": (given) => pumpPrograms(bunPrograms, given),
  ...(canRunCompactHost() ? { "the QuickJS host": pumpCompactPrograms } : {}),
};

const bytes = (text: string): Uint8Array => Buffer.from(text);
const shown = (pumped: Pumped | undefined): unknown =>
  typeof pumped === "object"
    ? { ...pumped, stdout: Buffer.from(pumped.stdout).toString(), stderr: Buffer.from(pumped.stderr).toString() }
    : pumped;

// The programs here are shell scripts.
const onPosix = process.platform === "win32" ? () => {} : describe.each(Object.entries(PUMPS));
onPosix("Programs of %s", (_name, pump) => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write("text", "x");
  });
  afterAll(() => sandbox.remove());

  const sh = (script: string, more: Partial<ProgramToStart> = {}): ProgramToStart => ({
    file: bytes("/bin/sh"),
    argv: ["sh", "-c", script].map(bytes),
    environment: { PATH: "/usr/bin:/bin" },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    ...more,
  });
  const run = (program: ProgramToStart, more: Partial<PumpCase> = {}): unknown =>
    shown(pump({ programs: [program], input: new Uint8Array(), ...more })[0]);

  test("a program gets its arguments and its whole environment, byte for byte", () => {
    const argv = [
      ...["sh", "-c", 'printf "<%s>" "$0" "$@" "$A"; env | grep -c .'].map(bytes),
      bytes("n"),
      Buffer.from([0xff, 0x20]),
    ];
    const [pumped] = pump({
      programs: [sh("", { argv, environment: { PATH: "/usr/bin:/bin", A: "ü" } })],
      input: new Uint8Array(),
    });
    expect(typeof pumped === "object" && Buffer.from(pumped.stdout).toString("latin1")).toMatch(
      /^<n><\xff ><\xc3\xbc>\d\n$/,
    );
  });

  test("a variable gets bytes that are not UTF-8", () => {
    const variable = { bytes: Buffer.from("A=a\xffz", "latin1"), text: "A=a\uFFFDz" };
    const environment = { PATH: "/usr/bin:/bin", A: "a\uFFFDz" };
    const pumped = run(sh('printf %s "$A" | od -An -tx1', { environment, rawVariables: [variable] }));
    expect(pumped).toEqual({ end: { kind: "exit", code: 0 }, stdout: " 61 ff 7a\n", stderr: "" });
  });

  test("what is written arrives, and both outputs come back", () => {
    const pumped = run(sh("cat; echo error >&2; exit 7"), { input: bytes("a\0b\n") });
    expect(pumped).toEqual({ end: { kind: "exit", code: 7 }, stdout: "a\0b\n", stderr: "error\n" });
  });

  test("a program that writes to both outputs before it reads does not wait for ever", () => {
    const input = new Uint8Array(500_000).fill(0x61);
    const script = "head -c 200000 /dev/zero; head -c 200000 /dev/zero >&2; cat";
    const [pumped] = pump({ programs: [sh(script)], input });
    if (typeof pumped !== "object") throw new Error("did not start");
    expect([pumped.stdout.length, pumped.stderr.length, pumped.stdout.at(-1)]).toEqual([700_000, 200_000, 0x61]);
  });

  test("a program that does not read its input ends", () => {
    const pumped = run(sh("exec <&-; echo done"), { input: new Uint8Array(500_000) });
    expect(pumped).toEqual({ end: { kind: "exit", code: 0 }, stdout: "done\n", stderr: "" });
  });

  test("a stream is nothing, a new file, or stdout where that is wanted", () => {
    const file = sandbox.path("out put");
    const script = "cat; echo one; echo two >&2";
    const merged = run(sh(script, { stdin: "null", stderr: "stdout" }));
    expect(merged).toEqual({ end: { kind: "exit", code: 0 }, stdout: "one\ntwo\n", stderr: "" });
    const inFile = run(sh(script, { stdin: "null", stdout: { file: bytes(file) }, stderr: "null" }));
    expect(inFile).toEqual({ end: { kind: "exit", code: 0 }, stdout: "", stderr: "" });
    expect(readFileSync(file, "utf8")).toBe("one\n");
  });

  test("a program runs in the folder that is wanted", () => {
    sandbox.write("fólder/x", "");
    const pumped = run(sh("ls", { folder: bytes(sandbox.path("fólder")) }));
    expect(pumped).toEqual({ end: { kind: "exit", code: 0 }, stdout: "x\n", stderr: "" });
  });

  test.skipIf(process.platform === "darwin")("a program runs in a folder whose name is not UTF-8", () => {
    const folder = Buffer.concat([bytes(sandbox.path("d")), Buffer.from([0xff])]);
    mkdirSync(folder);
    const pumped = run(sh("pwd | tail -c 3 | od -An -tx1", { folder }));
    expect(pumped).toEqual({ end: { kind: "exit", code: 0 }, stdout: " 64 ff 0a\n", stderr: "" });
  });

  test("what cannot be started is minus errno", () => {
    expect(run(sh("", { file: bytes("/absent") }))).toBe(-ENOENT);
    expect(run(sh("", { file: bytes(sandbox.path("text")) }))).toBe(-EACCES);
    expect(run(sh("", { stdout: { file: bytes(sandbox.path("absent", "x")) } }))).toBe(-ENOENT);
    expect(run(sh("", { folder: bytes(sandbox.path("absent")) }))).toBe(-ENOENT);
  });

  test.each([SIGTERM, SIGKILL])("signal %i ends a program with all that it has started", (signal) => {
    const pumped = run(sh("sh -c 'sleep 600 & echo ready; wait' & wait"), { signal });
    expect(pumped).toEqual({ end: { kind: "signal", code: signal }, stdout: "ready\n", stderr: "" });
  });

  test("a signal that a program handles lets it end by itself", () => {
    const script = "trap 'echo told; exit 3' TERM; echo ready; while :; do sleep 0.01; done 2>/dev/null";
    const pumped = run(sh(script), { signal: SIGTERM });
    expect(pumped).toEqual({ end: { kind: "exit", code: 3 }, stdout: "ready\ntold\n", stderr: "" });
  });

  test("a wait is over when its time is over", () => {
    const pumped = run(sh("exec sleep 600", { stdin: "null", stdout: "null", stderr: "null" }), { time: 30 });
    expect(pumped).toEqual({ end: undefined, stdout: "", stderr: "" });
  });

  test("several programs run at once", () => {
    const fifo = sandbox.path(`fifo-${Math.random()}`);
    Bun.spawnSync(["mkfifo", fifo]);
    const programs = [sh(`cat '${fifo}'; echo read`), sh(`echo met > '${fifo}'; echo wrote`)];
    expect(pump({ programs, input: new Uint8Array() }).map(shown)).toEqual([
      { end: { kind: "exit", code: 0 }, stdout: "met\nread\n", stderr: "" },
      { end: { kind: "exit", code: 0 }, stdout: "wrote\n", stderr: "" },
    ]);
  });
});
