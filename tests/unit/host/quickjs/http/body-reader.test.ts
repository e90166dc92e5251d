import { describe, expect, test } from "bun:test";
import { createBodyReader } from "../../../../../src/host/quickjs/http/body-reader.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What comes of the body at each of the parts, and at the end. */
function bodyOf(...parts: readonly string[]): string[] {
  const reader = createBodyReader();
  const taken = parts.map((part) => reader.take(encode(part)));
  return [...taken, reader.end(), reader.end()].map((bytes) => new TextDecoder().decode(bytes));
}

const whole = (...parts: readonly string[]): string => bodyOf(...parts).join("");

describe("createBodyReader", () => {
  test("leaves trailers and the count out, wherever the parts end", () => {
    const output = "one\ntwo: 2\r\nX-One: 1\r\nX-Two: 2\r\n\r\r12";
    for (let at = 0; at <= output.length; at++) {
      expect(whole(output.slice(0, at), output.slice(at))).toBe("one\ntwo: 2\r\n");
    }
    expect(whole(...output.split(""))).toBe("one\ntwo: 2\r\n");
  });

  test("keeps a body that looks like trailers or like the count", () => {
    expect(whole("A: 1\r\n\r\r6")).toBe("A: 1\r\n");
    expect(whole("\r\r5\r\r3")).toBe("\r\r5");
    expect(whole("\r\r0")).toBe("");
    expect(whole("")).toBe("");
  });

  test("gives lines that are no trailers at once", () => {
    expect(bodyOf("{}\n", "{}\nab", "c\n", "\r\r10")).toEqual(["{}\n", "{}\n", "abc\n", "", "", ""]);
  });

  test("keeps back no more of the body than trailers may be long", () => {
    const long = "a".repeat(100_000);
    const [first = "", last, again] = bodyOf(long, "X: 1\r\n\r\r100000");
    expect(first.length).toBeGreaterThan(80_000);
    expect([first + last + again, whole(long, "\r\r100000")]).toEqual([long, long]);
  });

  test("refuses trailers that are longer, of which a part was already given", () => {
    expect(() => whole(`X: ${"a".repeat(100_000)}\r\n`, "\r\r0")).toThrow("trailers");
  });

  test("gives everything of a curl that was ended", () => {
    expect(whole("A: 1\r\n")).toBe("A: 1\r\n");
  });
});
