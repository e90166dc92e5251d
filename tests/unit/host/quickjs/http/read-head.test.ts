import { describe, expect, test } from "bun:test";
import { createHeadReader, type ReadHead } from "../../../../../src/host/quickjs/http/read-head.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What comes of the parts: [status, headers, beginning of the body]; undefined before the end of the headers. */
function read(...parts: readonly string[]): unknown {
  const take = createHeadReader(decode);
  let found: ReadHead | undefined;
  for (const part of parts) found ??= take(new TextEncoder().encode(part));
  return found && [found.head.status, found.head.headers, decode(found.rest)];
}

describe("createHeadReader", () => {
  test("finds the end of the headers wherever the parts end", () => {
    for (const end of ["\r\n", "\n"]) {
      const text = ["HTTP/1.1 103 Early", "A: 1", "", "HTTP/1.1 200 OK", "B: 2", "C:", "", "body"].join(end);
      const wanted = [
        200,
        [
          ["b", "2"],
          ["c", ""],
        ],
        "body",
      ];
      const lengthOfHead = text.length - "body".length;
      for (let at = 0; at < lengthOfHead; at++) expect(read(text.slice(0, at), text.slice(at))).toEqual(wanted);
      expect(read(...text.slice(0, lengthOfHead).split(""))).toEqual([...wanted.slice(0, 2), ""]);
      expect(read(text.slice(0, lengthOfHead - 1))).toBeUndefined();
    }
  });

  test("takes 256 KiB of headers, and no more, however they come", () => {
    const [start, end, line] = ["HTTP/1.1 200 OK\r\n", "\r\n", `A: ${"a".repeat(1019)}\r\n`];
    const rest = `B: ${"b".repeat(1024 - start.length - end.length - 5)}\r\n`;
    const lines = [start, ...Array.from({ length: 255 }, () => line), rest, end];
    expect(lines.join("").length).toBe(1 << 18);
    expect(read(`${lines.join("")}body`)).toEqual([200, expect.anything(), "body"]);
    expect(read(...lines)).toEqual([200, expect.anything(), ""]);
    const more = [start, "X: 1\r\n", ...lines.slice(1)];
    expect(() => read(`${more.join("")}body`)).toThrow("headers");
    expect(() => read(...more)).toThrow("headers");
  });
});
