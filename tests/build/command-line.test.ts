import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../build/root.ts";
import packageManifest from "../../package.json" with { type: "json" };

const filesOf = (pattern: string): string[] => [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })].toSorted();
const sources = ["build/*.ts", "tests/*/main.ts"].flatMap(filesOf);
const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The scripts that people start: those that do something when they are the program. */
const SCRIPTS = sources.filter((file) =>
  /^(if \(import\.meta\.main|await (main|runScript)\(|main\()/m.test(textOf(file)),
);
/** Those of the demo's plugins are what luff runs. */
const SHELL_SCRIPTS = filesOf("build/**/*.sh").filter((file) => !file.startsWith("build/demo/"));

function run(...command: readonly string[]): {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { exitCode, stdout, stderr } = Bun.spawnSync([...command], { cwd: ROOT });
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

describe("the scripts", () => {
  test("of package.json are among the tested ones", () => {
    const named = Object.values(packageManifest.scripts).flatMap(
      (line) => line.match(/\b(?:build|tests)\/[\w/-]+\.ts/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(5);
    expect(SHELL_SCRIPTS).toContain("build/install.sh");
    expect(named.filter((file) => !SCRIPTS.includes(file))).toEqual([]);
  });

  test.each(SCRIPTS)("%s prints its usage when it is asked for help, and does nothing", (script) => {
    const { exitCode, stdout, stderr } = run(process.execPath, script, "--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith("usage: ");
  });

  test.each(SCRIPTS)("%s refuses an option that it does not know, without a stack", (script) => {
    const { exitCode, stdout, stderr } = run(process.execPath, script, "--no-such-option");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("--no-such-option");
    expect(stderr).toContain("\n\nusage: ");
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test.each(["build/compile.ts", "build/release.ts"])("%s lists the targets for an unknown name", (script) => {
    const { exitCode, stderr } = run(process.execPath, script, "--target", "linux/vax");
    expect(exitCode).toBe(2);
    expect(stderr).toStartWith("unknown target linux/vax; the targets are linux/amd64, ");
  });
});

describe.skipIf(process.platform === "win32")("the shell scripts", () => {
  test.each(SHELL_SCRIPTS)("%s says what it does when it is asked for help", (script) => {
    const { exitCode, stdout, stderr } = run("sh", script, "--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^([A-Z]|usage: )/);
    expect(stdout).not.toContain("#");
  });
});
