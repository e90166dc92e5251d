import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entries as bunEntries } from "../../src/host/bun/entries.ts";
import type { Entries, EntryStatus } from "../../src/host/entries.ts";
import { canRunCompactHost, createCompactEntries } from "../helpers/compact-host.ts";

const ENOENT = 2;
const EEXIST = 17;
const ENOTDIR = 20;
const EINVAL = 22;

const SUBJECTS: Readonly<Record<string, Entries>> = {
  "the Bun host": bunEntries,
  ...(canRunCompactHost() ? { "the QuickJS host": createCompactEntries() } : {}),
};
const onPosix = process.platform !== "win32";

describe.each(Object.entries(SUBJECTS))("Entries of %s", (_, entries) => {
  let root: string;
  beforeEach(() => (root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "luff entries ü-")))));
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const at = (...parts: string[]): Buffer => Buffer.from(join(root, ...parts));
  const statusOf = (path: Uint8Array, follows = true): EntryStatus => {
    const status = entries.status(path, follows);
    if (typeof status === "number") throw new Error(`errno ${-status}`);
    return status;
  };
  const textOf = (bytes: Uint8Array | number): string => Buffer.from(bytes as Uint8Array).toString("latin1");

  test("status has what the system knows of a file", () => {
    fs.writeFileSync(at("f"), "12345");
    if (onPosix) fs.chmodSync(at("f"), 0o4751);
    const { mtimeMs, ino, dev, uid, gid } = fs.statSync(at("f"));
    const found = statusOf(at("f"));
    expect(found).toMatchObject({ kind: "file", size: 5, links: 1, device: dev, number: ino, owner: uid, group: gid });
    expect(Math.abs(found.modified - mtimeMs)).toBeLessThan(1);
    if (onPosix) expect(found.mode).toBe(0o4751);
  });

  test("status has folders and links, followed or not", () => {
    fs.mkdirSync(at("d"));
    expect(statusOf(at("d")).kind).toBe("directory");
    expect(entries.makeLink(at("l"), Buffer.from("d"), false)).toBe(0);
    expect(statusOf(at("l")).kind).toBe("directory");
    expect(statusOf(at("l"), false).kind).toBe("link");
    expect(textOf(entries.readLink(at("l")))).toBe("d");
  });

  test("each call returns minus errno for what is not there", () => {
    const absent = at("absent");
    const results = [
      entries.status(absent, true),
      entries.status(absent, false),
      entries.list(absent),
      entries.makeFolder(at("absent", "d"), 0o777),
      entries.setMode(absent, 0o644),
      entries.makeLink(at("absent", "l"), Buffer.from("x"), false),
      entries.readLink(absent),
      entries.setTimes(absent, 0, 0),
      entries.changeFolder(absent),
      entries.status(new Uint8Array(), true),
    ];
    expect(results).toEqual(results.map(() => -ENOENT));
  });

  test("other errors have their own numbers", () => {
    fs.writeFileSync(at("f"), "");
    expect(entries.makeFolder(at("f"), 0o777)).toBe(-EEXIST);
    expect(entries.list(at("f"))).toBe(-ENOTDIR);
    expect(entries.readLink(at("f"))).toBe(-EINVAL);
  });

  test("list has every name, in bytes", () => {
    fs.mkdirSync(at("d"));
    const names = [".hidden", "a b", "ž"];
    for (const name of names) fs.writeFileSync(at("d", name), "");
    if (onPosix) fs.writeFileSync(Buffer.concat([at("d"), Buffer.from([0x2f, 0xff, 0xfe])]), "");
    const found = (entries.list(at("d")) as readonly Uint8Array[]).map(textOf).toSorted();
    const expected = names.map((name) => Buffer.from(name).toString("latin1"));
    expect(found).toEqual([...expected, ...(onPosix ? ["\xff\xfe"] : [])].toSorted());
    expect(entries.list(at("d", "..", "d"))).toHaveLength(found.length);
  });

  test("makeFolder, setMode and setTimes change what is there", () => {
    expect(entries.makeFolder(at("d"), 0o700)).toBe(0);
    fs.writeFileSync(at("f"), "");
    expect(entries.setMode(at("f"), 0o444)).toBe(0);
    expect(entries.setTimes(at("d"), 1_000_000_000_000, 1_234_567_890_500)).toBe(0);
    const { modified, accessed } = statusOf(at("d"));
    expect([modified, accessed]).toEqual([1_234_567_890_500, 1_000_000_000_000]);
    expect(statusOf(at("f")).mode & 0o222).toBe(0);
  });

  test("workingFolder is absolute", () => {
    const folder = textOf(entries.workingFolder());
    expect(fs.existsSync(folder)).toBe(true);
    expect(join(folder)).toBe(folder);
  });
});
