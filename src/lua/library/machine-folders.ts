import { toBytes } from "../bytes.ts";
import type { Machine } from "../machine.ts";
import { findVariable } from "../own-variables.ts";

/** The user's home folder by a machine's own environment, which scripts can change; empty if it is not known. */
export function homeFolder(machine: Machine): Uint8Array {
  return firstVariable(machine, [machine.system.os === "windows" ? "USERPROFILE" : "HOME"]) ?? new Uint8Array();
}

/** The folder for temporary files by a machine's own environment. */
export function temporaryFolder(machine: Machine): Uint8Array {
  const [names, otherwise]: readonly [readonly string[], string] =
    machine.system.os === "windows" ? [["TMP", "TEMP", "USERPROFILE"], "C:\\Windows"] : [["TMPDIR"], "/tmp"];
  return firstVariable(machine, names) ?? toBytes(otherwise);
}

/** The value of the first of these variables that is set and not empty. */
function firstVariable(machine: Machine, names: readonly string[]): Uint8Array | undefined {
  return names
    .map((name) => findVariable(machine, toBytes(name)))
    .find((value) => value !== undefined && value.length > 0);
}
