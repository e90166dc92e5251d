import { amd64Guard } from "./amd64.ts";
import { arm64Guard } from "./arm64.ts";
import { ENTRY_AT, LOAD, readElf, type ElfFile } from "./elf-file.ts";
import type { Requirement } from "./requirement.ts";

type Guard = (requirements: readonly Requirement[], at: number, next: number) => Buffer;

/** By ELF's number for the machine. */
const MACHINES: Readonly<Record<number, { readonly guard: Guard; readonly requirements: readonly Requirement[] }>> = {
  62: { guard: amd64Guard, requirements: ["x86-64-v2"] },
  183: { guard: arm64Guard, requirements: [] },
};

/**
 * A function for Node addons, which luff never loads. Nothing else calls it, and it is longer than any guard. Its name
 * is part of Node's stable interface.
 */
const UNUSED_FUNCTION = "napi_get_all_property_names";

/**
 * Adds code before the first instruction of a Linux executable that reports what the machine lacks. Without it, Bun
 * would print a page about its own crash, or end by a signal. The code also keeps what Bun changes at its start, for the
 * programs that luff starts. Throws if there is no room for the code.
 */
export function withStartGuard(executable: Uint8Array): Uint8Array {
  const bytes = Buffer.from(executable);
  const elf = readElf(bytes);
  const machine = MACHINES[elf.machine];
  if (machine === undefined) throw new Error(`no start guard is known for ELF's machine ${elf.machine}`);
  // glibc finds a program's stack through /proc, musl does not.
  const requirements = [...machine.requirements, ...(isForMusl(elf) ? [] : (["proc"] as const)), "folder" as const];
  const { address, offset, size } = findFunction(elf, UNUSED_FUNCTION);
  const code = machine.guard(requirements, address, elf.entry);
  if (code.length > size) throw new Error(`this Bun's ${UNUSED_FUNCTION} is too short for the start guard`);
  code.copy(bytes, offset);
  bytes.writeBigUInt64LE(BigInt(address), ENTRY_AT);
  return bytes;
}

function isForMusl({ interpreter }: ElfFile): boolean {
  return interpreter.includes("ld-musl");
}

interface CodeRange {
  readonly address: number;
  /** The offset in the file. */
  readonly offset: number;
  readonly size: number;
}

/** The place of an exported function; throws if it does not exist, or shares its code with another one. */
function findFunction({ exports, segments }: ElfFile, name: string): CodeRange {
  const symbol = exports.find((each) => each.name === name);
  if (symbol === undefined) throw new Error(`this Bun does not export ${name}`);
  const { address, size } = symbol;
  const inside = exports.filter((each) => each.address >= address && each.address < address + size);
  if (inside.length > 1) throw new Error(`this Bun's ${name} shares its code with another function`);
  const home = segments.find(
    (each) => each.type === LOAD && each.address <= address && address + size <= each.address + each.size,
  );
  if (home === undefined) throw new Error(`this Bun's ${name} lies in no segment`);
  return { address, offset: address - home.address + home.offset, size };
}
