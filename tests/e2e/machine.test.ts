import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { canMount, OWN_MOUNTS } from "../helpers/namespaces.ts";
import {
  executableUnderTest,
  platformUnderTest,
  programUnderTest,
  testsBinary,
  testsEmulated,
  testsWindows,
} from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

/** The C library that the executable needs on the machine; the compact one needs none. */
function foundation(): "glibc" | "musl" | "none" {
  const head = readFileSync(executableUnderTest()).toString("latin1", 0, 4096);
  if (head.includes("/ld-linux")) return "glibc";
  // The tests give an executable for musl a loader in another folder.
  return /\/ld-musl|\/lib\/ld\.so/.test(head) ? "musl" : "none";
}

const qemu = findTool("qemu-x86_64-static");
const mounts = canMount();
const isNative = !testsEmulated();

function lacking(stderr: string): RunResult {
  return { exitCode: 1, signal: null, stdout: "", stderr };
}

describe.skipIf(process.platform !== "linux" || testsWindows() || !testsBinary())("an executable", () => {
  let sandbox: Sandbox;
  let works: RunResult;
  beforeAll(async () => {
    sandbox = createSandbox();
    sandbox.addPlugin("p", manifestOf("p"), { "run.sh": "#!/bin/sh\necho runs\n" });
    works = { exitCode: 0, signal: null, stdout: "runs\n", stderr: "" };
    expect(await sandbox.run(["p"])).toEqual(works);
  });
  afterAll(() => sandbox.remove());

  const runIn = (script: string): Promise<RunResult> =>
    sandbox.run(["p"], { program: ["sh", "-c", `${script} && exec "$@"`, "sh", ...programUnderTest()] });

  test("reports a removed working folder, or works in it", async () => {
    const expected =
      foundation() === "none"
        ? works
        : lacking(
            "Error: the working directory was removed [directory-removed]\n" +
              "Hint: luff starts in a directory that exists: change into one with cd\n",
          );
    const result = await runIn("mkdir gone && cd gone && rmdir ../gone");
    // The shell that runs the plugin's script may complain about the folder itself.
    const stderr = result.stderr.replaceAll(/^sh: .*getcwd\(\).*\n/gm, "");
    expect({ ...result, stderr }).toEqual(expected);
  });

  test("reports a working folder whose path is too long, or works in it", async () => {
    const folder = "d".repeat(200);
    const deeper = `for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do mkdir ${folder} && cd -P ${folder}; done`;
    const expected =
      foundation() === "none"
        ? works
        : lacking(
            "Error: the path of the working directory is too long for this luff: 4,096 bytes or more [directory-too-deep]\n" +
              "Hint: Change into a folder above it. luff's compact executables work there.\n",
          );
    const line = `top=$PWD; ${deeper}; "$@"; status=$?; cd "$top" && rm -rf ${folder}; exit $status`;
    const result = await sandbox.run(["p"], { program: ["sh", "-c", line, "sh", ...programUnderTest()] });
    // The shell that runs the plugin's script may complain about the folder itself.
    const stderr = result.stderr.replaceAll(/^sh: .*getcwd\(\).*\n/gm, "");
    expect({ ...result, stderr }).toEqual(expected);
  });

  test.skipIf(!mounts)(
    `reports that /proc is missing, or works without it${mounts ? "" : " (skipped: nothing can be mounted here)"}`,
    async () => {
      const program = [
        ...OWN_MOUNTS,
        "sh",
        "-c",
        'mount -t tmpfs luff /proc && exec "$@"',
        "sh",
        ...programUnderTest(),
      ];
      const expected =
        foundation() === "glibc"
          ? lacking(
              "Error: this luff needs /proc, which is not mounted here [machine-unfit]\n" +
                "Hint: Mount it: mount -t proc proc /proc. Without it luff's executables for musl and the compact ones run.\n",
            )
          : works;
      expect(await sandbox.run(["p"], { program })).toEqual(expected);
    },
  );

  test.skipIf(qemu === null || !isNative || platformUnderTest() !== "linux/amd64").each([
    ["qemu64", false],
    ["kvm64", false],
    ["Nehalem", true],
  ])(
    `reports the processor %s as too old, or works on it${withoutTool(qemu, "qemu-x86_64-static")}`,
    async (processor, fits) => {
      const program = [qemu ?? "", "-cpu", processor, executableUnderTest()];
      const { stderr, ...rest } = await sandbox.run(["version", "--short"], { program });
      const works = fits || foundation() === "none";
      expect(rest).toEqual({
        exitCode: works ? 0 : 1,
        signal: null,
        stdout: works ? expect.stringMatching(/^\d/) : "",
      });
      const complaint =
        "Error: this luff needs a processor with SSE4.2 and POPCNT (x86-64-v2), which this machine does not have [machine-unfit]\n" +
        "Hint: Take luff's compact executable for linux/amd64; the installer does so by itself.\n";
      // qemu warns about features that it cannot emulate.
      expect(stderr.replaceAll(/^qemu.*warning.*\n/gm, "")).toBe(works ? "" : complaint);
    },
  );
});
