import type { LuaSystem } from "../host/lua-system.ts";
import { asciiBytes, joinBytes } from "./bytes.ts";
import type { Machine } from "./machine.ts";

const OWNER_MAY_ALL = 0o700;

/** Removes the temporary files and folders that the library made and did not remove itself. What cannot be removed stays. */
export function removeTemporaries({ system, temporaries }: Machine): void {
  for (const path of temporaries) removeTree(system, asciiBytes(path));
}

function removeTree(system: LuaSystem, path: Uint8Array): void {
  const status = system.entries.status(path, false);
  if (typeof status === "number") return;
  if (status.kind === "directory") {
    const names = system.entries.list(path);
    for (const name of typeof names === "number" ? [] : names) removeTree(system, joinBytes([path, "/", name]));
  }
  // Windows does not remove read-only files.
  if (system.os === "windows") system.entries.setMode(path, OWNER_MAY_ALL);
  system.paths.remove(path);
}
