import type { ChildProcesses } from "../child-processes.ts";
import { openPosixLibrary } from "./posix-library.ts";
import { createPosixChildren } from "./posix-children.ts";
import { portableChildren } from "./portable-children.ts";

let chosen: ChildProcesses | undefined;

/** Children by the C library where there is one, else by Bun.spawnSync. The choice is made at the first use. */
export const childProcesses: ChildProcesses = {
  available: () => choose().available(),
  execute: (command, environment) => choose().execute(command, environment),
  open: (command, direction, environment) => choose().open(command, direction, environment),
};

function choose(): ChildProcesses {
  const library = chosen === undefined ? openPosixLibrary() : undefined;
  chosen ??= library === undefined ? portableChildren : createPosixChildren(library);
  return chosen;
}
