import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireTarget } from "../../../build/compile.ts";
import { archiveFile, packArchive } from "../../../build/release/archive.ts";
import { checksumOf, renderChecksums } from "../../../build/release/checksums.ts";
import { unpackProgram } from "../../../build/release/unpack-program.ts";

let folder = "";
let release = "";
let into = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "luff-unpack-"));
  [release, into] = [join(folder, "release"), join(folder, "into")];
  mkdirSync(release);
  mkdirSync(into);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["linux/amd64", "luff"],
  ["windows/386", "luff.exe"],
])("unpackProgram for %s", (name, program) => {
  const target = requireTarget(name);

  test("puts an executable program into the folder", async () => {
    await publish(program);
    const path = await unpackProgram(target, release, into);
    expect(path).toBe(join(into, program));
    expect(readFileSync(path, "utf8")).toBe("made up");
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o755);
  });

  test("refuses an archive that checksums.txt does not list, and unpacks nothing", async () => {
    await publish(program);
    writeFileSync(join(release, archiveFile(target)), "another");
    expect(await refusalOf(unpackProgram(target, release, into))).toContain("checksums.txt");
    expect(readdirSync(into)).toEqual([]);
  });

  test("refuses an archive without the program", async () => {
    await publish("fluff");
    expect(await refusalOf(unpackProgram(target, release, into))).toContain(`holds no ${program}`);
  });

  async function publish(member: string): Promise<void> {
    const file = archiveFile(target);
    const content = new TextEncoder().encode("made up");
    const archive = await packArchive(file, [{ name: member, content }], new Date(1e12));
    writeFileSync(join(release, file), archive);
    writeFileSync(join(release, "checksums.txt"), renderChecksums([checksumOf(file, archive)]));
  }
});

async function refusalOf(work: Promise<string>): Promise<string> {
  return work.then(
    () => "none",
    (error: unknown) => String(error),
  );
}
