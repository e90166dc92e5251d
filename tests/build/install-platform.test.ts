import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { archiveFile } from "../../build/release/archive.ts";
import { findTarget, TARGETS, targetName } from "../../build/targets.ts";
import { runInstaller, unameScript } from "../helpers/installer.ts";
import { createSandbox, type RunResult } from "../helpers/sandbox.ts";

const POSIX = process.platform !== "win32";
const MUSL = 'echo "musl libc (x86_64)" >&2; exit 1';
const ROSETTA = '[ "$2" = sysctl.proc_translated ] && echo 1';

/** A machine as its programs report it. Without a `getconf` of its own it has 64-bit programs, without `ldd` glibc. */
interface Machine {
  readonly target: string;
  readonly uname: readonly [system: string, machine: string];
  readonly programs?: Readonly<Record<string, string | null>>;
}

const MACHINES: readonly Machine[] = [
  { target: "linux/amd64", uname: ["Linux", "x86_64"] },
  { target: "linux/amd64-musl", uname: ["Linux", "x86_64"], programs: { ldd: MUSL } },
  { target: "linux/arm64", uname: ["Linux", "aarch64"] },
  { target: "linux/arm64-musl", uname: ["Linux", "aarch64"], programs: { ldd: MUSL } },
  { target: "darwin/amd64", uname: ["Darwin", "x86_64"], programs: { sysctl: "echo 0" } },
  // A macOS without the key: before there was Rosetta.
  { target: "darwin/amd64", uname: ["Darwin", "x86_64"], programs: { sysctl: "echo 'unknown oid' >&2; exit 1" } },
  { target: "darwin/arm64", uname: ["Darwin", "arm64"], programs: { sysctl: "echo 0" } },
  { target: "darwin/arm64", uname: ["Darwin", "x86_64"], programs: { sysctl: ROSETTA } },
  { target: "windows/amd64", uname: ["MINGW64_NT-10.0-22631", "x86_64"] },
  { target: "windows/amd64", uname: ["MSYS_NT-10.0-19045", "x86_64"] },
  { target: "windows/amd64", uname: ["CYGWIN_NT-10.0-19045", "x86_64"] },
  { target: "windows/amd64", uname: ["Windows_NT", "x86_64"] },
  { target: "windows/amd64", uname: ["MINGW32_NT-10.0-19045-WOW64", "i686"] },
  { target: "windows/arm64", uname: ["MINGW64_NT-10.0-26100-ARM64", "x86_64"] },
  { target: "windows/386", uname: ["MINGW32_NT-6.1", "i686"] },
  { target: "linux/386", uname: ["Linux", "i686"], programs: { getconf: "echo 32" } },
  { target: "linux/386", uname: ["Linux", "i586"], programs: { getconf: "echo 32", ldd: MUSL } },
  // 32-bit programs on a 64-bit kernel.
  { target: "linux/386", uname: ["Linux", "x86_64"], programs: { getconf: "echo 32" } },
  { target: "linux/386", uname: ["Linux", "x86_64"], programs: { getconf: null, dd: "printf '\\001'" } },
  { target: "linux/amd64", uname: ["Linux", "x86_64"], programs: { getconf: null, dd: "printf '\\002'" } },
  { target: "linux/arm", uname: ["Linux", "aarch64"], programs: { getconf: "echo 32" } },
  { target: "linux/arm", uname: ["Linux", "armv8l"], programs: { getconf: "echo 32" } },
  { target: "linux/arm", uname: ["Linux", "armv7l"], programs: { getconf: "echo 32", ldd: MUSL } },
  { target: "linux/loong64", uname: ["Linux", "loongarch64"] },
  { target: "linux/ppc64le", uname: ["Linux", "ppc64le"] },
  { target: "linux/riscv64", uname: ["Linux", "riscv64"], programs: { ldd: MUSL } },
  { target: "linux/s390x", uname: ["Linux", "s390x"] },
];

/** Targets that no machine is detected as: they must be named. */
const BY_NAME = TARGETS.filter((target) => target.variant === "compact").map(targetName);

