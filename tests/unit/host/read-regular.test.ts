import { expect, test } from "bun:test";
import { readRegular } from "../../../src/host/read-regular.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const { files } = createMemoryHost({
  files: { "/file": "12345", "/folder": { kind: "directory" }, "/pipe": { kind: "other" } },
});

test("reads a file to its end", () => {
  expect(new TextDecoder().decode(readRegular(files, "/file", 5))).toBe("12345");
});

test.each([
  ["/pipe", 5, "/pipe: it is not a regular file"],
  ["/file", 4, "/file: it has more than 4 bytes"],
  ["/folder", 5, "/folder: is a directory"],
  ["/none", 5, "/none: no such file or directory"],
])("refuses %s of at most %i bytes", (path, most, message) => {
  expect(() => readRegular(files, path, most)).toThrow(message);
});
