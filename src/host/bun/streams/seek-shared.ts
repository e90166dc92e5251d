import { SEEK_CURRENT, type SeekBase } from "../../descriptors.ts";
import { openCLibrary } from "../library/open-c-library.ts";

const EINVAL = 22;
const ESPIPE = 29;

type Seek = (descriptor: number, distance: bigint, base: number) => bigint;

let lseek: Seek | null | undefined;

/** lseek on a descriptor whose position other processes share, with lseek's results; ESPIPE without a C library. */
export function seekShared(descriptor: number, distance: number, base: SeekBase): number {
  if (lseek === undefined) {
    const library = openCLibrary({ lseek: { args: ["i32", "i64", "i32"], returns: "i64" } });
    lseek = library?.symbols.lseek ?? null;
  }
  if (lseek === null) return -ESPIPE;
  const position = Number(lseek(descriptor, BigInt(distance), base));
  return position >= 0 ? position : refusal(lseek, descriptor);
}

/** errno is lost between FFI calls. If the descriptor can still return its position, it refused the target. */
function refusal(seek: Seek, descriptor: number): number {
  return Number(seek(descriptor, 0n, SEEK_CURRENT)) >= 0 ? -EINVAL : -ESPIPE;
}
