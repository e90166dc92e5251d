import type { Pointer } from "../lua-exports.ts";
import type { Imports, Machine } from "../machine.ts";

const EINVAL = 22;

export function pathImports(machine: Machine): Imports {
  const { system } = machine;
  const path = (address: Pointer): Uint8Array => machine.memory.cString(address);
  return {
    /** C's remove calls rmdir where this returns the module's own EISDIR, which it never does: folders are removed here. */
    __syscall_unlinkat: (_folder: number, name: Pointer) => system.paths.remove(path(name)),
    __syscall_rmdir: (name: Pointer) => system.paths.remove(path(name)),
    __syscall_renameat: (_from: number, name: Pointer, _to: number, other: Pointer) =>
      system.paths.rename(path(name), path(other)),
    /** Only tmpnam asks, and os.tmpname is a function of luff's own. */
    __syscall_readlinkat: () => -EINVAL,
  };
}
