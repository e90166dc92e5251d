import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { kindThrownBy } from "./kind-thrown-by.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";

const BYTES = new Uint8Array([0, 255, 10, 13, 128]);

describe.each(Object.entries(SUBJECTS))("Files of %s", (name, create) => {
  let subject: Subject;
  beforeEach(() => (subject = create()));
  afterEach(() => subject[Symbol.dispose]());
  const read = (path: string, limit?: number): Uint8Array => new Uint8Array(subject.host.files.read(path, limit));
  const textOf = (path: string): string => new TextDecoder().decode(read(path));
  // Files in memory and on Windows have no modes.
  const hasModes = process.platform !== "win32" && name !== "the in-memory host";
  const at = (...parts: string[]): string => join(subject.root, ...parts);

  describe("read", () => {
    test("returns all bytes unchanged", () => {
      expect(read(subject.put("bytes", BYTES))).toEqual(BYTES);
      expect(read(subject.put("empty", ""))).toEqual(new Uint8Array());
    });

    test.each([
      [0, ""],
      [3, "abc"],
      [6, "abcdef"],
      [7, "abcdef"],
      [100_000, "abcdef"],
    ])("returns at most %i bytes if that is the limit", (limit, expected) => {
      expect(new TextDecoder().decode(read(subject.put("f", "abcdef"), limit))).toBe(expected);
    });

    test.each([16_383, 16_384, 16_385, 70_000])("returns all %i bytes of a file, or as many as the limit", (length) => {
      const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
      const path = subject.put("long", bytes);
      expect(read(path)).toEqual(bytes);
      for (const limit of [length - 1, length, length + 1, 1_000_000]) {
        expect(read(path, limit)).toEqual(bytes.slice(0, limit));
      }
    });

    // The in-memory host has no files of the kernel; neither have other systems.
    if (process.platform === "linux" && name !== "the in-memory host") {
      test("returns all of a file for which the system says that it has no bytes", () => {
        const text = new TextDecoder().decode(read("/proc/self/smaps", 100_000_000));
        expect(text).toEndWith("\n");
        expect(text.trimEnd().split("\n").at(-1)).toMatch(/^VmFlags:/);
      });
    }

    test("returns bytes that later reads do not change", () => {
      const first = subject.host.files.read(subject.put("a", "aaaa"), 10);
      subject.host.files.read(subject.put("b", "bbbb"), 10);
      expect(new TextDecoder().decode(first)).toBe("aaaa");
    });

    test("follows links, also in the path", () => {
      subject.put("real/f", "x");
      subject.put("folder", { kind: "link", target: at("real") });
      subject.put("file", { kind: "link", target: join("real", "f") });
      expect(textOf(at("folder", "f"))).toBe("x");
      expect(textOf(at("file"))).toBe("x");
    });

    test.each([
      ["not-found", "absent"],
      ["not-found", "absent/f"],
      ["not-a-directory", "file/f"],
      ["is-a-directory", "folder"],
      ["too-many-links", "loop"],
      ["not-found", "dangling"],
    ] as const)("throws %s for %s", (kind, path) => {
      subject.put("file", "x");
      subject.put("folder", { kind: "directory" });
      subject.put("loop", { kind: "link", target: "loop" });
      subject.put("dangling", { kind: "link", target: "nowhere" });
      expect(kindThrownBy(() => read(at(path)))).toBe(kind);
      expect(kindThrownBy(() => read(at(path), 10))).toBe(kind);
    });

    test("names the path and the system's sentence in an error", () => {
      expect(() => read(at("absent"))).toThrow(`${at("absent")}: no such file or directory`);
    });
  });

  describe("writeAtomically", () => {
    test("makes a file and its folders, from text and from bytes", () => {
      subject.host.files.writeAtomically(at("new", "deep", "text"), "tëxt");
      subject.host.files.writeAtomically(at("new", "bytes"), BYTES);
      expect(textOf(at("new", "deep", "text"))).toBe("tëxt");
      expect(read(at("new", "bytes"))).toEqual(BYTES);
    });

    if (hasModes) {
      test("makes folders that only their owner can enter", () => {
        subject.host.files.writeAtomically(at("new", "deep", "f"), "x");
        const modes = [at("new"), at("new", "deep")].map((folder) => statSync(folder).mode & 0o777);
        expect(modes).toEqual([0o700, 0o700]);
      });
    }

    test("replaces an existing file, and leaves nothing beside it", () => {
      subject.put("f", "a long old text");
      subject.host.files.writeAtomically(at("f"), "new");
      expect(textOf(at("f"))).toBe("new");
      expect(subject.host.files.list(subject.root)).toEqual(["f"]);
    });

    test("throws if a folder is in the way, and leaves nothing beside it", () => {
      subject.put("folder/f", "x");
      expect(kindThrownBy(() => subject.host.files.writeAtomically(at("folder"), "x"))).toBeDefined();
      expect(subject.host.files.list(subject.root)).toEqual(["folder"]);
    });

    test("throws if a file is in the place of a folder", () => {
      subject.put("file", "x");
      expect(kindThrownBy(() => subject.host.files.writeAtomically(at("file", "f"), "x"))).toBeDefined();
    });
  });

  describe("readOwn", () => {
    test("returns as many bytes as the limit, also of a large file", () => {
      const large = new Uint8Array(70_000).fill(1);
      subject.put("small", "abcdef");
      subject.put("large", large);
      expect(new TextDecoder().decode(subject.host.files.readOwn(at("small"), 3))).toBe("abc");
      expect(new Uint8Array(subject.host.files.readOwn(at("large"), 100_000))).toEqual(large);
    });

    test.each(["small", "large"] as const)("throws for a %s file that others may write to", (size) => {
      const content = "x".repeat(size === "small" ? 1 : 70_000);
      for (const mode of [0o666, 0o620, 0o602]) {
        subject.put("f", { kind: "barred", permissions: { mode, noexec: false }, content });
        const thrown = kindThrownBy(() => subject.host.files.readOwn(at("f"), 100_000));
        expect(thrown).toBe(subject.host.os === "windows" ? undefined : "denied");
      }
    });

    test("throws for a missing file", () => {
      expect(kindThrownBy(() => subject.host.files.readOwn(at("none"), 1))).toBe("not-found");
    });
  });

  describe("writeOwn", () => {
    test("makes and replaces a file with its folders, and leaves nothing beside it", () => {
      subject.host.files.writeOwn(at("new", "deep", "f"), BYTES);
      subject.host.files.writeOwn(at("new", "deep", "f"), new Uint8Array([1]));
      expect(read(at("new", "deep", "f"))).toEqual(new Uint8Array([1]));
      expect(subject.host.files.list(at("new", "deep"))).toEqual(["f"]);
    });

    test("makes a file that can be read as this user's own", () => {
      subject.host.files.writeOwn(at("new", "f"), BYTES);
      expect(new Uint8Array(subject.host.files.readOwn(at("new", "f"), 10))).toEqual(BYTES);
      if (hasModes) expect(statSync(at("new", "f")).mode & 0o777).toBe(0o600);
    });

    if (hasModes) {
      test("throws for a folder that others may write to", () => {
        mkdirSync(at("open"));
        chmodSync(at("open"), 0o777);
        expect(kindThrownBy(() => subject.host.files.writeOwn(at("open", "f"), BYTES))).toBe("denied");
        expect(subject.host.files.list(at("open"))).toEqual([]);
      });
    }

    // Each question to the QuickJS host is a process of its own, whose number is not known before.
    if (hasModes && name !== "the QuickJS host") {
      test("does not follow a link at the temporary name", () => {
        subject.put("target", "kept");
        subject.put(`f.${subject.host.environment.processId}.tmp`, { kind: "link", target: "target" });
        expect(kindThrownBy(() => subject.host.files.writeOwn(at("f"), BYTES))).toBe("exists");
        expect(textOf(at("target"))).toBe("kept");
      });
    }
  });

  describe("list", () => {
    test("returns the names in byte order, hidden ones and folders included", () => {
      for (const name of ["b", "a", "B", ".hidden", "ü", "10", "9", "a b"]) subject.put(`in/${name}`, "x");
      subject.put("in/folder/f", "x");
      expect(subject.host.files.list(at("in"))).toEqual([".hidden", "10", "9", "B", "a", "a b", "b", "folder", "ü"]);
    });

    test("returns nothing for an empty folder, and follows a link to one", () => {
      subject.put("empty", { kind: "directory" });
      subject.put("link", { kind: "link", target: "empty" });
      expect(subject.host.files.list(at("empty"))).toEqual([]);
      expect(subject.host.files.list(at("link"))).toEqual([]);
    });

    test("throws for a missing path and for a file", () => {
      subject.put("file", "x");
      expect(kindThrownBy(() => subject.host.files.list(at("absent")))).toBe("not-found");
      expect(kindThrownBy(() => subject.host.files.list(at("file")))).toBe("not-a-directory");
    });
  });

  describe("stat", () => {
    test("distinguishes files and folders, and returns sizes", () => {
      expect(subject.host.files.stat(subject.put("f", "abc"))).toMatchObject({ kind: "file", size: 3 });
      if (hasModes) expect(subject.host.files.stat(at("f"))?.modified).toBeCloseTo(statSync(at("f")).mtimeMs, 0);
      expect(subject.host.files.stat(subject.put("d", { kind: "directory" }))).toMatchObject({ kind: "directory" });
    });

    test("reports whether a file may be executed", () => {
      const [program, text] = [subject.put("p", { kind: "program" }), subject.put("t", "x")];
      expect(subject.host.files.stat(program)?.executable).toBe(true);
      expect(subject.host.files.stat(text)?.executable).toBe(subject.host.os === "windows");
    });

    test("follows links", () => {
      subject.put("f", "abc");
      subject.put("link", { kind: "link", target: "f" });
      expect(subject.host.files.stat(at("link"))).toMatchObject({ kind: "file", size: 3 });
    });

    test("returns nothing for a path that is missing, below a file, or a broken link", () => {
      subject.put("file", "x");
      subject.put("dangling", { kind: "link", target: "nowhere" });
      for (const path of ["absent", "absent/f", "file/f", "dangling"]) {
        expect(subject.host.files.stat(at(path))).toBeUndefined();
      }
    });

    test("throws for a cycle of links", () => {
      subject.put("a", { kind: "link", target: "b" });
      subject.put("b", { kind: "link", target: "a" });
      expect(kindThrownBy(() => subject.host.files.stat(at("a")))).toBe("too-many-links");
    });
  });

  describe("listLinks", () => {
    test("has the links of a folder, and nothing that is surely none", () => {
      subject.put("in/file", "x");
      subject.put("in/folder/file", "x");
      subject.put("in/link", { kind: "link", target: "folder" });
      subject.put("in/dangling", { kind: "link", target: "nowhere" });
      const lists = name === "the Bun host" && process.platform === "linux";
      const found = subject.host.files.listLinks?.(at("in"));
      expect(found?.toSorted()).toEqual(lists ? ["dangling", "link"] : undefined);
    });

    test("knows nothing of a folder that cannot be listed", () => {
      expect(subject.host.files.listLinks?.(at("absent"))).toBeUndefined();
    });
  });

  describe("countAbsent", () => {
    test("counts what is not there at the start of a list, each time anew", () => {
      subject.put("file", "x");
      subject.put("dangling", { kind: "link", target: "nowhere" });
      const paths = ["absent", "file/f", "dangling", "later", "file", "absent"].map((path) => at(path));
      const count = (): number => subject.host.files.countAbsent?.(paths) ?? 0;
      const counts = name === "the QuickJS host" || (name === "the Bun host" && process.platform === "linux");
      expect(count()).toBe(counts ? 4 : 0);
      subject.put("later", { kind: "program" });
      expect(count()).toBe(counts ? 3 : 0);
      expect(subject.host.files.countAbsent?.([at("absent"), at("file/f")]) ?? 0).toBe(counts ? 2 : 0);
      expect(subject.host.files.countAbsent?.([]) ?? 0).toBe(0);
    });
  });

  describe("isReadable", () => {
    test("returns true for files, folders and links to them, also large and empty ones", () => {
      const paths = [
        subject.put("f", "abc"),
        subject.put("empty", ""),
        subject.put("large", "x".repeat(100_000)),
        subject.put("d", { kind: "directory" }),
        subject.put("link", { kind: "link", target: "f" }),
      ];
      expect(paths.map((path) => subject.host.files.isReadable(path))).toEqual(paths.map(() => true));
    });

    test("returns false for a path that is missing, below a file, a broken link or in a cycle of links", () => {
      subject.put("file", "x");
      subject.put("dangling", { kind: "link", target: "nowhere" });
      subject.put("loop", { kind: "link", target: "loop" });
      for (const path of ["absent", "file/f", "dangling", "loop"]) {
        expect(subject.host.files.isReadable(at(path))).toBe(false);
      }
    });
  });

  describe("permissions", () => {
    test("returns the mode, and follows links", () => {
      const barred = { mode: 0o641, noexec: false };
      subject.put("barred", { kind: "barred", permissions: barred });
      subject.put("link", { kind: "link", target: "barred" });
      const onWindows = subject.host.os === "windows";
      expect(subject.host.files.permissions(at("barred"))).toEqual(onWindows ? undefined : barred);
      expect(subject.host.files.permissions(at("link"))).toEqual(onWindows ? undefined : barred);
    });

    test("returns undefined for a missing path", () => {
      subject.put("file", "x");
      for (const path of ["absent", "file/f"]) expect(subject.host.files.permissions(at(path))).toBeUndefined();
    });
  });

  describe("realPath", () => {
    test("resolves links of the file and of its folders", () => {
      subject.put("real/f", "x");
      subject.put("folder", { kind: "link", target: "real" });
      subject.put("real/link", { kind: "link", target: "f" });
      expect(subject.host.files.realPath(at("folder", "link"))).toBe(at("real", "f"));
    });

    test("throws for a missing path", () => {
      expect(kindThrownBy(() => subject.host.files.realPath(at("absent")))).toBe("not-found");
    });
  });

  describe("identity", () => {
    test("is the same for all paths to a folder: through links, with dots and slashes", () => {
      subject.put("real/f", "x");
      subject.put("link", { kind: "link", target: "real" });
      subject.put("far/link", { kind: "link", target: at("link") });
      const identity = (path: string): string => subject.host.files.identity(path);
      const ways = ["real", "real/", "./real", "real/../real", "link", "link/.", "far/link"];
      expect(new Set(ways.map((way) => identity(`${subject.root}/${way}`))).size).toBe(1);
      expect(identity(at("link", "f"))).toBe(identity(at("real", "f")));
    });

    test("differs for two files or folders, even with the same content", () => {
      for (const path of ["a/f", "b/f", "b/g"]) subject.put(path, "x");
      const all = ["a", "b", "a/f", "b/f", "b/g", "."].map((path) => subject.host.files.identity(at(path)));
      expect(new Set(all).size).toBe(all.length);
    });

    test.each([
      ["not-found", "absent"],
      ["not-found", "dangling"],
      ["not-a-directory", "file/f"],
      ["too-many-links", "loop"],
    ] as const)("throws %s for %s", (kind, path) => {
      subject.put("file", "x");
      subject.put("dangling", { kind: "link", target: "nowhere" });
      subject.put("loop", { kind: "link", target: "loop" });
      expect(kindThrownBy(() => subject.host.files.identity(at(path)))).toBe(kind);
    });
  });
});
