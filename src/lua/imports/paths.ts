import type { Pointer } from "../lua-exports.ts";
import type { Imports, Machine } from "../machine.ts";

const EINVAL = 22;

/** The imports that change what is at a path: remove and rename. Each returns 0 or a negative errno. */
export function pathImports(machine: Machine): Imports {
  const path = (address: Pointer): Uint8Array => machine.memory.cString(address);
  return {
    /** C's remove calls rmdir if this returns the module's own EISDIR. It never does: this call removes folders too. */
    __syscall_unlinkat: (_folder: number, name: Pointer) => machine.system.paths.remove(path(name)),
    __syscall_rmdir: (name: Pointer) => machine.system.paths.remove(path(name)),
    __syscall_renameat: (_from: number, name: Pointer, _to: number, other: Pointer) =>
      machine.system.paths.rename(path(name), path(other)),
    /** Only tmpnam calls this, and luff replaces os.tmpname. */
    __syscall_readlinkat: () => -EINVAL,
  };
}
