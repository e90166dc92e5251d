import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  const manifest = "name: getter\nversion: 1.0.0\nusage: u\ndownloaders: [{command: run, protocols: [made]}]\n";
  // More than a pipe holds at once.
  sandbox.addPlugin("getter", manifest, { run: '#!/bin/sh\nhead -c 200000 /dev/zero | tr "\\0" x\n' });
  sandbox.write("work/source/plugin.yaml", "name: greet\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
});
afterEach(() => sandbox.remove());

const INTO_PIPE = 'mkfifo pipe; cat pipe >got & "$@"; status=$?; wait; exit $status';
const DATA = "x".repeat(200_000);
const CHECKSUM = `sha256:${new Bun.CryptoHasher("sha256").update(DATA).digest("hex")}`;
const shell = (line: string, ...args: readonly string[]): Promise<RunResult> => runInShell(sandbox, line, args);
const written = (name: string): string => readFileSync(sandbox.path("work", name), "utf8");
const leftOver = (): string[] => readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"));

describe.skipIf(testsWindows())("beside bad links, devices and FIFOs an output", () => {
  test.each([[[]], [["--checksum", CHECKSUM]]])("goes into a named pipe, with %j", async (flags) => {
    expect(await shell(INTO_PIPE, "get", ...flags, "-o", "pipe", "made://x")).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
    expect(written("got")).toBe(DATA);
    expect(lstatSync(sandbox.path("work/pipe")).isFIFO()).toBe(true);
    expect(readdirSync(sandbox.work).toSorted()).toEqual(["got", "pipe", "source"]);
    expect(leftOver()).toEqual([]);
  });

  test("does not get into a named pipe if it has another checksum", async () => {
    const line = 'mkfifo pipe; { sleep 30 <pipe & } 2>/dev/null; "$@"; status=$?; kill $!; exit $status';
    const wrong = `sha256:${"0".repeat(64)}`;
    const { exitCode, stderr } = await shell(line, "get", "--checksum", wrong, "-o", "pipe", "made://x");
    expect({ exitCode, isRefused: stderr.includes("[checksum-mismatch]") }).toEqual({ exitCode: 1, isRefused: true });
  });

  test("goes into a device, which stays what it is", async () => {
    for (const words of [
      ["get", "-o", "/dev/null", "made://x"],
      ["plugin", "bundle", "save", "-o", "/dev/null", "source"],
    ]) {
      expect({ words, ...(await sandbox.run(words)) }).toMatchObject({ words, exitCode: 0 });
      expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
    }
    const full = existsSync("/dev/full");
    const { exitCode, stderr } = await sandbox.run(["get", "-o", full ? "/dev/full" : "/dev/null/x", "made://x"]);
    expect(exitCode).toBe(1);
    if (full) expect(stderr).toStartWith("Error: cannot write all of the data into /dev/full [file-failed]\n");
    expect(leftOver()).toEqual([]);
  });

  test.each(["/dev/stdout", "/dev/fd/1", "-"])("goes to standard output by %s, after what is there", async (path) => {
    await shell('echo before >out; "$@" >>out', "get", "-o", path, "made://x");
    expect(written("out")).toBe(`before\n${DATA}`);
    await shell('"$@" | cat >out', "get", "--checksum", CHECKSUM, "-o", path, "made://x");
    expect(written("out")).toBe(DATA);
  });

  test("goes to stderr, and what luff says of a bundle or an index does not get into it", async () => {
    await shell('"$@" 2>err', "get", "-o", "/dev/stderr", "made://x");
    expect(written("err")).toBe(DATA);
    const saved = await shell('"$@" >b.tar', "plugin", "bundle", "save", "-o", "/dev/stdout", "source");
    expect(saved.stderr).toStartWith("Saved 1 plugin to: /dev/stdout\n");
    expect((await sandbox.run(["plugin", "bundle", "load", "b.tar"])).exitCode).toBe(0);
    await sandbox.run(["plugin", "package", "source"]);
    const index = await sandbox.run(["plugin", "index", "-o", "/dev/stdout", "greet-1.0.0.tgz"]);
    expect(index.stdout).toContain("url: greet-1.0.0.tgz\n");
    expect(index.stderr).toStartWith("Wrote 1 entry to: /dev/stdout\n");
    await shell(INTO_PIPE, "plugin", "index", "-o", "pipe", "greet-1.0.0.tgz");
    expect(written("got")).toBe(index.stdout);
    expect(lstatSync(sandbox.path("work/pipe")).isFIFO()).toBe(true);
  });
});
