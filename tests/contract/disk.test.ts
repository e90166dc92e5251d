import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createHost } from "../../src/host/bun/host.ts";
import type { Disk } from "../../src/host/disk.ts";
import { canRunCompactHost, compactHostDriver } from "../helpers/compact-host.ts";
import { kindThrownBy } from "./kind-thrown-by.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";

/** The host in memory has no disk that changes. */
const { "the in-memory host": _, ...ON_DISK } = SUBJECTS;

const BYTES = new Uint8Array([0, 255, 10, 13, 128]);
/** Windows has neither modes nor, without a privilege, links to files. */
const onPosix = test.skipIf(process.platform === "win32");

describe.each(Object.entries(ON_DISK))("Disk of %s", (_name, create) => {
  let subject: Subject;
  let disk: Disk;
  beforeEach(() => {
    subject = create();
    disk = subject.host.disk;
  });
  afterEach(() => subject[Symbol.dispose]());
  const at = (...parts: string[]): string => join(subject.root, ...parts);
  const names = (path = subject.root): string[] => subject.host.files.list(path);
  const contentOf = (path: string): Uint8Array => new Uint8Array(subject.host.files.read(path));

  describe("entry", () => {
    test("distinguishes files, folders and links, without following a link", () => {
      subject.put("f", "abc");
      subject.put("folder", { kind: "directory" });
      subject.put("link", { kind: "link", target: "f" });
      subject.put("dangling", { kind: "link", target: "nowhere" });
      expect(disk.entry(at("f"))).toMatchObject({ kind: "file", size: 3 });
      expect(disk.entry(at("folder"))?.kind).toBe("directory");
      expect(disk.entry(at("link"))?.kind).toBe("link");
      expect(disk.entry(at("dangling"))?.kind).toBe("link");
    });

    test("returns undefined for a missing path", () => {
      expect(disk.entry(at("absent"))).toBeUndefined();
      expect(disk.entry(at("absent", "f"))).toBeUndefined();
    });

    onPosix("has the bits that setMode sets", () => {
      subject.put("f", "x");
      for (const mode of [0o600, 0o755, 0o4711]) {
        disk.setMode(at("f"), mode);
        expect(disk.entry(at("f"))?.mode).toBe(mode);
      }
    });
  });

  describe("entryIdentity", () => {
    test("differs for all entries, links too, and stays with one that is renamed", () => {
      subject.put("folder/f", "x");
      subject.put("link", { kind: "link", target: "folder" });
      const paths = ["folder", "folder/f", "link"].map((path) => at(path));
      const before = paths.map((path) => disk.entryIdentity(path));
      expect(new Set(before).size).toBe(3);
      disk.rename(at("folder"), at("other"));
      disk.rename(at("link"), at("moved"));
      const after = ["other", "other/f", "moved"].map((path) => disk.entryIdentity(at(path)));
      expect(after).toEqual(before);
    });

    test("is another one for a folder that takes the place of one that is gone", () => {
      disk.makeFolders(at("folder"));
      const before = disk.entryIdentity(at("folder"));
      disk.remove(at("folder"));
      disk.makeFolders(at("folder"));
      expect(disk.entryIdentity(at("folder"))).not.toBe(before);
    });

    test("is the same text from every host", () => {
      subject.put("folder/f", "x");
      const bun = createHost().disk;
      for (const path of ["folder", "folder/f"]) {
        expect(disk.entryIdentity(at(path))).toBe(bun.entryIdentity(at(path)));
      }
    });

    test("throws if there is nothing at the path", () => {
      expect(kindThrownBy(() => disk.entryIdentity(at("absent")))).toBe("not-found");
    });
  });

  describe("makeFolders and makeUniqueFolder", () => {
    test("create missing folders, and keep existing ones", () => {
      subject.put("a/f", "x");
      disk.makeFolders(at("a", "b", "c"));
      disk.makeFolders(at("a", "b", "c"));
      expect(names(at("a"))).toEqual(["b", "f"]);
      expect(names(at("a", "b", "c"))).toEqual([]);
    });

    test("throw if a file is in the way", () => {
      subject.put("f", "x");
      expect(kindThrownBy(() => disk.makeFolders(at("f", "g")))).toBeDefined();
      expect(kindThrownBy(() => disk.makeFolders(at("f")))).toBe("exists");
    });

    test("make a new folder at each call", () => {
      const made = [disk.makeUniqueFolder(at("work-")), disk.makeUniqueFolder(at("work-"))];
      expect(new Set(made).size).toBe(2);
      expect(made.every((path) => path.startsWith(at("work-")))).toBe(true);
      expect(names()).toHaveLength(2);
    });
  });

  describe("create and open", () => {
    test("write a file in parts and read it at any position", () => {
      const file = disk.create(at("f"), 0o600);
      file.write(BYTES);
      file.write(new Uint8Array());
      file.write(new Uint8Array([1, 2, 3]));
      file.close();
      expect(contentOf(at("f"))).toEqual(new Uint8Array([...BYTES, 1, 2, 3]));
      const opened = disk.open(at("f"));
      const buffer = new Uint8Array(4);
      expect(opened.size).toBe(8);
      expect(opened.readAt(6, buffer)).toBe(2);
      expect([...buffer]).toEqual([2, 3, 0, 0]);
      expect(opened.readAt(1, buffer)).toBe(4);
      expect([...buffer]).toEqual([255, 10, 13, 128]);
      expect(opened.readAt(8, buffer)).toBe(0);
      opened.close();
    });

    test.each([0, 3, 100_000])("make a file of %d bytes at once, and none where something is", (length) => {
      const content = Uint8Array.from({ length }, (_, index) => index * 7);
      disk.createWith(at("f"), 0o600, content);
      expect(contentOf(at("f"))).toEqual(content);
      expect(kindThrownBy(() => disk.createWith(at("f"), 0o600, new Uint8Array([1])))).toBe("exists");
      expect(kindThrownBy(() => disk.createWith(at("absent", "f"), 0o600, content))).toBe("not-found");
      expect(contentOf(at("f"))).toEqual(content);
      expect(names()).toEqual(["f"]);
    });

    onPosix("give a file that is made at once its mode, and leave what a link leads to alone", () => {
      disk.createWith(at("f"), 0o750, new Uint8Array([1]));
      subject.put("dangling", { kind: "link", target: "elsewhere" });
      expect(disk.entry(at("f"))?.mode).toBe(0o750);
      expect(kindThrownBy(() => disk.createWith(at("dangling"), 0o600, new Uint8Array([1])))).toBe("exists");
      expect(names()).toEqual(["dangling", "f"]);
    });

    onPosix("give a new file its mode", () => {
      disk.create(at("f"), 0o750).close();
      expect(disk.entry(at("f"))?.mode).toBe(0o750);
    });

    test("create throws for an existing file, and open for a missing one", () => {
      subject.put("f", "x");
      subject.put("dangling", { kind: "link", target: "elsewhere" });
      expect(kindThrownBy(() => disk.create(at("f"), 0o600))).toBe("exists");
      expect(kindThrownBy(() => disk.create(at("dangling"), 0o600))).toBe("exists");
      expect(kindThrownBy(() => disk.open(at("absent")))).toBe("not-found");
      expect(names()).toEqual(["dangling", "f"]);
    });
  });

  describe.each(["writeDurably", "replace"] as const)("%s", (member) => {
    test("makes and replaces a file, and leaves nothing beside it", () => {
      disk[member](at("f"), "first");
      disk[member](at("f"), "tëxt");
      disk.syncFile(at("f"));
      disk.syncFolder(subject.root);
      expect(new TextDecoder().decode(contentOf(at("f")))).toBe("tëxt");
      expect(names()).toEqual(["f"]);
    });

    test("throws if a folder is in the way or missing, and leaves nothing beside it", () => {
      subject.put("folder/f", "x");
      expect(kindThrownBy(() => disk[member](at("folder"), "x"))).toBeDefined();
      expect(kindThrownBy(() => disk[member](at("absent", "f"), "x"))).toBe("not-found");
      expect(names()).toEqual(["folder"]);
    });
  });

  describe("syncFile and syncFolder", () => {
    test("syncFile throws for a missing file", () => {
      expect(kindThrownBy(() => disk.syncFile(at("absent")))).toBe("not-found");
    });

    onPosix("syncFolder throws for a missing folder", () => {
      expect(kindThrownBy(() => disk.syncFolder(at("absent")))).toBe("not-found");
    });
  });

  describe("syncVolume", () => {
    test("waits for the volume of a folder on Linux alone", () => {
      expect(disk.syncVolume(subject.root)).toBe(subject.host.os === "linux");
    });

    test("throws for a missing folder", () => {
      expect(kindThrownBy(() => disk.syncVolume(at("absent")))).toBe("not-found");
    });
  });

  describe("makeLink, readLink and linkFolder", () => {
    onPosix("keep the text of a link", () => {
      disk.makeLink(at("link"), "../some/where ü");
      expect(disk.readLink(at("link"))).toBe("../some/where ü");
      expect(kindThrownBy(() => disk.makeLink(at("link"), "x"))).toBe("exists");
    });

    test("let a path lead to a folder", () => {
      subject.put("real/f", "x");
      disk.linkFolder(at("link"), at("real"));
      expect(disk.entry(at("link"))?.kind).toBe("link");
      expect(subject.host.files.identity(at("link"))).toBe(subject.host.files.identity(at("real")));
      expect(names(at("link"))).toEqual(["f"]);
    });
  });

  describe("rename", () => {
    test("moves files, whole folders and links, and replaces a file", () => {
      subject.put("folder/deep/f", "x");
      subject.put("new", "1");
      subject.put("old", "2");
      disk.rename(at("folder"), at("moved"));
      disk.rename(at("new"), at("old"));
      disk.linkFolder(at("link"), at("moved"));
      disk.rename(at("link"), at("other"));
      expect(names()).toEqual(["moved", "old", "other"]);
      expect(contentOf(at("moved", "deep", "f"))).toEqual(new Uint8Array([120]));
      expect(contentOf(at("old"))).toEqual(new Uint8Array([49]));
      expect(disk.entry(at("other"))?.kind).toBe("link");
    });

    test("throws for a missing path", () => {
      expect(kindThrownBy(() => disk.rename(at("absent"), at("x")))).toBe("not-found");
    });
  });

  describe("remove", () => {
    test("removes files, also read-only ones, links but not their targets, and empty folders", () => {
      subject.put("f", "x");
      disk.setMode(at("f"), 0o444);
      subject.put("empty", { kind: "directory" });
      subject.put("real/f", "x");
      disk.linkFolder(at("link"), at("real"));
      for (const path of ["f", "empty", "link"]) disk.remove(at(path));
      expect(names()).toEqual(["real"]);
      expect(names(at("real"))).toEqual(["f"]);
    });

    test("throws for a folder that is not empty, and for a missing path", () => {
      subject.put("folder/f", "x");
      expect(kindThrownBy(() => disk.remove(at("folder")))).toBeDefined();
      expect(kindThrownBy(() => disk.remove(at("absent")))).toBe("not-found");
      expect(names()).toEqual(["folder"]);
    });
  });

  describe("lock", () => {
    test("is taken once, and can be taken again after its release or its process's end", () => {
      const bun = ON_DISK["the Bun host"]!();
      const held = bun.host.disk.lock(at("lock"), "owner ü", 0);
      expect(new TextDecoder().decode(contentOf(at("lock")))).toBe("owner ü");
      expect(disk.lock(at("lock"), "another", 0)).toBeUndefined();
      held?.release();
      expect(disk.lock(at("lock"), "another", 0)).toBeDefined();
      bun[Symbol.dispose]();
    });

    test("throws if the file cannot be made", () => {
      expect(kindThrownBy(() => disk.lock(at("absent", "lock"), "x", 0))).toBe("not-found");
    });

    onPosix("is taken also if a FIFO is in its place, which holds no text", () => {
      expect(Bun.spawnSync(["mkfifo", at("lock")]).exitCode).toBe(0);
      using bun = ON_DISK["the Bun host"]!();
      const held = bun.host.disk.lock(at("lock"), "owner", 0);
      expect(held).toBeDefined();
      expect(disk.lock(at("lock"), "another", 0)).toBeUndefined();
      held?.release();
      expect(disk.lock(at("lock"), "another", 0)).toBeDefined();
    });

    onPosix("empties no file that a link in its place leads to", () => {
      subject.put("mine", "x");
      subject.put("lock", { kind: "link", target: "mine" });
      expect(kindThrownBy(() => disk.lock(at("lock"), "another", 0))).toBe("too-many-links");
      expect(new TextDecoder().decode(contentOf(at("mine")))).toBe("x");
    });
  });
});

if (canRunCompactHost()) {
  test("A lock of a process that was killed can be taken at once", async () => {
    using subject = ON_DISK["the Bun host"]!();
    const path = join(subject.root, "lock");
    const holder = Bun.spawn([compactHostDriver(), "hold", path], { stdout: "pipe" });
    await holder.stdout.getReader().read();
    expect(subject.host.disk.lock(path, "x", 0)).toBeUndefined();
    holder.kill("SIGKILL");
    await holder.exited;
    const taken = subject.host.disk.lock(path, "x", 0);
    expect(taken).toBeDefined();
    taken?.release();
  });
}
