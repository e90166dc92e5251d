import { joinBytes } from "../../bytes.ts";
import type { Machine } from "../../machine.ts";
import { errorNumberOf } from "../error-names.ts";
import type { LuaValue } from "../library-function.ts";
import { requireDone, SystemFailure } from "../system-failure.ts";
import { textOf } from "../text-of.ts";

/** A program in another folder is not searched there, but where the script is. */
export function absolute(machine: Machine, file: Uint8Array, folder: LuaValue): Uint8Array {
  if (folder === undefined || isAbsolute(file)) return file;
  const here = requireDone(machine.system.entries.workingFolder(), ".");
  return joinBytes([here, "/", file]);
}

/** A slash at the start, or a drive of Windows. */
function isAbsolute(file: Uint8Array): boolean {
  return file[0] === 0x2f || file[0] === 0x5c || file[1] === 0x3a;
}

/** A folder to start a program in. Throws SystemFailure if it is none. */
export function requireFolder(machine: Machine, folder: Uint8Array): Uint8Array {
  const status = requireDone(machine.system.entries.status(folder, true), textOf(folder));
  if (status.kind !== "directory") throw new SystemFailure(errorNumberOf(machine.system.os, "ENOTDIR"), textOf(folder));
  return folder;
}
