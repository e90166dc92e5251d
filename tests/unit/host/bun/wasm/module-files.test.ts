import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { IFs } from "@tybys/wasm-util";
import {
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createModuleFiles, ROOT } from "../../../../../src/host/bun/wasm/module-files.ts";

const READ = 0;
const WRITE = 1;
const CREATE = 0x40;
const TRUNCATE = 0x200;

let outer: string;
let folder: string;
let files: IFs;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "luff-files-"));
  writeFileSync(join(outer, "secret"), "secret");
  folder = mkdtempSync(join(outer, "in-"));
  writeFileSync(join(folder, "file"), "text");
  files = createModuleFiles(folder);
});
afterEach(() => rmSync(outer, { recursive: true }));

function codeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
}

describe("the files of a module", () => {
  test("are those below its folder", () => {
    const number = files.openSync(`${ROOT}/new`, WRITE | CREATE, 0o600);
    expect(files.writeSync(number, new TextEncoder().encode("hello"), 0, 5, 0)).toBe(5);
    files.closeSync(number);
    expect(files.readdirSync(ROOT).toSorted()).toEqual(["file", "new"]);
    expect(files.statSync(`${ROOT}/new`).size).toBe(5);
  });

  test.each([
    "/etc/passwd",
    `${ROOT}/../secret`,
    `${ROOT}/a/../../secret`,
    `${ROOT}x/file`,
    `${ROOT}/file\0`,
    "file",
    "",
    "/",
  ])("are no others: %j", (path) => {
    expect(codeOf(() => files.openSync(path, READ, 0))).toBe("EACCES");
    expect(codeOf(() => files.renameSync(`${ROOT}/file`, path))).toBe("EACCES");
    expect(codeOf(() => files.unlinkSync(path))).toBe("EACCES");
  });

  test("are none without a folder", () => {
    expect(codeOf(() => createModuleFiles(undefined).openSync(`${ROOT}/file`, READ, 0))).toBe("EACCES");
  });

  test("cannot become links", () => {
    expect(codeOf(() => files.symlinkSync("/etc", `${ROOT}/etc`))).toBe("EPERM");
    expect(codeOf(() => files.linkSync(`${ROOT}/file`, `${ROOT}/other`))).toBe("EPERM");
    expect(codeOf(() => files.readlinkSync(`${ROOT}/file`))).toBe("EINVAL");
    expect(codeOf(() => files.readlinkSync(`${ROOT}/none`))).toBe("ENOENT");
  });

  /** What another process may put there. */
  test("are not behind links to folders from outside", () => {
    mkdirSync(join(outer, "there"));
    writeFileSync(join(outer, "there/a"), "secret");
    symlinkSync(join(outer, "there"), join(folder, "way"));
    const calls = [
      () => files.openSync(`${ROOT}/way/a`, READ, 0),
      () => files.openSync(`${ROOT}/way/new`, WRITE | CREATE, 0o600),
      () => files.openSync(`${ROOT}/way`, READ, 0),
      () => files.statSync(`${ROOT}/way`),
      () => files.statSync(`${ROOT}/way/a`),
      () => files.lstatSync(`${ROOT}/way/a`),
      () => files.readdirSync(`${ROOT}/way`),
      () => files.mkdirSync(`${ROOT}/way/b`),
      () => files.unlinkSync(`${ROOT}/way/a`),
      () => files.rmdirSync(`${ROOT}/way/a`),
      () => files.renameSync(`${ROOT}/file`, `${ROOT}/way/file`),
      () => files.renameSync(`${ROOT}/way/a`, `${ROOT}/a`),
      () => files.utimesSync(`${ROOT}/way/a`, 0, 0),
      () => files.utimesSync(`${ROOT}/way`, 0, 0),
    ];
    expect(calls.map(codeOf)).toEqual(calls.map(() => "ELOOP"));
    expect(readdirSync(join(outer, "there"))).toEqual(["a"]);
    files.renameSync(`${ROOT}/way`, `${ROOT}/other`);
    files.unlinkSync(`${ROOT}/other`);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test("are neither links to files from outside, nor pipes", () => {
    const secret = join(outer, "secret");
    symlinkSync(secret, join(folder, "soft"));
    linkSync(secret, join(folder, "hard"));
    Bun.spawnSync(["mkfifo", join(folder, "pipe")]);
    // Otherwise a fault would block here.
    const held = openSync(join(folder, "pipe"), "r+");
    const opened = (name: string, flags: number): unknown =>
      codeOf(() => files.openSync(`${ROOT}/${name}`, flags, 0o600));
    for (const flags of [READ, WRITE | CREATE, WRITE | TRUNCATE]) {
      expect([opened("soft", flags), opened("hard", flags), opened("pipe", flags)]).toEqual([
        "ELOOP",
        "EACCES",
        "EACCES",
      ]);
    }
    expect(codeOf(() => files.statSync(`${ROOT}/soft`))).toBe("ELOOP");
    expect(files.lstatSync(`${ROOT}/soft`).isSymbolicLink()).toBe(true);
    expect(readFileSync(secret, "utf8")).toBe("secret");
    closeSync(held);
  });

  test("are an open folder no more when a link is in its place", () => {
    files.mkdirSync(`${ROOT}/sub`);
    const number = files.openSync(`${ROOT}/sub`, READ, 0);
    rmdirSync(join(folder, "sub"));
    symlinkSync(outer, join(folder, "sub"));
    expect(files.fstatSync(number).isDirectory()).toBe(false);
    expect(codeOf(() => files.readdirSync(`${ROOT}/sub`))).toBe("ELOOP");
  });

  test("lose what is in them if they are opened for that", () => {
    files.closeSync(files.openSync(`${ROOT}/file`, WRITE | TRUNCATE, 0o600));
    expect(files.statSync(`${ROOT}/file`).size).toBe(0);
  });

  test("have numbers of their own, by which nothing else of luff can be read or closed", () => {
    const own = openSync(join(outer, "mine"), "w");
    expect(codeOf(() => files.writeSync(own, new Uint8Array(1), 0, 1, 0))).toBe("EBADF");
    files.closeSync(own);
    writeSync(own, "still open");
    closeSync(own);
    expect(readFileSync(join(outer, "mine"), "utf8")).toBe("still open");
  });

  test("include folders, which are open as such", () => {
    const number = files.openSync(ROOT, READ, 0);
    expect(files.fstatSync(number).isDirectory()).toBe(true);
    expect(codeOf(() => files.readSync(number, new Uint8Array(1), 0, 1, 0))).toBe("EISDIR");
    expect(codeOf(() => files.openSync(ROOT, WRITE, 0))).toBe("EISDIR");
    files.closeSync(number);
    expect(codeOf(() => files.readSync(number, new Uint8Array(1), 0, 1, 0))).toBe("EBADF");
  });
});
