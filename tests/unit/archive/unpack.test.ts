import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readArchive } from "../../../src/archive/read-archive.ts";
import { unpack } from "../../../src/archive/unpack.ts";
import { DEFAULT_LIMITS, UnpackCounter, type UnpackLimits } from "../../../src/archive/unpack-limits.ts";
import { AppError } from "../../../src/errors/app-error.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import type { OutputFile } from "../../../src/host/disk.ts";
import { HostError } from "../../../src/host/host-error.ts";
import { listFiles } from "../../../src/manage/receipt/file-list.ts";
import { listUnpacked } from "../../../src/manage/stage/unpacked-files.ts";
import { filesBelow } from "../../helpers/files-below.ts";
import { extendedHeader, madeTar, madeTgz, sealHeader, type TarPart } from "../../helpers/made-tar.ts";
import { withMemoryDisk } from "../../helpers/memory-disk.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";
import { madeZip, type ZipPart } from "../../helpers/made-zip.ts";

const host = createHost();
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "luff-unpack-"));
  mkdirSync(join(root, "in"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Options {
  readonly os?: string;
  readonly limits?: UnpackLimits;
  /** Instead of the host's. */
  readonly disk?: typeof host.disk;
}

async function unpackBytes(
  archive: Uint8Array,
  { os = host.os, limits = DEFAULT_LIMITS, disk = host.disk }: Options = {},
): ReturnType<typeof unpack> {
  writeFileSync(join(root, "archive"), archive);
  const file = host.disk.open(join(root, "archive"));
  try {
    const { entries, count } = readArchive(host, file, limits);
    const none = { makeFolders: () => {}, create: () => NO_FILE, createWith: () => {} };
    const target = os !== "windows" ? disk : { ...disk, ...none };
    return await unpack({ ...host, os, disk: target }, entries, join(root, "in"), new UnpackCounter(limits, count));
  } finally {
    file.close();
  }
}

/** The paths of another system have another meaning here, so nothing is written to disk. */
const NO_FILE = { write: () => {}, close: () => {} };

const unpacked = (): Record<string, string> => filesBelow(join(root, "in"));
const codeOf = async (archive: Uint8Array, options?: Options): Promise<string> =>
  unpackBytes(archive, options).then(
    () => "unpacked",
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      if (error instanceof HostError) return error.kind;
      throw error;
    },
  );
const modeOf = (path: string): number => lstatSync(join(root, "in", path)).mode & 0o7777;
const onPosix = test.skipIf(process.platform === "win32");

test.each([
  ["xz", "\u00fd7zXZ\0\0\u0004"],
  ["bzip2", "BZh91AY&SY"],
  ["zstd", "(\u00b5/\u00fd\u0004"],
  ["7z", "7z\u00bc\u00af'\u001c\0"],
])("an archive in the format %s is named so", async (format, beginning) => {
  const message = `the archive cannot be read: its format is ${format}`;
  const failure: unknown = await unpackBytes(Buffer.from(beginning, "latin1")).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "archive-invalid", message });
});

