import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDescriptors } from "../../../../../src/host/bun/streams/descriptors.ts";
import {
  OPEN_APPEND,
  OPEN_CREATE,
  OPEN_EXCLUSIVE,
  OPEN_READ,
  OPEN_TRUNCATE,
  OPEN_WRITE,
  SEEK_CURRENT,
  SEEK_END,
  SEEK_SET,
} from "../../../../../src/host/descriptors.ts";

const posix = process.platform !== "win32";
const descriptors = createDescriptors();
let folder: string;
let path: Uint8Array;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "luff-descriptors-"));
  path = Buffer.from(join(folder, "file"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function open(bits: number, content?: string): number {
  if (content !== undefined) fs.writeFileSync(Buffer.from(path), content);
  return descriptors.open(path, bits, 0o666);
}

function read(descriptor: number, length: number): string | number {
  const buffer = new Uint8Array(length + 2);
  const count = descriptors.read(descriptor, buffer, 1, length);
  return count < 0 ? count : Buffer.from(buffer.subarray(1, 1 + count)).toString("latin1");
}

function write(descriptor: number, text: string): number {
  return descriptors.write(descriptor, Buffer.from(`..${text}`), 2, text.length);
}

const content = (): string => fs.readFileSync(Buffer.from(path), "latin1");

test("continues where the last read ended, and reads nothing at the end", () => {
  const file = open(OPEN_READ, "abcdef");
  expect([read(file, 4), read(file, 4), read(file, 4)]).toEqual(["abcd", "ef", ""]);
  expect(descriptors.close(file)).toBe(0);
});

test("writes after earlier writes, over the old content", () => {
  const file = open(OPEN_READ | OPEN_WRITE, "abcdef");
  expect([write(file, "XY"), write(file, "Z")]).toEqual([2, 1]);
  expect(read(file, 9)).toBe("def");
  descriptors.close(file);
  expect(content()).toBe("XYZdef");
});

test("creates, truncates and refuses files by the open flags", () => {
  expect(open(OPEN_READ)).toBe(-2);
  expect(open(OPEN_WRITE | OPEN_CREATE | OPEN_EXCLUSIVE)).toBeGreaterThan(2);
  expect(open(OPEN_WRITE | OPEN_CREATE | OPEN_EXCLUSIVE)).toBe(-17);
  descriptors.close(open(OPEN_WRITE | OPEN_TRUNCATE, "old"));
  expect(content()).toBe("");
});

test("refuses the empty path like the system", () => {
  expect(descriptors.open(new Uint8Array(0), OPEN_READ, 0)).toBe(-2);
});

test("appends from any read position, and is at the end afterwards", () => {
  const file = open(OPEN_READ | OPEN_WRITE | OPEN_APPEND, "abc");
  expect(read(file, 1)).toBe("a");
  write(file, "de");
  expect(descriptors.seek(file, 0, SEEK_CURRENT)).toBe(5);
  expect(descriptors.seek(file, 1, SEEK_SET)).toBe(1);
  write(file, "f");
  descriptors.close(file);
  expect(content()).toBe("abcdef");
});

test.each([
  [2, SEEK_SET, 2],
  [2, SEEK_CURRENT, 5],
  [-1, SEEK_CURRENT, 2],
  [-2, SEEK_END, 4],
  [2 ** 40, SEEK_END, 2 ** 40 + 6],
  [-4, SEEK_CURRENT, -22],
] as const)("seeks by %p from base %p to %p", (distance, base, position) => {
  const file = open(OPEN_READ, "abcdef");
  read(file, 3);
  expect(descriptors.seek(file, distance, base)).toBe(position);
});

test("returns the system's error number for a descriptor that is closed or not usable for the call", () => {
  expect(read(999, 1)).toBe(-9);
  expect(write(open(OPEN_READ, "a"), "x")).toBe(-9);
  expect(descriptors.close(999)).toBe(-9);
});

describe.if(posix)("on POSIX", () => {
  test("opens a folder, which cannot be read", () => {
    const file = descriptors.open(Buffer.from(folder), OPEN_READ, 0);
    expect(read(file, 1)).toBe(-21);
    descriptors.close(file);
  });

  test("accepts paths that are not UTF-8", () => {
    path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe])]);
    descriptors.close(open(OPEN_WRITE | OPEN_CREATE));
    expect(fs.readdirSync(Buffer.from(folder) as unknown as string, "buffer")).toEqual([Buffer.from([0xff, 0xfe])]);
  });

  test("cannot seek in a pipe", () => {
    Bun.spawnSync(["mkfifo", join(folder, "pipe")]);
    const file = descriptors.open(Buffer.from(join(folder, "pipe")), OPEN_READ | OPEN_WRITE, 0);
    expect(descriptors.seek(file, 0, SEEK_CURRENT)).toBe(-29);
    descriptors.close(file);
  });

  test("shares the position of a standard stream with other processes", async () => {
    fs.writeFileSync(Buffer.from(path), "first\nsecond\n");
    const program = `
      import { createDescriptors } from ${JSON.stringify(require.resolve("../../../../../src/host/bun/streams/descriptors.ts"))};
      const descriptors = createDescriptors();
      descriptors.read(0, new Uint8Array(6), 0, 6);
      console.log(descriptors.seek(0, 0, 1));
    `;
    const command = `"${process.execPath}" -e '${program}'; cat`;
    const child = Bun.spawnSync(["sh", "-c", command], { stdin: Bun.file(join(folder, "file")), env: process.env });
    expect(child.stdout.toString()).toBe("6\nsecond\n");
  });

  test("recognises that files, pipes and the null device are not terminals", () => {
    const file = open(OPEN_READ, "");
    const device = descriptors.open(Buffer.from("/dev/null"), OPEN_READ, 0);
    expect([descriptors.isTerminal(file), descriptors.isTerminal(device), descriptors.isTerminal(999)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
