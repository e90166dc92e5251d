import { describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { unpackTar } from "modern-tar";
import { archiveFile, packArchive, type ArchivedFile } from "../../../build/release/archive.ts";
import { requireTarget } from "../../../build/compile.ts";
import { TARGETS } from "../../../build/targets.ts";
import { zipMember } from "../../../build/zip-member.ts";

const TIME = new Date("2026-03-29T02:30:00Z");
const FILES: readonly ArchivedFile[] = [
  { name: "luff", content: bytes("the program ".repeat(50)), executable: true },
  { name: "README.md", content: bytes("# luff\n") },
  { name: "LICENSE", content: bytes("") },
];

describe("archiveFile", () => {
  test.each([
    ["linux/amd64", "luff-linux-amd64.tar.gz"],
    ["linux/arm64-musl", "luff-linux-arm64-musl.tar.gz"],
    ["darwin/arm64", "luff-darwin-arm64.tar.gz"],
    ["windows/386", "luff-windows-386.zip"],
    ["windows/amd64-compact", "luff-windows-amd64-compact.zip"],
  ])("names the archive of %s %s", (target, expected) => {
    expect(archiveFile(requireTarget(target))).toBe(expected);
  });

  test("gives each target its own name", () => {
    expect(new Set(TARGETS.map(archiveFile)).size).toBe(TARGETS.length);
  });
});

describe.each(["luff.tar.gz", "luff.zip"])("packArchive for %s", (name) => {
  test("gives the same bytes for the same files in another order", async () => {
    const one = await packArchive(name, FILES, TIME);
    expect(await packArchive(name, FILES.toReversed(), TIME)).toEqual(one);
  });

  test("gives the same bytes in every time zone and process", async () => {
    const here = digestOf(await packArchive(name, FILES, TIME));
    // Berlin's clock skips the hour of TIME; New York and Kiritimati have another hour, and one of them another day.
    const zones = ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/New_York"];
    expect(zones.map((zone) => digestElsewhere(name, zone))).toEqual(zones.map(() => here));
  });

  test("gives different bytes for another content, name or day", async () => {
    const [program, ...others] = FILES as [ArchivedFile, ...ArchivedFile[]];
    const variants: [readonly ArchivedFile[], Date][] = [
      [FILES, TIME],
      [[{ ...program, content: bytes("x") }, ...others], TIME],
      [[{ ...program, name: "fluff" }, ...others], TIME],
      [FILES, new Date("2026-03-30T02:30:00Z")],
    ];
    const digests = await Promise.all(
      variants.map(async ([files, time]) => digestOf(await packArchive(name, files, time))),
    );
    expect(new Set(digests).size).toBe(variants.length);
  });
});

describe("a .tar.gz", () => {
  test("has sorted entries with root's name, the release's time and plain modes", async () => {
    const entries = await unpackTar(gunzipSync(await packArchive("luff.tar.gz", FILES, TIME)), { strict: true });
    const headers = entries.map(({ header }) => [
      header.name,
      (header.mode ?? 0) & 0o777,
      header.mtime?.toISOString(),
      header.uid,
      header.gid,
      header.uname,
      header.gname,
    ]);
    const shared = [TIME.toISOString(), 0, 0, "root", "root"];
    expect(headers).toEqual([
      ["LICENSE", 0o644, ...shared],
      ["README.md", 0o644, ...shared],
      ["luff", 0o755, ...shared],
    ]);
  });

  test("has no time and no file name in gzip's header", async () => {
    const archive = await packArchive("luff.tar.gz", FILES, TIME);
    expect([...archive.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
  });

  test("is unpacked by the system's tar", async () => {
    const folder = mkdtempSync(join(tmpdir(), "luff-archive-"));
    try {
      writeFileSync(join(folder, "luff.tar.gz"), await packArchive("luff.tar.gz", FILES, TIME));
      const { exitCode } = Bun.spawnSync(["tar", "-xzf", "luff.tar.gz"], { cwd: folder });
      expect(exitCode).toBe(0);
      for (const { name, content } of FILES) expect(readFileSync(join(folder, name)).equals(content)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("a .zip", () => {
  test("contains the files, as our own reader finds them", async () => {
    const zip = await packArchive("luff.zip", FILES, TIME);
    for (const { name, content } of FILES) expect(Buffer.from(zipMember(zip, name)!).equals(content)).toBe(true);
  });

  test("has each entry at noon of the release's day, with a Unix mode", async () => {
    const zip = Buffer.from(await packArchive("luff.zip", FILES, TIME));
    const entry = zip.indexOf("PK\u0001\u0002");
    const [time, date] = [zip.readUInt16LE(entry + 12), zip.readUInt16LE(entry + 14)];
    expect([time >> 11, (time >> 5) & 63, (date >> 9) + 1980, (date >> 5) & 15, date & 31]).toEqual([
      12, 0, 2026, 3, 29,
    ]);
    expect([zip.readUInt8(entry + 5), zip.readUInt16LE(entry + 40).toString(8)]).toEqual([3, "100644"]);
  });
});

/** The archive's digest as a process with another clock makes it. */
function digestElsewhere(name: string, zone: string): string {
  const script = `
    import { packArchive } from ${JSON.stringify(resolve(import.meta.dir, "../../../build/release/archive.ts"))};
    const bytes = (text) => new TextEncoder().encode(text);
    const files = [
      { name: "luff", content: bytes("the program ".repeat(50)), executable: true },
      { name: "README.md", content: bytes("# luff\\n") },
      { name: "LICENSE", content: bytes("") },
    ];
    const archive = await packArchive("${name}", files, new Date("${TIME.toISOString()}"));
    console.log(new Bun.CryptoHasher("sha256").update(archive).digest("hex"));`;
  const { stdout } = Bun.spawnSync([process.execPath, "-e", script], { env: { ...process.env, TZ: zone } });
  return stdout.toString().trim();
}

function digestOf(content: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(content).digest("hex");
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
