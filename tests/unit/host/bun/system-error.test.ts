import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HostError } from "../../../../src/host/host-error.ts";
import { hostError } from "../../../../src/host/bun/system-error.ts";

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

describe("hostError", () => {
  test.each([
    ["ENOENT", "not-found"],
    ["EEXIST", "exists"],
    ["EACCES", "denied"],
    ["EPERM", "denied"],
    ["ENOTDIR", "not-a-directory"],
    ["EISDIR", "is-a-directory"],
    ["ELOOP", "too-many-links"],
    ["ENOEXEC", "not-executable"],
    ["EFTYPE", "not-executable"],
    ["ENOSPC", "no-space"],
    ["EDQUOT", "no-space"],
    ["EFBIG", "too-large"],
    ["EROFS", "read-only"],
    ["EIO", "other"],
    ["", "other"],
  ] as const)("gives %j the kind %s", (code, kind) => {
    expect(hostError(systemError(code, "x"), "/p")).toMatchObject({ kind, path: "/p" });
  });

  test.each([
    ["ENOENT: no such file or directory, open '/x'", "no such file or directory"],
    ["EISDIR: illegal operation on a directory, read", "illegal operation on a directory"],
    ["EXDEV: cross-device link not permitted, rename '/a' -> '/b'", "cross-device link not permitted"],
    ["ENOSPC: no space left on device", "no space left on device"],
    ["EFTYPE: inappropriate file type or format, uv_spawn", "inappropriate file type or format"],
    ["ENOENT: no such file or directory, open '/a\n, open '/b''", "no such file or directory"],
    ["something else", "something else"],
    ["EX: ", "EX: "],
  ])("finds the system's sentence in %j", (message, detail) => {
    expect(hostError(systemError("EX", message), "").detail).toBe(detail);
  });

  test.each([
    ["EISDIR: illegal operation on a directory, read", "is a directory"],
    ["ELOOP: too many symbolic links encountered, open '/x'", "too many levels of symbolic links"],
    ["EEXIST: file already exists, mkdir '/x'", "file already exists"],
    ["EMFILE: too many open files, open '/x'", "too many open files"],
    ["ENOEXEC: unknown error, uv_spawn", "exec format error"],
  ])("says %j in the words that every host has", (message, detail) => {
    expect(hostError(systemError(message.slice(0, message.indexOf(":")), message), "").detail).toBe(detail);
  });

  test("finds it in an error of node:fs", () => {
    let thrown: unknown;
    try {
      readFileSync(join(import.meta.dir, "missing"));
    } catch (error) {
      thrown = error;
    }
    expect(hostError(thrown, "/p")).toMatchObject({ kind: "not-found", detail: "no such file or directory" });
  });

  test("does not change a HostError, and accepts any value as an error", () => {
    const error = new HostError("exists", "/x", "there");
    expect(hostError(error, "/p")).toBe(error);
    expect(hostError("a text", "/p")).toMatchObject({ kind: "other", detail: "a text" });
    expect(hostError(undefined, "/p")).toMatchObject({ kind: "other" });
  });
});
