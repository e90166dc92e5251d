import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { raise } from "../arguments.ts";

/** os.tmpname: creates the file, as lua5.4 does on POSIX, so that nobody else can take the name. */
export function temporaryName(machine: Machine, state: State): number {
  const path = machine.system.paths.makeTemporaryFile("lua_");
  if (typeof path === "number") return raise(machine, state, "unable to generate a unique filename");
  machine.pushBytes(state, path);
  return 1;
}
