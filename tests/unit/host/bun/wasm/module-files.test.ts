import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { IFs } from "@tybys/wasm-util";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createModuleFiles, ROOT } from "../../../../../src/host/bun/wasm/module-files.ts";

const READ = 0;
const WRITE = 1;
const CREATE = 0x40;

let outer: string;
let files: IFs;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "luff-files-"));
  writeFileSync(join(outer, "secret"), "secret");
  const folder = mkdtempSync(join(outer, "in-"));
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
