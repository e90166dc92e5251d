import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** mov eax, 1 (exit); xor ebx, ebx; int 0x80 */
const CODE = [0xb8, 1, 0, 0, 0, 0x31, 0xdb, 0xcd, 0x80];
const ADDRESS = 0x0804_8000;
const [HEADER_SIZE, SEGMENT_SIZE] = [52, 32];

/**
 * Whether the kernel starts 32-bit Intel programs. Kernels can be built without this, and some virtual machines turn it
 * off. Tries a program that ends at once; every result but the kernel's refusal means yes.
 */
export function kernelRunsIa32(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "luff-ia32-"));
  try {
    const program = join(folder, "exit");
    writeFileSync(program, smallestProgram(), { mode: 0o755 });
    Bun.spawnSync([program]);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOEXEC");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A 32-bit Intel program for Linux that exits with 0: an ELF file with one segment, which is the whole file. */
export function smallestProgram(): Buffer {
  const file = Buffer.alloc(HEADER_SIZE + SEGMENT_SIZE + CODE.length);
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  const entry = ADDRESS + HEADER_SIZE + SEGMENT_SIZE;
  // Type, machine, version, entry, segments, sections, flags; sizes and counts.
  file.writeUInt32LE(2 | (3 << 16), 16);
  for (const [index, word] of [1, entry, HEADER_SIZE, 0, 0].entries()) file.writeUInt32LE(word, 20 + 4 * index);
  for (const [index, half] of [HEADER_SIZE, SEGMENT_SIZE, 1].entries()) file.writeUInt16LE(half, 40 + 2 * index);
  // Loadable, from the file's start, the address twice, the size twice, readable and executable, aligned to pages.
  const segment = [1, 0, ADDRESS, ADDRESS, file.length, file.length, 5, 0x1000];
  for (const [index, word] of segment.entries()) file.writeUInt32LE(word, HEADER_SIZE + 4 * index);
  file.set(CODE, HEADER_SIZE + SEGMENT_SIZE);
  return file;
}
