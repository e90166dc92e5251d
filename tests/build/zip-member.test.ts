import { expect, test } from "bun:test";
import { deflateRawSync } from "node:zlib";
import { zipMember } from "../../build/zip-member.ts";

interface Member {
  readonly name: string;
  readonly text: string;
  readonly method: 0 | 8 | 12;
}

/** A zip file of these members: no checksums, since the reader's callers have their own. */
function zipOf(members: readonly Member[], remark = ""): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, method } of members) {
    const content = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(name.length, 26);
    header.writeUInt16LE(4, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(5, 30);
    entry.writeUInt32LE(offset, 42);
    files.push(header, Buffer.from(name), Buffer.from("xtra"), content);
    directory.push(entry, Buffer.from(name), Buffer.from("extra"));
    offset += 30 + name.length + 4 + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(remark.length, 20);
  return Buffer.concat([...files, ...directory, end, Buffer.from(remark)]);
}

const MEMBERS: readonly Member[] = [
  { name: "a/stored", text: "as it is", method: 0 },
  { name: "a/deflated", text: "again and again and again", method: 8 },
  { name: "odd", text: "x", method: 12 },
];

test.each(MEMBERS.slice(0, 2))("reads the member $name", ({ name, text }) => {
  const found = zipMember(zipOf(MEMBERS), name);
  expect(new TextDecoder().decode(found)).toBe(text);
});

test("reads a file with a comment at its end, and one that does not begin at the buffer's beginning", () => {
  const whole = Buffer.concat([Buffer.from("12345"), zipOf(MEMBERS, "a remark")]);
  expect(new TextDecoder().decode(zipMember(whole.subarray(5), "a/stored"))).toBe("as it is");
});

test("returns undefined for a missing name, and throws for a member that it cannot read", () => {
  expect(zipMember(zipOf(MEMBERS), "stored")).toBeUndefined();
  expect(() => zipMember(zipOf(MEMBERS), "odd")).toThrow("method 12");
  expect(() => zipMember(Buffer.from("no zip at all, but long enough for one"), "x")).toThrow("central directory");
});
