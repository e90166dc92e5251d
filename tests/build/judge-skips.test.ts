import { describe, expect, test } from "bun:test";
import { ALLOWED_SKIPS } from "../../build/allowed-skips.ts";
import { requireTarget } from "../../build/compile.ts";
import { judgeSkips, renderSkips, type TestRun } from "../../build/judge-skips.ts";
import type { TestCase } from "../../build/junit-report.ts";
import { ROOT } from "../../build/root.ts";
import { TARGETS, targetName } from "../../build/targets.ts";
import type { TestPlace } from "../../build/test-place.ts";

/** A machine that has everything. */
const PLACE: TestPlace = {
  platform: "linux",
  arch: "x64",
  ia32: true,
  debianAmd64: true,
  root: false,
  mounts: true,
  nobody: true,
  ci: true,
  level: "check",
  has: () => true,
};
const ROOT_ONLY = { file: "tests/e2e/discovery.test.ts", title: "g > does it (skipped: root reads all)" };
const POWERSHELL = { file: "tests/build/install-scripts.test.ts", title: "install.ps1 > installs" };
const OTHER = { file: "tests/e2e/discovery.test.ts", title: "g > does something else" };

function run(skipped: readonly TestCase[], passed: readonly TestCase[] = [], target?: string): TestRun {
  const report = { passed, failed: [], skipped, files: [] };
  return target === undefined ? { report } : { report, target: requireTarget(target), suite: "end-to-end" };
}

describe("judgeSkips", () => {
  test("allows a skip where its condition holds, and refuses it elsewhere", () => {
    const asRoot = judgeSkips([run([ROOT_ONLY])], [], { ...PLACE, root: true });
    expect(asRoot).toEqual({ allowed: [expect.objectContaining(ROOT_ONLY)], refused: [] });
    expect(judgeSkips([run([ROOT_ONLY])], [], PLACE).refused).toEqual([expect.objectContaining(ROOT_ONLY)]);
  });

  test.each(["created-plugins", "getters", "lint-loaders", "migrated-plugins", "packaged-plugins"])(
    "allows the skips of %s only where no Helm can be downloaded",
    (name) => {
      const skipped = run([{ file: `tests/compat/${name}.test.ts`, title: "g > does it" }]);
      expect(judgeSkips([skipped], [], { ...PLACE, arch: "arm64" }).refused).toEqual([]);
      expect(judgeSkips([skipped], [], PLACE).refused).toHaveLength(1);
    },
  );

  test("refuses a skip that is not in the list", () => {
    expect(judgeSkips([run([OTHER])], [], { ...PLACE, root: true }).refused).toHaveLength(1);
  });

  test("allows a skip because of a missing program only if the program is missing", () => {
    const bare = { ...PLACE, has: (name: string) => name !== "pwsh" && name !== "powershell" };
    expect(judgeSkips([run([POWERSHELL])], [], bare).allowed).toHaveLength(1);
    expect(judgeSkips([run([POWERSHELL])], [], PLACE).refused).toHaveLength(1);
  });

  test("ignores a test that another run on this machine has run, and counts the others once", () => {
    expect(judgeSkips([run([OTHER]), run([], [OTHER])], [], PLACE)).toEqual({ allowed: [], refused: [] });
    expect(judgeSkips([run([OTHER]), run([OTHER])], [], PLACE).refused).toHaveLength(1);
  });

  test("refuses a skip over a target's executable, though the test ran here", () => {
    const { refused } = judgeSkips([run([], [OTHER]), run([OTHER], [], "linux/386")], [], PLACE);
    expect(refused).toEqual([{ ...OTHER, why: "not allowed on linux/386" }]);
  });

  test("does not count a test that a limit or the list leaves out of a target's run if it ran here", () => {
    const limited = {
      file: "tests/e2e/inheritance.test.ts",
      title: "a plugin inherits > the signals that its caller ignores, as nohup does",
    };
    const here = run([], [limited, ROOT_ONLY]);
    const there = run([limited, ROOT_ONLY], [], "linux/s390x");
    expect(judgeSkips([here, there], [], { ...PLACE, root: true })).toEqual({ allowed: [], refused: [] });
    expect(judgeSkips([there], [], { ...PLACE, root: true }).allowed.map(({ title }) => title)).toEqual([
      limited.title,
      ROOT_ONLY.title,
    ]);
  });

  test("allows on Windows itself the limits of Windows, and not those of an emulator", () => {
    const signals = { file: "tests/e2e/signals.test.ts", title: "a shell that runs luff > sees a plugin's death" };
    const link = {
      file: "tests/e2e/run-path.test.ts",
      title: "luff PATH > lets a script require modules beside the target of its link",
    };
    const { allowed, refused } = judgeSkips([run([signals, link])], [], { ...PLACE, platform: "win32" });
    expect([allowed, refused]).toEqual([[expect.objectContaining(signals)], [expect.objectContaining(link)]]);
    expect(judgeSkips([run([signals])], [], PLACE).refused).toHaveLength(1);
    expect(judgeSkips([run([link], [], "windows/amd64")], [], PLACE).allowed).toHaveLength(1);
  });

  test("counts each target over which no suite ran, and refuses those that the level must run", () => {
    const skipped = ["linux/arm", "linux/386"].map((name) => ({ target: requireTarget(name), why: "a reason" }));
    const { allowed, refused } = judgeSkips([], skipped, PLACE);
    expect(renderSkips(allowed)).toEqual(['build/targets.ts: "linux/arm runs": a reason']);
    expect(renderSkips(refused)).toEqual(['build/targets.ts: "linux/386 runs": not allowed: a reason']);
    expect(judgeSkips([], skipped, { ...PLACE, level: "long" }).refused).toHaveLength(2);
    expect(judgeSkips([], skipped, { ...PLACE, level: "source" }).refused).toEqual([]);
  });

  test("refuses a skip for a missing Wine if it is installed, and of 32-bit programs if the kernel runs them", () => {
    const skipped = ["windows/386", "windows/amd64"].map((name) => ({ target: requireTarget(name), why: "w" }));
    expect(judgeSkips([], skipped, PLACE).refused).toHaveLength(2);
    expect(judgeSkips([], skipped, { ...PLACE, ia32: false }).refused.map(({ title }) => title)).toEqual([
      "windows/amd64 runs",
    ]);
  });
});

