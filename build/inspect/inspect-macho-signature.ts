import { expectHolds, expectNone, expectSame, hex, type Finding } from "./finding.ts";
import { COMMANDS, findCommand, type MachOFile } from "./read-macho.ts";
import { readMachOSignature, type MachOSignature } from "./read-macho-signature.ts";

/** Ad hoc, as a linker makes it. It must not be "hardened", which would forbid JavaScript's compiler. */
const FLAGS = 0x20002;
const IDENTIFIER = "luff";
const SHA256 = { type: 2, size: 32 } as const;
const PAGE = 4096;
const MAIN_BINARY = 1;

/**
 * Inspects the ad-hoc signature, without which an Apple Silicon Mac starts nothing: its place, its content, and the
 * hash of every page. Throws if there is no signature in its place.
 */
export function inspectMachOSignature(macho: MachOFile, file: Buffer): Finding[] {
  const command = findCommand(macho, COMMANDS.signature);
  if (command === undefined) return [expectSame("signature", "none", "one")];
  const [offset, size] = [command.readUInt32LE(8), command.readUInt32LE(12)];
  const signature = readMachOSignature(file, offset);
  const linkEdit = macho.segments.at(-1);
  return [
    expectSame("last segment", linkEdit?.name ?? "none", "__LINKEDIT"),
    expectSame("end of the signature", offset + size, file.length),
    expectSame("end of __LINKEDIT", (linkEdit?.offset ?? 0) + (linkEdit?.size ?? 0), file.length),
    expectSame("alignment of the signature", offset % 16, 0),
    expectHolds("signature fits its command", signature.size <= size),
    ...expectSaying(signature),
    ...expectCoverage(signature, offset),
    expectText(macho, signature),
  ];
}

function expectSaying({ identifier, flags, slots }: MachOSignature): Finding[] {
  return [
    expectSame("identifier", identifier, IDENTIFIER),
    expectSame("flags of the signature", hex(flags), hex(FLAGS)),
    expectSame("parts of the signature", slots.join(" "), "0"),
  ];
}

function expectCoverage({ badPages, codeLimit, hash, pages, pageSize }: MachOSignature, offset: number): Finding[] {
  return [
    expectSame("hash function and size", `${hash.type} ${hash.size}`, `${SHA256.type} ${SHA256.size}`),
    expectSame("page size", pageSize, PAGE),
    expectSame("signed bytes", codeLimit, offset),
    expectSame("pages with a hash", pages, Math.ceil(offset / PAGE)),
    expectNone(
      "hashes",
      `${pages}, all computed again and the same`,
      badPages.map((page) => `page ${page} has another hash`),
    ),
  ];
}

function expectText({ segments }: MachOFile, { text }: MachOSignature): Finding {
  const segment = segments.find(({ name }) => name === "__TEXT");
  const expected = `${segment?.offset} ${segment?.size} ${MAIN_BINARY}`;
  return expectSame("segment __TEXT in the signature", `${text.offset} ${text.size} ${text.flags}`, expected);
}