describe("an archive is unpacked", () => {
  const parts: readonly TarPart[] = [
    { path: "p/", type: "5", mode: 0o755 },
    { path: "p/plugin.yaml", content: "name: p\n" },
    { path: "p/bin/run", content: "#!/bin/sh\n", mode: 0o755 },
    { path: "p/empty" },
    { path: "./p/../p/x".replace("../p/", ""), content: "x" },
  ];
  const expected = {
    p: "folder",
    "p/bin": "folder",
    "p/bin/run": "#!/bin/sh\n",
    "p/empty": "",
    "p/plugin.yaml": "name: p\n",
    "p/x": "x",
  };

  test("and returns the digest and the mode of each file, and each link, as they are on the disk", async () => {
    const links: readonly TarPart[] = [
      { path: "p/link", type: "2", target: "bin/run" },
      { path: "p/hard", type: "1", target: "p/bin/run" },
      { path: "p/secret", content: "x", mode: 0o640 },
      { path: "p/__proto__", content: "x" },
    ];
    const made = await unpackBytes(madeTgz([...parts, ...links]));
    const listed = await listFiles(host, join(root, "in", "p"));
    expect(Object.keys(listed)).toEqual(expect.arrayContaining(["hard", "__proto__"]));
    expect(Object.keys(listUnpacked(host.os, made ?? new Map(), "p/")).toSorted()).toEqual(
      Object.keys(listed).toSorted(),
    );
    expect(listUnpacked(host.os, made ?? new Map(), "p/")).toEqual(listed);
    for (const [path, entry] of made ?? []) if (entry.kind === "file") expect(modeOf(path)).toBe(entry.mode);
  });

  test.each([
    ["packed", madeTgz],
    ["not packed", madeTar],
  ])("that is read in several pieces, %s", async (_what, make) => {
    // Nothing makes random bytes shorter, so that the archive has more bytes than are read at once.
    const files = Array.from({ length: 40 }, (_, index) => ({
      path: `p/noise-${index}`,
      content: crypto.getRandomValues(new Uint8Array(65_536)),
    }));
    const made = await unpackBytes(make(files));
    for (const { path, content } of files) {
      expect(new Uint8Array(readFileSync(join(root, "in", path)))).toEqual(content);
      expect(made?.get(path)).toMatchObject({ sha256: new Bun.CryptoHasher("sha256").update(content).digest("hex") });
    }
  });

  onPosix("with exact modes, whatever the process's mask takes away", async () => {
    const before = process.umask(0o077);
    try {
      const modes = [0o644, 0o755, 0o600, 0o777, 0o640, 0o755];
      await unpackBytes(madeTar(modes.map((mode, index) => ({ path: `f${index}`, mode }))));
      expect(modes.map((_mode, index) => modeOf(`f${index}`))).toEqual(modes);
    } finally {
      process.umask(before);
    }
  });

  test.each([
    ["a tar archive", madeTar(parts)],
    ["a tar archive that is compressed", madeTgz(parts)],
    ["one without empty blocks at its end", madeTar(parts, 1024)],
    ["one that is compressed, without the last bytes behind its end", madeTgz(parts).subarray(0, -3)],
    [
      "one in two members of gzip data",
      new Uint8Array(
        Buffer.concat([gzipSync(madeTar(parts).subarray(0, 700)), gzipSync(madeTar(parts).subarray(700))]),
      ),
    ],
  ])("that is %s", async (_what, archive) => {
    await unpackBytes(archive);
    expect(unpacked()).toEqual(expected);
  });

  const files: readonly ZipPart[] = [
    { path: "p/", mode: 0o040755, stored: true },
    { path: "p/plugin.yaml", content: "name: p\n" },
    { path: "p/bin/run", content: "#!/bin/sh\n", mode: 0o100755 },
    { path: "p/empty", stored: true },
    { path: "p\\x", content: "x" },
  ];
  test.each([
    ["a zip archive", madeZip(files)],
    ["one with a comment", madeZip(files, { comment: "PK and more" })],
    [
      "one of zip64",
      madeZip(
        files.map((part) => ({ ...part, large: true })),
        { large: true },
      ),
    ],
    ["one that is stored", madeZip(files.map((part) => ({ ...part, stored: true })))],
  ])("that is %s", async (_what, archive) => {
    await unpackBytes(archive);
    expect(unpacked()).toEqual(expected);
  });

  test("with names longer than a header can hold, in every encoding of them", async () => {
    const [long, longer] = ["a/".repeat(30) + "b".repeat(100), "c".repeat(200)];
    await unpackBytes(
      madeTar([
        extendedHeader({ path: long, comment: "ü" }),
        { path: "short", content: "1" },
        { path: "././@LongLink", type: "L", content: `${longer}\0` },
        { path: "short", content: "2" },
        { path: "name", prefix: "d/e", content: "3" },
        { path: "pax_global_header", type: "g", content: "20 comment=a commit\n" },
        extendedHeader({ size: "1" }),
        { path: "sized", content: "4", size: 0 },
      ]),
    );
    const found = unpacked();
    expect([found[long], found[longer], found["d/e/name"], found["sized"]]).toEqual(["1", "2", "3", "4"]);
  });

  test("with facts in other encodings that do not matter", async () => {
    const provenance = " SCHILY.xattr.com.apple.provenance=\u0001\u00ff\u00fe\n";
    const long = ` long=${"x".repeat(85)}\n`;
    const content = Buffer.from([provenance, long].map((text) => `${text.length + 2}${text}`).join(""), "latin1");
    await unpackBytes(
      madeTar([
        { path: "PaxHeaders/x", type: "x", content },
        { path: "kept", content: "1" },
      ]),
    );
    expect(unpacked()["kept"]).toBe("1");
  });

  test("not with a name in another encoding", async () => {
    const header = { path: "PaxHeaders/x", type: "x", content: Buffer.from("11 path=\u00ff\u00fe\n", "latin1") };
    const error = await unpackBytes(madeTar([header, { path: "kept", content: "1" }])).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toContain("is not UTF-8");
  });

  onPosix("with its modes, except the bits that give another user's rights", async () => {
    await unpackBytes(
      madeTar([
        { path: "d/", type: "5", mode: 0o500 },
        { path: "d/run", content: "x", mode: 0o4755 },
        { path: "d/secret", content: "x", mode: 0o400 },
      ]),
    );
    expect(["d", "d/run", "d/secret"].map(modeOf)).toEqual([0o700, 0o755, 0o600]);
  });

  onPosix("with links that stay in it, which come last", async () => {
    await unpackBytes(
      madeTar([
        { path: "p/current", type: "2", target: "versions/1" },
        { path: "p/versions/1/f", content: "x" },
        { path: "p/bin/run", type: "2", target: "../versions/1/f" },
        { path: "p/copy", type: "1", target: "p/versions/1/f" },
      ]),
    );
    expect(readlinkSync(join(root, "in/p/current"))).toBe("versions/1");
    expect(readlinkSync(join(root, "in/p/bin/run"))).toBe("../versions/1/f");
    expect(unpacked()["p/copy"]).toBe("x");
  });

  onPosix("with links of a zip archive", async () => {
    await unpackBytes(
      madeZip([
        { path: "f", content: "x" },
        { path: "link", content: "f", mode: 0o120777 },
      ]),
    );
    expect(readlinkSync(join(root, "in/link"))).toBe("f");
  });
});

