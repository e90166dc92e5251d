import { describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { findTool } from "../helpers/find-tool.ts";
import {
  ARCHIVE,
  INSTALL_SH,
  installFrom,
  installFromFolder,
  leftBehind,
  LUFF,
  NOTHING,
  releaseOf,
  SKIP_INSTALLS,
  unameScript,
} from "../helpers/installer.ts";
import { serveRelease } from "../helpers/release-server.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const RELEASE = await releaseOf(ARCHIVE);
const SCRIPT = readFileSync(INSTALL_SH, "utf8");
const SETPRIV = findTool("setpriv");
const ROOT = process.getuid?.() === 0;

describe.skipIf(SKIP_INSTALLS)("install.sh puts luff", () => {
  test("into a folder that is made, by a relative path", async () => {
    using sandbox = createSandbox();
    const { exitCode } = await installFromFolder(sandbox, RELEASE, ["--dir", "a b/ç"]);
    expect([exitCode, existsSync(sandbox.path("work/a b/ç/luff"))]).toEqual([0, true]);
  });

  test("under ~/.local/bin for a user", async () => {
    using sandbox = createSandbox();
    const env = { LUFF_INSTALL_DIR: undefined };
    const user = await installFromFolder(sandbox, RELEASE, [], { env, programs: { id: "echo 1000" } });
    expect([user.exitCode, existsSync(sandbox.path("home/.local/bin/luff"))]).toEqual([0, true]);
  });

  test.skipIf(!ROOT)(
    `under /usr/local/bin for root${ROOT ? "" : " (skipped: only root can write there)"}`,
    async () => {
      using sandbox = createSandbox();
      const env = { LUFF_INSTALL_DIR: undefined };
      const { stdout } = await installFromFolder(sandbox, RELEASE, ["--dry-run"], { env });
      expect(stdout).toContain("place     /usr/local/bin/luff\n");
    },
  );

  test("in its place when the script comes from a pipe", async () => {
    using sandbox = createSandbox();
    const { exitCode } = await installFromFolder(sandbox, RELEASE, [], { stdin: SCRIPT });
    expect([exitCode, leftBehind(sandbox)]).toEqual([0, LUFF]);
  });

  test.each([0.2, 0.4, 0.6, 0.8, 0.999])("nowhere when only %d of the script arrives", async (part) => {
    using sandbox = createSandbox();
    const stdin = SCRIPT.slice(0, SCRIPT.length * part);
    await installFromFolder(sandbox, RELEASE, [], { stdin });
    expect(leftBehind(sandbox)).toEqual(NOTHING);
  });

  test("as luff.exe from a zip", async () => {
    using sandbox = createSandbox();
    const zip = "luff-windows-arm64.zip";
    const programs = { uname: unameScript("MINGW64_NT-10.0-26100-ARM64", "x86_64") };
    const release = await releaseOf(zip);
    const { exitCode } = await installFromFolder(sandbox, release, [], { programs });
    const unzip = findTool("unzip") !== null;
    expect([exitCode, leftBehind(sandbox).installed]).toEqual(unzip ? [0, ["luff.exe"]] : [7, []]);
  });

  test("in the place of a running one", async () => {
    using sandbox = createSandbox();
    const old = sandbox.write("bin ü/luff", "#!/bin/sh\nread line; echo old\n", 0o755);
    const running = sandbox.start([], { program: [old] });
    const { exitCode } = await installFromFolder(sandbox, RELEASE);
    void running.process.stdin.write("go\n");
    await running.process.stdin.end();
    expect([exitCode, (await running.result).stdout]).toEqual([0, "old\n"]);
    expect(leftBehind(sandbox)).toEqual(LUFF);
  });

  test("not over a folder or through a file", async () => {
    using sandbox = createSandbox();
    mkdirSync(sandbox.path("bin ü/luff"), { recursive: true });
    const file = sandbox.write("work/file", "");
    using server = await serveRelease(RELEASE);
    const through = await installFrom(server, sandbox, ["--dir", `${file}/bin`]);
    expect([through.exitCode, server.requests]).toEqual([6, []]);
    const { exitCode } = await installFromFolder(sandbox, RELEASE);
    expect(exitCode).toBe(6);
    expect(leftBehind(sandbox)).toEqual(LUFF);
  });

  const cannot = ROOT && SETPRIV === null;
  test.skipIf(cannot)(
    `not into a folder that is read-only${cannot ? " (skipped: there is no setpriv)" : ""}`,
    async () => {
      using sandbox = createSandbox();
      mkdirSync(sandbox.path("bin ü"), { mode: 0o555 });
      // Root without its capabilities is an ordinary user.
      const prefix = ROOT && SETPRIV !== null ? [SETPRIV, "--bounding-set=-all", "--inh-caps=-all"] : [];
      using server = await serveRelease(RELEASE);
      const { exitCode, stderr } = await installFrom(server, sandbox, [], { prefix });
      expect([exitCode, server.requests, leftBehind(sandbox)]).toEqual([6, [], NOTHING]);
      expect(stderr).toContain(sandbox.path("bin ü"));
    },
  );

  test("on PATH and says so, or which luff comes first", async () => {
    using sandbox = createSandbox();
    const tools = sandbox.path("work/tools");
    const dir = ["--dir", tools];
    // The folder of the programs is the first on PATH.
    const first = await installFromFolder(sandbox, RELEASE, dir, { path: [tools] });
    expect(first.stdout).toEndWith("It is on PATH: run luff help\n");
    const second = await installFromFolder(sandbox, RELEASE, dir, { path: [tools], programs: { luff: "echo other" } });
    expect(second.stdout).toContain("another luff comes first on PATH: ");
  });
});
