import { expect, test } from "bun:test";
import { DEFAULT_LIMITS, requireArchiveSize, UnpackCounter } from "../../../src/archive/unpack-limits.ts";

/** What an archive of 200 MiB is refused with if it may have so many bytes and entries. */
function refusals(most: number): readonly string[] {
  const limits = { ...DEFAULT_LIMITS, bytes: most, entries: most };
  const counter = new UnpackCounter(limits, () => 1, "not unpacked");
  const calls = [
    () => counter.addBytes(200 * 2 ** 20),
    () => Array.from({ length: most + 1 }, () => counter.addEntry()),
    () => requireArchiveSize(limits, 200 * 2 ** 20),
  ];
  return calls.map((call) => {
    try {
      call();
      return "";
    } catch (error) {
      return String(error instanceof Error && error.message);
    }
  });
}

test("names a limit in the plural, unless it is 1", () => {
  expect([refusals(1), refusals(2)]).toEqual([
    [
      "not unpacked: its files have more than 1 byte",
      "not unpacked: it has more than 1 entry",
      "the archive is not unpacked: it has more than 1 byte itself",
    ],
    [
      "not unpacked: its files have more than 2 bytes",
      "not unpacked: it has more than 2 entries",
      "the archive is not unpacked: it has more than 2 bytes itself",
    ],
  ]);
});