const file = (path: string, more: Partial<TarPart> = {}): TarPart => ({ path, content: "x", ...more });
const link = (path: string, target: string): TarPart => ({ path, type: "2", target });

function notUtf8(header: Uint8Array): void {
  header[0] = 0xff;
  sealHeader(header);
}

/** Gzip data of an archive whose byte at so many before the end is another one. */
function altered(before: number): Uint8Array {
  const packed = Uint8Array.from(madeTgz([file("f")]));
  packed[packed.length - before] = (packed[packed.length - before] ?? 0) ^ 1;
  return packed;
}

/** Malicious or damaged archives, each with the code of its error. */
const HOSTILE: readonly (readonly [what: string, archive: Uint8Array, code: string, options?: Options])[] = [
  ["a wrong checksum of its gzip data", altered(8), "damaged"],
  ["a wrong length of its gzip data", altered(4), "damaged"],
  ["a path that climbs out", madeTar([file("../out")]), "archive-unsafe"],
  ["a path that climbs out from below", madeTar([file("a/../../out")]), "archive-unsafe"],
  ["a path that climbs out by backslashes", madeTar([file("..\\out")]), "archive-unsafe"],
  ["an absolute path", madeTar([file("/tmp/luff-out")]), "archive-unsafe"],
  ["a path with a drive", madeTar([file("C:/out")]), "archive-unsafe"],
  ["a long name that climbs out", madeTar([extendedHeader({ path: "../out" }), file("in")]), "archive-unsafe"],
  ["a NUL in a long name", madeTar([extendedHeader({ path: "a\0b" }), file("in")]), "archive-unsafe"],
  ["a link out", madeTar([link("l", "../out")]), "archive-unsafe"],
  ["an absolute link", madeTar([link("l", "/etc/passwd")]), "archive-unsafe"],
  ["a link with a drive", madeTar([link("l", "C:\\out")]), "archive-unsafe"],
  ["a link out by way of another link", madeTar([link("here", "."), link("l", "here/../out")]), "archive-unsafe"],
  ["a file that is written through a link", madeTar([link("l", "d"), file("l/f")]), "archive-unsafe"],
  ["a folder in the place of a link", madeTar([link("l", "d"), { path: "l", type: "5" }]), "archive-unsafe"],
  ["a file in the place of a link", madeTar([link("l", "f"), file("l")]), "archive-unsafe"],
  ["a file twice", madeTar([file("f"), file("f")]), "archive-unsafe"],
  ["a file below a file", madeTar([file("f"), file("f/g")]), "archive-unsafe"],
  ["a hard link out", madeTar([{ path: "h", type: "1", target: "../out" }]), "archive-unsafe"],
  ["a hard link to a missing file", madeTar([{ path: "h", type: "1", target: "f" }]), "archive-unsafe"],
  ["a hard link to itself", madeTar([{ path: "h", type: "1", target: "h" }]), "archive-unsafe"],
  ["a hard link to a link", madeTar([link("l", "f"), { path: "h", type: "1", target: "l" }]), "archive-unsafe"],
  ["a character device", madeTar([{ path: "d", type: "3" }]), "archive-unsafe"],
  ["a block device", madeTar([{ path: "d", type: "4" }]), "archive-unsafe"],
  ["a named pipe", madeTar([{ path: "d", type: "6" }]), "archive-unsafe"],
  ["a sparse file of GNU", madeTar([{ path: "d", type: "S" }]), "archive-unsafe"],
  ["a sparse file of POSIX", madeTar([extendedHeader({ "GNU.sparse.major": "1" }), file("f")]), "archive-unsafe"],
  ["an unknown type", madeTar([{ path: "d", type: "Z" }]), "archive-unsafe"],
  ["two names that differ in case, on Windows", madeTar([file("a"), file("A")]), "archive-unsafe", { os: "windows" }],
  [
    "two folders that differ in case, on macOS",
    madeTar([file("a/f"), file("A/g")]),
    "archive-unsafe",
    { os: "darwin" },
  ],
  [
    "one name in two forms of Unicode, on macOS",
    madeTar([file("\u00e9"), file("e\u0301")]),
    "archive-unsafe",
    { os: "darwin" },
  ],
  ["a device of Windows", madeTar([file("bin/CON.txt")]), "archive-unsafe", { os: "windows" }],
  ["a stream of a file, on Windows", madeTar([file("f:hidden")]), "archive-unsafe", { os: "windows" }],
  ["a name that ends in a dot, on Windows", madeTar([file("f.")]), "archive-unsafe", { os: "windows" }],
  [
    "a path of a hundred folders",
    madeTar([file(`${"a/".repeat(45)}f`, { prefix: `${"a/".repeat(60)}a` })]),
    "archive-unsafe",
  ],
  ["a name of 300 bytes", madeTar([extendedHeader({ path: "n".repeat(300) }), file("f")]), "archive-unsafe"],
  ["a name that is not UTF-8", madeTar([file("x", { damage: notUtf8 })]), "archive-invalid"],
  ["a wrong checksum", madeTar([file("f", { damage: (header) => void (header[0] = 0x67) })]), "archive-invalid"],
  ["a negative size", madeTar([file("f", { size: "\u00ff" })]), "archive-invalid"],
  ["an impossible size", madeTar([extendedHeader({ size: "9".repeat(20) }), file("f")]), "archive-invalid"],
  ["a wrong size", madeTar([file("f", { size: 100_000 })]), "archive-invalid"],
  ["a long name of 100 MB", madeTar([{ path: "L", type: "L", content: "x", size: 100_000_000 }]), "archive-invalid"],
  [
    "a hundred headers before an entry",
    madeTar([...Array.from({ length: 100 }, () => extendedHeader({ comment: "x" })), file("f")]),
    "archive-invalid",
  ],
  ["a damaged extended header", madeTar([{ path: "x", type: "x", content: "99 path=x\n" }]), "archive-invalid"],
  ["an end in the middle", madeTar([file("f")], 1024 + 512 + 100), "archive-invalid"],
  [
    "compressed data that end early",
    madeTgz([file("f", { content: crypto.getRandomValues(new Uint8Array(5000)) })]).subarray(0, 3000),
    "damaged",
  ],
  ["no archive", new TextEncoder().encode("#!/bin/sh\nexit 0\n".repeat(100)), "archive-invalid"],
  ["nothing", new Uint8Array(), "archive-invalid"],
  ["a zip archive that climbs out", madeZip([{ path: "../out", content: "x" }]), "archive-unsafe"],
  ["a zip archive with a link out", madeZip([{ path: "l", content: "../out", mode: 0o120777 }]), "archive-unsafe"],
  [
    "a zip archive with two directories",
    madeZip([{ path: "good", localPath: "evil", content: "x" }]),
    "archive-unsafe",
  ],
  [
    "a zip archive whose entries share bytes",
    madeZip([
      { path: "a", content: "x".repeat(500), stored: true },
      { path: "b", offset: 10 },
    ]),
    "archive-unsafe",
  ],
  ["an encrypted zip archive", madeZip([{ path: "f", content: "x", flags: 1 }]), "archive-unsafe"],
  ["a zip archive by another method", madeZip([{ path: "f", content: "x", method: 12 }]), "archive-unsafe"],
  ["a zip archive with a device", madeZip([{ path: "d", mode: 0o020644 }]), "archive-unsafe"],
  ["a zip archive with a wrong checksum", madeZip([{ path: "f", content: "x", crc: 1 }]), "archive-invalid"],
  ["a zip archive with a size too small", madeZip([{ path: "f", content: "xxxx", size: 2 }]), "archive-invalid"],
  ["a zip archive with a size too large", madeZip([{ path: "f", content: "xxxx", size: 9 }]), "archive-invalid"],
  ["a zip archive without its end", madeZip([{ path: "f", content: "x" }]).subarray(0, -1), "archive-invalid"],
  [
    "gigabytes of zeros in a zip archive",
    madeZip([{ path: "f", content: new Uint8Array(40 << 20) }]),
    "archive-too-large",
  ],
  [
    "two folders that a system without upper case takes for one",
    madeTar([
      { path: "d/", type: "5" },
      { path: "D/", type: "5" },
    ]),
    "archive-unsafe",
    { os: "windows" },
  ],
  [
    "more bytes than are allowed",
    madeTar([file("f", { content: "x".repeat(2000) })]),
    "archive-too-large",
    { limits: { ...DEFAULT_LIMITS, bytes: 1000 } },
  ],
  [
    "more entries than are allowed",
    madeTar([file("a"), file("b"), file("c")]),
    "archive-too-large",
    { limits: { ...DEFAULT_LIMITS, entries: 2 } },
  ],
];

