import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { TARGETS, targetName } from "../../build/targets.ts";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { makeRelease, releaseOf } from "../helpers/installer.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

const BUILD = resolve(import.meta.dir, "../../build");
const INSTALL_PS1 = resolve(BUILD, "install.ps1");
const shellScript = readFileSync(resolve(BUILD, "install.sh"), "utf8");
const powerShellScript = readFileSync(INSTALL_PS1, "utf8");

describe("both installers", () => {
  test("have the targets of the build, in order", () => {
    const inShell = /^targets="([^"]*)"/m.exec(shellScript)?.[1]?.split(/\s+/);
    expect(inShell).toEqual(TARGETS.map(targetName));
    const inPowerShell = /^\s*\$targets = (.*)$/m.exec(powerShellScript)?.[1];
    const windows = TARGETS.filter((target) => target.os === "windows").map(targetName);
    expect(inPowerShell).toBe(windows.map((name) => `'${name}'`).join(", "));
  });

  test("download from where README.md says", () => {
    const base = /^releases=(.*)$/m.exec(shellScript)?.[1] ?? "";
    expect(base).toMatch(/^https:\/\/github\.com\/[\w-]+\/luff\/releases$/);
    expect(/^\s*\$releases = '(.*)'$/m.exec(powerShellScript)?.[1]).toBe(base);
    const readme = readFileSync(resolve(BUILD, "../README.md"), "utf8");
    const addresses = [...readme.matchAll(/https:\/\/\S*\/releases\S*/g)].map(([address]) => address);
    expect(addresses).toEqual(["install.sh", "install.ps1"].map((file) => `${base}/latest/download/${file}`));
  });
});

const SHELLCHECK = findTool("shellcheck");
const scripts = [...new Bun.Glob("**/*.sh").scanSync({ cwd: BUILD })].toSorted();

describe.skipIf(SHELLCHECK === null)(`shellcheck${withoutTool(SHELLCHECK, "shellcheck")}`, () => {
  test.each(scripts)("finds nothing in %s", (script) => {
    const { stdout, exitCode } = Bun.spawnSync([SHELLCHECK ?? "", resolve(BUILD, script)]);
    expect([stdout.toString(), exitCode]).toEqual(["", 0]);
  });
});

const POWERSHELL = findTool("pwsh") ?? findTool("powershell");
const ZIP = "luff-windows-386.zip";

describe.skipIf(POWERSHELL === null)(`install.ps1${withoutTool(POWERSHELL, "pwsh")}`, () => {
  test("installs from a folder without any network", async () => {
    using sandbox = createSandbox();
    const { exitCode } = await run(sandbox, await releaseOf(ZIP));
    expect(exitCode).toBe(0);
    expect(readdirSync(sandbox.path("bin ü"))).toEqual(["luff.exe"]);
    expect(readdirSync(sandbox.path("tmp"))).toEqual([]);
  });

  test("replaces an older luff", async () => {
    using sandbox = createSandbox();
    const place = sandbox.write("bin ü/luff.exe", "the old one");
    const { exitCode } = await run(sandbox, await releaseOf(ZIP));
    expect(exitCode).toBe(0);
    expect(readFileSync(place, "utf8")).not.toBe("the old one");
    expect(readdirSync(sandbox.path("bin ü"))).toEqual(["luff.exe"]);
  });

  test("refuses an archive with another checksum", async () => {
    using sandbox = createSandbox();
    const { "checksums.txt": sums } = makeRelease({ [ZIP]: Buffer.from("another archive") });
    const { exitCode, stderr } = await run(sandbox, {
      ...(await releaseOf(ZIP)),
      "checksums.txt": sums ?? Buffer.of(),
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("SHA-256");
    expect(existsSync(sandbox.path("bin ü"))).toBe(false);
  });

  test.each([[[]], [["-DryRun"]]])("refuses a folder without the archive, with %j", async (args) => {
    using sandbox = createSandbox();
    const { exitCode, stderr } = await run(sandbox, {}, ...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("checksums.txt");
    expect(readdirSync(sandbox.path("tmp"))).toEqual([]);
  });

  test("does nothing in a dry run", async () => {
    using sandbox = createSandbox();
    const { exitCode, stdout } = await run(sandbox, await releaseOf(ZIP), "-DryRun");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(ZIP);
    expect(existsSync(sandbox.path("bin ü"))).toBe(false);
  });

  test("refuses an unknown target", async () => {
    using sandbox = createSandbox();
    const { exitCode, stderr } = await run(sandbox, {}, "-Target", "windows/vax");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("windows/vax");
  });

  function run(
    sandbox: Sandbox,
    release: Readonly<Record<string, Uint8Array>>,
    ...args: readonly string[]
  ): Promise<RunResult> {
    for (const [name, body] of Object.entries(release)) sandbox.write(`work/${name}`, body);
    const program = [POWERSHELL ?? "", "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", INSTALL_PS1];
    const target = args.includes("-Target") ? [] : ["-Target", "windows/386"];
    return sandbox.run(["-Offline", ".", "-Dir", sandbox.path("bin ü"), ...target, ...args], { program });
  }
});
