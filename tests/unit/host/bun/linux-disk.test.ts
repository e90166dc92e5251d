import { afterAll, describe, expect, test } from "bun:test";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LinuxDisk, openLinuxDisk } from "../../../../src/host/bun/linux-disk.ts";

const root = mkdtempSync(join(tmpdir(), "luff-linux-disk-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
/** A path in a new folder, where nothing is. */
function freshPath(name = "x ž"): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  return join(folder, name);
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

test("other systems have none", () => {
  expect(openLinuxDisk() === undefined).toBe(process.platform !== "linux");
});

describe.if(process.platform === "linux")("openLinuxDisk", () => {
  const disk = openLinuxDisk() as LinuxDisk;

  test("makes folders with those above them, and takes those that are there", () => {
    const path = freshPath();
    expect(disk.makeFolders(join(path, "a", "b"), 0o700)).toBe(true);
    expect(disk.makeFolders(`${path}/a/b/`, 0o777)).toBe(true);
    expect(statSync(join(path, "a", "b")).mode & 0o7777).toBe(0o700);
    expect(statSync(path).mode & 0o7777).toBe(0o700);
  });

  test("makes no folder where a file is, or under one", () => {
    const path = freshPath();
    writeFileSync(path, "text");
    expect([disk.makeFolders(path, 0o777), disk.makeFolders(join(path, "a", "b"), 0o777)]).toEqual([false, false]);
    expect(readFileSync(path, "utf8")).toBe("text");
  });

  test("takes a link to a folder for one, but not a broken link", () => {
    const path = freshPath();
    symlinkSync(".", path);
    expect(disk.makeFolders(path, 0o777)).toBe(true);
    const broken = freshPath();
    symlinkSync("missing", broken);
    expect(disk.makeFolders(broken, 0o777)).toBe(false);
  });

  test("makes links and no second one", () => {
    const path = freshPath();
    expect([disk.makeLink(path, "to ž"), disk.makeLink(path, "other")]).toEqual([true, false]);
    expect(readlinkSync(path)).toBe("to ž");
  });

  test("renames", () => {
    const path = freshPath();
    writeFileSync(path, "text");
    expect([disk.rename(path, `${path}.new`), disk.rename(path, `${path}.newer`)]).toEqual([true, false]);
    expect(readFileSync(`${path}.new`, "utf8")).toBe("text");
  });

  test("removes files, links and empty folders", () => {
    const path = freshPath("folder");
    mkdirSync(join(path, "full", "inner"), { recursive: true });
    writeFileSync(join(path, "file"), "");
    symlinkSync("full", join(path, "link"));
    const removed = ["file", "link", "full", "missing", "full/inner"].map((name) => disk.remove(join(path, name)));
    expect(removed).toEqual([true, true, false, false, true]);
    expect(existsSync(join(path, "full"))).toBe(true);
  });

  test.each([
    ["replaces a file", { mode: 0o600 }],
    ["replaces a file after its content is on the disk", { mode: 0o600, flush: true }],
    ["replaces a file by a new one", { mode: 0o600, isNew: true }],
  ])("%s", (_title, how) => {
    const path = freshPath();
    writeFileSync(path, "old and longer");
    expect(disk.replace(path, `${path}.tmp`, bytes("new ž"), how)).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("new ž");
    expect(statSync(path).mode & 0o7777).toBe(how.mode);
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });

  test("replaces a file by an empty one", () => {
    const path = freshPath();
    writeFileSync(path, "old");
    expect(disk.replace(path, `${path}.tmp`, new Uint8Array(), { mode: 0o644 })).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("");
  });

  test("leaves all as it was if a file cannot be replaced", () => {
    const path = freshPath();
    mkdirSync(path);
    expect(disk.replace(path, `${path}.tmp`, bytes("text"), { mode: 0o644 })).toBe(false);
    expect(existsSync(`${path}.tmp`)).toBe(false);
    writeFileSync(`${path}.tmp`, "another's");
    expect(disk.replace(`${path}2`, `${path}.tmp`, bytes("text"), { mode: 0o644, isNew: true })).toBe(false);
    expect(readFileSync(`${path}.tmp`, "utf8")).toBe("another's");
  });

  test("writes to what it created, and nothing to what is closed", () => {
    const made = disk.create(freshPath(), 0o644);
    expect(made).toBeGreaterThan(2);
    expect(disk.write(made, bytes("text"))).toBe(4);
    expect(disk.write(made, new Uint8Array())).toBe(0);
    disk.close(made);
    expect(disk.write(made, bytes("text"))).toBe(0);
  });

  test("creates no file where one is", () => {
    const path = freshPath();
    writeFileSync(path, "text");
    expect(disk.create(path, 0o644)).toBe(-1);
    expect(readFileSync(path, "utf8")).toBe("text");
  });

  test("sets modes, also those for groups and links' targets", () => {
    const path = freshPath();
    writeFileSync(path, "text");
    symlinkSync("x ž", `${path}.link`);
    expect([disk.setMode(`${path}.link`, 0o2751), disk.setMode(`${path}.none`, 0o600)]).toEqual([true, false]);
    expect(statSync(path).mode & 0o7777).toBe(0o2751);
  });

  test("synchronises files and folders, but not what is missing", () => {
    const path = freshPath();
    writeFileSync(path, "text");
    expect([path, root, `${path}.none`].map((each) => disk.sync(each))).toEqual([true, true, false]);
  });

  test("reads at positions, up to the end", () => {
    const path = freshPath();
    writeFileSync(path, "0123456789");
    const file = disk.openToRead(path);
    const buffer = new Uint8Array(4);
    const read = [0, 8, 10, 100].map((position) => [file?.readAt(position, buffer), new TextDecoder().decode(buffer)]);
    expect(file?.size).toBe(10);
    expect(read).toEqual([
      [4, "0123"],
      [2, "8923"],
      [0, "8923"],
      [0, "8923"],
    ]);
    expect(file?.readAt(0, new Uint8Array())).toBe(0);
    file?.close();
    expect(disk.openToRead(`${path}.none`)).toBeUndefined();
  });

  test("a folder can be opened, but reports at each read that it is none", () => {
    const file = disk.openToRead(root);
    expect(file?.readAt(0, new Uint8Array(4))).toBe(-1);
    file?.close();
  });

  test("lists all names of a folder, as node:fs does", () => {
    const path = freshPath();
    const names = Array.from({ length: 2000 }, (_, index) => `${index} ${"long ".repeat(index % 40)}ž`);
    mkdirSync(path);
    for (const name of [...names, ".hidden", "\uFEFFmark"]) writeFileSync(join(path, name), "");
    expect(disk.list(path)?.toSorted()).toEqual([...names, ".hidden", "\uFEFFmark"].toSorted());
    expect([disk.list(`${path}.none`), disk.list(join(path, ".hidden"))]).toEqual([undefined, undefined]);
    expect(disk.list(freshPath("."))).toEqual([]);
  });

  test("names files as node:fs does, and links by themselves", () => {
    const path = freshPath();
    symlinkSync("missing", path);
    for (const each of [path, root, "/proc/self/exe", "/"]) {
      const { ino, birthtimeNs } = lstatSync(each, { bigint: true });
      expect(disk.identity(each) ?? `${ino}:${birthtimeNs}`).toBe(`${ino}:${birthtimeNs}`);
    }
    expect(disk.identity(path)).toBeDefined();
    expect(disk.identity(`${path}.none`)).toBeUndefined();
  });

  test("opens a file to lock it, but follows no link", () => {
    const path = freshPath();
    writeFileSync(path, "a longer text before");
    const file = disk.openToLock(path);
    expect(file?.setContent(bytes("text"))).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("text");
    expect(file?.setContent(new Uint8Array())).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("");
    file?.close();
    expect(file?.setContent(bytes("text"))).toBe(false);
    symlinkSync(path, `${path}.link`);
    expect(disk.openToLock(`${path}.link`)).toBeUndefined();
  });

  test("C functions get no path that is empty or has a zero", () => {
    const content = bytes("text");
    for (const path of ["", join(root, "a\0b")]) {
      const failed = [
        disk.makeFolders(path, 0o777),
        disk.makeLink(path, "x"),
        disk.makeLink(join(root, "never"), path),
        disk.rename(path, join(root, "never")),
        disk.rename(root, path),
        disk.remove(path),
        disk.replace(path, join(root, "never"), content, { mode: 0o644 }),
        disk.replace(join(root, "never"), path, content, { mode: 0o644 }),
        disk.setMode(path, 0o777),
        disk.sync(path),
        disk.create(path, 0o644) >= 0,
      ];
      expect(failed).toEqual(failed.map(() => false));
      expect([disk.openToRead(path), disk.list(path), disk.identity(path), disk.openToLock(path)]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
    expect(existsSync(join(root, "never"))).toBe(false);
  });
});
