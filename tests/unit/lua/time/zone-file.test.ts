import { expect, test } from "bun:test";
import { parseZoneFile } from "../../../../src/lua/time/zone-file.ts";

interface Contents {
  readonly version: 0 | 2;
  readonly times: readonly number[];
  readonly types: readonly (readonly [offset: number, daylight: number, name: number])[];
  readonly indices: readonly number[];
  readonly names: string;
}

/** One block of a TZif file: header and data, times of 4 or 8 bytes. */
function block({ version, times, types, indices, names }: Contents, width: 4 | 8): Buffer {
  const header = Buffer.alloc(44);
  header.write("TZif");
  header[4] = version === 0 ? 0 : 0x32;
  [0, 0, 0, times.length, types.length, names.length].forEach((count, at) => header.writeUInt32BE(count, 20 + at * 4));
  const data = times.map((time) => {
    const bytes = Buffer.alloc(width);
    if (width === 8) bytes.writeBigInt64BE(BigInt(time));
    else bytes.writeInt32BE(time);
    return bytes;
  });
  const states = types.map(([offset, daylight, name]) => {
    const bytes = Buffer.alloc(6);
    bytes.writeInt32BE(offset);
    bytes[4] = daylight;
    bytes[5] = name;
    return bytes;
  });
  return Buffer.concat([header, ...data, Buffer.from(indices), ...states, Buffer.from(names)]);
}

const contents: Contents = {
  version: 2,
  times: [-5_000_000_000, 1000, 2000],
  types: [
    [561, 0, 0],
    [0, 0, 4],
    [3600, 1, 8],
  ],
  indices: [1, 2, 1],
  names: "LMT\0WET\0WEST\0",
};

/** The part for programs with 32-bit times. */
const firstBlock = block({ ...contents, times: [], indices: [] }, 4);

test("returns the state of the last change before a moment", () => {
  const file = Buffer.concat([
    block({ ...contents, times: [], indices: [] }, 4),
    block(contents, 8),
    Buffer.from("\n\n"),
  ]);
  const zone = parseZoneFile(file)!;
  expect(zone.at(-6_000_000_000)).toEqual({ offset: 561, daylight: false, name: "LMT" });
  expect(zone.at(999)).toEqual({ offset: 0, daylight: false, name: "WET" });
  expect(zone.at(1000)).toEqual({ offset: 3600, daylight: true, name: "WEST" });
  expect(zone.at(9999).name).toBe("WET");
});

test("follows the rule at its end after the last change", () => {
  const file = Buffer.concat([firstBlock, block(contents, 8), Buffer.from("\nCET-1\n")]);
  expect(parseZoneFile(file)?.at(2000)).toEqual({ offset: 3600, daylight: false, name: "CET" });
  expect(parseZoneFile(file)?.at(1999).name).toBe("WEST");
});

test("reads a file of the first version", () => {
  const file = block({ ...contents, version: 0, times: [0, 1000, 2000] }, 4);
  expect(parseZoneFile(file)?.at(1500).name).toBe("WEST");
});

test.each([Buffer.alloc(0), Buffer.from("TZif"), Buffer.from("x".repeat(100))])("refuses other files", (bytes) => {
  expect(parseZoneFile(bytes)).toBeUndefined();
});
