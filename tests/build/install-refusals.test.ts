import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { packArchive } from "../../build/release/archive.ts";
import {
  ARCHIVE,
  installFromFolder,
  leftBehind,
  LUFF,
  makeArchive,
  makeRelease,
  NOTHING,
  releaseOf,
  runInstaller,
  SKIP_INSTALLS,
  unameScript,
} from "../helpers/installer.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const RELEASE = await releaseOf(ARCHIVE);

describe.skipIf(SKIP_INSTALLS)("install.sh refuses", () => {
  test("checksums without a line for the archive", async () => {
    using sandbox = createSandbox();
    const other = makeRelease({ [`${ARCHIVE}.old`]: RELEASE[ARCHIVE]! });
    const { exitCode, stderr } = await installFromFolder(sandbox, {
      ...RELEASE,
      "checksums.txt": other["checksums.txt"]!,
    });
    expect([exitCode, leftBehind(sandbox)]).toEqual([5, NOTHING]);
    expect(stderr).toContain(ARCHIVE);
  });

  test("an archive without luff", async () => {
    using sandbox = createSandbox();
    const licence = { name: "LICENSE", content: Buffer.from("free") };
    const archive = await packArchive(ARCHIVE, [licence], new Date(0));
    const { exitCode } = await installFromFolder(sandbox, makeRelease({ [ARCHIVE]: archive }));
    expect([exitCode, leftBehind(sandbox)]).toEqual([5, NOTHING]);
  });

  test("an archive that is none", async () => {
    using sandbox = createSandbox();
    const { exitCode } = await installFromFolder(sandbox, makeRelease({ [ARCHIVE]: Buffer.from("<html>") }));
    expect([exitCode, leftBehind(sandbox)]).toEqual([6, NOTHING]);
  });

  test("a luff that does not start, and keeps the one that was there", async () => {
    using sandbox = createSandbox();
    sandbox.write("bin ü/luff", "the old one");
    const release = makeRelease({ [ARCHIVE]: await makeArchive(ARCHIVE, "echo 'no such processor' >&2; exit 132") });
    const { exitCode, stderr } = await installFromFolder(sandbox, release);
    expect([exitCode, leftBehind(sandbox)]).toEqual([8, LUFF]);
    expect(stderr).toContain("no such processor");
    expect(stderr).toContain("--target linux/amd64-compact");
    expect(readFileSync(sandbox.path("bin ü/luff"), "utf8")).toBe("the old one");
  });

  test.each([
    ["an unknown option", ["--latest"], {}],
    ["an option without its value", ["--dir"], {}],
    ["a version with a path in it", ["1.2/../../x"], {}],
    ["a version that is a word", ["newest"], {}],
    ["no version", [""], {}],
    ["a version together with a folder", ["--offline", ".", "1.2.3"], {}],
    ["plain HTTP", [], { LUFF_BASE_URL: "http://example.com/releases" }],
    ["plain HTTP to what only begins like this machine", [], { LUFF_BASE_URL: "http://127.0.0.1.example.com/" }],
    ["no home", [], { LUFF_INSTALL_DIR: "", HOME: "" }],
  ])("%s", async (_, args, env) => {
    using sandbox = createSandbox();
    const { exitCode, stdout, stderr } = await runInstaller(sandbox, args, { env, programs: { id: "echo 1000" } });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toStartWith("install.sh: ");
    expect(leftBehind(sandbox)).toEqual(NOTHING);
  });

  test.each([
    ["a folder that is not there", "nowhere", 4],
    ["a folder without the archive", ".", 4],
  ])("%s", async (_, folder, expected) => {
    using sandbox = createSandbox();
    const { exitCode } = await runInstaller(sandbox, ["--offline", folder]);
    expect([exitCode, leftBehind(sandbox)]).toEqual([expected, NOTHING]);
  });

  test.each([
    ["curl, wget", { curl: null }],
    ["sha256sum, shasum, openssl", { sha256sum: null }],
    ["tar", { tar: null }],
    ["unzip", { unzip: null, uname: unameScript("MINGW64_NT-10.0-22631", "x86_64") }],
  ])("to go on without %s", async (names, programs) => {
    using sandbox = createSandbox();
    const { exitCode, stderr } = await runInstaller(sandbox, [], { programs });
    expect(exitCode).toBe(7);
    expect(stderr).toStartWith(`install.sh: a program is missing: ${names}\n`);
  });
});
