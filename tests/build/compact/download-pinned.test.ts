import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { downloadPinned } from "../../../build/compact/download-pinned.ts";
import { serveRelease, truncated, type ReleaseServer } from "../../helpers/release-server.ts";

const CONTENT = Buffer.from("the pinned content".repeat(1000));
const SHA256 = createHash("sha256").update(CONTENT).digest("hex");

describe("downloadPinned", () => {
  let server: ReleaseServer;
  beforeAll(async () => {
    server = await serveRelease(
      { "good.xz": CONTENT, "other.xz": Buffer.from("another content"), "cut.xz": CONTENT, "silent.xz": CONTENT },
      { "cut.xz": truncated, "silent.xz": () => undefined },
    );
  });
  afterAll(() => server[Symbol.dispose]());

  const addresses = (...names: readonly string[]): string[] => names.map((name) => `${server.base}/${name}`);
  const requested = (): string[] => server.requests.map((path) => path.replace("/releases/", ""));

  test("uses the first address that has the content, and asks no other", async () => {
    const before = server.requests.length;
    const file = { sha256: SHA256, addresses: addresses("good.xz", "other.xz") };
    expect(Buffer.from(await downloadPinned(file)).equals(CONTENT)).toBe(true);
    expect(requested().slice(before)).toEqual(["good.xz"]);
  });

  test.each([
    ["has no such file", "missing.xz", undefined],
    ["has another content", "other.xz", undefined],
    ["ends before its end", "cut.xz", undefined],
    ["never answers", "silent.xz", 5000],
  ])("goes on if an address %s", async (_, name, patience) => {
    const before = server.requests.length;
    const file = { sha256: SHA256, addresses: addresses(name, "good.xz") };
    expect(Buffer.from(await downloadPinned(file, patience)).equals(CONTENT)).toBe(true);
    expect(requested().slice(before)).toEqual([name, "good.xz"]);
  });

  test("goes on if nothing listens", async () => {
    const file = { sha256: SHA256, addresses: ["http://127.0.0.1:1/good.xz", ...addresses("good.xz")] };
    expect(Buffer.from(await downloadPinned(file)).equals(CONTENT)).toBe(true);
  });

  test("reports the failure of each address if none has the content", async () => {
    const file = { sha256: SHA256, addresses: addresses("missing.xz", "other.xz") };
    const digest = createHash("sha256").update("another content").digest("hex");
    const failure = await downloadPinned(file).catch(String);
    expect(failure).toBe(
      `Error: no address has the file with sha256 ${SHA256}:\n` +
        `  ${server.base}/missing.xz: status 404\n  ${server.base}/other.xz: its sha256 is ${digest}`,
    );
  });
});
