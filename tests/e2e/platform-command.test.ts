import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fixtureProgram } from "../helpers/fixture-programs.ts";
import { platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { shownPath } from "../helpers/shown-path.ts";

const LAST = readFileSync(resolve(import.meta.dir, "../fixtures/plugins/good/last/plugin.yaml"), "utf8");
const WORDS = ["list", "--short", "--max", "1", "--date", "-r"];

/** Prints each of its arguments in brackets, a line each. */
const PRINT_ARGUMENTS = ["@echo off", ":next", 'if "%~1"=="" exit /b 0', "echo [%~1]", "shift", "goto next", ""].join(
  "\r\n",
);

const [OS = "", ARCH = ""] = platformUnderTest().split("/");

/** A manifest like that of `last` whose commands print the platform that they are for. */
function manifestFor(platforms: readonly (readonly [os: string, arch: string])[]): string {
  const entries = platforms.map(([os, arch]) => `- {os: ${os}, arch: ${arch}, command: "$HELM_BIN ${os} ${arch}"}\n`);
  return `name: variant\nversion: 1.0.0\nusage: u\ncommand: $HELM_BIN common\nplatformCommand:\n${entries.join("")}`;
}

describe("luff runs the command of its platform", () => {
  let sandbox: Sandbox;
  let env: Readonly<Record<string, string>>;
  const run = async (name: string): Promise<string[]> => {
    const { exitCode, stdout, stderr } = await sandbox.run([name], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return [...stdout.matchAll(/^\[(.*)\]\r?$/gm)].map(([, word = ""]) => word);
  };

  beforeAll(() => {
    sandbox = createSandbox();
    const helm = testsWindows()
      ? sandbox.write("bin/helm.cmd", PRINT_ARGUMENTS)
      : sandbox.write("bin/helm", fixtureProgram("arguments.sh"), 0o755);
    sandbox.addPlugin("last", LAST);
    env = { HELM_BIN: shownPath(helm), TILLER_HOST: "tiller:44134" };
  });
  afterAll(() => sandbox.remove());

  test("which luff version reports", async () => {
    const { stdout } = await sandbox.run(["version", "-o", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ platform: platformUnderTest() });
  });

  test("in the plugin `last`, which has another command for all other systems", async () => {
    const named = OS === "linux" || OS === "windows";
    expect(await run("last")).toEqual(named ? WORDS : ["--host", "tiller:44134", ...WORDS]);
  });

  test("among several commands for one system, in any order", async () => {
    const own = ARCH === "386" ? "i386" : ARCH;
    const others = ["amd64", "arm64", "i386", "arm", "s390x"].filter((arch) => arch !== own);
    sandbox.addPlugin("variant", manifestFor([...others, own].map((arch) => [OS, arch])));
    expect(await run("variant")).toEqual([OS, own]);
  });

  test("or else the first for its system, or else the common one", async () => {
    sandbox.addPlugin(
      "variant",
      manifestFor([
        ["plan9", ARCH],
        [OS, "mips"],
        [OS, "mips64"],
      ]),
    );
    expect(await run("variant")).toEqual([OS, "mips"]);
    sandbox.addPlugin("variant", manifestFor([["plan9", ARCH]]));
    expect(await run("variant")).toEqual(["common"]);
  });
});
