import { describe, expect, test } from "bun:test";
import { SUBJECTS } from "./subjects.ts";

describe.each(Object.entries(SUBJECTS))("Random of %s", (_name, create) => {
  // More than Bun and the kernel return at once.
  test.each([0, 1, 16, 100_000])("returns %d bytes", (count) => {
    using subject = create();
    const bytes = subject.host.random.bytes(count);
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect(bytes.length).toBe(count);
  });

  test("returns different bytes at each call", () => {
    using subject = create();
    const calls = Array.from({ length: 4 }, () => Buffer.from(subject.host.random.bytes(16)).toString("hex"));
    expect(new Set(calls).size).toBe(4);
  });

  test("returns all byte values about equally often, up to the last byte", () => {
    using subject = create();
    const bytes = subject.host.random.bytes(100_000);
    for (const part of [bytes.subarray(0, 50_000), bytes.subarray(50_000)]) {
      const counts = Array.from({ length: 256 }, () => 0);
      for (const byte of part) counts[byte]! += 1;
      // 195 of each are expected; a difference of ten standard deviations does not happen.
      expect(Math.min(...counts)).toBeGreaterThan(55);
      expect(Math.max(...counts)).toBeLessThan(335);
    }
  });
});
