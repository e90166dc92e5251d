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

const COMPACT = "luff-linux-amd64-compact.tar.gz";
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

  test("a file that is not an archive", async () => {
    using sandbox = createSandbox();
    const { exitCode } = await installFromFolder(sandbox, makeRelease({ [ARCHIVE]: Buffer.from("<html>") }));
    expect([exitCode, leftBehind(sandbox)]).toEqual([6, NOTHING]);
  });

  test("a luff that does not start, and keeps the old one", async () => {
    using sandbox = createSandbox();
    sandbox.write("bin ü/luff", "the old one");
    const release = makeRelease({ [ARCHIVE]: await makeArchive(ARCHIVE, "echo 'no such processor' >&2; exit 132") });
    const { exitCode, stdout, stderr } = await installFromFolder(sandbox, release);
    // The folder has no compact one.
    expect([exitCode, leftBehind(sandbox)]).toEqual([4, LUFF]);
    expect(stdout).toContain("luff for linux/amd64 does not start on this machine:\n  no such processor\n");
    expect(stderr).toContain("work/luff-linux-amd64-compact.tar.gz\n");
    expect(readFileSync(sandbox.path("bin ü/luff"), "utf8")).toBe("the old one");
  });

  test("a compact luff that does not start either", async () => {
    using sandbox = createSandbox();
    const archives = [ARCHIVE, COMPACT].map(
      async (name) => [name, await makeArchive(name, "echo broken; exit 1")] as const,
    );
    const release = makeRelease(Object.fromEntries(await Promise.all(archives)));
    const { exitCode, stderr } = await installFromFolder(sandbox, release);
    expect([exitCode, leftBehind(sandbox)]).toEqual([8, NOTHING]);
    expect(stderr).toBe("install.sh: luff for linux/amd64-compact does not start on this machine\n  broken\n");
  });

  test("a luff that does not start if there is no compact one", async () => {
    using sandbox = createSandbox();
    const name = "luff-linux-s390x.tar.gz";
    const release = makeRelease({ [name]: await makeArchive(name, "echo broken; exit 1") });
    const programs = { uname: unameScript("Linux", "s390x") };
    const { exitCode, stderr } = await installFromFolder(sandbox, release, [], { programs });
    expect([exitCode, leftBehind(sandbox)]).toEqual([8, NOTHING]);
    expect(stderr).toBe("install.sh: luff for linux/s390x does not start on this machine\n  broken\n");
  });

  test.each([[[]], [["--dry-run"]]])("a folder without the archive or without checksums, with %j", async (args) => {
    using sandbox = createSandbox();
    for (const missing of [ARCHIVE, "checksums.txt"]) {
      const { [missing]: _, ...rest } = RELEASE;
      sandbox.write(`${missing}.d/empty`, "");
      for (const [name, body] of Object.entries(rest)) sandbox.write(`${missing}.d/${name}`, body);
      const folder = sandbox.path(`${missing}.d`);
      const { exitCode, stdout, stderr } = await runInstaller(sandbox, ["--offline", folder, ...args]);
      expect([exitCode, stdout, leftBehind(sandbox)]).toEqual([4, "", NOTHING]);
      expect(stderr).toStartWith(`install.sh: cannot read ${folder}/${missing}\n`);
    }
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
