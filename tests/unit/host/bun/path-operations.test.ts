import { afterEach, beforeEach, expect, test } from "bun:test";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathOperations } from "../../../../src/host/bun/path-operations.ts";

let folder: string;
const at = (name: string): Uint8Array => Buffer.from(join(folder, name));

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "luff-paths-"));
  fs.writeFileSync(join(folder, "file"), "x");
  fs.mkdirSync(join(folder, "full/inner"), { recursive: true });
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test("removes files and empty folders", () => {
  expect([pathOperations.remove(at("file")), pathOperations.remove(at("full/inner"))]).toEqual([0, 0]);
  expect(fs.readdirSync(folder)).toEqual(["full"]);
});

test.if(process.platform === "linux").each([
  ["nothing", -2],
  ["full", -39],
  ["file/below", -20],
])("refuses to remove %s with %p", (name, result) => {
  expect(pathOperations.remove(at(name))).toBe(result);
});

test.if(process.platform !== "win32")("removes a link to a folder, not the folder", () => {
  fs.symlinkSync("full", join(folder, "link"));
  expect(pathOperations.remove(at("link"))).toBe(0);
  expect(fs.existsSync(join(folder, "full/inner"))).toBe(true);
});

test("renames", () => {
  expect(pathOperations.rename(at("file"), at("other"))).toBe(0);
  expect(pathOperations.rename(at("file"), at("other"))).toBe(-2);
  expect(fs.readFileSync(join(folder, "other"), "utf8")).toBe("x");
});

test("returns the system's error for an empty path", () => {
  const empty = new Uint8Array(0);
  expect([
    pathOperations.remove(empty),
    pathOperations.rename(empty, at("a")),
    pathOperations.rename(at("file"), empty),
  ]).toEqual([-2, -2, -2]);
});

test("makes temporary files with different names", () => {
  const paths = [1, 2].map(() => pathOperations.makeTemporaryFile("luff-test-"));
  const names = paths.map((path) => Buffer.from(path as Uint8Array).toString());
  expect(names[0]).toMatch(/luff-test-\w{6}$/);
  expect(names[0]).not.toBe(names[1]!);
  for (const name of names) {
    expect(fs.statSync(name).size).toBe(0);
    fs.rmSync(name);
  }
});