/** Unpacks in memory, as on Windows, where links become copies. */
async function unpackOnWindows(parts: readonly TarPart[], limits = DEFAULT_LIMITS): Promise<readonly string[]> {
  const memory = createMemoryHost({ os: "windows" });
  memory.files.put("C:\\archive", madeTar(parts));
  const windows = withMemoryDisk(memory);
  const { entries, count } = readArchive(windows, windows.disk.open("C:\\archive"));
  await unpack(windows, entries, "C:\\in", new UnpackCounter(limits, count));
  return memory.files.paths().filter((path) => path.startsWith("C:\\in"));
}

describe("a link in an archive on Windows", () => {
  const link = (path: string, target: string): TarPart => ({ path, type: "2", target });

  test("becomes a copy, of a folder after the links in it", async () => {
    const found = await unpackOnWindows([file("a/f"), link("d", "b"), link("b/g", "../c"), link("c", "a/f")]);
    expect(found.toSorted()).toEqual(["C:\\in\\a\\f", "C:\\in\\b\\g", "C:\\in\\c", "C:\\in\\d\\g"]);
  });

  test("is refused if it leads to a folder with a link back", async () => {
    const failure = await unpackOnWindows([link("a/x", "../b"), link("b/y", "../a")]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "archive-unsafe" });
  });

  test.each([
    ["bytes", { ...DEFAULT_LIMITS, bytes: 5000 }],
    ["entries", { ...DEFAULT_LIMITS, entries: 50 }],
  ])("counts as often as it is copied: %s", async (_what, limits) => {
    // Each folder has the one before it twice, so the last one has 2^9 files.
    const parts = [file("d0/f", { content: "x".repeat(100) })];
    for (let depth = 1; depth < 10; depth++) {
      parts.push(link(`d${depth}/one`, `../d${depth - 1}`), link(`d${depth}/two`, `../d${depth - 1}`));
    }
    const failure = await unpackOnWindows(parts, limits).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "archive-too-large" });
  });
});

