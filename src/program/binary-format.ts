/** What a program's file is for, in Go's words. */
export interface BinaryFormat {
  readonly os: "linux" | "darwin" | "windows";
  /** Undefined for one that luff does not know, and for a file of several. */
  readonly arch: string | undefined;
}

/** How many bytes at a program's beginning say what it is for. */
export const FORMAT_BYTES = 1024;

/** By the field e_machine of an ELF file; 64 bits where the number is the same for both. */
const ELF_MACHINES: Readonly<Record<number, string>> = {
  3: "386",
  8: "mips",
  20: "ppc",
  21: "ppc64le",
  22: "s390x",
  40: "arm",
  62: "amd64",
  183: "arm64",
  243: "riscv64",
  258: "loong64",
};

/** By the field cputype of a Mach-O file. */
const MACH_MACHINES: Readonly<Record<number, string>> = { 0x01_00_00_07: "amd64", 0x01_00_00_0c: "arm64" };

/** By the field Machine of a PE file. */
const PE_MACHINES: Readonly<Record<number, string>> = { 0x01_4c: "386", 0x86_64: "amd64", 0xaa_64: "arm64" };

const ELF = 0x7f_45_4c_46;
const MACH_64 = 0xcf_fa_ed_fe;
const MACH_SEVERAL = 0xca_fe_ba_be;
const MZ = 0x4d_5a;

/** Which system and processor a program is for, by its first FORMAT_BYTES bytes; undefined if it is not a program. */
export function binaryFormatOf(head: Uint8Array): BinaryFormat | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.byteLength < 64) return undefined;
  const magic = view.getUint32(0);
  if (magic === ELF) return { os: "linux", arch: ELF_MACHINES[view.getUint16(18, view.getUint8(5) === 1)] };
  if (magic === MACH_64) return { os: "darwin", arch: MACH_MACHINES[view.getUint32(4, true)] };
  if (magic === MACH_SEVERAL) return { os: "darwin", arch: undefined };
  return view.getUint16(0) === MZ ? { os: "windows", arch: peMachine(view) } : undefined;
}

function peMachine(view: DataView): string | undefined {
  const at = view.getUint32(0x3c, true) + 4;
  return at + 2 <= view.byteLength ? PE_MACHINES[view.getUint16(at, true)] : undefined;
}