const UNSUPPORTED: readonly (readonly [target: string, ...uname: [system: string, machine: string]])[] = [
  ["linux/armv6l", "Linux", "armv6l"],
  ["linux/armv5tel", "Linux", "armv5tel"],
  ["linux/mips64", "Linux", "mips64"],
  ["linux/ppc64", "Linux", "ppc64"],
  ["linux/sparc64", "Linux", "sparc64"],
  ["linux/aarch64_be", "Linux", "aarch64_be"],
  ["darwin/386", "Darwin", "i386"],
  ["freebsd/amd64", "FreeBSD", "amd64"],
  ["openbsd/arm64", "OpenBSD", "arm64"],
  ["sunos/i86pc", "SunOS", "i86pc"],
];

describe.skipIf(!POSIX)("install.sh", () => {
  for (const { target, uname, programs = {} } of MACHINES) {
    const others = Object.entries(programs).map(([name, body]) => `, ${name}: ${body ?? "is not there"}`);
    test(`chooses ${target} if uname prints ${uname.join(", ")}${others.join("")}`, async () => {
      const { exitCode, stdout } = await plan([], { uname: unameScript(...uname), ...programs });
      expect(exitCode).toBe(0);
      expect(fields(stdout)).toMatchObject({ target, archive: archiveOf(target) });
    });
  }

  test("reaches every target of the build, by the machine or by name", () => {
    const reached = new Set([...MACHINES.map((machine) => machine.target), ...BY_NAME]);
    expect([...reached].toSorted()).toEqual(TARGETS.map(targetName).toSorted());
  });

  test.each(TARGETS.map(targetName))("accepts --target %s on any machine", async (target) => {
    const { stdout } = await plan(["--target", target], { uname: unameScript("Plan9", "vax") });
    expect(fields(stdout)).toMatchObject({ target, archive: archiveOf(target) });
  });

  test.each(UNSUPPORTED)("reports that there is no luff for %s (%s, %s)", async (target, system, machine) => {
    const { exitCode, stdout, stderr } = await plan([], { uname: unameScript(system, machine) });
    expect([exitCode, stdout]).toEqual([3, ""]);
    const [first, ...others] = stderr.split("\n");
    expect(first).toBe(`install.sh: there is no luff for ${target} (uname says ${system}, ${machine})`);
    for (const supported of TARGETS.map(targetName)) expect(others).toContain(`  ${supported}`);
  });

  test("lists them with --help", async () => {
    const { exitCode, stdout } = await plan(["--help"]);
    const listed = stdout.slice(stdout.indexOf("Targets:\n")).split("\n");
    expect([exitCode, listed]).toEqual([0, ["Targets:", ...TARGETS.map((target) => `  ${targetName(target)}`), ""]]);
  });

  test("refuses an unknown target", async () => {
    const { exitCode, stderr } = await plan(["--target", "linux/vax"]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("there is no luff for linux/vax\n");
  });

  test("looks for the loaders of the C libraries if there is no ldd", async () => {
    const loaders = ["/lib", "/lib64"].flatMap(entriesOf).filter((name) => /^ld-(linux|musl)-/.test(name));
    const musl = loaders.length > 0 && loaders.every((name) => name.startsWith("ld-musl-"));
    const { stdout } = await plan([], { ldd: null });
    expect(fields(stdout)["target"]).toBe(musl ? "linux/amd64-musl" : "linux/amd64");
  });
});

async function plan(
  args: readonly string[],
  programs: Readonly<Record<string, string | null>> = {},
): Promise<RunResult> {
  using sandbox = createSandbox();
  return await runInstaller(sandbox, ["--dry-run", ...args], { programs });
}

/** The lines of a plan by their first word; of an address the last part. */
function fields(stdout: string): Record<string, string> {
  const lines = stdout.split("\n").map((line) => line.split(/ +/));
  return Object.fromEntries(
    lines.map(([key = "", value = ""]) => [key, key === "archive" ? value.slice(value.lastIndexOf("/") + 1) : value]),
  );
}

function archiveOf(name: string): string {
  const target = findTarget(name);
  if (target === undefined) throw new Error(`no target ${name}`);
  return archiveFile(target);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
