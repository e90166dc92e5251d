import { describe, expect, test } from "bun:test";
import { SUBJECTS } from "./subjects.ts";

describe.each(Object.entries(SUBJECTS))("Digests of %s", (_name, create) => {
  // FIPS 180-4's own examples, and the length at which the padding needs a second block.
  test.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("returns the SHA-256 of %j", (text, expected) => {
    using subject = create();
    expect(subject.host.digests.sha256(new TextEncoder().encode(text))).toBe(expected);
  });

  test.each([63, 64, 65, 1000, 1 << 16])("returns the SHA-256 of a million letters that come %d at once", (length) => {
    using subject = create();
    const digest = subject.host.digests.begin();
    const piece = new Uint8Array(length).fill(0x61);
    for (let left = 1_000_000; left > 0; left -= length) digest.add(piece.subarray(0, Math.min(left, length)));
    expect(digest.end()).toBe("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  });

  test("returns the SHA-256 of a part of a larger buffer", () => {
    using subject = create();
    const bytes = new TextEncoder().encode("xabcx").subarray(1, 4);
    expect(subject.host.digests.sha256(bytes)).toStartWith("ba7816bf");
  });
});
