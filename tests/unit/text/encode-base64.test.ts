import { expect, test } from "bun:test";
import { encodeBase64 } from "../../../src/text/encode-base64.ts";

test("encodeBase64 agrees with Node for every length and byte", () => {
  for (const length of [0, 1, 2, 3, 4, 255, 256]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 0xff);
    expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
  }
});