test("renderSkips names the first test of a file and how many more there are", () => {
  const skip = (title: string): TestCase & { why: string } => ({ file: "f", title, why: "w" });
  expect(renderSkips([skip("a"), skip("b"), { ...skip("c"), why: "v" }])).toEqual([
    'f: "a" and 1 more: w',
    'f: "c": v',
  ]);
});

describe("the list of allowed skips", () => {
  const files = [...new Bun.Glob("tests/**/*.ts").scanSync({ cwd: ROOT }), "build/targets.ts"];

  test.each(ALLOWED_SKIPS.map(({ tests }) => tests.source))("names files that exist: %s", (source) => {
    for (const one of source.split("|^")) {
      const name = new RegExp(`^${one.replace(/^\^/, "").replace(/(\\\.ts) .*/, "$1")}$`);
      expect(files.filter((file) => name.test(file.replaceAll("\\", "/")))).not.toBeEmpty();
    }
  });

  test.each(ALLOWED_SKIPS)("has a condition that does not hold everywhere: $why", ({ where }) => {
    const places = [PLACE, { ...PLACE, root: true }, { ...PLACE, level: "long" as const }];
    const holds = places.flatMap((place) => [undefined, ...TARGETS].map((target) => where(place, target)));
    expect(holds).toContain(false);
  });

  test.each([
    ["tests/e2e/windows.test.ts", "luff on Windows > does it", "windows/amd64", undefined],
    ["tests/e2e/scripts-on-windows.test.ts", "a script on Windows > does it", "windows/386", undefined],
    [
      "tests/e2e/scripts-on-windows.test.ts",
      "a script on Windows (skipped: there is no gcc) > does it",
      "windows/amd64-compact",
      undefined,
    ],
    [
      "tests/e2e/signals.test.ts",
      "a Lua machine > ends by itself at one SIGINT (skipped: in Bun's host it takes two)",
      "linux/386",
      "linux/arm64",
    ],
    [
      "tests/e2e/machine.test.ts",
      "an executable > reports the processor qemu64 as too old, or works on it",
      "linux/amd64-compact",
      "linux/386",
    ],
    [
      "tests/e2e/manage-failures.test.ts",
      "changing plugins > of another user (skipped: no other user can start luff here)",
      "linux/amd64-compact",
      "linux/s390x",
    ],
  ])("refuses the skip of %s: %s over %s, and not over %p", (file, title, over, notOver) => {
    const skipped = [{ file, title }];
    expect(judgeSkips([run(skipped, [], over)], [], PLACE).refused).toHaveLength(1);
    expect(judgeSkips([run(skipped, [], notOver)], [], PLACE).refused).toEqual([]);
  });

  test("excuses a missing test suite of Lua's only outside continuous integration", () => {
    const missing = { ...PLACE, has: () => false };
    const skipped = run([{ file: "tests/compat/compare-suite.ts", title: "Lua's own test suite passes" }]);
    expect(judgeSkips([skipped], [], missing).refused).toHaveLength(1);
    expect(judgeSkips([skipped], [], { ...missing, ci: false }).refused).toEqual([]);
    expect(judgeSkips([skipped], [], { ...PLACE, ci: false }).refused).toHaveLength(1);
  });

  test("does not excuse the executable of the machine itself by an inspection", () => {
    const mac = { ...PLACE, platform: "darwin", arch: "arm64" };
    const skipped = ["darwin/arm64", "windows/arm64"].map((name) => ({ target: requireTarget(name), why: "w" }));
    const inspected = ALLOWED_SKIPS.find(({ why }) => why.startsWith("its file is inspected"));
    expect(skipped.map(({ target }) => inspected?.where(mac, target))).toEqual([false, true]);
  });

  test("lets the check leave out all targets except its own", () => {
    const all = TARGETS.map((target) => ({ target, why: "a reason" }));
    expect(judgeSkips([], all, PLACE).refused.map(({ title }) => title)).toEqual([
      "linux/amd64 runs",
      "windows/amd64 runs",
      "linux/386 runs",
      "windows/386 runs",
      "linux/amd64-compact runs",
      "windows/amd64-compact runs",
    ]);
  });

  test("lets the check leave out no target of its own where only the long check's compilers are missing", () => {
    const has = (program: string): boolean => !/s390x|aarch64-linux-gnu-g\+\+/.test(program);
    const all = TARGETS.map((target) => ({ target, why: "a reason" }));
    const titles = judgeSkips([], all, { ...PLACE, has }).refused.map(({ title }) => title);
    expect(titles).toContain("linux/386 runs");
    expect(titles).toContain("linux/amd64-compact runs");
  });

  test.each([
    ["tests/e2e/discovery.test.ts", "g > reports that no more files can be opened"],
    ["tests/unit/host/bun/start/undo-bun-start.test.ts", "undoBunStart > does it"],
    ["tests/unit/host/bun/streams/wait-until-ready.test.ts", "waits until there is input"],
  ])("lets %s be skipped on macOS, and not on Linux", (file, title) => {
    const skipped = run([{ file, title }]);
    expect(judgeSkips([skipped], [], { ...PLACE, platform: "darwin" }).refused).toEqual([]);
    expect(judgeSkips([skipped], [], PLACE).refused).toHaveLength(1);
  });

  test("is about targets that are in the matrix", () => {
    const names = TARGETS.map((target) => `build/targets.ts ${targetName(target)} runs`);
    const about = ALLOWED_SKIPS.filter(({ tests }) => tests.source.startsWith("^build"));
    for (const { tests } of about) expect(names.filter((name) => tests.test(name))).not.toBeEmpty();
  });
});
