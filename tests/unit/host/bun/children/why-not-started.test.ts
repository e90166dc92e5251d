import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNotStarted } from "../../../../../src/host/bun/children/why-not-started.ts";

const root = mkdtempSync(join(tmpdir(), "luff-why-"));
afterAll(() => rmSync(root, { recursive: true }));

writeFileSync(join(root, "text"), "hello");
writeFileSync(join(root, "empty"), "");
writeFileSync(join(root, "program"), "MZ and more");

test.each([
  ["absent", undefined, -2],
  ["text", undefined, -8],
  ["empty", undefined, -8],
  ["program", undefined, -13],
  ["program", "absent", -2],
  ["program", "text", -20],
])("%s in the folder %s was not started because of %i", (file, folder, expected) => {
  const bytes = (name: string): Uint8Array => Buffer.from(join(root, name));
  expect(whyNotStarted(bytes(file), folder === undefined ? undefined : bytes(folder))).toBe(expected);
});
