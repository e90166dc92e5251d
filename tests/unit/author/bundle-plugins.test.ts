import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBytes } from "../../../src/archive/write-bytes.ts";
import { bundleBytes, type BundlePart } from "../../../src/author/bundle-plugins.ts";
import { mergeSame } from "../../../src/author/pack-plugin.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import { readBundle } from "../../../src/manage/stage/read-bundle.ts";
import type { PackedOrigin } from "../../../src/manage/receipt/receipt.ts";
import { parsePlatform, showPlatform } from "../../../src/platform/platform-text.ts";

const host = createHost();
let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), "luff-bundle-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A part whose archive has this text, for one platform or, with "", for all. */
function partOf(content: string, platform = ""): BundlePart {
  const file = join(root, content);
  writeFileSync(file, content);
  return {
    name: "greet",
    version: "1.0.0",
    source: "https://example.com/greet",
    origins: [],
    title: "greet-1.0.0.tgz",
    file,
    size: content.length,
    sha256: new Bun.CryptoHasher("sha256").update(content).digest("hex"),
    platform: parsePlatform(platform),
    asInstalled: false,
    hasInstallHook: false,
  };
}

test("parts that are the same for several platforms become one for all of them", () => {
  const [linux, windows] = [partOf("same", "linux/amd64"), partOf("same", "windows/amd64")];
  expect(mergeSame([linux, windows])).toEqual([partOf("same")]);
});

test("parts that become one keep the origins of all their platforms, and a bundle gives that of this one", async () => {
  const originOf = (platform: string, digit: string): PackedOrigin => ({
    kind: "github",
    url: "github:o/r",
    constraint: "",
    tag: "v1.0.0",
    asset: `greet-${digit}.tgz`,
    sha256: digit.repeat(64),
    platform,
  });
  const origins = [originOf("aix/ppc64", "1"), originOf(showPlatform(host), "2")];
  const parts = [partOf("same", "aix/ppc64"), partOf("same", showPlatform(host))];
  const merged = mergeSame(parts.map((part, index) => ({ ...part, origins: origins.slice(index, index + 1) })));
  expect(merged).toEqual([{ ...partOf("same"), origins }]);
  const path = join(root, "bundle.tar");
  await writeBytes(host, path, bundleBytes(host, merged));
  expect(await readBundle(host, path)).toMatchObject([{ name: "greet", packed: origins[1] as PackedOrigin }]);
});

test("a part for one platform alone stays one for it", () => {
  expect(mergeSame([partOf("a", "linux/amd64")])).toEqual([partOf("a", "linux/amd64")]);
});

test("a bundle has one manifest per platform if the archives differ, and reads as it was written", async () => {
  const parts = [partOf("a", "linux/amd64"), partOf("b", "windows/amd64"), partOf("a", "darwin/arm64")];
  expect(mergeSame(parts)).toEqual(parts);
  const path = join(root, "bundle.tar");
  await writeBytes(host, path, bundleBytes(host, parts));
  const found = await readBundle(host, path);
  expect(found.map(({ platform, sha256 }) => ({ platform, sha256 }))).toEqual(
    parts.map(({ platform, sha256 }) => ({ platform, sha256 })),
  );
});