describe("an archive is refused", () => {
  // A fourth parameter would be Bun's callback in the rows that have three values, and the test would wait for its call.
  test.each(HOSTILE)("that has %s", async (...[_what, archive, code, options]) => {
    const outside = readdirSync(root);
    expect(await codeOf(archive, options)).toBe(code);
    expect(readdirSync(root).filter((name) => name !== "archive")).toEqual(outside);
  });

  test("of ten gigabytes of zeros, early and in little memory", async () => {
    const chunk = gzipSync(new Uint8Array(64 << 20));
    const header = gzipSync(madeTar([{ path: "zeros", size: "77777777777" }], 1024));
    const bomb = new Uint8Array(Buffer.concat([header, ...Array.from({ length: 160 }, () => chunk)]));
    const pieces: number[] = [];
    const create = (path: string, mode: number): OutputFile => {
      const output = host.disk.create(path, mode);
      const write = (bytes: Uint8Array): void => {
        pieces.push(bytes.length);
        output.write(bytes);
      };
      return { write, close: () => output.close() };
    };
    expect(await codeOf(bomb, { disk: { ...host.disk, create } })).toBe("archive-too-large");
    expect(lstatSync(join(root, "in/zeros")).size).toBeLessThan(64 << 20);
    // A piece is what 16 KB of the archive become, and nothing keeps it after it was written.
    expect(Math.max(...pieces)).toBeLessThan(32 << 20);
  });
});

describe("An archive with too many entries is refused", () => {
  const MOST = 4100;
  const names = Array.from({ length: MOST + 1 }, (_, index) => `f${index}`);
  const tarOf = (parts: readonly TarPart[]): readonly TarPart[] =>
    parts.flatMap((part) => [extendedHeader({ size: "3" }), part]);
  const tarParts = tarOf(names.map((path) => ({ path, content: "abc", size: 0 })));
  const zipParts = names.map((path) => ({ path, content: "abc" }));
  const limits = { ...DEFAULT_LIMITS, entries: MOST };

  test.each([
    ["tar", madeTar(tarParts), 3999],
    ["tar.gz", madeTgz(tarParts), 3999],
    ["zip", madeZip(zipParts), 0],
  ])("%s: before most of it is written", async (_format, archive, written) => {
    expect(await codeOf(archive, { limits })).toBe("archive-too-large");
    expect(Object.keys(unpacked())).toHaveLength(written);
  });

  test.each([
    ["tar", madeTar(tarParts.slice(2))],
    ["zip", madeZip(zipParts.slice(1))],
  ])("%s: and one with the most that it may have is not", async (_format, archive) => {
    expect(await codeOf(archive, { limits })).toBe("unpacked");
    expect(Object.keys(unpacked())).toHaveLength(MOST);
  });

  test("but damage behind many entries stays damage, and bytes that are too many are not counted to their end", async () => {
    const parts: readonly TarPart[] = [
      ...tarParts,
      { path: "large", content: new Uint8Array(1 << 20) },
      { path: "last", content: "" },
    ];
    const more = { ...limits, entries: MOST + 2 };
    expect(await codeOf(madeTar(parts, 1024 + 600), { limits: more })).toBe("archive-invalid");
    rmSync(join(root, "in"), { recursive: true });
    mkdirSync(join(root, "in"));
    expect(await codeOf(madeTar(parts), { limits: { ...more, bytes: 1 << 19 } })).toBe("archive-too-large");
  });

  test("if the bytes that it may have, and not one more, hold fewer entries", async () => {
    const archive = madeTar(names.map((path) => ({ path, content: "" })));
    // The file is read in pieces of 32 headers. The bytes of 4,000 are as many as there may be: one more piece is counted.
    const most = { ...limits, bytes: 4000 * 512, entries: 4010 };
    expect(await codeOf(archive, { limits: most })).toBe("archive-too-large");
    expect(Object.keys(unpacked())).toHaveLength(3999);
  });
});

test("takes eight headers before each entry, and no more", async () => {
  const entry = (path: string, headers: number): TarPart[] => [
    ...Array.from({ length: headers }, () => extendedHeader({ comment: "x" })),
    { path, content: "x" },
  ];
  expect(await codeOf(madeTar([...entry("f", 8), ...entry("g", 8)]))).toBe("unpacked");
  expect(unpacked()).toEqual({ f: "x", g: "x" });
  expect(await codeOf(madeTar(entry("h", 9)))).toBe("archive-invalid");
});

test.skipIf(process.platform === "win32")("gives a file without a mode the usual one", async () => {
  await unpackBytes(madeTar([{ path: "f", content: "x", mode: 0 }]));
  expect(host.disk.entry(join(root, "in", "f"))?.mode).toBe(0o644);
});
